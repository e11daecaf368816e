//! What the statements claim in numbers: contradictions first, then all of them.

use standpoint_compare::{Comparison, FigureGroup};
use standpoint_reading::Figure;

use super::escape::{add, escape};
use super::parts::{more, sentence, source, Ledger};
use crate::plain::one_line;
use crate::wording;

/// Contradictions and figures that the page shows at most.
const MOST_CONFLICTS: usize = 50;
const MOST_MEMBERS: usize = 12;
const MOST_FIGURES: usize = 500;

pub(crate) fn section(comparison: &Comparison) -> String {
    let mut out = String::from("<section id=\"figures\"><h2>Figures</h2>\n");
    let count: usize = comparison.findings.iter().map(|found| found.figures.len()).sum();
    if count == 0 {
        return out + "<p class=\"soft\">No figure was found.</p></section>\n";
    }
    out += &conflicts(comparison);
    let heads = ["In the author’s words", "Value", "Unit", "What", "As of", "According to", "Statement"];
    let mut ledger = Ledger::new("Every figure, in the order of the statements", heads);
    let all = comparison.findings.iter().enumerate().flat_map(|(statement, found)| {
        found.figures.iter().enumerate().map(move |(number, figure)| (statement, number, figure))
    });
    for (statement, number, figure) in all.take(MOST_FIGURES) {
        ledger.row(&format!("f{statement}-{number}"), cells(comparison, statement, figure));
    }
    out += &ledger.finish();
    out += &more(count, MOST_FIGURES);
    out + "</section>\n"
}

fn cells(comparison: &Comparison, statement: usize, figure: &Figure) -> [String; 7] {
    let text = |text: Option<&str>| text.map(|text| format!("<bdi>{}</bdi>", escape(&one_line(text))));
    [
        sentence(&comparison.statements[statement], &figure.span),
        format!("<span class=\"value\">{}</span>", wording::value(figure)),
        text(figure.unit.as_deref()).unwrap_or_default(),
        text(figure.what.as_deref()).unwrap_or_default(),
        figure.as_of.map(|date| format!("<span class=\"whole\">{date}</span>")).unwrap_or_default(),
        text(figure.attributed_to.as_deref()).unwrap_or_default(),
        source(comparison, statement, &figure.span),
    ]
}

fn conflicts(comparison: &Comparison) -> String {
    let groups: Vec<&FigureGroup> = comparison.figure_groups.iter().filter(|group| group.conflict).collect();
    if groups.is_empty() {
        return "<p class=\"soft\">No figures were found that contradict each other.</p>\n".to_owned();
    }
    let mut out = String::from("<h3>They contradict each other</h3>\n");
    for group in groups.iter().take(MOST_CONFLICTS) {
        out += &conflict(comparison, group);
    }
    out += &more(groups.len(), MOST_CONFLICTS);
    out + "<h3>All figures</h3>\n"
}

fn conflict(comparison: &Comparison, group: &FigureGroup) -> String {
    let what = escape(&one_line(&group.what));
    let mut out = format!("<article class=\"panel conflict\"><h4><bdi>{what}</bdi></h4>\n<ul>");
    for &(statement, number) in group.members.iter().take(MOST_MEMBERS) {
        let figure = &comparison.findings[statement].figures[number];
        let unit = figure.unit.as_deref().map(|unit| format!(" {}", escape(&one_line(unit)))).unwrap_or_default();
        let as_of = figure.as_of.map(|date| format!(" ({date})")).unwrap_or_default();
        add(
            &mut out,
            format_args!(
                "<li><b class=\"value\">{}{unit}</b>{as_of} <blockquote>{}<footer>{}</footer></blockquote></li>\n",
                wording::value(figure),
                sentence(&comparison.statements[statement], &figure.span),
                source(comparison, statement, &figure.span)
            ),
        );
    }
    out += "</ul>";
    out += &more(group.members.len(), MOST_MEMBERS);
    out + "</article>\n"
}
