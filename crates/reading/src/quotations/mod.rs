//! Words in quotation marks, and who said them.

mod blocks;
mod marks;

use standpoint_languages::Languages;
use standpoint_text::Statement;

use crate::{NameMention, Quotation};

/// The quotations of a statement, in the order of the text.
pub(crate) fn quotations(statement: &Statement, languages: &Languages, _names: &[NameMention]) -> Vec<Quotation> {
    let text = statement.text.as_str();
    let mut found = Vec::new();
    for block in blocks::blocks(statement, languages) {
        let content = &text[block.bytes.clone()];
        if !marks::has_marks(content) {
            continue;
        }
        let marks = marks::marks(content, block.language);
        for pair in marks.pairs.iter().filter(|pair| pair.depth == 0) {
            let start = block.bytes.start;
            if let Ok(span) = statement.text.span(start + pair.inner.start..start + pair.inner.end) {
                found.push(Quotation { span, speaker: None });
            }
        }
    }
    found
}
