//! `standpoint compare`

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use standpoint_compare::{compare, Codebook, Comparison, CountCopies};
use standpoint_ingest::IngestError;
use standpoint_languages::Languages;
use standpoint_meaning::Encoder;
use standpoint_report::{comparison_csv, comparison_html, comparison_json, comparison_table};
use standpoint_text::Statement;

use crate::arguments::{Bounds, Compare, CompareFormat, EncoderChoice, Writing};
use crate::files::Files;
use crate::output::{complain, terminal, Output};
use crate::progress::{Counts, Progress};
use crate::{codebook, Ended};

/// Reads, compares and prints.
pub(crate) fn run(arguments: Compare) -> Result<Ended> {
    // The codebook first: its errors should not wait for a long reading.
    let codebook = arguments.codebook.as_deref().map(codebook::load).transpose()?;
    let languages = Languages::built_in();
    let (statements, ended) = read_all(
        &arguments.paths,
        arguments.codebook.as_deref(),
        &arguments.bounds,
        arguments.writing.quiet,
        languages,
    )?;
    let encoder = encoder(arguments.weighing.encoder)?;
    let count_copies = count_copies(arguments.weighing.count_copies);
    show_comparison(codebook, statements, encoder.as_ref(), count_copies, arguments.format, &arguments.writing)?;
    Ok(ended)
}

/// The encoder that was asked for.
pub(crate) fn encoder(choice: EncoderChoice) -> Result<Option<Encoder>> {
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

/// Compares and prints.
pub(crate) fn show_comparison(
    codebook: Option<Codebook>,
    statements: Vec<Statement>,
    encoder: Option<&Encoder>,
    count_copies: CountCopies,
    format: CompareFormat,
    writing: &Writing,
) -> Result<()> {
    let mut progress = Progress::new(writing.quiet, statements.len());
    let tell = |done| progress.tell("comparing", done + 1);
    let comparison = compare(codebook, statements, Languages::built_in(), encoder, count_copies, tell);
    progress.clear();
    let place = writing.output.as_deref();
    let mut output = Output::to(place)?;
    output.write(&render(&comparison, format, terminal(place)))?;
    output.finish()
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
    codebook: Option<&Path>,
    bounds: &Bounds,
    quiet: bool,
    languages: &Languages,
) -> Result<(Vec<Statement>, Ended)> {
    let (mut files, limits) = (Files::find(paths, codebook), bounds.limits());
    let paths = std::mem::take(&mut files.paths);
    let mut progress = Progress::new(quiet, paths.len());
    let (mut statements, mut counts) = (Vec::with_capacity(paths.len()), Counts::default());
    let mut take = |number: usize, read: Result<Statement, IngestError>| {
        counts.files = number;
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
    };
    let _ = files.stray_sidecars(&mut |read| take(0, read));
    for (number, path) in paths.iter().enumerate() {
        let _ = files.read_each(path, languages, &limits, &mut |read| take(number, read));
    }
    if statements.is_empty() {
        let count = paths.len();
        anyhow::bail!(
            "none of the {count} files found could be read as a statement; name documents, or a folder with some"
        );
    }
    Ok((statements, if counts.failed > 0 { Ended::WithUnreadableFiles } else { Ended::Well }))
}
