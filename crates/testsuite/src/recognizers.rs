//! The cases of microsoft/Recognizers-Text.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

/// The languages of the suite that Standpoint reads, with their codes.
pub(crate) const LANGUAGES: [(&str, &str); 8] = [
    ("English", "en"),
    ("Dutch", "nl"),
    ("German", "de"),
    ("French", "fr"),
    ("Spanish", "es"),
    ("Portuguese", "pt"),
    ("Italian", "it"),
    ("Swedish", "sv"),
];

/// One case.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Case {
    /// The text to look through.
    pub input: String,
    /// The time it is read at.
    #[serde(default)]
    pub context: Context_,
    /// What is to be found in it.
    #[serde(default)]
    pub results: Vec<Expected>,
    /// The platforms on which the suite's own program does not do it.
    #[serde(default)]
    not_supported: Option<String>,
    #[serde(default)]
    not_supported_by_design: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Context_ {
    /// ISO date and time.
    pub reference_date_time: Option<String>,
}

/// Something to be found.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Expected {
    /// The words.
    pub text: String,
    /// What they are; a few cases don't say.
    #[serde(default)]
    pub type_name: String,
    /// Value, unit and the like.
    #[serde(default)]
    pub resolution: Value,
    /// The first character, counted in UTF-16 units as the suite does.
    #[serde(default, deserialize_with = "place")]
    pub start: Option<usize>,
    /// The last character (inclusive).
    #[serde(default, deserialize_with = "place")]
    pub end: Option<usize>,
}

/// A few cases say -1 for a place they don't know.
fn place<'de, D: serde::Deserializer<'de>>(written: D) -> Result<Option<usize>, D::Error> {
    let place = Option::<i64>::deserialize(written)?;
    Ok(place.and_then(|place| usize::try_from(place).ok()))
}

impl Case {
    /// Whether the suite says that its own program does it on this platform ("python", "dotnet").
    pub fn is_supported_on(&self, platform: &str) -> bool {
        let lists = [&self.not_supported, &self.not_supported_by_design];
        !lists.iter().filter_map(|l| l.as_deref()).any(|l| l.to_lowercase().contains(platform))
    }
}

/// The cases of one file, such as `Number/English/NumberModel.json`; none where there is no such file.
pub(crate) fn load(folder: &Path, file: &str) -> Result<Vec<Case>> {
    let path = folder.join("recognizers").join(file);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path)?;
    // A few cases have a key twice, which only a value without a shape may.
    let cases: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    serde_json::from_value(cases).with_context(|| path.display().to_string())
}
