use std::ops::Range;

use standpoint_languages::Language;
use standpoint_text::{CalendarDate, DateValue};

/// What is known of the time a text was written in.
#[derive(Debug, Clone, Copy, Default)]
pub struct CalendarContext {
    /// The statement's own date, by which "24 February" and "last March" can be settled.
    pub written: Option<CalendarDate>,
}

/// A calendar expression.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarMention {
    /// Where it stands.
    pub bytes: Range<usize>,
    /// The date, as precise as the text allows; `None` where it can't be (31 February).
    pub date: Option<DateValue>,
    /// Whether a part of it was completed from the context.
    pub inferred: bool,
}

/// Every calendar expression in a text, in its order, none overlapping another.
pub fn dates(_text: &str, _language: &Language, _context: CalendarContext) -> Vec<CalendarMention> {
    Vec::new()
}
