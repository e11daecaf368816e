//! Lines put together: what a hyphen at the end of a line means.
//!
//! A soft hyphen is none. A hyphen before a capital or a digit belongs to the word; before a small letter it was put in
//! where the line ends, unless the document elsewhere writes the word with it, or the first part stands alone ("pre- and
//! postwar"), which shows in the little word that follows.

use std::collections::HashMap;

use standpoint_languages::{DateRole, Language};

use super::lines::Line;

/// Characters that break a word at the end of a line.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// No longer word, in bytes, is looked at.
const LONGEST: usize = 100;

/// How often a document writes its words, inside of lines.
#[derive(Debug, Default)]
pub(super) struct Words {
    counts: HashMap<String, u32>,
}

impl Words {
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Self {
        let mut words = Self::default();
        for line in lines {
            let broken = line.text.ends_with(HYPHENS);
            let mut tokens = line.text.split_whitespace().peekable();
            while let Some(token) = tokens.next() {
                // A part of a word would count as a word.
                if tokens.peek().is_some() || !broken {
                    words.add(token);
                }
            }
        }
        words
    }

    fn add(&mut self, token: &str) {
        for word in token.split(|c: char| !c.is_alphanumeric() && !HYPHENS.contains(&c)).map(bare) {
            if word.is_empty() || word.len() > LONGEST {
                continue;
            }
            for part in word.split('-').filter(|part| part.len() < word.len() && !part.is_empty()) {
                *self.counts.entry(part.to_owned()).or_default() += 1;
            }
            *self.counts.entry(word).or_default() += 1;
        }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or(0)
    }
}

/// A word without what stands around it, in small letters.
fn bare(token: &str) -> String {
    token.trim_matches(|c: char| !c.is_alphanumeric()).replace('\u{2010}', "-").replace('\u{ad}', "").to_lowercase()
}

/// Puts a line behind a text.
pub(super) fn join(text: &mut String, line: &str, words: &Words, language: Option<&Language>) {
    match between(text, line, words, language) {
        Between::Space => text.push(' '),
        Between::Nothing => {}
        Between::NoHyphen => {
            text.pop();
        }
    }
    text.push_str(line);
}

/// What comes between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Space,
    Nothing,
    /// Nothing, and the hyphen goes.
    NoHyphen,
}

fn between(text: &str, line: &str, words: &Words, language: Option<&Language>) -> Between {
    let Some(hyphen) = text.chars().next_back().filter(|c| HYPHENS.contains(c)) else {
        return if text.is_empty() || goes_on_unspaced(text, line) { Between::Nothing } else { Between::Space };
    };
    let first = text.rsplit(' ').next().unwrap_or("").trim_end_matches(HYPHENS);
    let second = line.split(' ').next().unwrap_or("");
    if first.is_empty() || !first.ends_with(char::is_alphanumeric) {
        return Between::Space;
    }
    if hyphen == '\u{ad}' {
        return Between::NoHyphen;
    }
    // In a line of capitals a capital is no sign.
    let capitals =
        |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase);
    let in_capitals = capitals(first) && capitals(second);
    if !(second.starts_with(char::is_lowercase) || in_capitals) || first.contains("://") {
        return Between::Nothing;
    }
    let part = |c: char| !c.is_alphanumeric() && !HYPHENS.contains(&c);
    let first = bare(first.rsplit(part).next().unwrap_or(""));
    let second = bare(second.split(part).next().unwrap_or(""));
    let (joined, hyphened) = (words.count(&format!("{first}{second}")), words.count(&format!("{first}-{second}")));
    match (joined, hyphened) {
        _ if joined > 0 && joined >= hyphened => Between::NoHyphen,
        _ if hyphened > 0 => Between::Nothing,
        // "Ein- und Ausfahrt".
        _ if is_coordinator(&second, language) => Between::Space,
        // "e-mail", "state-of-the-art", "Anti-Toll-": there are hyphens in it already.
        _ if first.chars().count() < 2 || first.contains('-') => Between::Nothing,
        // Two names, in a text that is all capitals elsewhere.
        _ if in_capitals && words.count(&first) > 0 && words.count(&second) > 0 => Between::Nothing,
        _ => Between::NoHyphen,
    }
}

