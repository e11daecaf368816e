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
//! its places' products with W's parts, which again depend on one place each.

use std::array::from_fn;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, Axis, Slice};

use crate::asset::{Arrays, Table, WIDTH};
use crate::contexts::{distinct_tokens, distinct_windows, Shape, Window, OUTSIDE};
use crate::error::EncoderError;
use crate::vector::Vector;

const BRANCH: usize = 256;
const SHAPES: [Shape; 3] = [Shape { order: 2, left: 0 }, Shape { order: 3, left: 1 }, Shape { order: 5, left: 2 }];
const BRANCHES: usize = SHAPES.len() * BRANCH;
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
    /// Two layers for each branch.
    layers: [[Layer; 2]; SHAPES.len()],
    feature_gain: Vec<f32>,
    feature_shift: Vec<f32>,
    sum: Array2<f32>,
    sum_bias: Vec<f32>,
    dense: Dense,
}

/// One layer of a branch.
struct Layer {
    shape: Shape,
    /// \[256, order * 256\]: what a row adds to a window in which it has the
    /// first, second ... place.
    matrix: Array2<f32>,
    bias: Vec<f32>,
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

/// One of the three branches for a block of texts.
struct Branch {
    /// A row for every different neighbourhood.
    rows: Array2<f32>,
    /// Which row belongs to a place.
    places: Vec<u32>,
}

impl Network {
    pub(crate) fn new(table: Table, epsilon: f32, arrays: &mut Arrays) -> Result<Self, EncoderError> {
        let mut layer = |branch: usize, number: usize| Layer::new(SHAPES[branch], number, arrays);
        let layers = [[layer(0, 1)?, layer(0, 2)?], [layer(1, 1)?, layer(1, 2)?], [layer(2, 1)?, layer(2, 2)?]];
        Ok(Network {
            table,
            epsilon,
            projection: arrays.take("projection", WIDTH, BRANCHES)?,
            projection_bias: arrays.take_row("projection_bias", BRANCHES)?,
            projection_gain: arrays.take_row("projection_gain", BRANCHES)?,
            projection_shift: arrays.take_row("projection_shift", BRANCHES)?,
            layers,
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

    /// The vectors of texts, given as pieces; none of them may be empty.
    pub(crate) fn vectors(&self, texts: &[Vec<u32>]) -> Vec<Vector> {
        let lengths: Vec<usize> = texts.iter().map(Vec::len).collect();
        let tokens = distinct_tokens(&texts.concat());
        let inputs = self.inputs(&tokens.items);
        let projected = self.projected(&inputs);
        let branches = from_fn(|number| {
            let columns = Slice::from(number * BRANCH..(number + 1) * BRANCH);
            self.branch(number, projected.slice_axis(Axis(1), columns), &tokens.places, &lengths)
        });
        let sums = self.feature_sums(&inputs, &tokens.places, &branches, &lengths);
        self.finish(&sums, &lengths)
    }

    /// Step 1 for every different piece.
    fn inputs(&self, tokens: &[u32]) -> Array2<f32> {
        let mut inputs = Array2::zeros((tokens.len(), WIDTH));
        for (&token, row) in tokens.iter().zip(rows_mut(&mut inputs, WIDTH)) {
            self.table.read_row(token, row);
        }
        inputs
    }

    /// Step 2 for every different piece.
    fn projected(&self, inputs: &Array2<f32>) -> Array2<f32> {
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

    /// Step 3 for one branch.
    fn branch(&self, number: usize, input: ArrayView2<f32>, tokens: &[u32], lengths: &[usize]) -> Branch {
        let [first, second] = &self.layers[number];
        let near = distinct_windows(tokens, lengths, first.shape);
        let rows = first.apply(input, &near.items);
        let far = distinct_windows(&near.places, lengths, second.shape);
        Branch { rows: second.apply(rows.view(), &far.items), places: far.places }
    }

    /// The sums of step 4's f over every text, \[texts, 1280\].
    fn feature_sums(
        &self,
        inputs: &Array2<f32>,
        tokens: &[u32],
        branches: &[Branch; SHAPES.len()],
        lengths: &[usize],
    ) -> Array2<f32> {
        let mut sums = Array2::zeros((lengths.len(), FEATURES));
        let features = |place: usize| -> [&[f32]; 4] {
            let row = |number: usize| row_of(&branches[number].rows, branches[number].places[place]);
            [row_of(inputs, tokens[place]), row(0), row(1), row(2)]
        };
        // The widest branch sees the most: where its row is the same, all are.
        let widest = &branches[SHAPES.len() - 1];
        let mut known = vec![None; widest.rows.nrows()];
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

impl Layer {
    fn new(shape: Shape, number: usize, arrays: &mut Arrays) -> Result<Self, EncoderError> {
        let name = format!("branch{}_layer{number}", shape.order);
        Ok(Layer {
            shape,
            matrix: arrays.take(&name, BRANCH, shape.order * BRANCH)?,
            bias: arrays.take_row(&format!("{name}_bias"), BRANCH)?,
        })
    }

    /// A row for each of the windows over `rows`.
    fn apply(&self, rows: ArrayView2<f32>, windows: &[Window]) -> Array2<f32> {
        let products = product(rows, &self.matrix);
        let mut output = Array2::zeros((windows.len(), BRANCH));
        for (window, result) in windows.iter().zip(rows_mut(&mut output, BRANCH)) {
            result.copy_from_slice(&self.bias);
            for (slot, &seen) in window.iter().enumerate() {
                if seen != OUTSIDE {
                    add(result, &row_of(&products, seen)[slot * BRANCH..][..BRANCH]);
                }
            }
            let own = rows.row(window[self.shape.left] as usize);
            for (value, own) in result.iter_mut().zip(own) {
                *value = value.max(0.0) + own;
            }
        }
        output
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

fn row_of(array: &Array2<f32>, row: u32) -> &[f32] {
    let width = array.ncols();
    &array.as_slice().unwrap_or_default()[row as usize * width..][..width]
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
