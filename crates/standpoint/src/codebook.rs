//! `standpoint codebook`, and the loading of codebooks.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::Result;
use standpoint_compare::{propose_codebook, Codebook};
use standpoint_languages::Languages;

use crate::arguments::Propose;
use crate::compare::{count_copies, encoder, read_all};
use crate::output::Output;
use crate::Ended;

/// A codebook that can't be used: wrong usage rather than a document that failed.
#[derive(Debug)]
pub(crate) struct CodebookUnusable(String);

impl fmt::Display for CodebookUnusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CodebookUnusable {}

/// Reads a codebook from a file.
pub(crate) fn load(path: &Path) -> Result<Codebook> {
    let unusable = |why: String| CodebookUnusable(format!("the codebook {} can't be used: {why}", path.display()));
    let bytes = fs::read(path).map_err(|error| unusable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| unusable("it is not written in UTF-8; save it so".into()))?;
    Ok(Codebook::parse(&text).map_err(|error| unusable(error.to_string()))?)
}

/// Says that a codebook can be used.
pub(crate) fn check(path: &Path) -> Result<Ended> {
    let codebook = load(path)?;
    let mut output = Output::to(None)?;
    output.write_line(&format!("{}: {} questions, can be used", codebook.title, codebook.questions.len()))?;
    output.finish()?;
    Ok(Ended::Well)
}

/// Proposes a codebook.
pub(crate) fn propose(arguments: &Propose) -> Result<Ended> {
    let languages = Languages::built_in();
    let (statements, ended) = read_all(&arguments.paths, None, &arguments.bounds, arguments.writing.quiet, languages)?;
    let encoder = encoder(arguments.weighing.encoder)?;
    let codebook =
        propose_codebook(&statements, languages, encoder.as_ref(), count_copies(arguments.weighing.count_copies));
    if codebook.questions.is_empty() {
        anyhow::bail!("the statements share no demand to make questions of; write a codebook by hand");
    }
    let mut output = Output::to(arguments.writing.output.as_deref())?;
    output.write(&codebook.to_toml())?;
    output.finish()?;
    Ok(ended)
}
