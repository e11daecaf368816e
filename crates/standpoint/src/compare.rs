//! `standpoint compare`

use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::{Context, Result};
use standpoint_compare::{compare, Comparison, CountCopies};
use standpoint_languages::Languages;
use standpoint_meaning::Encoder;
use standpoint_report::{comparison_csv, comparison_html, comparison_json, comparison_table};
use standpoint_text::Statement;

use crate::arguments::{Bounds, Compare, CompareFormat, EncoderChoice};
use crate::output::{complain, terminal, Output};
use crate::progress::{Counts, Progress};
use crate::{codebook, files, Ended};

/// Reads, compares and prints.
pub(crate) fn run(arguments: Compare) -> Result<Ended> {
    // The codebook first: its errors should not wait for a long reading.
    let codebook = arguments.codebook.as_deref().map(codebook::load).transpose()?;
    let languages = Languages::built_in();
    let (statements, ended) = read_all(&arguments.paths, &arguments.bounds, arguments.writing.quiet, languages)?;
    let encoder = open(arguments.encoder)?;
    let mut progress = Progress::new(arguments.writing.quiet, statements.len());
    let count_copies = count_copies(arguments.count_copies);
    let comparison = compare(codebook, statements, languages, encoder.as_ref(), count_copies, |done| {
        progress.tell("comparing", done + 1)
    });
    progress.clear();
    let place = arguments.writing.output.as_deref();
    let mut output = Output::to(place)?;
    output.write(&render(&comparison, arguments.format, terminal(place)))?;
    output.finish()?;
    Ok(ended)
}

/// The encoder that was asked for.
pub(crate) fn open(choice: EncoderChoice) -> Result<Option<Encoder>> {
    match choice {
        EncoderChoice::BuiltIn => {
            Encoder::built_in().map(Some).context("the built-in encoder can't be used; try --encoder none")
        }
        EncoderChoice::None => Ok(None),
    }
}

/// How copies count, given whether each was asked to.
pub(crate) fn count_copies(each: bool) -> CountCopies {
    if each {
        CountCopies::Each
    } else {
        CountCopies::Once
    }
}

fn render(comparison: &Comparison, format: CompareFormat, (width, colour): (usize, bool)) -> String {
    let mut text = match format {
        CompareFormat::Table => comparison_table(comparison, width, colour),
        CompareFormat::Json => comparison_json(comparison),
        CompareFormat::Html => comparison_html(comparison),
        CompareFormat::Csv => comparison_csv(comparison),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Reads all files, complaining of those that can't be read.
pub(crate) fn read_all(
    paths: &[PathBuf],
    bounds: &Bounds,
    quiet: bool,
    languages: &Languages,
) -> Result<(Vec<Statement>, Ended)> {
    let (found, limits) = (files::find(paths), bounds.limits());
    let mut progress = Progress::new(quiet, found.len());
    let (mut statements, mut counts) = (Vec::with_capacity(found.len()), Counts::default());
    for (number, path) in found.iter().enumerate() {
        counts.files = number;
        files::read_each(path, languages, &limits, &mut |read| {
            match read {
                Ok(statement) => statements.push(statement),
                Err(error) => {
                    counts.failed += 1;
                    progress.clear();
                    complain(&error.to_string());
                }
            }
            counts.statements = statements.len();
            progress.tell_reading(counts);
            ControlFlow::Continue(())
        });
    }
    if statements.is_empty() {
        let count = found.len();
        anyhow::bail!(
            "none of the {count} files found could be read as a statement; name documents, or a folder with some"
        );
    }
    Ok((statements, if counts.failed > 0 { Ended::WithUnreadableFiles } else { Ended::Well }))
}
