use standpoint_expressions::{Dimension, NumberKind, Qualifier, Quantity};
use standpoint_languages::{FigureCue, FigureMark};

use crate::Figure;

use super::counted::Counted;
use super::sentence::Sentence;

/// A number in words up to this, with nothing that it counts, is an idiom rather than a figure ("the two").
const SMALL: f64 = 12.0;

/// So many figures back a number may have been given before.
const RECENT: usize = 32;

/// Whether a number is none of the statement's figures.
pub(super) fn is_no_figure(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> bool {
    matches!(quantity.number.kind, NumberKind::Ordinal | NumberKind::Article | NumberKind::Label)
        || stands_in_a_date(quantity, sentence)
        || is_article(quantity, sentence)
        || is_once(quantity)
        || is_numbering(quantity, sentence)
        || is_said_before(quantity, sentence, marks)
        || is_note(quantity, sentence)
        || is_part_of_a_name(quantity, sentence)
        || says_when(quantity, sentence, marks)
        || is_half_of_a_date(quantity, sentence, marks)
}

/// Whether nothing stands with a small number that it could count.
pub(super) fn is_bare(quantity: &Quantity, counted: &Counted) -> bool {
    let number = &quantity.number;
    let is_small_word = !number.has_digits && number.value <= SMALL && number.value_max.is_none();
    let is_share_of_nothing = number.kind == NumberKind::Fraction && !number.has_digits;
    quantity.unit.is_none()
        && counted.noun.is_none()
        && !counted.is_of_them
        && number.qualifier == Qualifier::Exact
        && (is_share_of_nothing || (number.kind == NumberKind::Cardinal && is_small_word))
}

/// "One" counts only where it is written with stress ("één") and said to be the only one, or has a unit.
fn is_article(quantity: &Quantity, sentence: &Sentence) -> bool {
    let number = &quantity.number;
    if number.value != 1.0 || number.has_digits || quantity.unit.is_some() || number.kind != NumberKind::Cardinal {
        return false;
    }
    let words = sentence.language.numbers();
    let one = sentence.text()[number.bytes.clone()].to_lowercase();
    let is_stressed = !words.words.get(&one).is_some_and(|word| word.roles.article);
    let is_only = sentence
        .word_before(number.bytes.start)
        .is_some_and(|before| words.only.iter().any(|only| only == sentence.words.get(before)));
    !(is_stressed && is_only)
}

/// "Once": what happens happens once.
fn is_once(quantity: &Quantity) -> bool {
    quantity.number.kind == NumberKind::Multiple && quantity.number.value == 1.0 && !quantity.number.has_digits
}

/// "These two", "the other three".
fn is_said_before(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> bool {
    let number = &quantity.number;
    let is_small = !number.has_digits && number.value <= SMALL && quantity.unit.is_none();
    let before = sentence.word_before(quantity.qualified.start);
    is_small && marks.iter().any(|mark| mark.cue == FigureCue::AgainBefore && Some(mark.last) == before)
}

/// Whether a small number has been given before and is only spoken of again ("the four towns … these four towns").
pub(super) fn is_said_again(figure: &Figure, found: &[Figure]) -> bool {
    figure.qualifier == Qualifier::Exact
        && figure.value <= SMALL
        && found.iter().rev().take(RECENT).any(|before| before.value == figure.value && before.unit == figure.unit)
}

fn stands_in_a_date(quantity: &Quantity, sentence: &Sentence) -> bool {
    sentence.dates.iter().any(|date| {
        let bytes = sentence.here(&date.span.bytes());
        bytes.start < quantity.number.bytes.end && quantity.number.bytes.start < bytes.end
    })
}

/// "3. Repeal of the toll"
fn is_numbering(quantity: &Quantity, sentence: &Sentence) -> bool {
    let text = sentence.text();
    let begins = text[..quantity.bytes.start].chars().all(|c| !c.is_alphanumeric());
    let mut after = text[quantity.bytes.end..].chars();
    let mark = after.next();
    begins && matches!(mark, Some('.' | ')' | ']' | ':')) && after.next().is_some_and(char::is_whitespace)
}

/// "[12]", a number that has a bracket to itself, or one that follows the end of a sentence without a space.
fn is_note(quantity: &Quantity, sentence: &Sentence) -> bool {
    let text = sentence.text();
    let so_far = text[..quantity.bytes.start].trim_end_matches(['”', '"', '’', '»', ')']);
    let ends_sentence = so_far.ends_with(['.', '!', '?', ';', ',']) && so_far.len() + 4 > quantity.bytes.start;
    let follows_word = so_far.trim_end_matches(['.', '!', '?', ';', ',']).ends_with(char::is_alphabetic);
    if ends_sentence && follows_word && quantity.number.has_digits && quantity.unit.is_none() {
        return true;
    }
    let before = text[..quantity.bytes.start].chars().next_back();
    let after = text[quantity.bytes.end..].chars().next();
    let in_brackets = matches!((before, after), (Some('['), Some(']')) | (Some('('), Some(')')));
    in_brackets && quantity.unit.is_none()
}

/// "Catch 22": digits right after a word that is written as a name, with nothing that they count. Where all nouns are written
/// so ("Stärke 7"), that shows nothing.
fn is_part_of_a_name(quantity: &Quantity, sentence: &Sentence) -> bool {
    let is_plain = sentence.text()[quantity.number.bytes.clone()].bytes().all(|b| b.is_ascii_digit());
    let stands_alone = quantity.unit.is_none() && quantity.bytes == quantity.qualified && is_plain;
    let Some(word) = sentence.word_before(quantity.bytes.start).filter(|_| stands_alone) else { return false };
    let between = &sentence.text()[sentence.words.bytes(word).end..quantity.bytes.start];
    let after = sentence.text()[quantity.bytes.end..].chars().next();
    let ends_there = after.is_none_or(|c| !c.is_alphanumeric());
    // A sentence may begin with any word.
    let is_name = word > 0 && sentence.words.is_capitalised(word) && !sentence.language.figures().nouns_are_capitalised;
    let is_code = between == "/" || between == "\\";
    is_code || (is_name && ends_there && (between == " " || between == "-" || between == "\u{a0}"))
}

/// "Half of October": a part of a time says when.
fn is_half_of_a_date(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> bool {
    let number = &quantity.number;
    if number.kind != NumberKind::Fraction || number.has_digits || number.qualifier != Qualifier::Exact {
        return false;
    }
    let after = sentence.word_after(number.bytes.end);
    let of = marks.iter().find(|mark| mark.cue == FigureCue::Of && mark.first == after);
    let whole = of.map_or(after, |mark| mark.last + 1);
    let starts_there = |word: usize| {
        let start = (word < sentence.words.len()).then(|| sentence.words.bytes(word).start);
        start.is_some_and(|start| sentence.dates.iter().any(|date| sentence.here(&date.span.bytes()).start == start))
    };
    starts_there(whole)
}

/// "Two years ago", "vor zwei Jahren".
fn says_when(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> bool {
    if !quantity.unit.as_ref().is_some_and(|unit| unit.dimension() == Dimension::Time) {
        return false;
    }
    let before = sentence.word_before(quantity.qualified.start);
    let after = sentence.word_after(quantity.bytes.end);
    let stands_before = |cue: FigureCue| marks.iter().any(|mark| mark.cue == cue && Some(mark.last) == before);
    if stands_before(FigureCue::LastingBefore) {
        return false;
    }
    // "Les cinq derniers mois", "the two past years"
    let is_within =
        |mark: &FigureMark| after > mark.last && sentence.words.bytes(mark.first).start >= quantity.number.bytes.end;
    let is_ago = |mark: &FigureMark| matches!(mark.cue, FigureCue::AgoBefore | FigureCue::AgoAfter);
    stands_before(FigureCue::AgoBefore)
        || marks.iter().any(|mark| is_ago(mark) && is_within(mark))
        || marks.iter().any(|mark| {
            mark.cue == FigureCue::AgoAfter
                && mark.first == after
                && after < sentence.words.len()
                && !sentence.clause_ends(quantity.bytes.end, sentence.words.bytes(after).start)
        })
}
