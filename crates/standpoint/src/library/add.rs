//! `standpoint add`

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Result;
use standpoint_ingest::{statement_id, IngestError, Reader};
use standpoint_languages::Languages;
use standpoint_library::{Access, Added, Addition, Library};
use standpoint_meaning::{Encoder, Vector};
use standpoint_reading::{Findings, Reading};
use standpoint_text::{Statement, StatementId};

use super::arguments::Add;
use super::{folder_of, kept_path, open, who, READER};
use crate::compare::encoder;
use crate::files::Files;
use crate::output::{complain, Output};
use crate::progress::{Counts, Progress};
use crate::{interrupt, Ended};

/// So many passages are written together: enough to keep the encoder busy, little enough to lose little to a power cut.
const PASSAGES_TOGETHER: usize = 1000;
/// Or so many bytes of documents.
const BYTES_TOGETHER: usize = 16 << 20;

/// Takes into a library what is new or changed.
pub(crate) fn add(add: &Add) -> Result<Ended> {
    let library = open(&add.library, Access::Create)?;
    let folder = folder_of(&add.library);
    let encoder = encoder(add.encoder)?;
    let mut files = Files::find(&add.paths, None);
    let paths = std::mem::take(&mut files.paths);
    interrupt::listen();
    let mut desk = Desk {
        library,
        encoder,
        who: who(add.by.as_deref()),
        version: String::new(),
        file: File::default(),
        waiting: Vec::new(),
        progress: Progress::new(add.quiet, paths.len()),
        counts: Counts::default(),
        output: Output::to(None)?,
        tally: Tally::default(),
        outcome: Ok(()),
    };
    for (number, path) in paths.iter().enumerate() {
        desk.counts.files = number;
        desk.version = version(files.sidecar_of(path).as_deref());
        desk.file = File { given: path.to_string_lossy().into_owned(), kept: kept_path(path, &folder) };
        let flow = files.read_documents(path, Languages::built_in(), &add.bounds.limits(), &mut desk);
        if flow.is_break() || desk.outcome.is_err() || interrupt::asked() {
            break;
        }
    }
    if !interrupt::asked() && desk.outcome.is_ok() {
        let _ = files.stray_sidecars(&mut |read| desk.take(read, &[]));
    }
    desk.end()
}

/// What a document is kept as read by: this version of the program, and the corrections beside the document.
fn version(sidecar: Option<&Path>) -> String {
    match sidecar.and_then(|sidecar| std::fs::read(sidecar).ok()) {
        Some(corrections) => format!("{READER} corrected by {}", &statement_id(&corrections).as_str()[..23]),
        None => READER.to_owned(),
    }
}

/// A file by the path it was named by, and by the path under which it is kept.
#[derive(Debug, Default)]
struct File {
    given: String,
    /// `None` for standard input.
    kept: Option<String>,
}

impl File {
    /// The path under which a document in this file is kept; `id` tells documents from standard input apart.
    fn path_of(&self, document: &str, id: &StatementId) -> String {
        let within = document.strip_prefix(&self.given).unwrap_or(document);
        match &self.kept {
            Some(kept) => format!("{kept}{within}"),
            None => format!("standard input {}{within}", &id.as_str()[7..17]),
        }
    }
}

/// What came of the additions.
#[derive(Debug, Default)]
struct Tally {
    new: usize,
    changed: usize,
    known: usize,
    passages: usize,
}

/// A statement that was read and is not yet written.
struct Waiting {
    bytes: Vec<u8>,
    statement: Statement,
    findings: Findings,
    /// See [`version`].
    version: String,
}

/// Where documents come in.
struct Desk {
    library: Library,
    encoder: Option<Encoder>,
    who: String,
    /// That of the file at hand; see [`version`].
    version: String,
    file: File,
    waiting: Vec<Waiting>,
    progress: Progress,
    counts: Counts,
    output: Output,
    tally: Tally,
    outcome: Result<()>,
}

impl Reader for Desk {
    fn wants(&mut self, path: &str, id: &StatementId) -> bool {
        let path = self.file.path_of(path, id);
        let encoder = self.encoder.as_ref().map(Encoder::name);
        match self.library.knows(&path, id, &self.version, encoder) {
            Ok(true) => {
                self.tally.known += 1;
                false
            }
            Ok(false) => true,
            Err(error) => {
                self.outcome = Err(error.into());
                false
            }
        }
    }

    fn take(&mut self, read: Result<Statement, IngestError>, bytes: &[u8]) -> ControlFlow<()> {
        match read {
            Ok(mut statement) => {
                statement.path = self.file.path_of(&statement.path, &statement.id);
                let findings = Reading::of(&statement, Languages::built_in()).findings;
                self.waiting.push(Waiting {
                    bytes: bytes.to_owned(),
                    statement,
                    findings,
                    version: self.version.clone(),
                });
                self.counts.statements += 1;
            }
            Err(error) => {
                self.counts.failed += 1;
                self.progress.clear();
                complain(&error.to_string());
            }
        }
        let (passages, size) = self.waiting.iter().fold((0, 0), |(passages, size), waiting| {
            (passages + waiting.statement.passages.len(), size + waiting.bytes.len())
        });
        if self.outcome.is_ok() && (passages >= PASSAGES_TOGETHER || size >= BYTES_TOGETHER) {
            self.outcome = self.write();
        }
        self.progress.tell_reading(self.counts);
        if self.outcome.is_err() || interrupt::asked() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Desk {
    /// Writes what is waiting, and only then says that it is in.
    fn write(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let vectors = self.encoder.as_ref().map(|encoder| meanings(encoder, &waiting));
        let name = self.encoder.as_ref().map_or("", Encoder::name);
        let additions: Vec<Addition<'_>> = waiting
            .iter()
            .enumerate()
            .map(|(number, waiting)| Addition {
                bytes: &waiting.bytes,
                statement: &waiting.statement,
                findings: &waiting.findings,
                meaning: vectors.as_ref().map(|vectors| (name, vectors[number].as_slice())),
                reader: &waiting.version,
            })
            .collect();
        let added = self.library.add(&additions, &self.who)?;
        for (waiting, added) in waiting.iter().zip(added) {
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
            self.tally.passages += waiting.statement.passages.len();
            self.progress.clear();
            self.output.write_line(&format!("{word}: {}", waiting.statement.path))?;
        }
        Ok(())
    }

    fn end(mut self) -> Result<Ended> {
        if self.outcome.is_ok() {
            self.outcome = self.write();
        }
        self.progress.clear();
        self.outcome?;
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

/// The vectors of all passages, statement by statement.
fn meanings(encoder: &Encoder, waiting: &[Waiting]) -> Vec<Vec<Vector>> {
    let passages: Vec<&str> =
        waiting.iter().flat_map(|w| w.statement.passages.iter().map(|passage| passage.span.as_str())).collect();
    let mut vectors = encoder.encode_all(&passages).into_iter();
    waiting.iter().map(|w| vectors.by_ref().take(w.statement.passages.len()).collect()).collect()
}
