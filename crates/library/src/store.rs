//! Statements into the file and out of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{params, Connection, OptionalExtension};
use serde_json::json;
use standpoint_languages::Languages;
use standpoint_meaning::{Signs, Vector};
use standpoint_reading::Findings;
use standpoint_text::{Passage, Statement, StatementId};

use crate::content::Content;
use crate::corrections::settle_if_corrected;
use crate::error::Located;
use crate::fold::Sounds;
use crate::history::{record, About, EventKind};
use crate::packed;
use crate::{Library, LibraryError};

/// A row of the index is the number of the statement times this, plus that of the passage.
pub(crate) const PASSAGES: i64 = 1 << 20;

/// A statement on its way in.
#[derive(Debug)]
pub struct Addition<'a> {
    /// The document's original bytes.
    pub bytes: &'a [u8],
    /// The statement read from them.
    pub statement: &'a Statement,
    /// What was found in it.
    pub findings: &'a Findings,
    /// The vectors of its passages, in their order, and the name of the encoder that made them.
    pub meaning: Option<(&'a str, &'a [Vector])>,
    /// The version of the program that read it.
    pub reader: &'a str,
}

/// Makes additions ready to be written. It needs no library at hand, so that this, which is most of the work, can be done in
/// other threads than the one that writes.
#[derive(Debug, Clone)]
pub struct Preparing {
    sounds: Arc<Sounds>,
}

/// A statement that only has to be written: packed, with its words as the index holds them.
#[derive(Debug)]
pub struct Prepared {
    id: StatementId,
    path: String,
    media_type: String,
    title: Option<String>,
    issuer: Option<String>,
    published: Option<String>,
    language: Option<String>,
    size: usize,
    document: Vec<u8>,
    content: Content,
    /// The words of each passage, and what its names sound like.
    index: Vec<(String, String)>,
    meaning: Option<Meaning>,
    reader: String,
}

#[derive(Debug)]
struct Meaning {
    encoder: String,
    signs: Vec<u8>,
    vectors: Vec<u8>,
}

impl Preparing {
    /// Makes an addition ready.
    ///
    /// # Errors
    /// Where it can't be packed, which takes a document beyond all bounds.
    pub fn prepare(&self, addition: &Addition<'_>) -> Result<Prepared, LibraryError> {
        let reason = |error: std::io::Error| LibraryError::other(addition.statement.path.as_ref(), error);
        let (statement, about) = (addition.statement, &addition.statement.metadata);
        let indexed = |passage: &Passage| self.sounds.indexed(passage.span.as_str(), passage.language);
        Ok(Prepared {
            id: statement.id.clone(),
            path: statement.path.clone(),
            media_type: statement.media_type.clone(),
            title: about.title().map(Into::into),
            issuer: about.issuer().map(Into::into),
            published: about.published().map(|date| date.to_string()),
            language: about.language().map(|language| language.to_string()),
            size: addition.bytes.len(),
            document: packed::pack(addition.bytes).map_err(reason)?,
            content: Content::of(statement, addition.findings).map_err(reason)?,
            index: statement.passages.iter().map(indexed).collect(),
            meaning: addition.meaning.map(|(encoder, vectors)| Meaning::of(encoder, vectors)),
            reader: addition.reader.to_owned(),
        })
    }
}

impl Meaning {
    fn of(encoder: &str, vectors: &[Vector]) -> Self {
        let (mut signs, mut packed) = (Vec::new(), Vec::new());
        for vector in vectors {
            signs.extend(Signs::of(vector).to_bytes());
            packed::pack_vector(vector, &mut packed);
        }
        Self { encoder: encoder.to_owned(), signs, vectors: packed }
    }
}

/// What came of an addition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// It was here, read by another version of the program or without an encoder; now it is here as read by this one.
    ReadAnew,
    /// The same bytes are here from another path; now this path is known too.
    AlsoHere,
    /// It stands where another statement was found before, which has left the collection with its document.
    InPlaceOf(StatementId),
    /// Nothing changed.
    Known,
}

