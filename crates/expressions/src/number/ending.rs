//! What stands about digits: a sign, an exponent, a mark that multiplies, the ending of an ordinal.

use standpoint_languages::Language;

use super::digits::{is_hyphen, is_identifier, number, read_chain, vulgar_fraction, Numeral};
use super::NumberKind;
use crate::tokens::{TokenKind, Tokens};

/// "1e10", "1.1^23", "1.3x10^6".
pub(super) fn read_power(tokens: &Tokens<'_>, numeral: &mut Numeral) {
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
pub(super) fn read_fraction_after(tokens: &Tokens<'_>, numeral: &mut Numeral) {
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
pub(super) fn read_ending(tokens: &Tokens<'_>, at: usize, numeral: &mut Numeral, language: &Language) {
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
        if numeral.plain && is_in(&words.ordinal_marks) && !is_identifier(tokens, word) {
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
    let free = spaced && (!tokens.touches_next(word) || tokens.kind(word + 1) == TokenKind::Mark);
    let gap_is_space = spaced && !tokens.gap_after(last).contains('\n');
    if free && gap_is_space && (!numeral.plain || matches!(tokens.written(word), "k" | "к")) {
        multiply(tokens, at, numeral, word, language);
    }
}

/// "1º", "3:e", "5-й", "20-ти", "3-inch".
pub(super) fn read_mark_after(tokens: &Tokens<'_>, numeral: &mut Numeral, language: &Language) {
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

pub(super) fn take(tokens: &Tokens<'_>, numeral: &mut Numeral, word: usize, kind: NumberKind) {
    numeral.bytes.end = tokens.bytes(word).end;
    numeral.next = word + 1;
    numeral.kind = kind;
}

pub(super) fn multiply(
    tokens: &Tokens<'_>,
    at: usize,
    numeral: &mut Numeral,
    word: usize,
    language: &Language,
) -> bool {
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

pub(super) fn follows_money(tokens: &Tokens<'_>, at: usize) -> bool {
    at > 0 && (is_money_sign(tokens.written(at - 1)) || crate::quantity::is_money_sign(tokens.written(at - 1)))
}

/// Whether a mark is the sign of a currency.
pub(super) fn is_money_sign(mark: &str) -> bool {
    mark.chars()
        .next()
        .is_some_and(|c| matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '֏' | '؋' | '฿' | '\u{20a0}'..='\u{20c0}'))
}

/// "3. Mai": digits with a full stop that ends no sentence are an ordinal in some languages.
pub(super) fn read_full_stop(tokens: &Tokens<'_>, numeral: &mut Numeral, language: &Language) {
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
pub(super) fn read_sign(tokens: &Tokens<'_>, at: usize, numeral: &mut Numeral) {
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
pub(super) fn is_labelled(tokens: &Tokens<'_>, at: usize, language: &Language) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if matches!(tokens.written(before), "№" | "#" | "§") {
        return true;
    }
    let stop = matches!(tokens.written(before), "." | "°" | "º");
    let word = if stop { before.checked_sub(1) } else { Some(before) };
    let word = tokens.lower_at(word);
    language.numbers().labels.iter().any(|label| label == word)
}
