//! What every format becomes before it is read for what it says of itself: a text and its paragraphs.

use std::ops::Range;

use standpoint_languages::Words;
use standpoint_segment::{Block, BlockKind};

/// What part a paragraph plays for the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Part of the statement.
    Body,
    /// The statement's title.
    Title,
    /// About the statement or the page; in no passage.
    Note,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Where it stands in the text, less its markup.
    pub bytes: Range<usize>,
    pub kind: BlockKind,
    pub role: Role,
    /// Whether markup makes it a heading, and not only its looks.
    pub marked_heading: bool,
}

impl Paragraph {
    pub(crate) fn new(bytes: Range<usize>, kind: BlockKind) -> Self {
        Self { bytes, kind, role: Role::Body, marked_heading: kind == BlockKind::Heading }
    }

    pub(crate) fn text<'a>(&self, content: &'a str) -> &'a str {
        content.get(self.bytes.clone()).unwrap_or("")
    }

    /// Whether it is part of the statement.
    pub(crate) fn is_kept(&self) -> bool {
        self.role != Role::Note
    }
}

/// Whether a text is running text rather than a line: long, or of several sentences.
pub(crate) fn is_running(text: &str) -> bool {
    text.len() > 400
        || word_count_up_to(text, 31) > 30
        || (text.len() > 60 && text.ends_with('.') && text.contains(". "))
        || (text.len() > 200 && [". ", "? ", "! "].iter().any(|end| text.contains(end)))
}

/// How many words a text has, counted no further than `most`: what is asked for is whether it is short.
pub(crate) fn word_count_up_to(text: &str, most: usize) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).take(most).count()
}

/// Whether a text ends as a sentence does, marks that close behind it aside.
pub(crate) fn is_ended(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '”', '“', '’', '»', '«', ')', ']', '*', '_']);
    bare.ends_with(['.', '!', '?', '…', ':', ';'])
}

pub(crate) fn begins_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// A text as it is compared with others: its words, lower case.
pub(crate) fn plain(text: &str) -> String {
    Words::of(text).iter().collect::<Vec<_>>().join(" ")
}

/// Whether a text is an address on the web and nothing else, with or without `<…>`.
pub(crate) fn is_address(text: &str) -> bool {
    let bare = bare_address(text);
    let known = ["http://", "https://", "www."].iter().any(|scheme| bare.starts_with(scheme));
    known && !bare.contains(char::is_whitespace) && bare.len() > 8
}

/// An address without the marks around it.
pub(crate) fn bare_address(text: &str) -> &str {
    text.trim().trim_start_matches('<').trim_end_matches('>')
}

/// The blocks that the statement consists of. A line that stands alone above a much longer paragraph is a heading.
pub(crate) fn blocks(content: &str, paragraphs: &[Paragraph]) -> Vec<Block> {
    let kept: Vec<&Paragraph> = paragraphs.iter().filter(|p| p.is_kept()).collect();
    let kind = |number: usize| {
        let paragraph = kept[number];
        let text = paragraph.text(content);
        let above_long = || {
            kept.get(number + 1).is_some_and(|next| {
                next.kind == BlockKind::Paragraph && next.bytes.len() > 120 && next.bytes.len() > 3 * text.len()
            })
        };
        let looks_like_heading = || {
            text.len() < 120 && !text.contains('\n') && !text.ends_with(['.', ':', ';', ',', '!', '…']) && above_long()
        };
        match paragraph.kind {
            _ if paragraph.role == Role::Title => BlockKind::Heading,
            BlockKind::Paragraph if looks_like_heading() => BlockKind::Heading,
            kind => kind,
        }
    };
    (0..kept.len()).map(|number| Block { bytes: kept[number].bytes.clone(), kind: kind(number) }).collect()
}
