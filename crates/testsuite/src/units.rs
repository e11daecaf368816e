//! The suites of units: Recognizers-Text's models of numbers with units and of per cents, and Duckling's amounts of money,
//! quantities, distances, volumes, temperatures and durations.
//!
//! Standpoint's English names are matched with the suites' by `data/recognizers-units.toml` and `data/duckling-units.toml`.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use standpoint_expressions::{quantities, quantities_apart, Dimension, NumberKind, Qualifier, Quantity, Unit};
use standpoint_languages::{Language, Languages};
use standpoint_text::LanguageCode;

use crate::duckling;
use crate::recognizers::{self, Case, Expected};
use crate::tally::{Outcome, Tally};

/// How far a value may be from the suite's, which writes fifteen digits.
const TOLERANCE: f64 = 1e-9;
const PLATFORMS: [&str; 4] = ["dotnet", "javascript", "python", "java"];
const MODELS: [&str; 5] = ["Currency", "Dimension", "Age", "Temperature", "Percent"];
const DUCKLING: [&str; 6] = ["AmountOfMoney", "Quantity", "Distance", "Volume", "Temperature", "Duration"];
const DUCKLING_LANGUAGES: [&str; 11] = ["en", "nl", "de", "fr", "es", "pt", "it", "ru", "uk", "sv", "pl"];

/// For each name in a suite, those of Standpoint's it can stand for.
struct Names(BTreeMap<String, Vec<String>>);

impl Names {
    fn read(written: &str) -> Result<Self> {
        let lists: BTreeMap<String, String> = toml::from_str(written)?;
        let split = |list: String| list.split(',').map(|name| name.trim().to_owned()).collect();
        Ok(Self(lists.into_iter().map(|(name, list)| (name.to_lowercase(), split(list))).collect()))
    }

    fn agree(&self, wanted: &str, unit: &Unit) -> bool {
        let key = match unit {
            Unit::Currency(key) | Unit::Measure(key) => key.as_str(),
            Unit::Percent => "percent",
        };
        self.0
            .get(&wanted.to_lowercase())
            .is_some_and(|names| names.iter().any(|name| name == key || name == unit.name()))
    }
}

/// Runs them.
pub(crate) fn run(folder: &Path, languages: &Languages) -> Result<Vec<Tally>> {
    let names = Names::read(include_str!("../data/recognizers-units.toml")).context("recognizers-units.toml")?;
    let mut tallies = Vec::new();
    for model in MODELS {
        for (name, code) in recognizers::LANGUAGES {
            let Some(language) = language(languages, code) else { continue };
            let part = if model == "Percent" { "Number" } else { "NumberWithUnit" };
            let cases = recognizers::load(folder, &format!("{part}/{name}/{model}Model.json"))?;
            tallies.extend(judge_all(model, code, &cases, language, &names));
        }
    }
    let names = Names::read(include_str!("../data/duckling-units.toml")).context("duckling-units.toml")?;
    for model in DUCKLING {
        for code in DUCKLING_LANGUAGES {
            let Some(language) = language(languages, code) else { continue };
            let mut tally = Tally::new(&format!("duckling {model}"), code);
            let cases = duckling::load(folder, &format!("{model}.{code}.jsonl"))?;
            for (number, case) in cases.iter().enumerate() {
                tally.add(number, judge_duckling(case, language, &names));
            }
            if !cases.is_empty() {
                tallies.push(tally);
            }
        }
    }
    Ok(tallies)
}

fn judge_all(model: &str, code: &str, cases: &[Case], language: &Language, names: &Names) -> [Tally; 2] {
    let mut all = Tally::new(&format!("recognizers {model}"), code);
    let mut python = Tally::new(&format!("recognizers {model}, supported on python"), code);
    for (number, case) in cases.iter().enumerate() {
        let outcome = judge(model, case, language, names);
        if case.is_supported_on("python") {
            python.add(number, outcome.clone());
        }
        all.add(number, outcome);
    }
    [all, python]
}

fn language<'l>(languages: &'l Languages, code: &str) -> Option<&'l Language> {
    LanguageCode::new(code).and_then(|code| languages.get(code))
}

/// Why a case is left out, if it is.
fn excluded(model: &str, case: &Case) -> Option<&'static str> {
    if PLATFORMS.iter().all(|platform| !case.is_supported_on(platform)) {
        return Some("marked by the suite as supported nowhere");
    }
    if !case.results.is_empty() && case.results.iter().all(is_without_number) {
        return Some("asks for nothing but a unit without a number");
    }
    if model == "Percent" && case.results.iter().any(names_its_unit_first) {
        return Some("asks for \"percent of 10\" as ten per cent");
    }
    None
}

