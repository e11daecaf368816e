//! The suites of dates: the recognizers' `DateTimeModel` and duckling's `Time`.
//!
//! # Which cases count?
//!
//! Standpoint finds explicit calendar expressions. Whether a case asks for one is told by what the suite expects, never by
//! what Standpoint makes of it: everything that it wants found is a day, a month or a year, and the words that it wants
//! found name it: a month's name, the year's number, or the numbers of both month and day. Each other case is left out
//! with its reason: a time of day, a duration, a set, an open or closed span of time, a date relative to the time of
//! reading, a feast.
//!
//! # When is a case right?
//!
//! When exactly the stretches that the suite wants are found, to the letter, with exactly its values; a date without a
//! year may have either of the two years that the suite allows.

use std::path::Path;

use anyhow::Result;
use serde_json::Value;
use standpoint_expressions::{dates, CalendarContext};
use standpoint_languages::{DateRole, Language, Languages, Words};
use standpoint_text::{CalendarDate, LanguageCode};

use crate::recognizers::Expected;
use crate::tally::{Outcome, Tally};
use crate::{duckling, recognizers};

const NOT_DATES: &str = "no date is to be found: a time of day, a duration, a set, several readings";
const RELATIVE: &str = "relative to the time of reading, or a feast: no month's name, year or day and month in numbers";
const OPEN: &str = "an open span of time (before, since, after …)";
const SPAN: &str = "a span of time (two days, a week, a season, a decade …)";
const UNSUPPORTED: &str = "the suite marks it as supported on no platform, or gives no place";
const NOTHING: &str = "nothing is to be found";

/// Runs them.
pub(crate) fn run(folder: &Path, languages: &Languages) -> Result<Vec<Tally>> {
    let mut tallies = Vec::new();
    for (name, code) in recognizers::LANGUAGES {
        let Some(language) = LanguageCode::new(code).and_then(|code| languages.get(code)) else { continue };
        let cases = recognizers::load(folder, &format!("DateTime/{name}/DateTimeModel.json"))?;
        if cases.is_empty() {
            continue;
        }
        let mut tally = Tally::new("recognizers DateTime", code);
        for (number, case) in cases.iter().enumerate() {
            tally.add(number, recognized(case, language));
        }
        tallies.push(tally);
    }
    for language in languages.iter() {
        let code = language.code().to_string();
        let cases = duckling::load(folder, &format!("Time.{code}.jsonl"))?;
        let mut tally = Tally::new("duckling Time", &code);
        for (number, case) in cases.iter().enumerate() {
            tally.add(number, ducked(case, language));
        }
        tallies.push(tally);
    }
    Ok(tallies)
}

/// A stretch of text, in characters, with the values that it may have.
type Stretch = (usize, usize, Vec<String>);

fn recognized(case: &recognizers::Case, language: &Language) -> Outcome {
    if case.results.is_empty() {
        return Outcome::Excluded(NOTHING);
    }
    let mut wanted: Vec<Stretch> = Vec::new();
    for expected in &case.results {
        match calendar_date(expected, language) {
            Err(reason) => return Outcome::Excluded(reason),
            Ok(stretch) => wanted.push(stretch),
        }
    }
    let written = case.context.reference_date_time.as_deref().and_then(|date| date.parse().ok());
    // The suite's English is American.
    let day_first = (language.dates().day_first.is_none()).then_some(false);
    judge(&case.input, wanted, language, CalendarContext { written, day_first })
}

/// What the suite wants found, if it is an explicit date; else why it is none.
fn calendar_date(expected: &Expected, language: &Language) -> Result<Stretch, &'static str> {
    let kind = expected.type_name.rsplit('.').next().unwrap_or("");
    let values = expected.resolution.get("values").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    if !matches!(kind, "date" | "daterange") || values.is_empty() {
        return Err(NOT_DATES);
    }
    let mut accepted = Vec::new();
    for value in values {
        let timex = text(value, "timex");
        if !is_date(&timex) {
            return Err(if timex.starts_with('(') || timex.contains("-W") { SPAN } else { NOT_DATES });
        }
        let modifier = text(value, "Mod");
        if ["before", "since", "after", "until"].iter().any(|open| modifier.contains(open)) {
            return Err(OPEN);
        }
        if !names(&expected.text, &timex, language) {
            return Err(RELATIVE);
        }
        let start = if kind == "date" { text(value, "value") } else { text(value, "start") };
        let precise = if start.len() < timex.len() { timex.clone() } else { start[..timex.len()].to_owned() };
        let exists = precise.parse::<CalendarDate>().is_ok();
        accepted.push(if exists { precise } else { "none".to_owned() });
    }
    match (expected.start, expected.end) {
        (Some(start), Some(end)) => Ok((start, end + 1, accepted)),
        _ => Err(UNSUPPORTED),
    }
}

/// `2016`, `2016-04`, `2016-04-22`, and the two with a month without their year.
fn is_date(timex: &str) -> bool {
    let with_year = timex.replacen("XXXX-", "2000-", 1);
    let is_possible = with_year.parse::<CalendarDate>().is_ok();
    // The suite gives days that don't exist too (30 February).
    let shape: String = with_year.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    is_possible || shape == "0000-00-00"
}

