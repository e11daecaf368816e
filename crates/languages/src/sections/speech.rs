use serde::Deserialize;

/// How a language tells who says what.
#[derive(Debug, Default)]
pub struct SpeechWords {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {}

impl SpeechWords {
    pub(crate) fn read(_written: &Written) -> Result<Self, String> {
        Ok(Self {})
    }
}
