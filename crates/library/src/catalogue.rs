//! What is in the collection.

use rusqlite::{params, Row};
use standpoint_text::{CalendarDate, LanguageCode, StatementId};

use crate::error::Located;
use crate::{Library, LibraryError};

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

/// How much there is in the collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many statements.
    pub statements: usize,
    /// How many passages they have.
    pub passages: usize,
    /// How many statements are in each language, by its code; `None` where it is not known.
    pub languages: Vec<(Option<LanguageCode>, usize)>,
}

/// What a list of findings is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Numbers with what they count or measure.
    Figures,
    /// What is asked for.
    Demands,
    /// What others are quoted with.
    Quotations,
    /// Persons, organisations and places.
    Names,
}

impl Found {
    /// The column of `statement` that counts them.
    fn column(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Demands => "demands",
            Self::Quotations => "quotations",
            Self::Names => "names",
        }
    }
}

pub(crate) const WHERE_IT_IS: &str = "statement JOIN source ON source.id = statement.source";
pub(crate) const ABOUT: &str =
    "source.hash, coalesce((SELECT min(path) FROM place WHERE place.statement = statement.id), '') AS path,
    title, issuer, published, language, passage_count, size";
/// How many columns [`ABOUT`] has.
pub(crate) const COLUMNS: usize = 8;

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

impl Library {
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

    /// All statements, by path.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn ids(&self) -> Result<Vec<StatementId>, LibraryError> {
        let mut ids = Vec::new();
        self.list(|entry| {
            ids.push(entry.id);
            true
        })?;
        Ok(ids)
    }

    /// Some of the collection by path: `most` statements from number `from` (0 is the first) on; with `issuer`, of those of this
    /// issuer alone.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn part(&self, issuer: Option<&str>, from: usize, most: usize) -> Result<Vec<Entry>, LibraryError> {
        let condition = "statement.removed IS NULL AND (?1 IS NULL OR issuer = ?1)";
        self.entries(condition, issuer, from, most)
    }

    /// The same, of the statements in which something was found.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn part_with(&self, found: Found, from: usize, most: usize) -> Result<Vec<Entry>, LibraryError> {
        let condition = format!("statement.removed IS NULL AND ?1 IS NULL AND statement.{} > 0", found.column());
        self.entries(&condition, None, from, most)
    }

    /// The statements in which something was found, by path.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn ids_with(&self, found: Found) -> Result<Vec<StatementId>, LibraryError> {
        let query = format!(
            "SELECT source.hash, (SELECT min(path) FROM place WHERE place.statement = statement.id) AS first
             FROM {WHERE_IT_IS} WHERE statement.removed IS NULL AND statement.{} > 0 ORDER BY first",
            found.column()
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let id = |row: &Row<'_>| StatementId::parse(&row.get::<_, String>(0)?).ok_or(rusqlite::Error::InvalidQuery);
        let ids: rusqlite::Result<_> = select.query_map([], id).at(self.path())?.collect();
        ids.at(self.path())
    }

    fn entries(
        &self,
        condition: &str,
        issuer: Option<&str>,
        from: usize,
        most: usize,
    ) -> Result<Vec<Entry>, LibraryError> {
        // What is shown of a statement is fetched for those alone that are in this part.
        let query = format!(
            "SELECT {ABOUT} FROM (
                 SELECT statement.id AS number, (SELECT min(path) FROM place WHERE place.statement = statement.id) AS first
                 FROM statement WHERE {condition} ORDER BY first LIMIT ?2 OFFSET ?3
             ) JOIN statement ON statement.id = number JOIN source ON source.id = statement.source ORDER BY path"
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let entries: rusqlite::Result<Vec<Entry>> =
            select.query_map(params![issuer, most as i64, from as i64], entry).at(self.path())?.collect();
        entries.at(self.path())
    }

    /// How much there is.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn counts(&self) -> Result<Counts, LibraryError> {
        let query = "SELECT language, count(*), sum(passage_count) FROM statement NOT INDEXED WHERE removed IS NULL
            GROUP BY language ORDER BY language";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let mut rows = select.query([]).at(self.path())?;
        let mut counts = Counts::default();
        while let Some(row) = rows.next().at(self.path())? {
            let read =
                || -> rusqlite::Result<(Option<String>, i64, i64)> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
            let (language, statements, passages) = read().at(self.path())?;
            counts.statements += statements as usize;
            counts.passages += passages as usize;
            counts.languages.push((language.and_then(|code| code.parse().ok()), statements as usize));
        }
        Ok(counts)
    }

    /// In how many statements something was found, and how much in all of them.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_of(&self, found: Found) -> Result<(usize, usize), LibraryError> {
        let column = found.column();
        let query = format!(
            "SELECT count(*), coalesce(sum({column}), 0) FROM statement WHERE removed IS NULL AND {column} > 0"
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let count = |row: &Row<'_>| Ok((row.get::<_, i64>(0)? as usize, row.get::<_, i64>(1)? as usize));
        select.query_row([], count).at(self.path())
    }

    /// The issuers with how many statements each has, those with most first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn issuers(&self) -> Result<Vec<(String, usize)>, LibraryError> {
        let query = "SELECT issuer, count(*) AS many FROM statement WHERE removed IS NULL AND issuer IS NOT NULL
            GROUP BY issuer ORDER BY many DESC, issuer";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let count = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, i64>(1)? as usize));
        let issuers: rusqlite::Result<_> = select.query_map([], count).at(self.path())?.collect();
        issuers.at(self.path())
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
