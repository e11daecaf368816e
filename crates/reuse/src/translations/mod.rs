//! The same statement in another language.
//!
//! Which statements may be translations of each other is told from one vector for each, the mean of its first sentences: of
//! those in another language only the nearest few are looked at, if they are so from the other side too (`nearest.rs`) and
//! if their first sentences stand out beside each other, told from the signs of their vectors (`signs.rs`). Whether they are is told from the sentences: they have to align in order, each pair standing out
//! from the other sentences of the two (`beads.rs`), and the numbers in them have to agree.

mod beads;
mod documents;
mod nearest;
mod numbers;
mod signs;

use std::collections::{BTreeSet, HashMap};

use standpoint_meaning::parallel::{cores, in_parallel};
use standpoint_meaning::Memory;
use standpoint_text::{Span, Statement};

use crate::copies::{FRAGMENT, NOT_A_QUOTATION, SAME_SHARE};
use crate::same::SameStatement;
use crate::{Related, Reuse, ReuseKind};

use beads::{beads, sum, Bead, Sentence, Sum};
use nearest::{candidates, Pair};

/// Passages of a statement that are aligned at most, the first ones.
const MOST_PASSAGES: usize = 2000;
/// Sentences whose vectors are kept at a time, but for those of one pair more: 64 MiB.
const MOST_KEPT: usize = 32 << 10;

/// How strongly two texts have to be aligned to be taken for translations: the share of the shorter that is aligned times
/// the likeness of the pairs and by how much they stand out. Measured on NTREX-128 translations have 0.75 and more in the
/// languages that the encoder knows, different statements on one matter 0.68 and less.
const STRONG: f64 = 0.74;
/// So strong that nothing else can speak against it, neither numbers nor that another statement is nearer on the whole.
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
/// So nearly as strong as the best.
const NEARLY: f64 = 0.85;
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
    tell: impl FnMut(usize),
) -> Translations {
    let is_looked_at = |number: &usize| !same.is_repeated(*number) && words[*number] >= FRAGMENT;
    let documents = documents::documents(statements, (0..statements.len()).filter(is_looked_at), encoder, tell);
    let pairs = grouped(candidates(&documents), documents.len());
    let mut found = Vec::new();
    for batch in batches(&pairs, |document| statements[documents[document].statement].passages.len()) {
        let numbers: BTreeSet<usize> = batch.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        // By language, as where the documents were made.
        let mut numbers: Vec<usize> = numbers.into_iter().collect();
        numbers.sort_by_key(|&number| (documents[number].language, number));
        let sentences = sentences(numbers, |document| &statements[documents[document].statement], encoder);
        let aligned = in_parallel(batch.len(), cores(), |number| {
            beads(&sentences[&batch[number].a], &sentences[&batch[number].b])
        });
        for (pair, beads) in batch.iter().zip(aligned) {
            let sides = [pair.a, pair.b].map(|number| (documents[number].statement, &sentences[&number][..]));
            let knows = documents[pair.a].is_known && documents[pair.b].is_known;
            let aligned = Aligned::of(sides, &beads, knows, statements);
            // Where the encoder does not know a language it can't tell the nearest either, and numbers had to agree.
            found.extend(aligned.filter(|aligned| !knows || pair.is_nearest || aligned.strength >= CLEAR));
        }
    }
    best(found, statements)
}

/// The pairs in such an order that those which have a statement in common, also by way of others, follow each other.
fn grouped(mut pairs: Vec<Pair>, documents: usize) -> Vec<Pair> {
    let mut groups = SameStatement::each(documents);
    for pair in &pairs {
        groups.join(pair.a, pair.b);
    }
    pairs.sort_by_cached_key(|pair| (groups.root(pair.a), pair.a, pair.b));
    pairs
}

/// The pairs in parts that have so many sentences that all their vectors can be kept. A statement that is in two parts is
/// encoded twice.
fn batches(pairs: &[Pair], passages: impl Fn(usize) -> usize) -> Vec<&[Pair]> {
    let mut batches = Vec::new();
    let (mut start, mut seen, mut kept) = (0, BTreeSet::new(), 0);
    for (place, pair) in pairs.iter().enumerate() {
        for number in [pair.a, pair.b] {
            if seen.insert(number) {
                kept += passages(number).min(MOST_PASSAGES);
            }
        }
        if kept > MOST_KEPT || place + 1 == pairs.len() {
            batches.push(&pairs[start..=place]);
            (start, kept) = (place + 1, 0);
            seen.clear();
        }
    }
    batches
}

