//! Numerals: what is written in digits.

use std::ops::Range;

use standpoint_languages::Language;

use super::NumberKind;
use crate::tokens::{is_apostrophe, TokenKind, Tokens};

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

/// Digits with what separates them, before anything is decided.
#[derive(Debug, Clone, Copy)]
struct Group<'t> {
    /// The separator before it; a space stands for every kind of space.
    separator: Option<char>,
    digits: &'t str,
    token: usize,
}

/// Groups of digits looked at together; a longer chain is no number.
const MOST_GROUPS: usize = 12;
/// Digits in a group that can still be told apart as a number.
const MOST_DIGITS: usize = 30;

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

fn number(digits: &str) -> f64 {
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
        // "USD115"
        TokenKind::Word => !crate::quantity::is_money_sign(tokens.written(at - 1)),
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
fn read_chain(tokens: &Tokens<'_>, at: usize, found: &mut Vec<Numeral>) -> Option<usize> {
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

fn groups_from<'t>(tokens: &Tokens<'t>, at: usize) -> Vec<Group<'t>> {
    let mut groups = vec![Group { separator: None, digits: tokens.written(at), token: at }];
    let mut last = at;
    while groups.len() < MOST_GROUPS {
        let Some((separator, token)) = next_group(tokens, last) else { break };
        let digits = tokens.written(token);
        let spaced = matches!(separator, ' ' | '\'');
        // Spaces and apostrophes only group by thousands, and no decimals stand before them.
        let thousands = digits.len() == 3
            && groups[0].digits.len() <= 3
            && groups.iter().all(|group| group.separator.is_none_or(|s| s == separator));
        if spaced && !thousands {
            break;
        }
        groups.push(Group { separator: Some(separator), digits, token });
        last = token;
    }
    groups
}

fn next_group(tokens: &Tokens<'_>, last: usize) -> Option<(char, usize)> {
    if last + 1 >= tokens.len() {
        return None;
    }
    if tokens.kind(last + 1) == TokenKind::Digits {
        let gap = tokens.gap_after(last);
        let one_space = gap.chars().count() == 1 && !matches!(gap, "\n" | "\t" | "\r");
        let free = !(tokens.touches_next(last + 1)
            && tokens.kind(last + 2) == TokenKind::Word
            && tokens.written(last + 2).len() < 3);
        return (one_space && free).then_some((' ', last + 1));
    }
    let joined = tokens.touches_next(last) && tokens.touches_next(last + 1);
    if !joined || tokens.kind(last + 2) != TokenKind::Digits {
        return None;
    }
    match tokens.written(last + 1).chars().next()? {
        mark @ ('.' | ',') => Some((mark, last + 2)),
        mark if is_apostrophe(mark) => Some(('\'', last + 2)),
        _ => None,
    }
}

/// The value of groups of digits, or nothing where they are no one number ("22,24,26").
fn value_of(groups: &[Group<'_>], decimal_comma: bool) -> Option<f64> {
    if groups.iter().any(|group| group.digits.len() > MOST_DIGITS) {
        return Some(f64::INFINITY).filter(|_| groups.len() == 1);
    }
    let (whole, decimals) = split_decimals(groups, decimal_comma)?;
    let mut written = String::with_capacity(40);
    whole.iter().for_each(|group| written.push_str(group.digits));
    if let Some(group) = decimals {
        written.push('.');
        written.push_str(group.digits);
    }
    written.parse().ok()
}

/// Which groups are whole thousands, and which are decimals.
fn split_decimals<'g, 't>(
    groups: &'g [Group<'t>],
    decimal_comma: bool,
) -> Option<(&'g [Group<'t>], Option<&'g Group<'t>>)> {
    let (last, rest) = groups.split_last()?;
    let Some(mark) = last.separator else { return Some((groups, None)) };
    let alone = groups.iter().filter(|group| group.separator == Some(mark)).count() == 1;
    let point = matches!(mark, '.' | ',');
    let decimal_mark = if decimal_comma { ',' } else { '.' };
    let decimal = point && alone && (rest.len() > 1 || mark == decimal_mark || !is_grouped(groups));
    if decimal {
        return (is_grouped(rest)).then_some((rest, Some(last)));
    }
    is_grouped(groups).then_some((groups, None))
}

