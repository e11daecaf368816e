//! Dates as they stand on a line of their own: "Friday 5 March 2021", "5 mar 2021, 10:30", "15 березня 2021 року".
//!
//! Never taken from running text: a date line holds a date, a weekday, a time, at most a place or a sender before them. The
//! words of all languages are known at once, because outlets date in their own language what they publish in another.

use std::ops::Range;

use standpoint_languages::{DateWords, DocumentWords, Languages, Words};
use standpoint_text::CalendarDate;

/// A longer line than this, in bytes, is no date line.
const LONGEST: usize = 160;
/// A label of more bytes is none.
const LONGEST_LABEL: usize = 60;
/// So many words may stand before the date.
const MOST_BEFORE: usize = 6;

/// A date in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub date: CalendarDate,
    /// Where it stands, with its weekday and the small words before it.
    pub bytes: Range<usize>,
}

/// The date that a line consists of, give or take a weekday, a time, and a place or sender before it; `None` where it is
/// anything else. `day_first` says how to read 03/04/2024; where that can't be known, it is not read.
pub(crate) fn written_date(line: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let found = find(line, languages, day_first)?;
    let (before, after) = (&line[..found.bytes.start], &line[found.bytes.end..]);
    let clock = clock_length(after);
    let rest = Words::of(&after[clock.unwrap_or(0)..]);
    // "(CET)", "uhr", "г." may follow, not a sentence.
    if rest.len() > 1 || rest.iter().any(|w| w.chars().count() > 4) {
        return None;
    }
    let strangers = Words::of(before);
    if strangers.is_empty() {
        return Some(found.date);
    }
    let separated = before.trim_end().ends_with([',', '|', '–', '—', '·', '/', ':', '•', '-']);
    // "Joined: 5 March 2021": one word before a colon says what the date is of.
    let is_other = strangers.len() == 1 && before.trim_end().ends_with(':');
    let capitals =
        (0..strangers.len()).all(|w| strangers.is_capitalised(w) || strangers.get(w).chars().count() <= 3 && w > 0);
    let is_sender_or_place = strangers.len() <= MOST_BEFORE && capitals && (separated || clock.is_some());
    (is_sender_or_place && !is_other && found.date.day().is_some()).then_some(found.date)
}

/// The date that a line begins with, and what follows it and its time of day.
pub(crate) fn date_at_start<'a>(
    line: &'a str,
    languages: &Languages,
    day_first: Option<bool>,
) -> Option<(CalendarDate, &'a str)> {
    let found = find(line, languages, day_first)?;
    let after = &line[found.bytes.end..];
    let rest =
        after[clock_length(after).unwrap_or(0)..].trim_start_matches([',', ' ', '|', '–', '—', '-', '·', '.', ':']);
    Words::of(&line[..found.bytes.start]).is_empty().then_some((found.date, rest))
}

/// The date that a line ends with and where it begins.
pub(crate) fn date_at_end(line: &str, languages: &Languages) -> Option<Found> {
    let found = find(line, languages, None)?;
    Words::of(&line[found.bytes.end..]).is_empty().then_some(found)
}

/// The first date in a line, whatever else the line says.
pub(crate) fn date_in(line: &str, languages: &Languages, day_first: Option<bool>) -> Option<Found> {
    find(line, languages, day_first)
}

/// The part of a line that is not about a change ("updated"): a date of that is none of publication. `None` where all is.
pub(crate) fn of_publication<'l>(line: &'l str, languages: &Languages) -> Option<&'l str> {
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return Some(line);
    }
    let Some(change) = phrase(&lower, languages, |words| &words.updated) else { return Some(line) };
    // Letters may take more bytes in one case than in the other.
    let before = line.get(..change)?;
    if before.bytes().any(|b| b.is_ascii_digit()) {
        return Some(before);
    }
    let published = phrase(&lower[change..], languages, |words| &words.published)?;
    line.get(change + published..)
}

