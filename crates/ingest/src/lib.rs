//! Bytes of any encoding and format into statements.
//!
//! # What is kept, what is left out?
//!
//! For text and Markdown the statement's text is the whole file as read: decoded, line breaks as `\n`, nothing else changed.
//! For HTML it is the main text of the page as a browser shows it: blocks with an empty line between them, white space as
//! one space. For office documents, rich text and books it is their paragraphs, cells and items as they are shown, with an
//! empty line between them and foot- and endnotes at the end. Either way every passage says what the document says, to the
//! letter. What is about the page or the document rather than of the statement (addresses, dates, copyright lines, appeals
//! for donations, running heads) is in no passage.
//!
//! Of an e-mail it is the sender's own words, without what is quoted and the signature (`mail.rs`). Archives, mailboxes and web
//! archives are read document by document, in memory that does not grow with them ([`read_statements`], `container.rs`).
//!
//! # Whose statement is it?
//!
//! What the document says of itself, in the lines that introduce and close it, and then in its markup or the head of a mail;
//! the text's own words win. Each value carries where it comes from ([`Origin`](standpoint_text::Origin)). What it does not
//! say is absent: no knowledge from elsewhere fills a gap. A person can correct any value in a file beside the document
//! (`sidecar.rs`); a correction always wins, and what the document says is kept beside it.
//!
//! # What if a document is broken or hostile?
//!
//! Characters that can't be decoded become U+FFFD, and no passage with one of them is kept. Sizes are bounded by
//! [`Limits`], every step is linear in the size, and no bytes make the crate panic. An [`IngestError`] says in one sentence
//! what is wrong and what to do.
//!
//! # What this crate may know
//!
//! Formats, encodings and languages. No codebook, no other statement, no file system but to find files and the sidecars
//! beside them.

mod about;
mod container;
mod dates;
mod decode;
mod error;
mod find;
mod format;
mod front_matter;
mod html;
mod light_markup;
mod mail;
mod marks;
mod media_type;
mod office;
mod page_matter;
mod paragraph;
mod pdf;
mod quiet;
mod sidecar;

use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use standpoint_languages::Languages;
use standpoint_segment::segment;
use standpoint_text::{Field, LanguageCode, Metadata, Origin, Pages, Statement, StatementId, Text, Told};

use about::About;
use container::Given;
use decode::NoText;
use format::{Context, Source};
use media_type::{Foreign, MediaType};
use paragraph::Paragraph;

pub use container::{read_documents, read_statements, Input, Reader};
pub use error::IngestError;
pub use find::{find_files, search, Found};
pub use html::MeasuredBlock;
pub use sidecar::{Sidecar, Sidecars};

/// What a document may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file: 64 MiB. Who reads a file need not read more than one byte beyond.
    pub file_bytes: u64,
    /// Tags of one HTML page: 400 000.
    pub html_tags: usize,
    /// How deep the elements of an HTML page may lie in each other: 256. Tags beyond are passed over, their text is kept.
    pub html_depth: usize,
    /// Bytes that are unpacked of one file, of all archives in it together: 1 GiB, or sixteen times its size where that is
    /// more.
    pub container_bytes: u64,
    /// How many times its packed size anything may unpack to, beyond the first 16 MiB: 250. Text packs to a tenth.
    pub unpacked_ratio: u64,
    /// Members of one file, of all archives in it together: 100 000.
    pub members: usize,
    /// How many archives may lie in each other: 4. A gzip counts as one with the archive in it.
    pub nesting: usize,
    /// Bytes to which the parts of one package (DOCX, ODT, EPUB) or the streams of one PDF may unpack: 256 MiB. Only what can
    /// hold text is unpacked.
    pub unpacked_bytes: u64,
    /// Parts of one package: 20 000.
    pub package_parts: usize,
    /// How deep the elements of an XML part, or the groups of an RTF file, may lie in each other: 256.
    pub element_depth: usize,
    /// Paragraphs, table cells and list items of one office document, book or PDF: 500 000.
    pub blocks: usize,
    /// Pages of one PDF: 20 000.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            html_tags: 400_000,
            html_depth: 256,
            container_bytes: 1 << 30,
            unpacked_ratio: 250,
            members: 100_000,
            nesting: 4,
            unpacked_bytes: 256 << 20,
            package_parts: 20_000,
            element_depth: 256,
            blocks: 500_000,
            pages: 20_000,
        }
    }
}

