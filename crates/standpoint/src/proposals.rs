//! Proposals for the statements of a library, which are read block by block, so that memory does not grow with them.

use std::ops::ControlFlow;

use standpoint_compare::{Codebook, Position, Proposer, Surroundings, WindowMemory};
use standpoint_languages::Languages;
use standpoint_library::{Library, LibraryError, Proposal};
use standpoint_meaning::Encoder;
use standpoint_text::Statement;

/// A block ends with the statement with which it has so many passages.
const PASSAGES_AT_ONCE: usize = 1500;

/// Gets some statements with their positions, the coder's name, and how many statements are done with these; says whether to go on.
type Take<'t> = dyn FnMut(&[Statement], &[Position], &str, usize) -> Result<ControlFlow<()>, LibraryError> + 't;

/// What is proposed.
pub(crate) struct Task<'a> {
    pub library: &'a Library,
    pub codebook: &'a Codebook,
    /// The numbers of the questions to propose on.
    pub questions: &'a [usize],
    pub encoder: Option<&'a Encoder>,
    /// What is kept of the statements from one time to the next.
    pub memory: Option<&'a WindowMemory>,
}

impl Task<'_> {
    /// Tells the positions of all statements of the library, by path, some statements after the other.
    pub(crate) fn positions(&self, take: &mut Take<'_>) -> Result<(), LibraryError> {
        let ids = self.library.ids()?;
        let mut surroundings = Surroundings::new(Languages::built_in(), self.library.counts()?.passages);
        for id in &ids {
            surroundings.take(&self.library.statement(id)?.statement);
        }
        let proposer = Proposer::new(self.codebook, self.questions, &surroundings, self.encoder);
        let (by, mut statements, mut passages) = (proposer.by(), Vec::new(), 0);
        for (number, id) in ids.iter().enumerate() {
            let statement = self.library.statement(id)?.statement;
            passages += statement.passages.len();
            statements.push(statement);
            if passages >= PASSAGES_AT_ONCE || number + 1 == ids.len() {
                let positions = proposer.positions(&statements, self.memory);
                if take(&statements, &positions, &by, number + 1)?.is_break() {
                    return Ok(());
                }
                statements.clear();
                passages = 0;
            }
        }
        Ok(())
    }

    /// The same as proposals.
    pub(crate) fn propose(
        &self,
        put: &mut dyn FnMut(Vec<Proposal>) -> Result<(), LibraryError>,
        tell: &mut dyn FnMut(usize),
    ) -> Result<(), LibraryError> {
        self.positions(&mut |statements, positions, by, done| {
            let proposal = |position: &Position| {
                let question = &self.codebook.questions[position.question].id;
                Proposal::of(position, question, &statements[position.statement].id, by)
            };
            put(positions.iter().map(proposal).collect())?;
            tell(done);
            Ok(ControlFlow::Continue(()))
        })
    }
}
