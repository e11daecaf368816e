//! The last places where a date of publication may stand: the document's address and the name of its file. Only a full date
//! that can be none but one is taken, and nothing but a date: names of files are given by whoever saved them.

use standpoint_text::CalendarDate;

use crate::about::{Origin, Told};

/// No page is older.
const FIRST_ADDRESS: u16 = 1990;
/// No statement is older.
const FIRST_FILE: u16 = 1800;
/// None is from later.
const LAST: u16 = 2099;

/// The date in an address: `/2024/02/24/`, `/2024-02-24-no-toll`, `/20240224/`, or `/24-02-2024`, which can be read one way
/// only.
pub(super) fn in_address(url: &str) -> Option<Told<CalendarDate>> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next().unwrap_or("");
    let path = &path[path.find('/')?..];
    let mut found = dates(path, &['/', '-', '_'], FIRST_ADDRESS);
    found.extend(path.split('/').filter_map(day_first));
    found.extend(path.split('/').filter_map(|step| {
        let run = step.split(['-', '_', '.']).next().filter(|run| run.bytes().all(|b| b.is_ascii_digit()))?;
        eight_digits(run, FIRST_ADDRESS)
    }));
    let date = the_only(found)?;
    Some(Told::new(date, Origin::Address))
}

/// What the document says, unless its markup gives a moment in universal time where its address holds the day before or
/// after: that is the day on the publisher's calendar.
pub(super) fn choose(
    said: Option<Told<CalendarDate>>,
    address: Option<Told<CalendarDate>>,
) -> Option<Told<CalendarDate>> {
    match (said, address) {
        (Some(said), Some(address)) => {
            let of_markup = matches!(said.origin, Origin::Markup(_));
            let next = said.value.days_until(address.value).is_some_and(|days| days.abs() == 1);
            Some(if of_markup && next { address } else { said })
        }
        (said, address) => said.or(address),
    }
}

/// The date in the name of a file: `2024-02-24`, `2024_02_24`, `20240224`.
pub(super) fn in_file_name(path: &str) -> Option<Told<CalendarDate>> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let mut found = dates(name, &['-', '_', '.'], FIRST_FILE);
    let runs = name.split(|c: char| !c.is_ascii_digit());
    found.extend(runs.filter_map(|run| eight_digits(run, FIRST_FILE)));
    Some(Told::new(the_only(found)?, Origin::FileName))
}

/// Of several dates none can be told to be the one.
fn the_only(mut found: Vec<CalendarDate>) -> Option<CalendarDate> {
    found.dedup();
    match found[..] {
        [date] => Some(date),
        _ => None,
    }
}

/// `20240224`.
pub(super) fn eight_digits(run: &str, first: u16) -> Option<CalendarDate> {
    let part = |range| run.get(range).and_then(|part: &str| part.parse().ok());
    let year = run.get(..4).filter(|_| run.len() == 8)?.parse().ok()?;
    date(year, part(4..6)?, part(6..8)?, first)
}

/// `24-02-2024` at the beginning or end of a step, or as the whole of it; `03-02-2024` might be of March.
fn day_first(step: &str) -> Option<CalendarDate> {
    let parts: Vec<&str> = step.split(['-', '_', '.']).collect();
    let read = |three: &[&str]| {
        let [day, month, year] = three else { return None };
        let number = |part: &str, digits| part.parse::<u16>().ok().filter(|_| part.len() == digits);
        let (day, month, year) = (number(day, 2)?, number(month, 2)?, number(year, 4)?);
        let is_clear = day > 12 || day == month;
        date(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?, FIRST_ADDRESS).filter(|_| is_clear)
    };
    read(parts.get(..3)?).or_else(|| read(parts.get(parts.len() - 3..)?))
}