/// Whether a line is one of some phrases, with or without a colon.
pub(crate) fn says_only(line: &str, languages: &Languages, phrases: fn(&DocumentWords) -> &Vec<String>) -> bool {
    if line.len() > LONGEST_LABEL {
        return false;
    }
    let lower = line.trim_end_matches([':', ' ']).to_lowercase();
    languages.iter().any(|l| phrases(l.document()).contains(&lower))
}

/// Whether a line speaks of a change ("updated").
pub(super) fn change_in(line: &str, languages: &Languages) -> bool {
    phrase(&line.to_lowercase(), languages, |words| &words.updated).is_some()
}

/// Where a line first has one of some phrases.
fn phrase(lower: &str, languages: &Languages, which: fn(&DocumentWords) -> &Vec<String>) -> Option<usize> {
    let stands = |phrase: &String| {
        lower.match_indices(phrase.as_str()).map(|(at, _)| at).find(|&at| {
            let (before, after) = (&lower[..at], &lower[at + phrase.len()..]);
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        })
    };
    languages.iter().flat_map(|l| which(l.document())).filter_map(stands).min()
}

/// How much of what follows a date is a time of day: ", 10:58", " at 9.30", " – 14h05".
pub(super) fn clock_length(after: &str) -> Option<usize> {
    let digit = after.find(|c: char| c.is_ascii_digit())?;
    if Words::of(&after[..digit]).len() > 1 {
        return None;
    }
    let time =
        after[digit..].find(|c: char| !(c.is_ascii_digit() || ":.h+-TZ".contains(c))).unwrap_or(after.len() - digit);
    let shown = &after[digit..digit + time];
    let is_clock = shown.len() >= 4 && shown.contains([':', '.', 'h']);
    is_clock.then_some(digit + time)
}

/// The first date in a short line.
fn find(line: &str, languages: &Languages, day_first: Option<bool>) -> Option<Found> {
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let words = Words::of(line);
    languages.iter().find_map(|l| in_words(line, &words, l.dates())).or_else(|| in_numbers(line, day_first))
}

fn in_words(line: &str, words: &Words, dates: &DateWords) -> Option<Found> {
    let all: Vec<&str> = words.iter().collect();
    let inside = |w: &str| dates.inside.iter().any(|i| i == w);
    let weekday = |w: &str| dates.weekdays.iter().any(|d| d == w);
    let step = |from: usize, back: bool| {
        let next = move |i: usize| if back { i.checked_sub(1) } else { Some(i + 1) };
        let mut at = next(from)?;
        while inside(all.get(at)?) {
            at = next(at)?;
        }
        Some(at)
    };
    let month_at = |at: usize| {
        let word = all.get(at)?;
        dates.months.iter().position(|forms| forms.iter().any(|form| form.trim_end_matches('.') == *word))
    };
    let year_at = |at: usize| year_of(all[at], month_at(at + 1).is_some());
    (0..all.len()).find_map(|at| {
        let month = Some(u8::try_from(month_at(at)? + 1).ok()?);
        // Where two elements of a page meet, letters stand right before the day: "News5 March 2021".
        let glued = |word: &'_ str| word.len() - word.trim_start_matches(char::is_alphabetic).len();
        let day_before = |i: usize| day(&all[i][glued(all[i])..]);
        let before = step(at, true).filter(|&i| day_before(i).is_some());
        let after = step(at, false);
        let (mut first, day, mut last) = match (before, after) {
            (Some(d), Some(y)) if year_at(y).is_some() => (d, day_before(d), y),
            (_, Some(d)) if day(all[d]).is_some() => (at, day(all[d]), step(d, false)?),
            (_, Some(y)) => (at, None, y),
            _ => return None,
        };
        let date = CalendarDate::new(year_at(last)?, month, day)?;
        let year_ends = after_digits(line, words.bytes(last), 4);
        let is_glued = all[last].len() > 4;
        let letters = before.filter(|&d| d == first).map_or(0, |d| glued(all[d]));
        if letters > 0 {
            let start = first_digit(line, words.bytes(first));
            return Some(Found { date, bytes: start..year_ends });
        }
        while first > 0 && (inside(all[first - 1]) || weekday(all[first - 1])) {
            first -= 1;
        }
        // "2021 року", "2021, Friday"; but in "2021. The council" a sentence begins.
        let goes_on = |at: usize| line[words.bytes(at).end..words.bytes(at + 1).start].trim().is_empty();
        while !is_glued && all.get(last + 1).is_some_and(|w| (inside(w) && goes_on(last)) || weekday(w)) {
            last += 1;
        }
        let end = if is_glued { year_ends } else { words.bytes(last).end };
        Some(Found { date, bytes: words.bytes(first).start..end })
    })
}

