//! `standpoint reuse`, and what copies and translations change in a comparison. The statements are those of the example, and
//! versions of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A folder with the crews' statement, the town's answer to it, and versions of the first: as a page, cut, and in German.
fn folder(versions: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let crews = fs::read_to_string(examples().join("statements/01-ferry-crews.txt")).unwrap();
    let paragraphs: Vec<&str> = crews.split("\n\n").collect();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("1-crews.txt", &crews);
    write("2-town.md", &fs::read_to_string(examples().join("statements/02-town-government.md")).unwrap());
    for version in versions {
        match *version {
            "page" => {
                let body: String = paragraphs.iter().map(|p| format!("<p>{p}</p>")).collect();
                write("3-page.html", &format!("<html><body>{body}</body></html>"));
            }
            "cut" => {
                let kept = [&paragraphs[..5], &paragraphs[6..]].concat().join("\n\n");
                write("4-cut.txt", &kept.replace("About 4,200 people", "About 4,700 people"));
            }
            "same bytes" => write("5-again.txt", &crews),
            _ => write("6-german.txt", GERMAN),
        }
    }
    folder
}

const GERMAN: &str = "Unsere Schiffe, unsere Brücke, unser Brot

Am 30. Juni will die Stadtregierung die letzte öffentliche Fähre festmachen. Vom selben Tag an will sie zwei Kronen von \
allen, die über die alte Hafenbrücke gehen. Für eine Putzfrau, die am Ostufer wohnt, sind das etwa 900 Kronen im Jahr: Erst \
nehmen sie ihr das Boot, dann lassen sie sie für den Umweg zahlen. Wir lehnen die Maut ab, für Autos, für Lieferwagen und \
auch für Motorräder.

Etwa 4.200 Menschen nehmen jeden Tag die Fähre. Sie ist durch zwei Kriege und einen Bankrott gefahren. Sie muss \
weiterfahren, und sie muss in öffentlicher Hand bleiben.

Wir streiken seit dem 4. März. Keiner unserer 180 Mitglieder hat sich das leicht gemacht. Ein Matrose verdient heute \
weniger als 2015, wenn die Miete bezahlt ist. Wir streiken zu Recht, und wir bleiben draußen, bis es ein Angebot gibt.

Wir fordern:

- Keine Maut auf der Hafenbrücke
- Eine öffentliche Fähre über den 30. Juni hinaus
- Sieben Prozent mehr Lohn für alle Mannschaften
- Sofortige Freilassung der fünf Streikposten
- Eine Abgabe der großen Reedereien für die Brücke
- Gespräche mit der Stadtregierung noch in dieser Woche, ohne Vorbedingungen
";

fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .current_dir(folder)
        .env("COLUMNS", "110")
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn compared(folder: &Path, more: &[&str]) -> Value {
    let codebook = examples().join("harbour.toml");
    let codebook = codebook.to_str().unwrap();
    let arguments = [&["compare", ".", "--codebook", codebook, "--format", "json"], more].concat();
    serde_json::from_str(&printed(folder, &arguments)).unwrap()
}

/// The words at an offset in code points.
fn words(statement: &Value, start: &Value, end: &Value) -> String {
    let [start, end] = [start, end].map(|offset| offset.as_u64().unwrap() as usize);
    statement["text"].as_str().unwrap().chars().skip(start).take(end - start).collect()
}

#[test]
fn lines_say_which_passages_stand_where() {
    let folder = folder(&["page", "german"]);
    let lines = printed(folder.path(), &["reuse", ".", "--format", "jsonl"]);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).collect::<Vec<_>>();
    assert_eq!(of("copy").len(), 1);
    assert_eq!(of("copy")[0]["b"]["path"], "./3-page.html");
    assert!(lines.iter().all(|line| line["same_statement"] == true && line["format"] == 1));
    let has = |a: &str, b: &str| {
        of("translation").iter().any(|line| {
            line["a"]["text"].as_str().unwrap().contains(a) && line["b"]["text"].as_str().unwrap().contains(b)
        })
    };
    assert!(has("No toll on the harbour bridge", "Keine Maut auf der Hafenbrücke"));
    assert!(has("About 4,200 people take the ferry", "Etwa 4.200 Menschen"));
}