/// The dates of four, two and two digits with the same mark between them, and no digit around.
fn dates(text: &str, marks: &[char], first: u16) -> Vec<CalendarDate> {
    let mut found = Vec::new();
    for mark in marks {
        let parts: Vec<&str> = text.split(*mark).collect();
        for three in parts.windows(3) {
            // Before the year and after the day letters may stand, but no digit.
            let year = three[0].get(three[0].len().saturating_sub(4)..).unwrap_or("");
            let before = &three[0][..three[0].len() - year.len()];
            let day = three[2].get(..2).unwrap_or("");
            let after = three[2].get(2..).unwrap_or("");
            let bounded =
                !before.ends_with(|c: char| c.is_ascii_digit()) && !after.starts_with(|c: char| c.is_ascii_digit());
            let all_digits = [year, three[1], day].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
            if bounded && all_digits && (year.len(), three[1].len(), day.len()) == (4, 2, 2) {
                let numbers = (year.parse().ok(), three[1].parse().ok(), day.parse().ok());
                if let (Some(year), Some(month), Some(day)) = numbers {
                    found.extend(date(year, month, day, first));
                }
            }
        }
    }
    found
}

fn date(year: u16, month: u8, day: u8, first: u16) -> Option<CalendarDate> {
    CalendarDate::new(year, Some(month), Some(day)).filter(|_| (first..=LAST).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(told: Option<Told<CalendarDate>>) -> Option<String> {
        told.map(|told| told.value.to_string())
    }

    #[test]
    fn addresses_with_a_full_date() {
        for (url, date) in [
            ("https://tide.example/2024/02/24/no-toll", Some("2024-02-24")),
            ("https://tide.example/news/2024-02-24-no-toll?p=2023-01-01", Some("2024-02-24")),
            ("https://tide.example/no-toll_2024_02_24.html", Some("2024-02-24")),
            ("https://tide.example/20240224/no-toll", Some("2024-02-24")),
            ("https://tide.example/20240224-no-toll", Some("2024-02-24")),
            ("https://tide.example/news/24-02-2024", Some("2024-02-24")),
            ("https://tide.example/02-02-2024-no-toll", Some("2024-02-02")),
            ("https://tide.example/03-02-2024-no-toll", None),
            ("https://tide.example/24-02-20245", None),
            ("https://tide.example/a20240224", None),
            ("https://tide.example/2024/02/no-toll", None),
            ("https://tide.example/2024/13/24/", None),
            ("https://tide.example/12024/02/24/", None),
            ("https://tide.example/2024/02/245", None),
            ("https://tide.example/2024-02-24/to/2024-03-01/", None),
            ("https://2024-02-24.example/a", None),
            ("https://tide.example", None),
        ] {
            assert_eq!(iso(in_address(url)).as_deref(), date, "{url}");
        }
    }

    #[test]
    fn a_moment_in_universal_time_is_put_on_the_publishers_calendar() {
        let told = |iso: &str, origin| Some(Told::new(iso.parse().unwrap(), origin));
        let markup = |iso| told(iso, Origin::Markup("JSON-LD datePublished".into()));
        let address = || told("2024-02-29", Origin::Address);
        assert_eq!(iso(choose(markup("2024-03-01"), address())).as_deref(), Some("2024-02-29"));
        assert_eq!(iso(choose(markup("2024-03-02"), address())).as_deref(), Some("2024-03-02"));
        assert_eq!(
            iso(choose(told("2024-03-01", Origin::Page("line".into())), address())).as_deref(),
            Some("2024-03-01")
        );
        assert_eq!(iso(choose(None, address())).as_deref(), Some("2024-02-29"));
    }

    #[test]
    fn file_names_with_a_full_date() {
        for (path, date) in [
            ("2020-01-01/toll 2024-02-24.txt", Some("2024-02-24")),
            ("a/20240224.txt", Some("2024-02-24")),
            ("IMG_20240224_1200.txt", Some("2024-02-24")),
            ("1907.04.17 résolution.txt", Some("1907-04-17")),
            ("é2024-02-24é.txt", Some("2024-02-24")),
            ("24-02-2024.txt", None),
            ("2024-02.txt", None),
            ("120240224.txt", None),
            ("20241324.txt", None),
            ("00010101.txt", None),
            ("2024-02-24 to 2024-03-01.txt", None),
            ("", None),
        ] {
            assert_eq!(iso(in_file_name(path)).as_deref(), date, "{path}");
        }
    }
}
