//! What stands in two statements, as JSON objects.

use serde::Serialize;
use standpoint_compare::{Related, Reuse};
use standpoint_text::{Span, Statement};

use super::items::SpanOut;
use super::{line, FORMAT};

#[derive(Serialize)]
pub(super) struct ReuseOut<'a> {
    a: PlaceOut<'a>,
    b: PlaceOut<'a>,
    kind: &'static str,
    score: f64,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    statement: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct ReuseLine<'a> {
    format: u32,
    kind: &'static str,
    score: f64,
    /// Whether the two statements as wholes are one.
    same_statement: bool,
    a: SideOut<'a>,
    b: SideOut<'a>,
}

#[derive(Serialize)]
struct SideOut<'a> {
    path: &'a str,
    statement: &'a str,
    #[serde(flatten)]
    span: SpanOut<'a>,
}

impl<'a> SideOut<'a> {
    fn of((statement, span): &'a (usize, Span), statements: &'a [Statement]) -> Self {
        let statement = &statements[*statement];
        Self { path: &statement.path, statement: statement.id.as_str(), span: SpanOut::of(span) }
    }
}

impl<'a> ReuseOut<'a> {
    pub(super) fn of(reuse: &Reuse, statements: &'a [Statement]) -> Self {
        let place = |(statement, span): &(usize, Span)| PlaceOut {
            statement: statements[*statement].id.as_str(),
            start: span.start(),
            end: span.end(),
        };
        Self { a: place(&reuse.a), b: place(&reuse.b), kind: reuse.kind.as_str(), score: rounded(reuse.score) }
    }
}

/// Passages that stand in two statements, a line each; both lists are in the order of the statements.
pub fn reuse_lines(related: &[Related], reuse: &[Reuse], statements: &[Statement]) -> String {
    let mut out = String::new();
    for found in reuse {
        let pair = related.binary_search_by_key(&(found.a.0, found.b.0), |related| (related.a, related.b));
        out += &line(&ReuseLine {
            format: FORMAT,
            kind: found.kind.as_str(),
            score: rounded(found.score),
            same_statement: pair.is_ok_and(|pair| related[pair].is_same),
            a: SideOut::of(&found.a, statements),
            b: SideOut::of(&found.b, statements),
        });
        out.push('\n');
    }
    out
}

fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}
