//! What stands in one statement: what each passage speaks of, in which direction, in whose voice, and what it demands.
//!
//! # How is *for* told from *against*?
//!
//! Not by likeness of meaning: a sentence and its negation lie close together in every vector space. The words say it. A
//! passage is cut into clauses, and in each clause the cues of the language file are read in the order in which they
//! stand ([`attitude`]): "we reject the expansion of the toll" turns *toll* down, "stop the persecution of the pickets"
//! speaks up for *pickets*.
//!
//! # Whose voice is it?
//!
//! What the authors report of others is not theirs. Passages with a verb of saying and another subject are marked
//! [`PassageReading::is_reported`].
//!
//! # What this crate may know
//!
//! One statement and the language files. No codebook and no other statement.

mod attitude;
mod clauses;
mod dates;
mod demands;
mod figures;
mod findings;
mod names;
mod passage;
mod quotations;

pub use standpoint_expressions::Qualifier;
use standpoint_languages::Languages;
use standpoint_text::{PassageKind, Statement};

pub use findings::{DateMention, Figure, Findings, NameKind, NameMention, Quotation};
pub use names::surname_skeletons;
pub use passage::{Mention, PassageReading};

/// What stands in one statement.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// A reading of each passage, in the order of [`Statement::passages`].
    pub passages: Vec<PassageReading>,
    /// What was found.
    pub findings: Findings,
}

impl Reading {
    /// Reads a statement. Passages in a language without a file are read as silent.
    pub fn of(statement: &Statement, languages: &Languages) -> Self {
        let passages = Self::passages_of(statement, languages);
        let names = names::names(statement, &passages, languages);
        let dates = dates::dates(statement, languages);
        let quotations = quotations::quotations(statement, languages, &names);
        let figures = figures::figures(statement, &passages, languages, &dates, &names);
        let demands = demands::demands(statement, &passages, languages, &quotations);
        let findings = Findings { figures, dates, quotations, demands, names };
        Self { passages, findings }
    }

    /// The readings of the passages alone, which take a fifth of the time.
    pub fn passages_of(statement: &Statement, languages: &Languages) -> Vec<PassageReading> {
        let mut passages: Vec<PassageReading> = statement
            .passages
            .iter()
            .map(|passage| match passage.language.and_then(|code| languages.get(code)) {
                Some(language) => {
                    PassageReading::of(passage.span.as_str(), passage.kind, language, languages.concepts())
                }
                None => PassageReading::default(),
            })
            .collect();
        mark_listed_demands(statement, &mut passages);
        passages
    }
}

/// Items under a line that ends in a colon and asks for something are asked for too.
fn mark_listed_demands(statement: &Statement, passages: &mut [PassageReading]) {
    let mut under_opener = false;
    for (number, passage) in statement.passages.iter().enumerate() {
        let is_item = passage.kind == PassageKind::Item;
        if is_item && under_opener {
            passages[number].is_demand = true;
        }
        if !is_item {
            let opens = passage.span.as_str().trim_end_matches(['*', '_', ' ']).ends_with([':', '：']);
            under_opener = opens && passages[number].opens_demands;
        }
    }
}
