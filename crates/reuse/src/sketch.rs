//! A statement as a few numbers: the sketch by which those that may share passages are found.

use crate::words::{shingle, WordSequence};

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Numbers in a sketch at most.
pub(crate) const SIZE: usize = 128;

/// The smallest hashes of a statement's shingles (three words in a row): a bottom-k sketch after Broder (1997). Of two texts
/// that share a passage the sketches share about as many numbers as the passage is of the longer text, so that also a cut
/// version and a passage taken over are found; unlike with one minimum for each of many permutations one hash is enough.
pub(crate) fn sketch(sequence: &WordSequence) -> Vec<u32> {
    let words = &sequence.hashes;
    let mut hashes: Vec<u32> = match words.len() {
        0 => Vec::new(),
        short if short < SHINGLE => vec![upper(shingle(words))],
        _ => words.windows(SHINGLE).map(|words| upper(shingle(words))).collect(),
    };
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SIZE);
    hashes
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{numbered, statement};

    #[test]
    fn a_sketch_is_bounded_and_shares_what_the_texts_share() {
        let long = numbered(0, 3000);
        let cut = numbered(0, 600);
        let of = |words: &str| sketch(&WordSequence::of(&statement("en", &[words])));
        let (long, cut) = (of(&long), of(&cut));
        assert_eq!((long.len(), cut.len()), (SIZE, SIZE));
        let shared = cut.iter().filter(|hash| long.contains(hash)).count();
        assert!((12..52).contains(&shared), "a fifth of {SIZE} or so, not {shared}");
        assert_eq!(of("Open").len(), 1);
        assert!(of("…").is_empty());
    }
}
