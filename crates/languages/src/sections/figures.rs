use serde::Deserialize;

/// How a language speaks of what it counts, as of when and according to whom.
#[derive(Debug, Default)]
pub struct FigureWords {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {}

impl FigureWords {
    pub(crate) fn read(_written: &Written) -> Result<Self, String> {
        Ok(Self {})
    }
}
