//! Which date an expression means: the parts that the text leaves out, taken from the date of writing.
//!
//! "24 September" is of the year of writing, unless that lies more than half a year ahead; a month alone, unless it lies more
//! than three months ahead: a text of January tells in "November" of the year before. Words around it overrule that ("last",
//! "will"); "was" does so from three months on, for a sentence of March may well tell who voted for a referendum in May.

use standpoint_languages::DateRole;
use standpoint_text::{CalendarDate, DateValue};

use super::reader::{Expression, Parts, Reader, Relation};
use super::CalendarMention;

/// So many words on either side are looked at for the tense.
const NEAR: usize = 14;
/// A day that lies more months ahead than this, and is not plainly announced, was in the year before.
const FAR_AHEAD: i16 = 6;
/// The same for a month alone, and for a day in a sentence that tells of the past.
const AHEAD: i16 = 3;

/// Whether the sentence tells of what was or of what will be, where that is plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    Future,
    Unclear,
}

/// The mention that an expression is.
pub(super) fn mention(expression: &Expression, reader: &Reader, written: Option<CalendarDate>) -> CalendarMention {
    let bytes = reader.tokens[expression.first].start..reader.tokens[expression.end - 1].end;
    let misses_year = expression.from.year.is_none();
    let year = if misses_year { written.and_then(|written| missing_year(expression, reader, written)) } else { None };
    let year = year.map(|year| with_that_day(expression.from, year));
    let inferred = expression.is_shared || year.is_some();
    if expression.is_ambiguous {
        return CalendarMention { bytes, date: None, inferred: false };
    }
    let date = match expression.to {
        None => value(expression.from, year),
        Some(to) => span(expression.from, to, year),
    };
    CalendarMention { bytes, date, inferred }
}

/// 29 February is of the last year that had one.
fn with_that_day(parts: Parts, year: u16) -> u16 {
    let has_day = |year: &u16| CalendarDate::new(*year, parts.month, parts.day).is_some();
    let is_leap_day = parts.month == Some(2) && parts.day == Some(29);
    let found = if is_leap_day { (year.saturating_sub(8)..=year).rev().find(has_day) } else { None };
    found.unwrap_or(year)
}

fn value(parts: Parts, year: Option<u16>) -> Option<DateValue> {
    match (parts.year.or(year), parts.month) {
        (Some(year), _) => CalendarDate::new(year, parts.month, parts.day).map(DateValue::from),
        (None, Some(month)) => DateValue::yearless(month, parts.day),
        (None, None) => None,
    }
}

fn span(from: Parts, to: Parts, year: Option<u16>) -> Option<DateValue> {
    match (from.year.or(year), to.year.or(year)) {
        (Some(first), Some(last)) => {
            // "28 December – 3 January" ends in the year after.
            let turns = first == last && (from.month, from.day) > (to.month, to.day);
            let (first, last) = match (turns, from.year) {
                (true, Some(_)) if to.year.is_some() => (first.checked_sub(1)?, last),
                (true, _) => (first, last + 1),
                _ => (first, last),
            };
            DateValue::interval(
                CalendarDate::new(first, from.month, from.day)?,
                CalendarDate::new(last, to.month, to.day)?,
            )
        }
        _ => DateValue::yearless_interval((from.month?, from.day), (to.month?, to.day)),
    }
}

fn missing_year(expression: &Expression, reader: &Reader, written: CalendarDate) -> Option<u16> {
    let month = expression.from.month?;
    let year = written.year();
    let Some(now) = written.month() else { return Some(year) };
    let here = (month, expression.from.day.unwrap_or(0));
    let today = (now, expression.from.day.and(written.day()).unwrap_or(0));
    match expression.relation {
        Some(Relation::LastYear) => return year.checked_sub(1),
        Some(Relation::ThisYear | Relation::This) => return Some(year),
        Some(Relation::NextYear) => return Some(year + 1),
        Some(Relation::Last) => return Some(if month < now { year } else { year - 1 }),
        Some(Relation::Next) => return Some(if month > now { year } else { year + 1 }),
        None => {}
    }
    let months_ahead = i16::from(month) - i16::from(now);
    let tense = tense(expression, reader);
    if here > today {
        let was = match tense {
            Tense::Past => months_ahead > AHEAD,
            Tense::Unclear if expression.from.day.is_some() => months_ahead > FAR_AHEAD,
            Tense::Unclear => months_ahead > AHEAD,
            Tense::Future => false,
        };
        return Some(if was { year - 1 } else { year });
    }
    let will_be = tense == Tense::Future && months_ahead < -6;
    Some(if will_be { year + 1 } else { year })
}

/// The tense of the words around an expression, within its sentence.
fn tense(expression: &Expression, reader: &Reader) -> Tense {
    let ends_sentence = |token: &&super::token::Token| !token.is_mark(".!?;");
    let before = reader.tokens[..expression.first].iter().rev().take(NEAR).take_while(ends_sentence);
    let after = reader.tokens[expression.end..].iter().take(NEAR).take_while(ends_sentence);
    let (mut past, mut future) = (false, false);
    for token in before.chain(after) {
        past |= token.is(DateRole::Past);
        future |= token.is(DateRole::Future);
    }
    match (past, future) {
        (true, false) => Tense::Past,
        (false, true) => Tense::Future,
        _ => Tense::Unclear,
    }
}
