use std::path::Path;

use rusqlite::ErrorCode;

/// Why a library can't be used, in one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// There is no such file.
    #[error("there is no library {0}; `standpoint add {0} FILE...` makes one")]
    Missing(String),
    /// The file is something else.
    #[error("{0} is no Standpoint library; name one, or a new name for `standpoint add` to make one")]
    NotALibrary(String),
    /// Its form is newer than this program.
    #[error(
        "{path} was written by a newer Standpoint (form {found}, this program knows form {known}); use that version"
    )]
    Newer {
        /// The library.
        path: String,
        /// The number of its form.
        found: i64,
        /// The newest form that this program knows.
        known: i64,
    },
    /// Its form is older than this program, and it can't be brought up to date.
    #[error(
        "{path} was written by an older Standpoint (form {found}) and has to be brought up to date, but it, or its folder, is \
         read-only; copy it to where you may write"
    )]
    Older {
        /// The library.
        path: String,
        /// The number of its form.
        found: i64,
    },
    /// Another program is writing to it.
    #[error("{0} is being written by another program; try again when that is done")]
    InUse(String),
    /// There is no room left.
    #[error(
        "{0} can't grow: the disk is full, or a limit on it is reached; what was done before is kept, make room and do the rest again"
    )]
    Full(String),
    /// It may only be read.
    #[error("{0} can't be written: it, or its folder, is read-only; copy it to where you may write")]
    ReadOnly(String),
    /// Something in it is not as it was written.
    #[error("{path} is damaged ({what}); `standpoint verify {path}` says where, a backup helps")]
    Damaged {
        /// The library.
        path: String,
        /// What is wrong.
        what: String,
    },
    /// A statement, codebook or question that is not in it.
    #[error("there is no {what} {name:?} in {path}; {advice}")]
    Unknown {
        /// The library.
        path: String,
        /// What kind of thing was asked for.
        what: &'static str,
        /// What it was called.
        name: String,
        /// How to find what there is.
        advice: &'static str,
    },
    /// A decision whose words do not stand in the statement.
    #[error("the words {0:?} do not stand there in the statement; nothing was recorded")]
    NotVerbatim(String),
    /// Anything else that the file system or the database says.
    #[error("{path} can't be used: {reason}")]
    Other {
        /// The library.
        path: String,
        /// What they say.
        reason: String,
    },
}

impl LibraryError {
    pub(crate) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged { path: shown(path), what: what.into() }
    }

    pub(crate) fn other(path: &Path, reason: impl ToString) -> Self {
        Self::Other { path: shown(path), reason: reason.to_string() }
    }

    /// What the database's error means for whoever uses this library.
    pub(crate) fn of(path: &Path, error: rusqlite::Error) -> Self {
        let name = path.display().to_string();
        if error.sqlite_extended_error_code() == Some(rusqlite::ffi::SQLITE_IOERR_WRITE) {
            // Quotas and limits on the size of files are told so.
            return Self::Full(name);
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse(name),
            Some(ErrorCode::DiskFull) => Self::Full(name),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(name),
            Some(ErrorCode::NotADatabase) => Self::NotALibrary(name),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path: name, what: error.to_string() },
            _ => Self::Other { path: name, reason: error.to_string() },
        }
    }
}

/// Gives a database's error the name of the library.
pub(crate) trait Located<T> {
    fn at(self, path: &Path) -> Result<T, LibraryError>;
}

impl<T> Located<T> for rusqlite::Result<T> {
    fn at(self, path: &Path) -> Result<T, LibraryError> {
        self.map_err(|error| LibraryError::of(path, error))
    }
}

/// A path as it is shown.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}