/// A document before it is cut into passages.
struct Document {
    content: String,
    paragraphs: Vec<Paragraph>,
    about: About,
    /// From which byte on the text stands on which page, from 1; empty where the format has no pages.
    pages: Vec<(usize, u32)>,
    /// From which byte on the text stands in which element, as a selector; empty where it is no web page.
    elements: Vec<(usize, Option<Arc<str>>)>,
}

/// Reads one document; [`read_statements`] reads archives of them too. `path` is what it is called: its ending helps to tell
/// the format, it is not opened.
///
/// # Errors
/// [`IngestError`] where it is too large, empty, no text, of a format that is not read, or has no passage.
///
/// ```
/// use standpoint_ingest::{read_statement, Limits};
/// use standpoint_languages::Languages;
///
/// let file = "# No toll on the old bridge!\n\nStatement of the Harbour League on the bridge\n\n5 March 2021\n\n\
///     The council wants to take a toll from everyone who crosses the old bridge. We say no.";
/// let statement = read_statement("toll.md", file.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
/// assert_eq!(statement.metadata.title(), Some("No toll on the old bridge!"));
/// assert_eq!(statement.metadata.issuer(), Some("Harbour League"));
/// assert_eq!(statement.metadata.published().unwrap().to_string(), "2021-03-05");
/// assert_eq!(statement.passages.last().unwrap().span.as_str(), "We say no.");
/// ```
pub fn read_statement(
    path: &str,
    bytes: &[u8],
    languages: &Languages,
    limits: &Limits,
) -> Result<Statement, IngestError> {
    read_document(path, bytes, languages, limits, Given::default(), statement_id(bytes))
}

/// The name of the statement in a document: the hash of these, its original bytes.
pub fn statement_id(bytes: &[u8]) -> StatementId {
    StatementId::from_sha256(Sha256::digest(bytes).into())
}

/// The paragraphs of the main text of a web page, without its title and without a look at anything else: how well and how
/// fast the main text is found can be measured by it.
///
/// # Errors
/// As [`read_statement`]; a page without text has no paragraphs.
pub fn main_text(path: &str, bytes: &[u8], languages: &Languages, limits: &Limits) -> Result<Vec<String>, IngestError> {
    let (_, page) = characters(path, bytes, Given::default())?;
    html::main_text(path, &page, languages, limits)
}

/// What is measured of each block of a web page, for fitting what chooses the main text among them.
///
/// # Errors
/// As [`main_text`].
pub fn measured_blocks(
    path: &str,
    bytes: &[u8],
    languages: &Languages,
    limits: &Limits,
) -> Result<Vec<MeasuredBlock>, IngestError> {
    let (_, page) = characters(path, bytes, Given::default())?;
    html::measured(path, &page, languages, limits)
}

/// Reads one document of which its container tells something.
fn read_document(
    path: &str,
    bytes: &[u8],
    languages: &Languages,
    limits: &Limits,
    told: Given<'_>,
    id: StatementId,
) -> Result<Statement, IngestError> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(IngestError::too_large(path, limits.file_bytes));
    }
    let (media_type, mut document) = match format::format_of(bytes) {
        Some(format) => (format.media_type(), format.read(&Source { path, bytes }, &Context { languages, limits })?),
        None => read_text(path, bytes, languages, limits, told)?,
    };
    let of_container =
        |url: &str| about::Told::new(url.to_owned(), about::Origin::Container("address in the web archive".into()));
    document.about.url = document.about.url.or_else(|| told.url.map(of_container));
    let about = &mut document.about;
    about.published = dates::of_document(about, path);
    let text = Text::new(document.content).map_err(|_| IngestError::too_large(path, limits.file_bytes))?;
    let segmented = segment(&text, &paragraph::blocks(text.as_str(), &document.paragraphs), languages);
    let mut passages = segmented.passages;
    passages.retain(|passage| !passage.span.as_str().contains('\u{fffd}'));
    for passage in &mut passages {
        let bytes = passage.span.bytes();
        passage.pages = pages_of(&bytes, &document.pages);
        passage.element = standing_at(bytes.start, &document.elements).flatten();
    }
    if passages.is_empty() {
        return Err(IngestError::no_text(path));
    }
    Ok(Statement {
        id,
        path: path.to_owned(),
        media_type: media_type.to_owned(),
        metadata: metadata(document.about, segmented.language, &text),
        text,
        passages,
    })
}