/// Where the first digit of a word stands in the line. (Its letters may take more bytes there: soft hyphens are in no word.)
fn first_digit(line: &str, word: Range<usize>) -> usize {
    word.start + line[word].find(|c: char| c.is_ascii_digit()).unwrap_or(0)
}

/// Where so many digits of a word end in the line.
fn after_digits(line: &str, word: Range<usize>, digits: usize) -> usize {
    let last = line[word.clone()].match_indices(|c: char| c.is_ascii_digit()).nth(digits.saturating_sub(1));
    last.map_or(word.end, |(at, digit)| word.start + at + digit.len())
}

fn year(word: &str) -> Option<u16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|y| (1800..=2200).contains(y))
}

/// A year; where two elements of a page meet, letters may stand right after it ("5 March 2021Updated"), or the day of
/// another date, if its month follows ("5 March 20216 March 2021").
fn year_of(word: &str, month_follows: bool) -> Option<u16> {
    let (digits, rest) = word.split_at_checked(4)?;
    let is_day = || month_follows && day(rest).is_some();
    year(digits).filter(|_| rest.chars().all(char::is_alphabetic) || is_day())
}

/// "5", "5th", "1er", "1º".
fn day(word: &str) -> Option<u8> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let suffix = word[digits..].chars().count();
    let number = ((1..=2).contains(&digits) && suffix <= 2).then(|| word[..digits].parse().ok()).flatten();
    number.filter(|d| (1..=31).contains(d))
}

/// 2024-02-24, 24.02.2024, and 24/02/2024 where it can be told which is the day.
fn in_numbers(line: &str, day_first: Option<bool>) -> Option<Found> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-');
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| c.is_ascii_digit()).map(|i| at + i) {
        if let Some(found) = spaced(line, start) {
            return Some(found);
        }
        let end = line[start..].find(|c| !is_part(c)).map_or(line.len(), |i| start + i);
        let written = line[start..end].trim_end_matches(['.', '/', '-']);
        let written = first_of_two(written, day_first).unwrap_or(written);
        if let Some(date) = number_date(written, day_first) {
            return Some(Found { date, bytes: start..start + written.len() });
        }
        at = end;
    }
    None
}

/// The first of two dates, where two elements of a page meet: "05.03.202106.03.2021".
fn first_of_two(written: &str, day_first: Option<bool>) -> Option<&str> {
    let mark = written.chars().find(|c| !c.is_ascii_digit())?;
    let year = written.match_indices(mark).nth(1)?.0 + 1;
    let (first, second) = written.split_at_checked(year + 4)?;
    number_date(second, day_first).map(|_| first)
}

/// "5. 3. 2021".
fn spaced(line: &str, start: usize) -> Option<Found> {
    let (day, rest) = line[start..].split_once(". ")?;
    let (month, rest) = rest.split_once(". ")?;
    let part = |written: &str| written.parse::<u8>().ok().filter(|_| written.len() <= 2);
    let (day, month) = (part(day)?, part(month)?);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let date = CalendarDate::new(year(&rest[..digits])?, Some(month), Some(day))?;
    Some(Found { date, bytes: start..line.len() - rest.len() + digits })
}

/// The year that two digits stand for, from 1970 to 2069.
fn of_century(year: u8) -> u16 {
    u16::from(year) + if year < 70 { 2000 } else { 1900 }
}

