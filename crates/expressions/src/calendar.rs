//! Days, months, years and spans of them, as running text writes them.
//!
//! # How is a calendar expression found?
//!
//! The text is cut into numbers, words and marks once ([`token`]), each word with what the language's file says it can be
//! in a date. From each token on the ways of writing a date are tried, the fullest first: all in numbers ([`numeric`]),
//! with a day ([`day`]), with a month ([`month`]), a year or several ([`year`]). No way looks further ahead than a date
//! is long, so the time is linear.
//!
//! # When is a word a month, and a number a year?
//!
//! Beside a day or a year, any form of a month is one. Alone, an abbreviation never is, and a form that is another word
//! too ("march", "may") only after a word like "in". A number of four digits is a year beside a month, a season, or a
//! word like "since", and elsewhere if it can't well be a count or a code.
//!
//! # And a date without its year?
//!
//! It is completed from the date of writing ([`resolve`]), or left without.

mod day;
mod month;
mod numeric;
mod reader;
mod resolve;
#[cfg(test)]
mod tests;
mod token;
mod year;

use std::ops::Range;

use standpoint_languages::Language;
use standpoint_text::{CalendarDate, DateValue};

/// What is known of the time and place a text was written in.
#[derive(Debug, Clone, Copy, Default)]
pub struct CalendarContext {
    /// The statement's own date, by which "24 February" and "last March" can be settled; a year alone settles less.
    pub written: Option<CalendarDate>,
    /// Whether its all-number dates begin with the day, where the language leaves that open.
    pub day_first: Option<bool>,
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
///
/// ```
/// use standpoint_expressions::{dates, CalendarContext};
/// use standpoint_languages::Languages;
/// use standpoint_text::LanguageCode;
/// let english = Languages::built_in().get(LanguageCode::new("en").unwrap()).unwrap();
/// let text = "Since 1 March 2021 the ferry has run on Sundays; in April 2000 people took it.";
/// let found = dates(text, english, CalendarContext::default());
/// assert_eq!(&text[found[0].bytes.clone()], "1 March 2021");
/// assert_eq!(found[0].date.unwrap().to_string(), "2021-03-01");
/// ```
pub fn dates(text: &str, language: &Language, context: CalendarContext) -> Vec<CalendarMention> {
    let words = language.dates();
    let tokens = token::tokens(text, words);
    let day_first = words.day_first.or(context.day_first);
    let reader = reader::Reader { text, tokens: &tokens, words, day_first };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.expression(at) {
            Some(expression) => {
                let expression = reader.without_last_full_stop(expression);
                at = expression.end.max(at + 1);
                found.push(resolve::mention(&expression, &reader, context.written));
            }
            None => at += 1,
        }
    }
    found
}
