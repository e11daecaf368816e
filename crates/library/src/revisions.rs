//! Codebooks that were edited: their versions, each with the proposals made by it.

use crate::cells::PROPOSALS;
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

    /// The program's proposals by a version of a codebook.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn proposals_of(&self, version: &CodebookEntry) -> Result<Vec<Proposal>, LibraryError> {
        self.proposals(PROPOSALS, [version.number])
    }
}
