//! What closes with a sentence behind its end mark: quotation marks, brackets, the numbers of notes.

use super::{is_end_mark, Finder};

impl Finder<'_> {
    /// The byte after whatever closes with the sentence.
    pub(super) fn after_closing_marks(&self, from: usize) -> usize {
        let closing = &self.text[from..];
        let closers = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '*' | '_');
        let closed = closing.find(|c| !closers(c)).unwrap_or(closing.len());
        // German and Polish close with the mark that English opens with, Swedish with the one it closes with.
        let tail = &closing[closed..];
        let low_quotes = tail.starts_with(['“', '‘']) && tail.chars().nth(1).is_none_or(char::is_whitespace);
        let closed = from + closed + if low_quotes { '“'.len_utf8() } else { 0 };
        closed + self.spaced_quote(closed).max(self.note_number(closed))
    }

    /// The length of a quotation mark that closes after a space, as in French; what follows shows that it does not open.
    fn spaced_quote(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let spaces = rest.chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
        let closing = ["»", "”", "\"", "''"].into_iter().find(|mark| spaces > 0 && rest[spaces..].starts_with(mark));
        closing.map_or(0, |mark| {
            let length = spaces + mark.len();
            let next = rest[length..].chars().next();
            if next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')')) {
                length
            } else {
                0
            }
        })
    }

    /// The length of the numbers of notes ("the toll.[7][8] The", "the toll.11 The").
    fn note_number(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let digits = |from: usize| rest[from..].bytes().take(3).take_while(u8::is_ascii_digit).count();
        let mut length = 0;
        while rest[length..].starts_with('[') {
            let end = length + 1 + digits(length + 1);
            if end == length + 1 || !rest[end..].starts_with(']') {
                break;
            }
            length = end + 1;
        }
        let word = self.text[..at].trim_end_matches(is_end_mark);
        let after_words = word.ends_with(')') || word.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3;
        if length == 0 && after_words && (1..3).contains(&digits(0)) && self.begins_sentence(at + digits(0)) {
            let spaced = rest[digits(0)..].starts_with(char::is_whitespace);
            length = if spaced { digits(0) } else { 0 };
        }
        length
    }
}
