use std::ops::Range;

use standpoint_languages::Language;

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// The number itself.
    Exact,
    /// "About", "some", "nearly".
    About,
    /// "Over", "more than", "at least".
    Over,
    /// "Under", "less than", "at most", "up to".
    Under,
    /// "Between … and …", "from … to …".
    Range,
    /// An order of magnitude: "thousands".
    Order,
}

impl Qualifier {
    /// The word for it in the program's output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
            Self::Range => "range",
            Self::Order => "order",
        }
    }
}

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// "1,980", "six million".
    Cardinal,
    /// "Half", "two thirds": the value is the share, from 0 to 1 (or more: "one and a half").
    Fraction,
    /// "Twice", "three times", "tenfold".
    Multiple,
    /// "Thousands", "tens of millions": the value is the least that it says.
    Order,
    /// "Third", "3rd", "XX.": no figure, found so that nobody takes it for one.
    Ordinal,
}

/// A number as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number itself, without words around it ("6.3 million").
    pub bytes: Range<usize>,
    /// The number with the words that say how exactly it is meant ("over 6.3 million"), and both ends of a range.
    pub qualified: Range<usize>,
    /// Its value; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// How exactly it is meant.
    pub qualifier: Qualifier,
    /// What sort of number it is.
    pub kind: NumberKind,
    /// Whether it is written in digits, wholly or in part.
    pub has_digits: bool,
}

/// Every number in a text, in its order, none overlapping another.
pub fn numbers(_text: &str, _language: &Language) -> Vec<Number> {
    Vec::new()
}