impl Library {
    /// Whether this document, found at this path, is here as this version of the program reads it, and (where an encoder is
    /// named) with what its passages mean: then it need not be read again.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn knows(
        &self,
        path: &str,
        id: &StatementId,
        reader: &str,
        encoder: Option<&str>,
    ) -> Result<bool, LibraryError> {
        let mut select = self
            .connection()
            .prepare_cached(
                "SELECT 1 FROM place JOIN statement ON statement.id = place.statement
                 JOIN source ON source.id = statement.source
                 WHERE place.path = ?1 AND source.hash = ?2 AND statement.reader = ?3 AND statement.removed IS NULL
                 AND (?4 IS NULL OR EXISTS (SELECT 1 FROM meaning m WHERE m.statement = statement.id AND m.encoder = ?4))",
            )
            .at(self.path())?;
        select.exists(params![path, id.as_str(), reader, encoder]).at(self.path())
    }

    /// Takes in some statements, all of them or none, and says of each what came of it.
    ///
    /// # Errors
    /// Where the file can't be written; then none of them is taken in.
    pub fn add(&mut self, additions: &[Addition<'_>], who: &str) -> Result<Vec<Added>, LibraryError> {
        let preparing = self.preparing();
        let prepared: Result<Vec<Prepared>, LibraryError> =
            additions.iter().map(|one| preparing.prepare(one)).collect();
        self.add_prepared(&prepared?, who)
    }

    /// What makes additions ready for [`Library::add_prepared`].
    pub fn preparing(&self) -> Preparing {
        Preparing { sounds: self.sounds.clone() }
    }

    /// [`Library::add`] for what was made ready elsewhere.
    ///
    /// # Errors
    /// As for [`Library::add`].
    pub fn add_prepared(&mut self, additions: &[Prepared], who: &str) -> Result<Vec<Added>, LibraryError> {
        let languages = self.sounds.languages;
        self.write(|connection| additions.iter().map(|addition| add(connection, languages, addition, who)).collect())
    }

    /// Takes statements out of the collection and says how many were in it. Their documents and all decisions on them stay in
    /// the file, so that this can be undone.
    ///
    /// # Errors
    /// Where the file can't be written; then none is taken out.
    pub fn remove(&mut self, ids: &[StatementId], who: &str) -> Result<usize, LibraryError> {
        self.write(|connection| {
            let found: rusqlite::Result<Vec<Option<i64>>> = ids.iter().map(|id| number_of(connection, id)).collect();
            let found: BTreeSet<i64> = found?.into_iter().flatten().collect();
            if found.is_empty() {
                return Ok(0);
            }
            // One act, so that it is taken back as one.
            let single = found.first().copied().filter(|_| found.len() == 1);
            let about = About { statement: single, ..About::default() };
            let names: Vec<&str> = ids.iter().map(StatementId::as_str).collect();
            let event = record(connection, who, EventKind::Removed, &about, &json!({ "statements": names }))?;
            for statement in &found {
                connection.execute("UPDATE statement SET removed = ?1 WHERE id = ?2", [event, *statement])?;
            }
            Ok(found.len())
        })
    }
}

/// The number of a statement that is in the collection.
pub(crate) fn number_of(connection: &Connection, id: &StatementId) -> rusqlite::Result<Option<i64>> {
    let mut select = connection.prepare_cached(
        "SELECT statement.id FROM statement JOIN source ON source.id = statement.source
         WHERE source.hash = ?1 AND removed IS NULL",
    )?;
    select.query_row([id.as_str()], |row| row.get(0)).optional()
}

