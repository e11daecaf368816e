//! `standpoint reuse`

use std::io::{self, IsTerminal};

use anyhow::Result;
use standpoint_languages::Languages;
use standpoint_meaning::Memory;
use standpoint_report::{reuse_lines, reuse_table};
use standpoint_reuse::{find_reuse_telling, LookingFor};

use crate::arguments::{ReadFormat, Reuse};
use crate::compare::{self, read_all};
use crate::output::{terminal, Output};
use crate::progress::Progress;
use crate::Ended;

/// Prints what stands in several statements.
pub(crate) fn run(Reuse { read, encoder }: &Reuse) -> Result<Ended> {
    let encoder = compare::encoder(*encoder)?;
    let (statements, ended) = read_all(&read.paths, None, &read.bounds, read.writing.quiet, Languages::built_in())?;
    let mut progress = Progress::new(read.writing.quiet, statements.len());
    let found = find_reuse_telling(&statements, encoder.as_ref().map(Memory::new).as_ref(), |what, done| {
        let doing = match what {
            LookingFor::Copies => "looking for copies:",
            LookingFor::Translations => "looking for translations:",
        };
        progress.tell(doing, done);
    });
    progress.clear();
    let place = read.writing.output.as_deref();
    let on_terminal = place.is_none() && io::stdout().is_terminal();
    let mut output = Output::to(place)?;
    output.write(&match read.format.unwrap_or(if on_terminal { ReadFormat::Table } else { ReadFormat::Jsonl }) {
        ReadFormat::Jsonl => reuse_lines(&found.related, &found.reuse, &statements),
        ReadFormat::Table => {
            let (columns, colour) = terminal(place);
            reuse_table(&found.related, &found.reuse, &statements, columns, colour)
        }
    })?;
    output.finish()?;
    Ok(ended)
}
