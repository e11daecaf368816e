//! Likeness between many vectors at once.
//!
//! All figures are cosines: from -1 to 1, without a unit.

use std::borrow::Borrow;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2};

use crate::parallel::{cores, in_parallel};
use crate::vector::Vector;

/// How many vectors are multiplied at a time.
const BLOCK: usize = 256;

/// The cosines of every query with every item, row by row: the cosine of
/// `queries[q]` with `items[i]` is at `q * items.len() + i`.
pub fn cosines<V: Borrow<Vector> + Sync>(queries: &[V], items: &[V]) -> Vec<f32> {
    let items = matrix(items);
    by_blocks(queries, |block| products(block, items.view()).into_raw_vec_and_offset().0)
}

/// How near a vector is to everything, which says little about what it is near
/// to: short slogans come up for every query, and this tells them apart.
///
/// The hubness of a vector is its mean cosine to the [`Hubness::NEAREST`] nearest
/// of the reference vectors. To score a window against a query, subtract half of
/// the window's hubness from their cosine.
///
/// At most [`Hubness::REFERENCE`] reference vectors are used, so the cost grows
/// with the number of measured vectors only, not with its square.
#[derive(Clone, Debug)]
pub struct Hubness {
    reference: Array2<f32>,
}

impl Hubness {
    /// How many of the nearest reference vectors count.
    pub const NEAREST: usize = 10;
    /// How many reference vectors are used at most.
    pub const REFERENCE: usize = 1_000;

    /// Measures against `reference`, in general the vectors of all sentences of
    /// the collection. Of more than [`Hubness::REFERENCE`] that many are taken,
    /// evenly spread over the list. Zero vectors are left out.
    pub fn new(reference: &[Vector]) -> Self {
        let filled: Vec<&Vector> = reference.iter().filter(|v| !v.is_zero()).collect();
        let taken = filled.len().min(Self::REFERENCE);
        let chosen: Vec<Vector> = (0..taken).map(|place| filled[place * filled.len() / taken].clone()).collect();
        Hubness { reference: matrix(&chosen) }
    }

    /// The hubness of one vector. With fewer reference vectors than
    /// [`Hubness::NEAREST`] all of them count; with none, and for the zero
    /// vector, it is 0. A reference vector that is the vector itself counts too.
    pub fn of(&self, vector: &Vector) -> f32 {
        self.of_block(std::slice::from_ref(vector))[0]
    }

    /// The hubness of many vectors, in their order.
    pub fn of_all(&self, vectors: &[Vector]) -> Vec<f32> {
        by_blocks(vectors, |block| self.of_block(block))
    }

    fn of_block(&self, block: &[Vector]) -> Vec<f32> {
        let products = products(block, self.reference.view());
        let mut cosines = Vec::with_capacity(self.reference.nrows());
        products
            .rows()
            .into_iter()
            .map(|row| {
                cosines.clear();
                cosines.extend(row.iter().copied());
                mean_of_largest(&mut cosines, Self::NEAREST)
            })
            .collect()
    }
}

/// The mean of the `count` largest values, or of all if there are fewer.
fn mean_of_largest(values: &mut [f32], count: usize) -> f32 {
    let count = count.min(values.len());
    if count == 0 {
        return 0.0;
    }
    if count < values.len() {
        values.select_nth_unstable_by(count - 1, |a, b| b.total_cmp(a));
    }
    let largest = &mut values[..count];
    // Sorted, so that the sum does not depend on how they were selected.
    largest.sort_unstable_by(f32::total_cmp);
    largest.iter().sum::<f32>() / count as f32
}

/// Does `work` on blocks of the vectors, on all cores, and joins the results.
fn by_blocks<V: Sync>(vectors: &[V], work: impl Fn(&[V]) -> Vec<f32> + Sync) -> Vec<f32> {
    let blocks: Vec<&[V]> = vectors.chunks(BLOCK).collect();
    in_parallel(blocks.len(), cores(), |block| work(blocks[block])).concat()
}

fn matrix<V: Borrow<Vector>>(vectors: &[V]) -> Array2<f32> {
    let mut matrix = Array2::zeros((vectors.len(), Vector::DIMENSIONS));
    for (vector, mut row) in vectors.iter().zip(matrix.rows_mut()) {
        row.iter_mut().zip(vector.borrow().as_slice()).for_each(|(entry, value)| *entry = *value);
    }
    matrix
}

/// The cosines of a few vectors (rows) with the items (columns).
fn products<V: Borrow<Vector>>(block: &[V], items: ArrayView2<f32>) -> Array2<f32> {
    let mut result = Array2::zeros((block.len(), items.nrows()));
    general_mat_mul(1.0, &matrix(block), &items.t(), 0.0, &mut result);
    result.mapv_inplace(|cosine: f32| cosine.clamp(-1.0, 1.0));
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made-up vectors that differ in every direction.
    fn vectors(count: usize) -> Vec<Vector> {
        (0..count)
            .map(|number| {
                let value = |i: usize| ((number * 31 + i * 17 + number * i) as f32).sin() + 0.2;
                let values: Vec<f32> = (0..512).map(value).collect();
                Vector::from_slice(&values).unwrap()
            })
            .collect()
    }

    #[test]
    fn cosines_are_those_of_the_pairs() {
        let (queries, items) = (vectors(3), vectors(300));
        let found = cosines(&items, &queries);
        for (place, cosine) in found.iter().enumerate() {
            let expected = items[place / 3].cosine(&queries[place % 3]);
            assert!((cosine - expected).abs() < 1e-5);
        }
        assert!(cosines(&[], &items).is_empty());
        assert!(cosines(&items, &[]).is_empty());
    }

    #[test]
    fn hubness_is_the_mean_of_the_nearest() {
        let (reference, measured) = (vectors(40), vectors(300));
        let hubness = Hubness::new(&reference);
        let all = hubness.of_all(&measured);
        for (vector, found) in measured.iter().zip(&all).step_by(37) {
            let mut expected: Vec<f32> = reference.iter().map(|r| r.cosine(vector)).collect();
            expected.sort_unstable_by(|a, b| b.total_cmp(a));
            let expected = expected[..10].iter().sum::<f32>() / 10.0;
            assert!((found - expected).abs() < 1e-5);
            assert!((found - hubness.of(vector)).abs() < 1e-6);
        }
    }

    #[test]
    fn the_reference_is_bounded_and_may_be_small() {
        let many = vectors(2_500);
        assert_eq!(Hubness::new(&many).reference.nrows(), Hubness::REFERENCE);
        assert_eq!(Hubness::new(&[]).of(&many[0]), 0.0);
        assert_eq!(Hubness::new(&[Vector::zero()]).of(&many[0]), 0.0);
        assert_eq!(Hubness::new(&many[..3]).of(&Vector::zero()), 0.0);
        let three = Hubness::new(&many[..3]).of(&many[0]);
        assert!(three > 0.0 && three <= 1.0);
    }
}
