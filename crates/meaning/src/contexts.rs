//! Which windows of neighbours occur in a block of texts, each counted once.
//!
//! A layer of the network looks at a few neighbouring places at a time. Windows
//! and clauses cut from one sentence share most of these neighbourhoods, so we
//! number the different ones and compute each of them once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Stands for a place before the beginning or after the end of a text.
pub(crate) const OUTSIDE: u32 = u32::MAX;
/// Places in the widest window.
pub(crate) const WIDEST: usize = 5;

/// What is seen from one place: the numbers of the things in its window, and
/// `OUTSIDE` beyond the text and beyond the order of the window.
pub(crate) type Window = [u32; WIDEST];

/// How far a window reaches.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    /// Places in the window.
    pub(crate) order: usize,
    /// How many of them are to the left of the place itself.
    pub(crate) left: usize,
}

/// Different things in the order in which they first occur.
pub(crate) struct Distinct<T> {
    /// The different things.
    pub(crate) items: Vec<T>,
    /// For every place which thing is there.
    pub(crate) places: Vec<u32>,
}

/// Texts in a row, their pieces as numbers into `tokens`.
pub(crate) struct Stretch {
    /// The different pieces.
    pub(crate) tokens: Vec<u32>,
    /// For each text which pieces follow each other.
    pub(crate) texts: Vec<Vec<u32>>,
}

/// Cuts texts, given as their pieces, into stretches that end with the text that brings them to so many different pieces.
pub(crate) fn stretches(texts: Vec<Vec<u32>>, different: usize) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let (mut numbers, mut stretch) = (Numbers::default(), Stretch { tokens: Vec::new(), texts: Vec::new() });
    for mut text in texts {
        for piece in &mut text {
            *piece = *numbers.entry(*piece).or_insert_with_key(|&piece| {
                stretch.tokens.push(piece);
                stretch.tokens.len() as u32 - 1
            });
        }
        stretch.texts.push(text);
        if stretch.tokens.len() >= different {
            numbers.clear();
            stretches.push(std::mem::replace(&mut stretch, Stretch { tokens: Vec::new(), texts: Vec::new() }));
        }
    }
    stretches.push(stretch);
    stretches
}

/// Numbers the different pieces of a block.
pub(crate) fn distinct_tokens(tokens: &[u32]) -> Distinct<u32> {
    number(tokens.iter().copied())
}

/// Numbers the different windows over `places`, in which the texts follow each
/// other with these lengths. No window reaches from one text into the next.
pub(crate) fn distinct_windows(places: &[u32], lengths: &[usize], shape: Shape) -> Distinct<Window> {
    let mut rest = places;
    let mut texts = Vec::with_capacity(lengths.len());
    for &length in lengths {
        let (text, others) = rest.split_at(length);
        texts.push(text);
        rest = others;
    }
    number(texts.into_iter().flat_map(|text| (0..text.len()).map(move |place| window(text, place, shape))))
}

fn window(text: &[u32], place: usize, shape: Shape) -> Window {
    let mut window = [OUTSIDE; WIDEST];
    for (slot, seen) in window.iter_mut().take(shape.order).enumerate() {
        // Below zero this wraps around and is outside as well.
        let neighbour = (place + slot).wrapping_sub(shape.left);
        *seen = text.get(neighbour).copied().unwrap_or(OUTSIDE);
    }
    window
}

fn number<T: Copy + Eq + std::hash::Hash>(things: impl Iterator<Item = T>) -> Distinct<T> {
    let mut numbers: Numbers<T> = Numbers::default();
    let mut items = Vec::new();
    let places = things
        .map(|thing| {
            *numbers.entry(thing).or_insert_with(|| {
                items.push(thing);
                items.len() as u32 - 1
            })
        })
        .collect();
    Distinct { items, places }
}

type Numbers<T> = HashMap<T, u32, BuildHasherDefault<FastHasher>>;

/// A multiplicative hash: the keys are small numbers of our own, and a block is
/// too small for anyone to gain from collisions.
#[derive(Default)]
struct FastHasher(u64);

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..eight.len()].copy_from_slice(eight);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517C_C1B7_2722_0A95);
    }

    fn finish(&self) -> u64 {
        // The best bits are the upper ones, the table looks at both ends.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_stay_within_their_text() {
        let shape = Shape { order: 3, left: 1 };
        let found = distinct_windows(&[7, 8, 7, 8], &[2, 2], shape);
        let outside = OUTSIDE;
        assert_eq!(found.items, [[outside, 7, 8, outside, outside], [7, 8, outside, outside, outside]]);
        assert_eq!(found.places, [0, 1, 0, 1]);
    }
}
