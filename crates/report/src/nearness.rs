//! Who stands near whom: agreement of two statements over the questions on which both take a side.

use standpoint_compare::{Comparison, Stance};

/// How far two statements agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Agreement {
    /// Questions on which both take a side.
    pub shared: usize,
    /// Of these, on how many they take the same.
    pub same: usize,
}

impl Agreement {
    /// The share of shared questions on the same side, from 0 to 1; `None` where there is none.
    pub(crate) fn share(self) -> Option<f64> {
        (self.shared > 0).then(|| self.same as f64 / self.shared as f64)
    }
}

/// The agreement of each pair of statements.
pub(crate) fn agreements(comparison: &Comparison) -> Vec<Vec<Agreement>> {
    let questions = comparison.codebook.questions.len();
    let side = |statement: usize, question: usize| match comparison.position(question, statement).stance {
        Stance::Support => 1,
        Stance::Oppose => -1,
        _ => 0,
    };
    let count = comparison.statements.len();
    let pair = |a: usize, b: usize| {
        let sides = (0..questions).map(|q| side(a, q) * side(b, q)).filter(|&product| product != 0);
        sides.fold(Agreement { shared: 0, same: 0 }, |sum, product| Agreement {
            shared: sum.shared + 1,
            same: sum.same + usize::from(product > 0),
        })
    };
    (0..count).map(|a| (0..count).map(|b| pair(a, b)).collect()).collect()
}

/// A place on a plane for each statement, such that those that agree lie near each other: classical scaling (Torgerson
/// 1952) of the shares of disagreement, shrunk towards a half where few questions are shared. Each coordinate runs from 0
/// to 1. `None` for fewer than three statements, or where no two share a question.
pub(crate) fn places(agreements: &[Vec<Agreement>]) -> Option<Vec<(f64, f64)>> {
    let count = agreements.len();
    let any =
        agreements.iter().enumerate().any(|(a, row)| row.iter().enumerate().any(|(b, pair)| a != b && pair.shared > 0));
    if count < 3 || !any {
        return None;
    }
    let distance = |a: usize, b: usize| {
        let pair = agreements[a][b];
        // One question counts as if one more had been half agreed on.
        if a == b {
            0.0
        } else {
            ((pair.shared - pair.same) as f64 + 0.5) / (pair.shared as f64 + 1.0)
        }
    };
    let squared: Vec<Vec<f64>> = (0..count).map(|a| (0..count).map(|b| distance(a, b).powi(2)).collect()).collect();
    let mut centred = doubly_centred(&squared);
    let first = leading_axis(&centred);
    deflate(&mut centred, &first);
    let second = leading_axis(&centred);
    let first = unit_range(&first);
    let second = unit_range(&second);
    Some(first.into_iter().zip(second).collect())
}

fn doubly_centred(squared: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let count = squared.len() as f64;
    let means: Vec<f64> = squared.iter().map(|row| row.iter().sum::<f64>() / count).collect();
    let all = means.iter().sum::<f64>() / count;
    let cell = |a: usize, b: usize| -0.5 * (squared[a][b] - means[a] - means[b] + all);
    (0..squared.len()).map(|a| (0..squared.len()).map(|b| cell(a, b)).collect()).collect()
}

/// The eigenvector of the largest eigenvalue times the root of that value, by power iteration from a fixed start.
fn leading_axis(matrix: &[Vec<f64>]) -> Vec<f64> {
    let mut vector: Vec<f64> = (0..matrix.len()).map(|i| 1.0 + (i as f64 * 0.7).sin()).collect();
    let mut value = 0.0;
    for _ in 0..200 {
        let next: Vec<f64> = matrix.iter().map(|row| row.iter().zip(&vector).map(|(m, v)| m * v).sum()).collect();
        let norm = next.iter().map(|x| x * x).sum::<f64>().sqrt();
        if norm < 1e-12 {
            return vec![0.0; matrix.len()];
        }
        value = norm;
        vector = next.into_iter().map(|x| x / norm).collect();
    }
    vector.into_iter().map(|x| x * value.sqrt()).collect()
}

fn deflate(matrix: &mut [Vec<f64>], axis: &[f64]) {
    for (row, a) in matrix.iter_mut().zip(axis) {
        for (cell, b) in row.iter_mut().zip(axis) {
            *cell -= a * b;
        }
    }
}

fn unit_range(axis: &[f64]) -> Vec<f64> {
    let low = axis.iter().copied().fold(f64::INFINITY, f64::min);
    let high = axis.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    axis.iter().map(|x| if high - low < 1e-9 { 0.5 } else { (x - low) / (high - low) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(shared: usize, same: usize) -> Agreement {
        Agreement { shared, same }
    }

    #[test]
    fn those_who_agree_lie_near() {
        let (yes, no) = (pair(10, 10), pair(10, 0));
        let table = vec![vec![yes, yes, no], vec![yes, yes, no], vec![no, no, yes]];
        let found = places(&table).unwrap();
        let apart = |a: usize, b: usize| (found[a].0 - found[b].0).abs();
        assert!(apart(0, 1) < apart(0, 2) && apart(0, 1) < apart(1, 2));
        assert!(found.iter().all(|(x, y)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y)));
    }

    #[test]
    fn too_few_have_no_places() {
        assert!(places(&[vec![pair(1, 1); 2], vec![pair(1, 1); 2]]).is_none());
        assert!(places(&vec![vec![pair(0, 0); 3]; 3]).is_none());
        assert_eq!(pair(0, 0).share(), None);
    }
}
