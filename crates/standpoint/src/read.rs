//! `standpoint read`

use std::io::{self, IsTerminal};

use anyhow::Result;
use standpoint_languages::Languages;
use standpoint_reading::Reading;
use standpoint_report::{error_json, statement_json, statement_table};

use crate::arguments::{Read, ReadFormat};
use crate::output::{complain, terminal, Output};
use crate::progress::Progress;
use crate::{files, Ended};

/// Reads and prints one statement after the other, so that memory does not grow with their number.
pub(crate) fn run(read: &Read) -> Result<Ended> {
    let languages = Languages::built_in();
    let on_terminal = read.writing.output.is_none() && io::stdout().is_terminal();
    let format = read.format.unwrap_or(if on_terminal { ReadFormat::Table } else { ReadFormat::Jsonl });
    let (width, _) = terminal(read.writing.output.as_deref());
    let found = files::find(&read.paths);
    if found.is_empty() {
        anyhow::bail!(
            "there is no file to read in what was named; name a text, Markdown or HTML file, or a folder with some"
        );
    }
    let mut output = Output::to(read.writing.output.as_deref())?;
    let mut progress = Progress::new(read.writing.quiet || on_terminal, found.len());
    let mut ended = Ended::Well;
    for (number, path) in found.iter().enumerate() {
        progress.tell("reading", number);
        match (files::read_one(path, languages), format) {
            (Ok(statement), ReadFormat::Jsonl) => {
                output.write_line(&statement_json(&statement, &Reading::of(&statement, languages).findings))?;
            }
            (Ok(statement), ReadFormat::Table) => {
                let findings = Reading::of(&statement, languages).findings;
                output.write_line(&statement_table(&statement, &findings, width))?;
            }
            (Err(error), format) => {
                ended = Ended::WithUnreadableFiles;
                progress.clear();
                match format {
                    ReadFormat::Jsonl => {
                        output.write_line(&error_json(&path.to_string_lossy(), error.kind(), &error.to_string()))?;
                    }
                    ReadFormat::Table => complain(&error.to_string()),
                }
            }
        }
    }
    output.finish()?;
    Ok(ended)
}
