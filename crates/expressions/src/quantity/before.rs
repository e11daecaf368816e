//! Money before a number: a sign, a code or a word.

use standpoint_languages::{UnitName, UnitWords};

use super::after::is_year;
use super::scan;
use super::table::{Table, LONGEST_SYMBOL};
use super::Unit;
use crate::Number;

/// A currency and where it begins.
pub(super) struct Found {
    pub start: usize,
    pub unit: Unit,
}

/// The currency that stands before a number, not before `floor`.
pub(super) fn sign(text: &str, table: &Table, number: &Number, floor: usize) -> Option<Found> {
    let end = scan::before_gap(text, number.bytes.start);
    let before = &text[..end];
    let shortest = end.saturating_sub(LONGEST_SYMBOL).max(floor);
    let starts = (shortest..end).filter(|&start| before.is_char_boundary(start));
    for start in starts {
        let sign = &before[start..];
        let Some(unit) = table.before(sign) else { continue };
        let word_goes_on = sign.starts_with(char::is_alphanumeric) && before[..start].ends_with(char::is_alphanumeric);
        let letters = sign.chars().all(|c| c.is_alphabetic() || c == '.');
        let in_digits =
            text[number.bytes.start..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '.' | ','));
        if !word_goes_on && (in_digits || !letters) {
            return Some(Found { start, unit: unit.clone() });
        }
    }
    None
}

/// The currency that one word before digits names: "euro 20".
pub(super) fn word(text: &str, words: &UnitWords, table: &Table, number: &Number, floor: usize) -> Option<Found> {
    let digits = text[number.bytes.start..].starts_with(|c: char| c.is_ascii_digit());
    if !digits || is_year(number) {
        return None;
    }
    let end = scan::before_gap(text, number.bytes.start);
    let word = scan::word_before(text, end).filter(|word| word.bytes.start >= floor)?;
    let phrase = words
        .starting_with(&word.lower)
        .find(|phrase| phrase.more_words() == 0 && !phrase.only_after_digits && !phrase.only_joined)?;
    let name = words.name(phrase.unit);
    matches!(name, UnitName::Money(_)).then(|| Found { start: word.bytes.start, unit: table.unit(name) })
}
