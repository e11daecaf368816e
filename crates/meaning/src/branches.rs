//! Step 3 of the network: the branches, for a block of texts.

use std::array::from_fn;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, ArrayViewMut2};

use crate::asset::Arrays;
use crate::contexts::{distinct_windows, Shape, Window, OUTSIDE};
use crate::error::EncoderError;
use crate::vocabulary::Piece;

/// Numbers in a row of a branch.
pub(crate) const BRANCH: usize = 256;
const SHAPES: [Shape; 3] = [Shape { order: 2, left: 0 }, Shape { order: 3, left: 1 }, Shape { order: 5, left: 2 }];
/// Numbers in a row of all branches.
pub(crate) const BRANCHES: usize = SHAPES.len() * BRANCH;
/// What one row adds to the windows of all branches, in every place.
pub(crate) const PRODUCTS: usize = (2 + 3 + 5) * BRANCH;
/// The branch that sees furthest.
pub(crate) const WIDEST_BRANCH: usize = SHAPES.len() - 1;

/// One of the three branches: two layers.
pub(crate) struct Branch {
    number: usize,
    shape: Shape,
    /// Where its places begin among those of all branches.
    first_slot: usize,
    /// \[256, order * 256\] each: what a row adds to a window in which it has the first, second ... place.
    matrices: [Array2<f32>; 2],
    biases: [Vec<f32>; 2],
}

/// What a branch makes of a block of texts: a row for every different neighbourhood.
#[derive(Default)]
pub(crate) struct Neighbourhoods {
    rows: Vec<f32>,
    /// How many rows there are; the buffer may be longer.
    pub(crate) count: usize,
    /// Which row belongs to a place.
    pub(crate) places: Vec<u32>,
}

impl Neighbourhoods {
    pub(crate) fn row(&self, place: usize) -> &[f32] {
        &self.rows[self.places[place] as usize * BRANCH..][..BRANCH]
    }
}

/// Memory for the steps between, used again for block after block: taking it from the system each time costs more than a
/// layer.
#[derive(Default)]
pub(crate) struct Scratch {
    hidden: Vec<f32>,
    products: Vec<f32>,
    pub(crate) branches: [Neighbourhoods; SHAPES.len()],
}

/// The branches with their weights.
pub(crate) fn branches(arrays: &mut Arrays) -> Result<[Branch; SHAPES.len()], EncoderError> {
    let mut branch = |number: usize| -> Result<Branch, EncoderError> {
        let shape = SHAPES[number];
        let mut layer = |layer: usize| {
            let name = format!("branch{}_layer{layer}", shape.order);
            let matrix = arrays.take(&name, BRANCH, shape.order * BRANCH)?;
            Ok((matrix, arrays.take_row(&format!("{name}_bias"), BRANCH)?))
        };
        let ((first, first_bias), (second, second_bias)) = (layer(1)?, layer(2)?);
        let first_slot = SHAPES[..number].iter().map(|shape| shape.order).sum();
        let (matrices, biases) = ([first, second], [first_bias, second_bias]);
        Ok(Branch { number, shape, first_slot, matrices, biases })
    };
    Ok([branch(0)?, branch(1)?, branch(2)?])
}

impl Branch {
    /// What the rows add to the windows of the first layer.
    pub(crate) fn first_products(&self, projected: ArrayView2<f32>) -> Array2<f32> {
        let mut products = Array2::zeros((projected.nrows(), self.matrices[0].ncols()));
        general_mat_mul(1.0, &projected, &self.matrices[0], 0.0, &mut products);
        products
    }

    /// Both layers, for texts of these lengths whose pieces follow each other in `places`.
    pub(crate) fn apply(&self, pieces: &[&Piece], places: &[u32], lengths: &[usize], scratch: &mut Scratch) {
        let Scratch { hidden, products, branches } = scratch;
        let near = distinct_windows(places, lengths, self.shape);
        let hidden = part_of(hidden, near.items.len() * BRANCH);
        self.sum_windows(0, &near.items, hidden, |row| Parts {
            own: pieces[row].projected(self.number),
            products: pieces[row].products(self.first_slot, self.shape.order),
        });
        let far = distinct_windows(&near.places, lengths, self.shape);
        let wide = self.shape.order * BRANCH;
        let products = part_of(products, near.items.len() * wide);
        multiply(hidden, &self.matrices[1], products);
        let result = &mut branches[self.number];
        let rows = part_of(&mut result.rows, far.items.len() * BRANCH);
        self.sum_windows(1, &far.items, rows, |row| Parts {
            own: &hidden[row * BRANCH..][..BRANCH],
            products: &products[row * wide..][..wide],
        });
        (result.count, result.places) = (far.items.len(), far.places);
    }

    /// A row for each of the windows: what its places add, made positive, and the row of the place itself.
    fn sum_windows<'a>(
        &self,
        layer: usize,
        windows: &[Window],
        results: &mut [f32],
        parts: impl Fn(usize) -> Parts<'a>,
    ) {
        for (window, result) in windows.iter().zip(results.as_chunks_mut::<BRANCH>().0) {
            let in_place = |slot: usize| match window[slot] {
                OUTSIDE => &NOTHING,
                seen => row_of(&parts(seen as usize).products[slot * BRANCH..]),
            };
            let (own, bias) = (row_of(parts(window[self.shape.left] as usize).own), row_of(&self.biases[layer]));
            match self.shape.order {
                2 => sum_window(from_fn::<_, 2, _>(in_place), bias, own, result),
                3 => sum_window(from_fn::<_, 3, _>(in_place), bias, own, result),
                _ => sum_window(from_fn::<_, 5, _>(in_place), bias, own, result),
            }
        }
    }
}

type Row = [f32; BRANCH];

/// What a place beyond a text adds.
static NOTHING: Row = [0.0; BRANCH];

/// The first row of these numbers, of which there are enough.
fn row_of(numbers: &[f32]) -> &Row {
    numbers.first_chunk().unwrap_or(&NOTHING)
}

/// All in one loop, so that a sum stays in the processor's registers until all places are added.
fn sum_window<const ORDER: usize>(places: [&Row; ORDER], bias: &Row, own: &Row, result: &mut Row) {
    for column in 0..BRANCH {
        let sum = places.iter().fold(bias[column], |sum, place| sum + place[column]);
        result[column] = sum.max(0.0) + own[column];
    }
}

/// What is known of a row: the row itself, and what it adds in each place of a window.
struct Parts<'a> {
    own: &'a [f32],
    products: &'a [f32],
}

/// The first `length` numbers of a buffer, which grows where it has to.
fn part_of(buffer: &mut Vec<f32>, length: usize) -> &mut [f32] {
    if buffer.len() < length {
        // Not `resize`: nothing of the old content has to be kept.
        *buffer = vec![0.0; length];
    }
    &mut buffer[..length]
}

fn multiply(rows: &[f32], matrix: &Array2<f32>, result: &mut [f32]) {
    let (inner, width) = matrix.dim();
    let count = rows.len() / inner;
    let views = (ArrayView2::from_shape((count, inner), rows), ArrayViewMut2::from_shape((count, width), result));
    if let (Ok(rows), Ok(mut result)) = views {
        general_mat_mul(1.0, &rows, matrix, 0.0, &mut result);
    }
}
