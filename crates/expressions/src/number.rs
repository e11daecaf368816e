//! Numbers in digits, in words and in both.

mod cardinal;
mod compound;
mod digits;
mod ending;
mod grouping;
mod part;
mod phrase;
mod pieces;
mod qualify;
#[cfg(test)]
mod tests;

use std::ops::Range;

use standpoint_languages::Language;

use crate::tokens::Tokens;
use cardinal::Grammar;
use phrase::Phrase;
use pieces::Gap;

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// The number itself.
    Exact,
    /// "About", "some", "nearly".
    About,
    /// "Over", "more than", "at least".
    Over,
    /// "Under", "less than", "at most", "up to".
    Under,
    /// "Between … and …", "from … to …".
    Range,
    /// An order of magnitude: "thousands".
    Order,
}

impl Qualifier {
    /// The word for it in the program's output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
            Self::Range => "range",
            Self::Order => "order",
        }
    }
}

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// "1,980", "six million".
    Cardinal,
    /// "Half", "two thirds": the value is the share, from 0 to 1 (or more: "one and a half").
    Fraction,
    /// "Twice", "three times", "tenfold".
    Multiple,
    /// "Thousands", "tens of millions": the value is the least that it says.
    Order,
    /// "Third", "3rd": no figure, found so that nobody takes it for one.
    Ordinal,
    /// "One", "een", "ein", "un" where nothing shows that it is more than an article or a pronoun.
    Article,
    /// Digits that name and don't count: parts of a telephone number, a version, a clock time, a date in digits, "No. 5".
    Label,
}

/// A number as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number itself, without words around it ("6.3 million").
    pub bytes: Range<usize>,
    /// The number with the words that say how exactly it is meant ("over 6.3 million"), and both ends of a range.
    pub qualified: Range<usize>,
    /// Its value; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// How exactly it is meant.
    pub qualifier: Qualifier,
    /// What sort of number it is.
    pub kind: NumberKind,
    /// Whether it is written in digits, wholly or in part.
    pub has_digits: bool,
    /// Whether letters follow directly or after a hyphen: "180ml", "3-inch", "two-state". A unit, if they are one; else part of
    /// a name or a compound.
    pub glued: bool,
}

/// Every number in a text, in its order, none overlapping another; the ends of a range are one number.
///
/// ```
/// use standpoint_expressions::{numbers, Qualifier};
/// use standpoint_languages::Languages;
///
/// let language = |code| Languages::built_in().get(code).unwrap();
/// let english = language(standpoint_text::LanguageCode::new("en").unwrap());
/// let text = "The bridge cost over 31 million crowns; between two and three thousand people cross it.";
/// let found = numbers(text, english);
/// assert_eq!(&text[found[0].qualified.clone()], "over 31 million");
/// assert_eq!((found[0].value, found[0].qualifier), (31_000_000.0, Qualifier::Over));
/// assert_eq!((found[1].value, found[1].value_max), (2000.0, Some(3000.0)));
/// ```
pub fn numbers(text: &str, language: &Language) -> Vec<Number> {
    let tokens = Tokens::of(text);
    let phrases = phrases(&tokens, language);
    qualify::numbers(&tokens, &phrases, language.numbers())
}

/// Every number in a text by itself: without the words that say how exactly it is meant, and the ends of a range apart.
pub fn numbers_apart(text: &str, language: &Language) -> Vec<Number> {
    let tokens = Tokens::of(text);
    phrases(&tokens, language).into_iter().map(|phrase| plain(&phrase)).collect()
}

fn plain(phrase: &Phrase) -> Number {
    Number {
        bytes: phrase.bytes.clone(),
        qualified: phrase.bytes.clone(),
        value: phrase.value,
        value_max: None,
        qualifier: match phrase.kind {
            NumberKind::Order => Qualifier::Order,
            _ if phrase.about => Qualifier::About,
            _ => Qualifier::Exact,
        },
        kind: phrase.kind,
        has_digits: phrase.has_digits,
        glued: phrase.glued,
    }
}

fn phrases(tokens: &Tokens<'_>, language: &Language) -> Vec<Phrase> {
    let pieces = pieces::pieces(tokens, language);
    let grammar = Grammar { pieces: &pieces, tokens, words: language.numbers() };
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let phrase = grammar.phrase(at).filter(|phrase| phrase.next > at);
        at = phrase.as_ref().map_or(at + 1, |phrase| phrase.next);
        if let Some(mut phrase) = phrase.and_then(|phrase| in_context(&grammar, phrase)) {
            if is_minutes(&grammar, found.last(), &phrase) {
                phrase.kind = NumberKind::Label;
            }
            push(tokens, &mut found, phrase);
        }
        while grammar.gap(at) == Gap::Glued {
            at += 1;
        }
    }
    found
}

