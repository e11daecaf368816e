//! Vectors so small that those of a large collection are kept: the sign of each number.

use crate::vector::Vector;

const WORDS: usize = Vector::DIMENSIONS / 64;

/// Which of the numbers of a vector are positive. Of two vectors the share of signs that differ tells the angle between them
/// (Charikar 2002, "Similarity estimation techniques from rounding algorithms"), here to about four degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs([u64; WORDS]);

impl Signs {
    /// Bytes in which they are stored, a bit for each number of the vector, the first in the lowest bit of the first byte.
    pub const BYTES: usize = Vector::DIMENSIONS / 8;

    /// The signs of a vector.
    pub fn of(vector: &Vector) -> Self {
        let mut words = [0; WORDS];
        for (word, values) in words.iter_mut().zip(vector.as_slice().chunks(64)) {
            *word = values.iter().rev().fold(0, |word, value| word << 1 | u64::from(*value > 0.0));
        }
        Self(words)
    }

    /// As they are stored.
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        for (bytes, word) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(self.0) {
            *bytes = word.to_le_bytes();
        }
        bytes
    }

    /// As they were stored.
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let mut words = [0; WORDS];
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        Self(words)
    }

    /// How many signs differ, from 0 to 512.
    pub fn differing(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// About the cosine of the two vectors.
    pub fn likeness(&self, other: &Self) -> f32 {
        (std::f32::consts::PI * self.differing(other) as f32 / Vector::DIMENSIONS as f32).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn signs_tell_about_the_cosine_and_come_back_from_bytes(
            a in prop::collection::vec(-1.0f32..1.0, Vector::DIMENSIONS),
            b in prop::collection::vec(-1.0f32..1.0, Vector::DIMENSIONS),
            part in 0.0f32..1.0,
        ) {
            let mixed: Vec<f32> = a.iter().zip(&b).map(|(a, b)| a * part + b * (1.0 - part)).collect();
            let (a, mixed) = (Vector::from_slice(&a).unwrap(), Vector::from_slice(&mixed).unwrap());
            let (signs, others) = (Signs::of(&a), Signs::of(&mixed));
            prop_assert!((signs.likeness(&others) - a.cosine(&mixed)).abs() < 0.3);
            prop_assert_eq!(Signs::from_bytes(&signs.to_bytes()), signs);
            let bit = |number: usize| signs.to_bytes()[number / 8] >> (number % 8) & 1 == 1;
            prop_assert!(a.as_slice().iter().enumerate().all(|(number, value)| bit(number) == (*value > 0.0)));
        }
    }
}
