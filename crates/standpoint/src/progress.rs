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
    /// `None` where nobody knows.
    total: Option<usize>,
    started: Instant,
}

/// How far the reading of files is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Files that are done.
    pub files: usize,
    /// Statements that were read.
    pub statements: usize,
    /// What could not be read.
    pub failed: usize,
}

impl Counts {
    fn line(self, total: usize, elapsed: Duration) -> String {
        let Self { files, statements, failed } = self;
        let rate = statements as f64 / elapsed.as_secs_f64().max(0.001);
        let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
        format!("reading: {files} of {total} files, {statements} statements, {rate:.0} a second{failed}")
    }
}

impl Progress {
    pub(crate) fn new(quiet: bool, total: usize) -> Self {
        Self { total: Some(total), ..Self::of_unknown(quiet) }
    }

    /// Progress of work whose end is not known.
    pub(crate) fn of_unknown(quiet: bool) -> Self {
        let now = Instant::now();
        Self { shown: false, last: now, wanted: !quiet && io::stderr().is_terminal(), total: None, started: now }
    }

    /// Says that `done` of the whole are done.
    pub(crate) fn tell(&mut self, doing: &str, done: usize) {
        if self.is_due() {
            let of = self.total.map(|total| format!(" of {total}")).unwrap_or_default();
            self.show(&format!("{doing} {done}{of}"));
        }
    }

    /// Says how far the reading is: one file may hold thousands of statements.
    pub(crate) fn tell_reading(&mut self, counts: Counts) {
        if self.is_due() {
            self.show(&counts.line(self.total.unwrap_or(counts.files), self.started.elapsed()));
        }
    }

    fn is_due(&self) -> bool {
        self.wanted && self.last.elapsed() >= PAUSE
    }

    fn show(&mut self, line: &str) {
        self.last = Instant::now();
        self.shown = true;
        let _ = write!(io::stderr(), "\r\x1b[2K{line}");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_how_fast_and_what_failed() {
        let counts = Counts { files: 3, statements: 120, failed: 0 };
        let line = |counts: Counts| counts.line(10, Duration::from_secs(4));
        assert_eq!(line(counts), "reading: 3 of 10 files, 120 statements, 30 a second");
        assert!(line(Counts { failed: 2, ..counts }).ends_with("30 a second, 2 failed"));
    }
}
