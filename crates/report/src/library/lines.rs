//! What is in a library as JSON objects, one a line.

use serde::Serialize;
use standpoint_library::{Entry, Event, Hit};

use super::moment;
use crate::json::{line, SpanOut, FORMAT};

#[derive(Serialize)]
struct EntryOut<'a> {
    format: u32,
    statement: &'a str,
    path: &'a str,
    title: Option<&'a str>,
    issuer: Option<&'a str>,
    published: Option<String>,
    language: Option<String>,
    passages: usize,
    bytes: u64,
}

/// A statement of the catalogue.
pub fn entry_line(entry: &Entry) -> String {
    line(&EntryOut {
        format: FORMAT,
        statement: entry.id.as_str(),
        path: &entry.path,
        title: entry.title.as_deref(),
        issuer: entry.issuer.as_deref(),
        published: entry.published.map(|date| date.to_string()),
        language: entry.language.map(|language| language.to_string()),
        passages: entry.passages,
        bytes: entry.size,
    })
}

#[derive(Serialize)]
struct HitOut<'a> {
    format: u32,
    statement: &'a str,
    path: &'a str,
    #[serde(flatten)]
    passage: SpanOut<'a>,
    marks: Vec<SpanOut<'a>>,
    by_words: bool,
    likeness: Option<f32>,
}

/// A passage that was found.
pub fn hit_line(hit: &Hit) -> String {
    line(&HitOut {
        format: FORMAT,
        statement: hit.statement.id.as_str(),
        path: &hit.statement.path,
        passage: SpanOut::of(&hit.span),
        marks: hit.marks.iter().map(SpanOut::of).collect(),
        by_words: hit.by_words,
        likeness: hit.likeness,
    })
}

#[derive(Serialize)]
struct EventOut<'a> {
    format: u32,
    event: i64,
    at: String,
    who: &'a str,
    kind: &'static str,
    statement: Option<&'a str>,
    codebook: Option<&'a str>,
    question: Option<&'a str>,
    detail: &'a serde_json::Value,
    undoes: Option<i64>,
    undone: bool,
}

/// A line of the history.
pub fn event_line(event: &Event) -> String {
    let (codebook, question) = event.question.as_ref().map(|(c, q)| (c.as_str(), q.as_str())).unzip();
    line(&EventOut {
        format: FORMAT,
        event: event.number,
        at: moment(event.at),
        who: &event.who,
        kind: event.kind.as_str(),
        statement: event.statement.as_deref(),
        codebook,
        question,
        detail: &event.detail,
        undoes: event.undoes,
        undone: event.is_undone,
    })
}
