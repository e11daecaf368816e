//! The real program: serves, lets in who has its address, and ends when asked to.

#[path = "../../serve/tests/common/mod.rs"]
mod common;

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use common::{Browser, Desk};

fn standpoint(library: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("standpoint"));
    command.arg("serve").arg(library).args(["--by", "ben"]).args(more);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Ends the program where a test fails.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn it_prints_its_address_serves_and_ends_by_ctrl_c() {
    let desk = Desk::new(&[]);
    let mut program = Program(standpoint(&desk.path(), &[]).spawn().unwrap());
    let mut output = BufReader::new(program.0.stdout.take().unwrap());
    let mut address = String::new();
    output.read_line(&mut address).unwrap();
    let browser = Browser::enter(address.trim());
    assert!(browser.page("/").contains("Decisions are written down as those of <bdi>ben</bdi>"));
    let page = browser.press(&browser.page("/review"), "/decide", "accept", "");
    assert!(page.contains("Last: proposal accepted"));
    // A connection that was opened and says nothing keeps nobody waiting.
    let idle = std::net::TcpStream::connect(("127.0.0.1", browser.port)).unwrap();
    let asked = Command::new("kill").args(["-INT", &program.0.id().to_string()]).status().unwrap();
    assert!(asked.success());
    assert!(program.0.wait().unwrap().success());
    drop(idle);
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("Ctrl-C ends it"));
    assert_eq!(common::open(&desk.path()).history(1).unwrap()[0].who, "ben");
}

#[test]
fn what_cannot_be_served_gets_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let failed = |output: Output, words: &str| {
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words) && !said.contains("panicked"), "{said}");
    };
    let missing = folder.path().join("no.standpoint");
    failed(standpoint(&missing, &[]).output().unwrap(), "no.standpoint");
    let desk = Desk::new(&[]);
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    failed(standpoint(&desk.path(), &["--port", &port]).output().unwrap(), "leave --port out");
}

#[cfg(unix)]
#[test]
fn pages_for_others_need_a_password_and_say_what_they_mean() {
    let desk = Desk::new(&[]);
    let open = |password: &str| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("standpoint"));
        command.arg("serve").arg(desk.path()).args(["--bind", "0.0.0.0"]).env("STANDPOINT_PASSWORD", password);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let said = |output: Output| String::from_utf8(output.stderr).unwrap();
    assert!(said(open("short").output().unwrap()).contains("fewer than 12 characters"));
    let without = open("").env_remove("STANDPOINT_PASSWORD").output().unwrap();
    assert_eq!(without.status.code(), Some(1));
    assert!(said(without).contains("--bind needs a password"));
    let file = desk.path().with_file_name("password.txt");
    std::fs::write(&file, "the ferry at noon\n").unwrap();
    let mut command = open("");
    command.env_remove("STANDPOINT_PASSWORD").arg("--password-file").arg(&file);
    let mut program = Program(command.spawn().unwrap());
    let mut output = BufReader::new(program.0.stdout.take().unwrap());
    let mut address = String::new();
    output.read_line(&mut address).unwrap();
    assert!(!address.contains("token"), "{address}");
    let port: u16 = address.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    let door = common::send(port, &format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"));
    assert_eq!((door.status, door.header("location")), (303, Some("/login")));
    assert!(Command::new("kill").args(["-INT", &program.0.id().to_string()]).status().unwrap().success());
    assert!(program.0.wait().unwrap().success());
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    for words in ["open to others", "read the whole library and decide", "Nothing is encrypted", "networks you trust"] {
        assert!(rest.contains(words), "{rest}");
    }
}

#[test]
fn all_pages_are_written_as_files() {
    let desk = Desk::new(&[]);
    let folder = desk.path().with_file_name("pages");
    let export = |more: &[&str]| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("standpoint"));
        command.arg("export").arg(desk.path()).args(["--format", "site"]).args(more).output().unwrap()
    };
    let nowhere = export(&[]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8(nowhere.stderr).unwrap().contains("name a new folder with --output"));
    let written = export(&["--output", &folder.to_string_lossy()]);
    let said = String::from_utf8(written.stdout).unwrap();
    assert!(written.status.success() && said.contains("pages; open"), "{said}");
    assert!(std::fs::read_to_string(folder.join("matrix.html")).unwrap().contains("class=\"matrix\""));
    let again = export(&["--output", &folder.to_string_lossy()]);
    assert!(String::from_utf8(again.stderr).unwrap().contains("new or empty"));
}
