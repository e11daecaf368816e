//! What all requests share: the library, the encoder once it was needed, and who sits in front of it.

use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use standpoint_languages::Languages;
use standpoint_library::{Access, Library, LibraryError, Meanings};
use standpoint_meaning::{Encoder, EncoderError, Vector};

use crate::door::Door;
use crate::failure::Failure;

/// One library behind a lock. SQLite answers in milliseconds, and one person reads one page at a time.
pub(crate) struct Desk {
    pub door: Door,
    /// Who decides.
    pub who: String,
    library: Mutex<Library>,
    encoder: OnceLock<Result<Encoder, EncoderError>>,
    /// With the number of the event up to which they are good.
    meanings: Mutex<Option<(i64, Meanings)>>,
}

impl Desk {
    /// A library that may not be written can still be looked at.
    pub(crate) fn open(path: &Path, languages: &'static Languages) -> Result<Library, LibraryError> {
        match Library::open(path, Access::Write, languages) {
            Err(LibraryError::ReadOnly(_)) => Library::open(path, Access::Read, languages),
            opened => opened,
        }
    }

    pub(crate) fn new(library: Library, door: Door, who: String) -> Self {
        Self { door, who, library: Mutex::new(library), encoder: OnceLock::new(), meanings: Mutex::new(None) }
    }

    /// Does something with the library while nobody else does.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut Library) -> T) -> T {
        // What a page that broke down was about to write, its transaction took back.
        act(&mut self.library.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What some words mean.
    pub(crate) fn vector(&self, words: &str) -> Result<Vector, Failure> {
        match self.encoder.get_or_init(Encoder::built_in) {
            Ok(encoder) => Ok(encoder.encode(words)),
            Err(error) => Err(Failure::Wrong(format!("Nothing can be found by meaning: {error}. Search by words."))),
        }
    }

    /// Looks at what the passages of the collection mean, loaded anew where something was done since.
    pub(crate) fn with_meanings<T>(
        &self,
        library: &Library,
        look: impl FnOnce(&Meanings) -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        let now = library.history(1)?.first().map_or(0, |event| event.number);
        let mut kept = self.meanings.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((then, meanings)) if *then == now => look(meanings),
            _ => {
                let (_, meanings) = kept.insert((now, library.meanings()?));
                look(meanings)
            }
        }
    }
}
