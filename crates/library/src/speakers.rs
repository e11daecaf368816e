//! Organisations that speak more than once, and when.

use standpoint_text::CalendarDate;

use crate::error::Located;
use crate::store::{entry, ABOUT, WHERE_IT_IS};
use crate::{Entry, Library, LibraryError};

/// A statement of an organisation that has others here.
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

impl Library {
    /// The dated statements of organisations that have more than one, by organisation and date.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn spoken_more_than_once(&self) -> Result<Vec<Spoken>, LibraryError> {
        let signed = SIGNED.replace("{of_signed}", OF_SIGNED);
        let query = format!(
            "SELECT {ABOUT}, {signed} FROM {WHERE_IT_IS} WHERE statement.removed IS NULL AND issuer IN
            (SELECT issuer FROM statement WHERE removed IS NULL GROUP BY issuer HAVING count(*) > 1)"
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let rows = select.query_map([], |row| {
            let (entry, signed) = (entry(row)?, row.get::<_, Option<String>>(8)?);
            let at = signed.and_then(|date| date.parse().ok()).or(entry.published);
            Ok(at.map(|at| Spoken { entry, at }))
        });
        let found: rusqlite::Result<Vec<Option<Spoken>>> = rows.at(self.path())?.collect();
        let mut found: Vec<Spoken> = found.at(self.path())?.into_iter().flatten().collect();
        found.sort_by(|a, b| (&a.entry.issuer, a.at, &a.entry.path).cmp(&(&b.entry.issuer, b.at, &b.entry.path)));
        Ok(found)
    }
}
