//! What the targets share: a language and a text out of any bytes, and what must hold of whatever is found.

use std::ops::Range;

use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::{Language, Languages};
use standpoint_reading::{Findings, Reading};
use standpoint_text::{Correction, Span, Statement};

/// The first byte picks the language, the rest is the text.
pub fn language_and_text(bytes: &[u8]) -> Option<(&'static Language, &str)> {
    let (&first, rest) = bytes.split_first()?;
    let languages: Vec<&Language> = Languages::built_in().iter().collect();
    let language = languages.get(usize::from(first) % languages.len())?;
    Some((language, std::str::from_utf8(rest).ok()?))
}

/// Asserts that ranges lie in the text, at character borders, in order, and do not overlap.
pub fn check_ranges(text: &str, ranges: impl Iterator<Item = Range<usize>>) {
    let mut last = 0;
    for range in ranges {
        assert!(range.start >= last, "{range:?} begins before {last}");
        assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()), "{range:?} is no stretch of the text");
        last = range.end;
    }
}

/// A statement out of any bytes, all of it in the language of the first, and what is found in it.
pub fn findings(bytes: &[u8]) -> Option<(Statement, Findings)> {
    let (language, text) = language_and_text(bytes)?;
    let languages = Languages::built_in();
    let mut statement = read_statement("any.txt", text.as_bytes(), languages, &Limits::default()).ok()?;
    statement.metadata.language.correct(Correction { value: Some(language.code()), file: "fuzz".into() });
    statement.passages.iter_mut().for_each(|passage| passage.language = Some(language.code()));
    let findings = Reading::of(&statement, languages).findings;
    Some((statement, findings))
}

/// Asserts that spans lie in the statement, in order, and say what stands there, counted in code points.
pub fn check_spans<'a>(statement: &Statement, spans: impl Iterator<Item = &'a Span>, may_lie_in_each_other: bool) {
    let text = statement.text.as_str();
    let (mut last_start, mut last_end) = (0, 0);
    for span in spans {
        let least = if may_lie_in_each_other { last_start } else { last_end };
        assert!(span.bytes().start >= least, "{span:?} is out of order");
        let words: String = text.chars().skip(span.start()).take(span.end() - span.start()).collect();
        assert_eq!(words, span.as_str());
        (last_start, last_end) = (span.bytes().start, span.bytes().end);
    }
}

/// Reads a document of any format, and asserts that each passage stands where it says, in order.
pub fn check_document(bytes: &[u8]) {
    let Ok(statement) = read_statement("any", bytes, Languages::built_in(), &Limits::default()) else { return };
    let text = statement.text.as_str();
    check_ranges(text, statement.passages.iter().map(|passage| passage.span.bytes()));
    assert!(statement.passages.iter().all(|passage| &text[passage.span.bytes()] == passage.span.as_str()));
}
