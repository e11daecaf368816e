use std::ops::Range;

use standpoint_languages::{Language, Words};
use standpoint_text::{CalendarDate, Passage};

use crate::{DateMention, NameMention};

/// Marks that end a clause for the purpose of saying what a number counts.
const CLAUSE_MARKS: [char; 17] = [',', ';', ':', '.', '!', '?', '(', ')', '[', ']', '—', '–', '…', '“', '”', '«', '»'];

/// A passage with all that is known of it when its figures are read. Ranges count bytes from its beginning.
pub(super) struct Sentence<'a> {
    pub passage: &'a Passage,
    pub words: &'a Words,
    pub language: &'a Language,
    /// The dates in it.
    pub dates: &'a [DateMention],
    /// The names in it.
    pub names: &'a [NameMention],
    /// When the statement was published or signed.
    pub published: Option<CalendarDate>,
}

impl Sentence<'_> {
    pub(super) fn text(&self) -> &str {
        self.passage.span.as_str()
    }

    /// Where something in the statement's text stands in this passage.
    pub(super) fn here(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.passage.span.bytes().start;
        bytes.start.saturating_sub(start)..bytes.end.saturating_sub(start)
    }

    /// Whether a clause ends between these two places.
    pub(super) fn clause_ends(&self, from: usize, to: usize) -> bool {
        // A mark without a space after it stands inside a number or an abbreviation.
        self.text().get(from..to).is_some_and(|between| {
            (between.contains(CLAUSE_MARKS) && !matches!(between, "." | "," | ":")) || between.contains(" - ")
        })
    }

    /// The first word that begins at or after this byte.
    pub(super) fn word_after(&self, byte: usize) -> usize {
        let word = self.words.from_byte(byte);
        let cut = word < self.words.len() && self.words.bytes(word).start < byte;
        word + usize::from(cut)
    }

    /// The last word that ends at or before this byte.
    pub(super) fn word_before(&self, byte: usize) -> Option<usize> {
        let next = self.words.from_byte(byte);
        // `from_byte` counts words that end at the byte as over.
        next.checked_sub(1)
    }
}
