//! The reports as they are, held against stored copies. After a change that is meant, run with `UPDATE_SNAPSHOTS=1` and read
//! the difference. Words only, because vectors may differ in the last digit between processors.

use std::path::Path;
use std::process::Command;

fn holds(name: &str, arguments: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .current_dir(&root)
        .env("COLUMNS", "90")
        .args(arguments)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&place, &printed).unwrap();
    }
    let stored = std::fs::read_to_string(&place).unwrap();
    let first = printed.lines().zip(stored.lines()).find(|(new, old)| new != old);
    assert!(printed == stored, "{name} differs, first in (new, stored): {first:?}");
}

#[test]
fn the_table_of_the_example() {
    holds("table.txt", &["compare", "examples/statements", "--codebook", "examples/harbour.toml", "--encoder", "none"]);
}

#[test]
fn the_statement_tables_of_the_example() {
    holds("read.txt", &["read", "examples/statements", "--format", "table"]);
}

#[test]
fn the_csv_of_the_example() {
    let arguments = ["compare", "examples/statements", "--codebook", "examples/harbour.toml", "--encoder", "none"];
    holds("comparison.csv", &[&arguments[..], &["--format", "csv"]].concat());
}

#[test]
fn the_sources_of_the_example() {
    holds("sources.txt", &["sources", "examples/statements", "--format", "table"]);
}
