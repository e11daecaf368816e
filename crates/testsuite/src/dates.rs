//! The suites of dates: the recognizers' `DateTimeModel` and duckling's `Time`.
//!
//! # Which cases count?
//!
//! Standpoint finds explicit calendar expressions. Whether a case asks for one is told by what the suite expects, never by
//! what Standpoint makes of it: everything that it wants found is a day, a month or a year, and the words that it wants
//! found name it: the month by its name or number, the day by its number in digits or words. Each other case is left out
//! with its reason: a time of day, a duration, a set, an open or closed span of time, a date relative to the time of
//! reading, a feast.
//!
//! # When is a case right?
//!
//! When exactly the stretches that the suite wants are found, to the letter, with exactly its values; a date without a
//! year may have either of the two years that the recognizers' suite allows, and any year in duckling's, which always
//! takes the next. Duckling's suite gives phrases, not stretches of a text: there the articles and prepositions before the
//! date may be left out.

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
const RELATIVE: &str = "relative to the time of reading or to another date, or a feast: its day or month is not named";
const OPEN: &str = "an open span of time (before, since, after …)";
const SPAN: &str = "a span of time (two days, a week, a season, a decade …)";
const UNSUPPORTED: &str =
    "the suite marks it as not supported by its own reference program, or its words don't stand in the text";
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
    if !case.is_supported_on("dotnet") {
        return Outcome::Excluded(UNSUPPORTED);
    }
    let written: Option<CalendarDate> = case.context.reference_date_time.as_deref().and_then(|date| date.parse().ok());
    let mut wanted: Vec<Stretch> = Vec::new();
    for expected in &case.results {
        match calendar_date(&case.input, expected, language, written.is_some()) {
            Err(reason) => return Outcome::Excluded(reason),
            Ok(stretch) => wanted.push(stretch),
        }
    }
    // The suite's English is American.
    let day_first = (language.dates().day_first.is_none()).then_some(false);
    judge(&case.input, wanted, language, CalendarContext { written, day_first }, false)
}

/// What the suite wants found, if it is an explicit date; else why it is none.
fn calendar_date(
    input: &str,
    expected: &Expected,
    language: &Language,
    has_reference: bool,
) -> Result<Stretch, &'static str> {
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
        if kind == "daterange" && timex.len() == 10 {
            return Err(SPAN);
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
        if !has_reference && timex.starts_with("XXXX") {
            accepted.push(timex.replacen("XXXX", "-", 1));
        }
    }
    place(input, expected).map(|(start, end)| (start, end, accepted)).ok_or(UNSUPPORTED)
}

/// Where the words that are wanted stand, in UTF-16 units. The places that some cases give don't fit their own words; then
/// the words count.
fn place(input: &str, expected: &Expected) -> Option<(usize, usize)> {
    let units: Vec<u16> = input.to_lowercase().encode_utf16().collect();
    let words: Vec<u16> = expected.text.to_lowercase().trim().encode_utf16().collect();
    let is_here = |start: usize| units.get(start..start + words.len()) == Some(&words[..]);
    let said = expected.start.filter(|start| is_here(*start));
    let start = said.or_else(|| (0..units.len()).find(|start| is_here(*start)))?;
    Some((start, start + words.len()))
}

/// `2016`, `2016-04`, `2016-04-22`, and the two with a month without their year.
fn is_date(timex: &str) -> bool {
    let with_year = timex.replacen("XXXX-", "2000-", 1);
    let is_possible = with_year.parse::<CalendarDate>().is_ok();
    // The suite gives days that don't exist too (30 February).
    let shape: String = with_year.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    is_possible || shape == "0000-00-00"
}