/// The suites also find the word "dollar" by itself; Standpoint finds numbers.
fn is_without_number(expected: &Expected) -> bool {
    match expected.resolution.get("value") {
        None | Some(Value::Null) => true,
        Some(Value::String(value)) => value == "null",
        _ => false,
    }
}

fn names_its_unit_first(expected: &Expected) -> bool {
    let starts = expected.text.trim_start().chars().next();
    let first = expected.text.to_lowercase();
    starts.is_some_and(char::is_alphabetic)
        && ["percent", "per cent", "porc", "pourcent", "perc", "prozent", "procent"]
            .iter()
            .any(|word| first.starts_with(word))
}

fn judge(model: &str, case: &Case, language: &Language, names: &Names) -> Outcome {
    if let Some(reason) = excluded(model, case) {
        return Outcome::Excluded(reason);
    }
    let wanted: Vec<&Expected> = case.results.iter().filter(|expected| !is_without_number(expected)).collect();
    let found: Vec<Quantity> =
        quantities_apart(&case.input, language).into_iter().filter(|q| is_of_model(q, model, &wanted)).collect();
    let right = found.len() == wanted.len()
        && found.iter().zip(&wanted).all(|(quantity, expected)| is_expected(quantity, expected, &case.input, names));
    if right {
        return Outcome::Right;
    }
    let degrees = |q: &Quantity| q.unit.as_ref().is_some_and(|unit| unit.name() == "degree");
    if model == "Dimension" && wanted.is_empty() && found.iter().all(degrees) {
        return Outcome::Excluded("asks to tell degrees of temperature from those of an angle by other words");
    }
    let wanted: Vec<String> = wanted.iter().map(|e| format!("{} = {} {}", e.text, value(e), unit(e))).collect();
    let came: Vec<String> = found.iter().map(|q| shown(q, &case.input)).collect();
    Outcome::Wrong(format!("{:?}: wanted {wanted:?}, came {came:?}", case.input))
}

fn shown(quantity: &Quantity, text: &str) -> String {
    let unit = quantity.unit.as_ref().map_or("-", Unit::name);
    format!("{} = {} {unit}", &text[quantity.bytes.clone()], quantity.number.value)
}

/// Whether a quantity is of the sort that a model looks for. A pound is money to one model and a weight to another.
fn is_of_model(quantity: &Quantity, model: &str, wanted: &[&Expected]) -> bool {
    let Some(unit) = &quantity.unit else { return false };
    let dimension = unit.dimension();
    match model {
        "Currency" => dimension == Dimension::Money,
        "Percent" => *unit == Unit::Percent,
        "Age" => matches!(dimension, Dimension::Time | Dimension::Age),
        "Temperature" => dimension == Dimension::Temperature || unit.name() == "degree" && !wanted.is_empty(),
        _ => {
            let others = [Dimension::Money, Dimension::Share, Dimension::Age, Dimension::Time, Dimension::Temperature];
            unit.name() == "pound" || !others.contains(&dimension)
        }
    }
}

