use std::ops::Range;

use standpoint_expressions::Quantity;
use standpoint_languages::{Cue, FigureCue, FigureMark, Meaning};
use standpoint_text::{CalendarDate, DateValue};

use super::counted;
use super::sentence::Sentence;

/// "… a year" stands so many words after the number at most.
const PER_REACH: usize = 5;
/// Whoever gives a figure is named in so many words at most.
const SOURCE_WORDS: usize = 8;

/// "per month" and the like, if the figure holds for each of them.
pub(super) fn per(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> Option<&'static str> {
    let first = sentence.word_after(quantity.bytes.end);
    let close = marks.iter().filter(|m| m.first >= first && m.first < first + PER_REACH);
    close.filter(|m| !sentence.clause_ends(quantity.bytes.end, sentence.words.bytes(m.first).start)).find_map(|mark| {
        match mark.cue {
            FigureCue::PerDay => Some("per day"),
            FigureCue::PerWeek => Some("per week"),
            FigureCue::PerMonth => Some("per month"),
            FigureCue::PerYear => Some("per year"),
            FigureCue::PerPerson => Some("per person"),
            _ => None,
        }
    })
}

/// The time a figure holds for.
pub(super) fn as_of(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> Option<DateValue> {
    if let Some(date) = nearest_date(quantity, sentence) {
        return Some(date);
    }
    let has = |cue: FigureCue| marks.iter().any(|mark| mark.cue == cue);
    let published = sentence.published?;
    let year = |offset: i32| {
        let year = u16::try_from(i32::from(published.year()) + offset).ok()?;
        CalendarDate::new(year, None, None).map(DateValue::from)
    };
    if has(FigureCue::LastYear) {
        year(-1)
    } else if has(FigureCue::NextYear) {
        year(1)
    } else if has(FigureCue::ThisYear) {
        year(0)
    } else if has(FigureCue::Elsewhen) || !sentence.dates.is_empty() {
        None
    } else {
        CalendarDate::new(published.year(), published.month(), None).map(DateValue::from)
    }
}

/// The date of the sentence that stands nearest to the number, those of its own clause first.
fn nearest_date(quantity: &Quantity, sentence: &Sentence) -> Option<DateValue> {
    let number = &quantity.bytes;
    sentence
        .dates
        .iter()
        .filter_map(|mention| Some((mention.date?, sentence.here(&mention.span.bytes()))))
        .min_by_key(|(_, bytes)| {
            let (from, to) =
                if bytes.end <= number.start { (bytes.end, number.start) } else { (number.end, bytes.start) };
            (sentence.text().get(from..to).is_some_and(|between| between.contains(';')), to.saturating_sub(from))
        })
        .map(|(date, _)| date)
}

/// Whoever the sentence says the figure comes from.
pub(super) fn attributed_to(quantity: &Quantity, sentence: &Sentence, marks: &[FigureMark]) -> Option<String> {
    let number = quantity.bytes.start;
    let nearest = marks
        .iter()
        .filter(|mark| matches!(mark.cue, FigureCue::AccordingTo | FigureCue::Claims))
        .min_by_key(|mark| (mark.cue == FigureCue::Claims, sentence.words.bytes(mark.first).start.abs_diff(number)))?;
    let source = match nearest.cue {
        FigureCue::AccordingTo => following(nearest.last + 1, sentence, marks),
        _ => preceding(nearest.first, sentence).or_else(|| named_after(nearest.last + 1, sentence)),
    }?;
    let overlaps_number = source.start < quantity.qualified.end && quantity.qualified.start < source.end;
    let words = sentence.text()[source.clone()].trim();
    (!overlaps_number && !words.is_empty() && !is_we(&source, sentence)).then(|| super::one_line(words))
}

/// The name or noun phrase after "according to": up to its noun, and what that noun is of ("the office of statistics").
fn following(first: usize, sentence: &Sentence, marks: &[FigureMark]) -> Option<Range<usize>> {
    let words = sentence.words;
    let start = (first < words.len()).then(|| words.bytes(first).start)?;
    let mut head = None;
    let mut end = start;
    for word in first..words.len().min(first + SOURCE_WORDS) {
        let bytes = words.bytes(word);
        if word > first && sentence.clause_ends(end, bytes.start) {
            break;
        }
        if let Some(name) = name_at(&bytes, sentence) {
            return Some(start..name.end);
        }
        let lower = words.get(word);
        let is_little = sentence.language.is_function_word(lower);
        let goes_on = marks.iter().any(|m| m.cue == FigureCue::Of && m.first == word);
        let is_after_head = head.is_some_and(|head: usize| head + 1 == word);
        if is_after_head && !goes_on && !words.is_capitalised(word) {
            break;
        }
        if !is_little && counted::is_noun(word, true, sentence) || words.is_capitalised(word) {
            head = Some(word);
        }
        end = bytes.end;
    }
    head.map(|head| start..words.bytes(head).end)
}

/// The subject of "… says": a name before the verb in the same clause.
fn preceding(verb: usize, sentence: &Sentence) -> Option<Range<usize>> {
    let words = sentence.words;
    let mut until = words.bytes(verb).start;
    for word in (verb.saturating_sub(SOURCE_WORDS)..verb).rev() {
        let bytes = words.bytes(word);
        if sentence.clause_ends(bytes.end, until) {
            return None;
        }
        if let Some(name) = name_at(&bytes, sentence) {
            return Some(name);
        }
        until = bytes.start;
    }
    None
}

/// "…, says X".
fn named_after(first: usize, sentence: &Sentence) -> Option<Range<usize>> {
    (first..sentence.words.len().min(first + 3)).find_map(|word| name_at(&sentence.words.bytes(word), sentence))
}

fn name_at(bytes: &Range<usize>, sentence: &Sentence) -> Option<Range<usize>> {
    sentence
        .names
        .iter()
        .filter(|name| name.kind != crate::NameKind::Place)
        .map(|name| sentence.here(&name.span.bytes()))
        .find(|name| name.start < bytes.end && bytes.start < name.end)
}

/// Whether the authors mean themselves.
fn is_we(source: &Range<usize>, sentence: &Sentence) -> bool {
    sentence.language.marks(sentence.words).iter().any(|mark| {
        mark.meaning == Meaning::Cue(Cue::We) && source.contains(&sentence.words.bytes(mark.first as usize).start)
    })
}
