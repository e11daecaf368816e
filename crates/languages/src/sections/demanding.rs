use serde::Deserialize;

use crate::pattern::{Caught, Patterns};
use crate::Words;

/// What a turn of phrase does where something is called for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DemandCue {
    /// Names the authors as those who act: "we", "this assembly".
    Authors,
    /// A verb of calling for something; it needs the authors as its subject.
    Call,
    /// A turn that calls for something and holds its subject.
    OwnCall,
    /// Says what ought to be: "must".
    Must,
    /// Says what ought to be where an infinitive follows.
    MustBefore,
    /// The same without a subject: "it is time to".
    Need,
    /// Beside a turn of need, tells that something was needed: "was".
    Tells,
    /// A turn with one of these in it that asks for nothing: "must have been".
    NoDemand,
    /// What people are driven to by need, not called on to do: "flee".
    Compelled,
    /// A verb of saying or thinking with another subject.
    Said,
    /// Opens a clause that describes: "who".
    Relative,
    /// Opens an indirect question: "how".
    Indirect,
    /// Opens a clause under a condition.
    Condition,
    /// After it the clause that is called for begins: "that".
    ClauseStart,
    /// Joins two clauses: "and".
    And,
    /// After a comma, ends what is called for: "which".
    ClauseEnd,
    /// Ends what is called for wherever it stands: "because".
    Reason,
    /// An imperative, or an infinitive that stands for one.
    Command,
    /// Begins a slogan: "no", "hands off".
    SloganStart,
    /// Ends a slogan: "out".
    SloganEnd,
    /// Of a line under which demands are listed: "our demands".
    ListHead,
    /// What a party undertakes to do: "abolish", with "we" beside it.
    Commitment,
}

const CUES: [DemandCue; 22] = [
    DemandCue::Authors,
    DemandCue::Call,
    DemandCue::OwnCall,
    DemandCue::Must,
    DemandCue::MustBefore,
    DemandCue::Need,
    DemandCue::Tells,
    DemandCue::NoDemand,
    DemandCue::Compelled,
    DemandCue::Said,
    DemandCue::Relative,
    DemandCue::Indirect,
    DemandCue::Condition,
    DemandCue::ClauseStart,
    DemandCue::And,
    DemandCue::ClauseEnd,
    DemandCue::Reason,
    DemandCue::Command,
    DemandCue::SloganStart,
    DemandCue::SloganEnd,
    DemandCue::ListHead,
    DemandCue::Commitment,
];

/// Where a cue to a demand stands: its first and its last word, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DemandMark {
    /// The first word.
    pub first: usize,
    /// The last word (inclusive).
    pub last: usize,
    /// What it is.
    pub cue: DemandCue,
}

/// How a language calls for something.
#[derive(Debug)]
pub struct DemandWords {
    patterns: Patterns,
    relative_reach: usize,
    infinitive_endings: Vec<String>,
    no_infinitives: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {
    authors: String,
    calls: String,
    own_calls: String,
    modals: String,
    modals_before_infinitive: String,
    needs: String,
    tells: String,
    no_demands: String,
    compelled: String,
    said: String,
    relatives: String,
    relative_reach: usize,
    indirect: String,
    conditions: String,
    clause_starts: String,
    and: String,
    clause_ends: String,
    reasons: String,
    commands: String,
    slogan_starts: String,
    slogan_ends: String,
    list_heads: String,
    commitments: String,
    infinitive_endings: String,
    no_infinitives: String,
}

impl DemandWords {
    pub(crate) fn read(written: &Written) -> Result<Self, String> {
        let w = written;
        let lists: [&str; 22] = [
            &w.authors,
            &w.calls,
            &w.own_calls,
            &w.modals,
            &w.modals_before_infinitive,
            &w.needs,
            &w.tells,
            &w.no_demands,
            &w.compelled,
            &w.said,
            &w.relatives,
            &w.indirect,
            &w.conditions,
            &w.clause_starts,
            &w.and,
            &w.clause_ends,
            &w.reasons,
            &w.commands,
            &w.slogan_starts,
            &w.slogan_ends,
            &w.list_heads,
            &w.commitments,
        ];
        let list = |written: &str| -> Vec<String> {
            written.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
        };
        Ok(Self {
            patterns: Patterns::read(lists),
            relative_reach: w.relative_reach,
            infinitive_endings: list(&w.infinitive_endings),
            no_infinitives: list(&w.no_infinitives),
        })
    }

    /// Every cue in these words, in the order of the text. What stands inside a turn that asks for nothing is left out.
    pub fn marks(&self, words: &Words) -> Vec<DemandMark> {
        let caught = self.patterns.find(words);
        let is_none = |c: &&Caught| CUES[c.pattern as usize] == DemandCue::NoDemand;
        let nothing: Vec<(u32, u32)> = caught.iter().filter(is_none).map(|c| (c.first, c.last)).collect();
        let mut from = 0;
        let mut marks = Vec::with_capacity(caught.len());
        for c in &caught {
            while from < nothing.len() && nothing[from].1 < c.first {
                from += 1;
            }
            let cue = CUES[c.pattern as usize];
            let is_masked = matches!(
                cue,
                DemandCue::Call
                    | DemandCue::OwnCall
                    | DemandCue::Must
                    | DemandCue::MustBefore
                    | DemandCue::Need
                    | DemandCue::Command
                    | DemandCue::SloganStart
                    | DemandCue::Commitment
                    | DemandCue::Relative
                    | DemandCue::Indirect
            );
            let inside = nothing.get(from).is_some_and(|&(first, last)| first <= c.last && c.first <= last);
            if cue != DemandCue::NoDemand && !(is_masked && inside) {
                marks.push(DemandMark { first: c.first as usize, last: c.last as usize, cue });
            }
        }
        marks
    }

    /// How many words before its verb a relative pronoun may stand: more where the verb comes last.
    pub fn relative_reach(&self) -> usize {
        self.relative_reach
    }

    /// Whether a word is an infinitive by its ending ("Retirer").
    pub fn is_infinitive(&self, word: &str) -> bool {
        word.chars().count() >= 4
            && self.infinitive_endings.iter().any(|ending| word.ends_with(ending.as_str()))
            && !self.no_infinitives.iter().any(|other| other == word)
    }
}
