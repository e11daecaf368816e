//! Which of the passages with the words of a query come first.
//!
//! Where words are alternatives, a passage counts by the words it has, the rarer the more; the words that all have tell nothing.
//! Of passages with equal words the shorter say more of them. That is BM25 (Robertson and Zaragoza 2009) with each word counted
//! once, as in a sentence it mostly stands; the full formula takes SQLite a second for a common word among a million passages.
//!
//! Of more than [`MOST`] passages the first that came into the collection are ranked, and the search says so.

use rusqlite::params;

use crate::error::Located;
use crate::filter::Allowed;
use crate::store::PASSAGES;
use crate::wanted::Wanted;
use crate::{Library, LibraryError};

/// So many passages are ranked at most.
pub(crate) const MOST: usize = 10_000;
/// So many are gone through at most for those that a filter lets through.
const GONE_THROUGH: usize = 100_000;
/// Where a filter lets no more statements through than this, they are asked one by one.
const FEW: usize = 300;
/// How much length counts, from 0 to 1 (the customary b).
const BY_LENGTH: f64 = 0.75;
/// The customary k1.
const SATURATION: f64 = 1.2;
/// What only sounds like a name counts half.
const BY_SOUND: f64 = 0.5;

/// A row of the index, and how many words its passage has.
type Row = (i64, f64);

/// Beside the index lies a table of its own with the number of words in each column, as SQLite's variable-length integers.
const ROWS: &str = "SELECT found.rowid, sizes.sz FROM passage_words found
    CROSS JOIN passage_words_docsize sizes ON sizes.id = found.rowid";

