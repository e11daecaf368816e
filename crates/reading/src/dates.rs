//! The calendar expressions of a statement.

use standpoint_expressions::{dates as find, CalendarContext};
use standpoint_languages::Languages;
use standpoint_text::Statement;

use crate::DateMention;

/// The dates of a statement, in the order of the text.
pub(crate) fn dates(statement: &Statement, languages: &Languages) -> Vec<DateMention> {
    let written = statement.metadata.published.or(statement.metadata.signed);
    let mut found = Vec::new();
    for passage in &statement.passages {
        let Some(language) = passage.language.and_then(|code| languages.get(code)) else { continue };
        for mention in find(passage.span.as_str(), language, CalendarContext { written }) {
            if let Ok(span) = passage.span.part(mention.bytes) {
                found.push(DateMention { span, date: mention.date, inferred: mention.inferred });
            }
        }
    }
    found
}
