//! What the pages have computed by others: this crate knows neither how proposals come about nor what copies are.

use standpoint_compare::Codebook;
use standpoint_library::{Library, LibraryError, Proposal};
use standpoint_reading::Figure;
use standpoint_text::StatementId;

/// Computes what pages show, on behalf of the program that serves them.
pub trait Program: Send + Sync {
    /// Proposes the position of each statement of a library on some questions. `put` is called with some proposals after the other,
    /// `tell` with how many statements are done.
    ///
    /// # Errors
    /// One sentence, without its full stop, that says why nothing more can be proposed.
    fn propose(
        &self,
        asked: &Asked<'_>,
        put: &mut dyn FnMut(Vec<Proposal>) -> Result<(), LibraryError>,
        tell: &mut dyn FnMut(usize),
    ) -> Result<(), String>;

    /// Does what can be done of that before it is known what is asked; where that is nothing, nothing.
    fn prepare(&self, library: &Library);

    /// The name under which it proposes; another where it would propose otherwise.
    ///
    /// # Errors
    /// One sentence, without its full stop, that says why nothing can be proposed.
    fn coder(&self) -> Result<String, String>;

    /// The figures of a library that contradict each other; `tell` is called with how many statements were read, and of how
    /// many.
    ///
    /// # Errors
    /// Where the library can't be read.
    fn contradictions(
        &self,
        library: &Library,
        tell: &mut dyn FnMut(usize, usize),
    ) -> Result<Contradictions, LibraryError>;
}

/// What is asked of a library.
#[derive(Debug)]
pub struct Asked<'a> {
    /// What to read the statements from.
    pub library: &'a Library,
    /// All questions.
    pub codebook: &'a Codebook,
    /// The numbers of those to propose on.
    pub questions: &'a [usize],
}

/// What is contradicted in a library.
#[derive(Debug, Clone, Default)]
pub struct Contradictions {
    /// Those that were found, the ones of which most statements speak first.
    pub list: Vec<Contradiction>,
    /// Where there were too many statements to tell copies apart: how many may contradict each other, and how many of these were
    /// held against each other.
    pub cut: Option<(usize, usize)>,
}

/// Numbers that several statements give of the same thing, and that can't all be right.
#[derive(Debug, Clone)]
pub struct Contradiction {
    /// What is counted, in the words of a statement.
    pub what: String,
    /// The figures, each with its statement.
    pub members: Vec<(StatementId, Figure)>,
}
