//! What several statements have in common, as JSON objects.

use serde::Serialize;
use standpoint_compare::{FigureGroup, TimelineEntry};
use standpoint_reading::Findings;
use standpoint_text::Statement;

use super::items::{FigureOut, SpanOut};

#[derive(Serialize)]
pub(super) struct MemberOut<'a> {
    pub(super) statement: &'a str,
    #[serde(flatten)]
    pub(super) span: SpanOut<'a>,
}

#[derive(Serialize)]
pub(super) struct FigureGroupOut<'a> {
    what: &'a str,
    members: Vec<FigureMemberOut<'a>>,
    conflict: bool,
}

#[derive(Serialize)]
struct FigureMemberOut<'a> {
    statement: &'a str,
    #[serde(flatten)]
    figure: FigureOut<'a>,
}

#[derive(Serialize)]
pub(super) struct TimelineOut<'a> {
    iso: String,
    #[serde(flatten)]
    member: MemberOut<'a>,
}

impl<'a> FigureGroupOut<'a> {
    pub(super) fn of(group: &'a FigureGroup, statements: &'a [Statement], findings: &'a [Findings]) -> Self {
        let member = |&(statement, figure): &(usize, usize)| FigureMemberOut {
            statement: statements[statement].id.as_str(),
            figure: FigureOut::of(&findings[statement].figures[figure]),
        };
        Self { what: &group.what, members: group.members.iter().map(member).collect(), conflict: group.conflict }
    }
}

impl<'a> TimelineOut<'a> {
    pub(super) fn of(entry: &'a TimelineEntry, statements: &'a [Statement]) -> Self {
        let member = MemberOut { statement: statements[entry.statement].id.as_str(), span: SpanOut::of(&entry.span) };
        Self { iso: entry.date.to_string(), member }
    }
}
