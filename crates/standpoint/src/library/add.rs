//! `standpoint add`
//!
//! Three things go on at once: documents are read (`incoming.rs`), what was read is understood on all cores (`understood.rs`), and
//! what is understood is written here. Each waits where it is far ahead of the next, so that memory does not grow.

use std::sync::mpsc::sync_channel;
use std::thread;

use anyhow::Result;
use standpoint_ingest::IngestError;
use standpoint_library::{Access, Added, Library, LibraryError};

use super::arguments::Add;
use super::incoming::Incoming;
use super::understood::{Ready, Understanding};
use super::{open, who};
use crate::compare::encoder;
use crate::files::Files;
use crate::output::{complain, Output};
use crate::progress::{Counts, Progress};
use crate::{interrupt, Ended};

/// So many batches wait between two steps.
const AHEAD: usize = 1;

/// What a step gives to the next.
pub(super) struct Message<T> {
    /// How far the reading is.
    pub counts: Counts,
    /// How many documents were passed over because they are in the library as they are.
    pub known: usize,
    pub news: News<T>,
}

/// What there is to tell.
pub(super) enum News<T> {
    /// Some documents that go together.
    Documents(Vec<T>),
    /// A document that can't be read.
    Unreadable(IngestError),
    /// The library can't be read, or holds no more.
    Failed(LibraryError),
}

/// Takes into a library what is new or changed.
pub(crate) fn add(add: &Add) -> Result<Ended> {
    let library = open(&add.library, Access::Create)?;
    let encoder = encoder(add.encoder)?;
    let known = open(&add.library, Access::Read)?;
    let mut files = Files::find(&add.paths, None);
    let paths = std::mem::take(&mut files.paths);
    interrupt::listen();
    let understanding = Understanding::new(encoder.as_ref(), library.preparing());
    let mut desk = Desk {
        library,
        who: who(add.by.as_deref()),
        progress: Progress::new(add.quiet, paths.len()),
        counts: Counts::default(),
        output: Output::to(None)?,
        tally: Tally::default(),
    };
    thread::scope(|scope| {
        let (read, to_understand) = sync_channel(AHEAD);
        let (understood, to_write) = sync_channel(AHEAD);
        let name = encoder.as_ref().map(|encoder| encoder.name());
        scope.spawn(move || Incoming::new(known, name, read).read(files, &paths, add));
        scope.spawn(move || understanding.understand(&to_understand, &understood));
        to_write.into_iter().try_for_each(|message| desk.take(message))
    })?;
    desk.end()
}

/// What came of the additions.
#[derive(Debug, Default)]
struct Tally {
    new: usize,
    changed: usize,
    known: usize,
    passages: usize,
}

/// Where documents are written, and where it is said what came of each.
struct Desk {
    library: Library,
    who: String,
    progress: Progress,
    counts: Counts,
    output: Output,
    tally: Tally,
}

impl Desk {
    fn take(&mut self, message: Message<Ready>) -> Result<()> {
        self.counts = message.counts;
        self.tally.known += message.known;
        match message.news {
            News::Documents(documents) => self.write(documents)?,
            News::Unreadable(error) => {
                self.progress.clear();
                complain(&error.to_string());
            }
            News::Failed(error) => return Err(error.into()),
        }
        self.progress.tell_reading(self.counts);
        Ok(())
    }

    /// Writes some documents, and only then says that they are in.
    fn write(&mut self, documents: Vec<Ready>) -> Result<()> {
        let (about, prepared): (Vec<(String, usize)>, Vec<_>) =
            documents.into_iter().map(|ready| ((ready.path, ready.passages), ready.prepared)).unzip();
        let added = self.library.add_prepared(&prepared, &self.who)?;
        for ((path, passages), added) in about.into_iter().zip(added) {
            let word = match added {
                Added::New => "new",
                Added::AlsoHere => "same as one that is here",
                Added::ReadAnew => "read anew",
                Added::InPlaceOf(_) => "changed",
                Added::Known => {
                    self.tally.known += 1;
                    continue;
                }
            };
            *(if added == Added::New { &mut self.tally.new } else { &mut self.tally.changed }) += 1;
            self.tally.passages += passages;
            self.progress.clear();
            self.output.write_line(&format!("{word}: {path}"))?;
        }
        Ok(())
    }

    fn end(mut self) -> Result<Ended> {
        self.progress.clear();
        let Tally { new, changed, known, passages } = self.tally;
        let was_interrupted = interrupt::asked();
        let stopped = if was_interrupted { "; stopped, the rest comes in when you add it again" } else { "" };
        self.output
            .write_line(&format!("{new} new, {changed} changed, {known} known; {passages} passages{stopped}"))?;
        self.output.finish()?;
        Ok(match (was_interrupted, self.counts.failed) {
            (true, _) => Ended::Interrupted,
            (false, 0) => Ended::Well,
            (false, _) => Ended::WithUnreadableFiles,
        })
    }
}
