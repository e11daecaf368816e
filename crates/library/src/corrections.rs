//! What people correct of what a document says about itself.
//!
//! A correction is an event. It holds before what the document says and before a sidecar file, however often the document is
//! read anew, until it is taken back. What is kept of the statement is what was read; corrections are laid over it where it
//! is opened. The catalogue's columns and the findings (a date without a year takes it from the date of publication) are
//! those of the corrected statement.

use std::sync::Arc;

use rusqlite::types::Type;
use rusqlite::{params, Connection, Row};
use serde_json::{json, Value};
use standpoint_languages::Languages;
use standpoint_reading::{Findings, Reading};
use standpoint_text::{MetadataKey, MetadataValue, Statement, StatementId};

use crate::error::Located;
use crate::history::{record, About, Event, EventKind};
use crate::store::{number_of, Kept};
use crate::{kept_findings, packed, Library, LibraryError};

/// A person's word on one thing of the metadata of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataCorrection {
    /// The number of its event.
    pub event: i64,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who.
    pub who: String,
    /// Which thing.
    pub key: MetadataKey,
    /// What it is.
    pub value: MetadataValue,
}

/// What is written of a statement beside what was read of it: the catalogue's columns and the findings.
pub(crate) struct Settled {
    pub statement: Statement,
    pub findings: Findings,
}

const CORRECTIONS: &str = "SELECT e.id, e.at, e.who, e.detail FROM event e WHERE e.kind = 'corrected'
    AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id) AND e.statement";

impl Library {
    /// Records what a person says of one thing of a statement's metadata; it holds before what the document says.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] where there is no such statement in the collection; else where the file can't be written.
    pub fn correct(
        &mut self,
        id: &StatementId,
        key: MetadataKey,
        value: &MetadataValue,
        who: &str,
    ) -> Result<i64, LibraryError> {
        let mut statement = self.statement(id)?.statement;
        statement.metadata.correct(key, value, &self.place_of_corrections(who));
        let settled = settled(statement, self.languages());
        let recorded = self.write(|connection, _| {
            let Some(number) = number_of(connection, id)? else { return Ok(None) };
            let about = About { statement: Some(number), ..About::default() };
            let detail = json!({ "key": key.as_str(), "value": value.written() });
            let event = record(connection, who, EventKind::Corrected, &about, &detail)?;
            write_settled(connection, number, &settled)?;
            Ok(Some(event))
        })?;
        recorded.ok_or_else(|| self.unknown("statement", id.as_str(), "it has left the collection; `undo` or `add` it"))
    }

    /// The corrections of a statement that hold: the youngest of each key that is not taken back.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn corrections(&self, id: &StatementId) -> Result<Vec<MetadataCorrection>, LibraryError> {
        let query = format!(
            "{CORRECTIONS} = (SELECT s.id FROM statement s JOIN source ON source.id = s.source WHERE source.hash = ?1)
            ORDER BY e.id"
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let found: rusqlite::Result<Vec<MetadataCorrection>> =
            select.query_map([id.as_str()], correction).at(self.path())?.collect();
        Ok(youngest(found.at(self.path())?))
    }

    /// Lays the corrections that hold over a statement as it was read.
    pub(crate) fn lay_corrections(&self, kept: &mut Kept) -> Result<(), LibraryError> {
        let corrections = self.corrections(&kept.statement.id)?;
        self.lay(&mut kept.statement, &corrections);
        Ok(())
    }

    fn lay(&self, statement: &mut Statement, corrections: &[MetadataCorrection]) {
        for correction in corrections {
            let place = self.place_of_corrections(&correction.who);
            statement.metadata.correct(correction.key, &correction.value, &place);
        }
    }

    /// The statement of a correction as it is once that is taken back; `None` for other events.
    pub(crate) fn without(&self, event: &Event) -> Result<Option<Settled>, LibraryError> {
        let id = event.statement.as_deref().and_then(StatementId::parse);
        let Some(id) = id.filter(|_| event.kind == EventKind::Corrected) else { return Ok(None) };
        let query = format!(
            "{CORRECTIONS} = (SELECT s.id FROM statement s JOIN source ON source.id = s.source WHERE source.hash = ?1)
            AND e.id != ?2 ORDER BY e.id"
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let left: rusqlite::Result<Vec<MetadataCorrection>> =
            select.query_map(params![id.as_str(), event.number], correction).at(self.path())?.collect();
        let mut statement = self.as_read(&id)?.statement;
        self.lay(&mut statement, &youngest(left.at(self.path())?));
        Ok(Some(settled(statement, self.languages())))
    }

    /// Where a correction was written down, in words.
    fn place_of_corrections(&self, who: &str) -> Arc<str> {
        let file = self.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        format!("{file} by {who}").into()
    }
}

/// A statement on its way in, as corrected; `None` where nobody corrected it.
pub(crate) fn settled_anew(
    connection: &Connection,
    languages: &Languages,
    number: i64,
    statement: &Statement,
) -> rusqlite::Result<Option<Settled>> {
    let mut select = connection.prepare_cached(&format!("{CORRECTIONS} = ?1 ORDER BY e.id"))?;
    let found: Vec<MetadataCorrection> = select.query_map([number], correction)?.collect::<rusqlite::Result<_>>()?;
    if found.is_empty() {
        return Ok(None);
    }
    let mut statement = statement.clone();
    for MetadataCorrection { key, value, who, .. } in youngest(found) {
        statement.metadata.correct(key, &value, &who.into());
    }
    Ok(Some(settled(statement, languages)))
}

fn settled(statement: Statement, languages: &Languages) -> Settled {
    let findings = Reading::of(&statement, languages).findings;
    Settled { statement, findings }
}

/// Writes what depends on corrections.
pub(crate) fn write_settled(connection: &Connection, number: i64, settled: &Settled) -> rusqlite::Result<()> {
    let about = &settled.statement.metadata;
    let findings = kept_findings::to_json(&settled.findings)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let findings = packed::pack(&findings).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection
        .prepare_cached(
            "UPDATE statement SET title = ?2, issuer = ?3, published = ?4, language = ?5, findings = ?6 WHERE id = ?1",
        )?
        .execute(params![
            number,
            about.title(),
            about.issuer(),
            about.published().map(|date| date.to_string()),
            about.language().map(|code| code.to_string()),
            findings,
        ])?;
    Ok(())
}

/// The last of each key.
fn youngest(corrections: Vec<MetadataCorrection>) -> Vec<MetadataCorrection> {
    let last = |key| corrections.iter().rev().find(|correction| correction.key == key).cloned();
    MetadataKey::ALL.into_iter().filter_map(last).collect()
}

fn correction(row: &Row<'_>) -> rusqlite::Result<MetadataCorrection> {
    let odd = || rusqlite::Error::FromSqlConversionFailure(3, Type::Text, "no correction".into());
    let detail: Value = serde_json::from_str(&row.get::<_, String>(3)?).map_err(|_| odd())?;
    let key = detail["key"].as_str().and_then(MetadataKey::parse).ok_or_else(odd)?;
    let value = MetadataValue::parse(key, detail["value"].as_str().unwrap_or("")).map_err(|_| odd())?;
    Ok(MetadataCorrection { event: row.get(0)?, at: row.get(1)?, who: row.get(2)?, key, value })
}
