//! The same statement in another language.
//!
//! Which statements may be translations of each other is told from one vector for each, the mean of its first sentences; of
//! those in another language only the nearest is looked at, and only if it is nearest from the other side too and clearly
//! nearer than others. Whether they are is told from the sentences: they have to align in order, each pair standing out
//! from the other sentences of the two (`beads.rs`), and the numbers in them have to agree.

mod beads;
mod documents;
mod numbers;

use std::collections::HashMap;

use standpoint_meaning::{Memory, Vector};
use standpoint_text::{Span, Statement};

use crate::copies::{FRAGMENT, NOT_A_QUOTATION, SAME_SHARE};
use crate::same::SameStatement;
use crate::{Related, Reuse, ReuseKind};

use beads::{beads, sum, Bead, Sentence, Sum};
use documents::{candidates, Document};
use numbers::numbers;

/// Passages of a statement that are aligned at most, the first ones.
const MOST_PASSAGES: usize = 2000;
/// Vectors of sentences that are kept for the next pair at most: 64 MiB.
const MOST_KEPT: usize = 32 << 10;

/// How strongly two texts have to be aligned to be taken for translations: the share of the shorter that is aligned times
/// the likeness of the pairs and by how much they stand out. Measured on NTREX-128 translations have 0.75 and more in the
/// languages that the encoder knows, different statements on one matter 0.68 and less.
const STRONG: f64 = 0.74;
/// So strong that nothing else can speak against it.
const CLEAR: f64 = 0.95;
/// What is enough where the numbers agree.
const STRONG_WITH_NUMBERS: f64 = 0.66;
/// What is then enough where the encoder was not trained on one of the languages.
const UNKNOWN_WITH_NUMBERS: f64 = 0.45;
/// The share of the numbers in the pairs, and how many of them, that both sides have where they agree.
const AGREEING: f64 = 0.8;
const FEWEST_AGREEING: usize = 3;
/// With fewer of the numbers in common, and so many given, the texts speak of different things.
const DISAGREEING: f64 = 0.3;
const FEWEST_GIVEN: usize = 8;
/// Of the longer text so much is aligned: a short text finds something like it in many a long one.
const SHARE_OF_LONGER: f64 = 0.4;
/// One pair of sentences may be alike by chance.
const FEWEST_BEADS: usize = 2;

/// What was found.
#[derive(Default)]
pub(crate) struct Translations {
    pub reuse: Vec<Reuse>,
    pub related: Vec<Related>,
}

/// Finds translations among statements that are not copies of each other.
pub(crate) fn translations(
    statements: &[Statement],
    words: &[usize],
    same: &SameStatement,
    encoder: &Memory<'_>,
) -> Translations {
    let is_looked_at = |number: &usize| !same.is_repeated(*number) && words[*number] >= FRAGMENT;
    let documents = documents::documents(statements, (0..statements.len()).filter(is_looked_at), encoder);
    let mut known = Known { encoder, sentences: HashMap::new(), kept: 0 };
    let mut found = Translations::default();
    for (a, b) in candidates(&documents) {
        let pair =
            [a, b].map(|document: &Document| known.sentences(document.statement, &statements[document.statement]));
        let [in_a, in_b] = &pair;
        let beads = beads(in_a, in_b);
        let knows = a.is_known && b.is_known;
        found.note((a.statement, in_a), (b.statement, in_b), &beads, knows, statements);
    }
    found
}

/// The sentences of the statements that were looked at last.
struct Known<'a> {
    encoder: &'a Memory<'a>,
    sentences: HashMap<usize, std::rc::Rc<Vec<Sentence>>>,
    kept: usize,
}

impl Known<'_> {
    fn sentences(&mut self, number: usize, statement: &Statement) -> std::rc::Rc<Vec<Sentence>> {
        if let Some(known) = self.sentences.get(&number) {
            return known.clone();
        }
        if self.kept > MOST_KEPT {
            self.sentences.clear();
            self.kept = 0;
        }
        let sentences = std::rc::Rc::new(sentences(statement, self.encoder));
        self.kept += sentences.len();
        self.sentences.insert(number, sentences.clone());
        sentences
    }
}

fn sentences(statement: &Statement, encoder: &Memory<'_>) -> Vec<Sentence> {
    let passages = &statement.passages[..statement.passages.len().min(MOST_PASSAGES)];
    let texts: Vec<&str> = passages.iter().map(|passage| passage.span.as_str()).collect();
    let vectors: Vec<Vector> = encoder.encode_all(&texts);
    let sentence = |((number, text), vector): ((usize, &&str), Vector)| {
        let words = text.split_whitespace().count();
        (words > 0).then(|| Sentence { passage: number, words, numbers: numbers(text), vector })
    };
    texts.iter().enumerate().zip(vectors).filter_map(sentence).collect()
}

impl Translations {
    fn note(
        &mut self,
        (a, in_a): (usize, &[Sentence]),
        (b, in_b): (usize, &[Sentence]),
        beads: &[Bead],
        knows: bool,
        statements: &[Statement],
    ) {
        let Some(found) = sum(in_a, in_b, beads) else { return };
        if !is_translation(&found, knows) {
            return;
        }
        let [of_a, of_b] = [a, b].map(|number| &statements[number]);
        for bead in beads {
            let sides = (span(of_a, &in_a[bead.a.clone()]), span(of_b, &in_b[bead.b.clone()]));
            if let (Some(span_a), Some(span_b)) = sides {
                let score = f64::from(bead.likeness.clamp(0.0, 1.0));
                self.reuse.push(Reuse { a: (a, span_a), b: (b, span_b), kind: ReuseKind::Translation, score });
            }
        }
        self.related.push(Related {
            a,
            b,
            kind: ReuseKind::Translation,
            share_of_a: found.share_of_a,
            share_of_b: found.share_of_b,
            score: found.likeness.clamp(0.0, 1.0),
            passages: beads.len(),
            is_same: found.share_of_a.max(found.share_of_b) >= SAME_SHARE
                && found.share_of_a.min(found.share_of_b) >= NOT_A_QUOTATION,
        });
    }
}

/// Whether what was aligned makes one text the translation of the other. Statements of one matter, too, have sentences that
/// lie near each other: those of a translation stand out much further, and have the same numbers. Of languages that the
/// encoder was not trained on the numbers have to say it, or the pairs have to be as clear as of any other.
fn is_translation(sum: &Sum, knows: bool) -> bool {
    let strength = sum.share_of_a.max(sum.share_of_b) * (sum.likeness + sum.margin);
    let agreement = 2.0 * sum.agreeing as f64 / sum.given.max(1) as f64;
    if sum.share_of_a.min(sum.share_of_b) < SHARE_OF_LONGER || sum.beads < FEWEST_BEADS {
        return false;
    }
    // A translator may have turned miles into kilometres: where all else is clear the numbers don't matter.
    if strength < CLEAR && sum.given >= FEWEST_GIVEN && agreement < DISAGREEING {
        return false;
    }
    let numbers_agree = sum.agreeing >= FEWEST_AGREEING && agreement >= AGREEING;
    let with_numbers = if knows { STRONG_WITH_NUMBERS } else { UNKNOWN_WITH_NUMBERS };
    strength >= STRONG || (numbers_agree && strength >= with_numbers)
}

/// The span over some sentences in a row.
fn span(statement: &Statement, sentences: &[Sentence]) -> Option<Span> {
    let passage = |sentence: &Sentence| statement.passages.get(sentence.passage);
    let (first, last) = (passage(sentences.first()?)?, passage(sentences.last()?)?);
    statement.text.span(first.span.bytes().start..last.span.bytes().end).ok()
}
