//! Codebooks, what the program proposes, and what people decide.

use std::collections::HashMap;

use rusqlite::{params, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};
use standpoint_compare::{Codebook, Position, Stance};
use standpoint_text::{Span, StatementId, Text};

use crate::error::Located;
use crate::history::{record, About, EventKind};
use crate::store::number_of;
use crate::{Library, LibraryError};

/// Words of a statement, with their place in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Where they start.
    pub start: usize,
    /// Where they end (exclusive).
    pub end: usize,
    /// The words, to the letter.
    pub text: String,
}

impl Quote {
    /// The words of a span.
    pub fn of(span: &Span) -> Self {
        Self { start: span.start(), end: span.end(), text: span.as_str().to_owned() }
    }

    /// Whether the words stand there in this text.
    pub fn stands_in(&self, text: &Text) -> bool {
        let count = self.end.checked_sub(self.start);
        count.is_some_and(|count| count > 0 && text.as_str().chars().skip(self.start).take(count).eq(self.text.chars()))
            && self.text.chars().count() == self.end - self.start
    }
}

/// A codebook of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookEntry {
    /// Its number; an edit gets a new one.
    pub number: i64,
    /// Its title, which stays the same through edits.
    pub title: String,
    /// The file as it was written.
    pub toml: String,
}

/// What the program takes a statement to hold on a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The question's id.
    pub question: String,
    /// The statement.
    pub statement: StatementId,
    /// What it holds.
    pub stance: Stance,
    /// How likely that is right, from 0 to 1.
    pub confidence: f64,
    /// What it rests on, the most telling first.
    pub evidence: Vec<Quote>,
    /// The program with its version and encoder.
    pub coder: String,
}

impl Proposal {
    /// A position as the proposal for a question of this id, on a statement, by a coder of this name.
    pub fn of(position: &Position, question: &str, statement: &StatementId, coder: &str) -> Self {
        Self {
            question: question.to_owned(),
            statement: statement.clone(),
            stance: position.stance,
            confidence: position.confidence,
            evidence: position.evidence.iter().map(|evidence| Quote::of(&evidence.span)).collect(),
            coder: coder.to_owned(),
        }
    }
}

/// What a person says of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// The proposal is right; what it was is kept, since later proposals may differ.
    Accept {
        /// What the statement holds.
        stance: Stance,
        /// The words it rests on.
        evidence: Vec<Quote>,
    },
    /// The statement holds something else, or rests on other words.
    Change {
        /// What the statement holds.
        stance: Stance,
        /// The words it rests on.
        evidence: Vec<Quote>,
    },
    /// The proposal is wrong, and the cell stays open.
    Reject,
}

/// Whether a decision still rests on what it was made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Holds,
    /// Its words no longer stand there, or its statement has left the collection.
    Orphaned,
    /// The question's assertion has been edited since.
    QuestionChanged,
}

/// A person's decision on a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The number of its event.
    pub event: i64,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who.
    pub who: String,
    /// What.
    pub ruling: Ruling,
    /// Why, in the person's own words.
    pub memo: Option<String>,
    /// Whether it still rests on what it was made on.
    pub standing: Standing,
}

/// A question and a statement, with what is proposed and what was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The question's id.
    pub question: String,
    /// The statement.
    pub statement: StatementId,
    /// The program's proposal.
    pub proposal: Option<Proposal>,
    /// The youngest decision that is not undone.
    pub decision: Option<Decision>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Ruled {
    #[serde(default)]
    pub stance: Option<String>,
    #[serde(default)]
    pub evidence: Vec<Quote>,
    #[serde(default)]
    pub memo: Option<String>,
    pub assertion: String,
}

