//! Measures copies and near-copies on data that is not part of the repository.
//!
//! usage: reuse_texts answers FILE.csv      Clough and Stevenson's short answers: rows of answer, source, kind (0 none, 1
//!                                          heavily revised, 2 lightly revised, 3 cut and pasted)
//!        reuse_texts lines FILE            every line is a statement; prints the time, and how many are copies
//!        reuse_texts crowd COUNT WORDS     as many made-up statements, every tenth a cut version of an earlier one
#![allow(clippy::print_stdout)]

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::time::Instant;

use standpoint_reuse::{find_reuse, Rarity};
use standpoint_text::{LanguageCode, Metadata, Origin, Passage, PassageKind, Statement, StatementId, Text, Told};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["answers", file] => answers(&fs::read_to_string(file)?),
        ["lines", file] => {
            let text = fs::read_to_string(file)?;
            timed(&text.lines().map(|line| statement(&[line])).collect::<Result<Vec<_>, _>>()?);
            Ok(())
        }
        ["crowd", count, words] => {
            timed(&crowd(count.parse()?, words.parse()?)?);
            Ok(())
        }
        _ => Err("usage: reuse_texts answers FILE.csv | lines FILE | crowd COUNT WORDS".into()),
    }
}

fn timed(statements: &[Statement]) {
    let started = Instant::now();
    let found = find_reuse(statements, None);
    let seconds = started.elapsed().as_secs_f64();
    let different = found.same.different(0..statements.len());
    println!(
        "{} statements in {seconds:.2} s: {different} different, {} pairs related, {} passages",
        statements.len(),
        found.related.len(),
        found.reuse.len()
    );
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
}

/// The area under the curve for the program's own score, each kind of reuse and all of them against none.
fn answers(csv: &str) -> Result<(), Box<dyn Error>> {
    let rows = rows(csv.trim_start_matches('\u{feff}'));
    let (mut statements, mut numbers, mut pairs) = (Vec::new(), HashMap::new(), Vec::new());
    for row in rows.iter().filter(|row| row.len() == 3) {
        let mut number = |text: &str| -> Result<usize, Box<dyn Error>> {
            if let Some(&known) = numbers.get(text) {
                return Ok(known);
            }
            statements.push(statement(&sentences(text))?);
            numbers.insert(text.to_owned(), statements.len() - 1);
            Ok(statements.len() - 1)
        };
        pairs.push((number(&row[0])?, number(&row[1])?, row[2].clone()));
    }
    let rarity = Rarity::of(&statements);
    let found = find_reuse(&statements, None);
    let related: HashMap<(usize, usize), bool> = found.related.iter().map(|r| ((r.a, r.b), r.is_same)).collect();
    let scores = |kinds: &[&str]| -> Vec<f64> {
        let of_kind = pairs.iter().filter(|pair| kinds.contains(&pair.2.as_str()));
        of_kind.map(|(a, b, _)| rarity.resemblance(&statements[*a], &statements[*b])).collect()
    };
    let none = scores(&["0"]);
    let sets: [(&str, &[&str]); 4] = [("cut", &["3"]), ("light", &["2"]), ("heavy", &["1"]), ("all", &["1", "2", "3"])];
    for (name, kinds) in sets {
        println!("{name:6} against none: AUC {:.4}", area(&scores(kinds), &none));
    }
    for (name, kind) in [("cut", "3"), ("light", "2"), ("heavy", "1"), ("none", "0")] {
        let of_kind: Vec<_> = pairs.iter().filter(|pair| pair.2 == kind).collect();
        let is = |a: usize, b: usize| related.get(&(a.min(b), a.max(b)));
        let shown = of_kind.iter().filter(|(a, b, _)| is(*a, *b).is_some()).count();
        let same = of_kind.iter().filter(|(a, b, _)| is(*a, *b) == Some(&true)).count();
        println!("{name:6} {} pairs: passages found in {shown}, taken for one statement {same}", of_kind.len());
    }
    Ok(())
}

fn area(positive: &[f64], negative: &[f64]) -> f64 {
    let wins: f64 = positive
        .iter()
        .flat_map(|p| negative.iter().map(move |n| if p > n { 1.0 } else { f64::from(u8::from(p == n)) / 2.0 }))
        .sum();
    wins / (positive.len() * negative.len()).max(1) as f64
}

/// CSV with quotes and line breaks in its fields.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = csv.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '?', '!', '\n']).filter(|part| !part.trim().is_empty()).collect()
}

fn statement(passages: &[&str]) -> Result<Statement, Box<dyn Error>> {
    let text = Text::new(passages.join("\n"))?;
    let language = LanguageCode::new("en");
    let (mut all, mut start) = (Vec::new(), 0);
    for (number, passage) in passages.iter().enumerate() {
        let span = text.trimmed_span(start..start + passage.len());
        all.extend(span.map(|span| Passage {
            span,
            kind: PassageKind::Sentence,
            language,
            paragraph: number as u32,
            pages: None,
            element: None,
        }));
        start += passage.len() + 1;
    }
    let metadata =
        Metadata { language: language.map(|code| Told::new(code, Origin::Wording)).into(), ..Metadata::default() };
    let (id, path) = (StatementId::from_sha256([0; 32]), "s.txt".to_owned());
    Ok(Statement { id, path, media_type: "text/plain".into(), metadata, text, passages: all })
}

/// Statements of so many words, the common ones common in all of them.
fn crowd(count: usize, words: usize) -> Result<Vec<Statement>, Box<dyn Error>> {
    let mut state = 88_172_645_463_325_252u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut texts: Vec<Vec<String>> = Vec::with_capacity(count);
    for number in 0..count {
        if number % 10 == 9 {
            let earlier = &texts[(random() % number as u64) as usize];
            texts.push(earlier.iter().enumerate().filter(|(n, _)| n % 5 != 1).map(|(_, s)| s.clone()).collect());
            continue;
        }
        // The rank of a word is spread as Zipf's law has it: many words are rare, a few are everywhere.
        let mut word = || format!("w{}", (40_000f64.powf((random() % 1_000_000) as f64 / 1e6)) as u64);
        texts.push((0..words / 20).map(|_| (0..20).map(|_| word()).collect::<Vec<_>>().join(" ")).collect());
    }
    texts.iter().map(|text| statement(&text.iter().map(String::as_str).collect::<Vec<_>>())).collect()
}
