use serde::Deserialize;

/// How a language names units of measure and currencies.
#[derive(Debug, Default)]
pub struct UnitWords {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {}

impl UnitWords {
    pub(crate) fn read(_written: &Written) -> Result<Self, String> {
        Ok(Self {})
    }
}
