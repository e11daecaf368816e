//! Measures sentence borders against test sets, each a file of JSON lines: `{"text", "ends": [code points]}` or
//! `{"text", "expected": [sentences]}`. The file's name begins with the language's.
//!
//! usage: borders FILE...
#![allow(clippy::print_stdout)]

use std::path::Path;
use std::{env, fs};

use standpoint_languages::{Language, Languages};
use standpoint_segment::sentences;
use standpoint_text::LanguageCode;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut scores = Vec::new();
    for path in env::args().skip(1) {
        let stem = Path::new(&path).file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_lowercase();
        let code = Languages::built_in().iter().find(|l| l.code().as_str() == stem || l.name().to_lowercase() == stem);
        let code = code.map(Language::code).or(LanguageCode::new(if stem == "deutsch" { "de" } else { "" }));
        let language = code.and_then(|c| Languages::built_in().get(c));
        let (mut hit, mut said, mut wanted, mut whole, mut cases) = (0, 0, 0, 0, 0);
        for line in fs::read_to_string(&path)?.lines() {
            let case: serde_json::Value = serde_json::from_str(line)?;
            let text = case["text"].as_str().unwrap_or_default();
            let found: Vec<&str> =
                sentences(text, language.map(|l| l.sentences())).into_iter().map(|r| text[r].trim()).collect();
            if let Some(expected) = case["expected"].as_array() {
                let expected: Vec<String> = expected.iter().map(|e| squeeze(e.as_str().unwrap_or_default())).collect();
                let right = found.iter().map(|s| squeeze(s)).collect::<Vec<_>>() == expected;
                cases += 1;
                whole += usize::from(right);
                if !right && env::var_os("SHOW").is_some() {
                    println!("  {text:?}\n    found {found:?}\n    wanted {expected:?}");
                }
                continue;
            }
            let ours = ends_of(&found);
            let theirs = ends_from(text, &case["ends"]);
            hit += ours.iter().filter(|e| theirs.contains(e)).count();
            said += ours.len();
            wanted += theirs.len();
        }
        if cases > 0 {
            println!("{stem}: {whole} of {cases} whole cases right");
        } else {
            let (p, r) = (hit as f64 / said.max(1) as f64, hit as f64 / wanted.max(1) as f64);
            let f = 2.0 * p * r / (p + r).max(1e-9);
            println!("{stem}: P {p:.3} R {r:.3} F {f:.3}");
            scores.push(f);
        }
    }
    if !scores.is_empty() {
        println!("macro F {:.4}", scores.iter().sum::<f64>() / scores.len() as f64);
    }
    Ok(())
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Borders between sentences, counted in characters that are no white space; the end of the text is none.
fn ends_of(sentences: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut ends: Vec<usize> = sentences
        .iter()
        .map(|s| {
            at += s.chars().filter(|c| !c.is_whitespace()).count();
            at
        })
        .collect();
    ends.pop();
    ends
}

fn ends_from(text: &str, ends: &serde_json::Value) -> Vec<usize> {
    let characters: Vec<char> = text.chars().collect();
    let all: Vec<usize> =
        ends.as_array().into_iter().flatten().filter_map(|e| e.as_u64()).map(|e| e as usize).collect();
    let without_last = &all[..all.len().saturating_sub(1)];
    without_last
        .iter()
        .map(|&end| characters[..end.min(characters.len())].iter().filter(|c| !c.is_whitespace()).count())
        .collect()
}
