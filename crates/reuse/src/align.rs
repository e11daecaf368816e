//! The words that two texts have in common, in the order in which both have them.

use std::ops::Range;

use foldhash::HashMap;

use crate::words::shingle;

/// Words in a row that anchor two texts to each other, if each text has them once.
const ANCHOR: usize = 3;
/// Stretches of which the product of lengths is smaller are aligned completely.
const COMPLETE: usize = 16 << 10;
/// So often a stretch is anchored anew.
const DEEPEST: usize = 6;

/// Pairs of equal words of two texts, by number, both rising: first what both begin and end with, then what is unique in both
/// (the patience method), and between these the longest common subsequence.
///
/// Long stretches without anything unique in both are left out, so the time grows with the length of the texts, not with
/// its square.
pub(crate) fn common_words(a: &[u64], b: &[u64]) -> Vec<(u32, u32)> {
    let mut aligner = Aligner { a, b, pairs: Vec::new() };
    aligner.between(0..a.len(), 0..b.len(), ANCHOR, DEEPEST);
    aligner.pairs
}

struct Aligner<'a> {
    a: &'a [u64],
    b: &'a [u64],
    pairs: Vec<(u32, u32)>,
}

impl Aligner<'_> {
    fn between(&mut self, a: Range<usize>, b: Range<usize>, anchor: usize, deepest: usize) {
        let before = self.a[a.clone()].iter().zip(&self.b[b.clone()]).take_while(|(a, b)| a == b).count();
        self.equal(a.start, b.start, before);
        let (a, b) = (a.start + before..a.end, b.start + before..b.end);
        let after =
            self.a[a.clone()].iter().rev().zip(self.b[b.clone()].iter().rev()).take_while(|(a, b)| a == b).count();
        let (inner_a, inner_b) = (a.start..a.end - after, b.start..b.end - after);
        if !inner_a.is_empty() && !inner_b.is_empty() {
            if inner_a.len().saturating_mul(inner_b.len()) <= COMPLETE {
                self.longest_common(inner_a.clone(), inner_b.clone());
            } else {
                self.anchored(inner_a.clone(), inner_b.clone(), anchor, deepest);
            }
        }
        self.equal(inner_a.end, inner_b.end, after);
    }

    fn equal(&mut self, a: usize, b: usize, count: usize) {
        self.pairs.extend((0..count).map(|n| ((a + n) as u32, (b + n) as u32)));
    }

    fn anchored(&mut self, a: Range<usize>, b: Range<usize>, anchor: usize, deepest: usize) {
        let Some(deeper) = deepest.checked_sub(1) else { return };
        let anchors = rising(&self.anchors(a.clone(), b.clone(), anchor));
        if anchors.is_empty() {
            if anchor > 1 {
                self.anchored(a, b, anchor - 1, deepest);
            }
            return;
        }
        let (mut next_a, mut next_b) = (a.start, b.start);
        for (at_a, at_b) in anchors {
            let (at_a, at_b) = (at_a as usize, at_b as usize);
            if at_a < next_a || at_b < next_b {
                continue;
            }
            self.between(next_a..at_a, next_b..at_b, anchor, deeper);
            let rest = self.a[at_a..a.end].iter().zip(&self.b[at_b..b.end]);
            let long = rest.take_while(|(a, b)| a == b).count();
            self.equal(at_a, at_b, long);
            (next_a, next_b) = (at_a + long, at_b + long);
        }
        self.between(next_a..a.end, next_b..b.end, anchor, deeper);
    }

    /// Where the runs of words stand that either stretch has once, in the order of the first.
    fn anchors(&self, a: Range<usize>, b: Range<usize>, words: usize) -> Vec<(u32, u32)> {
        let start = b.start;
        let in_b = once(&self.b[b], words);
        let mut found: Vec<(u32, u32)> = once(&self.a[a.clone()], words)
            .into_iter()
            .filter_map(|(hash, place)| Some((a.start as u32 + place?, start as u32 + (*in_b.get(&hash)?)?)))
            .collect();
        found.sort_unstable();
        found
    }

    /// The longest common subsequence by its table of lengths.
    fn longest_common(&mut self, a: Range<usize>, b: Range<usize>) {
        let (words_a, words_b) = (&self.a[a.clone()], &self.b[b.clone()]);
        let wide = words_b.len() + 1;
        // The product of the lengths is bounded, so every length fits.
        let mut lengths = vec![0u16; (words_a.len() + 1) * wide];
        for (i, word_a) in words_a.iter().enumerate().rev() {
            for (j, word_b) in words_b.iter().enumerate().rev() {
                let at = i * wide + j;
                lengths[at] = match word_a == word_b {
                    true => lengths[at + wide + 1] + 1,
                    false => lengths[at + 1].max(lengths[at + wide]),
                };
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < words_a.len() && j < words_b.len() {
            let at = i * wide + j;
            if words_a[i] == words_b[j] {
                self.pairs.push(((a.start + i) as u32, (b.start + j) as u32));
                (i, j) = (i + 1, j + 1);
            } else if lengths[at + wide] >= lengths[at + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
}

/// Where each run of so many words stands, if only once.
fn once(text: &[u64], words: usize) -> HashMap<u64, Option<u32>> {
    let mut places = HashMap::default();
    for (place, run) in text.windows(words).enumerate() {
        places.entry(shingle(run)).and_modify(|known| *known = None).or_insert(Some(place as u32));
    }
    places
}

/// The longest part of a list of places that rises on both sides; on the first side it does already.
fn rising(places: &[(u32, u32)]) -> Vec<(u32, u32)> {
    // For each length the place at which such a part ends lowest, and for each place the one before it.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(places.len()));
    for (number, place) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| places[end].1 < place.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = number,
            None => ends.push(number),
        }
    }
    let mut found = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(number) = at {
        found.push(places[number]);
        at = before[number];
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(a: &[u64], b: &[u64]) -> Vec<(u32, u32)> {
        common_words(a, b)
    }

    #[test]
    fn what_is_left_out_moved_or_changed_is_stepped_over() {
        assert_eq!(pairs(&[1, 2, 3, 4], &[1, 9, 3, 4]), [(0, 0), (2, 2), (3, 3)]);
        assert_eq!(pairs(&[1, 2, 3], &[1, 3]), [(0, 0), (2, 1)]);
        assert_eq!(pairs(&[], &[1]), []);
        let long: Vec<u64> = (0..4000).collect();
        let cut: Vec<u64> = (0..4000).filter(|n| !(1000..2000).contains(n) && n % 97 != 0).collect();
        assert_eq!(pairs(&long, &cut).len(), cut.len());
        let turned: Vec<u64> = (2500..4000).chain(0..2500).collect();
        assert_eq!(pairs(&long, &turned).len(), 2500, "the longer part");
    }

    #[test]
    fn one_sentence_over_and_over_takes_no_longer() {
        let same = |count: usize, word: u64| -> Vec<u64> { (0..count).map(|n| word + (n % 7) as u64).collect() };
        assert_eq!(pairs(&same(700_000, 0), &same(350_000, 0)).len(), 350_000);
        let shifted = pairs(&same(700_000, 0), &[&[99][..], &same(350_000, 3), &[99]].concat());
        assert!(shifted.len() <= 350_000);
    }

    proptest! {
        #[test]
        fn pairs_rise_and_are_equal(
            a in prop::collection::vec(0u64..12, 0..400), b in prop::collection::vec(0u64..12, 0..400),
        ) {
            let found = pairs(&a, &b);
            prop_assert!(found.iter().all(|&(i, j)| a[i as usize] == b[j as usize]));
            prop_assert!(found.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
        }

        #[test]
        fn short_texts_are_aligned_completely(
            a in prop::collection::vec(0u64..4, 0..40), b in prop::collection::vec(0u64..4, 0..40),
        ) {
            prop_assert_eq!(pairs(&a, &b).len(), longest(&a, &b));
        }
    }

    fn longest(a: &[u64], b: &[u64]) -> usize {
        let mut above = vec![0; b.len() + 1];
        for word in a {
            let mut row = vec![0];
            for (j, other) in b.iter().enumerate() {
                row.push(if word == other { above[j] + 1 } else { row[j].max(above[j + 1]) });
            }
            above = row;
        }
        above[b.len()]
    }
}
