//! Numerals: what is written in digits.

use std::ops::Range;

use standpoint_languages::Language;

use super::ending::{is_labelled, read_ending, read_fraction_after, read_full_stop, read_power, read_sign};
use super::grouping::{groups_from, value_of, MOST_DIGITS, MOST_GROUPS};
use super::NumberKind;
use crate::tokens::{TokenKind, Tokens};

/// A number in digits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    pub bytes: Range<usize>,
    /// The token after it.
    pub next: usize,
    /// What the digits say, without what multiplies them.
    pub mantissa: f64,
    /// What a mark after the digits multiplies them by: 1,000 in "10k".
    pub scale: f64,
    pub kind: NumberKind,
    /// Whether letters follow without a space or after a hyphen: "180ml", "3-inch".
    pub glued: bool,
    /// Whether it is digits and nothing else.
    pub plain: bool,
}

/// Reads what begins at a token of digits, or at a mark before them, into `found`; gives the token after it, or nothing
/// where no numeral begins.
pub(super) fn read(tokens: &Tokens<'_>, at: usize, language: &Language, found: &mut Vec<Numeral>) -> Option<usize> {
    if tokens.kind(at) == TokenKind::Mark {
        return read_from_mark(tokens, at, language, found);
    }
    if is_in_a_name(tokens, at, language) {
        return Some(after_alphanumerics(tokens, at));
    }
    if let Some(next) = read_chain(tokens, at, found) {
        if let Some(fraction) = found.last_mut().filter(|numeral| numeral.kind == NumberKind::Fraction) {
            read_sign(tokens, at, fraction);
        }
        return Some(next);
    }
    let groups = groups_from(tokens, at);
    let end = groups.last().map_or(at, |group| group.token) + 1;
    let Some(mantissa) = value_of(&groups, language.numbers().decimal_comma) else {
        let labels = groups.iter().any(|group| group.separator == Some('.'));
        let kind = if labels { NumberKind::Label } else { NumberKind::Cardinal };
        found.extend(groups.iter().map(|group| bare(tokens, group.token, kind)));
        return Some(end);
    };
    let numeral = Numeral {
        bytes: tokens.bytes(at).start..tokens.bytes(end - 1).end,
        next: end,
        mantissa,
        scale: 1.0,
        kind: NumberKind::Cardinal,
        glued: false,
        plain: groups.len() == 1,
    };
    finish(tokens, at, numeral, language, found)
}

fn bare(tokens: &Tokens<'_>, token: usize, kind: NumberKind) -> Numeral {
    Numeral {
        bytes: tokens.bytes(token),
        next: token + 1,
        mantissa: number(tokens.written(token)),
        scale: 1.0,
        kind,
        glued: false,
        plain: true,
    }
}

pub(super) fn number(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::INFINITY)
}

/// ".08", ",08" and "½".
fn read_from_mark(tokens: &Tokens<'_>, at: usize, language: &Language, found: &mut Vec<Numeral>) -> Option<usize> {
    let mark = tokens.written(at);
    if let Some(value) = vulgar_fraction(mark) {
        let kind = NumberKind::Fraction;
        let bytes = tokens.bytes(at);
        found.push(Numeral { bytes, next: at + 1, mantissa: value, scale: 1.0, kind, glued: false, plain: false });
        return Some(at + 1);
    }
    let decimal = mark == "." || (mark == "," && language.numbers().decimal_comma);
    let opens = at == 0 || !tokens.touches_previous(at) || matches!(tokens.written(at - 1), "-" | "−" | "(");
    let digits = tokens.touches_next(at) && tokens.kind(at + 1) == TokenKind::Digits;
    if !(decimal && opens && digits) || tokens.written(at + 1).len() > MOST_DIGITS {
        return None;
    }
    let mantissa = number(&format!("0.{}", tokens.written(at + 1)));
    let bytes = tokens.bytes(at).start..tokens.bytes(at + 1).end;
    let kind = NumberKind::Cardinal;
    let numeral = Numeral { bytes, next: at + 2, mantissa, scale: 1.0, kind, glued: false, plain: false };
    finish(tokens, at, numeral, language, found)
}

/// Whether digits belong to a name: "F16", "COVID-19"; but "NATO-2-Prozent-Ziel" counts per cents.
fn is_in_a_name(tokens: &Tokens<'_>, at: usize, language: &Language) -> bool {
    if !tokens.touches_previous(at) {
        return false;
    }
    match tokens.kind(at - 1) {
        TokenKind::Word => true,
        TokenKind::Mark if is_hyphen(tokens.written(at - 1)) && tokens.touches_previous(at - 1) => {
            tokens.kind(at - 2) == TokenKind::Word && !counts_in_compound(tokens, at, language)
        }
        _ => false,
    }
}

