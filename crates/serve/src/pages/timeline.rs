//! Timeline: the dates that statements speak of, in the order of time.

use standpoint_report::page::{add, escape};

use super::parts;
use super::time_plot;
use crate::failure::Failure;
use crate::visit::{Answer, Page, Visit};

/// So many dates are on one page.
const ON_PAGE: usize = 200;

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let year: Option<u16> = visit.field("year").and_then(|year| year.parse().ok());
    let from = match year {
        Some(year) => visit.library.dates_before(Some(year))?,
        None => visit.field("from").and_then(|from| from.parse().ok()).unwrap_or(0),
    };
    let (dates, count) = (visit.library.timeline(from, ON_PAGE)?, visit.library.dates_before(None)?);
    let mut out = String::new();
    if count > ON_PAGE {
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        add(
            &mut out,
            format_args!(
                "<form class=\"line\" action=\"/timeline\"><label>From the year <input name=\"year\" inputmode=\"numeric\" size=\"5\" \
                 value=\"{year}\"></label><button>Show</button></form>\n"
            ),
        );
    }
    let lines: Vec<_> = dates.iter().map(|dated| (dated.date, &dated.statement, dated.span.as_str())).collect();
    out += &time_plot::plot(&lines);
    out += "<table class=\"ledger\"><thead><tr><th scope=\"col\">Date</th><th scope=\"col\">Sentence</th><th \
        scope=\"col\">Statement</th></tr></thead><tbody>\n";
    for (row, dated) in dates.iter().enumerate() {
        add(
            &mut out,
            format_args!(
                "<tr id=\"t{row}\"><th scope=\"row\" data-head=\"Date\" class=\"whole\">{}</th><td data-head=\"Sentence\"><a class=\"words\" \
                 href=\"{}\"{}><bdi>{}</bdi></a></td><td data-head=\"Statement\">{}</td></tr>\n",
                dated.date,
                parts::passage_address(&dated.statement.id, dated.passage),
                parts::lang(dated.language),
                escape(dated.span.as_str()),
                parts::statement_link(&dated.statement.id, parts::name_of(&dated.statement))
            ),
        );
    }
    out += "</tbody></table>\n<p>";
    if from > 0 {
        let earlier = from.saturating_sub(ON_PAGE);
        add(&mut out, format_args!("<a data-key=\"p\" href=\"/timeline?from={earlier}\">Earlier<kbd>p</kbd></a> "));
    }
    let next = from + dates.len();
    if next < count {
        add(&mut out, format_args!("<a data-key=\"n\" href=\"/timeline?from={next}\">Later<kbd>n</kbd></a> "));
    }
    let first = if dates.is_empty() { next } else { from + 1 };
    add(&mut out, format_args!("<span class=\"soft\">Dates {first} to {next} of {count}</span></p>\n"));
    Page::answer("Timeline", out)
}
