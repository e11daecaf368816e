//! Rich text (RTF), as word processors of any age write it.
//!
//! # What is kept, what is left out?
//!
//! The text as it is shown: characters in the code page of their font, or as `\u` gives them in Unicode; then what stands
//! beside them for old readers is left out. Deleted and hidden text, pictures, headers, footers, comments, instructions of
//! fields, numbers that the program made, and destinations that a reader may ignore are left out. Foot- and endnotes
//! stand at the end, text boxes after the paragraph they stand in.
//!
//! # Limits
//!
//! The code pages 437 and 850 of DOS are read as Windows 1252. Groups may lie [`crate::Limits::element_depth`] deep.
//! A file whose groups do not end is refused: it is cut off.

mod charsets;
mod reader;
mod tables;
mod tokens;

use super::flow::document;
use crate::format::{Context, Format, Source};
use crate::{Document, IngestError};
use reader::{Reader, RtfError};

/// What it is called in errors.
const WHAT: &str = "a rich text file (RTF)";

/// Rich text.
pub(super) struct Rtf;

/// Whether some bytes are rich text.
pub(super) fn is_rich_text(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

impl Format for Rtf {
    fn media_type(&self) -> &'static str {
        "application/rtf"
    }

    fn read(&self, source: &Source<'_>, context: &Context<'_>) -> Result<Document, IngestError> {
        let limits = context.limits;
        let read = Reader::new(limits, context.languages).read(source.bytes).map_err(|error| match error {
            RtfError::TooDeep => IngestError::beyond(
                source.path,
                &format!("has groups more than {} deep in each other", limits.element_depth),
            ),
            RtfError::TooMany => IngestError::too_many_blocks(source.path, limits.blocks),
            RtfError::CutOff => IngestError::damaged(source.path, WHAT),
        })?;
        let about = read.properties.about(&["author"], &["creatim", "revtim"], context.languages);
        Ok(document(&read.blocks, &read.notes, about, context.languages))
    }
}
