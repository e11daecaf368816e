//! Dates as they stand on a line of their own: "Saturday 24 February 2024", "2 mar 2022, 10:58", "15 березня 2024 року".

use standpoint_languages::{DateWords, Languages, Words};
use standpoint_text::CalendarDate;

/// Words of a line that holds a date and nothing much else.
const LONGEST: usize = 9;

/// The date that a line consists of, give or take a weekday, a time and a place; `None` where it is anything else.
///
/// Month and day words of all languages are known at once, because outlets date in their own language what they publish
/// in another.
pub(crate) fn written_date(line: &str, languages: &Languages) -> Option<CalendarDate> {
    let line = line.trim().trim_end_matches('.');
    if line.len() > 100 {
        return None;
    }
    if let Some(iso) =
        line.split([' ', 'T', ',']).find_map(|part| part.parse::<CalendarDate>().ok().filter(|d| d.day().is_some()))
    {
        return Some(iso);
    }
    let words = Words::of(line);
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let all: Vec<&str> = words.iter().collect();
    languages.iter().find_map(|l| in_words(&all, l.dates())).or_else(|| in_numbers(line))
}

fn in_words(words: &[&str], dates: &DateWords) -> Option<CalendarDate> {
    let month_of =
        |word: &&str| dates.months.iter().position(|forms| forms.iter().any(|f| f.trim_end_matches('.') == *word));
    let at = words.iter().position(|w| month_of(w).is_some())?;
    let month = month_of(&words[at])? as u8 + 1;
    let year =
        words.iter().find_map(|w| (w.len() == 4).then(|| w.parse::<u16>().ok()).flatten()).filter(|y| *y >= 1000)?;
    let number =
        |w: &str| w.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u8>().ok().filter(|d| (1..=31).contains(d));
    let day_before =
        at.checked_sub(1).and_then(|i| number(words[i])).or_else(|| at.checked_sub(2).and_then(|i| number(words[i])));
    let day_after = words.get(at + 1).and_then(|w| number(w));
    let day = day_before.or(day_after);
    // Whatever else stands there must be of a date too, or a place: at most four words.
    let known = |w: &&str| {
        month_of(w).is_some()
            || w.chars().next().is_some_and(|c| c.is_ascii_digit())
            || dates.weekdays.iter().any(|d| d == *w)
            || dates.inside.iter().any(|d| d == *w)
    };
    let strangers = words.iter().filter(|w| !known(w)).count();
    if strangers > 4 {
        return None;
    }
    CalendarDate::new(year, Some(month), day)
}

/// 24.02.2024 and 24/02/2024, where the day can't be a month.
fn in_numbers(line: &str) -> Option<CalendarDate> {
    let first = line.split([' ', ',']).find(|part| part.contains(['.', '/', '-']))?;
    let parts: Vec<u16> = first.split(['.', '/', '-']).map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts[..] {
        [day, month, year] if year >= 1900 && (first.contains('.') || day > 12) => {
            CalendarDate::new(year, Some(u8::try_from(month).ok()?), Some(u8::try_from(day).ok()?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<String> {
        written_date(line, Languages::built_in()).map(|d| d.to_string())
    }

    #[test]
    fn lines_that_are_dates() {
        assert_eq!(read("Saturday 24 February 2024").as_deref(), Some("2024-02-24"));
        assert_eq!(read("March 5th, 2021").as_deref(), Some("2021-03-05"));
        assert_eq!(read("Marhaven, 5 March 2021").as_deref(), Some("2021-03-05"));
        assert_eq!(read("2021-03-05T10:00").as_deref(), Some("2021-03-05"));
        assert_eq!(read("March 2021").as_deref(), Some("2021-03"));
        assert_eq!(read("05.03.2021").as_deref(), Some("2021-03-05"));
    }

    #[test]
    fn lines_that_are_not() {
        assert_eq!(read("In March 2021 the council met in the old hall"), None);
        assert_eq!(read("31 February 2021"), None);
        assert_eq!(read("We march"), None);
        assert_eq!(read("03/05/2021"), None);
    }
}
