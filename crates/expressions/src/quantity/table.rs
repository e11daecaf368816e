//! The units themselves, whatever the language: their English names and their symbols.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use foldhash::{HashMap, HashSet};
use serde::Deserialize;
use standpoint_languages::UnitName;

use super::{Dimension, Unit};

/// No symbol is longer, in bytes.
pub(super) const LONGEST_SYMBOL: usize = 16;

/// All units, with what finds them.
pub(super) struct Table {
    measures: HashMap<String, Measure>,
    money: HashMap<String, Names>,
    after: HashMap<String, Unit>,
    before: HashMap<String, Unit>,
    change: HashSet<String>,
    parts: HashMap<String, Part>,
}

/// A unit that is added to a greater one.
struct Part {
    whole: Unit,
    share: f64,
}

struct Measure {
    dimension: Dimension,
    names: Names,
}

struct Names {
    one: String,
    many: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    measures: BTreeMap<String, String>,
    money: BTreeMap<String, String>,
    signs: BTreeMap<String, String>,
    change: BTreeMap<String, String>,
    codes: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
}

impl Table {
    /// The table built into the program, loaded once.
    pub fn built_in() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| {
            let read = Self::read(include_str!("../../data/units.toml"), include_str!("../../data/currencies.toml"));
            match read {
                Ok(table) => table,
                // A test reads it: it can't happen in a program whose tests pass.
                Err(error) => unreachable!("the tables of units: {error}"),
            }
        })
    }

    fn read(units: &str, currencies: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(units).map_err(|error| error.to_string())?;
        let codes: BTreeMap<String, String> = toml::from_str(currencies).map_err(|error| error.to_string())?;
        let mut table = Self {
            measures: HashMap::default(),
            money: HashMap::default(),
            after: HashMap::default(),
            before: HashMap::default(),
            change: written.change.values().flat_map(|list| comma_list(list)).map(str::to_owned).collect(),
            parts: written.parts.iter().map(|(part, line)| read_part(part, line)).collect::<Result<_, _>>()?,
        };
        for (key, line) in &written.measures {
            table.add_measure(key, line)?;
        }
        for (noun, line) in &written.money {
            let (many, signs) = line.split_once('|').ok_or_else(|| format!("{line:?} has no bar"))?;
            table.money.insert(noun.clone(), Names { one: noun.clone(), many: many.trim().to_owned() });
            table.add_signs(noun, signs);
        }
        table.add_codes(&codes, &written.codes)?;
        for (code, signs) in &written.signs {
            table.add_signs(code, signs);
        }
        Ok(table)
    }

    fn add_measure(&mut self, key: &str, line: &str) -> Result<(), String> {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let (&[dimension, many, symbols] | &[dimension, many, symbols, _]) = fields.as_slice() else {
            return Err(format!("{line:?} is no unit"));
        };
        let dimension = Dimension::read(dimension).ok_or_else(|| format!("{dimension:?} is measured by nothing"))?;
        let one = fields.get(3).copied().unwrap_or(key).to_owned();
        self.measures.insert(key.to_owned(), Measure { dimension, names: Names { one, many: many.to_owned() } });
        for symbol in comma_list(symbols) {
            self.after.insert(symbol.to_owned(), measure(key));
        }
        Ok(())
    }

    fn add_signs(&mut self, key: &str, signs: &str) {
        for sign in comma_list(signs) {
            self.before.insert(sign.to_owned(), Unit::Currency(key.to_owned()));
            self.after.entry(sign.to_owned()).or_insert_with(|| Unit::Currency(key.to_owned()));
        }
    }

    fn add_codes(&mut self, codes: &BTreeMap<String, String>, rules: &BTreeMap<String, String>) -> Result<(), String> {
        let list = |name: &str| rules.get(name).map_or("", String::as_str);
        let words: HashSet<&str> = comma_list(list("words")).collect();
        for (code, line) in codes {
            let (one, many) = line.split_once('|').ok_or_else(|| format!("{line:?} has no bar"))?;
            let names = Names { one: one.trim().to_owned(), many: many.trim().to_owned() };
            self.money.insert(code.clone(), names);
            self.after.insert(code.clone(), Unit::Currency(code.clone()));
            if !words.contains(code.as_str()) {
                self.before.insert(code.clone(), Unit::Currency(code.clone()));
            }
        }
        for lower in comma_list(list("lower")) {
            let unit = Unit::Currency(lower.to_uppercase());
            self.after.insert(lower.to_owned(), unit.clone());
            self.before.insert(lower.to_owned(), unit.clone());
            self.before.insert(format!("{lower}$"), unit);
        }
        Ok(())
    }

    /// The unit a symbol after a number stands for.
    pub fn after(&self, symbol: &str) -> Option<&Unit> {
        self.after.get(symbol)
    }

    /// The currency a sign or code before a number stands for.
    pub fn before(&self, sign: &str) -> Option<&Unit> {
        self.before.get(sign)
    }

    /// The unit that a language's words name.
    pub fn unit(&self, name: &UnitName) -> Unit {
        match name {
            UnitName::Money(key) => Unit::Currency(key.clone()),
            UnitName::Measure(key) => measure(key),
        }
    }

    /// Whether a currency is small change, a hundredth of another.
    pub fn is_change(&self, unit: &Unit) -> bool {
        matches!(unit, Unit::Currency(key) if self.change.contains(key))
    }

    /// What one of a unit is worth in a greater one that it is added to: a twelfth, an inch in feet.
    pub fn share(&self, part: &Unit, whole: &Unit) -> Option<f64> {
        match (part, whole) {
            (Unit::Currency(_), Unit::Currency(_)) => (self.is_change(part) && !self.is_change(whole)).then_some(0.01),
            (Unit::Measure(key), whole) => {
                self.parts.get(key).filter(|part| part.whole == *whole).map(|part| part.share)
            }
            _ => None,
        }
    }

    fn names(&self, unit: &Unit) -> Option<&Names> {
        match unit {
            Unit::Percent => self.measures.get("percent").map(|measure| &measure.names),
            Unit::Measure(key) => self.measures.get(key).map(|measure| &measure.names),
            Unit::Currency(key) => self.money.get(key),
        }
    }

    /// The English name of one.
    pub fn one(&self, unit: &Unit) -> Option<&str> {
        self.names(unit).map(|names| names.one.as_str())
    }

    /// The English name of several.
    pub fn many(&self, unit: &Unit) -> Option<&str> {
        self.names(unit).map(|names| names.many.as_str())
    }

    pub fn dimension(&self, unit: &Unit) -> Option<Dimension> {
        match unit {
            Unit::Percent => Some(Dimension::Share),
            Unit::Currency(_) => Some(Dimension::Money),
            Unit::Measure(key) => self.measures.get(key).map(|measure| measure.dimension),
        }
    }
}

