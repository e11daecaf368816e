//! Proposals made anew, on a thread of their own, while pages go on being shown.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use standpoint_compare::Codebook;
use standpoint_library::{CodebookEntry, Library};
use standpoint_text::{Statement, StatementId};

use crate::desk::Desk;
use crate::failure::Failure;

/// So many statements are taken out of the library at once; others wait no longer than that takes.
const TOGETHER: usize = 50;

/// Proposals that are being made, or what came of the last ones.
#[derive(Default)]
pub(crate) struct Proposing {
    state: Mutex<Option<State>>,
    ended: Condvar,
}

/// How far it is.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// The number of the version of the codebook.
    pub version: i64,
    /// Statements that are done.
    pub done: usize,
    /// Statements in all.
    pub of: usize,
    /// `None` while it goes on.
    pub outcome: Option<Result<(), String>>,
}

impl Proposing {
    fn lock(&self) -> MutexGuard<'_, Option<State>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is, or what came of the last time; `None` where nothing was proposed yet.
    pub(crate) fn state(&self) -> Option<State> {
        self.lock().clone()
    }

    /// How far it is, while it goes on.
    pub(crate) fn under_way(&self) -> Option<State> {
        self.state().filter(|state| state.outcome.is_none())
    }

    /// Waits until it has ended, at most so long.
    pub(crate) fn wait(&self, at_most: Duration) {
        let is_going_on = |state: &mut Option<State>| state.as_ref().is_some_and(|state| state.outcome.is_none());
        drop(self.ended.wait_timeout_while(self.lock(), at_most, is_going_on));
    }

    fn tell(&self, change: impl FnOnce(&mut State)) {
        if let Some(state) = self.lock().as_mut() {
            change(state);
        }
    }
}

/// Begins to propose by a version of a codebook for all statements of a library.
///
/// # Errors
/// Where the statements can't be listed, it is under way already, or nothing can propose.
pub(crate) fn begin(
    desk: &Arc<Desk>,
    library: &Library,
    entry: CodebookEntry,
    codebook: Codebook,
) -> Result<(), Failure> {
    if desk.program.is_none() {
        return Err(Failure::Wrong("Nothing here can propose; `standpoint propose` does.".to_owned()));
    }
    let mut ids = Vec::new();
    library.list(|entry| {
        ids.push(entry.id);
        true
    })?;
    let state = State { version: entry.number, done: 0, of: ids.len(), outcome: None };
    *desk.proposing.lock() = Some(state);
    let desk = desk.clone();
    std::thread::spawn(move || {
        let work = std::panic::AssertUnwindSafe(|| propose(&desk, &ids, &entry, codebook));
        let outcome = std::panic::catch_unwind(work).unwrap_or_else(|_| Err("the program broke down".to_owned()));
        desk.proposing.tell(|state| state.outcome = Some(outcome));
        desk.proposing.ended.notify_all();
    });
    Ok(())
}

fn propose(desk: &Desk, ids: &[StatementId], entry: &CodebookEntry, codebook: Codebook) -> Result<(), String> {
    let mut statements: Vec<Statement> = Vec::with_capacity(ids.len());
    for some in ids.chunks(TOGETHER) {
        let read = desk.with(|library| {
            some.iter().map(|id| library.statement(id).map(|kept| kept.statement)).collect::<Result<Vec<_>, _>>()
        });
        statements.extend(read.map_err(|error| error.to_string())?);
    }
    let Some(program) = &desk.program else { return Ok(()) };
    let mut tell = |done| desk.proposing.tell(|state| state.done = done);
    let comparison = program.propose(codebook, statements, &mut tell)?;
    desk.with(|library| library.propose(entry, &comparison)).map_err(|error| error.to_string())
}
