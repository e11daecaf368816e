//! Shows what documents say about themselves, and their passages.
//!
//! usage: sources FILE...
#![allow(clippy::print_stdout)]

use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        match read_statement(&path, &std::fs::read(&path)?, Languages::built_in(), &Limits::default()) {
            Ok(statement) => {
                println!("{path}: {:#?}", statement.metadata);
                for passage in &statement.passages {
                    println!("  {:8} {:3} {:?}", passage.kind.as_str(), passage.paragraph, passage.span.as_str());
                }
            }
            Err(error) => println!("{error}"),
        }
    }
    Ok(())
}
