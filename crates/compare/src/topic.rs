//! What a question is about, in concepts, and which way it points.

use std::collections::{BTreeSet, HashMap};

use standpoint_languages::{ConceptId, ConceptKind, Languages, Words};
use standpoint_reading::PassageReading;
use standpoint_text::{LanguageCode, PassageKind};

use crate::{Codebook, Question};

/// How much a passage on a narrower or neighbouring concept counts as one on the concept itself.
const RELATED: f64 = 0.45;
/// How much the assertion counts beside each of the phrasings.
const ASSERTION_COUNTS: f64 = 2.0;

/// A phrase of a codebook, read.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub text: String,
    /// 1 where it affirms the assertion, -1 where it denies it.
    pub pole: i32,
    pub words: Words,
    /// Each concept it names, once, in order.
    pub concepts: Vec<ConceptId>,
    /// In which direction it speaks of each of them.
    pub directions: Vec<i32>,
}

/// One question's phrases, what they are about and which way they point.
#[derive(Debug)]
pub(crate) struct Topic {
    pub phrases: Vec<Phrase>,
    /// For each concept that a phrase names, how much of the topic it makes up.
    pub weights: HashMap<ConceptId, f64>,
    /// For each such concept, whether to be for it is to affirm the assertion (1) or to deny it (-1).
    pub alignment: HashMap<ConceptId, f64>,
    /// Whether those who affirm the assertion praise (1) or blame (-1).
    pub praise: f64,
}

/// How many passages of the collection name a concept.
#[derive(Debug)]
pub(crate) struct Frequencies {
    passages: f64,
    with: Vec<f64>,
}

impl Frequencies {
    pub(crate) fn of<'a>(concepts: usize, readings: impl Iterator<Item = &'a PassageReading>) -> Self {
        let mut frequencies = Self { passages: 0.0, with: vec![0.0; concepts] };
        readings.for_each(|reading| frequencies.add(reading));
        frequencies
    }

    /// Counts one passage more.
    pub(crate) fn add(&mut self, reading: &PassageReading) {
        self.passages += 1.0;
        for concept in distinct(reading) {
            self.with[concept.index()] += 1.0;
        }
    }

    /// What it tells that a passage names the concept, in nats, shrunk towards a middling concept in small collections.
    pub(crate) fn information(&self, concept: ConceptId) -> f64 {
        ((self.passages + 60.0) / (self.with[concept.index()] + 1.5)).ln()
    }
}

pub(crate) fn distinct(reading: &PassageReading) -> Vec<ConceptId> {
    let mut concepts: Vec<ConceptId> = reading.mentions.iter().map(|m| m.concept).collect();
    concepts.sort_unstable();
    concepts.dedup();
    concepts
}

/// How far a passage that names these concepts speaks of `concept`: 1 itself, less for a related one, else 0.
pub(crate) fn named(concept: ConceptId, named: &[ConceptId], languages: &Languages) -> f64 {
    if named.binary_search(&concept).is_ok() {
        return 1.0;
    }
    let concepts = languages.concepts();
    let implies = |other: &ConceptId| concepts.related(*other).iter().any(|&(c, _)| c == concept);
    if named.iter().any(implies) {
        RELATED
    } else {
        0.0
    }
}

/// The topics of all questions of a codebook.
pub(crate) fn topics(codebook: &Codebook, languages: &Languages, frequencies: &Frequencies) -> Vec<Topic> {
    let read: Vec<Vec<(Phrase, PassageReading)>> =
        codebook.questions.iter().map(|q| phrases(q, codebook.language, languages)).collect();
    let mut questions_with = vec![0.0f64; languages.concepts().len()];
    for phrases in &read {
        let mut all: Vec<ConceptId> = phrases.iter().flat_map(|(p, _)| p.concepts.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        for concept in all {
            questions_with[concept.index()] += 1.0;
        }
    }
    let questions = codebook.questions.len() as f64;
    let importance = |concept: ConceptId| {
        let within_codebook = ((questions + 3.0) / (questions_with[concept.index()] + 0.5)).ln().max(0.05);
        let kind = match languages.concepts().kind(concept) {
            ConceptKind::Thing => 1.0,
            ConceptKind::Place | ConceptKind::Actor => 0.9,
            ConceptKind::Act | ConceptKind::Value => 0.7,
        };
        within_codebook * frequencies.information(concept).max(0.1) * kind
    };
    read.into_iter().map(|phrases| topic(phrases, importance)).collect()
}

/// The concepts that the phrases of each question name.
pub(crate) fn phrase_concepts(codebook: &Codebook, languages: &Languages) -> Vec<BTreeSet<ConceptId>> {
    let named = |question| phrases(question, codebook.language, languages).into_iter().flat_map(|(p, _)| p.concepts);
    codebook.questions.iter().map(|question| named(question).collect()).collect()
}

fn phrases(
    question: &Question,
    language: Option<LanguageCode>,
    languages: &Languages,
) -> Vec<(Phrase, PassageReading)> {
    let assertion = std::iter::once((&question.assertion, 1));
    let support = question.support.iter().map(|p| (p, 1));
    let oppose = question.oppose.iter().map(|p| (p, -1));
    assertion
        .chain(support)
        .chain(oppose)
        .map(|(text, pole)| {
            let words = Words::of(text);
            let known = languages.identify(&words).or(language);
            let reading = known
                .and_then(|code| languages.get(code))
                .map(|l| PassageReading::of(text, PassageKind::Sentence, l, languages.concepts()))
                .unwrap_or_default();
            let concepts = distinct(&reading);
            let directions = concepts.iter().map(|&c| direction(&reading, c)).collect();
            (Phrase { text: text.clone(), pole, words, concepts, directions }, reading)
        })
        .collect()
}

/// In which direction a reading speaks of a concept, all its mentions taken together.
pub(crate) fn direction(reading: &PassageReading, concept: ConceptId) -> i32 {
    reading.mentions.iter().filter(|m| m.concept == concept).map(|m| m.attitude).sum::<i32>().signum()
}

fn topic(read: Vec<(Phrase, PassageReading)>, importance: impl Fn(ConceptId) -> f64) -> Topic {
    let mut share: HashMap<ConceptId, f64> = HashMap::new();
    let mut points: HashMap<ConceptId, (f64, f64)> = HashMap::new();
    let mut total = 0.0;
    for (number, (phrase, reading)) in read.iter().enumerate() {
        let counts = if number == 0 { ASSERTION_COUNTS } else { 1.0 };
        total += counts;
        for &concept in &phrase.concepts {
            *share.entry(concept).or_default() += counts;
        }
        for mention in reading.mentions.iter().filter(|m| m.attitude != 0) {
            let entry = points.entry(mention.concept).or_default();
            entry.0 += counts * f64::from(mention.attitude * phrase.pole);
            entry.1 += counts;
        }
    }
    let praise = praise_of(&read);
    let weights = share.into_iter().map(|(c, s)| (c, (s / total).sqrt() * importance(c))).collect();
    let alignment = points.into_iter().map(|(c, (sum, n))| (c, sum / n)).collect();
    Topic { phrases: read.into_iter().map(|(phrase, _)| phrase).collect(), weights, alignment, praise }
}

fn praise_of(read: &[(Phrase, PassageReading)]) -> f64 {
    let of = |(phrase, reading): &(Phrase, PassageReading)| {
        let clause = reading.mentions.iter().map(|m| m.praise).find(|&p| p != 0).unwrap_or(0);
        f64::from(clause * phrase.pole)
    };
    read.iter().map(of).sum::<f64>() / read.len().max(1) as f64
}
