//! Which passages are evidence for a question.

use std::collections::HashMap;

use standpoint_text::Span;

use crate::coding::{CodebookEntry, Quote, Ruling};
use crate::error::Located;
use crate::{Library, LibraryError};

/// The evidence of cells that were looked at.
pub(crate) struct Evidence {
    codebooks: Vec<CodebookEntry>,
    looked_at: HashMap<(i64, String), Vec<Quote>>,
}

impl Library {
    pub(crate) fn evidence(&self) -> Result<Evidence, LibraryError> {
        Ok(Evidence { codebooks: self.codebooks()?, looked_at: HashMap::new() })
    }
}

impl Evidence {
    /// Whether a statement has any evidence for a question: that of the decision, else that of the proposal.
    pub(crate) fn is_any(&mut self, library: &Library, number: i64, question: &str) -> Result<bool, LibraryError> {
        let key = (number, question.to_owned());
        if let Some(quotes) = self.looked_at.get(&key) {
            return Ok(!quotes.is_empty());
        }
        let query = "SELECT hash FROM source JOIN statement ON statement.source = source.id WHERE statement.id = ?1";
        let mut select = library.connection().prepare_cached(query).at(library.path())?;
        let hash: String = select.query_row([number], |row| row.get(0)).at(library.path())?;
        let mut quotes = Vec::new();
        for codebook in &self.codebooks {
            let id = standpoint_text::StatementId::parse(&hash)
                .ok_or_else(|| LibraryError::damaged(library.path(), format!("the hash {hash:?}")))?;
            let Some(cell) = library.cell(codebook, (&id, question))? else { continue };
            quotes.extend(match (cell.decision.map(|decision| decision.ruling), cell.proposal) {
                (Some(Ruling::Accept { evidence, .. } | Ruling::Change { evidence, .. }), _) => evidence,
                (Some(Ruling::Reject), _) | (None, None) => Vec::new(),
                (None, Some(proposal)) => proposal.evidence,
            });
        }
        let is_any = !quotes.is_empty();
        self.looked_at.insert(key, quotes);
        Ok(is_any)
    }

    /// Whether words of a passage are evidence.
    pub(crate) fn is_in(&self, number: i64, question: &str, passage: &Span) -> bool {
        let quotes = self.looked_at.get(&(number, question.to_owned()));
        let (start, end) = (passage.start(), passage.end());
        quotes.is_some_and(|quotes| quotes.iter().any(|quote| quote.start < end && start < quote.end))
    }
}
