//! The dates of a page drawn on an axis of time, over the table that has the same.

use standpoint_library::Entry;
use standpoint_report::page::{cut, one_line, time_drawing, Dated};
use standpoint_text::DateValue;

use super::parts;

const EXPLAINED: &str = "<p class=\"soft\">A dot is a day, a bar a month, a year or a span; each leads to its line below. Where the axis is \
    broken (//) no date falls; each stretch has a scale of its own.</p>\n";

/// A drawing of the lines of a table, whose ids are `t0`, `t1` and so on: when, by whom, and in which words.
pub(super) fn plot(lines: &[(DateValue, &Entry, &str)]) -> String {
    let mut statements: Vec<&Entry> = Vec::new();
    let mut dated = Vec::with_capacity(lines.len());
    for (row, (date, entry, words)) in lines.iter().enumerate() {
        let known = statements.iter().position(|other| other.id == entry.id);
        let statement = known.unwrap_or_else(|| {
            statements.push(entry);
            statements.len() - 1
        });
        let name = one_line(parts::name_of(entry));
        let title = format!("{date}, {}: {}", cut(&name, 60), cut(&one_line(words), 60));
        dated.push(Dated { date: *date, statement, row, title });
    }
    let names: Vec<String> = statements.iter().map(|entry| parts::name_of(entry).to_owned()).collect();
    let drawing = time_drawing(&names, &dated);
    if drawing.is_empty() {
        return drawing;
    }
    EXPLAINED.to_owned() + &drawing
}