impl Library {
    /// Takes in a codebook, or its edited form, and gives its entry. The same text again changes nothing.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn put_codebook(&mut self, codebook: &Codebook, toml: &str, who: &str) -> Result<CodebookEntry, LibraryError> {
        if let Some(there) = self.codebook_in_use(&codebook.title)?.filter(|there| there.toml == toml) {
            return Ok(there);
        }
        let number = self.write(|connection| {
            let about = About { codebook: Some(&codebook.title), ..About::default() };
            let event = record(connection, who, EventKind::Codebook, &about, &json!({}))?;
            let values = params![codebook.title, toml, event];
            connection.execute("INSERT INTO codebook (title, toml, added) VALUES (?1, ?2, ?3)", values)?;
            Ok(connection.last_insert_rowid())
        })?;
        Ok(CodebookEntry { number, title: codebook.title.clone(), toml: toml.to_owned() })
    }

    /// The codebooks in use, by title.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn codebooks(&self) -> Result<Vec<CodebookEntry>, LibraryError> {
        let query = "SELECT id, title, toml FROM codebook c
            WHERE id = (SELECT max(id) FROM codebook WHERE title = c.title) ORDER BY title";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let entries: rusqlite::Result<_> = select.query_map([], codebook_entry).at(self.path())?.collect();
        entries.at(self.path())
    }

    fn codebook_in_use(&self, title: &str) -> Result<Option<CodebookEntry>, LibraryError> {
        let query = "SELECT id, title, toml FROM codebook WHERE title = ?1 ORDER BY id DESC LIMIT 1";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        select.query_row([title], codebook_entry).optional().at(self.path())
    }

    /// Puts proposals for some cells in the place of the earlier ones; decisions are not touched. Those for statements that have
    /// left are passed over.
    ///
    /// # Errors
    /// Where the file can't be written; then none of them is put.
    pub fn put_proposals(&mut self, codebook: &CodebookEntry, proposals: &[Proposal]) -> Result<(), LibraryError> {
        self.write(|connection| {
            let mut insert = connection.prepare_cached(
                "INSERT OR REPLACE INTO proposal (codebook, question, statement, stance, confidence, evidence, coder)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            for of_one in proposals.chunk_by(|a, b| a.statement == b.statement) {
                let Some(statement) = number_of(connection, &of_one[0].statement)? else { continue };
                for proposal in of_one {
                    insert.execute(params![
                        codebook.number,
                        proposal.question,
                        statement,
                        proposal.stance.as_str(),
                        proposal.confidence,
                        json!(proposal.evidence).to_string(),
                        proposal.coder,
                    ])?;
                }
            }
            Ok(())
        })
    }

    /// Records what a person decides on a cell; whatever was decided before stays in the history.
    ///
    /// # Errors
    /// [`LibraryError::NotVerbatim`] where words given as evidence do not stand in the statement, [`LibraryError::Unknown`]
    /// where there is no such statement or question; else where the file can't be written. Then nothing is recorded.
    pub fn decide(
        &mut self,
        codebook: &str,
        question: &str,
        statement: &StatementId,
        ruling: &Ruling,
        memo: Option<&str>,
        who: &str,
    ) -> Result<i64, LibraryError> {
        let assertion = self.assertion(codebook, question)?;
        let (kind, stance, evidence) = match ruling {
            Ruling::Accept { stance, evidence } => (EventKind::Accepted, Some(stance), &evidence[..]),
            Ruling::Change { stance, evidence } => (EventKind::Changed, Some(stance), &evidence[..]),
            Ruling::Reject => (EventKind::Rejected, None, &[][..]),
        };
        let ruled = Ruled {
            stance: stance.map(|s| s.as_str().to_owned()),
            evidence: evidence.to_vec(),
            memo: memo.map(str::to_owned),
            assertion,
        };
        let about = About { codebook: Some(codebook), question: Some(question), ..About::default() };
        self.act_on(statement, evidence, who, kind, about, &json!(ruled))
    }

    /// Writes a memo on a statement, or on words of it.
    ///
    /// # Errors
    /// As for [`Library::decide`].
    pub fn note(
        &mut self,
        statement: &StatementId,
        on: Option<&Quote>,
        memo: &str,
        who: &str,
    ) -> Result<i64, LibraryError> {
        let detail = json!({ "memo": memo, "on": on });
        self.act_on(statement, on.map_or(&[], std::slice::from_ref), who, EventKind::Memo, About::default(), &detail)
    }

    /// Records an act on a statement of the collection that rests on these words of it.
    fn act_on(
        &mut self,
        id: &StatementId,
        quotes: &[Quote],
        who: &str,
        kind: EventKind,
        about: About<'_>,
        detail: &Value,
    ) -> Result<i64, LibraryError> {
        let text = self.statement(id)?.statement.text;
        if let Some(quote) = quotes.iter().find(|quote| !quote.stands_in(&text)) {
            return Err(LibraryError::NotVerbatim(quote.text.clone()));
        }
        let recorded = self.write(|connection| {
            let Some(statement) = number_of(connection, id)? else { return Ok(None) };
            record(connection, who, kind, &About { statement: Some(statement), ..about }, detail).map(Some)
        })?;
        recorded.ok_or_else(|| self.unknown("statement", id.as_str(), "it has left the collection; `undo` or `add` it"))
    }

    fn assertion(&self, title: &str, question: &str) -> Result<String, LibraryError> {
        let codebook = self
            .codebook_in_use(title)?
            .ok_or_else(|| self.unknown("codebook", title, "`standpoint show` lists what is there"))?;
        assertions(&codebook)
            .remove(question)
            .ok_or_else(|| self.unknown("question", question, "the codebook lists the questions with their ids"))
    }
}

pub(crate) fn assertions(codebook: &CodebookEntry) -> HashMap<String, String> {
    // It was read before it came in.
    let questions = Codebook::parse(&codebook.toml).map(|read| read.questions).unwrap_or_default();
    questions.into_iter().map(|question| (question.id, question.assertion)).collect()
}

pub(crate) fn parse_stance(word: &str) -> Option<Stance> {
    Stance::ALL.into_iter().find(|stance| stance.as_str() == word)
}

fn codebook_entry(row: &Row<'_>) -> rusqlite::Result<CodebookEntry> {
    Ok(CodebookEntry { number: row.get(0)?, title: row.get(1)?, toml: row.get(2)? })
}
