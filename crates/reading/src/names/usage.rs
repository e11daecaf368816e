use foldhash::HashMap;
use standpoint_languages::{DateRole, Language};

use super::passage::{Passage, Shape};

/// How often a word is written how in a statement.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    small: u32,
    capital: u32,
}

/// How the words of a statement are written: a word seen in small letters is no name at the beginning of a sentence, and one
/// that always has a capital may be.
pub(super) struct Usage {
    counts: HashMap<String, Count>,
}

impl Usage {
    pub(super) fn of(passages: &[Passage]) -> Self {
        let mut counts: HashMap<String, Count> = HashMap::default();
        for passage in passages {
            for word in (0..passage.len()).filter(|&word| passage.has_capital(word) && !passage.is_display) {
                let seen = counts.entry(passage.words.get(word).to_owned()).or_default();
                seen.capital += u32::from(!passage.opens(word));
            }
        }
        for passage in passages.iter().filter(|passage| !passage.is_display) {
            for word in (0..passage.len()).filter(|&word| passage.shape(word) == Shape::Small) {
                if let Some(seen) = counts.get_mut(passage.words.get(word)) {
                    seen.small += 1;
                }
            }
        }
        Self { counts }
    }

    /// How often a word has a capital where it would have none if it were no name.
    pub(super) fn capitals(&self, word: &str) -> u32 {
        self.counts.get(word).map_or(0, |count| count.capital)
    }

    /// Whether a word is also written in small letters.
    pub(super) fn is_also_small(&self, word: &str) -> bool {
        self.counts.get(word).is_some_and(|count| count.small > 0)
    }

    /// Whether a lower-case word is an everyday word of its language, as far as the files and the statement show.
    pub(super) fn is_everyday(&self, word: &str, language: &Language) -> bool {
        let naming = language.naming();
        naming.not_names.contains(word)
            || self.is_also_small(word)
            || language.is_function_word(word)
            || language.sentences().starters.contains(word)
            || is_of_the_calendar(word, language)
            || naming
                .ordinary_endings
                .iter()
                .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }
}

/// Whether a lower-case word is a month or a day of the week.
pub(super) fn is_of_the_calendar(word: &str, language: &Language) -> bool {
    let word = language.dates().word(word);
    word.month().is_some() || word.is(DateRole::Weekday)
}
