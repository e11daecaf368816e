//! Measures how translations are found among the documents of NTREX-128, which is not part of the repository.
//!
//! usage: reuse_translations FOLDER [--apart] [--crowd=COUNT] LANGUAGE LANGUAGE...
//!
//! The folder holds newstest2019-*.txt and DOCUMENT_IDS.tsv; languages are named `eng`, `nld`, `deu` … With `--apart` each
//! document is taken in one language only, so that nothing is to be found. With `--crowd` so many more statements stand
//! among them: ten sentences each, taken from all documents of a language, with a number of its own in each.
//!
//! All documents of all languages named make one collection, in an order that says nothing. Prints, for each pair of
//! languages, how many of the pairs found are right (precision), how many of the right ones are found (recall), and how many
//! of the sentences in right pairs are aligned with their own line.
#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::time::Instant;

use standpoint_meaning::{Encoder, Memory};
use standpoint_reuse::{find_reuse, ReuseKind};
use standpoint_text::{LanguageCode, Metadata, Passage, PassageKind, Statement, StatementId, Text, Told};

/// A document: its language, its number, and the numbers of its lines.
struct Origin {
    language: String,
    document: usize,
    first_line: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name the folder")?;
    let mut languages: Vec<String> = arguments.collect();
    let apart = languages.iter().any(|argument| argument == "--apart");
    let crowd: usize = match languages.iter().find_map(|argument| argument.strip_prefix("--crowd=")) {
        Some(count) => count.parse()?,
        None => 0,
    };
    languages.retain(|argument| !argument.starts_with("--"));
    let ids = fs::read_to_string(format!("{folder}/DOCUMENT_IDS.tsv"))?;
    let ids: Vec<&str> = ids.lines().collect();
    let mut all: Vec<(Origin, Statement)> = Vec::new();
    for (number, language) in languages.iter().enumerate() {
        let name = if language == "eng" { "src" } else { "ref" };
        let text = fs::read_to_string(format!("{folder}/newstest2019-{name}.{language}.txt"))?;
        let lines: Vec<&str> = text.lines().collect();
        let mut first_line = 0;
        for (document, same) in ids.chunk_by(|a, b| a == b).enumerate() {
            let lines = &lines[first_line..first_line + same.len()];
            if !apart || document % languages.len() == number {
                let origin = Origin { language: language.clone(), document, first_line };
                all.push((origin, statement(&format!("{language}{document}"), code(language), lines)?));
            }
            first_line += same.len();
        }
        for member in (0..crowd).filter(|member| member % languages.len() == number) {
            let origin = Origin { language: language.clone(), document: ids.len() + member, first_line };
            let lines = of_crowd(member, &lines);
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            all.push((origin, statement(&format!("{language} crowd {member}"), code(language), &lines)?));
        }
    }
    // An order that has nothing to do with languages and documents, and is the same each time.
    all.sort_by_key(|(origin, _)| {
        let key = format!("{}{}", origin.language, origin.document * 7919);
        key.bytes()
            .fold(7u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17))
    });
    let (origins, statements): (Vec<Origin>, Vec<Statement>) = all.into_iter().unzip();
    let encoder = Encoder::built_in()?;
    let started = Instant::now();
    let found = find_reuse(&statements, Some(&Memory::new(&encoder)));
    println!("{} documents in {:.1} s", statements.len(), started.elapsed().as_secs_f64());
    if let Ok(status) = fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    let mut by_pair: BTreeMap<(String, String), [usize; 4]> = BTreeMap::new();
    let pair = |a: usize, b: usize| {
        let (a, b) = (origins[a].language.clone(), origins[b].language.clone());
        if a < b {
            (a, b)
        } else {
            (b, a)
        }
    };
    let mut right_pairs = HashMap::new();
    // Words of names and quotations that stand in two documents are reuse too, but not what is measured here.
    for related in found.related.iter().filter(|related| related.kind == ReuseKind::Translation) {
        let (a, b) = (&origins[related.a], &origins[related.b]);
        let is_right = a.document == b.document;
        let counts = by_pair.entry(pair(related.a, related.b)).or_default();
        counts[0] += 1;
        counts[1] += usize::from(is_right);
        right_pairs.insert((related.a, related.b), is_right);
        if !is_right {
            println!("wrong: {}{} {}{} {related:?}", a.language, a.document, b.language, b.document);
        }
    }
    for reuse in found.reuse.iter().filter(|reuse| right_pairs.get(&(reuse.a.0, reuse.b.0)) == Some(&true)) {
        let lines = |(number, span): &(usize, standpoint_text::Span)| {
            let bytes = span.bytes();
            let of = &statements[*number];
            let inside = |p: &Passage| p.span.bytes().start < bytes.end && p.span.bytes().end > bytes.start;
            let first = origins[*number].first_line;
            of.passages.iter().enumerate().filter(|(_, p)| inside(p)).map(|(n, _)| first + n).collect::<Vec<_>>()
        };
        let (a, b) = (lines(&reuse.a), lines(&reuse.b));
        let counts = by_pair.entry(pair(reuse.a.0, reuse.b.0)).or_default();
        counts[2] += a.len();
        counts[3] += a.iter().filter(|line| b.contains(line)).count();
    }
    let documents = ids.chunk_by(|a, b| a == b).count();
    if std::env::var_os("MISSED").is_some() {
        print_missed(&origins, &right_pairs);
    }
    println!("pair      precision recall  lines aligned, rightly");
    let mut sums = [0usize; 5];
    for (number, one) in languages.iter().enumerate() {
        for other in &languages[number + 1..] {
            let key = if one < other { (one.clone(), other.clone()) } else { (other.clone(), one.clone()) };
            let [found, right, lines, aligned] = by_pair.get(&key).copied().unwrap_or_default();
            print_row(&format!("{one}-{other}"), found, right, documents, lines, aligned, ids.len());
            for (sum, value) in sums.iter_mut().zip([found, right, documents, lines, aligned]) {
                *sum += value;
            }
        }
    }
    let pairs = sums[2] / documents;
    print_row("all", sums[0], sums[1], sums[2], sums[3], sums[4], pairs * ids.len());
    Ok(())
}

