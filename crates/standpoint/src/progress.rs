//! Progress on a terminal, silence elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Shorter work shows nothing, and the line is written no more often than this.
const PAUSE: Duration = Duration::from_millis(300);

/// A line on standard error that says how far the work is.
pub(crate) struct Progress {
    shown: bool,
    last: Instant,
    wanted: bool,
    total: usize,
}

impl Progress {
    pub(crate) fn new(quiet: bool, total: usize) -> Self {
        Self { shown: false, last: Instant::now(), wanted: !quiet && io::stderr().is_terminal(), total }
    }

    /// Says that `done` of the whole are done.
    pub(crate) fn tell(&mut self, doing: &str, done: usize) {
        if self.wanted && self.last.elapsed() >= PAUSE {
            self.last = Instant::now();
            self.shown = true;
            let _ = write!(io::stderr(), "\r\x1b[2K{doing} {done} of {}", self.total);
        }
    }

    /// Takes the line away, so that what follows stands alone.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
