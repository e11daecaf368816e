//! Statements into the file and out of it.

use std::collections::BTreeSet;

use rusqlite::{params, Connection, OptionalExtension, Row, ToSql};
use serde_json::json;
use standpoint_meaning::Vector;
use standpoint_reading::Findings;
use standpoint_text::{CalendarDate, LanguageCode, Statement, StatementId, Text};

use crate::corrections::settle_if_corrected;
use crate::error::Located;
use crate::fold::Sounds;
use crate::history::{record, About, EventKind};
use crate::packed;
use crate::{kept_findings, kept_metadata, Library, LibraryError};

/// A row of the index is the number of the statement times this, plus that of the passage.
pub(crate) const PASSAGES: i64 = 1 << 20;
/// No text is longer unpacked: that of a document of the largest size that can be set.
const LONGEST: usize = 4 << 30;

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

/// A statement in the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The hash of its document.
    pub id: StatementId,
    /// Where it was found; the first in order of the letters, where there are several.
    pub path: String,
    /// The title of the statement.
    pub title: Option<String>,
    /// The organisation whose statement it is.
    pub issuer: Option<String>,
    /// When it was published.
    pub published: Option<CalendarDate>,
    /// The language of most of its passages.
    pub language: Option<LanguageCode>,
    /// How many passages it has.
    pub passages: usize,
    /// Bytes of its document.
    pub size: u64,
}

/// A statement with all that is kept of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The statement as read.
    pub statement: Statement,
    /// What was found in it.
    pub findings: Findings,
    /// The version of the program that read it.
    pub reader: String,
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
        self.write(|connection, sounds| {
            additions.iter().map(|addition| add(connection, sounds, addition, who)).collect()
        })
    }

    /// Takes statements out of the collection and says how many were in it. Their documents and all decisions on them stay in
    /// the file, so that this can be undone.
    ///
    /// # Errors
    /// Where the file can't be written; then none is taken out.
    pub fn remove(&mut self, ids: &[StatementId], who: &str) -> Result<usize, LibraryError> {
        self.write(|connection, _| {
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

    /// What is in the collection, by path; `take` says whether to go on.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn list(&self, mut take: impl FnMut(Entry) -> bool) -> Result<(), LibraryError> {
        let query = format!("SELECT {ABOUT} FROM {WHERE_IT_IS} WHERE statement.removed IS NULL ORDER BY path");
        let mut select = self.connection().prepare(&query).at(self.path())?;
        let mut rows = select.query([]).at(self.path())?;
        while let Some(row) = rows.next().at(self.path())? {
            if !take(entry(row).at(self.path())?) {
                break;
            }
        }
        Ok(())
    }

    /// The statement of this id, or whose id begins so or whose path is this; also one that has left the collection.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] where there is none, or more than one; else where the file can't be read.
    pub fn find(&self, name: &str) -> Result<Entry, LibraryError> {
        let by_path = "statement.id = (SELECT statement FROM place WHERE path = ?1)";
        // Digits of a hash end before "g".
        let by_beginning =
            "length(?1) >= 6 AND source.hash >= 'sha256:' || ?1 AND source.hash < 'sha256:' || ?1 || 'g'";
        let digits = name.strip_prefix("sha256:").unwrap_or(name);
        for (condition, value) in [(by_path, name), (by_beginning, digits)] {
            let query = format!("SELECT {ABOUT} FROM {WHERE_IT_IS} WHERE {condition} LIMIT 2");
            let mut select = self.connection().prepare_cached(&query).at(self.path())?;
            let found: rusqlite::Result<Vec<Entry>> = select.query_map([value], entry).at(self.path())?.collect();
            let mut found = found.at(self.path())?;
            if let (Some(entry), true) = (found.pop(), found.is_empty()) {
                return Ok(entry);
            }
        }
        Err(self.unknown("statement", name, "`standpoint list` shows their paths and ids"))
    }

    /// A statement with its findings.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] where there is none of this id, [`LibraryError::Damaged`] where what is kept of it is no
    /// longer what was written.
    pub fn statement(&self, id: &StatementId) -> Result<Kept, LibraryError> {
        let found = self.opened("source.hash = ?1", id.as_str())?;
        let (_, kept) = found
            .ok_or_else(|| self.unknown("statement", id.as_str(), "`standpoint list` shows their paths and ids"))?;
        Ok(kept)
    }

    /// The statement of this number, with its entry.
    pub(crate) fn numbered(&self, number: i64) -> Result<(Entry, Kept), LibraryError> {
        let found = self.opened("statement.id = ?1", number)?;
        found.ok_or_else(|| LibraryError::damaged(self.path(), format!("there is no statement {number}")))
    }

    fn opened(&self, condition: &str, value: impl ToSql) -> Result<Option<(Entry, Kept)>, LibraryError> {
        let Some((entry, kept)) = unpacked(self.connection(), condition, value).at(self.path())? else {
            return Ok(None);
        };
        let damaged = || LibraryError::damaged(self.path(), format!("statement {}", entry.id));
        let mut kept = kept.ok_or_else(damaged)?;
        self.lay_corrections(&mut kept)?;
        Ok(Some((entry, kept)))
    }

    /// A document's original bytes.
    ///
    /// # Errors
    /// As for [`Library::statement`].
    pub fn bytes(&self, id: &StatementId) -> Result<Vec<u8>, LibraryError> {
        let mut select =
            self.connection().prepare_cached("SELECT bytes, size FROM source WHERE hash = ?1").at(self.path())?;
        let found: Option<(Vec<u8>, i64)> =
            select.query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional().at(self.path())?;
        let (packed, size) = found
            .ok_or_else(|| self.unknown("statement", id.as_str(), "`standpoint list` shows their paths and ids"))?;
        usize::try_from(size)
            .ok()
            .and_then(|size| packed::unpack(&packed, size))
            .ok_or_else(|| LibraryError::damaged(self.path(), format!("the document of statement {id}")))
    }

    /// Every path at which a statement was found.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn places(&self, id: &StatementId) -> Result<Vec<String>, LibraryError> {
        let mut select = self
            .connection()
            .prepare_cached(
                "SELECT path FROM place JOIN statement ON statement.id = place.statement
             JOIN source ON source.id = statement.source WHERE source.hash = ?1 ORDER BY path",
            )
            .at(self.path())?;
        let paths: rusqlite::Result<Vec<String>> =
            select.query_map([id.as_str()], |row| row.get(0)).at(self.path())?.collect();
        paths.at(self.path())
    }
}

