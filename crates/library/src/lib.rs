//! One file that keeps a collection: sources, statements, findings, codebooks, proposals, decisions, memos and history.
//!
//! # What is in the file?
//!
//! It is an SQLite database (`schema/` says which table holds what), so that a collection can be read with other tools
//! in thirty years. A document's original bytes are kept once, packed, under their SHA-256; beside them the statement as a
//! version of the program read it, with its passages and findings.
//!
//! # What is never lost?
//!
//! Every act of a person is an event with who and when. Events are only added; what undoes an event is an event, so undoing
//! works across restarts. A proposal of the program is in another table than decisions and can't touch them. A decision
//! keeps the words it rests on: where the statement no longer has them there, it is shown as orphaned and never moved to
//! words that look alike. What a call returned is on the disk (write-ahead log, synchronous).
//!
//! # What about the form of the file?
//!
//! Its number is SQLite's `user_version`. An older form is brought up to date by numbered migrations, each after a copy was
//! put beside the file; a newer one is refused.
//!
//! # What this crate may know
//!
//! Statements, findings, codebooks, vectors, and SQLite. No format, no view. It asks nobody and prints nothing. It finds
//! something in a statement itself only after a correction of what that says about itself.

mod by_issuer;
mod catalogue;
mod cells;
mod coding;
mod content;
mod corrections;
mod database;
mod error;
mod evidence;
mod filter;
mod fold;
mod history;
mod kept_findings;
mod kept_metadata;
mod meanings;
mod memos;
mod packed;
mod query;
mod ranking;
mod revisions;
mod search;
mod speakers;
mod store;
mod timeline;
mod verify;
mod wanted;

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use standpoint_languages::Languages;

use database::Database;
use fold::Sounds;

pub use by_issuer::{ByIssuer, Held, Side, Turn};
pub use catalogue::{Counts, Entry, Found};
pub use cells::{CellName, Place, Queue};
pub use coding::{Cell, CodebookEntry, Decision, Proposal, Quote, Ruling, Standing};
pub use content::Kept;
pub use corrections::MetadataCorrection;
pub use database::Access;
pub use error::LibraryError;
pub use filter::Filter;
pub use fold::fold;
pub use history::{Event, EventKind};
pub use meanings::Meanings;
pub use memos::Memo;
pub use query::{Query, QueryError};
pub use revisions::{ChangedCell, Version};
pub use search::{Hit, Hits};
pub use speakers::Spoken;
pub use store::{Added, Addition, Prepared, Preparing};
pub use timeline::DatedPassage;
pub use verify::Fault;

/// An open library.
pub struct Library {
    database: Database,
    sounds: Arc<Sounds>,
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Library({})", self.path().display())
    }
}

impl Library {
    /// Opens a library; with [`Access::Create`], makes one where there is none.
    ///
    /// # Errors
    /// Where it is not there, is something else, is of a newer form, or can't be read or (unless for [`Access::Read`])
    /// written.
    pub fn open(path: &Path, access: Access, languages: &'static Languages) -> Result<Self, LibraryError> {
        Ok(Self { database: Database::open(path, access)?, sounds: Arc::new(Sounds::new(languages)) })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.database.path
    }

    /// Writes a whole and consistent copy, also while others write.
    ///
    /// # Errors
    /// Where there is a file already or it can't be written; then nothing is left behind.
    pub fn backup(&self, place: &Path) -> Result<(), LibraryError> {
        self.database.copy_to(place)
    }

    fn connection(&self) -> &Connection {
        &self.database.connection
    }

    /// Does some work on the file, all of it or none.
    fn write<T>(&mut self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, LibraryError> {
        self.database.write(work)
    }

    fn unknown(&self, what: &'static str, name: &str, advice: &'static str) -> LibraryError {
        LibraryError::Unknown { path: self.path().display().to_string(), what, name: name.to_owned(), advice }
    }
}