fn counts_in_compound(tokens: &Tokens<'_>, at: usize, language: &Language) -> bool {
    hyphenated_word(tokens, at)
        .is_some_and(|word| language.numbers().counted_in_compounds.iter().any(|unit| unit == tokens.lower(word)))
}

/// The word that follows a token after a hyphen.
fn hyphenated_word(tokens: &Tokens<'_>, token: usize) -> Option<usize> {
    let hyphen = tokens.touches_next(token) && is_hyphen(tokens.written(token + 1)) && tokens.touches_next(token + 1);
    (hyphen && tokens.kind(token + 2) == TokenKind::Word).then_some(token + 2)
}

pub(super) fn is_hyphen(mark: &str) -> bool {
    matches!(mark, "-" | "\u{2010}" | "\u{2011}")
}

/// The token after a run of letters and digits without a gap.
fn after_alphanumerics(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut last = at;
    while tokens.touches_next(last) && matches!(tokens.kind(last + 1), TokenKind::Digits | TokenKind::Word) {
        last += 1;
    }
    last + 1
}

/// "14:30", "2018-05-17", "+1-222-2222/2222", "17/5/2018", "3/4".
pub(super) fn read_chain(tokens: &Tokens<'_>, at: usize, found: &mut Vec<Numeral>) -> Option<usize> {
    let mut digits = vec![at];
    let mut marks = Vec::new();
    let mut last = at;
    while let Some(mark) = chain_mark(tokens, last).filter(|_| marks.len() < MOST_GROUPS) {
        marks.push(mark);
        digits.push(last + 2);
        last += 2;
    }
    let single = marks.len() == 1;
    match marks.first() {
        None => return None,
        Some('-') if single => return None,
        Some('/') if single => {
            let (over, under) = (number(tokens.written(digits[0])), number(tokens.written(digits[1])));
            if over < under && under <= 1000.0 {
                let bytes = tokens.bytes(at).start..tokens.bytes(last).end;
                found.push(Numeral {
                    bytes,
                    next: last + 1,
                    mantissa: over / under,
                    kind: NumberKind::Fraction,
                    ..bare(tokens, at, NumberKind::Fraction)
                });
                return Some(last + 1);
            }
        }
        _ => {}
    }
    if marks.iter().all(|mark| matches!(mark, '.' | ',')) {
        return None;
    }
    found.extend(digits.iter().map(|&token| bare(tokens, token, NumberKind::Label)));
    Some(last + 1)
}

fn chain_mark(tokens: &Tokens<'_>, token: usize) -> Option<char> {
    let joined = tokens.touches_next(token) && tokens.touches_next(token + 1);
    if !joined || tokens.kind(token + 2) != TokenKind::Digits {
        return None;
    }
    let mark = tokens.written(token + 1);
    match mark.chars().next()? {
        _ if is_hyphen(mark) => Some('-'),
        mark @ (':' | '/' | '.' | ',') => Some(mark),
        _ => None,
    }
}

/// What stands around the digits: a sign, an exponent, a mark that multiplies, the ending of an ordinal.
fn finish(
    tokens: &Tokens<'_>,
    at: usize,
    mut numeral: Numeral,
    language: &Language,
    found: &mut Vec<Numeral>,
) -> Option<usize> {
    read_power(tokens, &mut numeral);
    read_fraction_after(tokens, &mut numeral);
    read_ending(tokens, at, &mut numeral, language);
    if numeral.glued && tokens.kind(numeral.next) == TokenKind::Word && is_identifier(tokens, numeral.next) {
        return Some(after_alphanumerics(tokens, numeral.next));
    }
    read_full_stop(tokens, &mut numeral, language);
    read_sign(tokens, at, &mut numeral);
    let zeros = numeral.plain && tokens.written(at).len() > 1 && tokens.written(at).starts_with('0');
    if zeros || is_labelled(tokens, at, language) {
        numeral.kind = NumberKind::Label;
    }
    let next = numeral.next;
    found.push(numeral);
    Some(next)
}

/// Letters after digits that digits follow again: "2S7".
pub(super) fn is_identifier(tokens: &Tokens<'_>, word: usize) -> bool {
    tokens.touches_previous(word) && tokens.touches_next(word) && tokens.kind(word + 1) == TokenKind::Digits
}

pub(super) fn vulgar_fraction(mark: &str) -> Option<f64> {
    let (over, under) = match mark.chars().next()? {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(f64::from(over) / f64::from(under))
}
