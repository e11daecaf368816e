//! What takes longer than a page may: looked for on a thread of its own with a connection of its own, so that no page waits for it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use standpoint_library::{Access, Library};

use crate::desk::Desk;
use crate::failure::Failure;

/// What was found in a library, or is being looked for.
pub(crate) struct Looking<T> {
    state: Mutex<Option<State<T>>>,
    ended: Condvar,
}

impl<T> Default for Looking<T> {
    fn default() -> Self {
        Self { state: Mutex::new(None), ended: Condvar::new() }
    }
}

/// Of what it was found: another key where it may be something else.
pub(crate) type Key = (i64, i64, u64);

struct State<T> {
    key: Key,
    seen: Seen<T>,
}

/// How far it is.
pub(crate) enum Seen<T> {
    /// So many statements were read, of so many.
    UnderWay { done: usize, of: usize },
    /// What was found.
    Found(Arc<T>),
    /// Why nothing could be found, in a sentence without its full stop.
    Failed(String),
}

impl<T> Clone for Seen<T> {
    fn clone(&self) -> Self {
        match self {
            Self::UnderWay { done, of } => Self::UnderWay { done: *done, of: *of },
            Self::Found(found) => Self::Found(found.clone()),
            Self::Failed(why) => Self::Failed(why.clone()),
        }
    }
}

/// Told how many statements were read, of how many.
pub(crate) type Tell<'t> = &'t mut dyn FnMut(usize, usize);

impl<T: Send + Sync + 'static> Looking<T> {
    fn lock(&self) -> MutexGuard<'_, Option<State<T>>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until nothing is looked for; without `at_most`, as long as it takes.
    pub(crate) fn wait(&self, at_most: Option<Duration>) {
        let goes_on = |state: &mut Option<State<T>>| matches!(state, Some(State { seen: Seen::UnderWay { .. }, .. }));
        match at_most {
            Some(at_most) => drop(self.ended.wait_timeout_while(self.lock(), at_most, goes_on)),
            None => drop(self.ended.wait_while(self.lock(), goes_on)),
        }
    }

    fn tell(&self, seen: Seen<T>) {
        if let Some(state) = self.lock().as_mut() {
            state.seen = seen;
        }
    }

    /// What was found of this key. Where that was not looked for, it begins: `work` gets a library of its own.
    pub(crate) fn look(
        desk: &Arc<Desk>,
        of: fn(&Desk) -> &Self,
        library: &Library,
        key: Key,
        work: impl FnOnce(&Desk, &Library, Tell<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Seen<T> {
        let mut state = of(desk).lock();
        if let Some(State { key: found_of, seen }) = state.as_ref() {
            // What is being looked for of an older key ends first: there is never more than one thread.
            if *found_of == key || matches!(seen, Seen::UnderWay { .. }) {
                let seen = seen.clone();
                if matches!(seen, Seen::Failed(_)) {
                    // Whoever loads the page again has it tried again.
                    *state = None;
                }
                return seen;
            }
        }
        let seen = Seen::UnderWay { done: 0, of: 0 };
        *state = Some(State { key, seen: seen.clone() });
        drop(state);
        let (desk, path) = (desk.clone(), library.path().to_owned());
        std::thread::spawn(move || {
            let looking = of(&desk);
            let work = || {
                let library = Library::open(&path, Access::Read, desk.languages)?;
                work(&desk, &library, &mut |done, of_all| looking.tell(Seen::UnderWay { done, of: of_all }))
            };
            let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
            looking.tell(match found {
                Ok(Ok(found)) => Seen::Found(Arc::new(found)),
                Ok(Err(failure)) => Seen::Failed(failure.sentence().trim_end_matches('.').to_owned()),
                Err(_) => Seen::Failed("the program broke down".to_owned()),
            });
            looking.ended.notify_all();
        });
        seen
    }
}
