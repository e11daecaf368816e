//! The program is killed at random moments, and nothing that it acknowledged may be lost. `STANDPOINT_KILLS` says how often
//! (a few times without it); the moments are the same in each run, as far as the machine lets them be.

#![allow(clippy::print_stdout)]

#[path = "../../serve/tests/common/mod.rs"]
mod common;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use common::{encoded, fields, form, Browser, Desk};
use standpoint_languages::Languages;
use standpoint_library::{Access, Library};

const FILES: usize = 120;

/// How often the program is killed.
fn kills() -> usize {
    std::env::var("STANDPOINT_KILLS").map_or(8, |kills| kills.parse().expect("STANDPOINT_KILLS is a number"))
}

/// Random moments (Marsaglia 2003, "Xorshift RNGs").
struct Moments(u64);

impl Moments {
    fn before(&mut self, end: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        end.mul_f64((self.0 >> 11) as f64 / (1u64 << 53) as f64)
    }
}

fn standpoint(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
    command.current_dir(folder).env("USER", "ann").stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Lets somebody work with the program, which is killed at a moment unless it has ended by then. Says whether it had.
fn killed(mut running: Child, moment: Duration, work: impl FnOnce(BufReader<ChildStdout>)) -> bool {
    let output = BufReader::new(running.stdout.take().unwrap());
    let running = Mutex::new(running);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(moment);
            // An error says that it has ended.
            let _ = running.lock().unwrap().kill();
        });
        work(output);
    });
    running.into_inner().unwrap().wait().unwrap().success()
}

fn open(library: &Path) -> Library {
    let library = Library::open(library, Access::Read, Languages::built_in()).unwrap();
    assert_eq!(library.verify(&mut |_, _| None, |_| {}).unwrap(), []);
    library
}

fn paths(library: &Library) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    library.list(|entry| paths.insert(entry.path)).unwrap();
    paths
}

/// The lines that were written whole.
fn whole_lines(mut output: BufReader<ChildStdout>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    while output.read_line(&mut line).unwrap() > 0 && line.ends_with('\n') {
        lines.push(std::mem::take(&mut line).trim_end().to_owned());
    }
    lines
}

#[test]
fn what_was_added_stays_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("many")).unwrap();
    for number in 0..FILES {
        let text = format!(
            "# No toll on bridge {number}!\n\nStatement of the Harbour League\n\n5 March 2021\n\nThe council wants a toll from \
             everyone who crosses bridge {number}. We say no. Over 1,{number:03} people cross it daily.\n"
        );
        std::fs::write(folder.path().join(format!("many/{number:03}.md")), text.repeat(16)).unwrap();
    }
    let add =
        |library: &str| standpoint(folder.path()).args(["add", library, "many", "--encoder", "none"]).spawn().unwrap();
    let begun = Instant::now();
    assert_eq!(whole_lines(BufReader::new(add("whole").stdout.take().unwrap())).len(), FILES + 1);
    let (whole, mut moments) = (begun.elapsed(), Moments(0x5EED));
    let (mut libraries, mut acknowledged, mut kills_done) = (0, BTreeSet::new(), 0);
    let mut acknowledged_ever = 0;
    while kills_done < kills() {
        let name = format!("library {libraries}");
        let ended = killed(add(&name), moments.before(whole), |output| {
            acknowledged
                .extend(whole_lines(output).iter().filter_map(|line| Some(line.strip_prefix("new: ")?.to_owned())));
        });
        let library = folder.path().join(&name);
        if library.exists() && !acknowledged.is_empty() {
            let here = paths(&open(&library));
            let lost: Vec<_> = acknowledged.difference(&here).collect();
            assert!(lost.is_empty(), "lost by kill {kills_done}: {lost:?}");
        }
        if ended {
            assert_eq!(paths(&open(&library)).len(), FILES);
            acknowledged_ever += acknowledged.len();
            acknowledged.clear();
            libraries += 1;
        } else {
            kills_done += 1;
        }
    }
    acknowledged_ever += acknowledged.len();
    assert!(acknowledged_ever > 0, "the program was never killed after it had done something");
    println!("{kills_done} kills, {acknowledged_ever} statements acknowledged, none lost");
}

/// Decides on what waits, one after the other, until the server is gone; gives the memos of the decisions it acknowledged.
/// Says whether nothing is left to decide on.
fn decide_until_killed(
    output: &mut BufReader<ChildStdout>,
    round: usize,
    memos: &mut Vec<String>,
) -> std::io::Result<bool> {
    let mut address = String::new();
    output.read_line(&mut address)?;
    let Some(browser) = Browser::try_enter(address.trim()) else { return Ok(false) };
    for number in 0.. {
        let page = browser.try_get("/review")?.body;
        if !page.contains("action=\"/decide\"") {
            return Ok(page.contains("</html>"));
        }
        let memo = format!("kill {round} decision {number}");
        let mut sent = fields(form(&page, "/decide"));
        sent.push(("ruling".to_owned(), "accept".to_owned()));
        sent.push(("memo".to_owned(), memo.clone()));
        if browser.try_post("/decide", &encoded(&sent))?.status == 303 {
            memos.push(memo);
        }
    }
    Ok(true)
}

#[test]
fn what_was_decided_stays_when_the_program_is_killed() {
    let mut moments = Moments(0xDEC1DE);
    let (mut desk, mut memos, mut decided_ever) = (Desk::new(&[]), Vec::new(), 0);
    for round in 0..kills() {
        let mut is_empty = false;
        let serve = standpoint(desk.path().parent().unwrap()).arg("serve").arg(desk.path()).spawn().unwrap();
        let ended = killed(serve, moments.before(Duration::from_secs(2)), |mut output| {
            // The error is that of a connection which ended with the program.
            is_empty = decide_until_killed(&mut output, round, &mut memos).unwrap_or(false);
        });
        assert!(!ended, "a server goes on until it is stopped");
        let history = open(&desk.path()).history(usize::MAX >> 1).unwrap();
        let kept: BTreeSet<&str> = history.iter().filter_map(|event| event.detail["memo"].as_str()).collect();
        let lost: Vec<_> = memos.iter().filter(|memo| !kept.contains(memo.as_str())).collect();
        assert!(lost.is_empty(), "lost by kill {round}: {lost:?}");
        if is_empty {
            decided_ever += memos.len();
            memos.clear();
            desk = Desk::new(&[]);
        }
    }
    decided_ever += memos.len();
    assert!(decided_ever > 0, "the program was never killed after it had done something");
    println!("{} kills, {decided_ever} decisions acknowledged, none lost", kills());
}
