//! The unit after a number: a symbol or words.

use standpoint_languages::{UnitName, UnitPhrase, UnitWords};

use super::scan::{self, Joint, Word};
use super::table::{Table, LONGEST_SYMBOL};
use super::Unit;
use crate::{Number, NumberKind};

/// Four digits between these can be the name of a year.
const YEARS: std::ops::RangeInclusive<f64> = 1000.0..=2100.0;

/// A unit and where it ends.
pub(super) struct Found {
    pub end: usize,
    pub unit: Unit,
}

/// What may follow a number.
pub(super) struct After<'a> {
    pub text: &'a str,
    pub words: &'a UnitWords,
    pub table: &'a Table,
}

impl After<'_> {
    /// The unit after a number that ends at a place.
    pub fn unit(&self, number: &Number, end: usize) -> Option<Found> {
        let (start, joint) = scan::after_gap(self.text, end)?;
        if let Some(found) = self.bracketed(number, start) {
            return Some(found);
        }
        let symbol = self.symbol(number, start, joint);
        let phrase = self.phrase(number, start, joint);
        match (symbol, phrase) {
            (Some(symbol), Some(phrase)) if phrase.end > symbol.end => Some(phrase),
            (symbol, phrase) => symbol.or(phrase),
        }
    }

    /// "20 (kg)".
    fn bracketed(&self, number: &Number, start: usize) -> Option<Found> {
        let rest = self.text.get(start..)?;
        let opener = rest.chars().next()?;
        let closer = match opener {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            '<' => '>',
            _ => return None,
        };
        let inside = start + opener.len_utf8();
        let found = self.symbol(number, inside, Joint::Space)?;
        self.text[found.end..].starts_with(closer).then_some(Found { end: found.end + closer.len_utf8(), ..found })
    }

    fn symbol(&self, number: &Number, start: usize, joint: Joint) -> Option<Found> {
        let rest = &self.text[start..];
        let longest = rest.len().min(LONGEST_SYMBOL);
        let ends = (1..=longest).rev().filter(|&end| rest.is_char_boundary(end));
        for end in ends {
            let symbol = &rest[..end];
            let Some(unit) = self.table.after(symbol) else { continue };
            if self.counts(symbol, &rest[end..], number, joint) {
                return Some(Found { end: start + end, unit: unit.clone() });
            }
        }
        None
    }

    /// Whether what is written like a symbol is one here.
    fn counts(&self, symbol: &str, rest: &str, number: &Number, joint: Joint) -> bool {
        let alphanumeric = |c: char| c.is_alphanumeric() || matches!(c, '²' | '³' | '\u{300}'..='\u{36f}');
        if symbol.ends_with(alphanumeric) && rest.starts_with(alphanumeric) {
            return false;
        }
        if could_be_word(symbol) && !number.has_digits || symbol == "s" && joint == Joint::Tight && is_decade(number) {
            return false;
        }
        if self.words.names_a_year(symbol) && is_year(number) {
            return false;
        }
        // "1 $10 bill": the sign belongs to what it touches.
        if joint == Joint::Space && !symbol.ends_with(alphanumeric) && rest.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        !(joint == Joint::Space && self.words.is_little_word(symbol) && self.goes_on(rest))
    }

    /// Whether the clause goes on with a word that links nothing.
    fn goes_on(&self, rest: &str) -> bool {
        let next = rest.trim_start_matches(' ');
        let Some(word) = scan::words(next, 0).into_iter().next() else { return next.starts_with(char::is_numeric) };
        !self.words.linkers().iter().any(|linker| linker.first() == Some(&word.lower))
    }

    fn phrase(&self, number: &Number, start: usize, joint: Joint) -> Option<Found> {
        let words = scan::words(self.text, start);
        if let Some(found) = self.at(number, &words, joint) {
            return Some(found);
        }
        if joint == Joint::Tight {
            return None;
        }
        let part = number.kind == NumberKind::Fraction;
        let in_words = self.text[..number.bytes.end].ends_with(|c: char| c.is_alphabetic() || c == '.');
        let mut linkers: Vec<&[String]> = Vec::new();
        if part {
            linkers.extend(self.words.part_linkers().iter().map(Vec::as_slice));
        }
        if in_words {
            linkers.extend(self.words.linkers().iter().map(Vec::as_slice));
        }
        linkers.sort_by_key(|linker| std::cmp::Reverse(linker.len()));
        let starts_with =
            |linker: &[String]| linker.iter().zip(&words).filter(|(a, b)| **a == b.lower).count() == linker.len();
        for linker in linkers.into_iter().filter(|linker| starts_with(linker)) {
            let rest = &words[linker.len()..];
            let symbol = rest.first().map_or_else(|| self.after_linker(&words), |word| Some(word.bytes.start));
            let found = self.at(number, rest, joint).or_else(|| self.symbol(number, symbol?, joint));
            if found.is_some() {
                return found;
            }
        }
        let filler = words.first().is_some_and(|word| self.words.is_filler(&word.lower));
        filler.then(|| self.at(number, &words[1..], joint))?
    }

    /// Where a symbol that is no word begins after a linker: "milliards de $".
    fn after_linker(&self, words: &[Word]) -> Option<usize> {
        scan::after_gap(self.text, words.last()?.bytes.end).map(|(start, _)| start)
    }

    /// The longest phrase that begins with the first of some words.
    fn at(&self, number: &Number, words: &[Word], joint: Joint) -> Option<Found> {
        let (first, rest) = words.split_first()?;
        let mut best: Option<(&UnitPhrase, usize)> = None;
        for phrase in self.words.starting_with(&first.lower) {
            let length = phrase.more_words() + 1;
            let fits = (!phrase.only_after_digits || number.has_digits)
                && (!phrase.only_joined || joint == Joint::Tight)
                && length <= words.len()
                && rest.iter().take(length - 1).enumerate().all(|(i, w)| self.words.goes_on(phrase, i, &w.lower));
            if !fits {
                continue;
            }
            let better = best.is_none_or(|(other, longest)| {
                length > longest || length == longest && self.is_weight(other, phrase, words.get(length))
            });
            if better {
                best = Some((phrase, length));
            }
        }
        let (phrase, length) = best?;
        let end = words[length - 1].bytes.end;
        let named_year = length == 1 && self.words.names_a_year(&first.lower) && is_year(number);
        let little = length == 1 && joint == Joint::Space && self.words.is_little_word(&first.lower);
        let article = number.kind == NumberKind::Article && self.words.is_other_after_article(&first.lower);
        if named_year || article || little && self.goes_on(&self.text[end..]) {
            return None;
        }
        Some(Found { end, unit: self.table.unit(self.words.name(phrase.unit)) })
    }

    /// Whether the second of two senses holds: "two pounds of meat" are a weight, "two pounds" money.
    fn is_weight(&self, first: &UnitPhrase, second: &UnitPhrase, next: Option<&Word>) -> bool {
        let money = matches!(self.words.name(first.unit), UnitName::Money(_));
        let measure = matches!(self.words.name(second.unit), UnitName::Measure(_));
        let linked =
            next.is_some_and(|next| self.words.linkers().iter().any(|linker| linker.first() == Some(&next.lower)));
        money && measure && linked
    }
}

/// Whether a symbol is written like a word: one letter, or letters with a vowel among them. "Km" and "kg" never are.
fn could_be_word(symbol: &str) -> bool {
    let letters = symbol.chars().all(char::is_alphabetic);
    let code = symbol.len() == 3 && symbol.bytes().all(|b| b.is_ascii_uppercase());
    let vowel = symbol.to_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y']);
    letters && !code && (vowel || symbol.chars().count() == 1 || symbol.bytes().all(|b| b.is_ascii_uppercase()))
}

/// "1980s", "80s".
fn is_decade(number: &Number) -> bool {
    number.value % 10.0 == 0.0 && number.value >= 10.0
}

/// Whether a number can be the name of a year.
pub(super) fn is_year(number: &Number) -> bool {
    let plain = number.bytes.len() == 4 && number.has_digits;
    plain && number.value_max.is_none() && YEARS.contains(&number.value) && number.value.fract() == 0.0
}
