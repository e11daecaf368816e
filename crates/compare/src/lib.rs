//! Codebook and statements in, comparison out: who says what on each question, in which words.
//!
//! # What decides that a statement takes a question up?
//!
//! Several kinds of evidence at once, because none is enough: what a passage *names* (concepts, in any language), how much
//! of one of the codebook's phrases stands in a single clause, how near its windows lie to a phrase in *meaning* (less
//! what lies near to everything), whether it asks for something, and in *whose* voice. See [`FEATURE_NAMES`].
//!
//! # What decides the side?
//!
//! The language: which way the clauses point at what the question is about, compared with which way the codebook's own
//! phrases point at it, read by the same rules. Where that stays unsure the stance is [`Stance::Unclear`] and a person
//! decides.
//!
//! # What this crate may know
//!
//! Statements, their readings, vectors, codebooks. No format and no view; no language's words.

mod codebook;
mod demand_groups;
mod entities;
mod features;
mod figure_groups;
mod judge;
mod outcome;
mod propose;
mod proposing;
mod timeline;
mod topic;
mod verdict;
mod window_memory;
mod windows;

use standpoint_languages::Languages;
use standpoint_meaning::{Encoder, Memory};
use standpoint_reading::{Findings, Reading};
use standpoint_reuse::{find_reuse, Found};
use standpoint_text::Statement;

pub use codebook::{Codebook, CodebookError, Question};
pub use features::{Features, DIRECTION_NAMES, FEATURE_NAMES};
pub use figure_groups::GatheredFigures;
pub use outcome::{Comparison, DemandGroup, Evidence, FigureGroup, Position, Stance, TimelineEntry};
pub use proposing::{judged_otherwise, Proposer, Surroundings};
pub use standpoint_reuse::{changes, Related, Reuse, ReuseKind, SameStatement};
pub use verdict::Verdict;
pub use window_memory::WindowMemory;

use features::{Gauge, Meanings, Measure};
use judge::{judge, Weights};
use topic::Frequencies;

/// How often a statement and its copies and translations count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CountCopies {
    /// Once all together.
    #[default]
    Once,
    /// Each for itself.
    Each,
}

impl CountCopies {
    fn of(self, found: &Found, statements: usize) -> SameStatement {
        match self {
            Self::Once => found.same.clone(),
            Self::Each => SameStatement::each(statements),
        }
    }
}

/// Compares statements by a codebook, or by one proposed from the statements where none is given.
///
/// Copies and translations of one statement have positions of their own, but count as `count_copies` says where statements
/// agree, differ, demand the same, contradict each other in numbers, and in a proposed codebook.
///
/// `tell` is called with the number of the statement at which the longest part of the work is, for showing progress: measuring
/// with an encoder, else comparing. Cost: linear in the number of
/// statements times the number of the codebook's phrases.
pub fn compare(
    codebook: Option<Codebook>,
    statements: Vec<Statement>,
    languages: &Languages,
    encoder: Option<&Encoder>,
    count_copies: CountCopies,
    mut tell: impl FnMut(usize),
) -> Comparison {
    let readings: Vec<Reading> = statements.iter().map(|s| Reading::of(s, languages)).collect();
    let frequencies = frequencies(&readings, languages);
    let memory = encoder.map(Memory::new);
    let found = find_reuse(&statements, memory.as_ref());
    let same = count_copies.of(&found, statements.len());
    let codebook_is_proposed = codebook.is_none();
    let codebook = codebook.unwrap_or_else(|| propose::propose(&statements, &readings, languages, &frequencies, &same));
    let topics = topic::topics(&codebook, languages, &frequencies);
    let meanings = memory.as_ref().map(|memory| {
        let gauge = Gauge::of_all(memory, &topics, &statements);
        Meanings::of(memory.encoder(), &gauge, None, &statements, &readings, &mut tell)
    });
    let measure = Measure { languages, topics: &topics, meanings: meanings.as_ref() };
    let mut positions = Vec::with_capacity(statements.len() * codebook.questions.len());
    for (number, (statement, reading)) in statements.iter().zip(&readings).enumerate() {
        let weights = Weights::built_in(is_understood(statement, encoder));
        for (question, features) in measure.statement(number, statement, reading).into_iter().enumerate() {
            positions.push(Position::of(question, number, judge(weights, &features, statement, reading)));
        }
        if meanings.is_none() {
            tell(number);
        }
    }
    let demands = demand_groups::all_demands(&statements, &readings, languages, &frequencies);
    let demand_groups = demand_groups::demand_groups(&demands, encoder, codebook.language, &same);
    let by = coder(encoder);
    let figure_groups = figure_groups::figure_groups(&statements, &readings, languages, &same);
    let mut findings: Vec<_> = readings.into_iter().map(|reading| reading.findings).collect();
    entities::unify(&statements, &mut findings, languages);
    let timeline = timeline::timeline(&findings);
    Comparison {
        codebook,
        codebook_is_proposed,
        statements,
        findings,
        positions,
        demand_groups,
        figure_groups,
        timeline,
        reuse: found.reuse,
        related: found.related,
        same,
        by,
    }
}

