//! Office documents and books: DOCX, ODT, EPUB and RTF.
//!
//! Each format is a walk over its marks ([`docx`], [`odt`], [`epub`], [`rtf`]) that pushes text into open paragraphs
//! ([`flow`]); what its properties say about the document ([`properties`]) counts where the text itself says nothing. The
//! formats that are ZIP files share one way to open them ([`package`]) and one way to walk over XML ([`xml`]): bounded, without
//! recursion, and with no entity expanded. Nothing outside the file is ever fetched, and no macro or script is looked at.

mod docx;
mod epub;
pub(crate) mod flow;
mod odt;
mod package;
pub(crate) mod properties;
mod rtf;
mod styles;
mod symbols;
mod xml;

use crate::format::{Context, Format, Source};
use crate::{Document, IngestError};
pub(crate) use package::begins_package;
use package::Kind;

/// The office format that a document is of, by its bytes.
pub(crate) fn recognised(bytes: &[u8]) -> Option<Box<dyn Format>> {
    Some(match package::kind(bytes) {
        Some(Kind::Docx) => Box::new(docx::Docx),
        Some(Kind::Odt) => Box::new(odt::Odt),
        Some(Kind::Epub) => Box::new(epub::Epub),
        Some(Kind::Other(what)) => Box::new(OtherPackage { what }),
        None if odt::is_flat(bytes) => Box::new(odt::Odt),
        None if rtf::is_rich_text(bytes) => Box::new(rtf::Rtf),
        None => return None,
    })
}

/// A package that holds no statement, or is of a format that is not read. It is no archive to look into.
struct OtherPackage {
    /// What it is called in errors.
    what: &'static str,
}

impl Format for OtherPackage {
    fn media_type(&self) -> &'static str {
        "application/octet-stream"
    }

    fn read(&self, source: &Source<'_>, _: &Context<'_>) -> Result<Document, IngestError> {
        Err(IngestError::to_convert(source.path, self.what, "save what it says as DOCX, ODT or text"))
    }
}
