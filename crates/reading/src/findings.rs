use standpoint_expressions::Qualifier;
use standpoint_text::{DateValue, Span};

/// What was found in one statement, each kind in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// What it claims in numbers.
    pub figures: Vec<Figure>,
    /// The calendar expressions in it.
    pub dates: Vec<DateMention>,
    /// Whom it quotes, and with what words.
    pub quotations: Vec<Quotation>,
    /// What the authors call for.
    pub demands: Vec<Span>,
    /// The people, organisations and places it names.
    pub names: Vec<NameMention>,
}

/// A quantity claimed about the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Where it stands.
    pub span: Span,
    /// The number.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// How exactly it is meant.
    pub qualifier: Qualifier,
    /// What it is counted in.
    pub unit: Option<String>,
    /// What is counted.
    pub what: Option<String>,
    /// The time it holds for.
    pub as_of: Option<DateValue>,
    /// According to whom.
    pub attributed_to: Option<String>,
}

/// A calendar expression.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// The date, as precise as the text allows; `None` for one that can't be (31 February).
    pub date: Option<DateValue>,
    /// Whether a part of it (mostly the year) was completed from the context.
    pub inferred: bool,
}

/// Words in quotation marks that somebody said or wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// The quoted words, without the marks.
    pub span: Span,
    /// Who said them: the entity where the text names one ([`NameMention::entity`]), else the words it has for them.
    pub speaker: Option<String>,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
}

impl NameKind {
    /// The word for it in the program's output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct NameMention {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// The common name of the one it names, the same for every spelling.
    pub entity: Option<String>,
}
