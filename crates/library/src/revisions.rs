//! Codebooks that were edited: their versions, each with the proposals made by it.

use rusqlite::{params, Row};
use standpoint_compare::Stance;
use standpoint_text::StatementId;

use crate::cells::PROPOSALS;
use crate::coding::parse_stance;
use crate::error::Located;
use crate::{CodebookEntry, Library, LibraryError, Proposal};

/// One version of a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The codebook as it was.
    pub entry: CodebookEntry,
    /// When it came in, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who brought it.
    pub who: String,
}

/// A cell for which two versions of a codebook propose different stances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedCell {
    /// The question's id.
    pub question: String,
    /// The statement.
    pub statement: StatementId,
    /// What was proposed before; `None` where the question was not asked.
    pub before: Option<Stance>,
    /// What is proposed now; `None` where the question is no longer asked.
    pub after: Option<Stance>,
}

/// So many statements, by number, are taken over in one transaction.
const CARRIED_AT_ONCE: i64 = 500;

/// The cells of two versions, each with both stances.
const BOTH: &str = "SELECT p.question, source.hash, max(CASE WHEN p.codebook = ?1 THEN p.stance END) AS stance_before,
    max(CASE WHEN p.codebook = ?2 THEN p.stance END) AS stance_after
    FROM proposal p JOIN statement ON statement.id = p.statement JOIN source ON source.id = statement.source
    WHERE p.codebook IN (?1, ?2) AND statement.removed IS NULL GROUP BY p.statement, p.question";

fn changed_cell(row: &Row<'_>) -> rusqlite::Result<ChangedCell> {
    let stance = |column| -> rusqlite::Result<Option<Stance>> {
        let word: Option<String> = row.get(column)?;
        word.map(|word| parse_stance(&word).ok_or(rusqlite::Error::InvalidQuery)).transpose()
    };
    let statement = StatementId::parse(&row.get::<_, String>(1)?).ok_or(rusqlite::Error::InvalidQuery)?;
    Ok(ChangedCell { question: row.get(0)?, statement, before: stance(2)?, after: stance(3)? })
}

impl Library {
    /// All versions of a codebook, the one in use first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn versions(&self, title: &str) -> Result<Vec<Version>, LibraryError> {
        let query = "SELECT codebook.id, title, toml, at, who FROM codebook JOIN event ON event.id = codebook.added
            WHERE title = ?1 ORDER BY codebook.id DESC";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let versions: rusqlite::Result<_> = select
            .query_map([title], |row| {
                let entry = CodebookEntry { number: row.get(0)?, title: row.get(1)?, toml: row.get(2)? };
                Ok(Version { entry, at: row.get(3)?, who: row.get(4)? })
            })
            .at(self.path())?
            .collect();
        versions.at(self.path())
    }

    /// On how many cells of statements in the collection there is a proposal by a version of a codebook.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_proposals(&self, version: &CodebookEntry) -> Result<usize, LibraryError> {
        let query = "SELECT count(*) FROM proposal JOIN statement ON statement.id = proposal.statement
            WHERE codebook = ?1 AND statement.removed IS NULL";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let count: i64 = select.query_row([version.number], |row| row.get(0)).at(self.path())?;
        Ok(count as usize)
    }

    /// Whether there is a proposal by this coder, and by no other, on each cell of so many questions by a version of a codebook, and
    /// no statement came, left or was read otherwise since that version came in.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn is_proposed_whole(
        &self,
        version: &CodebookEntry,
        questions: usize,
        coder: &str,
    ) -> Result<bool, LibraryError> {
        let query = "SELECT added > ?2 AND NOT EXISTS (SELECT 1 FROM proposal WHERE codebook = ?1 AND coder <> ?3)
            FROM codebook WHERE id = ?1";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let collection = self.collection_version()?;
        let is_good: bool =
            select.query_row(params![version.number, collection, coder], |row| row.get(0)).at(self.path())?;
        Ok(is_good && self.count_proposals(version)? == self.counts()?.statements * questions)
    }

    /// Takes over from one version of a codebook to another the proposals on these questions, for statements from number `from` on, as
    /// many as are done in a moment. Gives where to go on; `None` at the end.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn carry_proposals(
        &mut self,
        before: &CodebookEntry,
        after: &CodebookEntry,
        questions: &[&str],
        from: i64,
    ) -> Result<Option<i64>, LibraryError> {
        let (before, after) = (before.number, after.number);
        self.write(|connection| {
            let last: i64 = connection.query_row("SELECT coalesce(max(id), 0) FROM statement", [], |row| row.get(0))?;
            let mut insert = connection.prepare_cached(
                "INSERT OR REPLACE INTO proposal SELECT ?2, question, statement, stance, confidence, evidence, coder
                 FROM proposal WHERE codebook = ?1 AND statement >= ?3 AND statement < ?4 AND question = ?5",
            )?;
            let until = from + CARRIED_AT_ONCE;
            for question in questions {
                insert.execute(params![before, after, from, until, question])?;
            }
            Ok((until <= last).then_some(until))
        })
    }

    /// How many cells two versions of a codebook have together, and on how many their proposals are of different stances.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn count_changed(&self, before: &CodebookEntry, after: &CodebookEntry) -> Result<(usize, usize), LibraryError> {
        let query = format!("SELECT count(*), coalesce(sum(stance_before IS NOT stance_after), 0) FROM ({BOTH})");
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let count = |row: &Row<'_>| Ok((row.get::<_, i64>(0)? as usize, row.get::<_, i64>(1)? as usize));
        select.query_row([before.number, after.number], count).at(self.path())
    }

    /// The cells on which the proposals of two versions of a codebook are of different stances, by question, `most` of them at most.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn changed_cells(
        &self,
        before: &CodebookEntry,
        after: &CodebookEntry,
        most: usize,
    ) -> Result<Vec<ChangedCell>, LibraryError> {
        let query = format!(
            "SELECT question, hash, stance_before, stance_after FROM ({BOTH})
             WHERE stance_before IS NOT stance_after ORDER BY question, hash LIMIT ?3"
        );
        let mut select = self.connection().prepare_cached(&query).at(self.path())?;
        let cells: rusqlite::Result<Vec<_>> = select
            .query_map(params![before.number, after.number, most as i64], changed_cell)
            .at(self.path())?
            .collect();
        cells.at(self.path())
    }

    /// The program's proposals by a version of a codebook.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn proposals_of(&self, version: &CodebookEntry) -> Result<Vec<Proposal>, LibraryError> {
        self.proposals(PROPOSALS, [version.number])
    }
}
