//! `standpoint export`

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{bail, Result};
use standpoint_compare::Codebook;
use standpoint_languages::Languages;
use standpoint_library::{Access, Library};
use standpoint_meaning::Encoder;
use standpoint_report::{csv_head, csv_rows};
use standpoint_serve::export_site;

use super::arguments::{Export, ExportFormat};
use super::{open, say};
use crate::arguments::CompareFormat;
use crate::compare::{count_copies, encoder, show_comparison};
use crate::output::Output;
use crate::pages::Workshop;
use crate::progress::Progress;
use crate::proposals::Task;
use crate::{codebook, Ended};

/// The whole collection, compared, or as pages.
pub(crate) fn export(export: &Export) -> Result<Ended> {
    let codebook = export.codebook.as_deref().map(codebook::load).transpose()?;
    let library = open(&export.library, Access::Read)?;
    let format = match export.format {
        ExportFormat::Table => CompareFormat::Table,
        ExportFormat::Json => CompareFormat::Json,
        ExportFormat::Html => CompareFormat::Html,
        ExportFormat::Csv => CompareFormat::Csv,
        ExportFormat::Site => return site(export, &library),
    };
    let count = library.counts()?.statements;
    if count == 0 {
        bail!("{} is empty; `standpoint add` puts statements in", export.library.display());
    }
    let (encoder, count_copies) = (encoder(export.weighing.encoder)?, count_copies(export.weighing.count_copies));
    if let (CompareFormat::Csv, Some(codebook)) = (format, &codebook) {
        return rows(export, &library, codebook, encoder.as_ref(), count);
    }
    // What holds of all statements together, such as who agrees, needs all of them at once.
    let statements = library.ids()?.iter().map(|id| Ok(library.statement(id)?.statement)).collect::<Result<_>>()?;
    show_comparison(codebook, statements, encoder.as_ref(), count_copies, format, &export.writing)?;
    Ok(Ended::Well)
}

/// One row for each piece of evidence, written while statements are read.
fn rows(
    export: &Export,
    library: &Library,
    codebook: &Codebook,
    encoder: Option<&Encoder>,
    count: usize,
) -> Result<Ended> {
    let questions: Vec<usize> = (0..codebook.questions.len()).collect();
    let task = Task { library, codebook, questions: &questions, encoder, memory: None };
    let mut progress = Progress::new(export.writing.quiet, count);
    let mut output = Output::to(export.writing.output.as_deref())?;
    let mut written = output.write(&csv_head());
    task.positions(&mut |statements, positions, by, done| {
        written = output.write(&csv_rows(&codebook.questions, statements, positions, by));
        progress.tell("comparing", done);
        Ok(if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    progress.clear();
    written?;
    output.finish()?;
    Ok(Ended::Well)
}

/// All pages as files: what was proposed and decided, nothing compared anew.
fn site(export: &Export, library: &Library) -> Result<Ended> {
    if export.codebook.is_some() {
        bail!(
            "--format site shows the codebooks of the library; leave --codebook out, `standpoint propose` puts one in"
        );
    }
    let Some(folder) = export.writing.output.as_deref().filter(|folder| *folder != Path::new("-")) else {
        bail!("--format site writes many files; name a new folder with --output");
    };
    let mut progress = Progress::of_unknown(export.writing.quiet);
    let tell = &mut |done| progress.tell("pages written:", done);
    let written = export_site(library.path(), Languages::built_in(), Box::new(Workshop::default()), folder, tell)?;
    progress.clear();
    say(&format!("{} pages; open {} in a browser", written.pages, written.first.display()))
}
