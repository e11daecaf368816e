//! What is found in a statement, as JSON objects.

use serde::Serialize;
use serde_json::Number;
use standpoint_reading::{DateMention, Figure, NameMention, Quotation};
use standpoint_text::{Passage, Span};

#[derive(Serialize)]
pub(crate) struct SpanOut<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

impl<'a> SpanOut<'a> {
    pub(crate) fn of(span: &'a Span) -> Self {
        Self { start: span.start(), end: span.end(), text: span.as_str() }
    }
}

#[derive(Serialize)]
pub(super) struct PassageOut<'a> {
    start: usize,
    end: usize,
    kind: &'static str,
    language: Option<&'a str>,
    /// Only of documents with pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// Only where it ends on a later page than it begins on.
    #[serde(skip_serializing_if = "Option::is_none")]
    page_end: Option<u32>,
    /// Only of web pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<&'a str>,
}

impl<'a> PassageOut<'a> {
    pub(super) fn of(passage: &'a Passage) -> Self {
        Self {
            start: passage.span.start(),
            end: passage.span.end(),
            kind: passage.kind.as_str(),
            language: passage.language.as_ref().map(|l| l.as_str()),
            page: passage.pages.map(|pages| pages.first),
            page_end: passage.pages.filter(|pages| pages.last > pages.first).map(|pages| pages.last),
            element: passage.element.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct FigureOut<'a> {
    #[serde(flatten)]
    span: SpanOut<'a>,
    value: Number,
    value_max: Option<Number>,
    qualifier: &'static str,
    unit: Option<&'a str>,
    what: Option<&'a str>,
    as_of: Option<String>,
    attributed_to: Option<&'a str>,
}

impl<'a> FigureOut<'a> {
    pub(super) fn of(figure: &'a Figure) -> Self {
        Self {
            span: SpanOut::of(&figure.span),
            value: number(figure.value),
            value_max: figure.value_max.map(number),
            qualifier: figure.qualifier.as_str(),
            unit: figure.unit.as_deref(),
            what: figure.what.as_deref(),
            as_of: figure.as_of.map(|date| date.to_string()),
            attributed_to: figure.attributed_to.as_deref(),
        }
    }
}

/// A number as a person would write it: without a fraction where it has none.
fn number(value: f64) -> Number {
    // Up to here a double holds every whole number.
    let is_whole = value.fract() == 0.0 && value.abs() < 9.0e15;
    let whole = is_whole.then(|| Number::from(value as i64));
    whole.or_else(|| Number::from_f64(value)).unwrap_or_else(|| Number::from(0))
}

#[derive(Serialize)]
pub(super) struct DateOut<'a> {
    #[serde(flatten)]
    span: SpanOut<'a>,
    iso: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inferred: bool,
}

impl<'a> DateOut<'a> {
    pub(super) fn of(mention: &'a DateMention) -> Self {
        let iso = mention.date.map(|date| date.to_string());
        Self { span: SpanOut::of(&mention.span), iso, inferred: mention.inferred }
    }
}

#[derive(Serialize)]
pub(super) struct QuotationOut<'a> {
    #[serde(flatten)]
    span: SpanOut<'a>,
    speaker: Option<&'a str>,
}

impl<'a> QuotationOut<'a> {
    pub(super) fn of(quotation: &'a Quotation) -> Self {
        Self { span: SpanOut::of(&quotation.span), speaker: quotation.speaker.as_deref() }
    }
}

#[derive(Serialize)]
pub(super) struct NameOut<'a> {
    #[serde(flatten)]
    span: SpanOut<'a>,
    kind: &'static str,
    entity: Option<&'a str>,
}

impl<'a> NameOut<'a> {
    pub(super) fn of(name: &'a NameMention) -> Self {
        Self { span: SpanOut::of(&name.span), kind: name.kind.as_str(), entity: name.entity.as_deref() }
    }
}
