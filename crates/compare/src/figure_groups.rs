//! The same thing counted in several statements.

use standpoint_reading::Findings;
use standpoint_text::Statement;

use crate::FigureGroup;

/// Figures that count the same thing, those with a conflict first.
pub(crate) fn figure_groups(_statements: &[Statement], _findings: &[Findings]) -> Vec<FigureGroup> {
    Vec::new()
}
