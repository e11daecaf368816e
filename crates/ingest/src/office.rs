//! Office documents and books: DOCX, ODT, EPUB and RTF.
//!
//! Each format is a walk over its marks ([`docx`], [`odt`], [`epub`], [`rtf`]) that pushes text into open paragraphs
//! ([`flow`]); what its properties say about the document ([`properties`]) counts where the text itself says nothing. The
//! formats that are ZIP files share one way to open them ([`package`]) and one way to walk over XML ([`xml`]): bounded, without
//! recursion, and with no entity expanded. Nothing outside the file is ever fetched, and no macro or script is looked at.

mod docx;
mod epub;
mod flow;
mod odt;
mod package;
mod properties;
mod rtf;
mod styles;
mod symbols;
mod xml;

use crate::format::{Context, Format, Source};
use crate::{Document, IngestError};
use package::{kind, Kind};

pub(crate) use docx::Docx;
pub(crate) use epub::Epub;
pub(crate) use odt::Odt;
pub(crate) use rtf::Rtf;

/// Packages that hold no statement, or are of a format that is not read. They are no archives to look into.
pub(crate) struct OtherPackage;

impl Format for OtherPackage {
    fn media_type(&self) -> &'static str {
        "application/octet-stream"
    }

    fn is_format_of(&self, bytes: &[u8]) -> bool {
        matches!(kind(bytes), Some(Kind::Other(_)))
    }

    fn read(&self, source: &Source<'_>, _: &Context<'_>) -> Result<Document, IngestError> {
        let what = match kind(source.bytes) {
            Some(Kind::Other(what)) => what,
            _ => "an office document",
        };
        Err(IngestError::to_convert(source.path, what, "save what it says as DOCX, ODT or text"))
    }
}
