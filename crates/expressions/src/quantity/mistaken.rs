//! Units that were read as parts of numbers: "12 cents" is not twelve hundred in French, nor "dez por cento" a tenth.

use standpoint_languages::{Language, UnitName};

use super::before;
use super::scan::{self, Word};
use super::table::Table;
use super::Unit;
use crate::{numbers_apart, Number, NumberKind};

/// A unit in a number is at most so many words long ("por cien", "pour cent").
const MOST_WORDS: usize = 2;

/// The number without the unit that was taken for a part of it.
pub(super) fn without_unit(text: &str, number: Number, language: &Language) -> Number {
    if number.value_max.is_some() {
        return number;
    }
    degrees(text, &number).or_else(|| words(text, &number, language)).unwrap_or(number)
}

/// "37º C" is no ordinal, nor is "a 37°".
fn degrees(text: &str, number: &Number) -> Option<Number> {
    let written = text[number.bytes.clone()].strip_suffix(['º', '°']).filter(|_| number.kind == NumberKind::Ordinal)?;
    let end = number.bytes.start + written.len();
    let rest = text[end..].trim_start_matches(['º', '°', ' ']);
    let scale = rest.starts_with(['C', 'c', 'F', 'f']) && !rest[1..].starts_with(char::is_alphanumeric)
        || text[end..].starts_with('°') && rest.trim_start().is_empty();
    scale.then(|| Number {
        bytes: number.bytes.start..end,
        qualified: number.qualified.start..end,
        kind: NumberKind::Cardinal,
        ..number.clone()
    })
}

fn words(text: &str, number: &Number, language: &Language) -> Option<Number> {
    let last = scan::word_before(text, number.bytes.end)?;
    let mut first = last.clone();
    let mut unit = vec![last];
    for _ in 0..MOST_WORDS {
        if names_unit(&unit, number, language) || unit.len() == 1 && is_symbol(text, &first, number) {
            return reread(text, number, first.bytes.start, language);
        }
        first = scan::word_before(text, scan::before_gap(text, first.bytes.start))?;
        if first.bytes.start <= number.bytes.start {
            return None;
        }
        unit.insert(0, first.clone());
    }
    None
}

/// Whether words name a unit that looks like a number: per cents, and small change after digits.
fn names_unit(words: &[Word], number: &Number, language: &Language) -> bool {
    let units = language.units();
    let Some((first, rest)) = words.split_first() else { return false };
    let phrases = units.starting_with(&first.lower).filter(|phrase| phrase.more_words() == rest.len());
    let mut whole = phrases.filter(|phrase| rest.iter().enumerate().all(|(i, w)| units.goes_on(phrase, i, &w.lower)));
    whole.any(|phrase| match units.name(phrase.unit) {
        UnitName::Measure(unit) => unit == "percent",
        UnitName::Money(noun) => number.has_digits && Table::built_in().is_change(&Unit::Currency(noun.clone())),
    })
}

/// Whether a word that multiplies money stands for a unit: "7,62 mm" are no millions where no money stands before.
fn is_symbol(text: &str, word: &Word, number: &Number) -> bool {
    let table = Table::built_in();
    let measure = matches!(table.after(&text[word.bytes.clone()]), Some(Unit::Measure(_)));
    measure && number.has_digits && word.bytes.len() > 1 && before::sign(text, table, number, 0).is_none()
}

/// The number that ends where the unit begins.
fn reread(text: &str, number: &Number, unit: usize, language: &Language) -> Option<Number> {
    let written = text[number.bytes.start..unit].trim_end();
    let end = number.bytes.start + written.len();
    let mut apart = numbers_apart(written, language).into_iter();
    let only = apart.next().filter(|only| only.bytes == (0..written.len()) && apart.next().is_none())?;
    Some(Number {
        bytes: number.bytes.start..end,
        qualified: number.qualified.start..end,
        qualifier: number.qualifier,
        ..only
    })
}
