//! The date with which running text opens: "Marhaven, 5 March 2021 – The council …", "(05.03.2021) The council …".

use standpoint_text::Line;

use super::{fill, Origin, Reading};
use crate::paragraph::Role;
use crate::written_date::written_date;

/// A longer opening, in bytes, is none.
const LONGEST: usize = 80;

/// Finds it at the beginning of the first running paragraph. A comma alone does not end it: "On 5 March 2021, the council …"
/// tells what happened then.
pub(super) fn read(reading: &mut Reading) {
    let Some(paragraph) = reading.paragraphs.get(reading.body).filter(|p| p.role == Role::Body) else { return };
    let text = paragraph.text(reading.content);
    let most = (LONGEST..LONGEST + 4).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let text = text.get(..most).unwrap_or(text);
    let ends = [" – ", " — ", " - ", " -- ", ") ", "). ", "): "];
    let Some(end) = ends.iter().filter_map(|end| text.find(end)).min() else { return };
    let opening = text[..end].replace(['(', ')'], " ");
    if opening.contains(':') {
        return;
    }
    let opening = opening.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(date) = written_date(&opening, reading.languages, reading.day_first).filter(|date| date.day().is_some())
    {
        let span = paragraph.bytes.start..paragraph.bytes.start + end;
        fill(&mut reading.about.published, date, &Origin::Text { line: Line::Date, span });
    }
}
