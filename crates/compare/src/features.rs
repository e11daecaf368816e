//! What can be measured of a passage against a question, before anything is decided.

use std::collections::{HashMap, HashSet};

use standpoint_languages::{ConceptId, Languages};
use standpoint_meaning::likeness::{cosines, Hubness};
use standpoint_meaning::{Encoder, Memory, Vector};
use standpoint_reading::{PassageReading, Reading};
use standpoint_text::{PassageKind, Statement};

use crate::topic::{direction, distinct, named, Topic};
use crate::window_memory::{name_of, WindowMemory};
use crate::windows::windows;

/// How much of a window's likeness to everything is taken off its likeness to a phrase.
const HUBNESS_TAKEN_OFF: f32 = 0.5;
/// Sentences at most against which hubness is measured, so that the cost stays linear in the number of statements.
const HUBNESS_REFERENCE: usize = 1000;
/// How much what the passage before (or the heading above) names counts as named here.
const FROM_CONTEXT: f64 = 0.35;

/// How far naming the same thing, in no direction, is agreeing.
const UNDIRECTED: f64 = 0.25;

/// The names of the features, in the order of [`Features::values`].
pub const FEATURE_NAMES: [&str; 18] = [
    "topic",
    "phrase",
    "weight",
    "key",
    "clause",
    "dense",
    "dense_topic",
    "lexical",
    "demand",
    "reported",
    "question",
    "heading",
    "attitude",
    "slogan",
    "length",
    "we",
    "conditional",
    "no_encoder",
];

/// What was measured of one passage against one question.
#[derive(Debug, Clone)]
pub struct Features {
    /// See [`FEATURE_NAMES`].
    pub values: [f64; FEATURE_NAMES.len()],
    /// How the passage points, positive towards the assertion. See [`DIRECTION_NAMES`].
    pub direction: [f64; DIRECTION_NAMES.len()],
}

/// The names of the signs by which a passage points to a side: the authors' avowed attitude, the direction of what they
/// tell, the codebook's phrases by concepts and by meaning, praise and blame, the phrases by concepts and directions at once.
pub const DIRECTION_NAMES: [&str; 6] = ["avowed", "told", "phrases", "meaning", "praise", "frames"];

/// So many windows are encoded together.
const BLOCK: usize = 1024;

/// By what the windows of a collection are measured: the phrases of some questions, and what lies near to everything.
#[derive(Debug)]
pub(crate) struct Gauge {
    phrases: Vec<Vector>,
    hubness: Hubness,
    /// Names the sentences of the hubness.
    hub_of: u64,
}

impl Gauge {
    /// The sentences are every so manieth of the collection (see [`hubness_step`]), with their vectors.
    pub(crate) fn new(encoder: &Encoder, topics: &[Topic], sentences: &[&str], vectors: &[Vector]) -> Self {
        let phrases: Vec<&str> = topics.iter().flat_map(|t| t.phrases.iter().map(|p| p.text.as_str())).collect();
        Self { phrases: encoder.encode_all(&phrases), hubness: Hubness::new(vectors), hub_of: name_of(sentences) }
    }

    /// The same, for statements that are all at hand.
    pub(crate) fn of_all(memory: &Memory<'_>, topics: &[Topic], statements: &[Statement]) -> Self {
        let sentences = statements.iter().flat_map(|statement| &statement.passages);
        let sentences: Vec<&str> = sentences.map(|passage| passage.span.as_str()).collect();
        let sample: Vec<&str> = sentences.iter().copied().step_by(hubness_step(sentences.len())).collect();
        Self::new(memory.encoder(), topics, &sample, &memory.encode_all(&sample))
    }

