use std::ops::Range;

use standpoint_languages::Language;

use crate::Number;

/// What a quantity is counted or measured in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hundredths.
    Percent,
    /// Money, by its ISO 4217 code where the text settles it ("EUR"), else by its common English name ("dollar").
    Currency(String),
    /// A unit of measure by its English name ("kilometre", "year", "degree Celsius").
    Measure(String),
}

impl Unit {
    /// Its English name, or the code of a currency.
    pub fn name(&self) -> &str {
        match self {
            Self::Percent => "percent",
            Self::Currency(name) | Self::Measure(name) => name,
        }
    }
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Number and unit, without words around them ("$300 billion", "2 %", "14 hours").
    pub bytes: Range<usize>,
    /// The same with the words that say how exactly it is meant.
    pub qualified: Range<usize>,
    /// The number.
    pub number: Number,
    /// The unit; `None` where the number stands without one.
    pub unit: Option<Unit>,
}

/// Every number in a text with the unit that stands with it, if one does, in the order of the text.
pub fn quantities(text: &str, language: &Language) -> Vec<Quantity> {
    crate::numbers(text, language)
        .into_iter()
        .map(|number| Quantity { bytes: number.bytes.clone(), qualified: number.qualified.clone(), number, unit: None })
        .collect()
}
