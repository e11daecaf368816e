//! The people, organisations and places a statement names.

use standpoint_languages::Languages;
use standpoint_text::Statement;

use crate::NameMention;

/// The names in a statement, in the order of the text.
pub(crate) fn names(_statement: &Statement, _languages: &Languages) -> Vec<NameMention> {
    Vec::new()
}