/// Ten sentences, each from anywhere and with a number of its own, so that no two members say the same.
fn of_crowd(member: usize, lines: &[&str]) -> Vec<String> {
    // Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
    let mixed = |n: u64| {
        let n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (n ^ (n >> 31)) as usize
    };
    let numbers = (member * 10)..(member * 10 + 10);
    numbers.map(|n| format!("{} {n}", lines[mixed(n as u64) % lines.len()])).collect()
}

fn print_missed(origins: &[Origin], right_pairs: &HashMap<(usize, usize), bool>) {
    for (number, a) in origins.iter().enumerate() {
        for (other, b) in origins.iter().enumerate().skip(number + 1).filter(|(_, b)| b.document == a.document) {
            if right_pairs.get(&(number, other)) != Some(&true) {
                println!("missed: {}{} {}{}", a.language, a.document, b.language, b.document);
            }
        }
    }
}

fn print_row(name: &str, found: usize, right: usize, all: usize, lines: usize, aligned: usize, all_lines: usize) {
    let share = |of: usize, part: usize| part as f64 / of.max(1) as f64;
    println!(
        "{name:9} {:.4}    {:.4}  {:.4} of lines, {:.4} of these rightly",
        share(found, right),
        share(all, right),
        share(all_lines, lines),
        share(lines, aligned)
    );
}

fn code(language: &str) -> &'static str {
    match language {
        "eng" => "en",
        "nld" => "nl",
        "deu" => "de",
        "fra" => "fr",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "rus" => "ru",
        "ukr" => "uk",
        "swe" => "sv",
        _ => "pl",
    }
}

fn statement(path: &str, language: &str, lines: &[&str]) -> Result<Statement, Box<dyn Error>> {
    let text = Text::new(lines.join("\n"))?;
    let language = LanguageCode::new(language);
    let (mut passages, mut start) = (Vec::new(), 0);
    for (number, line) in lines.iter().enumerate() {
        let span = text.span(start..start + line.len())?;
        passages.push(Passage {
            span,
            kind: PassageKind::Sentence,
            language,
            paragraph: number as u32,
            pages: None,
            element: None,
        });
        start += line.len() + 1;
    }
    let metadata = Metadata {
        language: language.map(|code| Told::new(code, standpoint_text::Origin::Wording)).into(),
        ..Metadata::default()
    };
    let id = StatementId::from_sha256([0; 32]);
    Ok(Statement { id, path: path.to_owned(), media_type: "text/plain".into(), metadata, text, passages })
}
