//! Positions of a collection of any size. What they depend on beside the statement itself is gathered first, statement by statement; then
//! positions are told block by block, the same as [`crate::compare`] gives for all statements at once.

use std::collections::HashMap;

use standpoint_languages::{ConceptId, Languages};
use standpoint_meaning::parallel::{cores, in_parallel};
use standpoint_meaning::Encoder;
use standpoint_reading::Reading;
use standpoint_text::Statement;

use crate::features::{hubness_step, Gauge, Meanings, Measure};
use crate::judge::{judge, Weights};
use crate::topic::{phrase_concepts, topics, Frequencies, Topic};
use crate::window_memory::WindowMemory;
use crate::{coder, is_understood, Codebook, Position};

/// What the positions of a collection depend on beside the statement itself: how many passages name a concept, and some sentences,
/// which tell what lies near to everything.
#[derive(Debug)]
pub struct Surroundings<'l> {
    languages: &'l Languages,
    frequencies: Frequencies,
    sentences: Vec<String>,
    step: usize,
    passages: usize,
}

impl<'l> Surroundings<'l> {
    /// Of a collection whose statements have so many passages in all, of which nothing is gathered yet.
    pub fn new(languages: &'l Languages, passages: usize) -> Self {
        let frequencies = Frequencies::of(languages.concepts().len(), std::iter::empty());
        Self { languages, frequencies, sentences: Vec::new(), step: hubness_step(passages), passages: 0 }
    }

    /// Takes in the next statement.
    pub fn take(&mut self, statement: &Statement) {
        for reading in &Reading::passages_of(statement, self.languages) {
            self.frequencies.add(reading);
        }
        for passage in &statement.passages {
            if self.passages.is_multiple_of(self.step) {
                self.sentences.push(passage.span.as_str().to_owned());
            }
            self.passages += 1;
        }
    }
}

/// Tells positions by a codebook.
#[derive(Debug)]
pub struct Proposer<'a> {
    languages: &'a Languages,
    encoder: Option<&'a Encoder>,
    gauge: Option<Gauge>,
    /// The numbers of the questions in the codebook.
    questions: Vec<usize>,
    topics: Vec<Topic>,
}

impl<'a> Proposer<'a> {
    /// For these questions of a codebook, by number, in their order.
    pub fn new(
        codebook: &Codebook,
        questions: &[usize],
        surroundings: &Surroundings<'a>,
        encoder: Option<&'a Encoder>,
    ) -> Self {
        let languages = surroundings.languages;
        // What a concept weighs depends on all questions.
        let all = topics(codebook, languages, &surroundings.frequencies);
        let (questions, topics): (Vec<usize>, Vec<Topic>) =
            all.into_iter().enumerate().filter(|(number, _)| questions.contains(number)).unzip();
        let sentences: Vec<&str> = surroundings.sentences.iter().map(String::as_str).collect();
        let gauge = encoder.map(|encoder| Gauge::new(encoder, &topics, &sentences, &encoder.encode_all(&sentences)));
        Self { languages, encoder, gauge, questions, topics }
    }

    /// The positions of some statements: all questions of the first, then of the second … `memory` keeps what windows mean from one
    /// call, or one codebook, to the next.
    pub fn positions(&self, statements: &[Statement], memory: Option<&WindowMemory>) -> Vec<Position> {
        let readings: Vec<Reading> = in_parallel(statements.len(), cores(), |number| Reading {
            passages: Reading::passages_of(&statements[number], self.languages),
            ..Reading::default()
        });
        let meanings = self
            .encoder
            .zip(self.gauge.as_ref())
            .map(|(encoder, gauge)| Meanings::of(encoder, gauge, memory, statements, &readings, &mut |_| {}));
        let measure = Measure { languages: self.languages, topics: &self.topics, meanings: meanings.as_ref() };
        let positions = in_parallel(statements.len(), cores(), |number| {
            let (statement, reading) = (&statements[number], &readings[number]);
            let weights = Weights::built_in(is_understood(statement, self.encoder));
            let measured = measure.statement(number, statement, reading);
            let position = |(question, features): (&usize, Vec<_>)| {
                Position::of(*question, number, judge(weights, &features, statement, reading))
            };
            self.questions.iter().zip(measured).map(position).collect::<Vec<_>>()
        });
        positions.concat()
    }

    /// The name under which the program codes.
    pub fn by(&self) -> String {
        coder(self.encoder)
    }
}

/// The questions of an edited codebook, by number, whose positions may be others than by the codebook before: those that are new or
/// asked otherwise, and those that name a concept which now more or fewer questions name, since a concept tells the more the fewer
/// questions name it. All of them, where there are more or fewer questions.
pub fn judged_otherwise(before: &Codebook, after: &Codebook, languages: &Languages) -> Vec<usize> {
    if before.questions.len() != after.questions.len() || before.language != after.language {
        return (0..after.questions.len()).collect();
    }
    let (old, new) = (phrase_concepts(before, languages), phrase_concepts(after, languages));
    let mut named: HashMap<ConceptId, i64> = HashMap::new();
    for (concepts, change) in old.iter().map(|c| (c, -1)).chain(new.iter().map(|c| (c, 1))) {
        for concept in concepts {
            *named.entry(*concept).or_default() += change;
        }
    }
    let is_otherwise = |&number: &usize| {
        let question = &after.questions[number];
        let is_as_before = before.questions.iter().any(|other| {
            (&other.id, &other.assertion, &other.support, &other.oppose)
                == (&question.id, &question.assertion, &question.support, &question.oppose)
        });
        !is_as_before || new[number].iter().any(|concept| named.get(concept).is_some_and(|change| *change != 0))
    };
    (0..after.questions.len()).filter(is_otherwise).collect()
}
