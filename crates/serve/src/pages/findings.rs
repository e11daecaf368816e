//! Figures, demands, quotations, names: all that was found, statement by statement, each line leading to its sentence.

use standpoint_library::{Found, Kept};
use standpoint_report::page::{add, cut, escape, one_line, value};
use standpoint_text::Span;

use super::contradictions;
use super::parts::{self, passage_at};
use crate::failure::Failure;
use crate::visit::{Answer, Page, Visit};

/// A page ends after the statement with which it has so many lines.
const ON_PAGE: usize = 400;

/// A line of a list: where its words stand, and what is said of them, as HTML.
type Line<'a> = (&'a Span, Vec<String>);

pub(crate) fn figures(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let is_first = visit.field("from").is_none();
    let against = if is_first { contradictions::section(visit)? } else { Some(String::new()) };
    let Some(against) = against else { return Ok(Answer::OnceFound) };
    let heads = ["Value", "Unit", "What", "As of", "According to"];
    let answer = list(visit, Found::Figures, "Figures", "/figures", &heads, |kept| {
        let optional = |text: &Option<String>| {
            text.as_deref().map(|text| format!("<bdi>{}</bdi>", escape(text))).unwrap_or_default()
        };
        let line = |figure| {
            let figure: &standpoint_reading::Figure = figure;
            let as_of = figure.as_of.map(|date| format!("<span class=\"whole\">{date}</span>")).unwrap_or_default();
            let (unit, what) = (optional(&figure.unit), optional(&figure.what));
            (&figure.span, vec![escape(&value(figure)), unit, what, as_of, optional(&figure.attributed_to)])
        };
        kept.findings.figures.iter().map(line).collect()
    })?;
    Ok(match answer {
        Answer::Page(page) => Answer::Page(Page { main: against + &page.main, ..page }),
        other => other,
    })
}

pub(crate) fn demands(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    list(visit, Found::Demands, "Demands", "/demands", &[], |kept| {
        kept.findings.demands.iter().map(|span| (span, Vec::new())).collect()
    })
}

pub(crate) fn quotations(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    list(visit, Found::Quotations, "Quotations", "/quotations", &["Said by"], |kept| {
        let line = |quotation| {
            let quotation: &standpoint_reading::Quotation = quotation;
            let speaker = quotation.speaker.as_deref().unwrap_or("");
            (&quotation.span, vec![format!("<bdi>{}</bdi>", escape(speaker))])
        };
        kept.findings.quotations.iter().map(line).collect()
    })
}

pub(crate) fn names(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    list(visit, Found::Names, "Names", "/names", &["Who or what", "Kind"], |kept| {
        let line = |name| {
            let name: &standpoint_reading::NameMention = name;
            let entity = name.entity.as_deref().unwrap_or("");
            (&name.span, vec![format!("<bdi>{}</bdi>", escape(entity)), name.kind.as_str().to_owned()])
        };
        kept.findings.names.iter().map(line).collect()
    })
}

fn list(
    visit: &Visit<'_>,
    found: Found,
    title: &str,
    address: &str,
    heads: &[&str],
    lines_of: impl for<'k> Fn(&'k Kept) -> Vec<Line<'k>>,
) -> Result<Answer, Failure> {
    let from: usize = visit.field("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let (statements, all) = visit.library.count_of(found)?;
    // Each of them has one at least, so that no more are needed.
    let entries = visit.library.part_with(found, from, ON_PAGE)?;
    let (mut rows, mut count, mut next) = (String::new(), 0, from);
    for entry in &entries {
        let (id, name) = (&entry.id, parts::name_of(entry));
        if count >= ON_PAGE {
            break;
        }
        next += 1;
        let kept = visit.library.statement(id)?;
        for (span, cells) in lines_of(&kept) {
            count += 1;
            let passage = passage_at(&kept.statement, span.start());
            add(
                &mut rows,
                format_args!(
                    "<tr><th scope=\"row\" data-head=\"Words\"><a class=\"words\" href=\"{}\"{}><bdi>{}</bdi></a></th>",
                    parts::passage_address(id, passage),
                    parts::lang(kept.statement.passages.get(passage).and_then(|passage| passage.language)),
                    escape(&cut(&one_line(span.as_str()), 400))
                ),
            );
            for (head, cell) in heads.iter().zip(&cells) {
                let empty = if cell.is_empty() || cell == "<bdi></bdi>" { " class=\"empty\"" } else { "" };
                add(&mut rows, format_args!("<td data-head=\"{head}\"{empty}>{cell}</td>"));
            }
            add(&mut rows, format_args!("<td data-head=\"Statement\">{}</td></tr>\n", parts::statement_link(id, name)));
        }
    }
    if all == 0 {
        return Page::answer(title, "<p>None was found.</p>\n".to_owned());
    }
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    let mut out = format!(
        "<p>{all} in {statements} statements. Each line leads to the sentence it stands in.</p>\n<table \
         class=\"ledger\"><caption>Statements {} to {next} of the {statements} that have some</caption><thead><tr><th \
         scope=\"col\">Words</th>{heads}<th scope=\"col\">Statement</th></tr></thead><tbody>\n{rows}</tbody></table>\n",
        (from + 1).min(next)
    );
    if next < statements {
        add(
            &mut out,
            format_args!(
                "<p><a data-key=\"n\" href=\"{address}?from={next}\">The next statements<kbd>n</kbd></a></p>\n"
            ),
        );
    }
    Page::answer(title, out)
}