/// The pages that a stretch of the text stands on. `starts` says from which byte on the text stands on which page.
fn pages_of(bytes: &Range<usize>, starts: &[(usize, u32)]) -> Option<Pages> {
    let first = standing_at(bytes.start, starts)?;
    let last = standing_at(bytes.end.saturating_sub(1), starts);
    Some(Pages { first, last: last.map_or(first, |last| last.max(first)) })
}

/// What the last start at or before a byte says.
fn standing_at<T: Clone>(byte: usize, starts: &[(usize, T)]) -> Option<T> {
    let after = starts.partition_point(|(start, _)| *start <= byte);
    starts.get(after.checked_sub(1)?).map(|(_, what)| what.clone())
}

/// Reads a document that is text: plain, Markdown or HTML.
fn read_text(
    path: &str,
    bytes: &[u8],
    languages: &Languages,
    limits: &Limits,
    told: Given<'_>,
) -> Result<(&'static str, Document), IngestError> {
    let (media_type, content) = characters(path, bytes, told)?;
    let document = match media_type {
        MediaType::Html => html::read(path, &content, languages, limits)?,
        MediaType::Plain | MediaType::Markdown => read_light_markup(content, languages),
    };
    Ok((media_type.as_str(), document))
}

fn characters(path: &str, bytes: &[u8], told: Given<'_>) -> Result<(MediaType, String), IngestError> {
    let refuse = |foreign| match foreign {
        Foreign::Unsupported(what) => IngestError::unsupported(path, what),
        Foreign::Convertible(what, how) => IngestError::to_convert(path, what, how),
        Foreign::Locked(what) => IngestError::locked(path, what),
        Foreign::Binary(what) => IngestError::binary(path, what),
    };
    if let Some(foreign) = media_type::foreign(bytes) {
        return Err(refuse(foreign));
    }
    let content = decode::decode(bytes, told.encoding).map_err(|why| match why {
        NoText::Binary => IngestError::binary(path, "no text"),
        NoText::Encoding => IngestError::encoding(path),
    })?;
    if content.trim().is_empty() {
        return Err(IngestError::empty(path));
    }
    let media_type = media_type::media_type(path, &content).map_err(refuse)?;
    Ok((media_type, content))
}

fn read_light_markup(content: String, languages: &Languages) -> Document {
    let (declared, from) = front_matter::read(&content, languages);
    let paragraphs = light_markup::paragraphs(&content, from);
    light_document(content, paragraphs, languages, declared)
}

/// A document of these paragraphs; `declared` is what it says of itself outside of them.
fn light_document(content: String, mut paragraphs: Vec<Paragraph>, languages: &Languages, declared: About) -> Document {
    paragraphs.truncate(page_matter::end_of_statement(&content, &paragraphs, languages));
    let about = about::read(&content, &mut paragraphs, languages, About::default()).or(declared);
    page_matter::mark(&content, &mut paragraphs, languages);
    Document { content, paragraphs, about, pages: Vec::new(), elements: Vec::new() }
}

/// What the document says of itself; its language is that of most of its words, else what its markup gives.
fn metadata(about: About, language: Option<LanguageCode>, text: &Text) -> Metadata {
    let language = language.map(|code| Told::new(code, Origin::Wording));
    Metadata {
        title: words(about.title, text),
        issuer: words(about.issuer, text),
        author: words(about.author, text),
        publisher: words(about.publisher, text),
        republished_from: words(about.republished_from, text),
        published: placed(about.published, text),
        signed: placed(about.signed, text),
        language: language.map_or_else(|| placed(about.language, text), |told| Some(told).into()),
        url: words(about.url, text),
    }
}

/// A name with a hole in it would be a wrong name.
fn words(told: Option<about::Told<String>>, text: &Text) -> Field<String> {
    let whole = |value: &String| !value.trim().is_empty() && !value.contains('\u{fffd}');
    placed(told.filter(|told| whole(&told.value)), text)
}

fn placed<T>(told: Option<about::Told<T>>, text: &Text) -> Field<T> {
    told.and_then(|told| told.placed(|bytes| text.trimmed_span(bytes))).into()
}
