//! What a statement claims in numbers.

use standpoint_languages::Languages;
use standpoint_text::Statement;

use crate::{DateMention, Figure, NameMention, Quotation};

/// The figures of a statement, in the order of the text.
pub(crate) fn figures(
    _statement: &Statement,
    _languages: &Languages,
    _dates: &[DateMention],
    _quotations: &[Quotation],
    _names: &[NameMention],
) -> Vec<Figure> {
    Vec::new()
}
