//! A page as an engine gives it: pieces of text and where they stand. No engine is known here.

/// A page held upright. Lengths are in points, from its upper left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub width: f32,
    pub height: f32,
    /// In the order in which they were drawn.
    pub runs: Vec<Run>,
}

/// A piece of text that was drawn in one go: a line, a word, or a letter.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub text: String,
    /// Where it begins and ends.
    pub x: f32,
    pub end_x: f32,
    /// The line it stands on.
    pub y: f32,
    pub size: f32,
    /// Whether it runs in another direction than left to right.
    pub turned: bool,
    pub bold: bool,
    /// Whether all letters of its font are of one width.
    pub mono: bool,
    /// Whether the document itself says that it is a running head, a foot, or a number of a page.
    pub of_page: bool,
}
