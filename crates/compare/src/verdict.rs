//! What the statements taken together say.

use std::collections::BTreeMap;

use crate::{Comparison, Stance};

/// What the statements taken together say on a question. Statements go by number; of copies and translations of one
/// statement only one is named, as they count once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Two or more take the same side and none the other.
    Agree {
        /// The side.
        stance: Stance,
        /// Who takes it.
        statements: Vec<usize>,
    },
    /// Both sides are taken.
    Differ {
        /// Who is for it.
        support: Vec<usize>,
        /// Who is against it.
        oppose: Vec<usize>,
    },
    /// Only one takes a side.
    One {
        /// The side.
        stance: Stance,
        /// Who takes it.
        statement: usize,
    },
    /// It is taken up, but no side could be told.
    Undecided,
    /// None takes it up.
    Silent,
}

/// What a statement and its copies hold on a question.
#[derive(Default)]
struct Held {
    support: Option<usize>,
    oppose: Option<usize>,
    is_taken_up: bool,
}

impl Comparison {
    /// What the statements taken together say on a question. Copies of one statement count once; where they are not judged
    /// alike, the side that any of them takes, and none where they would contradict each other: nobody differs from their
    /// own words.
    pub fn verdict(&self, question: usize) -> Verdict {
        let (mut support, mut oppose, mut is_taken_up) = (Vec::new(), Vec::new(), false);
        for held in self.held(question).into_values() {
            is_taken_up |= held.is_taken_up;
            match (held.support, held.oppose) {
                (Some(statement), None) => support.push(statement),
                (None, Some(statement)) => oppose.push(statement),
                _ => {}
            }
        }
        support.sort_unstable();
        oppose.sort_unstable();
        match (support.is_empty(), oppose.is_empty()) {
            (false, false) => Verdict::Differ { support, oppose },
            (true, true) if is_taken_up => Verdict::Undecided,
            (true, true) => Verdict::Silent,
            (no_support, _) => {
                let (stance, statements) =
                    if no_support { (Stance::Oppose, oppose) } else { (Stance::Support, support) };
                match statements[..] {
                    [statement] => Verdict::One { stance, statement },
                    _ => Verdict::Agree { stance, statements },
                }
            }
        }
    }

    /// What each statement holds, together with its copies.
    fn held(&self, question: usize) -> BTreeMap<usize, Held> {
        let mut all: BTreeMap<usize, Held> = BTreeMap::new();
        for statement in 0..self.statements.len() {
            let representative = self.same.representative(statement);
            let held = all.entry(representative).or_default();
            let stance = self.position(question, statement).stance;
            held.is_taken_up |= stance != Stance::Silent;
            let side = match stance {
                Stance::Support => &mut held.support,
                Stance::Oppose => &mut held.oppose,
                Stance::Mixed | Stance::Unclear | Stance::Silent => continue,
            };
            if side.is_none() || statement == representative {
                *side = Some(statement);
            }
        }
        all
    }
}
