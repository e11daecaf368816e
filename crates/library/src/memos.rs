//! What people write down on a statement.

use rusqlite::params;
use standpoint_text::StatementId;

use crate::history::{Event, EVENTS};
use crate::{Library, LibraryError, Quote};

/// A person's note on a statement, or on words of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memo {
    /// The number of its event.
    pub event: i64,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who.
    pub who: String,
    /// What.
    pub memo: String,
    /// The words it is on, where it is on some.
    pub on: Option<Quote>,
}

impl Library {
    /// The memos on a statement that are not taken back, the oldest first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn memos(&self, id: &StatementId) -> Result<Vec<Memo>, LibraryError> {
        let query = format!(
            "{EVENTS} WHERE e.kind = 'memo' AND e.statement =
            (SELECT s.id FROM statement s JOIN source o ON o.id = s.source WHERE o.hash = ?1)
            AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id) ORDER BY e.id"
        );
        self.events(&query, params![id.as_str()])?.into_iter().map(|event| self.memo(event)).collect()
    }

    fn memo(&self, event: Event) -> Result<Memo, LibraryError> {
        let odd = || LibraryError::damaged(self.path(), format!("event {}", event.number));
        let memo = event.detail["memo"].as_str().ok_or_else(odd)?.to_owned();
        let on = serde_json::from_value(event.detail["on"].clone()).map_err(|_| odd())?;
        Ok(Memo { event: event.number, at: event.at, who: event.who, memo, on })
    }
}
