//! Contradictions, looked for on a thread of their own with a connection of its own, so that no page waits for them.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use standpoint_library::{Access, Library};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::program::Program;

/// What was found in a library, or is being looked for.
#[derive(Default)]
pub(crate) struct Looking {
    state: Mutex<Option<State>>,
    ended: Condvar,
}

struct State {
    /// Of which collection: see [`Library::collection_version`].
    version: i64,
    seen: Seen,
}

/// How far it is.
#[derive(Debug, Clone)]
pub(crate) enum Seen {
    /// So many statements were read, of so many.
    UnderWay { done: usize, of: usize },
    /// What was found, as HTML.
    Found(Arc<str>),
    /// Why nothing could be found, in a sentence without its full stop.
    Failed(String),
}

impl Looking {
    fn lock(&self) -> MutexGuard<'_, Option<State>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until nothing is looked for; without `at_most`, as long as it takes.
    pub(crate) fn wait(&self, at_most: Option<Duration>) {
        let goes_on = |state: &mut Option<State>| matches!(state, Some(State { seen: Seen::UnderWay { .. }, .. }));
        match at_most {
            Some(at_most) => drop(self.ended.wait_timeout_while(self.lock(), at_most, goes_on)),
            None => drop(self.ended.wait_while(self.lock(), goes_on)),
        }
    }

    fn tell(&self, seen: Seen) {
        if let Some(state) = self.lock().as_mut() {
            state.seen = seen;
        }
    }
}

/// How a finding is shown, as HTML.
pub(crate) type Shown = fn(&Library, &dyn Program, &mut dyn FnMut(usize, usize)) -> Result<String, Failure>;

/// What was found in the library as it is. Where nothing was looked for since it changed, that begins.
///
/// # Errors
/// Where the library can't be read.
pub(crate) fn look(desk: &Arc<Desk>, library: &Library, shown: Shown) -> Result<Seen, Failure> {
    let version = library.collection_version()?;
    let mut state = desk.looking.lock();
    if let Some(State { version: of, seen }) = state.as_ref() {
        // What is being looked for in an older collection ends first: there is never more than one thread.
        if *of == version || matches!(seen, Seen::UnderWay { .. }) {
            return Ok(seen.clone());
        }
    }
    let seen = Seen::UnderWay { done: 0, of: 0 };
    *state = Some(State { version, seen: seen.clone() });
    let (desk, path) = (desk.clone(), library.path().to_owned());
    std::thread::spawn(move || {
        let work = || {
            let library = Library::open(&path, Access::Read, desk.languages)?;
            let mut tell = |done, of| desk.looking.tell(Seen::UnderWay { done, of });
            desk.program.as_deref().map_or_else(|| Ok(String::new()), |program| shown(&library, program, &mut tell))
        };
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        desk.looking.tell(match found {
            Ok(Ok(html)) => Seen::Found(html.into()),
            Ok(Err(failure)) => Seen::Failed(failure.sentence().trim_end_matches('.').to_owned()),
            Err(_) => Seen::Failed("the program broke down".to_owned()),
        });
        desk.looking.ended.notify_all();
    });
    Ok(seen)
}
