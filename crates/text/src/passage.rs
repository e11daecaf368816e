use std::sync::Arc;

use crate::{LanguageCode, Span};

/// What part a passage plays in its statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageKind {
    /// The title or a heading over what follows.
    Heading,
    /// A sentence of running text.
    Sentence,
    /// An item of a list.
    Item,
    /// A line that calls out, mostly without a verb: "No tolls on the bridge!".
    Slogan,
}

impl PassageKind {
    /// The word for it in the program's output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Sentence => "sentence",
            Self::Item => "item",
            Self::Slogan => "slogan",
        }
    }
}

/// A span of a statement that is read as one: the unit of evidence.
///
/// The natural sentence is the unit because coders agree on it (Däubler, Benoit, Mikhaylov and Laver 2012, "Natural
/// sentences as valid units for coded political texts").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// What part it plays.
    pub kind: PassageKind,
    /// Its language, if it could be told.
    pub language: Option<LanguageCode>,
    /// The number of the paragraph (or heading, or list item) it belongs to, from 0 in the order of the text.
    pub paragraph: u32,
    /// Where it stands on paper, if its document has pages.
    pub pages: Option<Pages>,
    /// The element of its web page that it stands in, as a CSS selector: `#aims > p:nth-of-type(3)`.
    pub element: Option<Arc<str>>,
}

/// The pages that something stands on, counted from the first of the document, which is 1: not what is printed on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pages {
    /// Where it begins.
    pub first: u32,
    /// Where it ends, which is the same or a later one.
    pub last: u32,
}
