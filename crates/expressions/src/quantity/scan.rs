//! Looking a few words ahead or back from a place in a text, never farther.

use std::ops::Range;

/// White space and marks of emphasis that can stand between a number and its unit, in characters.
const WIDEST_GAP: usize = 6;
/// No word of a unit is longer, in characters.
const LONGEST_WORD: usize = 40;
/// No unit, with what links it to its number, has more words.
const MOST_WORDS: usize = 8;

/// How a number and what follows it are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing or a hyphen stands between: "200lbs", "3-inch".
    Tight,
    /// White space.
    Space,
}

/// Where the next word or symbol after a place begins; nothing where a paragraph ends between.
pub(super) fn after_gap(text: &str, end: usize) -> Option<(usize, Joint)> {
    let (mut at, mut lines, mut joint) = (end, 0, Joint::Tight);
    for c in text[end..].chars().take(WIDEST_GAP) {
        match c {
            '\n' if lines == 1 => return None,
            '\n' => lines += 1,
            c if c.is_whitespace() || matches!(c, '*' | '_' | '~') => {}
            '-' | '\u{2010}' | '\u{2011}' if joint == Joint::Tight && at == end => {}
            _ => return Some((at, joint)),
        }
        if c.is_whitespace() {
            joint = Joint::Space;
        }
        at += c.len_utf8();
    }
    None
}

/// Where the last word or symbol before a place ends.
pub(super) fn before_gap(text: &str, start: usize) -> usize {
    let mut at = start;
    for c in text[..start].chars().rev().take(WIDEST_GAP) {
        match c {
            '\n' => return start,
            c if c.is_whitespace() || matches!(c, '*' | '_' | '~') => at -= c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// A word in lower case, with its place.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub bytes: Range<usize>,
    pub lower: String,
}

/// The words from a place on that nothing but a space, a hyphen, an apostrophe, a slash or an abbreviation's stop parts.
pub(super) fn words(text: &str, start: usize) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = start;
    while found.len() < MOST_WORDS {
        let Some(word) = word(text, at) else { break };
        at = word.bytes.end;
        found.push(word);
        let Some(next) = after_joint(text, at) else { break };
        at = next;
    }
    found
}

fn word(text: &str, start: usize) -> Option<Word> {
    let mut lower = String::new();
    let mut end = start;
    for (i, c) in text[start..].chars().enumerate() {
        if !is_letter(c) {
            break;
        }
        if i >= LONGEST_WORD {
            return None;
        }
        end += c.len_utf8();
        if c != '\u{ad}' {
            lower.extend(c.to_lowercase());
        }
    }
    (end > start).then_some(Word { bytes: start..end, lower })
}

/// Whether a character goes on a word.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'º' | 'ª') || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '€')
}

fn after_joint(text: &str, end: usize) -> Option<usize> {
    let mut at = end;
    let mut lines = 0;
    let mut stop = false;
    for (i, c) in text[end..].chars().take(WIDEST_GAP).enumerate() {
        match c {
            '\n' if lines == 1 => return None,
            '\n' => lines += 1,
            '.' if i == 0 => stop = true,
            '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '/' if i == 0 => {}
            '*' | '_' => {}
            c if c.is_whitespace() => {}
            c if is_letter(c) => return Some(at).filter(|_| at > end && !(stop && c.is_uppercase())),
            _ => return None,
        }
        at += c.len_utf8();
    }
    None
}

/// The word that ends at a place, in lower case.
pub(super) fn word_before(text: &str, end: usize) -> Option<Word> {
    let mut start = end;
    for (i, c) in text[..end].chars().rev().enumerate() {
        if !is_letter(c) {
            break;
        }
        if i >= LONGEST_WORD {
            return None;
        }
        start -= c.len_utf8();
    }
    (start < end).then(|| Word { bytes: start..end, lower: text[start..end].to_lowercase() })
}
