//! The dates the statements speak of, drawn on an axis of time, with the sentences beneath.

use std::collections::{BTreeMap, HashMap};

use standpoint_compare::{Comparison, TimelineEntry};
use standpoint_text::{DateValue, Statement};

use super::parts::{more, sentence, source, Ledger};
use super::time_drawing::{time_drawing, Dated};
use crate::plain::{cut, one_line};

/// Dates that the page shows at most.
const MOST: usize = 500;

pub(crate) fn section(comparison: &Comparison) -> String {
    let mut out = String::from("<section id=\"timeline\"><h2>Timeline</h2>\n");
    let all = once_each(comparison);
    if all.is_empty() {
        return out + "<p class=\"soft\">No date with its year was found.</p></section>\n";
    }
    let count = all.len();
    let shown = most_shared(all);
    out += "<p class=\"soft\">The dates the statements speak of, past and to come. A dot is a day, a bar a month, a year or \
            a span; each leads to its sentence below. Where the axis is broken (//) no date falls; each stretch has a \
            scale of its own.</p>\n";
    let name = |(number, statement): (usize, &Statement)| format!("{} {}", number + 1, statement.short_name());
    let names: Vec<String> = comparison.statements.iter().enumerate().map(name).collect();
    let dated: Vec<Dated> = shown.iter().enumerate().map(|(row, once)| dated(comparison, row, once)).collect();
    out += &time_drawing(&names, &dated);
    out += "<details open><summary>The same dates as a table, each in its sentence</summary>\n";
    let mut ledger = Ledger::new("Dates in the order of time", ["Date", "In its sentence", "Statement"]);
    for (row, Once { entry, times }) in shown.iter().enumerate() {
        let times = if *times > 1 { format!(", first of {times}") } else { String::new() };
        let cells = [
            format!("<span class=\"whole\">{}</span>", written(entry.date)),
            sentence(&comparison.statements[entry.statement], &entry.span),
            source(comparison, entry.statement, &entry.span) + &times,
        ];
        ledger.row(&format!("t{row}"), cells);
    }
    out + &ledger.finish() + &more(count, MOST) + "</details></section>\n"
}

/// A date that a statement speaks of, at its first mention there.
struct Once<'a> {
    entry: &'a TimelineEntry,
    times: usize,
}

fn once_each(comparison: &Comparison) -> Vec<Once<'_>> {
    let mut found: Vec<Once<'_>> = Vec::new();
    let mut numbers: HashMap<(DateValue, usize), usize> = HashMap::new();
    for entry in &comparison.timeline {
        let number = *numbers.entry((entry.date, entry.statement)).or_insert(found.len());
        if number == found.len() {
            found.push(Once { entry, times: 0 });
        }
        found[number].times += 1;
    }
    found
}

/// Where there are too many: those of the dates that most statements speak of, in the order of time.
fn most_shared(all: Vec<Once<'_>>) -> Vec<Once<'_>> {
    if all.len() <= MOST {
        return all;
    }
    let mut statements: BTreeMap<DateValue, usize> = BTreeMap::new();
    for once in &all {
        *statements.entry(once.entry.date).or_default() += 1;
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&number| std::cmp::Reverse(statements[&all[number].entry.date]));
    let mut kept = vec![false; all.len()];
    for number in order.into_iter().take(MOST) {
        kept[number] = true;
    }
    all.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(once, _)| once).collect()
}

fn dated(comparison: &Comparison, row: usize, once: &Once<'_>) -> Dated {
    let entry = once.entry;
    let name = one_line(comparison.statements[entry.statement].short_name());
    let title = format!("{}, {}: {}", written(entry.date), cut(&name, 60), cut(&one_line(entry.span.as_str()), 60));
    Dated { date: entry.date, statement: entry.statement, row, title }
}

/// A date as ISO 8601 writes it, an interval with a word.
fn written(date: DateValue) -> String {
    date.to_string().replace('/', " to ")
}
