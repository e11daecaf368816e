//! What the pages have computed by others: this crate knows neither how proposals come about nor what copies are.

use standpoint_compare::{Codebook, Comparison};
use standpoint_reading::Figure;
use standpoint_text::{Statement, StatementId};

/// Computes what pages show, on behalf of the program that serves them.
pub trait Program: Send + Sync {
    /// Proposes the position of each statement on each question; `tell` is called with how many statements are done.
    ///
    /// # Errors
    /// One sentence that says why nothing can be proposed.
    fn propose(
        &self,
        codebook: Codebook,
        statements: Vec<Statement>,
        tell: &mut dyn FnMut(usize),
    ) -> Result<Comparison, String>;

    /// The figures of these statements that contradict each other.
    fn contradictions(&self, statements: &[Statement]) -> Vec<Contradiction>;
}

/// Numbers that several statements give of the same thing, and that can't all be right.
#[derive(Debug, Clone)]
pub struct Contradiction {
    /// What is counted, in the words of a statement.
    pub what: String,
    /// The figures, each with its statement.
    pub members: Vec<(StatementId, Figure)>,
}
