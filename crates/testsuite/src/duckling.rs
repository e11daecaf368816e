//! The cases of facebook/duckling.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// One case.
#[derive(Debug, Deserialize)]
pub(crate) struct Case {
    /// The text, of which all is to be found.
    pub text: String,
    /// What it is, in the suite's own notation; nothing where nothing is to be found.
    pub value: Option<String>,
    /// The country whose customs it follows, if that matters.
    pub locale: Option<String>,
}

/// The cases of one file, such as `Numeral.ru.jsonl`; none where there is no such file.
pub(crate) fn load(folder: &Path, file: &str) -> Result<Vec<Case>> {
    let path = folder.join("duckling").join(file);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path)?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| path.display().to_string())).collect()
}
