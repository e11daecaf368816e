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
