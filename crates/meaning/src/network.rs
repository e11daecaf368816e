//! The network: from the pieces of texts to their vectors.
//!
//! With T pieces in a text, the reference computes
//! 1. the table's row of every piece: e, \[T, 512\];
//! 2. x = norm(e · projection + bias), \[T, 768\], split among three branches
//!    that look at n = 2, 3 and 5 neighbours;
//! 3. in each branch twice: h ← h + relu(window(h) · W + b);
//! 4. f = norm(\[e, h2, h3, h5\]), \[T, 1280\]; m = Σ (f · sum + bias) / √T;
//! 5. a few dense layers on m, tanh, and the result brought to length one.
//!
//! We compute the same sums, each part once only: 1 and 2 depend on the piece
//! alone, and a layer of 3 on its window. A window's product with W is the sum of
//! its places' products with W's parts, which again depend on one place each. What
//! depends on a piece alone is kept from text to text (`vocabulary.rs`); 3 is in
//! `branches.rs`.

use std::array::from_fn;
use std::sync::Arc;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, Axis, Slice};

use crate::asset::{Arrays, Table, WIDTH};
use crate::branches::{branches, Branch, Neighbourhoods, Scratch, BRANCH, BRANCHES, WIDEST_BRANCH};
use crate::contexts::distinct_tokens;
use crate::error::EncoderError;
use crate::vector::Vector;
use crate::vocabulary::Piece;

const FEATURES: usize = WIDTH + BRANCHES;
const DENSE: usize = 320;
/// Rows that are summed at a time.
const STRETCH: usize = 32;

/// All weights.
pub(crate) struct Network {
    table: Table,
    epsilon: f32,
    projection: Array2<f32>,
    projection_bias: Vec<f32>,
    projection_gain: Vec<f32>,
    projection_shift: Vec<f32>,
    branches: [Branch; 3],
    feature_gain: Vec<f32>,
    feature_shift: Vec<f32>,
    sum: Array2<f32>,
    sum_bias: Vec<f32>,
    dense: Dense,
}

/// The layers behind the sum, with the package's names.
struct Dense {
    d0: Array2<f32>,
    p1: Array2<f32>,
    d1: Array2<f32>,
    d2: Array2<f32>,
    p3: Array2<f32>,
    d3: Array2<f32>,
}

impl Network {
    pub(crate) fn new(table: Table, epsilon: f32, arrays: &mut Arrays) -> Result<Self, EncoderError> {
        Ok(Network {
            table,
            epsilon,
            projection: arrays.take("projection", WIDTH, BRANCHES)?,
            projection_bias: arrays.take_row("projection_bias", BRANCHES)?,
            projection_gain: arrays.take_row("projection_gain", BRANCHES)?,
            projection_shift: arrays.take_row("projection_shift", BRANCHES)?,
            branches: branches(arrays)?,
            feature_gain: arrays.take_row("feature_gain", FEATURES)?,
            feature_shift: arrays.take_row("feature_shift", FEATURES)?,
            sum: arrays.take("sum", FEATURES, WIDTH)?,
            sum_bias: arrays.take_row("sum_bias", WIDTH)?,
            dense: Dense {
                d0: arrays.take("d0", WIDTH, DENSE)?,
                p1: arrays.take("p1", WIDTH, DENSE)?,
                d1: arrays.take("d1", DENSE, DENSE)?,
                d2: arrays.take("d2", DENSE, WIDTH)?,
                p3: arrays.take("p3", DENSE, WIDTH)?,
                d3: arrays.take("d3", WIDTH, WIDTH)?,
            },
        })
    }

    /// The vectors of texts, given as numbers into `pieces`; none of them may be empty.
    pub(crate) fn vectors(&self, texts: &[&[u32]], pieces: &[Arc<Piece>], scratch: &mut Scratch) -> Vec<Vector> {
        if texts.is_empty() {
            return Vec::new();
        }
        let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
        let tokens = distinct_tokens(&texts.concat());
        let pieces: Vec<&Piece> = tokens.items.iter().map(|&number| &*pieces[number as usize]).collect();
        for branch in &self.branches {
            branch.apply(&pieces, &tokens.places, &lengths, scratch);
        }
        let sums = self.feature_sums(&pieces, &tokens.places, &scratch.branches, &lengths);
        self.finish(&sums, &lengths)
    }

    /// Step 1 for pieces.
    pub(crate) fn inputs(&self, tokens: &[u32]) -> Array2<f32> {
        let mut inputs = Array2::zeros((tokens.len(), WIDTH));
        for (&token, row) in tokens.iter().zip(rows_mut(&mut inputs, WIDTH)) {
            self.table.read_row(token, row);
        }
        inputs
    }

    /// Step 2 for pieces.
    pub(crate) fn projected(&self, inputs: &Array2<f32>) -> Array2<f32> {
        let mut projected = product(inputs.view(), &self.projection);
        for row in rows_mut(&mut projected, BRANCHES) {
            add(row, &self.projection_bias);
            let (mean, factor) = mean_and_factor(&[row], self.epsilon);
            let gain_and_shift = self.projection_gain.iter().zip(&self.projection_shift);
            for (value, (gain, shift)) in row.iter_mut().zip(gain_and_shift) {
                *value = (*value - mean) * factor * gain + shift;
            }
        }
        projected
    }

