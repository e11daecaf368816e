//! Shows what documents say about themselves, and their passages.
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
                let m = &statement.metadata;
                println!("{path} ({})", statement.media_type);
                let fields = [
                    ("title", &m.title),
                    ("issuer", &m.issuer),
                    ("author", &m.author),
                    ("publisher", &m.publisher),
                    ("republished_from", &m.republished_from),
                    ("published", &m.published.map(|d| d.to_string())),
                    ("signed", &m.signed.map(|d| d.to_string())),
                    ("language", &m.language.map(|l| l.to_string())),
                    ("url", &m.url),
                ];
                for (field, value) in fields.into_iter().filter_map(|(f, v)| v.as_ref().map(|v| (f, v))) {
                    println!("  {field}: {value}");
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
