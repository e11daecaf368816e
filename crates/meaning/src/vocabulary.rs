//! What the network makes of a piece alone, worked out once and kept for the texts that follow.
//!
//! The pieces of a text are few and come again: in news of eleven languages every tenth piece of a stretch has not been seen
//! in the stretches before. So steps 1 and 2 of the network, and the products of 3 that depend on one piece, are kept for the
//! pieces seen last.

use std::collections::HashMap;
use std::sync::Arc;

use ndarray::Array2;

use crate::asset::WIDTH;
use crate::branches::{BRANCH, BRANCHES, PRODUCTS};
use crate::network::Network;

/// Pieces that are kept at most between two stretches of text: about 90 MiB.
const KEPT: usize = 6144;
/// Pieces that are worked out at a time.
pub(crate) const TOGETHER: usize = 128;

/// What is known of one piece: its row of the table, its projection, and what it adds to the windows of each branch.
pub(crate) struct Piece(Box<[f32]>);

impl Piece {
    const NUMBERS: usize = WIDTH + BRANCHES + PRODUCTS;

    /// Its row of the table, 512 numbers.
    pub(crate) fn input(&self) -> &[f32] {
        &self.0[..WIDTH]
    }

    /// Its projection for a branch, 256 numbers.
    pub(crate) fn projected(&self, branch: usize) -> &[f32] {
        &self.0[WIDTH + branch * BRANCH..][..BRANCH]
    }

    /// What it adds to windows in which it has one of `count` places, from place `first` of all branches' places on.
    pub(crate) fn products(&self, first: usize, count: usize) -> &[f32] {
        &self.0[WIDTH + BRANCHES + first * BRANCH..][..count * BRANCH]
    }
}

/// The pieces seen last.
#[derive(Default)]
pub(crate) struct Vocabulary {
    pieces: HashMap<u32, (Arc<Piece>, u32)>,
    stretch: u32,
}

impl Vocabulary {
    /// Which of these pieces are not known.
    pub(crate) fn missing(&self, tokens: &[u32]) -> Vec<u32> {
        tokens.iter().copied().filter(|token| !self.pieces.contains_key(token)).collect()
    }

    /// Takes in what was missing, and gives the pieces with these numbers, in their order.
    pub(crate) fn pieces(&mut self, tokens: &[u32], missing: &[u32], learnt: Vec<Piece>) -> Vec<Arc<Piece>> {
        self.stretch += 1;
        let stretch = self.stretch;
        for (token, piece) in missing.iter().zip(learnt) {
            self.pieces.insert(*token, (Arc::new(piece), stretch));
        }
        let of_token = |token: &u32| {
            let (piece, seen) = self.pieces.get_mut(token)?;
            *seen = stretch;
            Some(piece.clone())
        };
        tokens.iter().filter_map(of_token).collect()
    }

    /// Forgets all but the [`KEPT`] pieces seen last.
    pub(crate) fn forget(&mut self) {
        let Some(more) = self.pieces.len().checked_sub(KEPT).filter(|&more| more > 0) else { return };
        let mut seen: Vec<u32> = self.pieces.values().map(|(_, seen)| *seen).collect();
        let (_, &mut last, _) = seen.select_nth_unstable(more - 1);
        let mut spare = self.pieces.values().filter(|(_, seen)| *seen <= last).count() - more;
        self.pieces.retain(|_, (_, seen)| {
            let is_spared = *seen == last && spare > 0;
            spare -= usize::from(is_spared);
            *seen > last || is_spared
        });
    }

    /// How many pieces are known.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }
}

/// Works pieces out.
pub(crate) fn work_out(tokens: &[u32], network: &Network) -> Vec<Piece> {
    let inputs = network.inputs(tokens);
    let projected = network.projected(&inputs);
    let products: Vec<Array2<f32>> = network.first_products(&projected);
    (0..tokens.len())
        .map(|number| {
            let mut numbers = Vec::with_capacity(Piece::NUMBERS);
            for array in [&inputs, &projected].into_iter().chain(&products) {
                let width = array.ncols();
                numbers.extend_from_slice(&array.as_slice().unwrap_or_default()[number * width..][..width]);
            }
            Piece(numbers.into_boxed_slice())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_seen_long_ago_are_forgotten_first() {
        let piece = |seen: u32| (Arc::new(Piece(Box::new([]))), seen);
        let pieces = (0..KEPT as u32 + 10).map(|token| (token, piece(if token < 100 { 1 } else { 2 }))).collect();
        let mut vocabulary = Vocabulary { pieces, stretch: 2 };
        vocabulary.forget();
        assert_eq!(vocabulary.len(), KEPT);
        assert!((100..KEPT as u32 + 10).all(|token| vocabulary.pieces.contains_key(&token)));
        vocabulary.forget();
        assert_eq!(vocabulary.len(), KEPT);
    }
}