fn read_part(part: &str, line: &str) -> Result<(String, Part), String> {
    let (whole, count) = line.rsplit_once(' ').ok_or_else(|| format!("{line:?} has no count"))?;
    let count: f64 = count.parse().map_err(|_| format!("{count:?} is no number"))?;
    Ok((part.to_owned(), Part { whole: measure(whole), share: 1.0 / count }))
}

fn measure(key: &str) -> Unit {
    match key {
        "percent" => Unit::Percent,
        key => Unit::Measure(key.to_owned()),
    }
}

fn comma_list(written: &str) -> impl Iterator<Item = &str> {
    written.split(',').map(str::trim).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_languages::Languages;

    #[test]
    fn every_unit_that_a_language_has_words_for_is_in_the_table() {
        let table = Table::built_in();
        for language in Languages::built_in().iter() {
            assert!(language.units().names().len() > 150, "{}", language.code());
            for name in language.units().names() {
                assert!(table.one(&table.unit(name)).is_some(), "{name:?} of {}", language.code());
            }
        }
    }

    #[test]
    fn no_symbol_is_longer_than_is_looked_for() {
        let table = Table::built_in();
        assert!(table.after.keys().chain(table.before.keys()).all(|symbol| symbol.len() <= LONGEST_SYMBOL));
    }
}
