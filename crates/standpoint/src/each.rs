//! One statement after the other: read, shown, forgotten.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;

use anyhow::Result;
use standpoint_ingest::IngestError;
use standpoint_languages::Languages;
use standpoint_report::error_json;
use standpoint_text::Statement;

use crate::arguments::{Read, ReadFormat};
use crate::files::{Files, Take};
use crate::output::{complain, terminal, Output};
use crate::progress::{Counts, Progress};
use crate::{interrupt, Ended};

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
    fn statement(&mut self, number: usize, statement: Statement, form: Form) -> String;

    /// What to print when all are read.
    fn end(&mut self, _form: Form) -> String {
        String::new()
    }
}

/// Reads and shows one statement after the other, so that memory does not grow with their number unless `show` keeps them.
pub(crate) fn show_each(read: &Read, show: &mut impl Show) -> Result<Ended> {
    let on_terminal = read.writing.output.is_none() && io::stdout().is_terminal();
    let format = read.format.unwrap_or(if on_terminal { ReadFormat::Table } else { ReadFormat::Jsonl });
    let (columns, colour) = terminal(read.writing.output.as_deref());
    let form = Form { format, columns, colour };
    let mut files = Files::find(&read.paths, None);
    let paths = std::mem::take(&mut files.paths);
    if paths.is_empty() {
        anyhow::bail!("there is no file to read in what was named; name a document, an archive, or a folder with some");
    }
    let mut output = Output::to(read.writing.output.as_deref())?;
    let progress = Progress::new(read.writing.quiet || on_terminal, paths.len());
    interrupt::listen();
    let mut showing = Showing { show, form, output: &mut output, progress, counts: Counts::default() };
    showing.take(|take| files.stray_sidecars(take))?;
    for (number, path) in paths.iter().enumerate() {
        showing.counts.files = number;
        showing.take(|take| files.read_each(path, Languages::built_in(), &read.bounds.limits(), take))?;
        if interrupt::asked() {
            break;
        }
    }
    let counts = showing.counts;
    showing.progress.clear();
    if interrupt::asked() {
        let place = output.leave()?;
        complain(&format!("stopped after {} statements; what was read is in {place}", counts.statements));
        return Ok(Ended::Interrupted);
    }
    output.write(&show.end(form))?;
    output.finish()?;
    Ok(if counts.failed > 0 { Ended::WithUnreadableFiles } else { Ended::Well })
}

/// Statements on their way to the output.
struct Showing<'a, S> {
    show: &'a mut S,
    form: Form,
    output: &'a mut Output,
    progress: Progress,
    counts: Counts,
}

impl<S: Show> Showing<'_, S> {
    /// Shows all that is given.
    fn take(&mut self, give: impl FnOnce(&mut Take<'_>) -> ControlFlow<()>) -> Result<()> {
        let mut outcome = Ok(());
        let _ = give(&mut |read| {
            outcome = self.one(read);
            self.progress.tell_reading(self.counts);
            if outcome.is_err() || interrupt::asked() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        outcome
    }

    fn one(&mut self, read: Result<Statement, IngestError>) -> Result<()> {
        match read {
            Ok(statement) => {
                self.counts.statements += 1;
                let text = self.show.statement(self.counts.statements, statement, self.form);
                self.output.write_through(&text)
            }
            Err(error) => {
                self.counts.failed += 1;
                self.progress.clear();
                match self.form.format {
                    ReadFormat::Jsonl => {
                        self.output.write_line(&error_json(error.path(), error.kind(), &error.to_string()))
                    }
                    ReadFormat::Table => {
                        complain(&error.to_string());
                        Ok(())
                    }
                }
            }
        }
    }
}
