//! A library from the command line.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const TOLL: &str = "# No toll on the old bridge!\n\nStatement of the Harbour League on the bridge\n\n5 March 2021\n\n\
    The council wants to take a toll from everyone who crosses the old bridge. We say no. Over 1,200 people cross it daily.\n";
const TOL: &str = "# Geen tol op de oude brug!\n\nVerklaring van de Havenbond\n\n6 maart 2021\n\n\
    De raad wil tol heffen van iedereen die over de oude brug gaat. Wij zeggen nee.\n";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.path("statements")).unwrap();
        desk.write("statements/toll.md", TOLL);
        desk.write("statements/tol.md", TOL);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
        command.args(arguments).current_dir(self.folder.path()).env("USER", "ann").env("COLUMNS", "100");
        command
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap_or(-1), text(stdout), text(stderr))
    }

    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let (status, out, err) = self.run(arguments);
        assert_eq!(status, 0, "{err}");
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn add(&self) -> String {
        let (status, out, err) = self.run(&["add", "desk.standpoint", "statements"]);
        assert_eq!(status, 0, "{err}");
        out
    }
}

fn paths(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["path"].as_str().unwrap()).collect()
}

#[test]
fn what_is_added_is_listed_shown_found_and_verified() {
    let desk = Desk::new();
    let out = desk.add();
    assert!(
        out.contains("new: statements/tol.md\n") && out.ends_with("2 new, 0 changed, 0 known; 7 passages\n"),
        "{out}"
    );
    assert_eq!(paths(&desk.lines(&["list", "desk.standpoint"])), ["statements/tol.md", "statements/toll.md"]);
    let shown = desk.lines(&["show", "desk.standpoint", "statements/toll.md"]);
    let read = desk.lines(&["read", "statements/toll.md"]);
    assert_eq!(shown, read, "a library gives back what `read` says");
    let hits = desk.lines(&["search", "desk.standpoint", "--by", "words", "\"take a toll\""]);
    assert_eq!(paths(&hits), ["statements/toll.md"]);
    assert_eq!(hits[0]["marks"].as_array().unwrap().len(), 3);
    let hits = desk.lines(&["search", "desk.standpoint", "--by", "meaning", "everyone must pay to use the bridge"]);
    let both: Vec<_> = paths(&hits).into_iter().take(2).collect();
    assert!(both.contains(&"statements/tol.md") && both.contains(&"statements/toll.md"), "{both:?}");
    let (status, out, _) = desk.run(&["verify", "desk.standpoint"]);
    assert_eq!((status, out.as_str()), (0, "2 statements and all that rests on them are as they were written\n"));
}

#[test]
fn only_what_is_new_or_changed_comes_in_and_corrections_count_as_changes() {
    let desk = Desk::new();
    desk.add();
    assert!(desk.add().ends_with("0 new, 0 changed, 2 known; 0 passages\n"));
    desk.write("statements/toll.md.toml", "issuer = \"League of the Harbour\"\n");
    assert!(desk.add().starts_with("read anew: statements/toll.md\n0 new, 1 changed, 1 known"));
    let listed = desk.lines(&["list", "desk.standpoint"]);
    assert_eq!(listed[1]["issuer"], "League of the Harbour");
    desk.write("statements/toll.md", &TOLL.replace("We say no", "We say never"));
    assert!(desk.add().starts_with("changed: statements/toll.md\n"));
    desk.write("statements/broken.pdf", "%PDF-1.4 nothing in it");
    let (status, out, err) = desk.run(&["add", "desk.standpoint", "statements"]);
    assert_eq!((status, out.as_str()), (1, "0 new, 0 changed, 2 known; 0 passages\n"));
    assert!(err.contains("statements/broken.pdf"), "{err}");
}

#[test]
fn removing_is_undone_across_runs_and_history_says_who_did_what() {
    let desk = Desk::new();
    desk.add();
    assert_eq!(desk.run(&["remove", "desk.standpoint", "statements/tol.md"]).0, 0);
    assert_eq!(paths(&desk.lines(&["list", "desk.standpoint"])), ["statements/toll.md"]);
    assert!(desk.run(&["undo", "desk.standpoint", "--by", "bob"]).1.contains("nothing to undo"));
    assert!(desk.run(&["undo", "desk.standpoint"]).1.starts_with("undone: removed"));
    assert_eq!(desk.lines(&["list", "desk.standpoint"]).len(), 2);
    let history = desk.lines(&["history", "desk.standpoint"]);
    let kinds: Vec<_> = history.iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["undone", "removed", "added", "added"]);
    assert!(history.iter().all(|event| event["who"] == "ann"));
    let (status, _, err) = desk.run(&["remove", "desk.standpoint", "nowhere.md"]);
    assert_eq!(status, 1);
    assert!(err.contains("there is no statement \"nowhere.md\""), "{err}");
}

