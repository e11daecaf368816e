//! Prints, as JSON lines, what is measured of every passage of some statements against every question of a codebook:
//! what `tools/fit` fits the weights on.
//!
//! usage: features [--no-encoder] CODEBOOK FILE...
#![allow(clippy::print_stdout)]

use std::{env, fs};

use standpoint_compare::{measure, Codebook};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_meaning::Encoder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1).peekable();
    let encoder = match arguments.next_if(|a| a == "--no-encoder") {
        Some(_) => None,
        None => Some(Encoder::built_in()?),
    };
    let codebook = Codebook::parse(&fs::read_to_string(arguments.next().ok_or("no codebook")?)?)?;
    let languages = Languages::built_in();
    let mut statements = Vec::new();
    for path in arguments {
        statements.push(read_statement(&path, &fs::read(&path)?, languages, &Limits::default())?);
    }
    for row in measure(&codebook, &statements, languages, encoder.as_ref()) {
        let statement = &statements[row.statement];
        let passage = &statement.passages[row.passage];
        let line = serde_json::json!({
            "file": statement.path,
            "question": codebook.questions[row.question].id,
            "passage": row.passage,
            "language": passage.language.map(|l| l.to_string()),
            "text": passage.span.as_str(),
            "values": row.features.values,
            "direction": row.features.direction,
        });
        println!("{line}");
    }
    Ok(())
}
