//! PDF: what stands on the pages, as a person reads it.
//!
//! A PDF says which letters stand where, not what they are. An engine gives text with its place ([`engine`], [`page`]); the
//! rest is told from that: which pieces make a line ([`rows`], [`lines`]), which numbers only count lines ([`line_numbers`]),
//! which lines are heads and feet that every page repeats ([`running`]), in which order columns are read ([`columns`]), which
//! lines make a paragraph, a heading, a footnote ([`paragraphs`]), which hyphens were put in where a line ends ([`hyphens`]),
//! and which paragraphs a page has cut in two ([`story`]).
//!
//! The text is what is read, in the order of reading. Heads, feet and numbers of pages come after the paragraph that they
//! interrupt, footnotes at the end, and both are in no passage; every passage knows its page.

mod columns;
mod engine;
mod hyphens;
mod line_numbers;
mod lines;
mod page;
mod paragraphs;
mod rows;
mod running;
mod story;

use crate::format::{Context, Format, Source};
use crate::office::{flow, properties::Properties};
use crate::{Document, IngestError};
use engine::Unread;
use story::Story;

/// How far the head of a PDF may stand from the beginning of the file.
const HEAD: usize = 1024;
/// A text of which more than this, in hundredths, can't be read is none.
const UNREADABLE: usize = 20;

/// Whether bytes are a PDF.
pub(crate) fn recognised(bytes: &[u8]) -> Option<Box<dyn Format>> {
    let start = &bytes[..bytes.len().min(HEAD)];
    let at = memchr::memmem::find(start, b"%PDF-")?;
    // A text may speak of the head of a PDF.
    (at == 0 || bytes.contains(&0) || memchr::memmem::find(bytes, b"endobj").is_some()).then(|| Box::new(Pdf) as _)
}

struct Pdf;

impl Format for Pdf {
    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn read(&self, source: &Source<'_>, context: &Context<'_>) -> Result<Document, IngestError> {
        let paper = engine::read(source.bytes, context.limits).map_err(|why| refuse(source.path, why, context))?;
        let story = story::story(&paper.pages, context.languages);
        if !is_readable(&story) {
            return Err(IngestError::no_text_layer(source.path));
        }
        if story.blocks.len() + story.notes.len() > context.limits.blocks {
            return Err(IngestError::too_many_blocks(source.path, context.limits.blocks));
        }
        let mut properties = Properties::default();
        paper.properties.iter().for_each(|(name, value)| properties.add(name, value));
        let declared = properties.about(&["creator"], &["created"], context.languages);
        Ok(flow::document(&story.blocks, &story.notes, declared, context.languages))
    }
}

fn refuse(path: &str, why: Unread, context: &Context<'_>) -> IngestError {
    let limits = context.limits;
    match why {
        Unread::Damaged => IngestError::damaged(path, "a PDF file"),
        Unread::Locked => IngestError::locked_pdf(path),
        Unread::TooManyPages => IngestError::beyond(path, &format!("has more than {} pages", limits.pages)),
        Unread::TooLarge => {
            let most = limits.unpacked_bytes >> 20;
            IngestError::beyond(path, &format!("unpacks to more than {most} MiB"))
        }
    }
}

/// Whether there is text, and most of it characters: fonts without a map to characters give private ones.
fn is_readable(story: &Story) -> bool {
    let (mut all, mut lost) = (0, 0);
    for c in story.blocks.iter().flat_map(|block| block.text.chars()).filter(|c| !c.is_whitespace()) {
        all += 1;
        lost += usize::from(
            matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'..='\u{10ffff}') || c.is_control(),
        );
    }
    all > 0 && lost * 100 <= all * UNREADABLE
}
