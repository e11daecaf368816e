//! One kind of finding, one JSON object a line: the item with the file and the statement it stands in.

use serde::Serialize;
use standpoint_compare::{FigureGroup, TimelineEntry};
use standpoint_reading::Findings;
use standpoint_text::Statement;

use super::groups::{FigureGroupOut, TimelineOut};
use super::items::{DateOut, FigureOut, NameOut, QuotationOut, SpanOut};
use super::{line, FORMAT};
use crate::FindingKind;

#[derive(Serialize)]
struct FoundIn<'a, T> {
    format: u32,
    path: &'a str,
    statement: &'a str,
    #[serde(flatten)]
    item: T,
}

#[derive(Serialize)]
struct OnTimeline<'a> {
    format: u32,
    path: &'a str,
    #[serde(flatten)]
    entry: TimelineOut<'a>,
}

#[derive(Serialize)]
struct Conflict<'a> {
    format: u32,
    #[serde(flatten)]
    group: FigureGroupOut<'a>,
}

/// What was found of one kind in a statement, a line each.
pub fn finding_lines(kind: FindingKind, statement: &Statement, findings: &Findings) -> String {
    match kind {
        FindingKind::Figures => lines(statement, findings.figures.iter().map(FigureOut::of)),
        FindingKind::Dates => lines(statement, findings.dates.iter().map(DateOut::of)),
        FindingKind::Quotations => lines(statement, findings.quotations.iter().map(QuotationOut::of)),
        FindingKind::Demands => lines(statement, findings.demands.iter().map(SpanOut::of)),
        FindingKind::Names => lines(statement, findings.names.iter().map(NameOut::of)),
    }
}

fn lines<T: Serialize>(statement: &Statement, items: impl Iterator<Item = T>) -> String {
    let (path, id) = (statement.path.as_str(), statement.id.as_str());
    joined(items.map(|item| line(&FoundIn { format: FORMAT, path, statement: id, item })))
}

/// The groups of figures that contradict each other, a line each.
pub fn conflict_lines(groups: &[FigureGroup], statements: &[Statement], findings: &[Findings]) -> String {
    let conflicts = groups.iter().filter(|group| group.conflict);
    joined(
        conflicts
            .map(|group| line(&Conflict { format: FORMAT, group: FigureGroupOut::of(group, statements, findings) })),
    )
}

/// The dates of all statements in the order of time, a line each.
pub fn timeline_lines(timeline: &[TimelineEntry], statements: &[Statement]) -> String {
    joined(timeline.iter().map(|entry| {
        let path = statements[entry.statement].path.as_str();
        line(&OnTimeline { format: FORMAT, path, entry: TimelineOut::of(entry, statements) })
    }))
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |all, line| all + &line + "\n")
}
