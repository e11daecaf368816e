/// Why a document can't be read, in one sentence that says what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct IngestError {
    kind: &'static str,
    message: String,
}

impl IngestError {
    /// A word for the kind of error: `empty`, `too_large`, `binary`, `no_text` or `unreadable`.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The file could not be opened or read.
    pub fn unreadable(path: &str, why: &std::io::Error) -> Self {
        let message = format!("{path} can't be opened: {why}; check its name and your rights to it");
        Self { kind: "unreadable", message }
    }

    pub(crate) fn empty(path: &str) -> Self {
        Self { kind: "empty", message: format!("{path} is empty; leave it out, or save the statement in it again") }
    }

    pub(crate) fn too_large(path: &str, limit: u64) -> Self {
        let message = format!("{path} is larger than {} MiB, the most that is read of one file; split it", limit >> 20);
        Self { kind: "too_large", message }
    }

    pub(crate) fn binary(path: &str) -> Self {
        let message = format!("{path} is no text, Markdown or HTML; save the statement as one of these first");
        Self { kind: "binary", message }
    }

    pub(crate) fn no_text(path: &str) -> Self {
        Self {
            kind: "no_text",
            message: format!("{path} has no sentence of a statement in it; look whether it is the right file"),
        }
    }
}
