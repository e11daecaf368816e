//! The sentence around some words.

use standpoint_text::{Span, Statement};

/// So much of the sentence is shown at most on either side of the words, in bytes.
const AROUND: usize = 400;
/// So much of the words themselves.
const WORDS: usize = 2000;

/// Words in the sentence (or the sentences) they stand in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct InSentence<'a> {
    /// What stands before them.
    pub before: &'a str,
    /// The words.
    pub words: &'a str,
    /// What stands after them.
    pub after: &'a str,
    /// Whether the beginning of the sentence, the end of the words and the end of the sentence were left out.
    pub left_out: [bool; 3],
    /// The number of the passage they begin in.
    pub passage: Option<usize>,
}

/// Words in the passage that holds them, or the passages, where they run on.
pub(crate) fn in_sentence<'a>(statement: &'a Statement, span: &'a Span) -> InSentence<'a> {
    let (text, words, passages) = (statement.text.as_str(), span.bytes(), &statement.passages);
    let first = passages.partition_point(|passage| passage.span.bytes().end <= words.start);
    let after_last = passages.partition_point(|passage| passage.span.bytes().start < words.end);
    let (mut start, mut end) = (words.start, words.end);
    if first < after_last {
        start = start.min(passages[first].span.bytes().start);
        end = end.max(passages[after_last - 1].span.bytes().end);
    }
    let (before, cut_before) = ending(&text[start..words.start], AROUND);
    let (inside, cut_words) = beginning(span.as_str(), WORDS);
    let (after, cut_after) = if cut_words { ("", false) } else { beginning(&text[words.end..end], AROUND) };
    let passage = (first < after_last).then_some(first);
    InSentence { before, words: inside, after, left_out: [cut_before, cut_words, cut_after], passage }
}

/// The beginning of a text up to so many bytes, and whether something was left out. It ends between words if it can.
fn beginning(text: &str, most: usize) -> (&str, bool) {
    if text.len() <= most {
        return (text, false);
    }
    let end = (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let kept = &text[..end];
    (kept.rfind(char::is_whitespace).filter(|&at| at > most / 2).map_or(kept, |at| &kept[..at]), true)
}

/// The end of a text, likewise.
fn ending(text: &str, most: usize) -> (&str, bool) {
    if text.len() <= most {
        return (text, false);
    }
    let start = (text.len() - most..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let kept = &text[start..];
    (kept.find(char::is_whitespace).filter(|&at| at < most / 2).map_or(kept, |at| &kept[at..]), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use standpoint_text::{Metadata, Passage, PassageKind, StatementId, Text};

    fn statement(content: &str, passages: &[(usize, usize)]) -> Statement {
        let text = Text::new(content.to_owned()).unwrap();
        let passage = |&(start, end): &(usize, usize)| Passage {
            span: text.span(start..end).unwrap(),
            kind: PassageKind::Sentence,
            language: None,
            paragraph: 0,
            pages: None,
            element: None,
        };
        let passages = passages.iter().map(passage).collect();
        let (path, media_type) = ("a.txt".to_owned(), "text/plain".to_owned());
        let id = StatementId::from_sha256([0; 32]);
        Statement { id, path, media_type, metadata: Metadata::default(), text, passages }
    }

    #[test]
    fn words_stand_in_their_passages() {
        let held = statement("Menu. The toll is two crowns. It stays.", &[(6, 29), (30, 39)]);
        let shown = |from, to| {
            let span = held.text.span(from..to).unwrap();
            let found = in_sentence(&held, &span);
            (found.before.to_owned(), found.after.to_owned(), found.passage)
        };
        assert_eq!(shown(18, 28), ("The toll is ".into(), ".".into(), Some(0)));
        assert_eq!(shown(18, 32), ("The toll is ".into(), " stays.".into(), Some(0)));
        assert_eq!(shown(0, 4), (String::new(), String::new(), None));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_bounded_and_verbatim(content in "([a-zé] ?){1,1500}", from in 0usize..1000, length in 1usize..3000) {
            let held = statement(&content, &[(0, content.len())]);
            let border = |at: usize| (at.min(content.len())..=content.len()).find(|&b| content.is_char_boundary(b));
            let (from, to) = (border(from).unwrap(), border(from + length).unwrap());
            prop_assume!(from < to);
            let span = held.text.span(from..to).unwrap();
            let found = in_sentence(&held, &span);
            prop_assert!(found.before.len() <= AROUND && found.words.len() <= WORDS && found.after.len() <= AROUND);
            let shown = [found.before, found.words, found.after].concat();
            prop_assert!(content.contains(&shown));
        }
    }
}
