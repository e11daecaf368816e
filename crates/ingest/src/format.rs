//! The formats that are no text: one file each, behind one trait.

use standpoint_languages::Languages;

use crate::{mail, office, pdf, Document, IngestError, Limits};

/// A document as it came.
pub(crate) struct Source<'a> {
    /// What it is called; it is not opened.
    pub path: &'a str,
    /// Its original bytes, no more than [`Limits::file_bytes`].
    pub bytes: &'a [u8],
}

/// What a format needs to read a document.
pub(crate) struct Context<'a> {
    pub languages: &'a Languages,
    pub limits: &'a Limits,
}

/// A format in which a statement can be written.
pub(crate) trait Format {
    /// What it is called in the output, such as `application/pdf`.
    fn media_type(&self) -> &'static str;

    /// Reads a document of this format.
    ///
    /// # Errors
    /// Where it is damaged, locked, larger than the limits allow, or has no text.
    fn read(&self, source: &Source<'_>, context: &Context<'_>) -> Result<Document, IngestError>;
}

/// The format of a document that is no plain text, by its bytes alone: names of files lie.
pub(crate) fn format_of(bytes: &[u8]) -> Option<Box<dyn Format>> {
    office::recognised(bytes).or_else(|| pdf::recognised(bytes)).or_else(|| mail::recognised(bytes))
}