/// Proposes a codebook from what the statements demand and repeat, the same that [`compare`] goes by where it has none.
/// Translations are only told from independent statements with an encoder.
pub fn propose_codebook(
    statements: &[Statement],
    languages: &Languages,
    encoder: Option<&Encoder>,
    count_copies: CountCopies,
) -> Codebook {
    let readings: Vec<Reading> = statements.iter().map(|s| Reading::of(s, languages)).collect();
    let same = count_copies.of(&find_reuse(statements, encoder.map(Memory::new).as_ref()), statements.len());
    propose::propose(statements, &readings, languages, &frequencies(&readings, languages), &same)
}

/// The figures of these statements that count the same thing, those that contradict each other first; those of copies
/// count as `same` says.
pub fn group_figures(
    statements: &[Statement],
    readings: &[Reading],
    languages: &Languages,
    same: &SameStatement,
) -> Vec<FigureGroup> {
    figure_groups::figure_groups(statements, readings, languages, same)
}

/// Every date of these statements whose year is known, in the order of time.
pub fn order_dates(findings: &[Findings]) -> Vec<TimelineEntry> {
    timeline::timeline(findings)
}

/// Whether the encoder knows the statement's language; where it does not, its vectors mislead, and words alone decide.
fn is_understood(statement: &Statement, encoder: Option<&Encoder>) -> bool {
    encoder.is_some_and(|e| statement.metadata.language().is_some_and(|l| e.knows(l.as_str())))
}

fn frequencies(readings: &[Reading], languages: &Languages) -> Frequencies {
    Frequencies::of(languages.concepts().len(), readings.iter().flat_map(|r| &r.passages))
}

/// The name under which the program codes with this encoder, or by words alone.
pub fn coder(encoder: Option<&Encoder>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match encoder {
        Some(encoder) => format!("standpoint {version} (encoder {})", encoder.name()),
        None => format!("standpoint {version} (no encoder, words only)"),
    }
}

/// What was measured of one passage against one question; all three go by number.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The statement.
    pub statement: usize,
    /// The question.
    pub question: usize,
    /// The passage.
    pub passage: usize,
    /// What was measured.
    pub features: Features,
}

/// Measures every passage against every question, without deciding anything: what the weights are fitted on.
pub fn measure(
    codebook: &Codebook,
    statements: &[Statement],
    languages: &Languages,
    encoder: Option<&Encoder>,
) -> Vec<Measured> {
    let readings: Vec<Reading> = statements.iter().map(|s| Reading::of(s, languages)).collect();
    let topics = topic::topics(codebook, languages, &frequencies(&readings, languages));
    let memory = encoder.map(Memory::new);
    let meanings = memory.as_ref().map(|memory| {
        let gauge = Gauge::of_all(memory, &topics, statements);
        Meanings::of(memory.encoder(), &gauge, None, statements, &readings, &mut |_| {})
    });
    let measure = Measure { languages, topics: &topics, meanings: meanings.as_ref() };
    let mut found = Vec::new();
    for (number, (statement, reading)) in statements.iter().zip(&readings).enumerate() {
        for (question, passages) in measure.statement(number, statement, reading).into_iter().enumerate() {
            for (passage, features) in passages.into_iter().enumerate() {
                found.push(Measured { statement: number, question, passage, features });
            }
        }
    }
    found
}

/// What each question is taken to be about, a line for each concept: for those who write codebooks.
pub fn describe_topics(codebook: &Codebook, languages: &Languages) -> Vec<String> {
    let topics = topic::topics(codebook, languages, &frequencies(&[], languages));
    let mut lines = Vec::new();
    for (question, topic) in codebook.questions.iter().zip(&topics) {
        lines.push(format!("{} {}", question.id, question.label));
        let mut weights: Vec<_> = topic.weights.iter().collect();
        weights.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
        for (concept, weight) in weights {
            let name = languages.concepts().name(*concept);
            let alignment = topic.alignment.get(concept).copied().unwrap_or(0.0);
            lines.push(format!("    {name:24} weight {weight:5.2}  points {alignment:+.2}"));
        }
    }
    lines
}
