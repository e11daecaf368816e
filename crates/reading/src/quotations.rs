//! Words in quotation marks, and who said them.

use standpoint_languages::Languages;
use standpoint_text::Statement;

use crate::{NameMention, Quotation};

/// The quotations of a statement, in the order of the text.
pub(crate) fn quotations(_statement: &Statement, _languages: &Languages, _names: &[NameMention]) -> Vec<Quotation> {
    Vec::new()
}
