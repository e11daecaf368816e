//! The calendar expressions of a statement.
//!
//! # Which year is a date of that gives none?
//!
//! That of the statement's own date, where it has one (see the crate `expressions`); marked as inferred. Else the year is left
//! out: `--02-24`. The other years that a statement names do not show when it was written: taken for it, they gave the right
//! year to 10 of 98 dates in news articles without their own.
//!
//! # Which lines count?
//!
//! All passages. And of what stands around them, the short lines that give the statement's own date ("Publication date:
//! 2 March 2021", a running head "Harbour Monthly – March 2021"), for that too is told in them.

use standpoint_expressions::{dates as find, CalendarContext};
use standpoint_languages::{Language, Languages};
use standpoint_text::{CalendarDate, DateValue, Span, Statement};

use crate::DateMention;

/// A longer line than this, in bytes, outside the passages is none that gives the date.
const LONGEST_DATE_LINE: usize = 200;

/// The dates of a statement, in the order of the text.
pub(crate) fn dates(statement: &Statement, languages: &Languages) -> Vec<DateMention> {
    let own = [statement.metadata.published(), statement.metadata.signed()].into_iter().flatten();
    let written = own.clone().next();
    let mut found = in_passages(statement, languages, CalendarContext { written, day_first: None });
    let day_first = order_of_numbers(&found);
    if day_first.is_some() && found.iter().any(|mention| mention.date.is_none()) {
        found = in_passages(statement, languages, CalendarContext { written, day_first });
    }
    let own: Vec<CalendarDate> = own.collect();
    found.extend(in_date_lines(statement, languages, &own));
    found.sort_by_key(|mention| mention.span.start());
    found
}

fn in_passages(statement: &Statement, languages: &Languages, context: CalendarContext) -> Vec<DateMention> {
    let mut found = Vec::new();
    for passage in &statement.passages {
        if let Some(language) = passage.language.and_then(|code| languages.get(code)) {
            find_in(&passage.span, language, context, &mut found);
        }
    }
    found
}

fn find_in(span: &Span, language: &Language, context: CalendarContext, found: &mut Vec<DateMention>) {
    for mention in find(span.as_str(), language, context) {
        if let Ok(span) = span.part(mention.bytes) {
            found.push(DateMention { span, date: mention.date, inferred: mention.inferred });
        }
    }
}

/// Whether the all-number dates begin with the day, where one of them shows it ("24/02/2022") and none the contrary.
fn order_of_numbers(found: &[DateMention]) -> Option<bool> {
    let mut order = None;
    for mention in found {
        let mut numbers = mention.span.as_str().split('/').map(|part| part.trim().parse::<u16>());
        let (Some(Ok(first)), Some(Ok(second))) = (numbers.next(), numbers.next()) else { continue };
        let shown = match (first > 12, second > 12) {
            (true, false) if first <= 31 => true,
            (false, true) if second <= 31 => false,
            _ => continue,
        };
        if order.is_some_and(|order| order != shown) {
            return None;
        }
        order = Some(shown);
    }
    order
}

/// The statement's own date where it stands in short lines outside the passages.
fn in_date_lines(statement: &Statement, languages: &Languages, own: &[CalendarDate]) -> Vec<DateMention> {
    let mut found = Vec::new();
    let Some(language) = statement.metadata.language().and_then(|code| languages.get(code)) else { return found };
    if own.is_empty() {
        return found;
    }
    let context = CalendarContext { written: None, day_first: None };
    let text = statement.text.as_str();
    let mut gap_start = 0;
    let ends = statement.passages.iter().map(|passage| passage.span.bytes());
    for passage in ends.chain(std::iter::once(text.len()..text.len())) {
        let gap = text.get(gap_start..passage.start).unwrap_or("");
        let mut at = gap_start;
        for line in gap.split_inclusive('\n') {
            if line.len() <= LONGEST_DATE_LINE && line.bytes().any(|byte| byte.is_ascii_digit()) {
                if let Ok(span) = statement.text.span(at..at + line.len()) {
                    find_in(&span, language, context, &mut found);
                }
            }
            at += line.len();
        }
        gap_start = gap_start.max(passage.end);
    }
    found.retain(|mention| mention.date.is_some_and(|date| own.iter().any(|own| is_part_of(*own, date))));
    found
}

/// Whether a date is this day, its month or its year.
fn is_part_of(own: CalendarDate, date: DateValue) -> bool {
    let Some(start) = date.start().filter(|_| date.end().is_none()) else { return false };
    let agrees = |given: Option<u8>, own: Option<u8>| given.is_none_or(|given| own == Some(given));
    start.year() == own.year() && agrees(start.month(), own.month()) && agrees(start.day(), own.day())
}