#[test]
fn files_of_one_name_in_two_folders_are_two_and_so_are_two_texts_from_standard_input() {
    let desk = Desk::new();
    for (folder, text) in [("one", TOLL), ("two", TOL)] {
        fs::create_dir(desk.path(folder)).unwrap();
        desk.write(&format!("{folder}/statement.md"), text);
        let status = desk.command(&["add", "../desk.standpoint", "."]).current_dir(desk.path(folder)).status().unwrap();
        assert!(status.success());
    }
    assert_eq!(paths(&desk.lines(&["list", "desk.standpoint"])), ["one/statement.md", "two/statement.md"]);
    for text in [TOLL.replace("1,200", "1,201"), TOLL.replace("1,200", "1,202")] {
        let mut running = desk.command(&["add", "desk.standpoint", "-"]).stdin(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut running.stdin.take().unwrap(), text.as_bytes()).unwrap();
        assert!(running.wait().unwrap().success());
    }
    assert_eq!(desk.lines(&["list", "desk.standpoint"]).len(), 4);
    assert_eq!(desk.run(&["verify", "desk.standpoint"]).0, 0);
}

#[test]
fn a_concordance_sets_each_word_in_its_context_in_order() {
    let desk = Desk::new();
    desk.add();
    let kwic =
        |order| desk.run(&["search", "desk.standpoint", "bridge OR brug", "--kwic", order, "--format", "table"]).1;
    let out = kwic("left");
    let words: Vec<usize> = out
        .lines()
        .map(|line| line.find("bridge").or_else(|| line.find("brug")).map(|at| line[..at].chars().count()).unwrap())
        .collect();
    assert!(words.len() >= 4 && words.iter().all(|at| *at == words[0]), "in one column:\n{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    let left: Vec<String> =
        out.lines().map(|l| l[..l.find("br").unwrap()].trim().rsplit(' ').next().unwrap().to_lowercase()).collect();
    assert!(left.is_sorted(), "{left:?}");
    assert!(desk.run(&["search", "desk.standpoint", "(bridge"]).2.contains("a bracket is opened and not closed"));
}

#[test]
fn a_report_is_checked_against_the_documents() {
    let desk = Desk::new();
    let report = ["compare", "statements", "--format", "json", "--output", "report.json", "--encoder", "none"];
    assert_eq!(desk.run(&report).0, 0);
    let (status, out, _) = desk.run(&["verify", "report.json", "statements"]);
    assert_eq!(status, 0, "{out}");
    let forged = fs::read_to_string(desk.path("report.json")).unwrap().replace("1,200", "1,300");
    desk.write("forged.json", &forged);
    let (status, out, _) = desk.run(&["verify", "forged.json", "statements"]);
    assert_eq!(status, 1);
    assert!(out.contains("do not stand at") && out.contains("1,300"), "{out}");
    assert!(desk.run(&["verify", "report.json"]).2.contains("name the documents"));
    desk.add();
    let export = ["export", "desk.standpoint", "--encoder", "none", "--output", "export.json"];
    assert_eq!(desk.run(&export).0, 0);
    assert_eq!(desk.run(&["verify", "export.json", "statements"]).0, 0);
}

#[test]
fn proposals_wait_for_a_decision_and_come_anew_without_harm() {
    let desk = Desk::new();
    desk.write(
        "questions.toml",
        "title = \"The bridge\"\n[[question]]\nid = \"Q1\"\nlabel = \"Toll\"\n\
        assertion = \"Everyone who crosses the old bridge should pay a toll.\"\n",
    );
    assert!(desk.run(&["propose", "desk.standpoint", "questions.toml"]).2.contains("there is no library"));
    desk.add();
    for _ in 0..2 {
        let (status, out, err) = desk.run(&["propose", "desk.standpoint", "questions.toml"]);
        assert_eq!(status, 0, "{err}");
        assert!(out.starts_with("2 positions proposed, 2 of them"), "{out}");
    }
    let kinds = desk.lines(&["history", "desk.standpoint"]);
    assert_eq!(kinds.iter().filter(|event| event["kind"] == "codebook").count(), 1, "the same codebook comes in once");
    desk.write("questions.toml", "title = 1");
    assert_eq!(desk.run(&["propose", "desk.standpoint", "questions.toml"]).0, 2);
}

#[test]
fn the_rows_of_a_library_are_those_of_its_documents_compared() {
    let desk = Desk::new();
    desk.add();
    let codebook = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/harbour.toml");
    let options = ["--codebook", codebook, "--format", "csv", "--encoder", "none", "--quiet"];
    let (status, rows, err) = desk.run(&[&["export", "desk.standpoint"][..], &options].concat());
    assert_eq!(status, 0, "{err}");
    let (_, compared, _) = desk.run(&[&["compare", "statements"][..], &options].concat());
    assert!(rows.lines().count() > 24, "a head, and a row at least for twelve questions of two statements: {rows}");
    assert_eq!(rows, compared);
    let (_, _, err) = desk.run(&[&["export", "desk.standpoint", "--output", "rows.csv"][..], &options].concat());
    assert_eq!((fs::read_to_string(desk.path("rows.csv")).unwrap(), err), (rows, String::new()));
}

#[test]
fn a_backup_is_whole_and_overwrites_nothing() {
    let desk = Desk::new();
    desk.add();
    assert_eq!(desk.run(&["backup", "desk.standpoint", "copy.standpoint"]).0, 0);
    assert_eq!(desk.lines(&["list", "copy.standpoint"]), desk.lines(&["list", "desk.standpoint"]));
    assert_eq!(desk.run(&["backup", "desk.standpoint", "copy.standpoint"]).0, 1);
    let (status, _, err) = desk.run(&["list", "statements/toll.md"]);
    assert_eq!(status, 1);
    assert!(err.contains("is no Standpoint library"), "{err}");
}

/// A limit on the size of files is the nearest to a full disk that needs no rights.
#[cfg(target_os = "linux")]
#[test]
fn where_there_is_no_room_one_sentence_says_so_and_nothing_is_damaged() {
    let desk = Desk::new();
    desk.add();
    fs::create_dir(desk.path("many")).unwrap();
    for number in 0..400 {
        desk.write(&format!("many/{number:03}.md"), &TOLL.replace("1,200", &format!("1,{number:03}")).repeat(8));
    }
    let script = format!(
        "trap '' XFSZ; ulimit -f 1200; exec '{}' add desk.standpoint many --encoder none -q",
        env!("CARGO_BIN_EXE_standpoint")
    );
    let full = Command::new("sh").args(["-c", &script]).current_dir(desk.folder.path()).output().unwrap();
    let said = String::from_utf8(full.stderr).unwrap();
    assert_eq!(full.status.code(), Some(1), "{said}");
    assert!(said.lines().count() == 1 && said.contains("can't grow") && said.contains("make room"), "{said}");
    let acknowledged = String::from_utf8(full.stdout).unwrap().lines().filter(|line| line.starts_with("new: ")).count();
    assert_eq!(desk.lines(&["list", "desk.standpoint"]).len(), 2 + acknowledged);
    assert_eq!(desk.run(&["verify", "desk.standpoint", "-q"]).0, 0);
    let (status, out, _) = desk.run(&["add", "desk.standpoint", "many", "--encoder", "none", "-q"]);
    assert!(status == 0 && out.contains(&format!("{} new", 400 - acknowledged)), "{out}");
}

#[test]
fn two_programs_that_add_to_one_library_at_once_both_succeed() {
    let desk = Desk::new();
    desk.add();
    for folder in ["one", "two"] {
        fs::create_dir(desk.path(folder)).unwrap();
        for number in 0..30 {
            let text = TOLL.replace("1,200", &format!("1,{number:03}")).replace("Harbour", folder);
            desk.write(&format!("{folder}/{number}.md"), &text);
        }
    }
    let start = |folder| {
        let mut command = desk.command(&["add", "desk.standpoint", folder, "--encoder", "none", "-q"]);
        command.stdout(Stdio::null()).spawn().unwrap()
    };
    let mut running = [start("one"), start("two")];
    assert!(running.iter_mut().all(|program| program.wait().unwrap().success()));
    assert_eq!(desk.lines(&["list", "desk.standpoint"]).len(), 62);
    assert_eq!(desk.run(&["verify", "desk.standpoint", "-q"]).0, 0);
}

#[test]
fn a_library_that_may_not_be_written_or_is_too_new_gets_one_sentence() {
    let desk = Desk::new();
    desk.add();
    fs::rename(desk.path("desk.standpoint"), desk.path("kept.standpoint")).unwrap();
    let library = desk.path("kept.standpoint");
    let set = |read_only| {
        let mut permissions = fs::metadata(&library).unwrap().permissions();
        permissions.set_readonly(read_only);
        fs::set_permissions(&library, permissions).unwrap();
    };
    set(true);
    let (status, _, err) = desk.run(&["add", "kept.standpoint", "statements"]);
    assert_eq!((status, err.lines().count()), (1, 1), "{err}");
    assert!(err.contains("read-only"), "{err}");
    assert_eq!(desk.lines(&["list", "kept.standpoint"]).len(), 2);
    set(false);
    // SQLite keeps the number of the form in the 60th to 63rd byte.
    let mut bytes = fs::read(&library).unwrap();
    bytes[63] = 99;
    fs::write(&library, bytes).unwrap();
    for arguments in [&["list", "kept.standpoint"][..], &["add", "kept.standpoint", "statements"]] {
        let (status, _, err) = desk.run(arguments);
        assert_eq!((status, err.lines().count()), (1, 1), "{err}");
        assert!(err.contains("newer Standpoint"), "{err}");
    }
}
