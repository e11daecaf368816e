//! A statement as a sequence of folded words, each with its place.

use std::ops::Range;

use standpoint_languages::Words;
use standpoint_text::{Span, Statement};
use unicode_normalization::{is_nfkc_quick, IsNormalized, UnicodeNormalization};

/// The words of a statement's passages in their order, each as the hash of its folded form: lower case, and one spelling for
/// every Unicode form of it. Punctuation, white space and what stands in no passage are left out.
#[derive(Debug, Default)]
pub(crate) struct WordSequence {
    pub hashes: Vec<u64>,
    /// Where each word stands in the text, in bytes.
    places: Vec<(u32, u32)>,
    /// The number of the first word of each passage, and at the end the number of all words.
    first: Vec<u32>,
}

impl WordSequence {
    pub(crate) fn of(statement: &Statement) -> Self {
        let mut sequence = Self { first: Vec::with_capacity(statement.passages.len() + 1), ..Self::default() };
        for passage in &statement.passages {
            sequence.first.push(sequence.hashes.len() as u32);
            let (words, start) = (Words::of(passage.span.as_str()), passage.span.bytes().start);
            for (number, word) in words.iter().enumerate() {
                let place = words.bytes(number);
                sequence.hashes.push(folded(word));
                sequence.places.push(((start + place.start) as u32, (start + place.end) as u32));
            }
        }
        sequence.first.push(sequence.hashes.len() as u32);
        sequence
    }

    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The passage that a word stands in.
    pub(crate) fn passage(&self, word: usize) -> usize {
        self.first.partition_point(|&first| first as usize <= word).saturating_sub(1)
    }

    /// The words of a passage, by number.
    pub(crate) fn words(&self, passage: usize) -> Range<usize> {
        let at = |passage: usize| self.first.get(passage).map_or(self.hashes.len(), |&word| word as usize);
        at(passage)..at(passage + 1)
    }

    /// The span over these words of the statement the sequence was made of. At the borders of its passages it takes in the
    /// marks before the first word and after the last.
    pub(crate) fn span(&self, statement: &Statement, words: Range<usize>) -> Option<Span> {
        let (first, last) = (words.start, words.end.checked_sub(1)?);
        let (opening, closing) = (self.passage(first), self.passage(last));
        let start = match self.words(opening).start == first {
            true => statement.passages.get(opening)?.span.bytes().start,
            false => self.places.get(first)?.0 as usize,
        };
        let end = match self.words(closing).end == last + 1 {
            true => statement.passages.get(closing)?.span.bytes().end,
            false => self.places.get(last)?.1 as usize,
        };
        statement.text.span(start..end).ok()
    }

    /// What all words in their order are, for telling equal texts.
    pub(crate) fn fingerprint(&self) -> u128 {
        let (mut low, mut high) = (self.hashes.len() as u64, !(self.hashes.len() as u64));
        for &word in &self.hashes {
            low = mixed(low.rotate_left(7) ^ word);
            high = mixed(high.rotate_left(23).wrapping_add(word));
        }
        (u128::from(high) << 64) | u128::from(low)
    }
}

/// The hash of a word in lower case, the same for all Unicode forms in which it can be written.
pub(crate) fn folded(word: &str) -> u64 {
    // Most words have one form only, and quick to tell.
    let is_plain = word.bytes().all(|byte| byte < 0xcc);
    if is_plain || is_nfkc_quick(word.chars()) == IsNormalized::Yes {
        return hashed(word);
    }
    hashed(&word.nfkc().collect::<String>().to_lowercase())
}

/// FNV-1a with a last mixing: the same on every machine, so that equal collections give equal output.
fn hashed(word: &str) -> u64 {
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mixed(hash)
}

/// Spreads every bit of a number over all bits (the finaliser of SplitMix64).
pub(crate) fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// The hash of some words in a row.
pub(crate) fn shingle(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, &word| mixed(hash.rotate_left(5) ^ word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::statement;

    #[test]
    fn case_marks_white_space_and_unicode_forms_are_folded() {
        let one = WordSequence::of(&statement("en", &["The Café’s ﬁne quay —", "stays open!"]));
        let other = WordSequence::of(&statement("en", &["the CAFE\u{301}'s  fine", "quay stays “open”"]));
        assert_eq!(one.hashes, other.hashes);
        assert_eq!(one.fingerprint(), other.fingerprint());
        let turned = WordSequence::of(&statement("en", &["fine the café s quay stays open"]));
        assert_ne!(one.fingerprint(), turned.fingerprint());
    }

    #[test]
    fn a_span_takes_in_the_marks_at_the_borders_of_passages() {
        let statement = statement("en", &["“Keep the quay!”", "Nobody asked us, ever."]);
        let sequence = WordSequence::of(&statement);
        let words = |range| sequence.span(&statement, range).map(|span| span.as_str().to_owned());
        assert_eq!(words(0..3).as_deref(), Some("“Keep the quay!”"));
        assert_eq!(words(1..5).as_deref(), Some("the quay!”\nNobody asked"));
        assert_eq!(words(0..0), None);
    }
}
