use std::ops::Range;

use standpoint_expressions::Quantity;
use standpoint_languages::{FigureCue, FigureMark};

use super::sentence::Sentence;

/// The counted noun stands among so many words after the number.
const REACH: usize = 6;
/// The same where a list of nouns may follow.
const LIST_REACH: usize = 10;
/// `what` has at most so many words.
const MOST_WORDS: usize = 14;

/// What a number counts, by ranges of bytes in its passage.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// The noun, with the words between it and the number.
    pub noun: Option<Range<usize>>,
    /// What is said of it.
    pub what: Option<Range<usize>>,
    /// Whether the number is a part of what was counted before ("825 of them").
    pub is_of_them: bool,
}

/// Finds what a quantity counts; its noun stands before `next`, where the next number begins.
pub(super) fn counted(quantity: &Quantity, next: usize, sentence: &Sentence, marks: &[FigureMark]) -> Counted {
    let first = sentence.word_after(quantity.qualified.end.max(quantity.bytes.end));
    let stands_there = |cue: FigureCue| marks.iter().find(|m| m.cue == cue && m.first == first);
    let what = what(quantity, first, sentence);
    if stands_there(FigureCue::OfThem).is_some() {
        return Counted { noun: None, what, is_of_them: quantity.unit.is_none() };
    }
    let of = stands_there(FigureCue::Of);
    // Where there is a unit, that is counted; a noun would only say of what.
    let noun = match &quantity.unit {
        Some(_) => None,
        None => noun(quantity, of.map_or(first, |mark| mark.last + 1), of.is_some(), sentence)
            .filter(|noun| noun.end <= next),
    };
    Counted { what, noun, is_of_them: false }
}

/// The counted noun, with the words between the number and it.
fn noun(quantity: &Quantity, start: usize, is_part: bool, sentence: &Sentence) -> Option<Range<usize>> {
    let (words, figures) = (sentence.words, sentence.language.figures());
    let range = |word: usize| words.bytes(start).start..words.bytes(word).end;
    // "Hundreds of thousands of schools, clinics and shops"
    let reach = if is_part { LIST_REACH } else { REACH };
    let mut fallback = None;
    let mut from = quantity.bytes.end;
    for word in start..words.len().min(start + reach) {
        let bytes = words.bytes(word);
        let is_after_comma = sentence.text().get(from..bytes.start).is_some_and(|gap| gap.trim() == ",");
        let is_list = is_part && is_after_comma;
        if sentence.clause_ends(from, bytes.start) && !is_list {
            break;
        }
        from = bytes.end;
        let lower = words.get(word);
        if figures.is_noun(lower) {
            return Some(range(word));
        }
        if sentence.language.is_function_word(lower) {
            // "half of the town": the article belongs to the noun; elsewhere the noun phrase is over.
            if is_list || (is_part && word <= start + 1) {
                continue;
            }
            break;
        }
        if lower.chars().all(char::is_numeric) {
            break;
        }
        if is_noun(word, is_part || quantity.number.value == 1.0, sentence) {
            return Some(range(word));
        }
        if figures.noun_comes_first {
            break;
        }
        // A name has no ending of a noun; an adjective may stand for one.
        if figures.nouns_are_what_is_no_adjective() || (word == start && words.is_capitalised(word)) {
            fallback = Some(word);
        }
    }
    fallback.map(range)
}

/// Whether a word looks like a noun in the plural, or in any number (a part is a part of one thing as well as of several).
pub(super) fn is_noun(word: usize, is_any_number: bool, sentence: &Sentence) -> bool {
    let figures = sentence.language.figures();
    if figures.nouns_are_capitalised {
        return sentence.words.is_capitalised(word);
    }
    let lower = sentence.words.get(word);
    figures.ends_as_noun(lower) || (is_any_number && !figures.ends_as_adjective(lower))
}

/// What follows the number in its clause; where nothing does, what comes before it.
fn what(quantity: &Quantity, first: usize, sentence: &Sentence) -> Option<Range<usize>> {
    let words = sentence.words;
    let mut end = None;
    let mut from = quantity.bytes.end;
    for word in first..words.len().min(first + MOST_WORDS) {
        let bytes = words.bytes(word);
        if sentence.clause_ends(from, bytes.start) {
            break;
        }
        from = bytes.end;
        end = Some(bytes.end);
    }
    match end {
        Some(end) => Some(words.bytes(first).start..end),
        None => before(quantity, sentence),
    }
}

fn before(quantity: &Quantity, sentence: &Sentence) -> Option<Range<usize>> {
    let words = sentence.words;
    let last = sentence.word_before(quantity.qualified.start)?;
    let (mut start, mut until) = (None, quantity.qualified.start);
    for word in (last.saturating_sub(MOST_WORDS - 1)..=last).rev() {
        let bytes = words.bytes(word);
        if sentence.clause_ends(bytes.end, until) && start.is_some() {
            break;
        }
        until = bytes.start;
        start = Some(bytes.start);
    }
    Some(start?..words.bytes(last).end)
}
