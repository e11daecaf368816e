//! Documents on their way into a library: read, one after the other, and put together into batches.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use standpoint_ingest::{statement_id, IngestError, Reader};
use standpoint_languages::Languages;
use standpoint_library::Library;
use standpoint_text::{Statement, StatementId};

use super::add::{Message, News};
use super::arguments::Add;
use super::{folder_of, kept_path, READER};
use crate::files::Files;
use crate::interrupt;
use crate::progress::Counts;

/// So many passages are written together: enough to keep all cores busy, little enough to lose little to a power cut.
const PASSAGES_TOGETHER: usize = 2000;
/// Or so many bytes of documents.
const BYTES_TOGETHER: usize = 16 << 20;

/// A document that was read.
pub(super) struct Document {
    pub bytes: Vec<u8>,
    pub statement: Statement,
    /// See [`version`].
    pub version: String,
}

/// Where documents come in.
pub(super) struct Incoming<'a> {
    /// To see what is there already.
    library: Library,
    encoder: Option<&'a str>,
    next: SyncSender<Message<Document>>,
    /// That of the file at hand; see [`version`].
    version: String,
    file: File,
    together: Vec<Document>,
    /// Passages and bytes of `together`.
    size: (usize, usize),
    counts: Counts,
    known: usize,
}

impl<'a> Incoming<'a> {
    pub(super) fn new(library: Library, encoder: Option<&'a str>, next: SyncSender<Message<Document>>) -> Self {
        Self {
            library,
            encoder,
            next,
            version: String::new(),
            file: File::default(),
            together: Vec::new(),
            size: (0, 0),
            counts: Counts::default(),
            known: 0,
        }
    }

    /// Reads the files, and what is in them, until a person ends it or nobody wants more.
    pub(super) fn read(mut self, mut files: Files, paths: &[PathBuf], add: &Add) {
        let folder = folder_of(&add.library);
        for (number, path) in paths.iter().enumerate() {
            self.counts.files = number;
            self.version = version(files.sidecar_of(path).as_deref());
            self.file = File { given: path.to_string_lossy().into_owned(), kept: kept_path(path, &folder) };
            let flow = files.read_documents(path, Languages::built_in(), &add.bounds.limits(), &mut self);
            if flow.is_break() || interrupt::asked() {
                break;
            }
        }
        if !interrupt::asked() {
            let _ = files.stray_sidecars(&mut |read| self.take(read, &[]));
        }
        let _ = self.send();
    }

    /// Hands on what was read so far.
    fn send(&mut self) -> ControlFlow<()> {
        self.size = (0, 0);
        let together = std::mem::take(&mut self.together);
        self.tell(News::Documents(together))
    }

    fn tell(&mut self, news: News<Document>) -> ControlFlow<()> {
        let message = Message { counts: self.counts, known: std::mem::take(&mut self.known), news };
        // Nobody listens where the writing has failed.
        match self.next.send(message) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

impl Reader for Incoming<'_> {
    fn wants(&mut self, path: &str, id: &StatementId) -> bool {
        let path = self.file.path_of(path, id);
        match self.library.knows(&path, id, &self.version, self.encoder) {
            Ok(true) => {
                self.known += 1;
                false
            }
            Ok(false) => true,
            Err(error) => {
                // What comes after finds nobody who listens.
                let _ = self.tell(News::Failed(error));
                false
            }
        }
    }

    fn take(&mut self, read: Result<Statement, IngestError>, bytes: &[u8]) -> ControlFlow<()> {
        match read {
            Ok(mut statement) => {
                statement.path = self.file.path_of(&statement.path, &statement.id);
                self.counts.statements += 1;
                self.size = (self.size.0 + statement.passages.len(), self.size.1 + bytes.len());
                self.together.push(Document { bytes: bytes.to_owned(), statement, version: self.version.clone() });
            }
            Err(error) => {
                self.counts.failed += 1;
                self.tell(News::Unreadable(error))?;
            }
        }
        if self.size.0 >= PASSAGES_TOGETHER || self.size.1 >= BYTES_TOGETHER {
            self.send()?;
        }
        if interrupt::asked() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
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
