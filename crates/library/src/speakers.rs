//! When organisations speak.

use rusqlite::Row;
use standpoint_text::{CalendarDate, StatementId};

use crate::catalogue::{entry, ABOUT, COLUMNS, WHERE_IT_IS};
use crate::error::Located;
use crate::{Entry, Library, LibraryError};

/// A dated statement of an organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    /// The statement.
    pub entry: Entry,
    /// When it was signed, else published.
    pub at: CalendarDate,
}

/// The date under a statement: the youngest correction where there is one, also one that says there is none.
const SIGNED: &str = "CASE WHEN EXISTS (SELECT 1 FROM event e WHERE e.statement = statement.id AND {of_signed})
    THEN (SELECT json_extract(e.detail, '$.value') FROM event e WHERE e.statement = statement.id AND {of_signed}
        ORDER BY e.id DESC LIMIT 1)
    WHEN json_type(metadata, '$.signed.corrected') IS NOT NULL THEN json_extract(metadata, '$.signed.corrected.value')
    ELSE json_extract(metadata, '$.signed.said.value') END";
const OF_SIGNED: &str = "e.kind = 'corrected' AND json_extract(e.detail, '$.key') = 'signed'
    AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)";

/// The expression for the date under a statement, `None` where there is none.
pub(crate) fn signed() -> String {
    SIGNED.replace("{of_signed}", OF_SIGNED)
}

impl Library {
    /// Those of some statements that have an organisation and a date, by organisation and date.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn spoken(&self, statements: &[StatementId]) -> Result<Vec<Spoken>, LibraryError> {
        let signed = signed();
        let query = format!(
            "SELECT {ABOUT}, {signed} FROM {WHERE_IT_IS} JOIN content ON content.statement = statement.id
            WHERE source.hash = ?1 AND statement.removed IS NULL AND issuer IS NOT NULL"
        );
        let spoken = |row: &Row<'_>| {
            let (entry, signed) = (entry(row)?, row.get::<_, Option<String>>(COLUMNS)?);
            let at = signed.and_then(|date| date.parse().ok()).or(entry.published);
            Ok(at.map(|at| Spoken { entry, at }))
        };
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let mut found = Vec::new();
        for statement in statements {
            let one: Result<Vec<Option<Spoken>>, _> =
                select.query_map([statement.as_str()], spoken).at(self.path())?.collect();
            found.extend(one.at(self.path())?.into_iter().flatten());
        }
        found.sort_by(|a, b| (&a.entry.issuer, a.at, &a.entry.path).cmp(&(&b.entry.issuer, b.at, &b.entry.path)));
        Ok(found)
    }
}
