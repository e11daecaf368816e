//! Copies and near-copies across a collection.

use foldhash::{HashMap, HashMapExt};
use standpoint_text::Statement;

use crate::candidates::Index;
use crate::rarity::Rarity;
use crate::runs::{runs, Run};
use crate::same::SameStatement;
use crate::sketch::sketch;
use crate::words::WordSequence;
use crate::{Related, Reuse, ReuseKind};

/// Two texts are one statement where at least this share of the shorter's words stands in the other.
pub(crate) const SAME_SHARE: f64 = 0.8;
/// A shorter text is a fragment, unless it is the same to the last word.
pub(crate) const FRAGMENT: usize = 25;
/// The share of the longer's words from which on it is the same with something added, not another statement that quotes.
pub(crate) const NOT_A_QUOTATION: f64 = 0.5;
/// A cut version may have less of the longer, if what it has comes from all over it: this share, in so many runs, over so
/// much of it.
const CUT_SHARE: f64 = 0.25;
const CUT_RUNS: usize = 3;
const CUT_REACH: f64 = 0.6;
/// In a group of one statement and its copies with more members, a further one is shown beside one of them only.
const EVERY_PAIR: usize = 8;

/// What was found, and how many words each statement has.
pub(crate) struct Copies {
    pub reuse: Vec<Reuse>,
    pub related: Vec<Related>,
    pub words: Vec<usize>,
}

/// Finds them; `tell` is called with the number of statements that were compared.
pub(crate) fn copies(statements: &[Statement], mut tell: impl FnMut(usize)) -> Copies {
    let mut search = Search {
        statements,
        rarity: Rarity::empty(),
        same: SameStatement::each(statements.len()),
        members: vec![1; statements.len()],
        found: Copies { reuse: Vec::new(), related: Vec::new(), words: Vec::with_capacity(statements.len()) },
    };
    let sketches = search.sketches();
    let mut index = Index::of(&sketches);
    for (number, sketch) in sketches.iter().enumerate() {
        let candidates = index.before(number, sketch.len());
        if !candidates.is_empty() {
            search.compare(number, &candidates);
        }
        tell(number + 1);
    }
    search.found
}

struct Search<'a> {
    statements: &'a [Statement],
    rarity: Rarity,
    same: SameStatement,
    /// How many statements were joined under the first of them.
    members: Vec<usize>,
    found: Copies,
}

impl Search<'_> {
    /// The sketch of each statement; that of one with the same words as an earlier one is empty, as its place is known.
    fn sketches(&mut self) -> Vec<Vec<u32>> {
        let mut known: HashMap<u128, usize> = HashMap::with_capacity(self.statements.len());
        let mut copies: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut sketches = Vec::with_capacity(self.statements.len());
        for (number, statement) in self.statements.iter().enumerate() {
            let sequence = WordSequence::of(statement);
            self.found.words.push(sequence.len());
            self.rarity.add(&sequence);
            let first = *known.entry(sequence.fingerprint()).or_insert(number);
            let is_new = first == number;
            if !is_new && sequence.len() > 0 {
                let copies = copies.entry(first).or_insert_with(|| vec![first]);
                let is_crowd = copies.len() >= EVERY_PAIR;
                for &copy in copies.iter().take(if is_crowd { 1 } else { EVERY_PAIR }) {
                    self.copy(copy, number, &sequence);
                }
                if !is_crowd {
                    copies.push(number);
                }
            }
            sketches.push(if is_new { sketch(&sequence) } else { Vec::new() });
        }
        sketches
    }

    /// Notes that a statement has the same words as an earlier one.
    fn copy(&mut self, first: usize, number: usize, sequence: &WordSequence) {
        let all = Run {
            a: 0..sequence.len(),
            b: 0..sequence.len(),
            common: sequence.len(),
            passages: self.statements[number].passages.len(),
        };
        self.note(first, number, &WordSequence::of(&self.statements[first]), sequence, &[all]);
    }

    /// Compares a statement with earlier ones, word by word.
    fn compare(&mut self, number: usize, candidates: &[usize]) {
        let sequence = WordSequence::of(&self.statements[number]);
        for &other in candidates {
            let group = self.same.root(other);
            if self.same.root(number) == group && self.members[group] > EVERY_PAIR {
                continue;
            }
            let before = WordSequence::of(&self.statements[other]);
            let runs = runs(&before, &sequence);
            if !runs.is_empty() {
                self.note(other, number, &before, &sequence, &runs);
            }
        }
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.same.root(a), self.same.root(b));
        if a != b {
            self.same.join(a, b);
            self.members[a.min(b)] = self.members[a] + self.members[b];
        }
    }

    fn note(&mut self, a: usize, b: usize, in_a: &WordSequence, in_b: &WordSequence, runs: &[Run]) {
        for run in runs {
            let spans = (in_a.span(&self.statements[a], run.a.clone()), in_b.span(&self.statements[b], run.b.clone()));
            if let (Some(span_a), Some(span_b)) = spans {
                let kind = if run.is_copy() { ReuseKind::Copy } else { ReuseKind::NearCopy };
                self.found.reuse.push(Reuse { a: (a, span_a), b: (b, span_b), kind, score: run.share() });
            }
        }
        let common = runs.iter().map(|run| run.common).sum::<usize>();
        let share = |sequence: &WordSequence| common as f64 / sequence.len().max(1) as f64;
        let is_copy = common == in_a.len() && common == in_b.len();
        let related = Related {
            a,
            b,
            kind: if is_copy { ReuseKind::Copy } else { ReuseKind::NearCopy },
            share_of_a: share(in_a),
            share_of_b: share(in_b),
            score: if is_copy { 1.0 } else { self.rarity.between(in_a, in_b) },
            passages: runs.iter().map(|run| run.passages).sum(),
            is_same: is_copy || is_same(in_a, in_b, runs, common),
        };
        if related.is_same {
            self.join(a, b);
        }
        self.found.related.push(related);
    }
}

/// Whether two texts are one statement, one of them cut, corrected or added to.
fn is_same(a: &WordSequence, b: &WordSequence, runs: &[Run], common: usize) -> bool {
    let a_is_longer = a.len() >= b.len();
    let (longer, shorter) = if a_is_longer { (a.len(), b.len()) } else { (b.len(), a.len()) };
    let share = |of: usize| common as f64 / of.max(1) as f64;
    if shorter < FRAGMENT || share(shorter) < SAME_SHARE {
        return false;
    }
    let side = |run: &Run| if a_is_longer { run.a.clone() } else { run.b.clone() };
    let reach = match (runs.first(), runs.last()) {
        (Some(first), Some(last)) => side(last).end - side(first).start,
        _ => 0,
    };
    let is_cut = share(longer) >= CUT_SHARE && runs.len() >= CUT_RUNS && reach as f64 >= CUT_REACH * longer as f64;
    share(longer) >= NOT_A_QUOTATION || is_cut
}
