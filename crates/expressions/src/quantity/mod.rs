//! Numbers with what they are counted or measured in.
//!
//! A unit stands right after its number as a symbol ("2 %", "5 km"), as a word ("70 Milliarden Euro", "20 лет"), linked
//! ("3 milliards d'euros") or joined ("3-inch", "10-jährig"); money also stands before it ("$300 billion", "EUR 5m").
//! The words stand in each language's file, section `[units]`; symbols, currency signs and English names in
//! `data/units.toml` and `data/currencies.toml`. A word that names money and a weight ("two pounds") is money, unless what
//! is weighed follows ("two pounds of salt"). A year ("2022 года") is no quantity of years.

mod after;
mod before;
mod join;
mod mistaken;
mod scan;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;

use standpoint_languages::Language;

use crate::{Number, NumberKind};
use after::After;
use table::Table;

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

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Dimension {
    Money,
    Share,
    Time,
    Age,
    Length,
    Area,
    Volume,
    Weight,
    Speed,
    Energy,
    Power,
    Information,
    Temperature,
    Angle,
    Other,
}

impl Dimension {
    fn read(written: &str) -> Option<Self> {
        Some(match written {
            "share" => Self::Share,
            "time" => Self::Time,
            "age" => Self::Age,
            "length" => Self::Length,
            "area" => Self::Area,
            "volume" => Self::Volume,
            "weight" => Self::Weight,
            "speed" => Self::Speed,
            "energy" => Self::Energy,
            "power" => Self::Power,
            "information" => Self::Information,
            "temperature" => Self::Temperature,
            "angle" => Self::Angle,
            "frequency" | "electricity" | "pressure" | "radiation" | "sound" => Self::Other,
            _ => return None,
        })
    }
}

impl Unit {
    /// The English name of one: "percent", "US dollar", "kilometre". The name by which units are compared.
    ///
    /// ```
    /// use standpoint_expressions::Unit;
    /// assert_eq!(Unit::Currency("USD".into()).name(), "US dollar");
    /// assert_eq!(Unit::Currency("crown".into()).plural(), "crowns");
    /// ```
    pub fn name(&self) -> &str {
        Table::built_in().one(self).unwrap_or(self.key())
    }

    /// The English name of several: "percent", "US dollars", "kilometres". The name to show.
    pub fn plural(&self) -> &str {
        Table::built_in().many(self).unwrap_or(self.key())
    }

    /// What it measures.
    pub fn dimension(&self) -> Dimension {
        Table::built_in().dimension(self).unwrap_or(Dimension::Other)
    }

    fn key(&self) -> &str {
        match self {
            Self::Percent => "percent",
            Self::Currency(key) | Self::Measure(key) => key,
        }
    }
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Number and unit, without words around it ("$300 billion", "2 %", "14 hours").
    pub bytes: Range<usize>,
    /// The same with the words that say how exactly it is meant.
    pub qualified: Range<usize>,
    /// The number. In "5 dollars and 20 cents" it spans both and is worth 5.2.
    pub number: Number,
    /// The unit; `None` where the number stands without one.
    pub unit: Option<Unit>,
}

/// Every number in a text with the unit that stands with it, if one does, in the order of the text.
///
/// ```
/// use standpoint_expressions::{quantities, Unit};
/// use standpoint_languages::Languages;
///
/// let english = Languages::built_in().get(standpoint_text::LanguageCode::new("en").unwrap()).unwrap();
/// let text = "Over $31 million for a 200-mile road: a toll of 2 per cent.";
/// let found = quantities(text, english);
/// let shown: Vec<_> = found.iter().map(|q| (&text[q.qualified.clone()], q.unit.as_ref().map(Unit::name))).collect();
/// assert_eq!(shown, [("Over $31 million", Some("dollar")), ("200-mile", Some("mile")), ("2 per cent", Some("percent"))]);
/// ```
pub fn quantities(text: &str, language: &Language) -> Vec<Quantity> {
    let apart = with_units(text, crate::numbers(text, language), language);
    join::join(text, apart, language)
}

/// Whether a word is written before amounts of money: an ISO code, "RM", "kr".
pub(crate) fn is_money_sign(word: &str) -> bool {
    word.len() > 1 && Table::built_in().before(word).is_some()
}

/// Every number by itself with its unit: the ends of a range apart, without the words that say how exactly it is meant.
pub fn quantities_apart(text: &str, language: &Language) -> Vec<Quantity> {
    let apart = with_units(text, crate::numbers_apart(text, language), language);
    join::with_change(text, apart, language)
}

fn with_units(text: &str, numbers: Vec<Number>, language: &Language) -> Vec<Quantity> {
    let table = Table::built_in();
    let after = After { text, words: language.units(), table };
    let mut found: Vec<Quantity> = Vec::with_capacity(numbers.len());
    for number in numbers {
        let number = mistaken::without_unit(text, number, language);
        let floor = found.last().map_or(0, |last| last.bytes.end);
        // "Cien por cien": the unit of the last number holds this one.
        if number.bytes.start >= floor {
            found.push(with_unit(&after, number, floor, language));
        }
    }
    found
}

fn with_unit(after: &After<'_>, number: Number, floor: usize, language: &Language) -> Quantity {
    // "0$3–15": a sign that the quantity before has taken is not this one's.
    let (bytes, qualified) = (number.bytes.clone(), number.qualified.start.max(floor)..number.qualified.end);
    let mut quantity = Quantity { bytes, qualified, number, unit: None };
    if matches!(quantity.number.kind, NumberKind::Ordinal | NumberKind::Label | NumberKind::Multiple) {
        return quantity;
    }
    let number = &quantity.number;
    let text = after.text;
    let sign = before::sign(text, after.table, number, floor);
    let follows = after.unit(number, number.bytes.end).or_else(|| {
        let later = number.qualified.end;
        (later > number.bytes.end).then(|| after.unit(number, later))?
    });
    match (sign, follows) {
        (Some(sign), follows) => {
            quantity.bytes.start = sign.start;
            quantity.unit = Some(sign.unit);
            if let Some(found) = follows.filter(|found| is_narrower(&found.unit, quantity.unit.as_ref())) {
                quantity.bytes.end = found.end;
                quantity.unit = Some(found.unit);
            }
        }
        (None, Some(found)) => {
            quantity.bytes.end = found.end;
            quantity.unit = Some(found.unit);
        }
        (None, None) => {
            if let Some(word) = before::word(text, language.units(), after.table, number, floor) {
                quantity.bytes.start = word.start;
                quantity.unit = Some(word.unit);
            }
        }
    }
    quantity.qualified.start = quantity.qualified.start.min(quantity.bytes.start);
    quantity.qualified.end = quantity.qualified.end.max(quantity.bytes.end);
    quantity
}

/// Whether a currency after a number says more closely what the sign before it said: "$20 USD".
fn is_narrower(after: &Unit, before: Option<&Unit>) -> bool {
    match (after, before) {
        (Unit::Currency(_), Some(Unit::Currency(before))) => {
            after.key() != before && after.name().to_lowercase().ends_with(before.as_str())
        }
        _ => false,
    }
}
