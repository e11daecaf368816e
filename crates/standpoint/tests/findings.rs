//! `figures`, `dates`, `quotations`, `demands`, `names` and `timeline` on the command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const KINDS: [&str; 5] = ["figures", "dates", "quotations", "demands", "names"];

fn run(arguments: &[&str], columns: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint")).env("COLUMNS", columns).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    said(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/statements")
}

fn statements() -> String {
    examples().display().to_string()
}

/// Two statements that count the same boats differently.
fn contradiction(folder: &Path) {
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("a.txt", "In 2023 about 4,200 people took the ferry every day. It was opened on 3 May 1998.\n");
    write("b.txt", "In 2023 fewer than 3,000 people took the ferry every day. It will be closed on 30 June 2024.\n");
}

#[test]
fn each_line_is_an_item_of_read_with_its_file_and_statement() {
    let read = lines(&run(&["read", &statements(), "--format", "jsonl"], "90"));
    for kind in KINDS {
        let output = run(&[kind, &statements(), "--format", "jsonl"], "90");
        assert!(output.status.success());
        let found: Vec<Value> = lines(&output).into_iter().filter(|line| line.get("members").is_none()).collect();
        let mut wanted = Vec::new();
        for statement in &read {
            for item in statement[kind].as_array().unwrap() {
                let mut item = item.clone();
                item["format"] = 1.into();
                item["path"] = statement["path"].clone();
                item["statement"] = statement["id"].clone();
                wanted.push(item);
            }
        }
        assert!(!wanted.is_empty(), "no {kind} in the example");
        assert_eq!(found, wanted, "{kind}");
    }
}

#[test]
fn not_on_a_terminal_lines_are_the_default() {
    let folder = tempfile::tempdir().unwrap();
    contradiction(folder.path());
    for kind in ["dates", "timeline"] {
        let found = lines(&run(&[kind, folder.path().to_str().unwrap()], "90"));
        assert_eq!(found.len(), 4, "{kind}: {found:?}");
    }
}

#[test]
fn the_timeline_is_in_the_order_of_time() {
    let found = lines(&run(&["timeline", &statements(), "--format", "jsonl"], "90"));
    let dates: Vec<&str> = found.iter().map(|line| line["iso"].as_str().unwrap()).collect();
    assert!(dates.len() > 10);
    assert!(dates.windows(2).all(|pair| pair[0].split('/').next() <= pair[1].split('/').next()), "{dates:?}");
    let table = said(&run(&["timeline", &statements(), "--format", "table"], "90"));
    let places: Vec<Option<usize>> = dates.iter().map(|date| table.find(date)).collect();
    assert!(places.iter().all(Option::is_some));
}

#[test]
fn figures_end_with_those_that_contradict_each_other() {
    let folder = tempfile::tempdir().unwrap();
    contradiction(folder.path());
    let path = folder.path().to_str().unwrap();
    let last = lines(&run(&["figures", path, "--format", "jsonl"], "90")).pop().unwrap();
    assert_eq!(last["conflict"], true, "{last}");
    let values: Vec<f64> = last["members"].as_array().unwrap().iter().map(|m| m["value"].as_f64().unwrap()).collect();
    assert_eq!(values, [4200.0, 3000.0]);
    let table = said(&run(&["figures", path, "--format", "table"], "90"));
    let conflict = &table[table.find("Figures that contradict each other").unwrap()..];
    assert!(conflict.contains("about 4,200") && conflict.contains("under 3,000"), "{conflict}");
}

#[test]
fn tables_fit_the_width_and_say_where() {
    for columns in ["40", "61", "90", "150"] {
        for kind in KINDS.into_iter().chain(["timeline"]) {
            let output = run(&[kind, &statements(), "--format", "table"], columns);
            assert!(output.status.success());
            let table = said(&output);
            let width = columns.parse().unwrap();
            let widest = table.lines().max_by_key(|line| line.chars().count()).unwrap();
            assert!(widest.chars().count() <= width, "{kind} at {columns}: {widest}");
            assert!(!table.contains('\x1b'), "colour though not on a terminal");
        }
    }
    let demands = run(&["demands", &statements(), "--format", "jsonl"], "90");
    let table = said(&run(&["demands", &statements(), "--format", "table"], "150"));
    for demand in lines(&demands) {
        let place = format!(":{}–{}", demand["start"], demand["end"]);
        assert!(table.contains(&place), "{place} is missing");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    contradiction(folder.path());
    fs::write(folder.path().join("empty.txt"), b"").unwrap();
    let path = folder.path().to_str().unwrap();
    for kind in KINDS.into_iter().chain(["timeline"]) {
        let output = run(&[kind, path, "--format", "jsonl"], "90");
        assert_eq!(output.status.code(), Some(1), "{kind}");
        assert_eq!(lines(&output).iter().filter(|line| line.get("error").is_some()).count(), 1, "{kind}");
        let output = run(&[kind, path, "--format", "table"], "90");
        assert_eq!(output.status.code(), Some(1), "{kind}");
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert!(complaint.contains("empty.txt") && complaint.lines().count() == 1, "{complaint}");
    }
}

#[test]
fn where_nothing_is_found_people_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("plain.txt");
    fs::write(&place, "we are glad that it rains.\n").unwrap();
    for kind in KINDS {
        let output = run(&[kind, place.to_str().unwrap(), "--format", "table"], "90");
        assert!(output.status.success());
        assert_eq!(said(&output), format!("no {kind} were found\n"));
        assert_eq!(said(&run(&[kind, place.to_str().unwrap(), "--format", "jsonl"], "90")), "");
    }
}

#[test]
fn output_goes_to_a_file_that_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("demands.jsonl");
    let output = run(&["demands", &statements(), "--quiet", "--output", place.to_str().unwrap()], "90");
    assert!(output.status.success() && output.stdout.is_empty());
    let written = fs::read_to_string(place).unwrap();
    assert!(written.ends_with('\n') && written.lines().count() > 3);
    assert_eq!(run(&["demands"], "90").status.code(), Some(2));
    assert_eq!(run(&["demands", &statements(), "--format", "csv"], "90").status.code(), Some(2));
}
