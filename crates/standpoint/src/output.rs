//! Where output goes: standard output, or a file that is whole or not there.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Where the output of a run goes.
pub(crate) enum Output {
    Standard(BufWriter<io::Stdout>),
    /// Written beside its place and moved there when whole, so that a failure leaves what was there.
    File {
        writer: BufWriter<File>,
        beside: PathBuf,
        place: PathBuf,
    },
}

impl Output {
    pub(crate) fn to(place: Option<&Path>) -> Result<Self> {
        let Some(place) = place else {
            return Ok(Self::Standard(BufWriter::new(io::stdout())));
        };
        let name = place.file_name().with_context(|| format!("{} names no file to write to", place.display()))?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.part", std::process::id()));
        let beside = place.with_file_name(hidden);
        let file = File::create(&beside)
            .with_context(|| format!("{} can't be written; choose another --output", place.display()))?;
        Ok(Self::File { writer: BufWriter::new(file), beside, place: place.to_owned() })
    }

    pub(crate) fn write(&mut self, text: &str) -> Result<()> {
        match self {
            Self::Standard(writer) => writer.write_all(text.as_bytes())?,
            Self::File { writer, .. } => writer.write_all(text.as_bytes())?,
        }
        Ok(())
    }

    /// Writes a line and lets it through at once.
    pub(crate) fn write_line(&mut self, line: &str) -> Result<()> {
        self.write(line)?;
        self.write_through("\n")
    }

    /// Writes a text and lets it through at once, for whoever reads along.
    pub(crate) fn write_through(&mut self, text: &str) -> Result<()> {
        self.write(text)?;
        if let Self::Standard(writer) = self {
            writer.flush()?;
        }
        Ok(())
    }

    /// Lets go of an output that will not be whole: what is in it is kept beside its place. Returns where.
    pub(crate) fn leave(self) -> Result<String> {
        match self {
            Self::Standard(mut writer) => {
                writer.flush()?;
                Ok("the output".to_owned())
            }
            Self::File { mut writer, beside, place } => {
                writer.flush()?;
                drop(writer);
                let mut part = place.into_os_string();
                part.push(".part");
                fs::rename(&beside, &part)
                    .with_context(|| format!("{} can't be written", Path::new(&part).display()))?;
                Ok(Path::new(&part).display().to_string())
            }
        }
    }

    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Self::Standard(mut writer) => writer.flush()?,
            Self::File { mut writer, beside, place } => {
                writer.flush()?;
                drop(writer);
                fs::rename(&beside, &place).with_context(|| format!("{} can't be written", place.display()))?;
            }
        }
        Ok(())
    }
}

/// Columns that a table may take, and whether it may use colour.
pub(crate) fn terminal(output: Option<&Path>) -> (usize, bool) {
    let is_terminal = output.is_none() && io::stdout().is_terminal();
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| is_terminal);
    let colour = is_terminal && std::env::var_os("NO_COLOR").is_none();
    (columns.or(measured).unwrap_or(100).clamp(40, 200), colour)
}

pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// One sentence on standard error.
pub(crate) fn complain(sentence: &str) {
    // If even standard error is gone there is nobody to tell.
    let _ = writeln!(io::stderr(), "standpoint: {sentence}");
}
