//! `standpoint sources`, and the sidecar files in which a person corrects what it shows.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const STATEMENT: &str = "# No toll on the old bridge!\n\nStatement of the Harbour League\n\nMarhaven, 5 March 2021\n\n\
    The council wants to take a toll from everyone who crosses the old bridge. On 2 February it said so. We say no.\n";

fn standpoint(folder: &Path, arguments: &[&str]) -> (Vec<Value>, String, i32) {
    let output = Command::cargo_bin("standpoint").unwrap().current_dir(folder).args(arguments).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let values = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (values, String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap())
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let place = folder.path().join(name);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, content).unwrap();
    }
    folder
}

fn messages(lines: &[Value]) -> Vec<&str> {
    lines.iter().filter_map(|line| line["error"]["message"].as_str()).collect()
}

#[test]
fn each_value_says_where_it_comes_from() {
    let folder = folder(&[("toll.md", STATEMENT)]);
    let (lines, _, status) = standpoint(folder.path(), &["sources", "toll.md"]);
    assert_eq!((lines.len(), status), (1, 0));
    let issuer = &lines[0]["issuer"];
    assert_eq!(issuer["value"], "Harbour League");
    assert_eq!((&issuer["from"], &issuer["text"]), (&"text".into(), &"Statement of the Harbour League".into()));
    let published = &lines[0]["published"];
    assert_eq!((&published["value"], &published["detail"]), (&"2021-03-05".into(), &"date line".into()));
    let (start, end) = (published["start"].as_u64().unwrap() as usize, published["end"].as_u64().unwrap() as usize);
    assert_eq!(&STATEMENT[start..end], "Marhaven, 5 March 2021");
    assert_eq!(lines[0]["author"], Value::Null);
}

#[test]
fn a_correction_holds_everywhere_and_is_marked() {
    let sidecar = "issuer = \"Rowers of Marhaven\"\npublished = \"2022-03-05\"\ntitle = \"\"\n";
    let folder = folder(&[("toll.md", STATEMENT), ("toll.md.toml", sidecar)]);
    let (lines, _, status) = standpoint(folder.path(), &["sources", "."]);
    assert_eq!((lines.len(), status), (1, 0), "the sidecar is no statement");
    let line = &lines[0];
    assert_eq!((&line["issuer"]["value"], &line["issuer"]["from"]), (&"Rowers of Marhaven".into(), &"person".into()));
    assert_eq!(line["issuer"]["detail"], "./toll.md.toml");
    assert_eq!(line["issuer"]["said"]["value"], "Harbour League");
    assert_eq!((&line["title"]["value"], &line["title"]["from"]), (&Value::Null, &"person".into()));
    assert_eq!(line["title"]["said"]["value"], "No toll on the old bridge!");
    assert_eq!(line["language"]["said"], Value::Null);

    let (lines, _, _) = standpoint(folder.path(), &["read", "toll.md"]);
    assert_eq!(lines[0]["issuer"], "Rowers of Marhaven");
    assert_eq!((&lines[0]["title"], &lines[0]["published"]), (&Value::Null, &"2022-03-05".into()));
    let dates: Vec<&Value> = lines[0]["dates"].as_array().unwrap().iter().map(|date| &date["iso"]).collect();
    assert!(dates.contains(&&Value::from("2022-02-02")), "a date without its year takes the corrected one: {dates:?}");
    let (uncorrected, _, _) = standpoint(folder.path(), &["read", "toll.md", "toll.md.toml"]);
    assert_eq!(uncorrected.len(), 1, "named by a pattern, the sidecar is no statement either");
    assert_eq!(uncorrected[0]["id"], lines[0]["id"]);
}

#[test]
fn the_short_name_serves_where_it_can_mean_one_document_only() {
    let sidecar = "issuer = 'Rowers'\n";
    let one = folder(&[("toll.md", STATEMENT), ("toll.toml", sidecar), ("toll.png", "")]);
    let (lines, _, status) = standpoint(one.path(), &["sources", "."]);
    assert_eq!((&lines[0]["issuer"]["value"], status), (&"Rowers".into(), 0));
    let (lines, _, _) = standpoint(one.path(), &["sources", "toll.md"]);
    assert_eq!(lines[0]["issuer"]["value"], "Rowers", "of a file named alone too");

    let two = folder(&[("toll.md", STATEMENT), ("toll.txt", STATEMENT), ("toll.toml", sidecar)]);
    let (lines, _, status) = standpoint(two.path(), &["sources", "."]);
    assert_eq!((lines.len(), status), (3, 1));
    assert_eq!(
        messages(&lines),
        ["./toll.toml can't be used: both toll.md and toll.txt are called so; call it after one of them, as toll.md.toml"]
    );

    let both = folder(&[("toll.md", STATEMENT), ("toll.md.toml", "author = 'Jane Roe'\n"), ("toll.toml", sidecar)]);
    let (lines, _, status) = standpoint(both.path(), &["sources", "."]);
    assert_eq!(status, 1);
    assert!(messages(&lines)[0].contains("toll.md.toml corrects toll.md already"), "{lines:?}");
    assert_eq!(lines[1]["author"]["value"], "Jane Roe");
}

