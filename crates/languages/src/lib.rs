//! What is particular to a language. Each language is one file in `data/`; the code here only loads them.
//!
//! # What stands in a language file?
//!
//! Its little words and letters (by which it is recognised), its abbreviations, months and quotation marks, the phrases by
//! which documents introduce themselves, the words and turns that tell *for* from *against*, and for each of some 350
//! concepts ([`Concepts`], `data/concepts.toml`) the words by which statements name it. `data/en.toml` explains every key.
//!
//! # How is a language added?
//!
//! By a file of its own beside the others, and its tests. The build lists the folder; no code changes.
//!
//! # How are words matched?
//!
//! All patterns of a language go into one automaton that passes once over the [`Words`] of a text, so that the cost does
//! not grow with the number of patterns.
//!
//! # What this crate may know
//!
//! Languages. No document format, no statement, no codebook.

mod concepts;
mod identify;
mod language;
mod letters;
mod pattern;
mod sections;
mod words;

use std::sync::OnceLock;

use standpoint_text::LanguageCode;

pub use concepts::{ConceptId, ConceptKind, Concepts, Relation};
pub use language::{Cue, DocumentWords, Language, Mark, Meaning, SentenceRules};
pub use letters::{is_letter, is_letter_or_digit, push_lower};
pub use sections::dates::{DateRole, DateWord, DateWords};
pub use sections::demanding::{DemandCue, DemandMark, DemandWords};
pub use sections::figures::{FigureCue, FigureMark, FigureWords};
pub use sections::naming::NameWords;
pub use sections::numbers::{
    Cardinal, ClockWords, Exactness, NumberWord, NumberWords, QualifyingTurn, RangeFrame, Roles, Scale, Turn, Unless,
};
pub use sections::speech::{SpeechMark, SpeechRole, SpeechWords};
pub use sections::units::{UnitName, UnitPhrase, UnitWords};
pub use words::Words;

/// The language files, by name.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/language_files.rs"));

/// All languages the program can read, with the concepts they share.
#[derive(Debug)]
pub struct Languages {
    languages: Vec<Language>,
    concepts: Concepts,
    identifier: identify::Identifier,
}

/// A language file that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the language file {file} can't be used: {message}")]
pub struct LanguageFileError {
    /// The file's name.
    pub file: String,
    /// What is wrong with it.
    pub message: String,
}

impl Languages {
    /// The languages built into the program, loaded once.
    ///
    /// # Panics
    /// Never in a program whose tests pass: the files are part of it, and a test loads them all.
    pub fn built_in() -> &'static Self {
        static LANGUAGES: OnceLock<Languages> = OnceLock::new();
        LANGUAGES.get_or_init(|| match Self::read(include_str!("../data/concepts.toml"), FILES) {
            Ok(languages) => languages,
            Err(error) => unreachable!("{error}"),
        })
    }

    /// Languages from files of one's own.
    ///
    /// # Errors
    /// [`LanguageFileError`] for the first file that can't be used.
    pub fn read(concepts: &str, files: &[(&str, &str)]) -> Result<Self, LanguageFileError> {
        let error = |file: &str| {
            let file = file.to_owned();
            move |message| LanguageFileError { file, message }
        };
        let concepts = Concepts::read(concepts).map_err(error("concepts.toml"))?;
        let read_all = std::thread::scope(|scope| {
            let concepts = &concepts;
            let threads: Vec<_> =
                files.iter().map(|&(name, text)| (name, scope.spawn(move || Language::read(text, concepts)))).collect();
            threads
                .into_iter()
                .map(|(name, thread)| {
                    thread.join().unwrap_or_else(|_| Err("reading it failed".into())).map_err(error(name))
                })
                .collect::<Result<Vec<Language>, _>>()
        })?;
        let identifier = identify::Identifier::new(&read_all);
        Ok(Self { languages: read_all, concepts, identifier })
    }

    /// The language of this code, if there is a file for it.
    pub fn get(&self, code: LanguageCode) -> Option<&Language> {
        self.languages.iter().find(|language| language.code() == code)
    }

    /// All of them, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Language> {
        self.languages.iter()
    }

    /// The concepts that all of them have words for.
    pub fn concepts(&self) -> &Concepts {
        &self.concepts
    }

    /// The language of a text, or `None` where it can't be told (too short, or none of these).
    pub fn identify(&self, text: &Words) -> Option<LanguageCode> {
        self.identifier.identify(text)
    }
}
