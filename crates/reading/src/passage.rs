use standpoint_languages::{ConceptId, Concepts, Cue, Language, Mark, Meaning, Words};
use standpoint_text::PassageKind;

use crate::attitude::attitude;
use crate::clauses::{clauses, Clause};

/// A concept spoken of in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What is spoken of.
    pub concept: ConceptId,
    /// The first and the last word that name it, by number.
    pub words: (usize, usize),
    /// In which direction: 1 for, -1 against, 0 neither.
    pub attitude: i32,
    /// The number of the clause it stands in.
    pub clause: usize,
    /// Whether it is plainly the authors' own direction: wished, embraced, rejected or cried out, not a deed they tell of.
    pub is_avowed: bool,
    /// Praise less blame in its clause: 1, 0 or -1.
    pub praise: i32,
}

/// What one passage says.
#[derive(Debug, Clone, Default)]
pub struct PassageReading {
    /// What it speaks of, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Whether it calls for something: by a verb, as a slogan, or in a list of demands.
    pub is_demand: bool,
    /// Whether it opens a list of demands.
    pub opens_demands: bool,
    /// Whether it reports what others say or hold.
    pub is_reported: bool,
    /// Whether it puts something under a condition.
    pub is_conditional: bool,
    /// Whether it is a question.
    pub is_question: bool,
    /// Whether the authors speak of themselves ("we").
    pub has_we: bool,
    /// How many cues for and against, praise and blame, it has.
    pub cues: usize,
    /// Its words.
    pub words: Words,
}

impl PassageReading {
    /// Reads a passage (or a phrase of a codebook) in a known language.
    pub fn of(text: &str, kind: PassageKind, language: &Language, concepts: &Concepts) -> Self {
        let words = Words::of(text);
        let marks = language.marks(&words);
        let clauses = clauses(text, &words, &marks, concepts);
        let has = |wanted: Cue| marks.iter().any(|m| m.meaning == Meaning::Cue(wanted));
        let is_question = text.trim_end_matches(['"', '”', '»', '*', ' ']).ends_with('?');
        let is_reported = is_reported(&marks);
        let asks = has(Cue::Wish) && !is_reported && !is_question;
        Self {
            mentions: mentions(&marks, &clauses, kind),
            is_demand: kind == PassageKind::Slogan || asks,
            opens_demands: has(Cue::DemandOpener) || has(Cue::Wish),
            is_reported,
            is_conditional: has(Cue::Condition),
            is_question,
            has_we: has(Cue::We),
            cues: clauses
                .iter()
                .map(|c| c.operators.iter().filter(|o| crate::clauses::direction(o.cue) != 0).count())
                .sum(),
            words,
        }
    }
}

fn mentions(marks: &[Mark], clauses: &[Clause], kind: PassageKind) -> Vec<Mention> {
    let mut found = Vec::new();
    for mark in marks {
        let Meaning::Concept(concept) = mark.meaning else { continue };
        let (first, last) = (mark.first as usize, mark.last as usize);
        let number = clauses.partition_point(|clause| clause.words.end <= first);
        let Some(clause) = clauses.get(number) else { continue };
        found.push(Mention {
            concept,
            words: (first, last),
            attitude: attitude(clause, &(first..last + 1)),
            clause: number,
            is_avowed: kind == PassageKind::Slogan || is_avowed(clause) || speaks_as_we(clause, marks),
            praise: praise(clause),
        });
    }
    found
}

fn is_avowed(clause: &Clause) -> bool {
    clause
        .operators
        .iter()
        .chain(&clause.inherited)
        .any(|o| matches!(o.cue, Cue::Wish | Cue::Embrace | Cue::Reject | Cue::SloganFor | Cue::SloganAgainst))
}

/// "We imposed …": the authors tell of their own deed.
fn speaks_as_we(clause: &Clause, marks: &[Mark]) -> bool {
    let first = marks.partition_point(|mark| (mark.first as usize) < clause.words.start);
    let mut here = marks[first..].iter().take_while(|mark| (mark.first as usize) < clause.words.end);
    here.any(|mark| mark.meaning == Meaning::Cue(Cue::We))
}

fn praise(clause: &Clause) -> i32 {
    let of = |cue: Cue| match cue {
        Cue::Good | Cue::Embrace => 1,
        Cue::Bad | Cue::Reject | Cue::SoCalled => -1,
        _ => 0,
    };
    clause.operators.iter().map(|o| of(o.cue)).sum::<i32>().signum()
}

/// A verb of saying or thinking whose subject is not "we".
fn is_reported(marks: &[Mark]) -> bool {
    let is = |mark: &Mark, wanted: Cue| mark.meaning == Meaning::Cue(wanted);
    let mut last_we: Option<u32> = None;
    for mark in marks {
        if is(mark, Cue::We) {
            last_we = Some(mark.last);
        }
        let says_we = || last_we.is_some_and(|we| we < mark.first && mark.first - we <= 5);
        if is(mark, Cue::Report) && !says_we() {
            return true;
        }
    }
    false
}
