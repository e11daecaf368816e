//! A codebook from the statements themselves: what they demand, and above all what several of them take up.

use std::collections::BTreeMap;

use standpoint_languages::{ConceptId, ConceptKind, Languages};
use standpoint_reading::Reading;
use standpoint_reuse::SameStatement;
use standpoint_text::{PassageKind, Statement};

use crate::topic::{distinct, Frequencies};
use crate::{Codebook, Question};

/// Questions proposed at most.
const MOST_QUESTIONS: usize = 20;
/// Words of a demand that is short enough to be an assertion.
const LONGEST_ASSERTION: usize = 30;
/// Phrasings given beside the assertion at most.
const MOST_PHRASINGS: usize = 3;

/// One demand that a proposed question could be made of.
struct Candidate<'a> {
    statement: usize,
    text: &'a str,
    attitude: i32,
    words: usize,
}

/// Proposes a codebook: one question for each thing that the statements demand something of, the widest shared first,
/// with the demands' own words, in their own languages, as assertion and phrasings. A statement and its copies demand a thing
/// once.
pub(crate) fn propose(
    statements: &[Statement],
    readings: &[Reading],
    languages: &Languages,
    frequencies: &Frequencies,
    same: &SameStatement,
) -> Codebook {
    let mut by_concept = candidates(statements, readings, languages, same);
    let spread = |list: &[Candidate<'_>]| same.different(list.iter().map(|c| c.statement));
    let mut ranked: Vec<ConceptId> = by_concept.keys().copied().collect();
    ranked.sort_by(|a, b| {
        let rank = |c: &ConceptId| spread(&by_concept[c]) as f64 * frequencies.information(*c);
        rank(b).total_cmp(&rank(a)).then(a.cmp(b))
    });
    let several = same.different(0..statements.len()) > 1;
    let mut questions: Vec<Question> = Vec::new();
    for concept in ranked {
        let Some(list) = by_concept.get_mut(&concept) else { continue };
        if questions.len() == MOST_QUESTIONS || (several && spread(list) < 2) {
            continue;
        }
        let id = format!("P{:02}", questions.len() + 1);
        let taken: Vec<String> = questions.iter().map(|q| q.assertion.clone()).collect();
        questions.extend(question(id, languages.concepts().name(concept), list, &taken));
    }
    Codebook { title: "Proposed from the statements".into(), language: None, questions }
}

fn candidates<'a>(
    statements: &'a [Statement],
    readings: &[Reading],
    languages: &Languages,
    same: &SameStatement,
) -> BTreeMap<ConceptId, Vec<Candidate<'a>>> {
    let mut found: BTreeMap<ConceptId, Vec<Candidate<'a>>> = BTreeMap::new();
    for (number, (statement, reading)) in statements.iter().zip(readings).enumerate() {
        let counted = &statements[same.representative(number)];
        // A translation adds phrasings in its language; a copy adds nothing.
        if same.is_repeated(number) && counted.metadata.language() == statement.metadata.language() {
            continue;
        }
        for (passage, read) in statement.passages.iter().zip(&reading.passages) {
            if !read.is_demand || read.is_reported || passage.kind == PassageKind::Heading {
                continue;
            }
            for concept in distinct(read) {
                if !matches!(languages.concepts().kind(concept), ConceptKind::Thing) {
                    continue;
                }
                let attitude: i32 = read.mentions.iter().filter(|m| m.concept == concept).map(|m| m.attitude).sum();
                let (text, words) = (passage.span.as_str(), read.words.len());
                found.entry(concept).or_default().push(Candidate { statement: number, text, attitude, words });
            }
        }
    }
    found
}

fn question(id: String, concept: &str, list: &mut [Candidate<'_>], taken: &[String]) -> Option<Question> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    list.sort_by_key(|c| (c.attitude == 0, c.words < 3, c.words));
    let first = list.iter().find(|c| c.words <= LONGEST_ASSERTION && !taken.contains(&plain(c.text)))?;
    let of_side = |same: bool| -> Vec<String> {
        let sides = |c: &&Candidate<'_>| {
            let agrees = c.attitude.signum() == first.attitude.signum();
            c.attitude != 0 && agrees == same && c.text != first.text && c.words <= LONGEST_ASSERTION
        };
        list.iter().filter(sides).take(MOST_PHRASINGS).map(|c| plain(c.text)).collect()
    };
    let mut label = concept.replace('-', " ");
    if let Some(initial) = label.get_mut(..1) {
        initial.make_ascii_uppercase();
    }
    Some(Question { id, label, assertion: plain(first.text), support: of_side(true), oppose: of_side(false) })
}
