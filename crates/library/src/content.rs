//! What a statement says: its document, its text, its passages and what was found in it.

use rusqlite::{params, Connection, OptionalExtension, Row, ToSql};
use standpoint_reading::{DateMention, Findings};
use standpoint_text::{Passage, Statement, StatementId, Text};

use crate::catalogue::{entry, ABOUT, COLUMNS, WHERE_IT_IS};
use crate::error::Located;
use crate::packed;
use crate::store::write_vectors;
use crate::{kept_findings, kept_metadata, Entry, Library, LibraryError};

/// No text is longer unpacked: that of a document of the largest size that can be set.
const LONGEST: i64 = 4 << 30;

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
    /// A statement with its findings.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] where there is none of this id, [`LibraryError::Damaged`] where what is kept of it is no
    /// longer what was written.
    pub fn statement(&self, id: &StatementId) -> Result<Kept, LibraryError> {
        let found = self.opened(&select_whole("source.hash = ?1"), id.as_str(), whole)?;
        let (entry, packed, media_type, reader) = found
            .ok_or_else(|| self.unknown("statement", id.as_str(), "`standpoint list` shows their paths and ids"))?;
        let mut kept = packed.unpack(entry, media_type, reader).ok_or_else(|| self.damaged_statement(id))?;
        self.lay_corrections(&mut kept)?;
        Ok(kept)
    }

    /// The passages of the statement of this number, with its entry.
    pub(crate) fn passages(&self, number: i64) -> Result<(Entry, Vec<Passage>), LibraryError> {
        let query = format!(
            "SELECT {ABOUT}, text_size, text, passages FROM {WHERE_IT_IS}
             JOIN content ON content.statement = statement.id WHERE statement.id = ?1"
        );
        let unpacked = |row: &Row<'_>| {
            let packed = row.get_ref(COLUMNS + 1)?.as_blob()?;
            let text = unpack_text(packed, row.get(COLUMNS)?);
            let passages = row.get_ref(COLUMNS + 2)?.as_blob()?;
            Ok((entry(row)?, text.and_then(|text| packed::unpack_passages(passages, &text))))
        };
        let found = self.opened(&query, number, unpacked)?;
        let (entry, passages) =
            found.ok_or_else(|| LibraryError::damaged(self.path(), format!("there is no statement {number}")))?;
        let passages = passages.ok_or_else(|| self.damaged_statement(&entry.id))?;
        Ok((entry, passages))
    }

    fn opened<T>(
        &self,
        query: &str,
        value: impl ToSql,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, LibraryError> {
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        select.query_row([value], read).optional().at(self.path())
    }

    pub(crate) fn damaged_statement(&self, id: &StatementId) -> LibraryError {
        LibraryError::damaged(self.path(), format!("statement {id}"))
    }

    /// A document's original bytes.
    ///
    /// # Errors
    /// As for [`Library::statement`].
    pub fn bytes(&self, id: &StatementId) -> Result<Vec<u8>, LibraryError> {
        let query = "SELECT bytes, size FROM source WHERE hash = ?1";
        let found = self.opened(query, id.as_str(), |row| {
            let packed = row.get_ref(0)?.as_blob()?;
            Ok(unpack(packed, row.get(1)?))
        })?;
        found
            .ok_or_else(|| self.unknown("statement", id.as_str(), "`standpoint list` shows their paths and ids"))?
            .ok_or_else(|| LibraryError::damaged(self.path(), format!("the document of statement {id}")))
    }
}

/// What was packed, where it has the size that was written beside it.
fn unpack(packed: &[u8], size: i64) -> Option<Vec<u8>> {
    let size = usize::try_from(size).ok().filter(|_| size <= LONGEST)?;
    packed::unpack(packed, size).filter(|bytes| bytes.len() == size)
}

fn unpack_text(packed: &[u8], size: i64) -> Option<Text> {
    Text::new(String::from_utf8(unpack(packed, size)?).ok()?).ok()
}

