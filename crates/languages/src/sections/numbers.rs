use serde::Deserialize;

/// How a language writes numbers: separators, number words, fractions, multiples, orders, ranges and qualifiers.
#[derive(Debug, Default)]
pub struct NumberWords {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {}

impl NumberWords {
    pub(crate) fn read(_written: &Written) -> Result<Self, String> {
        Ok(Self {})
    }
}
