use serde::Deserialize;

/// How a language calls for something.
#[derive(Debug, Default)]
pub struct DemandWords {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {}

impl DemandWords {
    pub(crate) fn read(_written: &Written) -> Result<Self, String> {
        Ok(Self {})
    }
}
