use standpoint_reading::Findings;
use standpoint_reuse::{Related, Reuse, SameStatement};
use standpoint_text::{DateValue, Span, Statement};

use crate::judge::Judgement;
use crate::Codebook;

/// What an organisation holds on a question, as far as its statement says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// The authors affirm the question's assertion.
    Support,
    /// The authors deny it.
    Oppose,
    /// The authors themselves are conditional or divided.
    Mixed,
    /// Passages take the question up; a person has to decide what they say.
    Unclear,
    /// Read, and not addressed.
    Silent,
}

impl Stance {
    /// Every stance, in the order in which legends list them.
    pub const ALL: [Self; 5] = [Self::Support, Self::Oppose, Self::Mixed, Self::Unclear, Self::Silent];

    /// The word for it in JSON and CSV; [`Stance::Silent`] is `none` there.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Oppose => "oppose",
            Self::Mixed => "mixed",
            Self::Unclear => "unclear",
            Self::Silent => "none",
        }
    }
}

/// A passage that a position rests on, or might have.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The words.
    pub span: Span,
    /// The number of the passage they stand in, in [`Statement::passages`].
    pub passage: usize,
}

/// One cell of the comparison: one question, one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The number of the question in the codebook.
    pub question: usize,
    /// The number of the statement in [`Comparison::statements`].
    pub statement: usize,
    /// What the statement holds.
    pub stance: Stance,
    /// How likely it is that the stance is right, from 0 to 1: of the cells given with 0.8, about 80 % are right.
    pub confidence: f64,
    /// What it rests on, the most telling first. Never empty unless the stance is [`Stance::Silent`].
    pub evidence: Vec<Evidence>,
    /// Where the statement is silent: the passages that come nearest, for a person to look at.
    pub nearest: Vec<Evidence>,
}

impl Position {
    pub(crate) fn of(question: usize, statement: usize, judged: Judgement) -> Self {
        let Judgement { stance, confidence, evidence, nearest } = judged;
        Self { question, statement, stance, confidence, evidence, nearest }
    }
}

/// The same demand in several statements.
#[derive(Debug, Clone, PartialEq)]
pub struct DemandGroup {
    /// The shortest of its members, as a name for them all.
    pub label: String,
    /// Which statement makes it, and where.
    pub members: Vec<(usize, Span)>,
}

/// Figures of several statements (or several of one) that count the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureGroup {
    /// What is counted, in the words of its first member.
    pub what: String,
    /// The figures, by the numbers of their statement and of the figure in [`Findings::figures`].
    pub members: Vec<(usize, usize)>,
    /// Whether they contradict each other: the same thing, the same time, the same unit, and numbers that can't both be.
    pub conflict: bool,
}

/// A date that a statement speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// The date; its year is known.
    pub date: DateValue,
    /// The number of the statement.
    pub statement: usize,
    /// The words.
    pub span: Span,
}

/// A codebook and a collection of statements, compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The questions.
    pub codebook: Codebook,
    /// Whether the program proposed the codebook itself.
    pub codebook_is_proposed: bool,
    /// The statements, in the order given.
    pub statements: Vec<Statement>,
    /// What was found in each of them, in the same order.
    pub findings: Vec<Findings>,
    /// Every question for every statement, exactly once: all questions of the first statement, then of the second …
    pub positions: Vec<Position>,
    /// Demands that more than one statement makes.
    pub demand_groups: Vec<DemandGroup>,
    /// Figures that count the same thing.
    pub figure_groups: Vec<FigureGroup>,
    /// The dates that the statements speak of, the earliest first.
    pub timeline: Vec<TimelineEntry>,
    /// Passages that stand in two of the statements.
    pub reuse: Vec<Reuse>,
    /// Statements that share passages, and which of them are copies or translations of each other.
    pub related: Vec<Related>,
    /// Which statements were counted as one.
    pub same: SameStatement,
    /// The coder of these positions: the program, its version and its encoder.
    pub by: String,
}

impl Comparison {
    /// The cell for a question and a statement, both by number.
    pub fn position(&self, question: usize, statement: usize) -> &Position {
        &self.positions[statement * self.codebook.questions.len() + question]
    }
}
