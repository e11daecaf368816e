//! Archives through the command: what is read of them, what is said of the rest, and what Ctrl-C leaves.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const BODY: &str =
    "We are against the toll on the old bridge of Marhaven. It must be abolished at once. We demand a ferry.";

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_standpoint"))
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A TAR of texts.
fn tar(members: &[(String, String)]) -> Vec<u8> {
    let mut file = Vec::new();
    for (name, content) in members {
        let mut head = [0u8; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
        head[156] = b'0';
        let sum: u64 = head.iter().map(|b| u64::from(*b)).sum::<u64>() + 8 * 32;
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        file.extend(head);
        file.extend(content.bytes());
        file.resize(file.len().next_multiple_of(512), 0);
    }
    file.extend([0; 1024]);
    file
}

fn members(count: usize) -> Vec<(String, String)> {
    (0..count).map(|number| (format!("folder/{number:05}.txt"), format!("{BODY} This is text {number}."))).collect()
}

fn mailbox() -> String {
    let message = |name: &str| {
        format!("From a Fri Mar  5 10:00:00 2021\nFrom: {name} <a@b.example>\nSubject: No toll\nDate: 5 Mar 2021\n\n{BODY}\n\n")
    };
    message("Harbour League") + &message("Fishers' Union")
}

/// A text as gzip.
fn flate(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A folder with an archive that has an empty text in it, a mailbox, and files that are neither.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut texts = members(2);
    texts.insert(1, ("empty.txt".into(), String::new()));
    fs::write(folder.path().join("a.tar"), tar(&texts)).unwrap();
    fs::write(folder.path().join("b.mbox"), mailbox()).unwrap();
    fs::write(folder.path().join("c.css"), "p { color: red }").unwrap();
    folder
}

fn path_of(line: &Value, folder: &Path) -> String {
    line["path"].as_str().unwrap().strip_prefix(folder.to_str().unwrap()).unwrap().to_owned()
}

#[test]
fn every_member_is_a_line_in_its_place() {
    let folder = folder();
    let output = run(&["read", folder.path().to_str().unwrap(), "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    let paths: Vec<String> = lines.iter().map(|line| path_of(line, folder.path())).collect();
    assert_eq!(
        paths,
        ["/a.tar/folder/00000.txt", "/a.tar/empty.txt", "/a.tar/folder/00001.txt", "/b.mbox/1", "/b.mbox/2"]
    );
    assert_eq!(lines[1]["error"]["kind"], "empty");
    assert_eq!(lines[3]["issuer"], "Harbour League");
    assert_eq!(lines[3]["published"], "2021-03-05");
    let demands = run(&["demands", folder.path().to_str().unwrap(), "--format", "jsonl"]);
    assert!(String::from_utf8_lossy(&demands.stdout).contains("b.mbox/2"));
}

#[test]
fn members_are_compared_as_files_are() {
    let folder = folder();
    let codebook = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/harbour.toml");
    let output = run(&[
        "compare",
        folder.path().to_str().unwrap(),
        "--codebook",
        codebook.to_str().unwrap(),
        "--format",
        "json",
        "--encoder",
        "none",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let comparison: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(comparison["statements"].as_array().unwrap().len(), 4);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.lines().count() == 1 && said.contains("a.tar/empty.txt"), "{said}");
}

#[test]
fn standard_input_can_be_an_archive() {
    let mut child = program()
        .args(["read", "-", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&tar(&members(3))).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(lines(&output)[2]["path"], "-/folder/00002.txt");
}

#[test]
fn limits_can_be_set() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.txt");
    fs::write(&place, format!("{BODY}\n").repeat(20_000)).unwrap();
    let place = place.to_str().unwrap();
    let output = run(&["read", place, "--format", "jsonl", "--max-file-mib", "1"]);
    assert_eq!(lines(&output)[0]["error"]["kind"], "too_large");
    assert!(lines(&output)[0]["error"]["message"].as_str().unwrap().contains("1 MiB"));
    assert_eq!(run(&["read", place, "--max-file-mib", "0"]).status.code(), Some(2));
    let archive = folder.path().join("a.tar");
    fs::write(&archive, tar(&members(5))).unwrap();
    let found = lines(&run(&["read", archive.to_str().unwrap(), "--format", "jsonl", "--max-members", "3"]));
    assert_eq!((found.len(), &found[3]["error"]["kind"]), (4, &Value::from("too_large")));
    // A document of 3 MiB in less: as much may be unpacked as the option says.
    let packed_text = flate(&format!("{BODY}\n").repeat(30_000));
    let packed = folder.path().join("a.txt.gz");
    fs::write(&packed, packed_text).unwrap();
    let found = lines(&run(&["read", packed.to_str().unwrap(), "--format", "jsonl", "--max-unpacked-mib", "1"]));
    assert_eq!(found[0]["error"]["kind"], "too_large");
}

#[test]
fn an_archive_may_be_larger_than_any_document() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.tar");
    let mut file = File::create(&place).unwrap();
    let whole =
        tar(&[("a.txt".into(), BODY.into()), ("hole.txt".into(), String::new()), ("b.txt".into(), BODY.into())]);
    // The second text becomes one of 80 MiB.
    let large = tar(&[("hole.txt".into(), " ".repeat(80 << 20))]);
    file.write_all(&whole[..1024]).unwrap();
    file.write_all(&large[..large.len() - 1024]).unwrap();
    file.write_all(&whole[1536..]).unwrap();
    let output = run(&["read", place.to_str().unwrap(), "--format", "jsonl"]);
    let lines = lines(&output);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["error"]["kind"], "too_large");
    assert!(lines[2]["path"].as_str().unwrap().ends_with("a.tar/b.txt"));
}

/// Starts reading an archive of many texts, waits for the first line, and sends what Ctrl-C sends.
#[cfg(unix)]
fn interrupted(more: &[&str], place: &Path) -> (std::process::ExitStatus, String, String) {
    let mut child = program()
        .args(["read", place.to_str().unwrap(), "--format", "jsonl"])
        .args(more)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    if more.is_empty() {
        stdout.read_line(&mut first).unwrap();
    } else {
        // The output goes to a file: it is on its way once the file beside it is there and has something in it.
        let folder = place.parent().unwrap();
        let has_begun = || {
            let mut files = fs::read_dir(folder).unwrap().filter_map(Result::ok);
            files.any(|f| f.file_name().to_string_lossy().ends_with(".part") && f.metadata().is_ok_and(|m| m.len() > 0))
        };
        while !has_begun() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap(), first + &rest, said)
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_lines() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.tar");
    fs::write(&place, tar(&members(20_000))).unwrap();
    let (status, text, said) = interrupted(&[], &place);
    assert_eq!(status.code(), Some(130), "{said}");
    assert!(text.ends_with('\n') && said.contains("stopped after"), "{said}");
    assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    let count = text.lines().count();
    assert!((1..20_000).contains(&count), "{count}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_was_written_beside_the_output() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("a.tar");
    fs::write(&place, tar(&members(20_000))).unwrap();
    let output = folder.path().join("out.jsonl");
    fs::write(&output, "kept").unwrap();
    let (status, _, said) = interrupted(&["--output", output.to_str().unwrap()], &place);
    assert_eq!(status.code(), Some(130), "{said}");
    assert_eq!(fs::read_to_string(&output).unwrap(), "kept");
    let text = fs::read_to_string(folder.path().join("out.jsonl.part")).unwrap();
    assert!(text.ends_with('\n') && text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    assert!(said.contains("out.jsonl.part"), "{said}");
}