#[test]
fn what_is_wrong_is_said_and_the_rest_is_read() {
    let folder = folder(&[
        ("a/toll.md", STATEMENT),
        ("a/toll.md.toml", "issuer = 'Rowers'\n\npublished = \"5 March\"\n"),
        ("b/ferry.md.toml", "issuer = 'Rowers'\n"),
        ("b/other.toml", "issuer = 'Rowers'\n"),
        ("b/cargo.toml", "[package]\nname = 'x'\n"),
    ]);
    let (lines, _, status) = standpoint(folder.path(), &["sources", "a", "b"]);
    assert_eq!(status, 1);
    let messages = messages(&lines);
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert_eq!(messages[0], "b/ferry.md.toml can't be used: there is no document ferry.md beside it; look at its name");
    assert_eq!(
        messages[1],
        "b/other.toml can't be used: there is no document called other beside it; look at its name"
    );
    assert!(messages[2].starts_with("a/toll.md.toml can't be used: line 3: \"5 March\" is no date"), "{messages:?}");
    assert!(lines.iter().any(|line| line["issuer"]["value"] == "Harbour League"), "nothing of it is applied");

    let (_, complaints, status) = standpoint(folder.path(), &["compare", "a", "--encoder", "none", "--format", "json"]);
    assert_eq!(status, 1);
    assert!(complaints.contains("line 3"), "{complaints}");
}

#[test]
fn a_codebook_is_no_sidecar() {
    let codebook = "title = 'T'\n[[question]]\nid = 'Q1'\nlabel = 'Toll'\nassertion = 'The toll must go.'\n";
    let folder = folder(&[("toll.md", STATEMENT), ("toll.toml", codebook), ("odd.toml", "title = 'T'\n")]);
    let compare = ["compare", ".", "--encoder", "none", "--format", "json", "--codebook"];
    let (lines, complaints, status) = standpoint(folder.path(), &[&compare[..], &["toll.toml"]].concat());
    assert_eq!(lines[0]["statements"].as_array().unwrap().len(), 1);
    assert_eq!(status, 1, "odd.toml corrects nothing: {complaints}");
    let (lines, _, _) = standpoint(folder.path(), &["sources", "toll.md"]);
    assert_eq!(lines[0]["title"]["value"], "No toll on the old bridge!");
}

#[test]
fn documents_in_archives_are_corrected_by_their_path() {
    let mut mailbox = String::new();
    for subject in ["No toll", "Free ferry"] {
        mailbox += &format!(
            "From a@b.example Fri Mar  5 10:00:00 2021\nFrom: Ann Lee <a@b.example>\nTo: all@b.example\n\
             Subject: {subject}\n\nThe council wants to take a toll from everyone. We say no to it.\n\n"
        );
    }
    let sidecar = "['2']\nissuer = 'Rowers'\n['3']\nissuer = 'Rowers'\n";
    let folder = folder(&[("box.mbox", &mailbox), ("box.mbox.toml", sidecar)]);
    let (lines, _, status) = standpoint(folder.path(), &["sources", "."]);
    assert_eq!((lines.len(), status), (3, 1));
    assert_eq!((&lines[0]["issuer"], &lines[1]["issuer"]["value"]), (&Value::Null, &"Rowers".into()));
    assert_eq!(
        messages(&lines),
        ["./box.mbox.toml can't be used: line 3: there is no document \"3\" in ./box.mbox; look at its path"]
    );
}

#[test]
fn the_page_shows_what_was_corrected() {
    let folder = folder(&[("toll.md", STATEMENT), ("toll.md.toml", "issuer = 'Rowers <b>'\n")]);
    let arguments = ["compare", ".", "--encoder", "none", "--format", "html", "-o", "page.html"];
    standpoint(folder.path(), &arguments);
    let page = std::fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.contains("corrected in ./toll.md.toml; the document says Harbour League (“statement of” line:"));
    assert!(page.contains("date line: “Marhaven, 5 March 2021”") && page.contains("Rowers &lt;b&gt;"));
}
