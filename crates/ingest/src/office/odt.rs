//! OpenDocument texts (ODT, and its templates), packed or as one XML file (FODT).
//!
//! # What is kept, what is left out?
//!
//! The text as it stands with all tracked changes accepted. White space is as the format defines it: a run of it is one
//! space, and more of them, tabs and breaks are elements. Text boxes come after the paragraph they stand in. Foot- and
//! endnotes stand at the end, their marks are left out. Left out are comments, headers and footers, hidden text and
//! sections, covered cells, prompts of placeholders, and the numbers and bullets that the program makes itself. The lines of
//! tables of contents and indexes are in no passage.
//!
//! # Limits
//!
//! A cell or row that is repeated is read once. Embedded objects and formulas are not read.

mod story;
mod styles;

use standpoint_languages::Languages;

use super::flow::document;
use super::package::Package;
use super::properties::Properties;
use super::xml::{self, XmlError};
use crate::decode::decode;
use crate::format::{Context, Format, Source};
use crate::{Document, IngestError, Limits};
use story::Story;
use styles::StylesReader;

/// What it is called in errors.
const WHAT: &str = "an OpenDocument text";
/// How far a file is searched for what makes it a document in one XML file.
const BEGINNING: usize = 4096;
/// Who wrote a document and when, by the names of the properties; `creator` and `date` are of who changed it last.
const CREATORS: [&str; 2] = ["initial-creator", "creator"];
const DATES: [&str; 2] = ["creation-date", "date"];

/// OpenDocument texts.
pub(super) struct Odt;

impl Format for Odt {
    fn media_type(&self) -> &'static str {
        "application/vnd.oasis.opendocument.text"
    }

    fn read(&self, source: &Source<'_>, context: &Context<'_>) -> Result<Document, IngestError> {
        if is_flat(source.bytes) {
            read_flat(source, context.limits, context.languages)
        } else {
            read(source, context.limits, context.languages)
        }
    }
}

/// Whether some bytes are a document in one XML file.
pub(super) fn is_flat(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(BEGINNING)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with('<') && start.contains("<office:document") && start.contains("opendocument.text")
}

fn read(source: &Source<'_>, limits: &Limits, languages: &Languages) -> Result<Document, IngestError> {
    let mut package = Package::open(source, limits, WHAT)?;
    let manifest = package.part("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
    // Parts are locked one by one; what locks one stands in the manifest.
    if manifest.contains("encryption-data") {
        return Err(package.locked());
    }
    let mut styles = StylesReader::new(languages);
    package.walk_if_whole("styles.xml", &mut styles);
    let content = package.part("content.xml")?.ok_or_else(|| package.damaged())?;
    xml::walk(&content, limits.element_depth, &mut styles).map_err(|e| package.xml_error(e))?;
    let mut story = Story::new(styles.styles, limits);
    xml::walk(&content, limits.element_depth, &mut story).map_err(|e| package.xml_error(e))?;
    drop(content);
    let mut properties = Properties::default();
    package.walk_if_whole("meta.xml", &mut properties);
    finish(source, story, &properties, limits, languages)
}

fn read_flat(source: &Source<'_>, limits: &Limits, languages: &Languages) -> Result<Document, IngestError> {
    let failed = |error| match error {
        XmlError::Damaged => IngestError::damaged(source.path, WHAT),
        XmlError::TooDeep => IngestError::beyond(
            source.path,
            &format!("has elements more than {} deep in each other", limits.element_depth),
        ),
    };
    let content = decode(source.bytes, None).map_err(|_| failed(XmlError::Damaged))?;
    let mut styles = StylesReader::new(languages);
    xml::walk(&content, limits.element_depth, &mut styles).map_err(failed)?;
    let mut properties = Properties::default();
    if let Some(meta) = between(&content, "<office:meta>", "</office:meta>") {
        let _ = xml::walk(meta, limits.element_depth, &mut properties);
    }
    let mut story = Story::new(styles.styles, limits);
    xml::walk(&content, limits.element_depth, &mut story).map_err(failed)?;
    finish(source, story, &properties, limits, languages)
}

/// A piece of a text from one mark to another, both included.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let start = text.find(from)?;
    let length = text[start..].find(to)?;
    text.get(start..start + length + to.len())
}

fn finish(
    source: &Source<'_>,
    story: Story,
    properties: &Properties,
    limits: &Limits,
    languages: &Languages,
) -> Result<Document, IngestError> {
    if story.is_over() {
        return Err(IngestError::too_many_blocks(source.path, limits.blocks));
    }
    let (blocks, notes) = story.end();
    Ok(document(&blocks, &notes, properties.about(&CREATORS, &DATES, languages), languages))
}
