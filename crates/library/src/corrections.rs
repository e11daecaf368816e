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
use standpoint_reading::Reading;
use standpoint_text::{Metadata, MetadataKey, MetadataValue, StatementId};

use crate::content::{as_read, write_findings};
use crate::error::Located;
use crate::history::{record, About, EventKind};
use crate::store::number_of;
use crate::{Kept, Library, LibraryError};

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
        let languages = self.sounds.languages;
        let recorded = self.write(|connection| {
            let Some(number) = number_of(connection, id)? else { return Ok(None) };
            let about = About { statement: Some(number), ..About::default() };
            let detail = json!({ "key": key.as_str(), "value": value.written() });
            let event = record(connection, who, EventKind::Corrected, &about, &detail)?;
            settle(connection, languages, number)?;
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
        for MetadataCorrection { key, value, who, .. } in self.corrections(&kept.statement.id)? {
            kept.statement.metadata.correct(key, &value, &self.place_of_corrections(&who));
        }
        Ok(())
    }

    /// Where a correction was written down, in words.
    fn place_of_corrections(&self, who: &str) -> Arc<str> {
        let file = self.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        format!("{file} by {who}").into()
    }
}

/// Writes anew what depends on corrections: after one was made or taken back, or the statement was read anew. A statement
/// that is damaged stays as it is, for `verify` to name.
pub(crate) fn settle(connection: &Connection, languages: &Languages, number: i64) -> rusqlite::Result<()> {
    let corrections = of_statement(connection, number)?;
    let Some(Kept { mut statement, .. }) = as_read(connection, number)? else { return Ok(()) };
    for MetadataCorrection { key, value, who, .. } in corrections {
        statement.metadata.correct(key, &value, &who.into());
    }
    let findings = Reading::of(&statement, languages).findings;
    write_columns(connection, number, &statement.metadata)?;
    write_findings(connection, number, &statement.passages, &findings)
}

/// The same, where somebody corrected the statement; else what was read stands.
pub(crate) fn settle_if_corrected(connection: &Connection, languages: &Languages, number: i64) -> rusqlite::Result<()> {
    if of_statement(connection, number)?.is_empty() {
        return Ok(());
    }
    settle(connection, languages, number)
}

fn of_statement(connection: &Connection, number: i64) -> rusqlite::Result<Vec<MetadataCorrection>> {
    let mut select = connection.prepare_cached(&format!("{CORRECTIONS} = ?1 ORDER BY e.id"))?;
    let found: rusqlite::Result<Vec<MetadataCorrection>> = select.query_map([number], correction)?.collect();
    Ok(youngest(found?))
}

/// The columns of the catalogue.
fn write_columns(connection: &Connection, number: i64, about: &Metadata) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE statement SET title = ?2, issuer = ?3, published = ?4, language = ?5 WHERE id = ?1")?
        .execute(params![
            number,
            about.title(),
            about.issuer(),
            about.published().map(|date| date.to_string()),
            about.language().map(|code| code.to_string()),
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
