use std::ops::Range;

use super::passage::{Joint, Passage, Shape};
use super::usage::Usage;

/// Abbreviations have so many letters.
const LETTERS: Range<usize> = 2..9;

/// "Confederation of Harbour Workers (CHW)": the long name and its abbreviation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) long: Range<usize>,
    pub(super) short: usize,
}

/// The abbreviations that a passage explains.
pub(super) fn definitions(passage: &Passage) -> Vec<Definition> {
    let shorts = (1..passage.len()).filter(|&word| is_in_brackets(passage, word));
    shorts.filter_map(|short| Some(Definition { long: long_name(passage, short)?, short })).collect()
}

/// Whether a word is an abbreviation in brackets.
pub(super) fn is_in_brackets(passage: &Passage, word: usize) -> bool {
    passage.shape(word) == Shape::Capitals
        && passage.gap(word).trim_start() == "("
        && passage.gap(word + 1).starts_with([')', ',', ';'])
}

/// The words right before an abbreviation whose first letters it is made of.
fn long_name(passage: &Passage, short: usize) -> Option<Range<usize>> {
    let letters: Vec<char> = passage.words.get(short).chars().collect();
    if !LETTERS.contains(&letters.len()) {
        return None;
    }
    let naming = passage.naming();
    let mut left = letters.len();
    let mut word = short;
    while left > 0 && word > 0 && short - word <= letters.len() + 5 {
        word -= 1;
        if word + 1 < short && !passage.is_joined(word + 1) {
            return None;
        }
        let lower = passage.words.get(word);
        let fits = lower.starts_with(letters[left - 1]);
        let is_little =
            naming.connectors.contains(lower) || passage.language.is_function_word(lower) || lower.len() <= 1;
        match (fits, is_little) {
            (true, _) => left -= 1,
            (false, true) => {}
            (false, false) => return None,
        }
    }
    (left == 0 && passage.has_capital(word)).then_some(word..short)
}

/// Whether a word in capitals may be the abbreviated name of an organisation.
pub(super) fn is_abbreviation(passage: &Passage, word: usize, usage: &Usage) -> bool {
    let lower = passage.words.get(word);
    let length = lower.chars().count();
    passage.shape(word) == Shape::Capitals
        && !passage.is_display
        && (3..7).contains(&length)
        && lower.chars().all(char::is_alphabetic)
        && usage.capitals(lower) >= 2
        && !usage.is_everyday(lower, passage.language)
        && !is_among_capitals(passage, word)
        && !is_roman_numeral(lower)
}

fn is_among_capitals(passage: &Passage, word: usize) -> bool {
    let beside = |other: usize| passage.shape(other) == Shape::Capitals;
    let joined = |later: usize| matches!(passage.joint(later), Joint::Space);
    (word > 0 && joined(word) && beside(word - 1)) || (joined(word + 1) && beside(word + 1))
}

fn is_roman_numeral(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm'))
}
