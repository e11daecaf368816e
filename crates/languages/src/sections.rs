//! The sections of a language file that belong to one finder each: how they are written and what they are loaded into.

pub(crate) mod dates;
pub(crate) mod demanding;
pub(crate) mod figures;
pub(crate) mod naming;
pub(crate) mod numbers;
pub(crate) mod speech;
pub(crate) mod units;
