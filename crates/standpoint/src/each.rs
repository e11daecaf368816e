//! One statement after the other: read, shown, forgotten.

use std::io::{self, IsTerminal};

use anyhow::Result;
use standpoint_languages::Languages;
use standpoint_reading::Reading;
use standpoint_report::error_json;
use standpoint_text::Statement;

use crate::arguments::{Read, ReadFormat};
use crate::output::{complain, terminal, Output};
use crate::progress::Progress;
use crate::{files, Ended};

/// In which form to show what was read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    pub format: ReadFormat,
    /// The columns of a table.
    pub columns: usize,
    pub colour: bool,
}

/// What a command shows of the statements it reads.
pub(crate) trait Show {
    /// What to print of a statement, given its number from 1 on.
    fn statement(&mut self, number: usize, statement: Statement, reading: Reading, form: Form) -> String;

    /// What to print when all are read.
    fn end(&mut self, _form: Form) -> String {
        String::new()
    }
}

/// Reads and shows one statement after the other, so that memory does not grow with their number unless `show` keeps them.
pub(crate) fn show_each(read: &Read, show: &mut impl Show) -> Result<Ended> {
    let languages = Languages::built_in();
    let on_terminal = read.writing.output.is_none() && io::stdout().is_terminal();
    let format = read.format.unwrap_or(if on_terminal { ReadFormat::Table } else { ReadFormat::Jsonl });
    let (columns, colour) = terminal(read.writing.output.as_deref());
    let form = Form { format, columns, colour };
    let found = files::find(&read.paths);
    if found.is_empty() {
        anyhow::bail!(
            "there is no file to read in what was named; name a text, Markdown or HTML file, or a folder with some"
        );
    }
    let mut output = Output::to(read.writing.output.as_deref())?;
    let mut progress = Progress::new(read.writing.quiet || on_terminal, found.len());
    let (mut ended, mut number) = (Ended::Well, 0);
    for (done, path) in found.iter().enumerate() {
        progress.tell("reading", done);
        match files::read_one(path, languages) {
            Ok(statement) => {
                number += 1;
                let reading = Reading::of(&statement, languages);
                output.write_through(&show.statement(number, statement, reading, form))?;
            }
            Err(error) => {
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
    progress.clear();
    output.write(&show.end(form))?;
    output.finish()?;
    Ok(ended)
}
