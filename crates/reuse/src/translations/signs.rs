//! Vectors of sentences, so small that those of a large collection are kept: the sign of each number.
//!
//! Of two vectors the share of signs that differ tells the angle between them (Charikar 2002, "Similarity estimation
//! techniques from rounding algorithms"), here to about four degrees. That is enough to see that two texts are *not* the
//! same sentence by sentence, which is so for most that lie near each other.

use standpoint_meaning::Vector;

const WORDS: usize = Vector::DIMENSIONS / 64;

/// The signs of a sentence's vector.
pub(crate) struct Signs([u64; WORDS]);

impl Signs {
    pub(crate) fn of(vector: &Vector) -> Self {
        let mut words = [0; WORDS];
        for (word, values) in words.iter_mut().zip(vector.as_slice().chunks(64)) {
            *word = values.iter().rev().fold(0, |word, value| word << 1 | u64::from(*value > 0.0));
        }
        Self(words)
    }

    /// About the cosine of the two vectors.
    fn likeness(&self, other: &Self) -> f32 {
        let differ: u32 = self.0.iter().zip(&other.0).map(|(a, b)| (a ^ b).count_ones()).sum();
        (std::f32::consts::PI * differ as f32 / Vector::DIMENSIONS as f32).cos()
    }
}

/// How the sentences of the shorter of two texts stand out beside the longer: the mean likeness of each to what is nearest
/// there, and by how much more than to the rest.
pub(crate) fn standing_out(a: &[Signs], b: &[Signs]) -> f32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let stands_out = |sentence: &Signs| {
        let (mut sum, mut largest) = (0.0, f32::MIN);
        for other in long {
            let likeness = sentence.likeness(other);
            sum += likeness;
            largest = largest.max(likeness);
        }
        let usual = match long.len() {
            0 | 1 => super::beads::OF_ONE_MATTER,
            count => (sum - largest) / (count - 1) as f32,
        };
        2.0 * largest - usual
    };
    short.iter().map(stands_out).sum::<f32>() / short.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Numbers that differ from seed to seed as if by chance.
    fn numbers(seed: u64) -> impl Iterator<Item = f32> {
        (0..Vector::DIMENSIONS as u64).map(move |place| {
            let mixed = (seed << 32 | place).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            ((mixed ^ (mixed >> 32)) as u32) as f32 / u32::MAX as f32 - 0.5
        })
    }

    fn vector(seed: u64) -> Vector {
        Vector::from_slice(&numbers(seed).collect::<Vec<f32>>()).unwrap()
    }

    proptest! {
        #[test]
        fn signs_tell_about_the_cosine(seed in 1u64..10_000, other in 10_000u64..20_000, part in 0.0f32..1.0) {
            let mixed: Vec<f32> =
                numbers(seed).zip(numbers(other)).map(|(a, b)| a * part + b * (1.0 - part)).collect();
            let (a, b) = (vector(seed), Vector::from_slice(&mixed).unwrap());
            prop_assert!((Signs::of(&a).likeness(&Signs::of(&b)) - a.cosine(&b)).abs() < 0.3);
        }
    }

    #[test]
    fn the_same_sentences_stand_out_and_others_do_not() {
        let text = |from: u64| (from..from + 6).map(|seed| Signs::of(&vector(seed))).collect::<Vec<_>>();
        assert!(standing_out(&text(1), &text(1)) > 1.5);
        assert!(standing_out(&text(1), &text(3)) > standing_out(&text(1), &text(40)));
        assert!(standing_out(&text(1), &text(40)) < 0.8);
        assert_eq!(standing_out(&[], &text(1)), 0.0);
        assert_eq!(standing_out(&[], &[]), 0.0);
    }
}
