//! What a person at the command line gets: output, exit statuses, one clear sentence for each thing that is wrong.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_standpoint"))
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn statements() -> String {
    examples().join("statements").display().to_string()
}

fn codebook() -> String {
    examples().join("harbour.toml").display().to_string()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What it complained of: it must be one line, and no panic.
fn complaint(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(text.trim_end().lines().count(), 1, "not one sentence: {text}");
    assert!(!text.contains("panicked"), "{text}");
    text
}

fn slice(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn read_prints_a_line_for_each_statement_with_offsets_that_hold() {
    let output = run(&["read", &statements(), "--format", "jsonl"]);
    assert!(output.status.success());
    let lines: Vec<Value> = said(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 8);
    for line in &lines {
        assert_eq!(line["format"], 1);
        assert!(line["id"].as_str().unwrap().starts_with("sha256:"));
        let text = line["text"].as_str().unwrap();
        let passages = line["passages"].as_array().unwrap();
        assert!(passages.len() > 3, "{}", line["path"]);
        let mut end = 0;
        for passage in passages {
            assert!(passage["start"].as_u64().unwrap() >= end, "passages overlap");
            end = passage["end"].as_u64().unwrap();
            assert!(!slice(text, &passage["start"], &passage["end"]).trim().is_empty());
        }
        for demand in line["demands"].as_array().unwrap() {
            assert_eq!(slice(text, &demand["start"], &demand["end"]), demand["text"].as_str().unwrap());
        }
    }
}

#[test]
fn compare_answers_every_question_once_with_verbatim_evidence() {
    let output = run(&["compare", &statements(), "--codebook", &codebook(), "--format", "json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let comparison: Value = serde_json::from_str(&said(&output)).unwrap();
    let (statements, questions) = (&comparison["statements"], &comparison["codebook"]["questions"]);
    let cells = comparison["positions"].as_array().unwrap();
    assert_eq!(cells.len(), statements.as_array().unwrap().len() * questions.as_array().unwrap().len());
    let mut seen = std::collections::HashSet::new();
    for cell in cells {
        assert!(seen.insert((cell["statement"].to_string(), cell["question"].to_string())));
        let statement = statements.as_array().unwrap().iter().find(|s| s["id"] == cell["statement"]).unwrap();
        let text = statement["text"].as_str().unwrap();
        let evidence = cell["evidence"].as_array().unwrap();
        assert_eq!(evidence.is_empty(), cell["stance"] == "none", "{cell}");
        for piece in evidence {
            assert_eq!(slice(text, &piece["start"], &piece["end"]), piece["text"].as_str().unwrap());
        }
        let confidence = cell["confidence"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&confidence));
    }
}

#[test]
fn every_format_is_written_and_words_only_says_so() {
    for (format, begins) in [("html", "<!doctype html>"), ("csv", "question"), ("table", "")] {
        let output =
            run(&["compare", &statements(), "--codebook", &codebook(), "--format", format, "--encoder", "none"]);
        assert!(output.status.success());
        let text = said(&output);
        assert!(text.to_lowercase().starts_with(begins), "{format}: {}", &text[..60]);
        assert!(text.contains("words only"), "{format} does not say that there was no encoder");
    }
}

#[test]
fn without_a_codebook_one_is_proposed_and_can_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("proposed.toml");
    let output = run(&["codebook", "propose", &statements(), "--output", place.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(run(&["codebook", "check", place.to_str().unwrap()]).status.success());
    let output = run(&["compare", &statements(), "--encoder", "none"]);
    assert!(output.status.success());
    assert!(said(&output).contains("Proposed from the statements"));
}

#[test]
fn a_bad_file_is_named_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("a-good.txt", "We are against the toll. It must be abolished.".as_bytes());
    write("b-empty.txt", b"");
    write("c-binary.txt", &[0u8, 1, 2, 3, 0, 255, 254, 0, 9, 8].repeat(200));
    write("d-good.txt", "We support the toll. It is a fair price.".as_bytes());
    let output = run(&["read", folder.path().to_str().unwrap(), "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<Value> = said(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let errors: Vec<&Value> = lines.iter().filter(|l| !l["error"].is_null()).collect();
    assert_eq!((lines.len(), errors.len()), (4, 2), "{lines:?}");
    for error in errors {
        assert!(!error["error"]["kind"].as_str().unwrap().is_empty());
        let message = error["error"]["message"].as_str().unwrap();
        assert!(message.contains(error["path"].as_str().unwrap()), "does not say where: {message}");
    }
}

#[test]
fn broken_utf8_is_never_shown_as_a_quote() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("broken.txt");
    let mut bytes =
        b"We are against the toll. It must be abolished at once.\n\nThe br\xff\xfe\x80idge is ours.\n".to_vec();
    bytes.extend("Die Brücke gehört uns. Wir sagen nein.\n".as_bytes());
    fs::write(&place, bytes).unwrap();
    let output = run(&["read", place.to_str().unwrap(), "--format", "jsonl"]);
    for line in said(&output).lines() {
        let statement: Value = serde_json::from_str(line).unwrap();
        let Some(text) = statement["text"].as_str() else { continue };
        for passage in statement["passages"].as_array().unwrap() {
            assert!(!slice(text, &passage["start"], &passage["end"]).contains('\u{fffd}'));
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("huge.txt");
    File::create(&place).unwrap().set_len(200 << 20).unwrap();
    let output = run(&["compare", place.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("huge.txt") && text.contains("MiB") && !text.contains("panicked"), "{text}");
}

#[test]
fn a_folder_with_nothing_to_read_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["read", "compare"] {
        let output = run(&[command, folder.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        complaint(&output);
    }
    let output = run(&["read", folder.path().join("missing.txt").to_str().unwrap(), "--format", "table"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(complaint(&output).contains("missing.txt"));
}

#[test]
fn a_codebook_with_a_typo_names_the_line_and_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("codebook.toml");
    fs::write(&place, "title = \"T\"\n\n[[question]]\nid = \"Q1\"\nlabel = \"L\"\nasertion = \"A\"\n").unwrap();
    let output = run(&["compare", &statements(), "--codebook", place.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let text = complaint(&output);
    assert!(text.contains("codebook.toml") && text.contains("line 6") && text.contains("asertion"), "{text}");
}

#[test]
fn wrong_usage_is_status_two() {
    assert_eq!(run(&["compare"]).status.code(), Some(2));
    assert_eq!(run(&["compare", "x", "--format", "pdf"]).status.code(), Some(2));
}

#[test]
fn a_failed_run_leaves_the_old_output() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("result.json");
    fs::write(&place, "kept").unwrap();
    let missing = folder.path().join("missing.txt");
    let output = run(&["compare", missing.to_str().unwrap(), "--output", place.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&place).unwrap(), "kept");
}

#[test]
fn standard_input_is_a_path() {
    let mut child = program()
        .args(["read", "-", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("Wij zijn tegen de tol. Hij moet weg.".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let statement: Value = serde_json::from_str(said(&output).trim()).unwrap();
    assert_eq!((statement["path"].as_str(), statement["language"].as_str()), (Some("-"), Some("nl")));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = program()
        .args(["compare", &statements(), "--codebook", &codebook(), "--format", "json", "--encoder", "none"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
