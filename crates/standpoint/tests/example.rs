//! The answers a person gave for the example, held against the program's. The bars are a little under what was measured when
//! they were set: a change that lowers a score shows here.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn answers() -> Vec<Value> {
    serde_json::from_str(&std::fs::read_to_string(root().join("examples/answers.json")).unwrap()).unwrap()
}

fn comparison() -> Value {
    let arguments = ["compare", "examples/statements", "--codebook", "examples/harbour.toml", "--format", "json"];
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint")).current_dir(root()).args(arguments).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key} in {value}"))
}

/// Each statement as the program reads it, with the answers for it.
fn pairs<'a>(comparison: &'a Value, answers: &'a [Value]) -> Vec<(&'a Value, &'a Value)> {
    let of = |answer: &Value| {
        list(comparison, "statements").iter().find(|s| text(s, "path").ends_with(text(answer, "file")))
    };
    answers.iter().map(|answer| (of(answer).unwrap(), answer)).collect()
}

/// Where some words stand in a text, in code points.
fn places(words: &str, text: &str) -> Vec<(u64, u64)> {
    let length = words.chars().count() as u64;
    let starts = text.match_indices(words).map(|(byte, _)| text[..byte].chars().count() as u64);
    starts.map(|start| (start, start + length)).collect()
}

#[test]
fn every_answer_stands_in_its_statement_to_the_letter() {
    let (comparison, answers) = (comparison(), answers());
    assert_eq!(answers.len(), list(&comparison, "statements").len());
    for (statement, answer) in pairs(&comparison, &answers) {
        let findings = ["figures", "dates", "quotations", "demands"].into_iter().flat_map(|kind| list(answer, kind));
        let evidence =
            answer["positions"].as_object().unwrap().values().flat_map(|position| list(position, "evidence"));
        let words = findings.map(|item| text(item, "text")).chain(evidence.map(|words| words.as_str().unwrap()));
        // A date above a web page's article is in the file, but not in the text.
        let file = std::fs::read_to_string(root().join(text(statement, "path"))).unwrap();
        for words in words {
            let stands = text(statement, "text").contains(words) || file.contains(words);
            assert!(stands, "{} does not say “{words}”", text(answer, "file"));
        }
    }
}

#[test]
fn positions_are_taken_as_a_person_takes_them() {
    let (comparison, answers) = (comparison(), answers());
    let (mut taken, mut found, mut claimed, mut right) = (0, 0, 0, 0);
    for (statement, answer) in pairs(&comparison, &answers) {
        for (question, wanted) in answer["positions"].as_object().unwrap() {
            let is_cell = |c: &&Value| c["question"] == **question && c["statement"] == statement["id"];
            let said = text(list(&comparison, "positions").iter().find(is_cell).unwrap(), "stance");
            let wanted = text(wanted, "stance");
            taken += u32::from(wanted != "none");
            found += u32::from(wanted != "none" && said != "none");
            claimed += u32::from(!["none", "unclear"].contains(&said));
            right += u32::from(!["none", "unclear"].contains(&said) && said == wanted);
        }
    }
    assert!(found * 100 >= taken * FOUND, "of {taken} positions taken only {found} were found");
    assert!(right * 100 >= claimed * RIGHT, "of {claimed} claimed only {right} are right");
}

/// In hundredths: positions found of those taken, and right of those claimed.
const FOUND: u32 = 42;
const RIGHT: u32 = 42;

/// In hundredths: what was found of what a person is sure of, and what a person shares of what was found.
const BARS: [(&str, usize, usize); 4] =
    [("figures", 94, 90), ("dates", 92, 90), ("quotations", 95, 95), ("demands", 80, 62)];

#[test]
fn findings_are_those_of_a_person() {
    let (comparison, answers) = (comparison(), answers());
    for (kind, recall, precision) in BARS {
        let (mut sure, mut found, mut claimed, mut shared) = (0, 0, 0, 0);
        for (statement, answer) in pairs(&comparison, &answers) {
            let (said, wanted) = (list(statement, kind), list(answer, kind));
            let whole = text(statement, "text");
            let is_sure = |item: &&Value| item["sure"] != false;
            sure += wanted.iter().filter(is_sure).count();
            found += wanted.iter().filter(is_sure).filter(|w| said.iter().any(|s| same(kind, s, w, whole))).count();
            claimed += said.len();
            shared += said.iter().filter(|s| wanted.iter().any(|w| same(kind, s, w, whole))).count();
        }
        assert!(found * 100 >= sure * recall, "{kind}: of {sure} only {found} were found");
        assert!(shared * 100 >= claimed * precision, "{kind}: of {claimed} found only {shared} are a person’s too");
    }
}

/// Whether a finding is the one wanted: it stands there, and says the same.
fn same(kind: &str, said: &Value, wanted: &Value, whole: &str) -> bool {
    let (start, end) = (said["start"].as_u64().unwrap(), said["end"].as_u64().unwrap());
    let common = |(from, to): (u64, u64)| end.min(to).saturating_sub(start.max(from));
    let stands = |place: (u64, u64)| match kind {
        "figures" | "dates" => common(place) > 0,
        _ => {
            let all = end.max(place.1) - start.min(place.0);
            let is_most = common(place) * 10 >= if kind == "quotations" { 8 } else { 5 } * all;
            // A demand may be told with the rest of its sentence.
            let holds = common(place) * 10 >= 9 * (place.1 - place.0) && end - start <= (place.1 - place.0) * 5 / 2;
            is_most || kind == "demands" && holds
        }
    };
    let says = match kind {
        "figures" => {
            let (said, wanted) = (said["value"].as_f64().unwrap(), wanted["value"].as_f64().unwrap());
            (said - wanted).abs() <= 0.01 * wanted.abs().max(1.0)
        }
        "dates" => {
            let (said, wanted) = (said["iso"].as_str().unwrap_or_default(), text(wanted, "iso"));
            !said.is_empty() && (said.starts_with(wanted) || wanted.starts_with(said))
        }
        _ => true,
    };
    says && places(text(wanted, "text"), whole).into_iter().any(stands)
}
