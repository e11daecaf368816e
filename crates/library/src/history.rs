//! What was done, by whom, when. Events are only added; what undoes an event is an event.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{params, Connection, OptionalExtension, Row};
use serde_json::{json, Value};

use crate::corrections::settle;
use crate::error::Located;
use crate::{Library, LibraryError};

/// What an event did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A statement came in.
    Added,
    /// A statement that was here was read anew, by another version of the program or with corrections.
    ReadAnew,
    /// Another document stands where this statement was found; the statement left the collection with it.
    Replaced,
    /// A statement was taken out of the collection.
    Removed,
    /// A codebook came in, or was edited.
    Codebook,
    /// The program's proposal for a cell was taken over.
    Accepted,
    /// A person gave a cell a stance of their own.
    Changed,
    /// The program's proposal for a cell was turned down, without a stance in its place.
    Rejected,
    /// A memo was written.
    Memo,
    /// A person corrected what a document says about itself.
    Corrected,
    /// An earlier event was undone.
    Undone,
}

impl EventKind {
    const ALL: [Self; 11] = [
        Self::Added,
        Self::ReadAnew,
        Self::Replaced,
        Self::Removed,
        Self::Codebook,
        Self::Accepted,
        Self::Changed,
        Self::Rejected,
        Self::Memo,
        Self::Corrected,
        Self::Undone,
    ];

    /// The word for it in the file and in the program's output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::ReadAnew => "read anew",
            Self::Replaced => "replaced",
            Self::Removed => "removed",
            Self::Codebook => "codebook",
            Self::Accepted => "accepted",
            Self::Changed => "changed",
            Self::Rejected => "rejected",
            Self::Memo => "memo",
            Self::Corrected => "corrected",
            Self::Undone => "undone",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether a person can take it back. What comes in is taken back by removing it.
    fn can_be_undone(self) -> bool {
        matches!(self, Self::Removed | Self::Accepted | Self::Changed | Self::Rejected | Self::Memo | Self::Corrected)
    }
}

/// One line of a library's history.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its number, growing with time.
    pub number: i64,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who did it.
    pub who: String,
    /// What it did.
    pub kind: EventKind,
    /// The hash of the statement it is about.
    pub statement: Option<String>,
    /// The title of the codebook and the id of the question it is about.
    pub question: Option<(String, String)>,
    /// What else it says, by its kind.
    pub detail: Value,
    /// The number of the event that it undoes.
    pub undoes: Option<i64>,
    /// Whether a later event undid it.
    pub is_undone: bool,
}

/// What an event is about, before it is written.
#[derive(Debug, Default)]
pub(crate) struct About<'a> {
    pub statement: Option<i64>,
    pub codebook: Option<&'a str>,
    pub question: Option<&'a str>,
    pub undoes: Option<i64>,
}

/// Writes an event into the transaction at hand and gives its number.
pub(crate) fn record(
    connection: &Connection,
    who: &str,
    kind: EventKind,
    about: &About<'_>,
    detail: &Value,
) -> rusqlite::Result<i64> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO event (at, who, kind, statement, codebook, question, undoes, detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    insert.execute(params![
        now(),
        who,
        kind.as_str(),
        about.statement,
        about.codebook,
        about.question,
        about.undoes,
        detail.to_string(),
    ])?;
    Ok(connection.last_insert_rowid())
}

/// Milliseconds since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

pub(crate) const EVENTS: &str =
    "SELECT e.id, e.at, e.who, e.kind, source.hash, e.codebook, e.question, e.detail, e.undoes,
    EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)
    FROM event e LEFT JOIN statement ON statement.id = e.statement LEFT JOIN source ON source.id = statement.source";

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let (kind, detail): (String, String) = (row.get(3)?, row.get(7)?);
    let odd = |column, what: &str| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, what.into())
    };
    Ok(Event {
        number: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        kind: EventKind::parse(&kind).ok_or_else(|| odd(3, "no kind of event"))?,
        statement: row.get(4)?,
        question: row.get::<_, Option<String>>(5)?.zip(row.get(6)?),
        detail: serde_json::from_str(&detail).map_err(|_| odd(7, "no JSON"))?,
        undoes: row.get(8)?,
        is_undone: row.get(9)?,
    })
}

impl Library {
    /// The youngest events first, `most` of them at most.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn history(&self, most: usize) -> Result<Vec<Event>, LibraryError> {
        self.events(&format!("{EVENTS} ORDER BY e.id DESC LIMIT ?1"), params![most as i64])
    }

    pub(crate) fn events(&self, query: &str, values: impl rusqlite::Params) -> Result<Vec<Event>, LibraryError> {
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let events: rusqlite::Result<Vec<Event>> = select.query_map(values, event).at(self.path())?.collect();
        events.at(self.path())
    }

    /// A number that grows whenever a statement comes in, leaves, or is read or corrected otherwise. Decisions don't change it.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn collection_version(&self) -> Result<i64, LibraryError> {
        let query = "SELECT id FROM event WHERE kind IN ('added', 'read anew', 'replaced', 'removed', 'corrected')
            OR (kind = 'undone' AND json_extract(detail, '$.kind') IN ('removed', 'corrected')) ORDER BY id DESC LIMIT 1";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        Ok(select.query_row([], |row| row.get(0)).optional().at(self.path())?.unwrap_or(0))
    }

    /// Takes back the youngest act that can be taken back and is not undone yet, of this person; `None` where there is none.
    /// Works across restarts, since acts are kept and not remembered.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn undo(&mut self, who: &str) -> Result<Option<Event>, LibraryError> {
        let kinds: Vec<String> =
            EventKind::ALL.iter().filter(|k| k.can_be_undone()).map(|k| format!("'{}'", k.as_str())).collect();
        let query = format!(
            "{EVENTS} WHERE e.who = ?1 AND e.kind IN ({})
            AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id) ORDER BY e.id DESC LIMIT 1",
            kinds.join(", ")
        );
        let Some(undone) = self.events(&query, params![who])?.pop() else { return Ok(None) };
        self.take_back(&undone, who)?;
        Ok(Some(undone))
    }

    /// Takes back the event of this number, whoever's it is, and gives it; `None` where there is none that can be taken back.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn undo_event(&mut self, number: i64, who: &str) -> Result<Option<Event>, LibraryError> {
        let event = self.events(&format!("{EVENTS} WHERE e.id = ?1"), params![number])?.pop();
        let Some(event) = event.filter(|event| event.kind.can_be_undone() && !event.is_undone) else { return Ok(None) };
        self.take_back(&event, who)?;
        Ok(Some(event))
    }

    fn take_back(&mut self, undone: &Event, who: &str) -> Result<(), LibraryError> {
        let languages = self.sounds.languages;
        self.write(|connection| {
            let statement: Option<i64> =
                connection.query_row("SELECT statement FROM event WHERE id = ?1", [undone.number], |row| row.get(0))?;
            let (codebook, question) = undone.question.clone().unzip();
            let about = About {
                statement,
                codebook: codebook.as_deref(),
                question: question.as_deref(),
                undoes: Some(undone.number),
            };
            record(connection, who, EventKind::Undone, &about, &json!({ "kind": undone.kind.as_str() }))?;
            connection.execute("UPDATE statement SET removed = NULL WHERE removed = ?1", [undone.number])?;
            if let (Some(number), EventKind::Corrected) = (statement, undone.kind) {
                settle(connection, languages, number)?;
            }
            Ok(())
        })
    }
}
