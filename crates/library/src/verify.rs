//! Whether all that is kept is what was written, and stands where it is said to stand.

use rusqlite::params;
use sha2::{Digest, Sha256};
use standpoint_text::{Statement, StatementId};

use crate::coding::Quote;
use crate::error::Located;
use crate::{Kept, Library, LibraryError};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The statement it is about, if it is about one.
    pub statement: Option<StatementId>,
    /// What is wrong, in one sentence.
    pub what: String,
}

/// Reads a document again: its path and bytes, and the statement as it is kept. `None` where it can't be compared, because
/// another version of the program read it.
pub type ReadAgain<'a> = &'a mut dyn FnMut(&Kept, &[u8]) -> Option<Statement>;

impl Library {
    /// Checks the file's own structure, every document against its hash, every passage, finding and quoted piece of evidence
    /// against the text, and the text against the document, where `read_again` can read it. `tell` is called with the number
    /// of statements done.
    ///
    /// # Errors
    /// Where the file can't be read at all. What is wrong in it is no error but a [`Fault`].
    pub fn verify(&self, read_again: ReadAgain<'_>, mut tell: impl FnMut(usize)) -> Result<Vec<Fault>, LibraryError> {
        let mut faults = self.structure()?;
        let mut select = self.connection().prepare("SELECT hash FROM source ORDER BY id").at(self.path())?;
        let hashes: rusqlite::Result<Vec<String>> = select.query_map([], |row| row.get(0)).at(self.path())?.collect();
        for (number, hash) in hashes.at(self.path())?.into_iter().enumerate() {
            let mut fault = |what: String| faults.push(Fault { statement: StatementId::parse(&hash), what });
            match StatementId::parse(&hash) {
                None => fault(format!("{hash:?} is no hash")),
                Some(id) => self.check(&id, read_again, &mut fault)?,
            }
            tell(number + 1);
        }
        Ok(faults)
    }

    fn structure(&self) -> Result<Vec<Fault>, LibraryError> {
        let mut select = self.connection().prepare("PRAGMA integrity_check").at(self.path())?;
        let lines: rusqlite::Result<Vec<String>> = select.query_map([], |row| row.get(0)).at(self.path())?.collect();
        let lines = lines.at(self.path())?.into_iter().filter(|line| line != "ok");
        Ok(lines.map(|line| Fault { statement: None, what: format!("the file itself: {line}") }).collect())
    }

    fn check(
        &self,
        id: &StatementId,
        read_again: ReadAgain<'_>,
        fault: &mut impl FnMut(String),
    ) -> Result<(), LibraryError> {
        let bytes = match self.bytes(id) {
            Ok(bytes) => bytes,
            Err(error) => {
                fault(error.to_string());
                return Ok(());
            }
        };
        if StatementId::from_sha256(Sha256::digest(&bytes).into()) != *id {
            fault("the document's bytes are not those of its hash".to_owned());
        }
        let kept = match self.statement(id) {
            Ok(kept) => kept,
            Err(error) => {
                fault(error.to_string());
                return Ok(());
            }
        };
        if let Some(again) = read_again(&kept, &bytes) {
            if again.text != kept.statement.text {
                fault("the text is not what this version reads in the document".to_owned());
            } else if again.passages != kept.statement.passages {
                fault("the passages are not those this version reads in the document".to_owned());
            }
        }
        for quote in self.proposed(id)? {
            if !quote.stands_in(&kept.statement.text) {
                fault(format!("evidence of a proposal does not stand in the text: {:?}", quote.text));
            }
        }
        Ok(())
    }

    /// The words that proposals in use rest on.
    fn proposed(&self, id: &StatementId) -> Result<Vec<Quote>, LibraryError> {
        let query = "SELECT evidence FROM proposal JOIN statement ON statement.id = proposal.statement
            JOIN source ON source.id = statement.source WHERE source.hash = ?1 AND statement.removed IS NULL";
        let mut select = self.connection().prepare_cached(query).at(self.path())?;
        let lists: rusqlite::Result<Vec<String>> =
            select.query_map(params![id.as_str()], |row| row.get(0)).at(self.path())?.collect();
        let mut quotes = Vec::new();
        for list in lists.at(self.path())? {
            let read: Vec<Quote> = serde_json::from_str(&list)
                .map_err(|_| LibraryError::damaged(self.path(), format!("a proposal on statement {id}")))?;
            quotes.extend(read);
        }
        Ok(quotes)
    }
}
