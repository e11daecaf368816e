use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use thiserror_free::error_type;

/// How many bytes lie between two entries of the index from bytes to code points.
const STRIDE: usize = 256;

error_type! {
    /// A text of more than 4 GiB, which spans can't address.
    TextTooLong, "the text is longer than 4 GiB, more than one statement can hold"
}

error_type! {
    /// A range that is empty, backwards, outside the text, or that cuts a character in two.
    SpanError, "the range does not mark whole characters of the text"
}

/// The wording of one document as read. Cloning it is cheap and gives the same text.
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    content: String,
    /// Code points before byte 0, `STRIDE`, 2 × `STRIDE` …, each entry counted to the next character border at or after it.
    index: Vec<u32>,
    is_ascii: bool,
}

impl Text {
    /// A text of this wording.
    ///
    /// # Errors
    /// [`TextTooLong`] where it has more than 4 GiB.
    pub fn new(content: String) -> Result<Self, TextTooLong> {
        if u32::try_from(content.len()).is_err() {
            return Err(TextTooLong);
        }
        let is_ascii = content.is_ascii();
        let index = if is_ascii { Vec::new() } else { code_point_index(&content) };
        Ok(Self(Arc::new(Inner { content, index, is_ascii })))
    }

    /// The wording.
    pub fn as_str(&self) -> &str {
        &self.0.content
    }

    /// The span over these bytes.
    ///
    /// # Errors
    /// [`SpanError`] where the range is empty, outside the text or cuts a character in two.
    ///
    /// ```
    /// use standpoint_text::Text;
    /// let text = Text::new("Één brug.".into()).unwrap();
    /// let span = text.span(0..5).unwrap();
    /// assert_eq!((span.as_str(), span.start(), span.end()), ("Één", 0, 3));
    /// assert!(text.span(1..4).is_err());
    /// ```
    pub fn span(&self, bytes: Range<usize>) -> Result<Span, SpanError> {
        match self.0.content.get(bytes.clone()) {
            Some(words) if !words.is_empty() => {
                // Within 4 GiB since `new` looked.
                Ok(Span { text: self.clone(), start: bytes.start as u32, end: bytes.end as u32 })
            }
            _ => Err(SpanError),
        }
    }

    /// The span over these bytes less the white space at both ends; `None` where nothing is left.
    pub fn trimmed_span(&self, bytes: Range<usize>) -> Option<Span> {
        let words = self.0.content.get(bytes.clone())?;
        let start = bytes.start + (words.len() - words.trim_start().len());
        let end = bytes.end - (words.len() - words.trim_end().len());
        self.span(start..end.max(start)).ok()
    }

    /// How many code points stand before this byte. The byte must be a character border of the text.
    fn code_points_before(&self, byte: u32) -> usize {
        let byte = byte as usize;
        if self.0.is_ascii {
            return byte;
        }
        let entry = byte / STRIDE;
        let from = border_at_or_after(&self.0.content, entry * STRIDE).min(byte);
        self.0.index[entry] as usize + self.0.content[from..byte].chars().count()
    }
}

fn code_point_index(content: &str) -> Vec<u32> {
    let mut index = Vec::with_capacity(content.len() / STRIDE + 1);
    let (mut counted, mut from) = (0u32, 0usize);
    for mark in (0..=content.len()).step_by(STRIDE) {
        let border = border_at_or_after(content, mark);
        counted += content[from..border].chars().count() as u32;
        from = border;
        index.push(counted);
    }
    index
}

fn border_at_or_after(content: &str, byte: usize) -> usize {
    (byte..content.len()).find(|&b| content.is_char_boundary(b)).unwrap_or(content.len())
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.content == other.0.content
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.content.len())
    }
}

/// A stretch of one text: at least one whole character. Only the text makes it ([`Text::span`]), and it holds on to that
/// text, so what it says and where it stands always agree.
#[derive(Clone, PartialEq, Eq)]
pub struct Span {
    text: Text,
    start: u32,
    end: u32,
}

impl Span {
    /// The words, to the letter.
    pub fn as_str(&self) -> &str {
        &self.text.as_str()[self.bytes()]
    }

    /// Where it starts, in code points from the beginning of the text.
    pub fn start(&self) -> usize {
        self.text.code_points_before(self.start)
    }

    /// Where it ends (exclusive), in code points from the beginning of the text.
    pub fn end(&self) -> usize {
        self.text.code_points_before(self.end)
    }

    /// Where it stands, in UTF-8 bytes of the text.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text it is a stretch of.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The stretch of this span over these bytes, counted from the beginning of the span.
    ///
    /// # Errors
    /// [`SpanError`] as for [`Text::span`], and where the range ends outside this span.
    pub fn part(&self, bytes: Range<usize>) -> Result<Span, SpanError> {
        let (start, end) = (self.start as usize + bytes.start, self.start as usize + bytes.end);
        if end > self.end as usize {
            return Err(SpanError);
        }
        self.text.span(start..end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{} {:?}", self.start(), self.end(), self.as_str())
    }
}

/// Error types by hand: this crate has no dependencies.
mod thiserror_free {
    macro_rules! error_type {
        ($(#[$doc:meta])* $name:ident, $sentence:literal) => {
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name;

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str($sentence)
                }
            }

            impl std::error::Error for $name {}
        };
    }
    pub(super) use error_type;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The contract: `text[start:end] == item.text`, counted in code points, on any Unicode.
        #[test]
        fn offsets_and_words_never_part(content in "\\PC{0,700}|(.|\n){0,300}", a in 0usize..900, b in 0usize..900) {
            let text = Text::new(content.clone()).unwrap();
            if let Ok(span) = text.span(a.min(b)..a.max(b)) {
                let by_code_points: String =
                    content.chars().skip(span.start()).take(span.end() - span.start()).collect();
                prop_assert_eq!(by_code_points, span.as_str());
            }
        }

        #[test]
        fn a_trimmed_span_has_no_white_space_at_its_ends(content in "[ a\u{e9}\u{1F600}\n\u{a0}]{0,40}") {
            let text = Text::new(content.clone()).unwrap();
            match text.trimmed_span(0..content.len()) {
                Some(span) => prop_assert_eq!(span.as_str(), content.trim()),
                None => prop_assert!(content.trim().is_empty()),
            }
        }
    }

    #[test]
    fn a_part_stays_inside_its_span() {
        let text = Text::new("No toll on the bridge".into()).unwrap();
        let span = text.span(3..7).unwrap();
        assert_eq!(span.part(1..4).unwrap().as_str(), "oll");
        assert!(span.part(1..5).is_err());
        assert!(text.span(4..4).is_err());
    }
}