/// "14.30 Uhr", "kl. 14.30", "9 o'clock", "7.55am", "om 15 uur".
fn is_clock_time(grammar: &Grammar<'_, '_>, phrase: &Phrase) -> bool {
    let (tokens, clock) = (grammar.tokens, &grammar.words.clock);
    if !(0.0..25.0).contains(&phrase.value) {
        return false;
    }
    if clock.after_hour.iter().any(|turn| grammar.stands(turn, phrase.tokens.end)) {
        return true;
    }
    let with_minutes = phrase.tokens.len() == 3 && tokens.written(phrase.tokens.start + 1) == "." && {
        let minutes = tokens.written(phrase.tokens.start + 2);
        minutes.len() == 2 && minutes < "60"
    };
    let stop = phrase.tokens.start.checked_sub(1).filter(|&stop| tokens.written(stop) == ".");
    let before = tokens.lower_at(stop.unwrap_or(phrase.tokens.start).checked_sub(1));
    let after = tokens.lower_at(Some(phrase.tokens.end));
    let is_before = clock.before.iter().any(|word| word == before);
    let is_after = clock.after.iter().any(|word| word == after);
    // "Om 15 uur": hours alone last, unless both sides show that they don't.
    if with_minutes {
        is_before || is_after
    } else {
        is_before && is_after && !phrase.glued
    }
}

/// "30" in "à 17 h 30".
fn is_minutes(grammar: &Grammar<'_, '_>, hour: Option<&Phrase>, phrase: &Phrase) -> bool {
    let tokens = grammar.tokens;
    let Some(hour) = hour.filter(|hour| hour.kind == NumberKind::Label && hour.value < 25.0) else { return false };
    let between = hour.tokens.end;
    let is_next = between + 1 == phrase.tokens.start && tokens.written(phrase.tokens.start).len() == 2;
    is_next && phrase.value < 60.0 && grammar.words.clock.after.iter().any(|word| word == tokens.lower(between))
}

/// Adds a number; "forty-five (45)" is one.
fn push(tokens: &Tokens<'_>, found: &mut Vec<Phrase>, phrase: Phrase) {
    if let Some(before) = found.last_mut().filter(|before| before.value == phrase.value && before.kind == phrase.kind) {
        let opens = before.tokens.end + 1 == phrase.tokens.start && tokens.written(before.tokens.end) == "(";
        let closes = phrase.tokens.end < tokens.len() && tokens.written(phrase.tokens.end) == ")";
        if opens && closes && before.has_digits != phrase.has_digits {
            before.bytes.end = tokens.bytes(phrase.tokens.end).end;
            before.tokens.end = phrase.tokens.end + 1;
            before.has_digits = true;
            return;
        }
    }
    found.push(phrase);
}

/// What the words beside a number make of it: nothing, where it is no number at all ("this one"), or more than an article.
fn in_context(grammar: &Grammar<'_, '_>, mut phrase: Phrase) -> Option<Phrase> {
    let tokens = grammar.tokens;
    let before = tokens.lower_at(phrase.tokens.start.checked_sub(1));
    let after = tokens.lower_at(Some(phrase.tokens.end));
    let is = |list: &[String], word: &str| list.iter().any(|w| w == word);
    let roles = |token: usize| grammar.words.words.get(tokens.lower(token)).map(|word| word.roles).unwrap_or_default();
    // "A score" is as little a number as "score" is.
    let opens_with_article = phrase.tokens.len() == 2 && roles(phrase.tokens.start).bare_article;
    if (phrase.tokens.len() == 1 || opens_with_article) && roles(phrase.tokens.end - 1).only_inside {
        return None;
    }
    if phrase.tokens.len() == 1 {
        let lower = tokens.lower(phrase.tokens.start);
        if let Some(unless) = grammar.words.unless.get(lower) {
            let ends = unless.at_end && !before.is_empty() && !grammar.goes_on(phrase.tokens.end);
            if ends || is(&unless.before, before) || is(&unless.after, after) {
                return None;
            }
        }
    }
    let labelled = !phrase.has_digits && before.len() > 2 && is(&grammar.words.labels, before);
    if phrase.kind == NumberKind::Cardinal && (labelled || is_clock_time(grammar, &phrase)) {
        phrase.kind = NumberKind::Label;
    }
    if phrase.kind == NumberKind::Article && is(&grammar.words.only, before) {
        phrase.kind = NumberKind::Cardinal;
    }
    phrase.value.is_finite().then_some(phrase)
}