/// Whether the words of an expression name each part of its date: the month by its name or number, the day in digits or
/// as a number word, and not by "this", "last" or "next".
fn names(text: &str, iso: &str, language: &Language) -> bool {
    let words = Words::of(text);
    let lexicon = language.dates();
    let relative = [DateRole::Last, DateRole::This, DateRole::Next];
    if words.iter().any(|word| lexicon.word(word).is_any(&relative) && !lexicon.word(word).is(DateRole::Weekday)) {
        return false;
    }
    // "the first Tuesday of October" names no day.
    let list: Vec<&str> = words.iter().collect();
    let is_which = |pair: &[&str]| {
        let counts =
            pair[0].starts_with(|c: char| c.is_ascii_digit()) || lexicon.word(pair[0]).is(DateRole::OrdinalWord);
        counts && lexicon.word(pair[1]).is(DateRole::Weekday) && !lexicon.word(pair[0]).is(DateRole::Weekday)
    };
    if list.windows(2).any(is_which) {
        return false;
    }
    let numbers: Vec<u16> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let mut parts = iso.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next().flatten(), parts.next().flatten(), parts.next().flatten());
    let has_month_name = words.iter().any(|word| month_in(word, language));
    let in_words = |day: u16| {
        has_month_name
            && words.iter().any(|word| {
                let unit = lexicon.word(word).day().map(u16::from);
                unit == Some(day) || day > 20 && unit == Some(day % 10)
            })
    };
    let names_year =
        year.is_none_or(|year| has_month_name || numbers.contains(&year) || numbers.contains(&(year % 100)));
    let names_month = month.is_none_or(|month| has_month_name || numbers.contains(&month));
    names_year && names_month && day.is_none_or(|day| numbers.contains(&day) || in_words(day))
}

/// Whether a word is the name of a month, with or without a number glued to it ("14kwietnia").
fn month_in(word: &str, language: &Language) -> bool {
    let letters = word.trim_matches(|c: char| c.is_ascii_digit());
    language.dates().word(letters).month().is_some()
}

fn judge(text: &str, wanted: Vec<Stretch>, language: &Language, context: CalendarContext, may_open: bool) -> Outcome {
    let units = |byte: usize| text[..byte].encode_utf16().count();
    let found: Vec<(usize, usize, String)> = dates(text, language, context)
        .into_iter()
        .map(|m| {
            let iso = m.date.map_or("none".to_owned(), |date| date.to_string());
            let start = if may_open && is_small(&text[..m.bytes.start], language) { 0 } else { units(m.bytes.start) };
            (start, units(m.bytes.end), iso)
        })
        .collect();
    let is_right = found.len() == wanted.len()
        && found.iter().zip(&wanted).all(|(f, w)| f.0 == w.0 && f.1 == w.1 && w.2.iter().any(|iso| is_same(&f.2, iso)));
    if is_right {
        return Outcome::Right;
    }
    Outcome::Wrong(format!("{text:?}: wanted {wanted:?}, found {found:?}"))
}

/// `*-02-24` is that day of any year.
fn is_same(found: &str, wanted: &str) -> bool {
    match wanted.strip_prefix('*') {
        Some(rest) => found.len() == 4 + rest.len() && found.ends_with(rest),
        None => found == wanted,
    }
}

/// Whether there are only articles and prepositions here.
fn is_small(text: &str, language: &Language) -> bool {
    let roles =
        [DateRole::Article, DateRole::Of, DateRole::DayPreposition, DateRole::MonthPreposition, DateRole::Little];
    Words::of(text).iter().all(|word| language.dates().word(word).is_any(&roles)) && !text.contains([',', '.'])
}

fn ducked(case: &duckling::Case, language: &Language) -> Outcome {
    let Some(value) = case.value.as_deref() else { return Outcome::Excluded(NOTHING) };
    let mut iso = match duckling_date(value) {
        Ok(iso) => iso,
        Err(reason) => return Outcome::Excluded(reason),
    };
    let text = case.text.as_str();
    let has_month = Words::of(text).iter().any(|word| month_in(word, language));
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count();
    let has_year = iso.get(..4).is_some_and(|year| text.contains(year));
    if !(has_month || has_year || numbers >= 3) || !names(text, &iso, language) {
        return Outcome::Excluded(RELATIVE);
    }
    let length = text.encode_utf16().count();
    if has_month && !has_year && numbers < 2 && iso.len() > 4 {
        iso = format!("*{}", &iso[4..]);
    }
    let is_american = case.locale.as_deref().is_none_or(|locale| locale.ends_with("US"));
    let day_first = language.dates().day_first.is_none().then_some(!is_american);
    let context = CalendarContext { written: CalendarDate::new(2013, Some(2), Some(12)), day_first };
    judge(text, vec![(0, length, vec![iso])], language, context, true)
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
        assert!(names("may twenty nine", "XXXX-05-29", english));
        assert!(!names("last monday of march", "2013-03-25", english));
        assert!(!names("this september", "2016-09", english));
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
