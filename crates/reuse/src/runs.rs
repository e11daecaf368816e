//! From words in common to passages that were taken over.

use std::ops::Range;

use crate::align::common_words;
use crate::words::WordSequence;

/// Of the shorter of two passages, the share of words that stand in the other if the one was made of the other.
const PASSAGE_SHARE: f64 = 0.6;
/// Passages of fewer words say too little: they have to be the same as a whole.
const SHORT_PASSAGE: usize = 5;
/// So many words without a change are taken over, however long the sentence around them is.
const TAKEN_OVER: usize = 8;
/// Runs with fewer words in common are turns of phrase, not reuse.
const FEWEST_WORDS: usize = 12;
/// The share of words in common that a run has at least.
const DENSITY: f64 = 0.5;
/// Where the aligned passages are this share of the shorter text, short ones between them count too.
const MOSTLY: f64 = 0.5;

/// Consecutive passages of two texts that are the same but for changes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// The words on either side, by number.
    pub a: Range<usize>,
    pub b: Range<usize>,
    /// How many words they have in common, in order.
    pub common: usize,
    /// How many passages are aligned.
    pub passages: usize,
}

impl Run {
    /// The share of words that both sides have in common (Dice), from 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        2.0 * self.common as f64 / (self.a.len() + self.b.len()).max(1) as f64
    }

    /// Whether the words are the same on both sides.
    pub(crate) fn is_copy(&self) -> bool {
        self.common == self.a.len() && self.common == self.b.len()
    }
}

/// Two passages with words in common.
struct Block {
    passages: (usize, usize),
    first: (usize, usize),
    last: (usize, usize),
    common: usize,
    longest: usize,
}

/// The runs of aligned passages of two texts, in order, none overlapping another on either side.
pub(crate) fn runs(a: &WordSequence, b: &WordSequence) -> Vec<Run> {
    let blocks = blocks(a, b, &common_words(&a.hashes, &b.hashes));
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for block in blocks.iter().filter(|block| is_aligned(a, b, block)) {
        let follows = last.is_some_and(|(p, q)| block.passages.0 <= p + 1 && block.passages.1 <= q + 1);
        let (here_a, here_b) = (block.first.0..block.last.0 + 1, block.first.1..block.last.1 + 1);
        match runs.last_mut().filter(|_| follows) {
            Some(run) => {
                (run.a.end, run.b.end) = (here_a.end, here_b.end);
                run.common += block.common;
                run.passages += 1;
            }
            None => runs.push(Run { a: here_a, b: here_b, common: block.common, passages: 1 }),
        }
        last = Some(block.passages);
    }
    widen(&mut runs, a, b);
    runs.retain(|run| run.share() >= DENSITY);
    let all: usize = runs.iter().map(|run| run.common).sum();
    let shorter = a.len().min(b.len());
    let is_mostly = all >= FEWEST_WORDS && all as f64 >= MOSTLY * shorter as f64;
    runs.retain(|run| run.common >= if is_mostly { SHORT_PASSAGE } else { FEWEST_WORDS });
    runs
}

fn blocks(a: &WordSequence, b: &WordSequence, pairs: &[(u32, u32)]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut contiguous = 0;
    for &(i, j) in pairs {
        let (i, j) = (i as usize, j as usize);
        // Both rise, so the block before is nearly always the right one.
        match blocks.last_mut().filter(|block| a.words(block.passages.0).end > i && b.words(block.passages.1).end > j) {
            Some(block) => {
                contiguous = if block.last == (i.wrapping_sub(1), j.wrapping_sub(1)) { contiguous + 1 } else { 1 };
                block.last = (i, j);
                block.common += 1;
                block.longest = block.longest.max(contiguous);
            }
            None => {
                contiguous = 1;
                let passages = (a.passage(i), b.passage(j));
                blocks.push(Block { passages, first: (i, j), last: (i, j), common: 1, longest: 1 });
            }
        }
    }
    blocks
}

