//! Shows what documents say about themselves and where, and their passages.
//!
//! usage: sources [--brief] FILE...
#![allow(clippy::print_stdout)]

use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let brief = std::env::args().any(|a| a == "--brief");
    for path in std::env::args().skip(1).filter(|a| a != "--brief") {
        match read_statement(&path, &std::fs::read(&path)?, Languages::built_in(), &Limits::default()) {
            Ok(statement) => {
                println!("{path} ({})", statement.media_type);
                for entry in statement.metadata.entries() {
                    if let Some((value, origin)) = entry.said {
                        println!("  {}: {value} ({})", entry.key.as_str(), origin.detail());
                    }
                }
                for passage in statement.passages.iter().filter(|_| !brief) {
                    println!("  {:8} {:3} {:?}", passage.kind.as_str(), passage.paragraph, passage.span.as_str());
                }
            }
            Err(error) => println!("{}: {error}", error.kind()),
        }
    }
    Ok(())
}
