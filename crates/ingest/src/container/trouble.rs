//! What can be wrong with a container or with one of its members.

use std::fmt;
use std::io;

use crate::{IngestError, Limits};

/// Why a container, or one of its members, can't be read.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// It is not what it says it is, or bytes of it are lost.
    Damaged(&'static str),
    /// Its end is missing.
    CutOff,
    /// Its bytes are encrypted.
    Locked,
    /// It is packed by a method that is not read.
    Packing(String),
    /// A limit was reached.
    Beyond(Bound),
    /// The system can't read it.
    Unreadable(io::Error),
}

/// The limits that unpacking can reach. They travel inside an [`io::Error`] through the readers that lie in each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// [`Limits::file_bytes`]
    Document,
    /// [`Limits::container_bytes`]
    Unpacked,
    /// [`Limits::unpacked_ratio`]
    Ratio,
    /// [`Limits::members`]
    Members,
    /// [`Limits::nesting`]
    Nesting,
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a limit was reached")
    }
}

impl std::error::Error for Bound {}

impl From<Bound> for io::Error {
    fn from(bound: Bound) -> Self {
        Self::other(bound)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        if let Some(bound) = error.get_ref().and_then(|inner| inner.downcast_ref::<Bound>()) {
            return Self::Beyond(*bound);
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::CutOff,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Self::Damaged("its bytes can't be unpacked"),
            _ => Self::Unreadable(error),
        }
    }
}

impl Trouble {
    /// Whether nothing more may be unpacked of the whole file.
    pub(crate) fn ends_all(&self) -> bool {
        matches!(self, Self::Beyond(Bound::Unpacked | Bound::Members))
    }

    /// As one sentence about the thing of this path.
    pub(crate) fn about(&self, path: &str, limits: &Limits) -> IngestError {
        match self {
            Self::Damaged(what) => IngestError::new("damaged", path, &format!("is damaged: {what}; get it again")),
            Self::CutOff => IngestError::new("damaged", path, "breaks off before its end; get it again"),
            Self::Locked => {
                IngestError::new("locked", path, "is locked with a password; unpack it with the password first")
            }
            Self::Packing(method) => {
                let message = format!("is packed by {method}, which is not read; unpack it with another program first");
                IngestError::new("unsupported", path, &message)
            }
            Self::Unreadable(error) => IngestError::unreadable(path, error),
            Self::Beyond(bound) => bound.about(path, limits),
        }
    }
}

impl Bound {
    fn about(self, path: &str, limits: &Limits) -> IngestError {
        let message = match self {
            Self::Document => return IngestError::too_large(path, limits.file_bytes),
            Self::Unpacked => format!(
                "unpacks to more than {} MiB, the most that is unpacked of one file; the rest of it was left out: allow more, or unpack it first",
                limits.container_bytes >> 20
            ),
            Self::Ratio => format!(
                "unpacks to more than {} times its size, as files do that are made to do harm; unpack it first if you trust it",
                limits.unpacked_ratio
            ),
            Self::Members => format!(
                "holds more than {} documents, the most that are read of one file; the rest was left out: split it",
                limits.members
            ),
            Self::Nesting => {
                format!("lies in {} archives, and no archive is opened that lies so deep; unpack them first", limits.nesting)
            }
        };
        IngestError::new("too_large", path, &message)
    }
}
