//! The suites of sentences: the pragmatic segmenter's rules, and borders in Universal Dependencies test sets.
//!
//! A golden case is right where its sentences come out one for one, white space aside. Cases on several lines take the path
//! of a plain text file, since lines belong to the reading of files. A case that wants words changed (tags taken off, dots
//! dropped) is left out: Standpoint changes no wording.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::Deserialize;
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::{Language, Languages};
use standpoint_segment::sentences;
use standpoint_text::LanguageCode;

use crate::tally::{Outcome, Tally};

/// The files of the pragmatic segmenter's rules, with their languages.
const GOLDEN: [(&str, &str); 8] = [
    ("english", "en"),
    ("dutch", "nl"),
    ("deutsch", "de"),
    ("french", "fr"),
    ("spanish", "es"),
    ("italian", "it"),
    ("russian", "ru"),
    ("polish", "pl"),
];

/// Characters of context around a border that is shown.
const AROUND: usize = 40;

#[derive(Deserialize)]
struct GoldenCase {
    text: String,
    expected: Vec<String>,
    /// Whether it is one of the 52 rules, and not a further case.
    golden: bool,
}

#[derive(Deserialize)]
struct Borders {
    text: String,
    /// Where sentences end, in code points.
    ends: Vec<usize>,
}

/// Runs them.
pub(crate) fn run(folder: &Path, languages: &Languages) -> Result<Vec<Tally>> {
    let mut tallies = Vec::new();
    for (file, code) in GOLDEN {
        let cases: Vec<GoldenCase> = load(&folder.join("golden").join(file).with_extension("jsonl"))?;
        tallies.extend(golden(&cases, code, languages));
    }
    let mut shares = Vec::new();
    for language in languages.iter() {
        let code = language.code();
        let cases: Vec<Borders> = load(&folder.join("ud").join(code.as_str()).with_extension("jsonl"))?;
        if !cases.is_empty() {
            let [precision, recall] = borders(&cases, language);
            shares.push(harmonic_mean(precision.share(), recall.share()));
            tallies.extend([precision, recall]);
        }
    }
    if !shares.is_empty() {
        println!("UD: macro F {:.4} of {} languages\n", shares.iter().sum::<f64>() / shares.len() as f64, shares.len());
    }
    Ok(tallies)
}

fn harmonic_mean(a: f64, b: f64) -> f64 {
    2.0 * a * b / (a + b).max(f64::MIN_POSITIVE)
}

/// The cases of a file, none where there is no such file.
fn load<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(path)?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| path.display().to_string())).collect()
}

fn golden(cases: &[GoldenCase], code: &str, languages: &Languages) -> [Tally; 2] {
    let mut rules = Tally::new("golden rules", code);
    let mut all = Tally::new("golden all", code);
    let language = LanguageCode::new(code).and_then(|code| languages.get(code));
    for (number, case) in cases.iter().enumerate() {
        let outcome = golden_outcome(case, language, languages);
        if case.golden {
            rules.add(number, outcome.clone());
        }
        all.add(number, outcome);
    }
    [rules, all]
}

fn golden_outcome(case: &GoldenCase, language: Option<&Language>, languages: &Languages) -> Outcome {
    let wanted: Vec<String> = case.expected.iter().map(|sentence| on_one_line(sentence)).collect();
    if !case.golden && no_spaces(&case.expected.concat()) != no_spaces(&case.text) {
        return Outcome::Excluded("the case wants words changed or dropped (text cleaning)");
    }
    let on_lines = case.text.trim().contains(['\n', '\r']);
    let found = if on_lines {
        in_a_file(&case.text, languages)
    } else {
        let rules = language.map(Language::sentences);
        sentences(&case.text, rules).into_iter().map(|range| on_one_line(&case.text[range])).collect()
    };
    let unmarked = |sentences: &[String]| -> Vec<String> {
        sentences.iter().map(|sentence| without_marker(sentence).to_owned()).collect()
    };
    if found == wanted || (on_lines && unmarked(&found) == unmarked(&wanted)) {
        Outcome::Right
    } else {
        Outcome::Wrong(format!("{:?}\n  wanted {wanted:?}\n  found  {found:?}", case.text))
    }
}

/// The passages of a plain text file that holds this text. What a list marker is in the file is no part of its item.
fn in_a_file(text: &str, languages: &Languages) -> Vec<String> {
    match read_statement("case.txt", text.as_bytes(), languages, &Limits::default()) {
        Ok(statement) => statement.passages.iter().map(|passage| on_one_line(passage.span.as_str())).collect(),
        Err(_) => Vec::new(),
    }
}

/// A list item without what marks it as one.
fn without_marker(item: &str) -> &str {
    let bare = item.trim_start_matches(['•', '⁃', ' ']);
    match bare.split_once(' ') {
        Some((marker, rest)) if marker.ends_with(['.', ')']) && marker.trim_matches(['(', ')', '.']).len() <= 3 => rest,
        _ => bare,
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn no_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Which borders found are in the test set, and which of the test set are found. The end of a text is no border.
fn borders(cases: &[Borders], language: &Language) -> [Tally; 2] {
    let mut precision = Tally::new("UD borders found that are right", language.code().as_str());
    let mut recall = Tally::new("UD borders that are found", language.code().as_str());
    for (number, case) in cases.iter().enumerate() {
        let characters: Vec<char> = case.text.chars().collect();
        let place = |end: usize| characters[..end].iter().filter(|c| !c.is_whitespace()).count();
        let last = case.ends.len().saturating_sub(1);
        let theirs: Vec<usize> = case.ends[..last].iter().map(|&end| end.min(characters.len())).collect();
        let found = sentences(&case.text, Some(language.sentences()));
        let ours: Vec<usize> = found
            .iter()
            .take(found.len().saturating_sub(1))
            .map(|range| case.text[..range.end].trim_end().chars().count())
            .collect();
        let (their_places, our_places): (HashSet<usize>, HashSet<usize>) =
            (theirs.iter().map(|&e| place(e)).collect(), ours.iter().map(|&e| place(e)).collect());
        for &end in &ours {
            precision.add(number, outcome(their_places.contains(&place(end)), &characters, end));
        }
        for &end in &theirs {
            recall.add(number, outcome(our_places.contains(&place(end)), &characters, end));
        }
    }
    [precision, recall]
}

fn outcome(right: bool, characters: &[char], end: usize) -> Outcome {
    if right {
        return Outcome::Right;
    }
    let before: String = characters[end.saturating_sub(AROUND)..end].iter().collect();
    let after: String = characters[end..].iter().take(AROUND).collect();
    Outcome::Wrong(format!("{before:?} | {after:?}"))
}
