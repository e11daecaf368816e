//! What the program says to other programs: `schema/format-1.schema.json` describes it.

mod groups;
mod items;
mod lines;
mod reuse;
mod sources;

use std::collections::HashSet;

use serde::Serialize;
use standpoint_compare::{Comparison, Evidence};
use standpoint_reading::Findings;
use standpoint_text::Statement;

use groups::{FigureGroupOut, MemberOut, TimelineOut};
pub(crate) use items::SpanOut;
use items::{DateOut, FigureOut, NameOut, PassageOut, QuotationOut};
pub use lines::{conflict_lines, finding_lines, timeline_lines};
pub use reuse::reuse_lines;
use reuse::ReuseOut;
pub use sources::source_json;

/// The number of this format. It changes when the meaning of a field does.
pub(crate) const FORMAT: u32 = 1;

#[derive(Serialize)]
struct StatementOut<'a> {
    format: u32,
    id: &'a str,
    path: &'a str,
    media_type: &'a str,
    title: Option<&'a str>,
    issuer: Option<&'a str>,
    author: Option<&'a str>,
    publisher: Option<&'a str>,
    republished_from: Option<&'a str>,
    published: Option<String>,
    signed: Option<String>,
    language: Option<&'a str>,
    url: Option<&'a str>,
    text: &'a str,
    passages: Vec<PassageOut<'a>>,
    figures: Vec<FigureOut<'a>>,
    dates: Vec<DateOut<'a>>,
    quotations: Vec<QuotationOut<'a>>,
    demands: Vec<SpanOut<'a>>,
    names: Vec<NameOut<'a>>,
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    format: u32,
    path: &'a str,
    error: ErrorOut<'a>,
}

#[derive(Serialize)]
struct ErrorOut<'a> {
    kind: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct ComparisonOut<'a> {
    format: u32,
    codebook: CodebookOut<'a>,
    statements: Vec<StatementOut<'a>>,
    positions: Vec<PositionOut<'a>>,
    demand_groups: Vec<DemandGroupOut<'a>>,
    figure_groups: Vec<FigureGroupOut<'a>>,
    timeline: Vec<TimelineOut<'a>>,
    reuse: Vec<ReuseOut<'a>>,
}

#[derive(Serialize)]
struct CodebookOut<'a> {
    title: &'a str,
    questions: Vec<QuestionOut<'a>>,
}

#[derive(Serialize)]
struct QuestionOut<'a> {
    id: &'a str,
    label: &'a str,
    assertion: &'a str,
}

#[derive(Serialize)]
struct PositionOut<'a> {
    question: &'a str,
    statement: &'a str,
    stance: &'static str,
    confidence: f64,
    evidence: Vec<SpanOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nearest: Vec<SpanOut<'a>>,
    by: &'a str,
}

#[derive(Serialize)]
struct DemandGroupOut<'a> {
    label: &'a str,
    members: Vec<MemberOut<'a>>,
}

/// One statement as one line of JSON, as `read --format jsonl` prints it.
pub fn statement_json(statement: &Statement, findings: &Findings) -> String {
    line(&statement_out(statement, findings))
}

/// A file that could not be read, as one line of JSON.
pub fn error_json(path: &str, kind: &str, message: &str) -> String {
    line(&ErrorLine { format: FORMAT, path, error: ErrorOut { kind, message } })
}

/// A comparison as one JSON object. Statements are named by the hash of their bytes: where the same bytes were given twice,
/// there is one position on each question for both.
pub fn comparison_json(comparison: &Comparison) -> String {
    let id = |statement: usize| comparison.statements[statement].id.as_str();
    let questions = &comparison.codebook.questions;
    let mut named = HashSet::new();
    let is_first: Vec<bool> = comparison.statements.iter().map(|s| named.insert(s.id.as_str())).collect();
    line(&ComparisonOut {
        format: FORMAT,
        codebook: CodebookOut {
            title: &comparison.codebook.title,
            questions: questions
                .iter()
                .map(|q| QuestionOut { id: &q.id, label: &q.label, assertion: &q.assertion })
                .collect(),
        },
        statements: comparison.statements.iter().zip(&comparison.findings).map(|(s, f)| statement_out(s, f)).collect(),
        positions: comparison
            .positions
            .iter()
            .filter(|position| is_first[position.statement])
            .map(|position| PositionOut {
                question: &questions[position.question].id,
                statement: id(position.statement),
                stance: position.stance.as_str(),
                confidence: (position.confidence * 1000.0).round() / 1000.0,
                evidence: spans(&position.evidence),
                nearest: spans(&position.nearest),
                by: &comparison.by,
            })
            .collect(),
        demand_groups: comparison
            .demand_groups
            .iter()
            .map(|group| DemandGroupOut {
                label: &group.label,
                members: group
                    .members
                    .iter()
                    .map(|(statement, span)| MemberOut { statement: id(*statement), span: SpanOut::of(span) })
                    .collect(),
            })
            .collect(),
        figure_groups: comparison
            .figure_groups
            .iter()
            .map(|group| FigureGroupOut::of(group, &comparison.statements, &comparison.findings))
            .collect(),
        timeline: comparison.timeline.iter().map(|entry| TimelineOut::of(entry, &comparison.statements)).collect(),
        reuse: comparison.reuse.iter().map(|reuse| ReuseOut::of(reuse, &comparison.statements)).collect(),
    })
}

fn spans(evidence: &[Evidence]) -> Vec<SpanOut<'_>> {
    evidence.iter().map(|e| SpanOut::of(&e.span)).collect()
}

fn statement_out<'a>(statement: &'a Statement, findings: &'a Findings) -> StatementOut<'a> {
    let meta = &statement.metadata;
    StatementOut {
        format: FORMAT,
        id: statement.id.as_str(),
        path: &statement.path,
        media_type: &statement.media_type,
        title: meta.title(),
        issuer: meta.issuer(),
        author: meta.author(),
        publisher: meta.publisher(),
        republished_from: meta.republished_from(),
        published: meta.published().map(|d| d.to_string()),
        signed: meta.signed().map(|d| d.to_string()),
        language: meta.language.value().map(|l| l.as_str()),
        url: meta.url(),
        text: statement.text.as_str(),
        passages: statement.passages.iter().map(PassageOut::of).collect(),
        figures: findings.figures.iter().map(FigureOut::of).collect(),
        dates: findings.dates.iter().map(DateOut::of).collect(),
        quotations: findings.quotations.iter().map(QuotationOut::of).collect(),
        demands: findings.demands.iter().map(SpanOut::of).collect(),
        names: findings.names.iter().map(NameOut::of).collect(),
    }
}

/// These types have only string keys and finite numbers, which always serialise.
pub(crate) fn line<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