    /// The vectors of some windows, each with how near it lies to everything.
    fn windows(&self, encoder: &Encoder, memory: Option<&WindowMemory>, texts: &[&str]) -> (Vec<Vector>, Vec<f32>) {
        let Some(memory) = memory else {
            let vectors = encoder.encode_all(texts);
            let hubs = self.hubness.of_all(&vectors);
            return (vectors, hubs);
        };
        let known = memory.vectors(encoder, texts, self.hub_of);
        let hubs: Option<Vec<f32>> = known.iter().map(|window| window.hub).collect();
        let vectors: Vec<Vector> = known.into_iter().map(|window| window.vector).collect();
        let hubs = hubs.unwrap_or_else(|| {
            let hubs = self.hubness.of_all(&vectors);
            memory.keep_hubs(texts, &hubs, self.hub_of);
            hubs
        });
        (vectors, hubs)
    }
}

/// Every so manieth passage of a collection of so many is a sentence by which hubness is measured.
pub(crate) fn hubness_step(passages: usize) -> usize {
    passages.div_ceil(HUBNESS_REFERENCE).max(1)
}

/// What the windows of some statements mean, beside the phrases of a [`Gauge`].
pub(crate) struct Meanings {
    /// The likeness, less hubness, of each passage's windows to each phrase: the best window counts.
    likeness: Vec<f32>,
    phrases: usize,
    /// For each statement the number of its first passage.
    first: Vec<usize>,
}

impl Meanings {
    /// `tell` is called with the number of a statement that is measured up to there, again and again as it goes on.
    pub(crate) fn of(
        encoder: &Encoder,
        gauge: &Gauge,
        memory: Option<&WindowMemory>,
        statements: &[Statement],
        readings: &[Reading],
        tell: &mut dyn FnMut(usize),
    ) -> Self {
        let phrases = gauge.phrases.len();
        let (mut texts, mut owner, mut first, mut passages) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for (statement, reading) in statements.iter().zip(readings) {
            first.push(passages);
            for (passage, read) in statement.passages.iter().zip(&reading.passages) {
                let text = passage.span.as_str();
                for range in windows(text, &read.words) {
                    texts.push(&text[range]);
                    owner.push(passages);
                }
                passages += 1;
            }
        }
        let mut likeness = vec![f32::MIN; passages * phrases];
        // In blocks, so that memory does not grow with the collection.
        for (block, owners) in texts.chunks(BLOCK).zip(owner.chunks(BLOCK)) {
            let (vectors, hubs) = gauge.windows(encoder, memory, block);
            let similar = cosines(&gauge.phrases, &vectors);
            for (window, (&passage, hub)) in owners.iter().zip(hubs).enumerate() {
                for phrase in 0..phrases {
                    let score = similar[phrase * vectors.len() + window] - HUBNESS_TAKEN_OFF * hub;
                    let best = &mut likeness[passage * phrases + phrase];
                    *best = best.max(score);
                }
            }
            if let Some(last) = owners.last() {
                tell(first.partition_point(|start| start <= last).saturating_sub(1));
            }
        }
        Self { likeness, phrases, first }
    }

    fn row(&self, statement: usize, passage: usize) -> &[f32] {
        let at = (self.first[statement] + passage) * self.phrases;
        &self.likeness[at..at + self.phrases]
    }
}

/// Measures every passage of one statement against every question.
pub(crate) struct Measure<'a> {
    pub languages: &'a Languages,
    pub topics: &'a [Topic],
    pub meanings: Option<&'a Meanings>,
}

