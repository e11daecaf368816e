//! Ctrl-C while lines are written: the line at hand is written whole, then the run ends. A second Ctrl-C ends it at once.
//!
//! Where nothing is written on the way Ctrl-C ends the program as it always does.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit status of a run that a person ended, as shells have it.
pub(crate) const STATUS: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C only asks the run to end.
pub(crate) fn listen() {
    // Where the system has no such thing, the program ends as it always does.
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            process::exit(i32::from(STATUS));
        }
    });
}

/// Whether a person asked the run to end.
pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
