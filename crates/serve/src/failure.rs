//! What can go wrong, each with the sentence a person gets.

use std::path::PathBuf;

use axum::http::StatusCode;
use standpoint_library::LibraryError;

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The library can't be opened.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The port is taken, or may not be used.
    #[error(
        "no page can be served on port {port} of this machine ({reason}); leave --port out and a free one is chosen"
    )]
    Port {
        /// The port asked for; 0 stands for any.
        port: u16,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The address is none of this machine, or may not be used.
    #[error(
        "no page can be served at {address} ({reason}); name an address of this machine with --bind, and a free --port"
    )]
    Address {
        /// The address asked for.
        address: std::net::SocketAddr,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The password is too short.
    #[error(
        "the password has fewer than {} characters; choose a longer one, such as four words",
        crate::Password::SHORTEST
    )]
    Password,
    /// The pages can't be written as files.
    #[error("the pages can't be written to {path}: {reason}")]
    Site {
        /// The folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
    /// The system gives no random numbers, without which nobody could be kept out.
    #[error("this system gives no random numbers, without which nobody could be kept out: {0}")]
    NoRandomness(getrandom::Error),
    /// The server broke down.
    #[error("the pages of {path} can't be served any longer: {reason}")]
    Broken {
        /// The library.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
}

/// Why a page can't be shown, or an act not be done.
#[derive(Debug)]
pub(crate) enum Failure {
    Library(LibraryError),
    /// There is no such thing; the sentence says what.
    NotFound(String),
    /// The form or the address asks for something that can't be.
    Wrong(String),
    /// What was looked at has changed in the meantime.
    Changed(String),
}

impl Failure {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Library(LibraryError::Unknown { .. }) | Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Library(LibraryError::InUse(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Library(LibraryError::ReadOnly(_)) => StatusCode::FORBIDDEN,
            Self::Library(LibraryError::NotVerbatim(_)) | Self::Changed(_) => StatusCode::CONFLICT,
            Self::Library(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Wrong(_) => StatusCode::BAD_REQUEST,
        }
    }

    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Library(error) => error.to_string(),
            Self::NotFound(sentence) | Self::Wrong(sentence) | Self::Changed(sentence) => sentence.clone(),
        }
    }
}

impl From<LibraryError> for Failure {
    fn from(error: LibraryError) -> Self {
        Self::Library(error)
    }
}
