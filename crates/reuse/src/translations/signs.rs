//! Whether the first sentences of two texts may be the same, told from the signs of their vectors: enough to see that two
//! texts are *not* the same sentence by sentence, which is so for most that lie near each other.

use standpoint_meaning::Signs;

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
    use standpoint_meaning::Vector;

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