impl Measure<'_> {
    /// For each question, the features of each passage.
    pub(crate) fn statement(&self, number: usize, statement: &Statement, reading: &Reading) -> Vec<Vec<Features>> {
        let contexts = contexts(statement, reading);
        let mut first_phrase = 0;
        self.topics
            .iter()
            .map(|topic| {
                let measured = (0..reading.passages.len())
                    .map(|p| {
                        let row =
                            self.meanings.map(|m| &m.row(number, p)[first_phrase..first_phrase + topic.phrases.len()]);
                        self.passage(topic, &statement.passages[p].kind, &reading.passages[p], &contexts[p], row)
                    })
                    .collect();
                first_phrase += topic.phrases.len();
                measured
            })
            .collect()
    }

    fn passage(
        &self,
        topic: &Topic,
        kind: &PassageKind,
        reading: &PassageReading,
        context: &[ConceptId],
        row: Option<&[f32]>,
    ) -> Features {
        let here = distinct(reading);
        let matched = self.matched(topic, &here, context);
        let total: f64 = topic.weights.values().sum::<f64>().max(1e-9);
        let weight: f64 = topic.weights.iter().map(|(c, w)| w * matched[c]).sum();
        let (phrase, by_phrases) = best_phrases(topic, &matched);
        let dense = row.map(|row| best_likeness(topic, row));
        let topic_share = weight / total;
        let dense_best = dense.map_or(0.0, |(support, oppose)| support.max(oppose));
        let values = [
            topic_share,
            phrase,
            weight,
            key(topic, &matched),
            self.best_clause(topic, reading),
            dense_best,
            dense_best.max(0.0) * topic_share,
            lexical(topic, reading),
            f64::from(u8::from(reading.is_demand)),
            f64::from(u8::from(reading.is_reported)),
            f64::from(u8::from(reading.is_question)),
            f64::from(u8::from(*kind == PassageKind::Heading)),
            f64::from(u8::from(topic.weights.keys().any(|c| pointed(reading, *c)))),
            f64::from(u8::from(*kind == PassageKind::Slogan)),
            (reading.words.len() as f64 + 1.0).ln(),
            f64::from(u8::from(reading.has_we)),
            f64::from(u8::from(reading.is_conditional)),
            f64::from(u8::from(row.is_none())),
        ];
        let [avowed, told] = [true, false].map(|avowed| self.attitude(topic, reading, avowed));
        let by_meaning = dense.map_or(0.0, |(support, oppose)| support - oppose);
        Features {
            values,
            direction: [
                avowed,
                told,
                by_phrases,
                by_meaning,
                self.praise(topic, reading),
                frames(topic, &matched, reading),
            ],
        }
    }

    fn matched(&self, topic: &Topic, here: &[ConceptId], context: &[ConceptId]) -> HashMap<ConceptId, f64> {
        let degree = |concept: ConceptId| {
            let around = FROM_CONTEXT * named(concept, context, self.languages);
            named(concept, here, self.languages).max(around)
        };
        topic.weights.keys().map(|&c| (c, degree(c))).collect()
    }

    /// The largest share of a phrase that a single clause names.
    fn best_clause(&self, topic: &Topic, reading: &PassageReading) -> f64 {
        let clauses: HashSet<usize> = reading.mentions.iter().map(|m| m.clause).collect();
        clauses
            .into_iter()
            .map(|clause| {
                let mut here: Vec<ConceptId> =
                    reading.mentions.iter().filter(|m| m.clause == clause).map(|m| m.concept).collect();
                here.sort_unstable();
                here.dedup();
                best_phrases(topic, &self.matched(topic, &here, &[])).0
            })
            .fold(0.0, f64::max)
    }

    /// Which way the passage's attitudes point, those avowed or those told, weighted by what they are about.
    fn attitude(&self, topic: &Topic, reading: &PassageReading, avowed: bool) -> f64 {
        let (mut sum, mut norm) = (0.0, 1e-9);
        for (&concept, &alignment) in &topic.alignment {
            for mention in reading.mentions.iter().filter(|m| m.attitude != 0 && m.is_avowed == avowed) {
                let degree = named(concept, &[mention.concept], self.languages) * topic.weights[&concept].powi(4);
                sum += degree * alignment * f64::from(mention.attitude);
                norm += degree;
            }
        }
        sum / norm
    }

    /// Praise or blame in the clauses that name the topic, turned the way the codebook's own phrases turn it.
    fn praise(&self, topic: &Topic, reading: &PassageReading) -> f64 {
        let (mut sum, mut norm) = (0.0, 1e-9);
        for (&concept, &weight) in &topic.weights {
            for mention in reading.mentions.iter().filter(|m| m.concept == concept) {
                sum += weight.powi(2) * f64::from(mention.praise);
                norm += weight.powi(2);
            }
        }
        topic.praise * sum / norm
    }
}

