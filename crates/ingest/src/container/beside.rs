//! Sidecars that lie in an archive beside their documents (`page.html.toml` beside `page.html`).
//!
//! A ZIP lists what is in it, so its sidecars are given before its documents. A TAR, and a ZIP whose list is lost, is read once,
//! from its beginning: there a sidecar is known where it stands before its document, and where it is the next thing after it;
//! for that each document is held back until the next thing is seen. One that stands further behind is an error that says so.

use std::collections::HashMap;
use std::io::Read;

use standpoint_text::Statement;

use super::name::{kind, Kind};
use super::opened::read_whole;
use super::Trouble;
use crate::{IngestError, Limits, Sidecar};

/// A larger member, in bytes, is no sidecar of one document.
const LONGEST: u64 = 64 << 10;
/// So many bytes of sidecars are kept until their documents come.
const MOST_BYTES: usize = 16 << 20;

/// Whether a member is a sidecar by its name: `.toml` after the whole name of a document, or of an archive, that is looked into.
pub(super) fn is_sidecar(name: &str) -> bool {
    document_of(name).is_some_and(|document| kind(document) == Kind::Known)
}

fn document_of(sidecar: &str) -> Option<&str> {
    let at = sidecar.len().checked_sub(".toml".len())?;
    sidecar.get(at..).filter(|ending| ending.eq_ignore_ascii_case(".toml")).map(|_| &sidecar[..at])
}

/// A statement that a sidecar may still correct, with the bytes of its document.
pub(super) struct Held {
    pub statement: Statement,
    pub bytes: Vec<u8>,
}

/// The sidecars met so far whose documents were not, and the document that was met last.
#[derive(Default)]
pub(super) struct Beside {
    /// By the paths of their documents.
    waiting: HashMap<String, Sidecar>,
    bytes: usize,
    pub held: Option<Held>,
    last: String,
}

impl Beside {
    /// Takes a sidecar: for the document held, or until its document comes.
    ///
    /// # Errors
    /// Where it can't be used.
    pub(super) fn sidecar(&mut self, path: &str, content: &mut dyn Read, limits: &Limits) -> Result<(), IngestError> {
        let about = |trouble: Trouble| trouble.about(path, limits);
        let bytes = read_whole(content, LONGEST).map_err(|error| about(error.into()))?;
        let text = String::from_utf8_lossy(&bytes);
        let mut sidecar = Sidecar::parse(path, &text)?;
        let document = document_of(path).unwrap_or(path);
        if self.last == document {
            if let Some(held) = &mut self.held {
                sidecar.correct(document, &mut held.statement);
            }
            return Ok(());
        }
        self.bytes += bytes.len();
        if self.bytes > MOST_BYTES {
            return Err(sidecar.unusable("there are too many of them in the archive; put it beside the archive"));
        }
        self.waiting.insert(document.to_owned(), sidecar);
        Ok(())
    }

    /// A document was met; what waits for it corrects the statement read from it, if there is one.
    pub(super) fn meet(&mut self, path: &str, statement: Option<&mut Statement>) {
        path.clone_into(&mut self.last);
        if let (Some(mut sidecar), Some(statement)) = (self.waiting.remove(path), statement) {
            sidecar.correct(path, statement);
        }
    }

    /// What is wrong with the sidecars that no document came to.
    pub(super) fn stray(&mut self) -> Vec<IngestError> {
        let mut left: Vec<(String, Sidecar)> = self.waiting.drain().collect();
        left.sort_by(|a, b| a.0.cmp(&b.0));
        let what = |(document, sidecar): (String, Sidecar)| {
            let name = document.rsplit('/').next().unwrap_or(&document);
            sidecar.unusable(&format!(
                "no document {name} stands after it or right before it; look at its name, or put it beside the archive"
            ))
        };
        left.into_iter().map(what).collect()
    }
}