fn is_aligned(a: &WordSequence, b: &WordSequence, block: &Block) -> bool {
    let (long_a, long_b) = (a.words(block.passages.0).len(), b.words(block.passages.1).len());
    let shorter = long_a.min(long_b);
    if shorter < SHORT_PASSAGE {
        return block.common == shorter && block.longest == shorter && long_a.max(long_b) <= 2 * shorter;
    }
    block.longest >= TAKEN_OVER
        || (block.common >= SHORT_PASSAGE && block.common as f64 >= PASSAGE_SHARE * shorter as f64)
}

/// Takes in the words at both ends of each run up to the border of the passage, where most of the passage is in the run and
/// no other run reaches into it.
fn widen(runs: &mut [Run], a: &WordSequence, b: &WordSequence) {
    for number in 0..runs.len() {
        let before = number.checked_sub(1).map_or((0, 0), |n| (runs[n].a.end, runs[n].b.end));
        let after = runs.get(number + 1).map_or((a.len(), b.len()), |run| (run.a.start, run.b.start));
        let run = &mut runs[number];
        run.a = widened(&run.a, a, before.0..after.0);
        run.b = widened(&run.b, b, before.1..after.1);
    }
}

fn widened(words: &Range<usize>, sequence: &WordSequence, room: Range<usize>) -> Range<usize> {
    let opening = sequence.words(sequence.passage(words.start));
    let closing = sequence.words(sequence.passage(words.end.saturating_sub(1)));
    let is_most = |inside: usize, passage: &Range<usize>| inside as f64 >= PASSAGE_SHARE * passage.len() as f64;
    let opens = opening.start >= room.start && is_most(opening.end.min(words.end) - words.start, &opening);
    let closes = closing.end <= room.end && is_most(words.end - closing.start.max(words.start), &closing);
    (if opens { opening.start } else { words.start })..(if closes { closing.end } else { words.end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{numbered, statement};

    fn found(a: &[&str], b: &[&str]) -> Vec<(String, String, usize)> {
        let (a, b) = (statement("en", a), statement("en", b));
        let (words_a, words_b) = (WordSequence::of(&a), WordSequence::of(&b));
        runs(&words_a, &words_b)
            .into_iter()
            .map(|run| {
                let words = |span: Option<standpoint_text::Span>| span.unwrap().as_str().replace('\n', " | ");
                (words(words_a.span(&a, run.a.clone())), words(words_b.span(&b, run.b.clone())), run.passages)
            })
            .collect()
    }

    const LONG: &str = "The harbour council wants two crowns from everybody who crosses the old bridge on foot.";
    const CORRECTED: &str = "The harbour council wants three crowns from anybody who crosses the old bridge on foot.";

    #[test]
    fn consecutive_passages_are_one_run() {
        let other = numbered(500, 12);
        let found = found(&[LONG, "We say no.", &other], &[CORRECTED, "We say NO!", &other]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, format!("{LONG} | We say no. | {other}"));
        assert_eq!(found[0].2, 3);
    }

    #[test]
    fn what_one_of_them_has_alone_parts_two_runs() {
        let found = found(&[LONG, &numbered(0, 14)], &[LONG, &numbered(900, 14), &numbered(0, 14)]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].0, numbered(0, 14));
    }

    #[test]
    fn of_a_longer_sentence_only_what_was_taken_over_is_shown() {
        let quoting = format!("{} that {} {}", numbered(0, 30), LONG.trim_end_matches('.'), numbered(50, 30));
        let found = found(&[LONG], &[&quoting]);
        assert_eq!(found[0].1, LONG.trim_end_matches('.'));
    }

    #[test]
    fn turns_of_phrase_are_no_reuse() {
        assert!(found(&["We demand that the ferry stays."], &["We demand that the ferry stays."]).is_empty());
        let [one, other] = [0, 100].map(|n| format!("{} on the other hand {}", numbered(n, 9), numbered(n + 20, 9)));
        assert!(found(&[&one], &[&other]).is_empty());
    }
}