/// How far the passage says of the same things what the codebook's phrases say of them (1) or the contrary (-1), the
/// phrases it shares most with counting most.
fn frames(topic: &Topic, matched: &HashMap<ConceptId, f64>, reading: &PassageReading) -> f64 {
    let (mut sum, mut norm) = (0.0, 1e-9);
    for phrase in &topic.phrases {
        let (mut agreeing, mut shared, mut total) = (0.0, 0.0, 1e-9);
        for (concept, &of_phrase) in phrase.concepts.iter().zip(&phrase.directions) {
            let weight = topic.weights[concept];
            total += weight;
            shared += weight * matched[concept];
            let agrees = match of_phrase * direction(reading, *concept) {
                0 => UNDIRECTED,
                same => f64::from(same),
            };
            agreeing += weight * matched[concept] * agrees;
        }
        let counts = (shared / total).powi(3);
        sum += f64::from(phrase.pole) * counts * agreeing / total;
        norm += counts;
    }
    sum / norm
}

fn pointed(reading: &PassageReading, concept: ConceptId) -> bool {
    reading.mentions.iter().any(|m| m.concept == concept && m.attitude != 0)
}

/// The largest share of one phrase's concepts that is named, and by how much affirming phrases beat denying ones.
fn best_phrases(topic: &Topic, matched: &HashMap<ConceptId, f64>) -> (f64, f64) {
    let (mut support, mut oppose) = (0.0f64, 0.0f64);
    for phrase in &topic.phrases {
        let total: f64 = phrase.concepts.iter().map(|c| topic.weights[c]).sum();
        if total <= 0.0 {
            continue;
        }
        let share = phrase.concepts.iter().map(|c| topic.weights[c] * matched[c]).sum::<f64>() / total;
        let best = if phrase.pole > 0 { &mut support } else { &mut oppose };
        *best = best.max(share);
    }
    (support.max(oppose), support - oppose)
}

fn best_likeness(topic: &Topic, row: &[f32]) -> (f64, f64) {
    let best = |pole: i32| {
        let of_pole = topic.phrases.iter().zip(row).filter(|(p, _)| p.pole == pole);
        of_pole.map(|(_, &score)| f64::from(score)).fold(-1.0, f64::max)
    };
    (best(1), best(-1))
}

/// How far the topic's weightiest concept is named.
fn key(topic: &Topic, matched: &HashMap<ConceptId, f64>) -> f64 {
    let heaviest = topic.weights.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
    heaviest.map_or(0.0, |(concept, _)| matched[concept])
}

/// The share of a phrase's longer words that the passage has too, for the best phrase.
fn lexical(topic: &Topic, reading: &PassageReading) -> f64 {
    let here: HashSet<&str> = reading.words.iter().map(stem).collect();
    let share = |words: Vec<&str>| {
        let common = words.iter().filter(|w| here.contains(**w)).count();
        common as f64 / words.len().max(3) as f64
    };
    topic
        .phrases
        .iter()
        .map(|phrase| share(phrase.words.iter().filter(|w| w.chars().count() > 4).map(stem).collect()))
        .fold(0.0, f64::max)
}

/// The first letters of a word: a crude stem that serves every alphabet.
fn stem(word: &str) -> &str {
    word.char_indices().nth(6).map_or(word, |(at, _)| &word[..at])
}

/// What each passage's surroundings name: the passage before in its paragraph, and the heading above.
fn contexts(statement: &Statement, reading: &Reading) -> Vec<Vec<ConceptId>> {
    let mut heading: Vec<ConceptId> = Vec::new();
    let mut before: Vec<ConceptId> = Vec::new();
    let mut paragraph = u32::MAX;
    let mut contexts = Vec::with_capacity(reading.passages.len());
    for (passage, read) in statement.passages.iter().zip(&reading.passages) {
        let here = distinct(read);
        if passage.paragraph != paragraph {
            before.clear();
            paragraph = passage.paragraph;
        }
        let mut context = [heading.clone(), before.clone()].concat();
        context.sort_unstable();
        context.dedup();
        contexts.push(context);
        if passage.kind == PassageKind::Heading {
            heading = here.clone();
        }
        before = here;
    }
    contexts
}
