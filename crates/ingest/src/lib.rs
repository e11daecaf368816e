//! Bytes of any encoding and format into statements.
//!
//! # What is kept, what is left out?
//!
//! The text is the document's wording as read: decoded, line breaks as `\n`, nothing else changed. What is about the page
//! or the document rather than of the statement (addresses, copyright lines, appeals for donations, running heads) is
//! in no passage.
//!
//! # Whose statement is it?
//!
//! What the document says of itself, in the lines that introduce and close it; what it does not say is `None`.
//!
//! # What this crate may know
//!
//! Formats, encodings and languages. No codebook, no other statement, no file system but to find files.

mod decode;
mod error;
mod find;
mod head;
mod markup;
mod written_date;

use sha2::{Digest, Sha256};
use standpoint_languages::Languages;
use standpoint_segment::segment;
use standpoint_text::{Metadata, Statement, StatementId, Text};

pub use error::IngestError;
pub use find::find_files;

/// What a document may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 64 << 20 }
    }
}

/// Reads one document.
///
/// # Errors
/// [`IngestError`] where it is too large, empty, no text, or has no passage.
pub fn read_statement(
    path: &str,
    bytes: &[u8],
    languages: &Languages,
    limits: &Limits,
) -> Result<Statement, IngestError> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(IngestError::too_large(path, limits.file_bytes));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IngestError::empty(path));
    }
    let content = decode::decode(bytes, None).ok_or_else(|| IngestError::binary(path))?;
    let (blocks, head) = markup::read(&content, languages);
    let text = Text::new(content).map_err(|_| IngestError::too_large(path, limits.file_bytes))?;
    let segmented = segment(&text, &blocks, languages);
    if segmented.passages.is_empty() {
        return Err(IngestError::no_text(path));
    }
    let metadata = Metadata {
        title: head.title,
        issuer: head.issuer,
        author: head.author,
        publisher: head.publisher,
        republished_from: head.republished_from,
        published: head.published,
        signed: head.signed,
        language: segmented.language,
        url: head.url,
    };
    Ok(Statement {
        id: StatementId::from_sha256(Sha256::digest(bytes).into()),
        path: path.to_owned(),
        media_type: "text/plain".to_owned(),
        metadata,
        text,
        passages: segmented.passages,
    })
}