pub(crate) const WHERE_IT_IS: &str = "statement JOIN source ON source.id = statement.source";
pub(crate) const ABOUT: &str =
    "source.hash, coalesce((SELECT min(path) FROM place WHERE place.statement = statement.id), '') AS path,
    title, issuer, published, language, passage_count, size";

pub(crate) fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let hash: String = row.get(0)?;
    Ok(Entry {
        id: StatementId::parse(&hash).ok_or(rusqlite::Error::InvalidQuery)?,
        path: row.get(1)?,
        title: row.get(2)?,
        issuer: row.get(3)?,
        published: row.get::<_, Option<String>>(4)?.and_then(|date| date.parse().ok()),
        language: row.get::<_, Option<String>>(5)?.and_then(|code| code.parse().ok()),
        passages: row.get::<_, i64>(6)? as usize,
        size: row.get::<_, i64>(7)? as u64,
    })
}

/// A statement with its entry, without what people corrected in the library; nothing where what is kept is damaged.
fn unpacked(
    connection: &Connection,
    condition: &str,
    value: impl ToSql,
) -> rusqlite::Result<Option<(Entry, Option<Kept>)>> {
    let query = format!(
        "SELECT {ABOUT}, media_type, text, statement.passages, findings, reader, metadata
         FROM {WHERE_IT_IS} WHERE {condition}"
    );
    let mut select = connection.prepare_cached(&query)?;
    let found = select.query_row([value], |row| Ok((entry(row)?, Packed::of(row)?))).optional()?;
    Ok(found.map(|(entry, packed)| {
        let kept = packed.unpack(&entry);
        (entry, kept)
    }))
}

