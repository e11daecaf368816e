use std::ops::Range;

use standpoint_expressions::Quantity;
use standpoint_languages::{FigureCue, FigureMark};

use super::sentence::Sentence;

/// The counted noun stands among so many words after the number.
const REACH: usize = 6;
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

/// Finds what a quantity counts.
pub(super) fn counted(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> Counted {
    let first = sentence.word_after(quantity.qualified.end.max(quantity.bytes.end));
    let of = marks.iter().find(|m| m.cue == FigureCue::Of && m.first == first);
    let start = of.map_or(first, |mark| mark.last + 1);
    // Where there is a unit, that is counted; a noun would only say of what.
    let noun = match &quantity.unit {
        Some(_) => None,
        None => noun(quantity, start, of.is_some(), sentence),
    };
    let is_of_them = of.is_some() && quantity.unit.is_none() && noun.is_none();
    Counted { what: what(quantity, first, sentence), noun, is_of_them }
}

/// The counted noun, with the words between the number and it.
fn noun(quantity: &Quantity, start: usize, is_part: bool, sentence: &Sentence) -> Option<Range<usize>> {
    let (words, figures) = (sentence.words, sentence.language.figures());
    let mut from = quantity.bytes.end;
    for word in start..words.len().min(start + REACH) {
        let bytes = words.bytes(word);
        if sentence.clause_ends(from, bytes.start) {
            return None;
        }
        from = bytes.end;
        let lower = words.get(word);
        let is_known = figures.is_noun(lower);
        if sentence.language.is_function_word(lower) && !is_known {
            // "half of the town": the article belongs to the noun; elsewhere the noun phrase is over.
            if is_part && word <= start + 1 {
                continue;
            }
            return None;
        }
        // After "one" a noun has no ending of its own, and a name never has.
        let is_single = quantity.number.value == 1.0 || (word == start && words.is_capitalised(word));
        let is_noun = is_known
            || is_single
            || figures.noun_comes_first
            || (figures.nouns_are_capitalised && words.is_capitalised(word))
            || (!figures.nouns_are_capitalised && figures.ends_as_noun(lower));
        if is_noun && !lower.chars().all(char::is_numeric) {
            return Some(words.bytes(start).start..bytes.end);
        }
    }
    None
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