impl Library {
    /// The rows with what is wanted, the most telling first; and, where not all were looked through, how many were.
    pub(crate) fn ranked(&self, wanted: &Wanted, allowed: &Allowed) -> Result<(Vec<i64>, Option<usize>), LibraryError> {
        let (rows, cut_at) = self.candidates(&wanted.expression(), allowed)?;
        // They come in the order of the rows.
        let (Some(&(first, _)), Some(&(last, _))) = (rows.first(), rows.last()) else {
            return Ok((Vec::new(), cut_at));
        };
        let mut worth: Vec<Option<f64>> = vec![None; rows.len()];
        let alternatives = wanted.alternatives();
        if alternatives.len() > 1 {
            let passages = self.passages_between(first / PASSAGES, last / PASSAGES)?;
            for (expression, is_sound) in alternatives {
                let with = self.numbers_of_rows(&expression, first, last)?;
                let (all, some) = (passages.max(with.len() as f64), with.len() as f64);
                let rare = (1.0 + (all - some + 0.5) / (some + 0.5)).ln() * if is_sound { BY_SOUND } else { 1.0 };
                for row in with {
                    if let Ok(place) = rows.binary_search_by_key(&row, |(row, _)| *row) {
                        *worth[place].get_or_insert(0.0) += rare;
                    }
                }
            }
        }
        let mean = rows.iter().map(|(_, length)| length).sum::<f64>() / rows.len() as f64;
        let mut ranked: Vec<(f64, i64)> = rows
            .into_iter()
            .zip(worth)
            .map(|((row, length), worth)| {
                let short = 1.0 + SATURATION * (1.0 - BY_LENGTH + BY_LENGTH * length / mean.max(1.0));
                (worth.unwrap_or(1.0) / short, row)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Ok((ranked.into_iter().map(|(_, row)| row).collect(), cut_at))
    }

    fn candidates(&self, expression: &str, allowed: &Allowed) -> Result<(Vec<Row>, Option<usize>), LibraryError> {
        if let Allowed::Only(statements) = allowed {
            if statements.len() <= FEW {
                return self.candidates_in(expression, statements.iter().copied().collect());
            }
            return self.candidates_among(expression, allowed);
        }
        let mut rows = self.rows(expression, 0, i64::MAX, MOST + 1)?;
        let cut_at = (rows.len() > MOST).then_some(MOST);
        rows.truncate(MOST);
        rows.retain(|(row, _)| allowed.has(row / PASSAGES));
        Ok((rows, cut_at))
    }

    /// Those that a filter lets through; only of these the length is looked up.
    fn candidates_among(&self, expression: &str, allowed: &Allowed) -> Result<(Vec<Row>, Option<usize>), LibraryError> {
        let (mut rows, mut gone_through) = (Vec::new(), 0);
        let matching = "SELECT rowid FROM passage_words WHERE passage_words MATCH ?1";
        let mut select = self.connection().prepare_cached(matching).at(self.path())?;
        let size = "SELECT id, sz FROM passage_words_docsize WHERE id = ?1";
        let mut size = self.connection().prepare_cached(size).at(self.path())?;
        let mut found = select.query([expression]).at(self.path())?;
        while let Some(row) = found.next().at(self.path())? {
            if rows.len() == MOST || gone_through == GONE_THROUGH {
                return Ok((rows, Some(gone_through)));
            }
            gone_through += 1;
            let row: i64 = row.get(0).at(self.path())?;
            if allowed.has(row / PASSAGES) {
                rows.push(size.query_row([row], read_row).at(self.path())?);
            }
        }
        Ok((rows, None))
    }

    fn candidates_in(
        &self,
        expression: &str,
        mut statements: Vec<i64>,
    ) -> Result<(Vec<Row>, Option<usize>), LibraryError> {
        statements.sort_unstable();
        let mut rows = Vec::new();
        for statement in statements {
            let (first, last) = (statement * PASSAGES, statement * PASSAGES + PASSAGES - 1);
            rows.extend(self.rows(expression, first, last, MOST)?);
            if rows.len() > MOST {
                rows.truncate(MOST);
                return Ok((rows, Some(MOST)));
            }
        }
        Ok((rows, None))
    }

    fn rows(&self, expression: &str, first: i64, last: i64, most: usize) -> Result<Vec<Row>, LibraryError> {
        let query = format!("{ROWS} WHERE passage_words MATCH ?1 AND found.rowid BETWEEN ?2 AND ?3 LIMIT ?4");
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let values = params![expression, first, last, most as i64];
        let rows: rusqlite::Result<Vec<Row>> = select.query_map(values, read_row).at(self.path())?.collect();
        rows.at(self.path())
    }

    /// The rows alone: how long each is, is a search of its own.
    fn numbers_of_rows(&self, expression: &str, first: i64, last: i64) -> Result<Vec<i64>, LibraryError> {
        let query = "SELECT rowid FROM passage_words WHERE passage_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 LIMIT ?4";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let values = params![expression, first, last, GONE_THROUGH as i64];
        let rows: rusqlite::Result<Vec<i64>> = select.query_map(values, |row| row.get(0)).at(self.path())?.collect();
        rows.at(self.path())
    }

    fn passages_between(&self, first: i64, last: i64) -> Result<f64, LibraryError> {
        let query = "SELECT sum(passage_count) FROM statement WHERE id BETWEEN ?1 AND ?2";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        select
            .query_row([first, last], |row| row.get::<_, Option<f64>>(0))
            .at(self.path())
            .map(Option::unwrap_or_default)
    }
}

fn read_row(found: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok((found.get(0)?, f64::from(first_number(found.get_ref(1)?.as_blob()?))))
}

/// The first of some variable-length integers; no passage is so long that it takes more than four bytes.
fn first_number(bytes: &[u8]) -> u32 {
    let mut number = 0;
    for byte in bytes.iter().take(4) {
        number = number << 7 | u32::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_sqlite_writes_them() {
        assert_eq!(first_number(&[0x05, 0x81, 0x00]), 5);
        assert_eq!(first_number(&[0x81, 0x00, 0x07]), 128);
        assert_eq!(first_number(&[0x82, 0x2c]), 300);
        assert_eq!(first_number(&[]), 0);
    }
}