fn number_date(written: &str, day_first: Option<bool>) -> Option<CalendarDate> {
    let mark = written.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = written.split(mark).collect();
    let [a, b, c] = parts[..] else { return None };
    let part = |p: &str| p.parse::<u8>().ok().filter(|_| p.len() <= 2);
    if let (Some(year), Some(month), Some(day)) = (year(a), part(b), part(c)) {
        return CalendarDate::new(year, Some(month), Some(day));
    }
    // "24.02.24" is read only where the day is known to come first.
    let short = || part(c).filter(|_| c.len() == 2 && mark != '-' && day_first == Some(true)).map(of_century);
    let (a, b, year) = (part(a)?, part(b)?, year(c).or_else(short)?);
    let first_is_day = mark == '.' || a > 12 || (b <= 12 && day_first == Some(true)) || a == b;
    let second_is_day = mark != '.' && a != b && (b > 12 || day_first == Some(false));
    match (first_is_day, second_is_day) {
        (true, false) => CalendarDate::new(year, Some(b), Some(a)),
        (false, true) => CalendarDate::new(year, Some(a), Some(b)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<String> {
        written_date(line, Languages::built_in(), None).map(|d| d.to_string())
    }

    #[test]
    fn lines_that_are_dates() {
        for (line, iso) in [
            ("Friday 5 March 2021", "2021-03-05"),
            ("March 5th, 2021", "2021-03-05"),
            ("Northport, 5 March 2021", "2021-03-05"),
            ("2021-03-05T10:00:00Z", "2021-03-05"),
            ("March 2021", "2021-03"),
            ("05.03.2021", "2021-03-05"),
            ("5. 3. 2021", "2021-03-05"),
            ("25/03/2021", "2021-03-25"),
            ("03/25/2021", "2021-03-25"),
            ("15. März 2024", "2024-03-15"),
            ("Nordhafen, den 5. März 2021", "2021-03-05"),
            ("15 березня 2021 року", "2021-03-15"),
            ("vendredi 1er mars 2024 à 10h30", "2024-03-01"),
            ("15 de marzo de 2024", "2024-03-15"),
            ("Harbour League Board 2 May 2022, 10:58", "2022-05-02"),
            ("Tuesday, 5 March 2024 at 14:05", "2024-03-05"),
            ("05.03.202106.03.2021", "2021-03-05"),
        ] {
            assert_eq!(read(line).as_deref(), Some(iso), "{line}");
        }
    }

    #[test]
    fn lines_that_are_not() {
        for line in [
            "In March 2021 the council met in the old hall",
            "31 February 2021",
            "We march",
            "03/05/2021",
            "Since 5 March 2021 the harbour is closed",
            "The harbour was closed on 5 March 2021",
            "On 5 March 2021 we meet",
            "24.02.24",
            "24.02.20245",
            "Member since: 5 March 2021, 10:30",
            "Joined: 5 March 2021, 10:30",
            "Issue 12",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn the_order_of_a_language_decides_what_its_numbers_leave_open() {
        let read = |first| written_date("03/05/2021", Languages::built_in(), first).map(|d| d.to_string());
        assert_eq!(read(Some(true)).as_deref(), Some("2021-05-03"));
        assert_eq!(read(Some(false)).as_deref(), Some("2021-03-05"));
    }

    #[test]
    fn soft_hyphens_are_in_no_word_but_in_the_line() {
        let bytes = |line: &str| date_in(line, Languages::built_in(), None).map(|found| line[found.bytes].to_owned());
        assert_eq!(bytes("News5\u{ad} March 202\u{ad}1").as_deref(), Some("5\u{ad} March 202\u{ad}1"));
        assert_eq!(bytes("5 March 202\u{ad}1Upd\u{ad}ated").as_deref(), Some("5 March 202\u{ad}1"));
        assert_eq!(bytes("5 March 202\u{ad}16 March 2021").as_deref(), Some("5 March 202\u{ad}1"));
    }

    #[test]
    fn dates_at_the_end_of_a_line() {
        let line = "Statement of the Harbour League, Friday 5 March 2021.";
        let found = date_at_end(line, Languages::built_in()).unwrap();
        assert_eq!(&line[found.bytes], "Friday 5 March 2021");
    }
}