/// The statement of this number as it was read; `None` where what is kept of it is damaged.
pub(crate) fn as_read(connection: &Connection, number: i64) -> rusqlite::Result<Option<Kept>> {
    Ok(unpacked(connection, "statement.id = ?1", number)?.and_then(|(_, kept)| kept))
}

/// A statement as it lies in the file.
struct Packed {
    media_type: String,
    text: Vec<u8>,
    passages: Vec<u8>,
    findings: Vec<u8>,
    reader: String,
    metadata: String,
}

impl Packed {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            media_type: row.get(8)?,
            text: row.get(9)?,
            passages: row.get(10)?,
            findings: row.get(11)?,
            reader: row.get(12)?,
            metadata: row.get(13)?,
        })
    }

    fn unpack(self, entry: &Entry) -> Option<Kept> {
        let text = Text::new(String::from_utf8(packed::unpack(&self.text, LONGEST)?).ok()?).ok()?;
        let passages = packed::unpack_passages(&self.passages, &text)?;
        let findings = kept_findings::from_json(&packed::unpack(&self.findings, LONGEST)?, &text)?;
        let statement = Statement {
            id: entry.id.clone(),
            path: entry.path.clone(),
            media_type: self.media_type,
            metadata: kept_metadata::from_json(&self.metadata, &text)?,
            text,
            passages,
        };
        Some(Kept { statement, findings, reader: self.reader })
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

fn add(connection: &Connection, sounds: &Sounds, addition: &Addition<'_>, who: &str) -> rusqlite::Result<Added> {
    let statement = addition.statement;
    let mut select = connection.prepare_cached(
        "SELECT statement.id, removed IS NOT NULL,
             reader = ?2 AND (?3 IS NULL OR EXISTS (SELECT 1 FROM meaning m WHERE m.statement = statement.id AND m.encoder = ?3))
         FROM statement JOIN source ON source.id = statement.source WHERE source.hash = ?1",
    )?;
    let as_now = params![statement.id.as_str(), addition.reader, addition.meaning.map(|(encoder, _)| encoder)];
    let there: Option<(i64, bool, bool)> =
        select.query_row(as_now, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let (number, added) = match there {
        None => (insert(connection, sounds, addition, who)?, Added::New),
        Some((number, is_gone, is_as_now)) if is_gone || !is_as_now => {
            let about = About { statement: Some(number), ..About::default() };
            let kind = if is_gone { EventKind::Added } else { EventKind::ReadAnew };
            record(connection, who, kind, &about, &json!({ "path": statement.path, "reader": addition.reader }))?;
            write(connection, sounds, addition, number)?;
            (number, if is_gone { Added::New } else { Added::ReadAnew })
        }
        Some((number, ..)) => (number, Added::AlsoHere),
    };
    let before: Option<i64> = connection
        .prepare_cached("SELECT statement FROM place WHERE path = ?1")?
        .query_row([&statement.path], |row| row.get(0))
        .optional()?;
    if before == Some(number) {
        return Ok(if added == Added::AlsoHere { Added::Known } else { added });
    }
    connection
        .prepare_cached(
            "INSERT INTO place (path, statement) VALUES (?1, ?2)
            ON CONFLICT (path) DO UPDATE SET statement = excluded.statement",
        )?
        .execute(params![statement.path, number])?;
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
    addition: &Addition<'_>,
    who: &str,
) -> rusqlite::Result<Option<StatementId>> {
    let elsewhere = connection.prepare_cached("SELECT 1 FROM place WHERE statement = ?1")?.exists([number])?;
    if elsewhere {
        return Ok(None);
    }
    let about = About { statement: Some(number), ..About::default() };
    let detail = json!({ "path": addition.statement.path, "by": addition.statement.id.as_str() });
    let event = record(connection, who, EventKind::Replaced, &about, &detail)?;
    connection.execute("UPDATE statement SET removed = ?1 WHERE id = ?2 AND removed IS NULL", [event, number])?;
    let hash: String = connection.query_row(
        "SELECT hash FROM source JOIN statement ON statement.source = source.id WHERE statement.id = ?1",
        [number],
        |row| row.get(0),
    )?;
    Ok(StatementId::parse(&hash))
}

fn insert(connection: &Connection, sounds: &Sounds, addition: &Addition<'_>, who: &str) -> rusqlite::Result<i64> {
    let statement = addition.statement;
    let packed = packed::pack(addition.bytes).map_err(unpackable)?;
    connection.prepare_cached("INSERT INTO source (hash, size, bytes) VALUES (?1, ?2, ?3)")?.execute(params![
        statement.id.as_str(),
        addition.bytes.len() as i64,
        packed
    ])?;
    let source = connection.last_insert_rowid();
    let event = record(connection, who, EventKind::Added, &About::default(), &json!({ "path": statement.path }))?;
    connection
        .prepare_cached(
            "INSERT INTO statement (source, media_type, metadata, text, passages, passage_count, findings, reader, added)
             VALUES (?1, '', '', x'', x'', 0, x'', '', ?2)",
        )?
        .execute([source, event])?;
    let number = connection.last_insert_rowid();
    connection.prepare_cached("UPDATE event SET statement = ?1 WHERE id = ?2")?.execute([number, event])?;
    write(connection, sounds, addition, number)?;
    Ok(number)
}

/// Writes what was read of a statement, in place of what was there.
fn write(connection: &Connection, sounds: &Sounds, addition: &Addition<'_>, number: i64) -> rusqlite::Result<()> {
    let (statement, about) = (addition.statement, &addition.statement.metadata);
    let findings = kept_findings::to_json(addition.findings)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let passages: i64 = connection
        .prepare_cached("SELECT passage_count FROM statement WHERE id = ?1")?
        .query_row([number], |row| row.get(0))?;
    connection
        .prepare_cached(
            "UPDATE statement SET media_type = ?2, title = ?3, issuer = ?4, published = ?5, language = ?6, metadata = ?7,
             text = ?8, passages = ?9, passage_count = ?10, findings = ?11, reader = ?12, removed = NULL WHERE id = ?1",
        )?
        .execute(params![
            number,
            statement.media_type,
            about.title(),
            about.issuer(),
            about.published().map(|d| d.to_string()),
            about.language().map(|l| l.to_string()),
            kept_metadata::to_json(about),
            packed::pack(statement.text.as_str().as_bytes()).map_err(unpackable)?,
            packed::pack_passages(&statement.passages),
            statement.passages.len() as i64,
            packed::pack(&findings).map_err(unpackable)?,
            addition.reader,
        ])?;
    let first = number * PASSAGES;
    connection
        .prepare_cached("DELETE FROM passage_words WHERE rowid >= ?1 AND rowid < ?2")?
        .execute([first, first + passages])?;
    let mut index =
        connection.prepare_cached("INSERT INTO passage_words (rowid, words, sounds) VALUES (?1, ?2, ?3)")?;
    for (passage, row) in statement.passages.iter().zip(first..first + PASSAGES) {
        let (words, sound) = sounds.indexed(passage.span.as_str(), passage.language);
        index.execute(params![row, words, sound])?;
    }
    settle_if_corrected(connection, sounds.languages, number)?;
    mean(connection, addition, number)
}

fn mean(connection: &Connection, addition: &Addition<'_>, number: i64) -> rusqlite::Result<()> {
    // What was there is of passages as they were read before.
    connection.prepare_cached("DELETE FROM meaning WHERE statement = ?1")?.execute([number])?;
    let Some((encoder, vectors)) = addition.meaning else { return Ok(()) };
    let (mut signs, mut packed) = (Vec::new(), Vec::new());
    for vector in vectors {
        signs.extend(packed::signs(vector));
        packed::pack_vector(vector, &mut packed);
    }
    connection
        .prepare_cached("INSERT INTO meaning (statement, encoder, signs, vectors) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![number, encoder, signs, packed])?;
    Ok(())
}

fn unpackable(error: std::io::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}
