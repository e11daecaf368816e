//! Proposals made anew, on a thread of their own, while pages go on being shown.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use standpoint_compare::{judged_otherwise, Codebook};
use standpoint_library::{Access, CodebookEntry, Library, LibraryError, Proposal};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::program::{Asked, Program};

/// Proposals that are being made, or what came of the last ones.
#[derive(Default)]
pub(crate) struct Proposing {
    state: Mutex<Option<State>>,
    ended: Condvar,
    /// The version of the collection for which something was prepared.
    prepared: AtomicI64,
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
    /// On how many questions is proposed anew, and how many there are.
    pub questions: (usize, usize),
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

/// What is proposed on.
#[derive(Debug)]
struct Plan {
    before: Option<CodebookEntry>,
    after: CodebookEntry,
    codebook: Codebook,
    /// The numbers of the questions to propose on anew; the proposals on all others are taken over from before.
    questions: Vec<usize>,
}

/// Begins to propose by a version of a codebook for all statements of a library. Of the version `before` it, proposals that can't be
/// others are taken over.
///
/// # Errors
/// Where the library can't be read, or nothing can propose.
pub(crate) fn begin(
    desk: &Arc<Desk>,
    library: &Library,
    before: Option<CodebookEntry>,
    after: CodebookEntry,
    codebook: Codebook,
) -> Result<(), Failure> {
    let Some(program) = desk.program.as_deref() else {
        return Err(Failure::Wrong("Nothing here can propose; `standpoint propose` does.".to_owned()));
    };
    let plan = plan(desk, library, program, before, after, codebook)?;
    let of = library.counts()?.statements;
    let questions = (plan.questions.len(), plan.codebook.questions.len());
    *desk.proposing.lock() = Some(State { version: plan.after.number, done: 0, of, questions, outcome: None });
    let (desk, path) = (desk.clone(), library.path().to_owned());
    std::thread::spawn(move || {
        let work = std::panic::AssertUnwindSafe(|| propose(&desk, &path, &plan));
        let outcome = std::panic::catch_unwind(work).unwrap_or_else(|_| Err("the program broke down".to_owned()));
        desk.proposing.tell(|state| state.outcome = Some(outcome));
        desk.proposing.ended.notify_all();
    });
    Ok(())
}

fn plan(
    desk: &Desk,
    library: &Library,
    program: &dyn Program,
    before: Option<CodebookEntry>,
    after: CodebookEntry,
    codebook: Codebook,
) -> Result<Plan, Failure> {
    let read = before.and_then(|entry| Codebook::parse(&entry.toml).ok().map(|codebook| (entry, codebook)));
    let all = (0..codebook.questions.len()).collect();
    let Some((entry, old)) = read else {
        return Ok(Plan { before: None, after, codebook, questions: all });
    };
    // Where it can't tell its name it can't propose either, and says so then.
    let coder = program.coder().unwrap_or_default();
    if !library.is_proposed_whole(&entry, old.questions.len(), &coder)? {
        return Ok(Plan { before: None, after, codebook, questions: all });
    }
    let questions = judged_otherwise(&old, &codebook, desk.languages);
    // The same text again is the same version.
    let before = (entry.number != after.number).then_some(entry);
    Ok(Plan { before, after, codebook, questions })
}

fn propose(desk: &Desk, path: &Path, plan: &Plan) -> Result<(), String> {
    let Some(program) = &desk.program else { return Ok(()) };
    take_over(desk, plan).map_err(|error| error.to_string())?;
    // Reading has a connection of its own, and pages go on between one block of proposals and the next.
    let library = Library::open(path, Access::Read, desk.languages).map_err(|error| error.to_string())?;
    let asked = Asked { library: &library, codebook: &plan.codebook, questions: &plan.questions };
    let mut put = |proposals: Vec<Proposal>| desk.with(|library| library.put_proposals(&plan.after, &proposals));
    program.propose(&asked, &mut put, &mut |done| desk.proposing.tell(|state| state.done = done))
}

fn take_over(desk: &Desk, plan: &Plan) -> Result<(), LibraryError> {
    let Some(before) = &plan.before else { return Ok(()) };
    let questions = plan.codebook.questions.iter().enumerate();
    let same: Vec<&str> = questions
        .filter(|(number, _)| !plan.questions.contains(number))
        .map(|(_, question)| &question.id[..])
        .collect();
    let mut from = Some(0);
    while let Some(statement) = from {
        from = desk.with(|library| library.carry_proposals(before, &plan.after, &same, statement))?;
    }
    Ok(())
}

/// Somebody is about to edit a question: what proposing will need of the statements is worked out meanwhile, once for a collection as
/// it is.
///
/// # Errors
/// Where the library can't be read.
pub(crate) fn prepare(desk: &Arc<Desk>, library: &Library) -> Result<(), Failure> {
    let version = library.collection_version()?;
    if desk.program.is_none() || desk.proposing.prepared.swap(version, Ordering::Relaxed) == version {
        return Ok(());
    }
    let (desk, path) = (desk.clone(), library.path().to_owned());
    std::thread::spawn(move || {
        // Where it can't be read, saving says so.
        if let (Some(program), Ok(library)) = (&desk.program, Library::open(&path, Access::Read, desk.languages)) {
            program.prepare(&library);
        }
    });
    Ok(())
}
