//! What is known of a statement, each value with where it comes from.

use serde::Serialize;
use standpoint_text::{Entry, MetadataKey, Origin, Statement};

use super::{line, FORMAT};

#[derive(Serialize)]
struct SourceOut<'a> {
    format: u32,
    id: &'a str,
    path: &'a str,
    media_type: &'a str,
    title: Option<ValueOut<'a>>,
    issuer: Option<ValueOut<'a>>,
    author: Option<ValueOut<'a>>,
    publisher: Option<ValueOut<'a>>,
    republished_from: Option<ValueOut<'a>>,
    published: Option<ValueOut<'a>>,
    signed: Option<ValueOut<'a>>,
    language: Option<ValueOut<'a>>,
    url: Option<ValueOut<'a>>,
}

/// What holds; from a person, what the document says stands beside it.
#[derive(Serialize)]
struct ValueOut<'a> {
    value: Option<String>,
    #[serde(flatten)]
    place: PlaceOut<'a>,
    said: Option<SaidOut<'a>>,
}

#[derive(Serialize)]
struct SaidOut<'a> {
    value: String,
    #[serde(flatten)]
    place: PlaceOut<'a>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    from: &'static str,
    detail: String,
    start: Option<usize>,
    end: Option<usize>,
    text: Option<&'a str>,
}

impl<'a> PlaceOut<'a> {
    fn of(origin: &'a Origin) -> Self {
        let span = origin.span();
        Self {
            from: origin.as_str(),
            detail: origin.detail().into_owned(),
            start: span.map(|span| span.start()),
            end: span.map(|span| span.end()),
            text: span.map(|span| span.as_str()),
        }
    }

    fn person(file: &str) -> Self {
        Self { from: "person", detail: file.to_owned(), start: None, end: None, text: None }
    }
}

impl<'a> ValueOut<'a> {
    fn of(entry: Entry<'a>) -> Option<Self> {
        let said = entry.said.map(|(value, origin)| SaidOut { value, place: PlaceOut::of(origin) });
        match (entry.corrected_in, said) {
            (Some(file), said) => Some(Self { value: entry.value, place: PlaceOut::person(file), said }),
            (None, Some(said)) => Some(Self { value: Some(said.value), place: said.place, said: None }),
            (None, None) => None,
        }
    }
}

/// What is known of a statement as one line of JSON, as `sources --format jsonl` prints it.
pub fn source_json(statement: &Statement) -> String {
    let mut entries = statement.metadata.entries().map(Some);
    let mut of = |key: MetadataKey| {
        let found = entries.iter_mut().find(|entry| entry.as_ref().is_some_and(|entry| entry.key == key))?;
        ValueOut::of(found.take()?)
    };
    line(&SourceOut {
        format: FORMAT,
        id: statement.id.as_str(),
        path: &statement.path,
        media_type: &statement.media_type,
        title: of(MetadataKey::Title),
        issuer: of(MetadataKey::Issuer),
        author: of(MetadataKey::Author),
        publisher: of(MetadataKey::Publisher),
        republished_from: of(MetadataKey::RepublishedFrom),
        published: of(MetadataKey::Published),
        signed: of(MetadataKey::Signed),
        language: of(MetadataKey::Language),
        url: of(MetadataKey::Url),
    })
}