fn select_whole(condition: &str) -> String {
    format!(
        "SELECT {ABOUT}, content.*, media_type, reader FROM {WHERE_IT_IS}
         JOIN content ON content.statement = statement.id WHERE {condition}"
    )
}

fn whole(row: &Row<'_>) -> rusqlite::Result<(Entry, Packed, String, String)> {
    Ok((entry(row)?, Packed::of(row)?, row.get("media_type")?, row.get("reader")?))
}

/// The statement of this number as it was read, without what people corrected in the library; `None` where what is kept of it
/// is damaged.
pub(crate) fn as_read(connection: &Connection, number: i64) -> rusqlite::Result<Option<Kept>> {
    let mut select = connection.prepare_cached(&select_whole("statement.id = ?1"))?;
    let found = select.query_row([number], whole).optional()?;
    Ok(found.and_then(|(entry, packed, media_type, reader)| packed.unpack(entry, media_type, reader)))
}

/// Writes other findings of a statement in place of those that were kept.
pub(crate) fn write_findings(
    connection: &Connection,
    number: i64,
    passages: &[Passage],
    findings: &Findings,
) -> rusqlite::Result<()> {
    let json = kept_findings::to_json(findings).map_err(|error| unpackable(error.into()))?;
    let packed = packed::pack(&json).map_err(unpackable)?;
    connection
        .prepare_cached("UPDATE content SET findings_size = ?2, findings = ?3 WHERE statement = ?1")?
        .execute(params![number, json.len() as i64, packed])?;
    Tally::of(passages, findings).write(connection, number)
}

fn unpackable(error: std::io::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}

/// A statement as it lies in the file.
#[derive(Debug)]
struct Packed {
    metadata: String,
    text_size: i64,
    text: Vec<u8>,
    passages: Vec<u8>,
    findings_size: i64,
    findings: Vec<u8>,
}

impl Packed {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            metadata: row.get("metadata")?,
            text_size: row.get("text_size")?,
            text: row.get("text")?,
            passages: row.get("passages")?,
            findings_size: row.get("findings_size")?,
            findings: row.get("findings")?,
        })
    }

    fn unpack(self, entry: Entry, media_type: String, reader: String) -> Option<Kept> {
        let text = unpack_text(&self.text, self.text_size)?;
        let passages = packed::unpack_passages(&self.passages, &text)?;
        let findings = kept_findings::from_json(&unpack(&self.findings, self.findings_size)?, &text)?;
        let metadata = kept_metadata::from_json(&self.metadata, &text)?;
        let statement = Statement { id: entry.id, path: entry.path, media_type, metadata, text, passages };
        Some(Kept { statement, findings, reader })
    }
}

/// What a statement says, packed to be written.
#[derive(Debug)]
pub(crate) struct Content {
    packed: Packed,
    found: Tally,
}

impl Content {
    pub(crate) fn of(statement: &Statement, findings: &Findings) -> std::io::Result<Self> {
        let json = kept_findings::to_json(findings)?;
        let text = statement.text.as_str().as_bytes();
        let packed = Packed {
            metadata: kept_metadata::to_json(&statement.metadata),
            text_size: text.len() as i64,
            text: packed::pack(text)?,
            passages: packed::pack_passages(&statement.passages),
            findings_size: json.len() as i64,
            findings: packed::pack(&json)?,
        };
        Ok(Self { packed, found: Tally::of(&statement.passages, findings) })
    }