#[test]
fn without_an_encoder_no_translation_is_looked_for() {
    let folder = folder(&["german"]);
    let arguments = ["reuse", ".", "--format", "table", "--encoder", "none"];
    assert_eq!(printed(folder.path(), &arguments), "no passage was found that stands in two of the statements\n");
}

#[test]
fn a_version_neither_confirms_nor_contradicts_and_is_not_counted() {
    let alone = compared(folder(&[]).path(), &["--encoder", "none"]);
    let folder = folder(&["page", "cut"]);
    let once = compared(folder.path(), &["--encoder", "none"]);
    let each = compared(folder.path(), &["--encoder", "none", "--count-copies"]);
    assert_eq!(once["demand_groups"].as_array().unwrap().len(), alone["demand_groups"].as_array().unwrap().len());
    assert!(each["demand_groups"].as_array().unwrap().len() > once["demand_groups"].as_array().unwrap().len());
    let members = |comparison: &Value| -> usize {
        comparison["figure_groups"].as_array().unwrap().iter().map(|g| g["members"].as_array().unwrap().len()).sum()
    };
    assert_eq!(members(&once), members(&alone));
    assert!(members(&each) > members(&once));
    // Each has its positions, one for every question, and the same that it has without the others.
    let questions = alone["codebook"]["questions"].as_array().unwrap().len();
    assert_eq!(once["positions"].as_array().unwrap().len(), questions * 4);
    assert_eq!(once["positions"], each["positions"]);
    for reuse in once["reuse"].as_array().unwrap() {
        for side in ["a", "b"] {
            let statements = once["statements"].as_array().unwrap();
            let statement = statements.iter().find(|s| s["id"] == reuse[side]["statement"]).unwrap();
            assert!(!words(statement, &reuse[side]["start"], &reuse[side]["end"]).trim().is_empty());
        }
    }
}

#[test]
fn the_same_bytes_twice_are_one_statement_with_one_position_on_each_question() {
    let folder = folder(&["same bytes"]);
    let comparison = compared(folder.path(), &["--encoder", "none"]);
    let reuse = comparison["reuse"].as_array().unwrap();
    assert_eq!((reuse.len(), &reuse[0]["kind"]), (1, &Value::from("copy")));
    assert_eq!(reuse[0]["a"]["statement"], reuse[0]["b"]["statement"]);
    assert_eq!(comparison["statements"].as_array().unwrap().len(), 3, "both paths are named");
    let mut named: Vec<(String, String)> = comparison["positions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|position| (position["question"].to_string(), position["statement"].to_string()))
        .collect();
    let all = named.len();
    named.sort();
    named.dedup();
    assert_eq!(named.len(), all);
}

#[test]
fn people_are_told_what_is_a_copy_of_what() {
    let folder = folder(&["page", "cut", "german"]);
    let codebook = examples().join("harbour.toml");
    let table = printed(folder.path(), &["compare", ".", "--codebook", codebook.to_str().unwrap()]);
    assert!(table.contains("  3 is a copy of 1 ("), "{table}");
    assert!(table.contains("  4 is a near-copy of 1 ("), "{table}");
    assert!(table.contains("  5 and 1 are one statement in two languages ("), "{table}");
    assert!(table.contains("\n     the same statement as 1\n"), "{table}");
    let arguments = ["compare", ".", "--codebook", codebook.to_str().unwrap(), "--format", "html"];
    let page = printed(folder.path(), &arguments);
    let part = &page[page.find("<section id=\"reuse\">").unwrap()..];
    assert!(part.contains("<u>4,200</u>") && part.contains("<u>4,700</u>"), "what was corrected is marked");
    assert!(part.contains("<th scope=\"row\">The same statement as</th>"));
}