/// Whether a line ends in a mark behind which there is no space: a dash without one before it, the middle of an address.
fn goes_on_unspaced(text: &str, line: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or("");
    let long_dash = word.ends_with('—') && word.chars().count() > 1;
    let number = |c: char| c.is_ascii_digit();
    let range = word.strip_suffix('–').is_some_and(|first| first.ends_with(number)) && line.starts_with(number);
    let address = word.ends_with('/') && (word.contains("://") || word.starts_with("www."));
    let mail = word.len() > 1 && word.ends_with('@');
    long_dash || range || address || mail
}

/// Whether a word connects two of which the first may be cut short.
fn is_coordinator(word: &str, language: Option<&Language>) -> bool {
    language.is_some_and(|language| language.dates().word(word).is(DateRole::And))
}

#[cfg(test)]
mod tests {
    use standpoint_languages::Languages;

    use super::*;

    fn joined(document: &str, first: &str, second: &str) -> String {
        joined_in("en", document, first, second)
    }

    fn joined_in(code: &str, document: &str, first: &str, second: &str) -> String {
        let line = Line { text: document.to_owned(), ..Line::default() };
        let words = Words::of([line].iter());
        let mut text = first.to_owned();
        let language = Languages::built_in().iter().find(|l| l.code().as_str() == code);
        join(&mut text, second, &words, language);
        text
    }

    #[test]
    fn hyphens_that_a_line_put_in_go() {
        assert_eq!(joined("", "the har-", "bour is"), "the harbour is");
        assert_eq!(joined("", "the har\u{ad}", "bour"), "the harbour");
        assert_eq!(joined("", "the har\u{2010}", "bour"), "the harbour");
        assert_eq!(joined("", "THE HAR-", "BOUR IS"), "THE HARBOUR IS");
        assert_eq!(joined("a harbour-side a harbourside", "harbour-", "side"), "harbourside");
    }

    #[test]
    fn hyphens_of_words_stay() {
        assert_eq!(joined("a long-term plan", "a long-", "term toll"), "a long-term toll");
        assert_eq!(joined("", "Nord-", "Süd"), "Nord-Süd");
        assert_eq!(joined("The BBC and the CNN said", "BBC-", "CNN"), "BBC-CNN");
        assert_eq!(joined("by ferry-boat", "by rail/ferry-", "boat"), "by rail/ferry-boat");
        assert_eq!(joined("", "an e-", "mail"), "an e-mail");
        assert_eq!(joined("", "state-of-the-", "art"), "state-of-the-art");
        assert_eq!(joined("", "2020-", "21"), "2020-21");
    }

    #[test]
    fn first_parts_that_stand_alone_stay_alone() {
        assert_eq!(joined_in("de", "", "die Ein-", "und Ausfahrt"), "die Ein- und Ausfahrt");
        assert_eq!(joined("", "pre-", "and postwar"), "pre- and postwar");
        assert_eq!(joined("", "the toll -", "which"), "the toll - which");
    }

    #[test]
    fn lines_are_parted_by_a_space_but_at_dashes_and_in_addresses() {
        assert_eq!(joined("", "the toll", "is"), "the toll is");
        assert_eq!(joined("", "the toll—", "which"), "the toll—which");
        assert_eq!(joined("", "from 2018–", "2021 on"), "from 2018–2021 on");
        assert_eq!(joined("", "the toll –", "which"), "the toll – which");
        assert_eq!(joined("", "write to toll@", "harbour.example"), "write to toll@harbour.example");
        assert_eq!(joined("", "https://harbour.example/", "toll"), "https://harbour.example/toll");
    }
}