    /// Writes it in place of what the statement said before.
    pub(crate) fn write(&self, connection: &Connection, statement: i64) -> rusqlite::Result<()> {
        let query = "INSERT OR REPLACE INTO content
            (statement, metadata, text_size, text, passages, findings_size, findings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let Packed { metadata, text_size, text, passages, findings_size, findings } = &self.packed;
        connection.prepare_cached(query)?.execute(params![
            statement,
            metadata,
            text_size,
            text,
            passages,
            findings_size,
            findings
        ])?;
        self.found.write(connection, statement)
    }
}

/// What is kept of findings beside themselves: how many there are of each kind, and the dates in the order of time.
#[derive(Debug)]
struct Tally {
    figures: usize,
    demands: usize,
    quotations: usize,
    names: usize,
    dates: Vec<Dated>,
}

/// A row of the table `dated`.
#[derive(Debug)]
struct Dated {
    first: String,
    last: String,
    start: usize,
    passage: usize,
}

impl Tally {
    fn of(passages: &[Passage], findings: &Findings) -> Self {
        let dated = |mention: &DateMention| {
            let date = mention.date?;
            let last = date.end().map(|last| last.to_string()).unwrap_or_default();
            let start = mention.span.bytes().start;
            let after = passages.partition_point(|passage| passage.span.bytes().start <= start);
            Some(Dated { first: date.start()?.to_string(), last, start, passage: after.checked_sub(1)? })
        };
        Self {
            figures: findings.figures.len(),
            demands: findings.demands.len(),
            quotations: findings.quotations.len(),
            names: findings.names.len(),
            dates: findings.dates.iter().filter_map(dated).collect(),
        }
    }

    fn write(&self, connection: &Connection, statement: i64) -> rusqlite::Result<()> {
        let Self { figures, demands, quotations, names, dates } = self;
        let counts = [figures, demands, quotations, names].map(|count| *count as i64);
        connection
            .prepare_cached(
                "UPDATE statement SET figures = ?2, demands = ?3, quotations = ?4, names = ?5 WHERE id = ?1",
            )?
            .execute(params![statement, counts[0], counts[1], counts[2], counts[3]])?;
        connection.prepare_cached("DELETE FROM dated WHERE statement = ?1")?.execute([statement])?;
        let mut insert = connection.prepare_cached(
            "INSERT OR IGNORE INTO dated (first, last, statement, start, passage) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for dated in dates {
            insert.execute(params![dated.first, dated.last, statement, dated.start as i64, dated.passage as i64])?;
        }
        Ok(())
    }
}

/// Fills in what form 2 keeps of statements and form 1 did not. What is damaged stays as it is, for `verify` to name.
pub(crate) fn fill_form_2(connection: &Connection) -> rusqlite::Result<()> {
    let mut select = connection.prepare("SELECT statement FROM content ORDER BY statement")?;
    let numbers: rusqlite::Result<Vec<i64>> = select.query_map([], |row| row.get(0))?.collect();
    let mut one = connection.prepare("SELECT text, passages, findings FROM content WHERE statement = ?1")?;
    let mut sizes = connection.prepare("UPDATE content SET text_size = ?2, findings_size = ?3 WHERE statement = ?1")?;
    for number in numbers? {
        let (text, passages, findings): (Vec<u8>, Vec<u8>, Vec<u8>) =
            one.query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let read = || {
            let text = packed::unpack(&text, packed::most(&text))?;
            let json = packed::unpack(&findings, packed::most(&findings))?;
            let (text_size, findings_size) = (text.len() as i64, json.len() as i64);
            let text = Text::new(String::from_utf8(text).ok()?).ok()?;
            let passages = packed::unpack_passages(&passages, &text)?;
            Some((text_size, findings_size, passages, kept_findings::from_json(&json, &text)?))
        };
        if let Some((text_size, findings_size, passages, findings)) = read() {
            sizes.execute([number, text_size, findings_size])?;
            Tally::of(&passages, &findings).write(connection, number)?;
        }
    }
    let mut select = connection.prepare("SELECT statement, vectors FROM meaning ORDER BY statement")?;
    let mut meanings = select.query([])?;
    while let Some(row) = meanings.next()? {
        write_vectors(connection, row.get(0)?, row.get_ref(1)?.as_blob()?)?;
    }
    drop(meanings);
    connection.execute_batch("ALTER TABLE meaning DROP COLUMN vectors")
}