fn value(expected: &Expected) -> String {
    expected.resolution.get("value").map_or_else(String::new, |value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

/// The ISO code where the suite gives one, else its name for the unit; a per cent has neither.
fn unit(expected: &Expected) -> String {
    let text = |key: &str| expected.resolution.get(key).and_then(Value::as_str).map(str::to_owned);
    text("unit").unwrap_or_else(|| "percent".to_owned())
}

fn is_expected(quantity: &Quantity, expected: &Expected, input: &str, names: &Names) -> bool {
    let value: Option<f64> = value(expected).trim_end_matches('%').replace(',', ".").parse().ok();
    let unit_agrees = quantity.unit.as_ref().is_some_and(|came| names.agree(&unit(expected), came));
    value.is_some_and(|value| is_near(value, quantity.number.value)) && unit_agrees && is_at(quantity, expected, input)
}

fn is_near(wanted: f64, came: f64) -> bool {
    (wanted - came).abs() <= TOLERANCE * wanted.abs().max(1e-15)
}

/// The suite counts in UTF-16 units, and names the last one.
fn is_at(quantity: &Quantity, expected: &Expected, input: &str) -> bool {
    let units = |byte: usize| input[..byte].encode_utf16().count();
    match (expected.start, expected.end) {
        (Some(start), Some(end)) => units(quantity.bytes.start) == start && units(quantity.bytes.end) == end + 1,
        _ => input[quantity.bytes.clone()].to_lowercase() == expected.text.to_lowercase(),
    }
}

/// What Duckling wants of a text: "simple Dollar 10", "between EUR (10, 20)", "DurationData 2 Minute".
#[derive(Debug, PartialEq)]
struct Wanted {
    qualifier: Option<Qualifier>,
    unit: String,
    value: f64,
    value_max: Option<f64>,
}

impl Wanted {
    fn read(written: &str) -> Option<Self> {
        let words: Vec<&str> =
            written.split(['(', ')', ',', ' ']).map(str::trim).filter(|word| !word.is_empty()).collect();
        let number = |at: usize| words.get(at).and_then(|word| word.replace('_', "").parse::<f64>().ok());
        if words.first() == Some(&"DurationData") {
            let unit = words.get(2)?.to_string();
            return Some(Self { qualifier: None, unit, value: number(1)?, value_max: None });
        }
        let qualifier = match *words.first()? {
            "between" => Some(Qualifier::Range),
            "under" => Some(Qualifier::Under),
            "above" => Some(Qualifier::Over),
            _ => None,
        };
        let value_max = if qualifier == Some(Qualifier::Range) { number(3) } else { None };
        Some(Self { qualifier, unit: words.get(1)?.to_string(), value: number(2)?, value_max })
    }
}

/// What is not looked at: the goods that a quantity is one of ("sugar"), the exact extent, and locales' guesses.
fn judge_duckling(case: &duckling::Case, language: &Language, names: &Names) -> Outcome {
    let found = quantities(&case.text, language);
    let came: Vec<String> = found.iter().map(|q| shown(q, &case.text)).collect();
    let Some(written) = &case.value else {
        let right = found.iter().all(|q| q.unit.is_none());
        return if right {
            Outcome::Right
        } else {
            Outcome::Wrong(format!("{:?}: wanted nothing, came {came:?}", case.text))
        };
    };
    if case.locale.is_some() {
        return Outcome::Excluded("asks for the money of the reader's country");
    }
    if found.is_empty() {
        let digits = case.text.chars().any(char::is_numeric);
        if !digits && case.text.split_whitespace().count() <= 2 {
            return Outcome::Excluded("asks for a unit without a number");
        }
    }
    let Some(wanted) = Wanted::read(written) else {
        return Outcome::Excluded("asks for something else than one number with one unit");
    };
    if let [quantity] = found.as_slice() {
        if agrees(quantity, &wanted, language, names) {
            return Outcome::Right;
        }
    }
    Outcome::Wrong(format!("{:?}: wanted {wanted:?}, came {came:?}", case.text))
}

/// Duckling converts: weights into grams, parts and sums into the smaller unit.
const CONVERTED: [(&str, &str, f64); 17] = [
    ("Gram", "milligram", 0.001),
    ("Gram", "kilogram", 1000.0),
    ("Second", "minute", 60.0),
    ("Second", "hour", 3600.0),
    ("Minute", "hour", 60.0),
    ("Minute", "quarter of an hour", 15.0),
    ("Hour", "day", 24.0),
    ("Day", "month", 30.0),
    ("Day", "week", 7.0),
    ("Month", "year", 12.0),
    ("Month", "half-year", 6.0),
    ("Month", "quarter", 3.0),
    ("Inch", "foot", 12.0),
    ("Foot", "yard", 3.0),
    ("Metre", "kilometre", 1000.0),
    ("Centimetre", "metre", 100.0),
    ("Kilometre", "Scandinavian mile", 10.0),
];
/// In Dutch an ounce and a pound are metric.
const CONVERTED_FROM_DUTCH: [(&str, &str, f64); 2] = [("Gram", "ounce", 100.0), ("Gram", "pound-weight", 500.0)];

fn agrees(quantity: &Quantity, wanted: &Wanted, language: &Language, names: &Names) -> bool {
    let number = &quantity.number;
    let Some(unit) = &quantity.unit else {
        return wanted.unit == "Unnamed" && is_near(wanted.value, number.value);
    };
    let scale = scale(unit, &wanted.unit, language);
    let Some(scale) = scale.or_else(|| names.agree(&wanted.unit, unit).then_some(1.0)) else { return false };
    let value = is_near(wanted.value, number.value * scale);
    let max = match (wanted.value_max, number.value_max) {
        (Some(wanted), Some(came)) => is_near(wanted, came * scale),
        (wanted, came) => wanted.is_none() && came.is_none(),
    };
    let known: HashSet<Qualifier> = [Qualifier::Range, Qualifier::Under, Qualifier::Over].into();
    let qualifier = match wanted.qualifier {
        Some(qualifier) => number.qualifier == qualifier,
        None => !known.contains(&number.qualifier),
    };
    value && max && qualifier && number.kind != NumberKind::Ordinal
}

fn scale(unit: &Unit, wanted: &str, language: &Language) -> Option<f64> {
    let Unit::Measure(key) = unit else { return None };
    let dutch: &[(&str, &str, f64)] = if language.code().as_str() == "nl" { &CONVERTED_FROM_DUTCH } else { &[] };
    let mut tables = CONVERTED.iter().chain(dutch);
    tables.find(|(theirs, ours, _)| *theirs == wanted && ours == key).map(|(_, _, scale)| *scale)
}
