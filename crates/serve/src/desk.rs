//! What all requests share: the library, the encoder once it was needed, and what is computed for them.

use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use standpoint_languages::Languages;
use standpoint_library::{Access, ByIssuer, Library, LibraryError, Meanings};
use standpoint_meaning::{Encoder, EncoderError, Vector};

use crate::failure::Failure;
use crate::looking::Looking;
use crate::program::Program;
use crate::proposing::Proposing;

/// One library behind a lock. SQLite answers in milliseconds, and one person reads one page at a time.
pub(crate) struct Desk {
    library: Mutex<Library>,
    encoder: OnceLock<Result<Encoder, EncoderError>>,
    meanings: Mutex<Option<Meanings>>,
    /// What computes proposals and contradictions, where there is something that does.
    pub program: Option<Box<dyn Program>>,
    /// The proposals that are being made.
    pub proposing: Proposing,
    /// The contradictions that were found, as HTML, or are being looked for.
    pub contradictions: Looking<String>,
    /// What organisations hold over all their statements.
    pub by_issuer: Looking<ByIssuer>,
    pub languages: &'static Languages,
}

impl Desk {
    /// A library that may not be written can still be looked at.
    pub(crate) fn open(path: &Path, languages: &'static Languages) -> Result<Library, LibraryError> {
        match Library::open(path, Access::Write, languages) {
            Err(LibraryError::ReadOnly(_)) => Library::open(path, Access::Read, languages),
            opened => opened,
        }
    }

    pub(crate) fn new(library: Library, program: Option<Box<dyn Program>>, languages: &'static Languages) -> Self {
        Self {
            library: Mutex::new(library),
            encoder: OnceLock::new(),
            meanings: Mutex::new(None),
            program,
            proposing: Proposing::default(),
            contradictions: Looking::default(),
            by_issuer: Looking::default(),
            languages,
        }
    }

    /// Does something with the library while nobody else does.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut Library) -> T) -> T {
        // What a page that broke down was about to write, its transaction took back.
        act(&mut self.library.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until nothing is looked for; without `at_most`, as long as it takes.
    pub(crate) fn wait(&self, at_most: Option<Duration>) {
        let began = Instant::now();
        self.contradictions.wait(at_most);
        self.by_issuer.wait(at_most.map(|at_most| at_most.saturating_sub(began.elapsed())));
    }

    fn encoder(&self) -> Result<&Encoder, Failure> {
        let encoder = self.encoder.get_or_init(Encoder::built_in).as_ref();
        encoder.map_err(|error| Failure::Wrong(format!("Nothing can be found by meaning: {error}. Search by words.")))
    }

    /// What some words mean.
    pub(crate) fn vector(&self, words: &str) -> Result<Vector, Failure> {
        Ok(self.encoder()?.encode(words))
    }

    /// Looks at what the passages of the collection mean: loaded once, and brought up to date with what was done since.
    pub(crate) fn with_meanings<T>(
        &self,
        library: &Library,
        look: impl FnOnce(&Meanings) -> Result<T, LibraryError>,
    ) -> Result<T, Failure> {
        let encoder = self.encoder()?;
        let mut kept = self.meanings.lock().unwrap_or_else(PoisonError::into_inner);
        let mut meanings = match kept.take() {
            Some(meanings) => meanings,
            None => library.meanings(encoder.name())?,
        };
        library.refresh(&mut meanings)?;
        Ok(look(kept.insert(meanings))?)
    }
}