/// Whether the words of an expression name its date: a month's name, the year's number or its last two digits, or both
/// the month's and the day's number.
fn names(text: &str, iso: &str, language: &Language) -> bool {
    let words = Words::of(text);
    if words.iter().any(|word| month_in(word, language)) {
        return true;
    }
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    let mut parts = iso.split('-');
    let has = |part: Option<&str>| {
        let wanted = part.and_then(|part| part.parse::<u16>().ok());
        wanted.is_some() && numbers.iter().any(|number| number.parse().ok() == wanted)
    };
    let year = parts.next();
    let (month, day) = (parts.next(), parts.next());
    has(year) || has(month) && has(day)
}

/// Whether a word is the name of a month, with or without a number glued to it ("14kwietnia").
fn month_in(word: &str, language: &Language) -> bool {
    let letters = word.trim_matches(|c: char| c.is_ascii_digit());
    language.dates().word(letters).month().is_some()
}

fn judge(text: &str, wanted: Vec<Stretch>, language: &Language, context: CalendarContext) -> Outcome {
    let units = |byte: usize| text[..byte].encode_utf16().count();
    let found: Vec<(usize, usize, String)> = dates(text, language, context)
        .into_iter()
        .map(|m| {
            let iso = m.date.map_or("none".to_owned(), |date| date.to_string());
            (units(m.bytes.start), units(m.bytes.end), iso)
        })
        .collect();
    let is_right = found.len() == wanted.len()
        && found.iter().zip(&wanted).all(|(f, w)| f.0 == w.0 && f.1 == w.1 && w.2.contains(&f.2));
    if is_right {
        return Outcome::Right;
    }
    Outcome::Wrong(format!("{text:?}: wanted {wanted:?}, found {found:?}"))
}

fn ducked(case: &duckling::Case, language: &Language) -> Outcome {
    let Some(value) = case.value.as_deref() else { return Outcome::Excluded(NOTHING) };
    let iso = match duckling_date(value) {
        Ok(iso) => iso,
        Err(reason) => return Outcome::Excluded(reason),
    };
    let has_month = Words::of(&case.text).iter().any(|word| month_in(word, language));
    let has_digit = case.text.bytes().any(|byte| byte.is_ascii_digit());
    let has_year = iso.get(..4).is_some_and(|year| case.text.contains(year));
    let in_numbers = case.text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count() >= 3;
    if !(has_month || has_digit && (has_year || in_numbers)) {
        return Outcome::Excluded(RELATIVE);
    }
    let length = case.text.encode_utf16().count();
    let day_first = language.dates().day_first.is_none().then(|| case.locale.as_deref().is_some_and(|l| !l.ends_with("US")));
    let context = CalendarContext { written: CalendarDate::new(2013, Some(2), Some(12)), day_first };
    judge(&case.text, vec![(0, length, vec![iso])], language, context)
}

/// The date in duckling's notation: `datetime (2013, 2, 24, 0, 0, 0) Day`.
fn duckling_date(value: &str) -> Result<String, &'static str> {
    let (kind, rest) = value.split_once(' ').unwrap_or((value, ""));
    match kind {
        "datetime" => {}
        "datetimeInterval" => return Err(SPAN),
        "datetimeOpenInterval" => return Err(OPEN),
        "datetimeHoliday" => return Err(RELATIVE),
        _ => return Err(NOT_DATES),
    }
    let (numbers, grain) = rest.trim_start_matches('(').split_once(')').unwrap_or((rest, ""));
    let mut numbers = numbers.split(',').map(|n| n.trim().parse::<u16>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    let (year, month, day) = (next(), next(), next());
    match grain.trim() {
        "Day" => Ok(format!("{year:04}-{month:02}-{day:02}")),
        "Month" => Ok(format!("{year:04}-{month:02}")),
        "Year" => Ok(format!("{year:04}")),
        "Hour" | "Minute" | "Second" => Err(NOT_DATES),
        _ => Err(SPAN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_a_date() {
        let english = Languages::built_in().get(LanguageCode::new("en").unwrap()).unwrap();
        assert!(names("24th of feb", "XXXX-02-24", english));
        assert!(names("year 2008", "2008", english));
        assert!(names("22/04", "XXXX-04-22", english));
        assert!(!names("2 weeks ago", "2016-10-24", english));
        assert!(!names("next monday", "2016-10-24", english));
        assert!(english.dates().word("monday").is(DateRole::Weekday));
    }

    #[test]
    fn what_duckling_calls_a_date() {
        assert_eq!(duckling_date("datetime (2013, 2, 0, 0, 0, 0) Month").as_deref(), Ok("2013-02"));
        assert_eq!(duckling_date("datetime (2013, 2, 12, 4, 30, 0) Second"), Err(NOT_DATES));
        assert_eq!(duckling_date("datetimeInterval ((2013, 2, 1, 0, 0, 0), (2013, 3, 1, 0, 0, 0)) Day"), Err(SPAN));
    }
}
