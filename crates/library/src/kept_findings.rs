//! Findings as JSON of the library's own: offsets in bytes and the words not repeated, since the text is beside it.

use serde::{Deserialize, Serialize};
use standpoint_reading::{DateMention, Figure, Findings, NameKind, NameMention, Qualifier, Quotation};
use standpoint_text::{DateValue, Span, Text};

const QUALIFIERS: [Qualifier; 6] =
    [Qualifier::Exact, Qualifier::About, Qualifier::Over, Qualifier::Under, Qualifier::Range, Qualifier::Order];
const NAME_KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organisation, NameKind::Place];

type Bytes = (usize, usize);

#[derive(Serialize, Deserialize)]
struct Kept {
    figures: Vec<KeptFigure>,
    dates: Vec<(Bytes, Option<String>, bool)>,
    quotations: Vec<(Bytes, Option<String>)>,
    demands: Vec<Bytes>,
    names: Vec<(Bytes, u8, Option<String>)>,
}

#[derive(Serialize, Deserialize)]
struct KeptFigure {
    at: Bytes,
    value: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value_max: Option<f64>,
    qualifier: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    what: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attributed_to: Option<String>,
}

/// The findings of a statement as JSON.
pub(crate) fn to_json(findings: &Findings) -> serde_json::Result<Vec<u8>> {
    let at = |span: &Span| (span.bytes().start, span.bytes().end);
    let kept = Kept {
        figures: findings
            .figures
            .iter()
            .map(|figure| KeptFigure {
                at: at(&figure.span),
                value: figure.value,
                value_max: figure.value_max,
                qualifier: QUALIFIERS.iter().position(|q| *q == figure.qualifier).map_or(0, |n| n as u8),
                unit: figure.unit.clone(),
                what: figure.what.clone(),
                as_of: figure.as_of.map(|date| date.to_string()),
                attributed_to: figure.attributed_to.clone(),
            })
            .collect(),
        dates: findings.dates.iter().map(|d| (at(&d.span), d.date.map(|date| date.to_string()), d.inferred)).collect(),
        quotations: findings.quotations.iter().map(|q| (at(&q.span), q.speaker.clone())).collect(),
        demands: findings.demands.iter().map(at).collect(),
        names: findings
            .names
            .iter()
            .map(|n| {
                (at(&n.span), NAME_KINDS.iter().position(|k| *k == n.kind).map_or(0, |n| n as u8), n.entity.clone())
            })
            .collect(),
    };
    serde_json::to_vec(&kept)
}

/// The findings of this text; `None` where they are not of it.
pub(crate) fn from_json(json: &[u8], text: &Text) -> Option<Findings> {
    let kept: Kept = serde_json::from_slice(json).ok()?;
    let span = |(start, end): Bytes| text.span(start..end).ok();
    let date = |written: Option<String>| match written {
        None => Some(None),
        Some(written) => written.parse::<DateValue>().ok().map(Some),
    };
    Some(Findings {
        figures: kept
            .figures
            .into_iter()
            .map(|f| {
                Some(Figure {
                    span: span(f.at)?,
                    value: f.value,
                    value_max: f.value_max,
                    qualifier: *QUALIFIERS.get(usize::from(f.qualifier))?,
                    unit: f.unit,
                    what: f.what,
                    as_of: date(f.as_of)?,
                    attributed_to: f.attributed_to,
                })
            })
            .collect::<Option<_>>()?,
        dates: kept
            .dates
            .into_iter()
            .map(|(at, written, inferred)| Some(DateMention { span: span(at)?, date: date(written)?, inferred }))
            .collect::<Option<_>>()?,
        quotations: kept
            .quotations
            .into_iter()
            .map(|(at, speaker)| Some(Quotation { span: span(at)?, speaker }))
            .collect::<Option<_>>()?,
        demands: kept.demands.into_iter().map(span).collect::<Option<_>>()?,
        names: kept
            .names
            .into_iter()
            .map(|(at, kind, entity)| {
                Some(NameMention { span: span(at)?, kind: *NAME_KINDS.get(usize::from(kind))?, entity })
            })
            .collect::<Option<_>>()?,
    })
}
