use serde::Deserialize;

/// How a language writes the names of people, organisations and places.
#[derive(Debug, Default)]
pub struct NameWords {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {}

impl NameWords {
    pub(crate) fn read(_written: &Written) -> Result<Self, String> {
        Ok(Self {})
    }
}
