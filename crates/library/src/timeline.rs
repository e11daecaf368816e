//! The dates that statements speak of, in the order of time.

use std::collections::{hash_map, HashMap};

use rusqlite::{params, Row};
use standpoint_text::{DateValue, LanguageCode, Passage, Span};

use crate::error::Located;
use crate::{Entry, Library, LibraryError};

/// A date with the passage that speaks of it.
#[derive(Debug, Clone, PartialEq)]
pub struct DatedPassage {
    /// The date; its year is known.
    pub date: DateValue,
    /// The statement.
    pub statement: Entry,
    /// The number of the passage in the statement.
    pub passage: usize,
    /// The passage.
    pub span: Span,
    /// Its language.
    pub language: Option<LanguageCode>,
}

impl Library {
    /// `most` dates from number `from` (0 is the first) on, the earliest first; one year before its months, one month before
    /// its days.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn timeline(&self, from: usize, most: usize) -> Result<Vec<DatedPassage>, LibraryError> {
        let query =
            "SELECT first, last, dated.statement, passage FROM dated JOIN statement ON statement.id = dated.statement
            WHERE removed IS NULL ORDER BY first, last, dated.statement, start LIMIT ?1 OFFSET ?2";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let place = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, i64>(3)? as usize));
        let rows: rusqlite::Result<Vec<(String, String, i64, usize)>> =
            select.query_map(params![most as i64, from as i64], place).at(self.path())?.collect();
        let mut opened: HashMap<i64, (Entry, Vec<Passage>)> = HashMap::new();
        let mut dates = Vec::new();
        for (first, last, number, passage) in rows.at(self.path())? {
            let written = if last.is_empty() { first } else { format!("{first}/{last}") };
            if let hash_map::Entry::Vacant(place) = opened.entry(number) {
                place.insert(self.passages(number)?);
            }
            let Some((statement, passages)) = opened.get(&number) else { continue };
            let found = passages.get(passage).zip(written.parse().ok());
            let (found, date) = found.ok_or_else(|| {
                LibraryError::damaged(self.path(), format!("the dates of statement {}", statement.id))
            })?;
            let (span, language) = (found.span.clone(), found.language);
            dates.push(DatedPassage { date, statement: statement.clone(), passage, span, language });
        }
        Ok(dates)
    }

    /// How many dates there are before a year; all of them where none is named.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn dates_before(&self, year: Option<u16>) -> Result<usize, LibraryError> {
        // Statements that have left are few; what is theirs is taken off.
        let query = "SELECT (SELECT count(*) FROM dated WHERE first < ?1) - (SELECT count(*) FROM statement
            JOIN dated ON dated.statement = statement.id WHERE removed IS NOT NULL AND first < ?1)";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        // Behind the last year there are letters.
        let end = year.map_or_else(|| "a".to_owned(), |year| format!("{year:04}"));
        let count: i64 = select.query_row([end], |row| row.get(0)).at(self.path())?;
        Ok(count.max(0) as usize)
    }
}
