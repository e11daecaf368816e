//! Runs the public test suites of others on Standpoint's finders and prints a table of how many cases come out right.
//!
//! The data are not part of the repository. `STANDPOINT_SUITES` names a folder with
//! `recognizers/` (microsoft/Recognizers-Text, its `Specs`), `duckling/` (facebook/duckling's corpora as JSON lines),
//! `golden/` (the pragmatic segmenter's rules) and `ud/` (Universal Dependencies test sets).
//!
//!     STANDPOINT_SUITES=… cargo run --release -p standpoint-testsuite -- [numbers] [units] [dates] [sentences] [--failures]
//!
//! A case that is left out is counted with the reason why (after oxigraph's test suite): one that the suite itself marks as
//! not supported, or one that asks for what Standpoint does not mean to find.

// A program whose output is its purpose.
#![allow(clippy::print_stdout)]

mod dates;
mod duckling;
mod numbers;
mod recognizers;
mod sentences;
mod tally;
mod units;

use std::path::PathBuf;

use anyhow::{Context, Result};
use standpoint_languages::Languages;

use tally::Tally;

type Suite = fn(&std::path::Path, &Languages) -> Result<Vec<Tally>>;

const SUITES: [(&str, Suite); 4] =
    [("numbers", numbers::run), ("units", units::run), ("dates", dates::run), ("sentences", sentences::run)];

fn main() -> Result<()> {
    let folder = std::env::var_os("STANDPOINT_SUITES")
        .map(PathBuf::from)
        .context("set STANDPOINT_SUITES to the folder that holds the suites")?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let show_failures = arguments.iter().any(|a| a == "--failures");
    let named: Vec<&String> = arguments.iter().filter(|a| !a.starts_with("--")).collect();
    let languages = Languages::built_in();
    for (name, run) in SUITES {
        if named.is_empty() || named.iter().any(|n| *n == name) {
            let tallies = run(&folder, languages).with_context(|| format!("the suite {name}"))?;
            print!("{}", tally::table(name, &tallies, show_failures));
        }
    }
    Ok(())
}
