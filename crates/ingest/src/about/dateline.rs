//! The date with which running text opens: "Marhaven, 5 March 2021 – The council …", "(05.03.2021) The council …",
//! "5 March 2021. The council …".

use standpoint_text::{CalendarDate, Line};

use super::{fill, Origin, Reading};
use crate::dates::{date_in, written_date};
use crate::paragraph::Role;

/// A longer opening, in bytes, is none.
const LONGEST: usize = 80;

/// Finds it at the beginning of the first running paragraph. A comma alone does not end it: "On 5 March 2021, the council …"
/// tells what happened then.
pub(super) fn read(reading: &mut Reading) {
    let Some(paragraph) = reading.paragraphs.get(reading.body).filter(|p| p.role == Role::Body) else { return };
    let text = paragraph.text(reading.content);
    let most = (LONGEST..LONGEST + 4).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let text = text.get(..most).unwrap_or(text);
    let Some((date, end)) = before_mark(text, reading).or_else(|| sentence(text, reading)) else { return };
    let span = paragraph.bytes.start..paragraph.bytes.start + end;
    fill(&mut reading.about.published, date, &Origin::Text { line: Line::Date, span });
}

/// "Marhaven, 5 March 2021 – ", and where it ends.
fn before_mark(text: &str, reading: &Reading) -> Option<(CalendarDate, usize)> {
    let ends = [" – ", " — ", " - ", " -- ", ") ", "). ", "): "];
    let end = ends.iter().filter_map(|end| text.find(end)).min()?;
    let opening = text[..end].replace(['(', ')'], " ");
    if opening.contains(':') {
        return None;
    }
    let opening = opening.split_whitespace().collect::<Vec<_>>().join(" ");
    let date = written_date(&opening, reading.languages, reading.day_first).filter(|date| date.day().is_some())?;
    Some((date, end))
}

/// "5 March 2021. " or "5 March 2021 “The council …", and where it ends.
fn sentence(text: &str, reading: &Reading) -> Option<(CalendarDate, usize)> {
    let found = date_in(text, reading.languages, reading.day_first).filter(|found| found.date.day().is_some())?;
    let after = &text[found.bytes.end..];
    let speech = after.strip_prefix(' ').and_then(|rest| rest.strip_prefix(['„', '“', '"', '«', '»']));
    let goes_on = after.strip_prefix(". ").or(speech).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    (text[..found.bytes.start].trim().is_empty() && goes_on).then_some((found.date, found.bytes.end))
}
