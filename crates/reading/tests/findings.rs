//! Every file in `tests/findings/`: is exactly that found in each passage which the file lists under it?

mod findings_file;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use findings_file::{listed, parse, Case, Finding};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::{Languages, Words};
use standpoint_reading::{Findings, Reading};
use standpoint_text::Correction;

/// A statement with fewer words may be too short to tell its language by; the case's word is taken for it.
const WORDS_TO_TELL: usize = 8;

#[test]
fn what_the_files_list_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut passages, mut wrong, mut complaints) = (0, 0, String::new());
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        match parse(&name, &fs::read_to_string(&path).unwrap()) {
            Ok(cases) => {
                passages += cases.len();
                for complaint in cases.iter().filter_map(|case| complaint(&name, case)) {
                    wrong += 1;
                    complaints += &complaint;
                }
            }
            Err(why) => {
                wrong += 1;
                let _ = writeln!(complaints, "\n{why}");
            }
        }
    }
    assert!(passages > 0, "there is no passage in {}", folder.display());
    assert!(wrong == 0, "{wrong} of {passages} passages are read otherwise than listed\n{complaints}");
}

/// What is wrong with the reading of a case, for a person to read.
fn complaint(file: &str, case: &Case) -> Option<String> {
    let mut out = String::new();
    match read(case) {
        Ok(findings) => {
            for (kind, wanted) in &case.wanted {
                let found = listed(&findings, *kind);
                let right = wanted.len() == found.len() && wanted.iter().zip(&found).all(|(w, f)| w.is_met_by(f));
                if !right {
                    let _ = write!(out, "{}{}", list("wanted", wanted), list("found", &found));
                }
            }
        }
        Err(why) => {
            let _ = writeln!(out, "  {why}");
        }
    }
    let passage: String = case.passage.lines().map(|line| format!("  > {line}\n")).collect();
    (!out.is_empty()).then(|| format!("\n{file}, {}\n{passage}{out}", case.heading))
}

fn list(title: &str, findings: &[Finding]) -> String {
    let lines: String = findings.iter().map(|finding| format!("    {finding}\n")).collect();
    format!("  {title}\n{}", if lines.is_empty() { "    nothing\n".to_owned() } else { lines })
}

/// What a case gives of a statement, as a person's word.
fn given<T>(value: Option<T>) -> Correction<T> {
    Correction { value, file: "case".into() }
}

/// Reads a passage as the program reads a plain text file that holds it.
fn read(case: &Case) -> Result<Findings, String> {
    let languages = Languages::built_in();
    let mut statement = read_statement("case.txt", case.passage.as_bytes(), languages, &Limits::default())
        .map_err(|error| error.to_string())?;
    let told = statement.metadata.language();
    if told != Some(case.language) {
        if told.is_some() && Words::of(&case.passage).len() >= WORDS_TO_TELL {
            return Err(format!("the passage is taken for {:?}, not {:?}", told, case.language));
        }
        statement.metadata.language.correct(given(Some(case.language)));
        statement.passages.iter_mut().for_each(|passage| passage.language = Some(case.language));
    }
    if case.published.is_some() {
        statement.metadata.published.correct(given(case.published));
    }
    Ok(Reading::of(&statement, languages).findings)
}

#[test]
fn a_line_that_is_wrong_is_named() {
    for (line, why) in [
        ("Free prose.", "not with \"Free prose.\""),
        ("- figure: ten | value ten", "\"ten\" is no number"),
        ("- figure: ten | colour red", "a figure has no \"colour\""),
        ("- figure: ten | exact", "\"exact\" has no value"),
        ("- figure:", "the words of the figure are missing"),
        ("- number: ten", "not a \"number\""),
        ("- ten", "a finding is written"),
        ("- no tens", "no figures, no dates"),
        ("language: english", "two letters"),
        ("published: May", "2024-03-12"),
    ] {
        let error = parse("figures.en.md", &format!("# Figures\n\n> Ten.\n{line}\n")).unwrap_err();
        assert!(error.starts_with("figures.en.md, line 4: ") && error.contains(why), "{error}");
    }
    let denied = parse("a.en.md", "> Ten.\n- no figures\n- figure: ten\n").unwrap_err();
    assert_eq!(denied, "a.en.md, line 3: figures are both listed and denied");
    assert!(parse("a.en.md", "- no figures\n").unwrap_err().contains("no passage"));
    assert!(parse("a.en.md", "> Ten.\n\n## Next\n").unwrap_err().contains("line 3"));
    assert!(parse("a.md", "> Ten.\n- no figures\n").is_err());
    assert!(parse("a.en.md", "# Nothing\n").is_err());
}

#[test]
fn cases_are_read_as_the_manual_says() {
    let cases = parse(
        "a.nl.md",
        "# A\npublished: 2021-03-05\n## One\n> A\n>\n> B\n\n- name: Marhaven | place | entity -\n- no dates\n\n## Two\n\
         language: en\n> C\n- no names\n> D\n- no names\n## Three\n> E\n- no names\n",
    )
    .unwrap();
    let short: Vec<(&str, &str, &str)> =
        cases.iter().map(|c| (c.heading.as_str(), c.passage.as_str(), c.language.as_str())).collect();
    let expected = [("One", "A\n\nB\n", "nl"), ("Two", "C\n", "en"), ("Two", "D\n", "en"), ("Three", "E\n", "nl")];
    assert_eq!(short, expected);
    assert!(cases.iter().all(|c| c.published.map(|d| d.to_string()).as_deref() == Some("2021-03-05")));
    assert_eq!(cases[0].wanted[0].1[0].to_string(), "- name: Marhaven | place | entity -");
}

#[test]
fn what_is_read_otherwise_than_listed_is_complained_of() {
    let passage = "> We demand an end to the toll on the old bridge.\n";
    let right = parse("a.en.md", &format!("{passage}- demand: We demand an end to the toll on the old bridge.\n"));
    let wrong = parse("a.en.md", &format!("{passage}- demand: An end to the ferry\n- no demands in Dutch\n"));
    let other = parse("a.nl.md", &format!("{passage}- no demands\n")).unwrap();
    assert!(complaint("a.nl.md", &other[0]).unwrap().contains("is taken for"));
    assert!(wrong.is_err());
    let none = parse("a.en.md", &format!("{passage}- no demands\n")).unwrap();
    let complained = complaint("a.en.md", &none[0]).unwrap();
    assert!(complained.contains("  wanted\n    nothing\n  found\n    - demand: "), "{complained}");
    assert_eq!(right.unwrap().len(), 1);
}
