//! Passages by what they mean: those with the most alike signs are measured exactly.

use rusqlite::{params, OptionalExtension};
use standpoint_meaning::{parallel, Signs, Vector};

use crate::error::Located;
use crate::filter::{Allowed, Filter};
use crate::packed::cosine;
use crate::store::PASSAGES;
use crate::{Library, LibraryError};

/// How many passages nearest by their signs are measured exactly.
pub(crate) const MEASURED: usize = 1000;
/// What is this far from the query means something else.
const FAR: f32 = 0.3;
/// So many passages are gone through by one core at a time.
const AT_ONCE: usize = 1 << 17;

/// Which of the numbers of each passage's vector are positive: enough to find those that may be near. 72 bytes a passage. All
/// are by one encoder, since vectors of two can't be compared.
#[derive(Debug)]
pub struct Meanings {
    encoder: String,
    /// The number of the last event that is taken into account.
    until: i64,
    rows: Vec<i64>,
    signs: Vec<Signs>,
}

impl Library {
    /// Whether anything is kept of what passages mean.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn has_meanings(&self) -> Result<bool, LibraryError> {
        let query = "SELECT EXISTS (SELECT 1 FROM meaning)";
        self.connection().query_row(query, [], |row| row.get(0)).at(self.path())
    }

    /// What the passages of the collection mean by this encoder, for [`Library::search_meaning`]: load it once and keep it, with
    /// [`Library::refresh`].
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn meanings(&self, encoder: &str) -> Result<Meanings, LibraryError> {
        // What is written meanwhile is then taken in twice rather than missed.
        let until = self.last_event()?;
        let mut meanings = Meanings { encoder: encoder.to_owned(), until, rows: Vec::new(), signs: Vec::new() };
        let mut select = self
            .connection()
            .prepare("SELECT statement, signs FROM meaning WHERE encoder = ?1 ORDER BY statement")
            .at(self.path())?;
        let mut rows = select.query([encoder]).at(self.path())?;
        while let Some(row) = rows.next().at(self.path())? {
            let read = || -> rusqlite::Result<(i64, &[u8])> { Ok((row.get(0)?, row.get_ref(1)?.as_blob()?)) };
            let (statement, packed) = read().at(self.path())?;
            meanings.take(statement, packed);
        }
        Ok(meanings)
    }

    /// Takes in what came in, or was read anew, since the meanings were loaded.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn refresh(&self, meanings: &mut Meanings) -> Result<(), LibraryError> {
        let now = self.last_event()?;
        if now == meanings.until {
            return Ok(());
        }
        let query = "SELECT DISTINCT statement FROM event WHERE id > ?1 AND id <= ?2 AND statement IS NOT NULL
            AND kind IN ('added', 'read anew') ORDER BY statement";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let changed: rusqlite::Result<Vec<i64>> =
            select.query_map([meanings.until, now], |row| row.get(0)).at(self.path())?.collect();
        let changed = changed.at(self.path())?;
        meanings.drop_all(&changed);
        let mut select = self
            .connection()
            .prepare_cached("SELECT signs FROM meaning WHERE statement = ?1 AND encoder = ?2")
            .at(self.path())?;
        for statement in changed {
            let packed: Option<Vec<u8>> =
                select.query_row(params![statement, meanings.encoder], |row| row.get(0)).optional().at(self.path())?;
            meanings.take(statement, &packed.unwrap_or_default());
        }
        meanings.until = now;
        Ok(())
    }

    fn last_event(&self) -> Result<i64, LibraryError> {
        let query = "SELECT coalesce(max(id), 0) FROM event";
        self.connection().query_row(query, [], |row| row.get(0)).at(self.path())
    }

    /// The rows of the passages nearest in meaning, with their cosine, the nearest first.
    pub(crate) fn near(
        &self,
        meanings: &Meanings,
        vector: &Vector,
        filter: &Filter,
    ) -> Result<Vec<(i64, f32)>, LibraryError> {
        let allowed = self.allowed(filter)?;
        let mut select =
            self.connection().prepare_cached("SELECT numbers FROM vector WHERE passage = ?1").at(self.path())?;
        let mut measured = Vec::new();
        for row in meanings.nearest(&Signs::of(vector), MEASURED, &allowed) {
            let measure = |found: &rusqlite::Row<'_>| Ok(cosine(vector, found.get_ref(0)?.as_blob()?));
            let near = select.query_row([row], measure).optional().at(self.path())?;
            measured.extend(near.filter(|cosine| *cosine >= FAR).map(|cosine| (row, cosine)));
        }
        measured.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(measured)
    }
}

impl Meanings {
    /// How many passages there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn take(&mut self, statement: i64, packed: &[u8]) {
        for (passage, signs) in (0..PASSAGES).zip(packed.as_chunks::<{ Signs::BYTES }>().0) {
            self.rows.push(statement * PASSAGES + passage);
            self.signs.push(Signs::from_bytes(signs));
        }
    }

    /// Forgets what these statements meant; `statements` is in order.
    fn drop_all(&mut self, statements: &[i64]) {
        let is_new = |row: &i64| statements.binary_search(&(row / PASSAGES)).is_ok();
        if !self.rows.iter().any(is_new) {
            return;
        }
        let mut keep = self.rows.iter().map(|row| !is_new(row)).collect::<Vec<_>>().into_iter();
        self.signs.retain(|_| keep.next().unwrap_or(true));
        self.rows.retain(|row| !is_new(row));
    }

    /// The rows that differ in fewest signs.
    fn nearest(&self, wanted: &Signs, most: usize, allowed: &Allowed) -> Vec<i64> {
        let parts = self.rows.len().div_ceil(AT_ONCE);
        let near = parallel::in_parallel(parts, parallel::cores(), |part| {
            let start = part * AT_ONCE;
            let end = (start + AT_ONCE).min(self.rows.len());
            nearest_of(&self.rows[start..end], &self.signs[start..end], wanted, most, allowed)
        });
        let mut near: Vec<(u16, i64)> = near.into_iter().flatten().collect();
        near.sort_unstable();
        near.into_iter().take(most).map(|(_, row)| row).collect()
    }
}

/// Those of these rows that differ in fewest signs, with how many.
fn nearest_of(rows: &[i64], all: &[Signs], wanted: &Signs, most: usize, allowed: &Allowed) -> Vec<(u16, i64)> {
    const NEVER: u16 = u16::MAX;
    let mut counts: Vec<u16> = all.iter().map(|signs| signs.differing(wanted) as u16).collect();
    // The passages of a statement lie together.
    let (mut statement, mut is_allowed) = (-1, false);
    // How many have each number of differing signs tells up to which number to take.
    let mut having = [0usize; Vector::DIMENSIONS + 1];
    for (row, count) in rows.iter().zip(&mut counts) {
        if row / PASSAGES != statement {
            statement = row / PASSAGES;
            is_allowed = allowed.has(statement);
        }
        match is_allowed {
            true => having[usize::from(*count)] += 1,
            false => *count = NEVER,
        }
    }
    let mut sum = 0;
    let enough = having.iter().position(|&number| {
        sum += number;
        sum >= most
    });
    let last = enough.unwrap_or(Vector::DIMENSIONS) as u16;
    rows.iter().zip(counts).filter(|(_, count)| *count <= last).map(|(row, count)| (count, *row)).collect()
}
