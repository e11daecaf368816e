use foldhash::HashSet;
use serde::Deserialize;

use crate::pattern::Patterns;
use crate::Words;

/// What a turn of phrase says of the number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureCue {
    /// Before a span of time: it says when ("vor zwei Jahren").
    AgoBefore,
    /// After a span of time: it says when ("two years ago").
    AgoAfter,
    /// Before a span of time: it lasts ("desde hace dos años"), whatever else the words say.
    LastingBefore,
    /// Between a number and what it is a part of ("half of the town").
    Of,
    /// After a number: it is a part of what was counted before ("of them").
    OfThem,
    /// Before a small number that was said before ("these two").
    AgainBefore,
    /// The figure holds for each day.
    PerDay,
    /// The figure holds for each week.
    PerWeek,
    /// The figure holds for each month.
    PerMonth,
    /// The figure holds for each year.
    PerYear,
    /// The figure holds for each person.
    PerPerson,
    /// It held in the year before that of writing.
    LastYear,
    /// It holds in the year of writing.
    ThisYear,
    /// It is to hold in the year after that of writing.
    NextYear,
    /// It held at a time that only a reader can tell.
    Elsewhen,
    /// Stands before the name of whoever says so.
    AccordingTo,
    /// A verb or noun by which somebody gives a figure.
    Claims,
}

const CUES: [FigureCue; 17] = [
    FigureCue::AgoBefore,
    FigureCue::AgoAfter,
    FigureCue::LastingBefore,
    FigureCue::Of,
    FigureCue::OfThem,
    FigureCue::AgainBefore,
    FigureCue::PerDay,
    FigureCue::PerWeek,
    FigureCue::PerMonth,
    FigureCue::PerYear,
    FigureCue::PerPerson,
    FigureCue::LastYear,
    FigureCue::ThisYear,
    FigureCue::NextYear,
    FigureCue::Elsewhen,
    FigureCue::AccordingTo,
    FigureCue::Claims,
];

/// A cue in a text: its first and last word, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureMark {
    /// The first word.
    pub first: usize,
    /// The last word (inclusive).
    pub last: usize,
    /// What it says.
    pub cue: FigureCue,
}

/// How a language speaks of what it counts, as of when and according to whom.
#[derive(Debug)]
pub struct FigureWords {
    cues: Patterns,
    noun_endings: Vec<String>,
    nouns: HashSet<String>,
    adjective_endings: Vec<String>,
    /// Whether nouns are written with a capital, which shows them.
    pub nouns_are_capitalised: bool,
    /// Whether adjectives follow their noun, so that the first word after a number is the noun.
    pub noun_comes_first: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {
    noun_endings: String,
    nouns: String,
    adjective_endings: String,
    nouns_are_capitalised: bool,
    noun_comes_first: bool,
    ago_before: String,
    ago_after: String,
    lasting_before: String,
    of: String,
    of_them: String,
    again_before: String,
    per_day: String,
    per_week: String,
    per_month: String,
    per_year: String,
    per_person: String,
    last_year: String,
    this_year: String,
    next_year: String,
    elsewhen: String,
    according_to: String,
    claims: String,
}

impl FigureWords {
    pub(crate) fn read(written: &Written) -> Result<Self, String> {
        let lists: [&str; 17] = [
            &written.ago_before,
            &written.ago_after,
            &written.lasting_before,
            &written.of,
            &written.of_them,
            &written.again_before,
            &written.per_day,
            &written.per_week,
            &written.per_month,
            &written.per_year,
            &written.per_person,
            &written.last_year,
            &written.this_year,
            &written.next_year,
            &written.elsewhen,
            &written.according_to,
            &written.claims,
        ];
        let endings = |list: &str| crate::language::comma_list(list);
        Ok(Self {
            cues: Patterns::read(lists),
            noun_endings: endings(&written.noun_endings),
            nouns: endings(&written.nouns).into_iter().collect(),
            adjective_endings: endings(&written.adjective_endings),
            nouns_are_capitalised: written.nouns_are_capitalised,
            noun_comes_first: written.noun_comes_first,
        })
    }

    /// Every cue in these words, in the order of the text.
    pub fn marks(&self, words: &Words) -> Vec<FigureMark> {
        let mark = |caught: &crate::pattern::Caught| FigureMark {
            first: caught.first as usize,
            last: caught.last as usize,
            cue: CUES[caught.pattern as usize],
        };
        self.cues.find(words).iter().map(mark).collect()
    }

    /// Whether a lower-case word is listed as a noun that follows numbers.
    pub fn is_noun(&self, word: &str) -> bool {
        self.nouns.contains(word)
    }

    /// Whether nouns are told by lacking the endings of adjectives, having none of their own.
    pub fn nouns_are_what_is_no_adjective(&self) -> bool {
        self.noun_endings.is_empty()
    }

    /// Whether a lower-case word has the ending of a noun as it stands after a number.
    pub fn ends_as_noun(&self, word: &str) -> bool {
        let ends = self.noun_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        (self.noun_endings.is_empty() || ends) && !self.ends_as_adjective(word)
    }

    /// Whether a lower-case word has the ending of an adjective.
    pub fn ends_as_adjective(&self, word: &str) -> bool {
        self.adjective_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}