    /// What pieces add to the windows of the first layers of step 3, for each branch.
    pub(crate) fn first_products(&self, projected: &Array2<f32>) -> Vec<Array2<f32>> {
        let columns = |number: usize| Slice::from(number * BRANCH..(number + 1) * BRANCH);
        let of =
            |(number, branch): (usize, &Branch)| branch.first_products(projected.slice_axis(Axis(1), columns(number)));
        self.branches.iter().enumerate().map(of).collect()
    }

    /// The sums of step 4's f over every text, \[texts, 1280\].
    fn feature_sums(
        &self,
        pieces: &[&Piece],
        tokens: &[u32],
        branches: &[Neighbourhoods; 3],
        lengths: &[usize],
    ) -> Array2<f32> {
        let mut sums = Array2::zeros((lengths.len(), FEATURES));
        let features = |place: usize| -> [&[f32]; 4] {
            let [two, three, five] = branches;
            [pieces[tokens[place] as usize].input(), two.row(place), three.row(place), five.row(place)]
        };
        // The widest branch sees the most: where its row is the same, all are.
        let widest = &branches[WIDEST_BRANCH];
        let mut known = vec![None; widest.count];
        let mut place = 0;
        for (&length, sum) in lengths.iter().zip(rows_mut(&mut sums, FEATURES)) {
            // In stretches: one long sum of thousands of rows would lose digits.
            for start in (0..length).step_by(STRETCH) {
                let stretch = place + start..place + length.min(start + STRETCH);
                let mut part_sum = [0.0; FEATURES];
                let mut means = 0.0;
                for place in stretch {
                    let parts = features(place);
                    let (mean, factor) = *known[widest.places[place] as usize]
                        .get_or_insert_with(|| mean_and_factor(&parts, self.epsilon));
                    means += mean * factor;
                    add_scaled(&mut part_sum, &parts, factor);
                }
                sum.iter_mut().zip(part_sum).for_each(|(sum, value)| *sum += value - means);
            }
            place += length;
            let gain_and_shift = self.feature_gain.iter().zip(&self.feature_shift);
            for (value, (gain, shift)) in sum.iter_mut().zip(gain_and_shift) {
                *value = *value * gain + shift * length as f32;
            }
        }
        sums
    }

    /// The end of step 4, and step 5.
    fn finish(&self, sums: &Array2<f32>, lengths: &[usize]) -> Vec<Vector> {
        let mut mean = product(sums.view(), &self.sum);
        for (row, &length) in rows_mut(&mut mean, WIDTH).zip(lengths) {
            let length = length as f32;
            let root = length.sqrt();
            for (value, bias) in row.iter_mut().zip(&self.sum_bias) {
                *value = (*value + bias * length) / root;
            }
        }
        let output = self.dense.apply(&mean);
        output.rows().into_iter().map(|row| Vector::normalised(from_fn(|column| row[column].tanh()))).collect()
    }
}

impl Dense {
    fn apply(&self, mean: &Array2<f32>) -> Array2<f32> {
        let mut first = product(mean.view(), &self.d0);
        relu(&mut first);
        let mut second = product(mean.view(), &self.p1);
        add_product(&first, &self.d1, &mut second);
        relu(&mut second);
        let mut third = product(second.view(), &self.d2);
        relu(&mut third);
        let mut output = product(second.view(), &self.p3);
        add_product(&third, &self.d3, &mut output);
        output
    }
}

fn product(left: ArrayView2<f32>, right: &Array2<f32>) -> Array2<f32> {
    let mut result = Array2::zeros((left.nrows(), right.ncols()));
    general_mat_mul(1.0, &left, right, 0.0, &mut result);
    result
}

fn add_product(left: &Array2<f32>, right: &Array2<f32>, result: &mut Array2<f32>) {
    general_mat_mul(1.0, left, right, 1.0, result);
}

fn relu(array: &mut Array2<f32>) {
    array.mapv_inplace(|value| value.max(0.0));
}

/// The rows of an array that was made row by row.
fn rows_mut(array: &mut Array2<f32>, width: usize) -> std::slice::ChunksExactMut<'_, f32> {
    array.as_slice_mut().unwrap_or_default().chunks_exact_mut(width)
}

fn add(sum: &mut [f32], more: &[f32]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// Adds the parts, side by side, times `factor`.
fn add_scaled(sum: &mut [f32], parts: &[&[f32]], factor: f32) {
    let mut rest = sum;
    for part in parts {
        let (here, others) = rest.split_at_mut(part.len());
        for (sum, value) in here.iter_mut().zip(*part) {
            *sum += value * factor;
        }
        rest = others;
    }
}

/// Mean, and one over the standard deviation, of the parts as one row.
fn mean_and_factor(parts: &[&[f32]], epsilon: f32) -> (f32, f32) {
    let count = parts.iter().map(|part| part.len()).sum::<usize>() as f32;
    let mean = parts.iter().map(|part| total(part, |x| x)).sum::<f32>() / count;
    let squares = |part: &&[f32]| total(part, |x| (x - mean) * (x - mean));
    let variance = parts.iter().map(squares).sum::<f32>() / count;
    (mean, 1.0 / (variance + epsilon).sqrt())
}

/// A sum in sixteen lanes, which the compiler turns into wide registers. All
/// widths here are multiples of sixteen.
fn total(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 16];
    for chunk in values.chunks_exact(16) {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += term(value);
        }
    }
    lanes.iter().sum()
}
