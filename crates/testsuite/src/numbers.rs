//! The suites of numbers: Recognizers-Text `NumberModel` and Duckling `Numeral`.

use std::path::Path;

use anyhow::Result;
use serde_json::Value;
use standpoint_expressions::{numbers_apart, Number, NumberKind};
use standpoint_languages::{Language, Languages};
use standpoint_text::LanguageCode;

use crate::duckling;
use crate::recognizers::{self, Case, Expected};
use crate::tally::{Outcome, Tally};

const DUCKLING_LANGUAGES: [&str; 11] = ["en", "nl", "de", "fr", "es", "pt", "it", "ru", "uk", "sv", "pl"];
/// How far a value may be from the suite's, which writes fifteen digits.
const TOLERANCE: f64 = 1e-9;

/// Runs them.
pub(crate) fn run(folder: &Path, languages: &Languages) -> Result<Vec<Tally>> {
    let mut tallies = Vec::new();
    for (name, code) in recognizers::LANGUAGES {
        let Some(language) = language(languages, code) else { continue };
        let cases = recognizers::load(folder, &format!("Number/{name}/NumberModel.json"))?;
        let mut all = Tally::new("recognizers Number", code);
        let mut python = Tally::new("recognizers Number, supported on python", code);
        for (number, case) in cases.iter().enumerate() {
            let outcome = judge(case, language);
            if case.is_supported_on("python") {
                python.add(number, outcome.clone());
            }
            all.add(number, outcome);
        }
        tallies.extend([all, python]);
    }
    for code in DUCKLING_LANGUAGES {
        let Some(language) = language(languages, code) else { continue };
        let mut tally = Tally::new("duckling Numeral", code);
        for (number, case) in duckling::load(folder, &format!("Numeral.{code}.jsonl"))?.iter().enumerate() {
            tally.add(number, judge_duckling(case, language));
        }
        tallies.push(tally);
    }
    for code in DUCKLING_LANGUAGES {
        let Some(language) = language(languages, code) else { continue };
        let mut tally = Tally::new("duckling Ordinal, not read as a cardinal", code);
        for (number, case) in duckling::load(folder, &format!("Ordinal.{code}.jsonl"))?.iter().enumerate() {
            tally.add(number, judge_ordinal(case, language));
        }
        tallies.push(tally);
    }
    Ok(tallies)
}

fn language<'l>(languages: &'l Languages, code: &str) -> Option<&'l Language> {
    LanguageCode::new(code).and_then(|code| languages.get(code))
}

const PLATFORMS: [&str; 4] = ["dotnet", "javascript", "python", "java"];

/// Why a case is left out, if it is.
fn excluded(case: &Case) -> Option<&'static str> {
    if PLATFORMS.iter().all(|platform| !case.is_supported_on(platform)) {
        return Some("marked by the suite as supported nowhere");
    }
    if case.input.trim().parse::<std::net::Ipv4Addr>().is_ok() {
        return Some("asks for the parts of an address on the net as numbers");
    }
    None
}

fn judge(case: &Case, language: &Language) -> Outcome {
    if let Some(reason) = excluded(case) {
        return Outcome::Excluded(reason);
    }
    let found: Vec<Number> = numbers_apart(&case.input, language).into_iter().filter(counts).collect();
    let right = found.len() == case.results.len()
        && found.iter().zip(&case.results).all(|(number, expected)| is_expected(number, expected, &case.input));
    if right {
        return Outcome::Right;
    }
    let wanted: Vec<String> = case.results.iter().map(|e| format!("{} = {}", e.text, shown(e))).collect();
    let came: Vec<String> = found.iter().map(|n| format!("{} = {}", &case.input[n.bytes.clone()], n.value)).collect();
    Outcome::Wrong(format!("{:?}: wanted {wanted:?}, came {came:?}", case.input))
}

/// What the suite calls a number: not what its other models find (ordinals; numbers with their unit in one word), and not
/// what is no number to it (multiples, orders of magnitude).
fn counts(number: &Number) -> bool {
    !number.glued && !matches!(number.kind, NumberKind::Ordinal | NumberKind::Multiple | NumberKind::Order)
}

fn shown(expected: &Expected) -> String {
    expected.resolution.get("value").map_or_else(String::new, |value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

fn is_expected(number: &Number, expected: &Expected, input: &str) -> bool {
    let value: Option<f64> = shown(expected).replace(',', ".").parse().ok();
    value.is_some_and(|value| is_near(value, number.value)) && is_at(number, expected, input)
}

fn is_near(wanted: f64, came: f64) -> bool {
    (wanted - came).abs() <= TOLERANCE * wanted.abs().max(1e-15)
}

/// The suite counts in UTF-16 units, and names the last one.
fn is_at(number: &Number, expected: &Expected, input: &str) -> bool {
    let units = |byte: usize| input[..byte].encode_utf16().count();
    match (expected.start, expected.end) {
        (Some(start), Some(end)) => units(number.bytes.start) == start && units(number.bytes.end) == end + 1,
        _ => input[number.bytes.clone()].to_lowercase() == expected.text.to_lowercase(),
    }
}

/// The value of the whole text.
fn judge_duckling(case: &duckling::Case, language: &Language) -> Outcome {
    let found = numbers_apart(&case.text, language);
    let whole = case.text.trim();
    let number = found.iter().find(|number| &case.text[number.bytes.clone()] == whole && !number.glued);
    let wanted = case.value.as_deref().map(duckling_value);
    let right = match (wanted, number) {
        (None, number) => number.is_none(),
        (Some(Some(value)), Some(number)) => is_near(value, number.value),
        _ => false,
    };
    if right {
        return Outcome::Right;
    }
    let came: Vec<String> = found.iter().map(|n| format!("{} = {}", &case.text[n.bytes.clone()], n.value)).collect();
    Outcome::Wrong(format!("{:?}: wanted {:?}, came {came:?}", case.text, case.value))
}

/// Whether an ordinal is taken for a cardinal.
fn judge_ordinal(case: &duckling::Case, language: &Language) -> Outcome {
    let is_ordinal = |number: &Number| matches!(number.kind, NumberKind::Ordinal | NumberKind::Fraction);
    let found = numbers_apart(&case.text, language);
    match found.iter().find(|number| !is_ordinal(number)) {
        None => Outcome::Right,
        Some(number) => Outcome::Wrong(format!("{:?}: read as {} ({:?})", case.text, number.value, number.kind)),
    }
}

/// "NumeralValue (-1.2e6)", "NumeralValue 1_200".
fn duckling_value(written: &str) -> Option<f64> {
    let number = written.trim_start_matches("NumeralValue").trim().trim_matches(['(', ')']);
    number.replace('_', "").parse().ok()
}
