/// One kind of what is found in statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// What they claim in numbers.
    Figures,
    /// The calendar expressions in them.
    Dates,
    /// Whom they quote, and with what words.
    Quotations,
    /// What their authors call for.
    Demands,
    /// The people, organisations and places they name.
    Names,
}

impl FindingKind {
    /// What they are called, in the plural.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Dates => "dates",
            Self::Quotations => "quotations",
            Self::Demands => "demands",
            Self::Names => "names",
        }
    }
}
