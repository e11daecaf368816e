//! What the authors call for: slogans, list items under "we demand:", sentences that say what ought to be.

use standpoint_text::{PassageKind, Span, Statement};

use crate::PassageReading;

/// The demands of a statement, in the order of the text. A demand made twice is given twice.
pub(crate) fn demands(statement: &Statement, passages: &[PassageReading]) -> Vec<Span> {
    statement
        .passages
        .iter()
        .zip(passages)
        .filter(|(passage, reading)| reading.is_demand && !reading.is_reported && passage.kind != PassageKind::Heading)
        .map(|(passage, _)| passage.span.clone())
        .collect()
}
