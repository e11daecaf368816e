//! Who sent a message and when, as far as its head says it.

use standpoint_languages::Languages;
use standpoint_text::CalendarDate;

use super::words;
use crate::about::{fill, is_organisation, is_person, About, Origin, Told};
use crate::dates::written_date;

/// How months are written in heads, whatever the language.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What the sender's name says: an organisation is the issuer, a person the author, and one may stand beside the other
/// ("Ann Lee (Harbour League)").
pub(super) fn about(from: &str, languages: &Languages) -> About {
    let mut about = About::default();
    let origin = Origin::Head("From".into());
    let name = display_name(from);
    for piece in pieces(&name) {
        if is_organisation(piece, languages) {
            fill(&mut about.issuer, piece.to_owned(), &origin);
        } else if is_person(piece) {
            fill(&mut about.author, piece.to_owned(), &origin);
        }
    }
    // "Lee, Ann", as directories write it.
    if let (None, None, [last, first]) = (&about.issuer, &about.author, &name.split(", ").collect::<Vec<_>>()[..]) {
        let turned = format!("{first} {last}");
        about.author = is_person(&turned).then(|| Told::new(turned, origin));
    }
    about
}

/// The name before an address, or in brackets after it; an address without a name has none.
fn display_name(from: &str) -> String {
    let from = from.trim();
    let name = match (from.rfind('<'), from.split_once('(')) {
        (Some(at), _) => &from[..at],
        (None, Some((address, note))) if address.contains('@') => note.trim_end_matches([')', ' ']),
        (None, _) if from.contains('@') => "",
        (None, _) => from,
    };
    // Marks around a name may stand inside the coded word too.
    let name = words::decoded(name.trim().trim_matches(['"', '\'']).trim());
    name.replace("\\\"", "\"").trim().trim_matches(['"', '\'']).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pieces(name: &str) -> Vec<&str> {
    let marks = [" (", " | ", " – ", " — ", " - ", " / ", ", ", " via "];
    let mut pieces = vec![name];
    // A name that is an organisation's as a whole may hold such marks, but mostly it is a person's beside it.
    for mark in marks {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(mark)).collect();
    }
    pieces.into_iter().map(|piece| piece.trim_matches(['(', ')', ' ', '[', ']'])).filter(|p| !p.is_empty()).collect()
}

/// The day on the sender's calendar: `Fri, 5 Mar 2021 23:00:00 -0500`.
pub(super) fn date(value: &str, languages: &Languages) -> Option<CalendarDate> {
    let words: Vec<&str> = value.split([' ', ',', '-']).filter(|w| !w.is_empty()).collect();
    let month = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|m| *m == start).and_then(|at| u8::try_from(at + 1).ok())
    };
    let in_order = words.windows(3).find_map(|three| {
        let (day, month, year) = (three[0].parse().ok()?, month(three[1])?, year(three[2])?);
        CalendarDate::new(year, Some(month), Some(day))
    });
    in_order.or_else(|| written_date(value, languages, None))
}

/// A year in four digits, or in two as old programs wrote it.
fn year(word: &str) -> Option<u16> {
    let year: u16 = word.parse().ok()?;
    match word.len() {
        4 => Some(year),
        2 => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(from: &str) -> (Option<String>, Option<String>) {
        let about = about(from, Languages::built_in());
        (about.issuer.map(|t| t.value), about.author.map(|t| t.value))
    }

    #[test]
    fn organisations_and_persons() {
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(who("Harbour League <press@league.example>"), (some("Harbour League"), None));
        assert_eq!(who("\"Lee, Ann\" <ann@league.example>"), (None, some("Ann Lee")));
        assert_eq!(who("\"Ann Lee (Harbour League)\" <a@b.example>"), (some("Harbour League"), some("Ann Lee")));
        assert_eq!(who("ann@league.example (Ann Lee)"), (None, some("Ann Lee")));
        assert_eq!(who("=?utf-8?Q?Bund_der_H=C3=A4fen?= <a@b.example>"), (some("Bund der Häfen"), None));
        assert_eq!(who("ann@league.example"), (None, None));
        assert_eq!(who("Harbour League"), (some("Harbour League"), None));
    }

    #[test]
    fn dates_of_heads() {
        let read = |value| date(value, Languages::built_in()).map(|d| d.to_string());
        assert_eq!(read("Fri, 5 Mar 2021 23:00:00 -0500").as_deref(), Some("2021-03-05"));
        assert_eq!(read("05 Mar 99 10:00 GMT").as_deref(), Some("1999-03-05"));
        assert_eq!(read("5 March 2021").as_deref(), Some("2021-03-05"));
        assert_eq!(read("yesterday"), None);
    }
}