/// Whether groups are written as thousands are, or as lakhs and crores.
fn is_grouped(groups: &[Group<'_>]) -> bool {
    let Some((first, rest)) = groups.split_first() else { return false };
    let Some((last, between)) = rest.split_last() else { return true };
    let one_separator = rest.iter().all(|group| group.separator == last.separator);
    let inner = |length: usize| between.iter().all(|group| group.digits.len() == length);
    let lakhs = last.separator == Some(',') && inner(2) && first.digits.len() <= 2 && !between.is_empty();
    one_separator
        && last.digits.len() == 3
        && first.digits.len() <= 3
        && !(first.digits.starts_with('0'))
        && (inner(3) || lakhs)
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
fn is_identifier(tokens: &Tokens<'_>, word: usize) -> bool {
    tokens.touches_previous(word) && tokens.touches_next(word) && tokens.kind(word + 1) == TokenKind::Digits
}

/// "1e10", "1.1^23", "1.3x10^6".
fn read_power(tokens: &Tokens<'_>, numeral: &mut Numeral) {
    let mut at = numeral.next;
    let touches = |token: usize| token > 0 && token < tokens.len() && tokens.touches_previous(token);
    if !touches(at) {
        return;
    }
    let mut base = numeral.mantissa;
    let (mut factor, mut needs_caret) = (1.0, true);
    match tokens.lower(at) {
        "e" => (base, factor, needs_caret) = (10.0, numeral.mantissa, false),
        "x" | "×" | "·" if touches(at + 1) && tokens.written(at + 1) == "10" => {
            (base, factor) = (10.0, numeral.mantissa);
            at += 2;
        }
        "^" => {}
        _ => return,
    }
    if needs_caret && !(touches(at) && tokens.written(at) == "^") {
        return;
    }
    at += 1;
    let mut negative = false;
    while touches(at) && matches!(tokens.written(at), "-" | "+" | "−") && at < numeral.next + 8 {
        negative ^= tokens.written(at) != "+";
        at += 1;
    }
    if !touches(at) || tokens.kind(at) != TokenKind::Digits || tokens.written(at).len() > 3 {
        return;
    }
    let exponent = number(tokens.written(at)) * if negative { -1.0 } else { 1.0 };
    numeral.mantissa = factor * base.powf(exponent);
    numeral.bytes.end = tokens.bytes(at).end;
    numeral.next = at + 1;
    numeral.plain = false;
}

/// "2½", "2 1/4".
fn read_fraction_after(tokens: &Tokens<'_>, numeral: &mut Numeral) {
    let at = numeral.next;
    if !numeral.plain || at >= tokens.len() || numeral.mantissa >= 1000.0 {
        return;
    }
    let (part, last) = if let Some(value) = vulgar_fraction(tokens.written(at)) {
        (value, at)
    } else if tokens.kind(at) == TokenKind::Digits && !tokens.touches_previous(at) {
        let mut found = Vec::new();
        let next = read_chain(tokens, at, &mut found);
        match (next, found.first()) {
            (Some(next), Some(fraction)) if fraction.kind == NumberKind::Fraction => (fraction.mantissa, next - 1),
            _ => return,
        }
    } else {
        return;
    };
    numeral.mantissa += part;
    numeral.bytes.end = tokens.bytes(last).end;
    numeral.next = last + 1;
    numeral.plain = false;
    numeral.kind = NumberKind::Fraction;
}

/// "10k", "2mil", "£5m", "3rd", "180ml".
fn read_ending(tokens: &Tokens<'_>, at: usize, numeral: &mut Numeral, language: &Language) {
    let words = language.numbers();
    let last = numeral.next - 1;
    let word = numeral.next;
    if tokens.touches_next(last) && tokens.kind(word) == TokenKind::Mark {
        return read_mark_after(tokens, numeral, language);
    }
    if tokens.touches_next(last) && tokens.kind(word) == TokenKind::Word {
        let is_in = |list: &[String]| list.iter().any(|ending| ending == tokens.lower(word));
        let is_scale = words.scale_marks.contains_key(tokens.written(word));
        if is_scale && multiply(tokens, at, numeral, word, language) {
            return;
        }
        if numeral.plain && is_in(&words.ordinal_marks) {
            return take(tokens, numeral, word, NumberKind::Ordinal);
        }
        if is_in(&words.multiple_marks) && !is_identifier(tokens, word) {
            return take(tokens, numeral, word, NumberKind::Multiple);
        }
        if is_in(&words.case_marks) {
            return take(tokens, numeral, word, numeral.kind);
        }
        numeral.glued = !multiply(tokens, at, numeral, word, language);
        return;
    }
    let spaced = word < tokens.len() && tokens.kind(word) == TokenKind::Word && !tokens.touches_next(last);
    let free = spaced && !tokens.touches_next(word) || spaced && tokens.kind(word + 1) == TokenKind::Mark;
    let gap_is_space = spaced && !tokens.gap_after(last).contains('\n');
    if free && gap_is_space && (!numeral.plain || matches!(tokens.written(word), "k" | "к")) {
        multiply(tokens, at, numeral, word, language);
    }
}

/// "1º", "3:e", "5-й", "20-ти", "3-inch".
fn read_mark_after(tokens: &Tokens<'_>, numeral: &mut Numeral, language: &Language) {
    let words = language.numbers();
    let mark = numeral.next;
    if tokens.written(mark) == "×" {
        return take(tokens, numeral, mark, NumberKind::Multiple);
    }
    let is_in = |list: &[String], token: usize| list.iter().any(|ending| ending == tokens.lower(token));
    let letters = tokens.touches_next(mark) && tokens.kind(mark + 1) == TokenKind::Word;
    if is_in(&words.ordinal_marks, mark) && numeral.plain && !letters {
        return take(tokens, numeral, mark, NumberKind::Ordinal);
    }
    let joins = is_hyphen(tokens.written(mark)) || tokens.written(mark) == ":";
    if !(joins && letters) {
        return;
    }
    if numeral.plain && is_in(&words.ordinal_marks, mark + 1) {
        take(tokens, numeral, mark + 1, NumberKind::Ordinal);
    } else if is_in(&words.multiple_marks, mark + 1) {
        take(tokens, numeral, mark + 1, NumberKind::Multiple);
    } else if is_in(&words.case_marks, mark + 1) {
        take(tokens, numeral, mark + 1, numeral.kind);
    } else {
        numeral.glued = tokens.written(mark) != ":";
    }
}

fn take(tokens: &Tokens<'_>, numeral: &mut Numeral, word: usize, kind: NumberKind) {
    numeral.bytes.end = tokens.bytes(word).end;
    numeral.next = word + 1;
    numeral.kind = kind;
}

fn multiply(tokens: &Tokens<'_>, at: usize, numeral: &mut Numeral, word: usize, language: &Language) -> bool {
    let words = language.numbers();
    let written = tokens.written(word);
    let long = !numeral.plain || numeral.bytes.len() > 1;
    let scale = words
        .scale_marks
        .get(written)
        .or_else(|| words.long_scale_marks.get(written).filter(|_| long))
        .or_else(|| words.money_scale_marks.get(written).filter(|_| follows_money(tokens, at)))
        .copied()
        // "2millions"
        .or_else(|| words.words.get(tokens.lower(word)).and_then(|w| w.scale).map(|scale| scale.value));
    let Some(scale) = scale else { return false };
    if is_identifier(tokens, word) {
        return false;
    }
    numeral.scale = scale;
    let kind = if numeral.kind == NumberKind::Fraction { NumberKind::Cardinal } else { numeral.kind };
    take(tokens, numeral, word, kind);
    numeral.plain = false;
    true
}

fn follows_money(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && (is_money_sign(tokens.written(at - 1)) || crate::quantity::is_money_sign(tokens.written(at - 1)))
}

/// Whether a mark is the sign of a currency.
pub(super) fn is_money_sign(mark: &str) -> bool {
    mark.chars()
        .next()
        .is_some_and(|c| matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '֏' | '؋' | '฿' | '\u{20a0}'..='\u{20c0}'))
}

/// "3. Mai": digits with a full stop that ends no sentence are an ordinal in some languages.
fn read_full_stop(tokens: &Tokens<'_>, numeral: &mut Numeral, language: &Language) {
    let stop = numeral.next;
    if !language.sentences().ordinal_full_stop || !numeral.plain || numeral.mantissa > 100.0 || numeral.glued {
        return;
    }
    let stops = tokens.touches_next(stop - 1) && tokens.written(stop) == "." && stop + 1 < tokens.len();
    if !stops || tokens.touches_next(stop) || tokens.kind(stop + 1) != TokenKind::Word {
        return;
    }
    let word = tokens.lower(stop + 1);
    let starts = tokens.written(stop + 1).chars().next().is_some_and(char::is_uppercase)
        && language.sentences().starters.contains(word);
    if !starts {
        take(tokens, numeral, stop, NumberKind::Ordinal);
    }
}

/// A minus before the digits; not a hyphen, the dash of an item or that of a range.
fn read_sign(tokens: &Tokens<'_>, at: usize, numeral: &mut Numeral) {
    let Some(sign) = at.checked_sub(1).filter(|&sign| matches!(tokens.written(sign), "-" | "−" | "–")) else {
        return;
    };
    let before = sign.checked_sub(1);
    let free = before.is_none_or(|before| {
        !tokens.touches_next(before) && tokens.kind(before) != TokenKind::Digits || tokens.written(before) == "("
    });
    let alone = before.is_none() && numeral.next == tokens.len() && tokens.written(sign) != "–";
    if free && (tokens.touches_next(sign) && tokens.written(sign) != "–" || alone) {
        numeral.mantissa = -numeral.mantissa;
        numeral.bytes.start = tokens.bytes(sign).start;
    }
}

/// "No. 5", "№ 5", "§ 3".
fn is_labelled(tokens: &Tokens<'_>, at: usize, language: &Language) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if matches!(tokens.written(before), "№" | "#" | "§") {
        return true;
    }
    let stop = matches!(tokens.written(before), "." | "°" | "º");
    let word = if stop { before.checked_sub(1) } else { Some(before) };
    let word = tokens.lower_at(word);
    language.numbers().labels.iter().any(|label| label == word)
}

fn vulgar_fraction(mark: &str) -> Option<f64> {
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