fn add(connection: &Connection, languages: &Languages, addition: &Prepared, who: &str) -> rusqlite::Result<Added> {
    let mut select = connection.prepare_cached(
        "SELECT statement.id, removed IS NOT NULL,
             reader = ?2 AND (?3 IS NULL OR EXISTS (SELECT 1 FROM meaning m WHERE m.statement = statement.id AND m.encoder = ?3))
         FROM statement JOIN source ON source.id = statement.source WHERE source.hash = ?1",
    )?;
    let encoder = addition.meaning.as_ref().map(|meaning| &meaning.encoder);
    let there: Option<(i64, bool, bool)> = select
        .query_row(params![addition.id.as_str(), addition.reader, encoder], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (number, added) = match there {
        None => (insert(connection, languages, addition, who)?, Added::New),
        Some((number, is_gone, is_as_now)) if is_gone || !is_as_now => {
            let about = About { statement: Some(number), ..About::default() };
            let kind = if is_gone { EventKind::Added } else { EventKind::ReadAnew };
            record(connection, who, kind, &about, &json!({ "path": addition.path, "reader": addition.reader }))?;
            write(connection, languages, addition, number)?;
            (number, if is_gone { Added::New } else { Added::ReadAnew })
        }
        Some((number, ..)) => (number, Added::AlsoHere),
    };
    place(connection, addition, who, number, added)
}

/// Writes where a statement was found.
fn place(
    connection: &Connection,
    addition: &Prepared,
    who: &str,
    number: i64,
    added: Added,
) -> rusqlite::Result<Added> {
    let before: Option<i64> = connection
        .prepare_cached("SELECT statement FROM place WHERE path = ?1")?
        .query_row([&addition.path], |row| row.get(0))
        .optional()?;
    if before == Some(number) {
        return Ok(if added == Added::AlsoHere { Added::Known } else { added });
    }
    connection
        .prepare_cached(
            "INSERT INTO place (path, statement) VALUES (?1, ?2)
            ON CONFLICT (path) DO UPDATE SET statement = excluded.statement",
        )?
        .execute(params![addition.path, number])?;
    match before {
        Some(before) => {
            leave_if_nowhere(connection, before, addition, who).map(|left| left.map_or(added, Added::InPlaceOf))
        }
        None => Ok(added),
    }
}

/// A statement whose last document was overwritten leaves the collection.
fn leave_if_nowhere(
    connection: &Connection,
    number: i64,
    addition: &Prepared,
    who: &str,
) -> rusqlite::Result<Option<StatementId>> {
    let elsewhere = connection.prepare_cached("SELECT 1 FROM place WHERE statement = ?1")?.exists([number])?;
    if elsewhere {
        return Ok(None);
    }
    let about = About { statement: Some(number), ..About::default() };
    let detail = json!({ "path": addition.path, "by": addition.id.as_str() });
    let event = record(connection, who, EventKind::Replaced, &about, &detail)?;
    connection.execute("UPDATE statement SET removed = ?1 WHERE id = ?2 AND removed IS NULL", [event, number])?;
    let hash: String = connection.query_row(
        "SELECT hash FROM source JOIN statement ON statement.source = source.id WHERE statement.id = ?1",
        [number],
        |row| row.get(0),
    )?;
    Ok(StatementId::parse(&hash))
}

fn insert(connection: &Connection, languages: &Languages, addition: &Prepared, who: &str) -> rusqlite::Result<i64> {
    connection.prepare_cached("INSERT INTO source (hash, size, bytes) VALUES (?1, ?2, ?3)")?.execute(params![
        addition.id.as_str(),
        addition.size as i64,
        addition.document
    ])?;
    let source = connection.last_insert_rowid();
    let event = record(connection, who, EventKind::Added, &About::default(), &json!({ "path": addition.path }))?;
    connection
        .prepare_cached(
            "INSERT INTO statement (source, media_type, passage_count, reader, added) VALUES (?1, '', 0, '', ?2)",
        )?
        .execute([source, event])?;
    let number = connection.last_insert_rowid();
    connection.prepare_cached("UPDATE event SET statement = ?1 WHERE id = ?2")?.execute([number, event])?;
    write(connection, languages, addition, number)?;
    Ok(number)
}

/// Writes what was read of a statement, in place of what was there.
fn write(connection: &Connection, languages: &Languages, addition: &Prepared, number: i64) -> rusqlite::Result<()> {
    let passages: i64 = connection
        .prepare_cached("SELECT passage_count FROM statement WHERE id = ?1")?
        .query_row([number], |row| row.get(0))?;
    connection
        .prepare_cached(
            "UPDATE statement SET media_type = ?2, title = ?3, issuer = ?4, published = ?5, language = ?6,
             passage_count = ?7, reader = ?8, removed = NULL WHERE id = ?1",
        )?
        .execute(params![
            number,
            addition.media_type,
            addition.title,
            addition.issuer,
            addition.published,
            addition.language,
            addition.index.len() as i64,
            addition.reader,
        ])?;
    addition.content.write(connection, number)?;
    settle_if_corrected(connection, languages, number)?;
    let first = number * PASSAGES;
    if passages > 0 {
        connection
            .prepare_cached("DELETE FROM passage_words WHERE rowid >= ?1 AND rowid < ?2")?
            .execute([first, first + passages])?;
    }
    let mut index =
        connection.prepare_cached("INSERT INTO passage_words (rowid, words, sounds) VALUES (?1, ?2, ?3)")?;
    for ((words, sounds), row) in addition.index.iter().zip(first..first + PASSAGES) {
        index.execute(params![row, words, sounds])?;
    }
    // What was there is of passages as they were read before.
    connection.prepare_cached("DELETE FROM meaning WHERE statement = ?1")?.execute([number])?;
    if passages > 0 {
        connection
            .prepare_cached("DELETE FROM vector WHERE passage >= ?1 AND passage < ?2")?
            .execute([first, first + passages])?;
    }
    if let Some(Meaning { encoder, signs, vectors }) = &addition.meaning {
        connection
            .prepare_cached("INSERT INTO meaning (statement, encoder, signs) VALUES (?1, ?2, ?3)")?
            .execute(params![number, encoder, signs])?;
        write_vectors(connection, number, vectors)?;
    }
    Ok(())
}

/// Writes the packed vectors of a statement's passages, a row each.
pub(crate) fn write_vectors(connection: &Connection, statement: i64, vectors: &[u8]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO vector (passage, numbers) VALUES (?1, ?2)")?;
    for (passage, vector) in (0..PASSAGES).zip(vectors.chunks_exact(Vector::DIMENSIONS)) {
        insert.execute(params![statement * PASSAGES + passage, vector])?;
    }
    Ok(())
}
