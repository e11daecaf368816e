//! A text cut into numbers, words and marks, each word with what it is in the calendar of its language.

use standpoint_languages::{is_letter, push_lower, DateRole, DateWord, DateWords};

/// A number, a word or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Whether it stands right after the token before it, without a space.
    pub is_glued: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A run of digits; the value of more than nine is of no use here and is given as `u32::MAX`.
    Number {
        /// Its value.
        value: u32,
        /// How many digits it has.
        digits: usize,
    },
    /// A run of letters.
    Word {
        /// What it is in a date.
        word: DateWord,
        /// Whether it begins with a capital.
        is_capital: bool,
    },
    /// Anything else but white space.
    Mark(char),
}

impl Token {
    /// The number, if it is one of so many digits.
    pub fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.kind {
            Kind::Number { value, digits: has } if digits.contains(&has) => Some(value),
            _ => None,
        }
    }

    /// Whether it is a number of any length.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number { .. })
    }

    /// What it is in a date, if it is a word.
    pub fn word(&self) -> Option<DateWord> {
        match self.kind {
            Kind::Word { word, .. } => Some(word),
            _ => None,
        }
    }

    /// Whether it is a word that can do this.
    pub fn is(&self, role: DateRole) -> bool {
        self.word().is_some_and(|word| word.is(role))
    }

    /// Whether it is a word with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.kind, Kind::Word { is_capital: true, .. })
    }

    /// The mark, if it is one.
    pub fn mark(&self) -> Option<char> {
        match self.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether it is one of these marks.
    pub fn is_mark(&self, marks: &str) -> bool {
        self.mark().is_some_and(|mark| marks.contains(mark))
    }
}

/// The tokens of a text in its order.
pub(super) fn tokens(text: &str, words: &DateWords) -> Vec<Token> {
    let mut cutter = Cutter { text, words, lower_case: String::new(), tokens: Vec::with_capacity(text.len() / 5) };
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let end = cutter.end_of_run(at, first);
        if !is_space(first) {
            cutter.push(at, end, first);
        }
        at = end;
    }
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a str,
    words: &'a DateWords,
    lower_case: String,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn end_of_run(&self, at: usize, first: char) -> usize {
        let rest = &self.text[at + first.len_utf8()..];
        let length = if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
        } else if is_word_letter(first) {
            rest.char_indices().find(|&(i, c)| !(is_word_letter(c) || self.joins(&rest[i..], c))).map(|(i, _)| i)
        } else {
            Some(0)
        };
        at + first.len_utf8() + length.unwrap_or(rest.len())
    }

    /// Whether an apostrophe is a letter here.
    fn joins(&self, rest: &str, c: char) -> bool {
        is_apostrophe(c)
            && self.words.apostrophe_is_letter
            && rest[c.len_utf8()..].chars().next().is_some_and(is_word_letter)
    }

    fn push(&mut self, start: usize, end: usize, first: char) {
        let written = &self.text[start..end];
        let kind = if first.is_ascii_digit() {
            Kind::Number { value: written.parse().unwrap_or(u32::MAX), digits: written.len() }
        } else if is_word_letter(first) {
            self.lower_case.clear();
            for c in written.chars() {
                match c {
                    c if c.is_ascii() => self.lower_case.push(c.to_ascii_lowercase()),
                    '\u{ad}' => {}
                    c if is_apostrophe(c) => self.lower_case.push('\''),
                    c => push_lower(&mut self.lower_case, c),
                }
            }
            Kind::Word { word: self.words.word(&self.lower_case), is_capital: first.is_uppercase() }
        } else {
            Kind::Mark(first)
        };
        let is_glued = self.tokens.last().is_some_and(|last| last.end == start);
        self.tokens.push(Token { start, end, is_glued, kind });
    }
}

fn is_word_letter(c: char) -> bool {
    is_letter(c) || ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{ad}'
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// White space, and what is as good as none: a zero-width space, a mark of the direction of writing.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