/// The sentences of these documents.
fn sentences<'a>(
    numbers: Vec<usize>,
    statement: impl Fn(usize) -> &'a Statement,
    encoder: &Memory<'_>,
) -> HashMap<usize, Vec<Sentence>> {
    let passages = |number: usize| statement(number).passages.iter().take(MOST_PASSAGES).enumerate();
    let texts: Vec<(usize, usize, &str)> = numbers
        .iter()
        .flat_map(|&document| {
            passages(document).map(move |(number, passage)| (document, number, passage.span.as_str()))
        })
        .filter(|(_, _, text)| !text.trim().is_empty())
        .collect();
    let vectors = encoder.encode_all(&texts.iter().map(|(_, _, text)| *text).collect::<Vec<_>>());
    let mut sentences: HashMap<usize, Vec<Sentence>> = numbers.into_iter().map(|number| (number, Vec::new())).collect();
    for ((document, passage, text), vector) in texts.into_iter().zip(vectors) {
        let sentence =
            Sentence { passage, words: text.split_whitespace().count(), numbers: numbers::numbers(text), vector };
        sentences.entry(document).or_default().push(sentence);
    }
    sentences
}

/// Two statements of which one is a translation of the other.
struct Aligned {
    strength: f64,
    reuse: Vec<Reuse>,
    related: Related,
}

impl Aligned {
    /// None where what was aligned is no translation.
    fn of(
        [(a, in_a), (b, in_b)]: [(usize, &[Sentence]); 2],
        beads: &[Bead],
        knows: bool,
        statements: &[Statement],
    ) -> Option<Self> {
        let found = sum(in_a, in_b, beads)?;
        if !is_translation(&found, knows) {
            return None;
        }
        let [of_a, of_b] = [a, b].map(|number| &statements[number]);
        let reuse = beads.iter().filter_map(|bead| {
            let (span_a, span_b) = (span(of_a, &in_a[bead.a.clone()])?, span(of_b, &in_b[bead.b.clone()])?);
            let score = f64::from(bead.likeness.clamp(0.0, 1.0));
            Some(Reuse { a: (a, span_a), b: (b, span_b), kind: ReuseKind::Translation, score })
        });
        let related = Related {
            a,
            b,
            kind: ReuseKind::Translation,
            share_of_a: found.share_of_a,
            share_of_b: found.share_of_b,
            score: found.likeness.clamp(0.0, 1.0),
            passages: beads.len(),
            is_same: found.share_of_a.max(found.share_of_b) >= SAME_SHARE
                && found.share_of_a.min(found.share_of_b) >= NOT_A_QUOTATION,
        };
        Some(Self { strength: strength(&found), reuse: reuse.collect(), related })
    }
}

/// Of several in one language that pass for the translation of a statement, such as two reports of one event, only those
/// count that fit nearly as well as the best, seen from both sides.
fn best(aligned: Vec<Aligned>, statements: &[Statement]) -> Translations {
    let sides = |Related { a, b, .. }: &Related| {
        [(*a, *b), (*b, *a)].map(|(one, other)| (one, statements[other].metadata.language()))
    };
    let mut strongest: HashMap<_, f64> = HashMap::new();
    for one in &aligned {
        for side in sides(&one.related) {
            let known = strongest.entry(side).or_default();
            *known = known.max(one.strength);
        }
    }
    let mut found = Translations::default();
    for one in aligned {
        if sides(&one.related).iter().all(|side| one.strength >= NEARLY * strongest[side]) {
            found.reuse.extend(one.reuse);
            found.related.push(one.related);
        }
    }
    found
}

/// How strongly two texts are aligned.
fn strength(sum: &Sum) -> f64 {
    sum.share_of_a.max(sum.share_of_b) * (sum.likeness + sum.margin)
}

/// Whether what was aligned makes one text the translation of the other. Statements of one matter, too, have sentences that
/// lie near each other: those of a translation stand out much further, and have the same numbers. Of languages that the
/// encoder was not trained on the numbers have to say it, or the pairs have to be as clear as of any other.
fn is_translation(sum: &Sum, knows: bool) -> bool {
    let strength = strength(sum);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(of: &[(usize, usize)]) -> Vec<Pair> {
        of.iter().map(|&(a, b)| Pair { a, b, is_nearest: true }).collect()
    }

    #[test]
    fn pairs_that_hang_together_follow_each_other() {
        let found = grouped(pairs(&[(0, 5), (1, 2), (3, 5), (2, 7), (4, 6)]), 8);
        let found: Vec<(usize, usize)> = found.iter().map(|pair| (pair.a, pair.b)).collect();
        assert_eq!(found, [(0, 5), (3, 5), (1, 2), (2, 7), (4, 6)]);
    }

    #[test]
    fn a_batch_ends_when_it_has_sentences_enough() {
        let pairs = pairs(&[(0, 1), (0, 2), (3, 4), (3, 5)]);
        let parts = |sentences: usize| batches(&pairs, |_| sentences).iter().map(|part| part.len()).collect::<Vec<_>>();
        assert_eq!(parts(1), [4]);
        assert_eq!(parts(MOST_PASSAGES), [4]);
        assert!(batches(&[], |_| 1).is_empty());
        let many: Vec<Pair> = (0..20).map(|n| Pair { a: 2 * n, b: 2 * n + 1, is_nearest: true }).collect();
        assert_eq!(batches(&many, |_| MOST_PASSAGES).iter().map(|part| part.len()).collect::<Vec<_>>(), [9, 9, 2]);
    }
}
