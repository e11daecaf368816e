//! Timeline: the dates that statements speak of, in the order of time.

use standpoint_compare::order_dates;
use standpoint_reading::Findings;
use standpoint_report::page::{add, escape};

use super::parts::{self, passage_at};
use super::time_plot;
use crate::failure::Failure;
use crate::visit::{Answer, Page, Visit};

/// So many dates are on one page.
const ON_PAGE: usize = 500;
/// The dates of so many statements are put in order at most; it takes all of them in memory at once.
const MOST_STATEMENTS: usize = 2000;

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let from: usize = visit.field("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let mut entries = Vec::new();
    visit.library.list(|entry| {
        entries.push(entry);
        entries.len() < MOST_STATEMENTS
    })?;
    let mut findings = Vec::with_capacity(entries.len());
    let mut statements = Vec::with_capacity(entries.len());
    for entry in &entries {
        let kept = visit.library.statement(&entry.id)?;
        findings.push(Findings { dates: kept.findings.dates, ..Findings::default() });
        statements.push(kept.statement);
    }
    let dates = order_dates(&findings);
    let mut out = String::new();
    if entries.len() == MOST_STATEMENTS {
        add(&mut out, format_args!("<p>Only the first {MOST_STATEMENTS} statements are looked at.</p>\n"));
    }
    let shown: Vec<_> = dates
        .iter()
        .skip(from)
        .take(ON_PAGE)
        .filter_map(|dated| Some((dated, statements.get(dated.statement)?, entries.get(dated.statement)?)))
        .collect();
    let lines: Vec<_> = shown.iter().map(|(dated, _, entry)| (dated.date, *entry, dated.span.as_str())).collect();
    out += &time_plot::plot(&lines);
    out += "<table class=\"ledger\"><thead><tr><th scope=\"col\">Date</th><th scope=\"col\">Sentence</th><th \
        scope=\"col\">Statement</th></tr></thead><tbody>\n";
    for (row, (dated, statement, entry)) in shown.into_iter().enumerate() {
        let number = passage_at(statement, dated.span.start());
        let sentence = statement.passages.get(number).map_or("", |passage| passage.span.as_str());
        add(
            &mut out,
            format_args!(
                "<tr id=\"t{row}\"><th scope=\"row\" data-head=\"Date\" class=\"whole\">{}</th><td data-head=\"Sentence\"><a class=\"words\" \
                 href=\"{}\"{}><bdi>{}</bdi></a></td><td data-head=\"Statement\">{}</td></tr>\n",
                dated.date,
                parts::passage_address(&entry.id, number),
                parts::lang(statement.passages.get(number).and_then(|passage| passage.language)),
                escape(sentence),
                parts::statement_link(&entry.id, parts::name_of(entry))
            ),
        );
    }
    out += "</tbody></table>\n";
    if from + ON_PAGE < dates.len() {
        add(
            &mut out,
            format_args!("<p><a data-key=\"n\" href=\"/timeline?from={}\">Later<kbd>n</kbd></a></p>\n", from + ON_PAGE),
        );
    }
    Page::answer("Timeline", out)
}
