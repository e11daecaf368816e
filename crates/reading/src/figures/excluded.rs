use standpoint_expressions::{NumberKind, Qualifier, Quantity, Unit};
use standpoint_languages::{FigureCue, FigureMark};

use super::counted::Counted;
use super::sentence::Sentence;

/// A number in words up to this, with nothing that it counts, is an idiom rather than a figure ("the two").
const SMALL: f64 = 12.0;

/// The names of spans of time, as [`Unit::Measure`] gives them.
const TIME: [&str; 9] = ["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"];

/// Whether a number is none of the statement's figures.
pub(super) fn is_no_figure(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> bool {
    matches!(quantity.number.kind, NumberKind::Ordinal)
        || stands_in_a_date(quantity, sentence)
        || is_numbering(quantity, sentence)
        || is_note(quantity, sentence)
        || is_label(quantity, sentence, marks)
        || says_when(quantity, sentence, marks)
}

/// Whether nothing stands with a small number that it could count.
pub(super) fn is_bare(quantity: &Quantity, counted: &Counted) -> bool {
    let number = &quantity.number;
    let is_small_word = !number.has_digits && number.value <= SMALL && number.value_max.is_none();
    quantity.unit.is_none()
        && counted.noun.is_none()
        && !counted.is_of_them
        && number.qualifier == Qualifier::Exact
        && matches!(number.kind, NumberKind::Cardinal)
        && is_small_word
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

/// "[12]", or a number that has a bracket to itself.
fn is_note(quantity: &Quantity, sentence: &Sentence) -> bool {
    let text = sentence.text();
    let before = text[..quantity.bytes.start].chars().next_back();
    let after = text[quantity.bytes.end..].chars().next();
    let in_brackets = matches!((before, after), (Some('['), Some(']')) | (Some('('), Some(')')));
    in_brackets && quantity.unit.is_none()
}

/// "Article 5", "pier 3"; and a number right after a name, with nothing counted: "Catch 22".
fn is_label(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> bool {
    if quantity.unit.is_some() || quantity.bytes.start != quantity.qualified.start {
        return false;
    }
    let Some(word) = sentence.word_before(quantity.bytes.start) else { return false };
    let between = &sentence.text()[sentence.words.bytes(word).end..quantity.bytes.start];
    let is_close = between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '№' | 'º' | '°' | '-'));
    let label = marks.iter().any(|m| m.cue == FigureCue::Label && m.last == word);
    let lower = sentence.words.get(word);
    let is_short = lower.chars().count() <= 2;
    is_close && label && (!is_short || between.contains(['.', '№', 'º', '°']))
}

/// "Two years ago", "vor zwei Jahren".
fn says_when(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> bool {
    let is_time = matches!(&quantity.unit, Some(Unit::Measure(name)) if TIME.contains(&name.as_str()));
    if !is_time {
        return false;
    }
    let before = sentence.word_before(quantity.qualified.start);
    let after = sentence.word_after(quantity.bytes.end);
    let stands_before = |cue: FigureCue| marks.iter().any(|mark| mark.cue == cue && Some(mark.last) == before);
    if stands_before(FigureCue::LastingBefore) {
        return false;
    }
    stands_before(FigureCue::AgoBefore)
        || marks.iter().any(|mark| {
            mark.cue == FigureCue::AgoAfter
                && mark.first == after
                && after < sentence.words.len()
                && !sentence.clause_ends(quantity.bytes.end, sentence.words.bytes(after).start)
        })
}
