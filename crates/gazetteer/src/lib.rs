//! Open data on the names of places, organisations and people in the languages of the program, and the spelling of names
//! across languages and scripts.
//!
//! # What data is this?
//!
//! `data/places.tsv`: countries, territories and parts of the world by Unicode CLDR, cities by CLDR and GeoNames, first-level
//! regions by CLDR. `data/given_names.txt`: given names by Faker. Both are made by `tools/gazetteer`. Two tables were compiled
//! for this program: `data/organisations.tsv` and `data/regions.tsv`. `NOTICE.md` names sources and licences.
//!
//! # How are spellings told to be of one name?
//!
//! By what they sound like: [`Spelling`] turns a name into a [`Skeleton`] by the letter rules of its language.
//!
//! # What this crate may know
//!
//! Names. No statement, no language file: a language's letter rules are handed in.

mod load;
mod spelling;

use std::borrow::Cow;
use std::sync::OnceLock;

use foldhash::{HashMap, HashSet};

pub use spelling::{Skeleton, Spelling};

/// What a name of the data names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A country, a territory or a part of the world.
    Country,
    /// A region, water or historical country that statements name by itself.
    Region,
    /// A capital or a city of a million.
    Metropolis,
    /// A city of a hundred thousand.
    City,
    /// A first-level region by its English name.
    Province,
    /// A town: by itself a weak sign, since many towns are called like people and things.
    Town,
    /// An international organisation or a well-known institution.
    Organisation,
}

impl EntryKind {
    /// Whether the name alone does not show what it is.
    pub fn is_weak(self) -> bool {
        matches!(self, Self::Province | Self::Town)
    }

    /// Whether it is a place.
    pub fn is_place(self) -> bool {
        self != Self::Organisation
    }
}

/// One place or organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its English name.
    pub name: &'static str,
    /// What it is.
    pub kind: EntryKind,
}

/// The data, ready to look names up in.
#[derive(Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// Names of one word, lower case; abbreviations in capitals, some with the code of their language before ("sv:FN").
    single: HashMap<Cow<'static, str>, u32>,
    /// Names of several words by [`phrase_key`] of their first two words.
    phrases: HashMap<u64, Vec<Phrase>>,
    given_names: HashSet<&'static str>,
}

#[derive(Debug)]
struct Phrase {
    words: Cow<'static, str>,
    entry: u32,
}

/// How closely the words of a text must match those of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching<'a> {
    /// To the letter.
    Exact,
    /// Other endings may stand in the text: the language inflects names.
    Inflected {
        /// Last letters of stems, each with the one it becomes before some endings.
        stem_changes: &'a [(String, String)],
    },
}

impl Gazetteer {
    /// The data built into the program, loaded once.
    pub fn built_in() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(load::built_in)
    }

    /// What a lower-case word (or an abbreviation in capitals) names.
    ///
    /// ```
    /// let gazetteer = standpoint_gazetteer::Gazetteer::built_in();
    /// assert_eq!(gazetteer.word("варшава").unwrap().name, "Warsaw");
    /// assert_eq!(gazetteer.word("OVSE").unwrap().name, "OSCE");
    /// assert!(gazetteer.word("marhaven").is_none());
    /// ```
    pub fn word(&self, word: &str) -> Option<Entry> {
        self.single.get(word).map(|&entry| self.entries[entry as usize])
    }

    /// The longest name of several words that these lower-case words begin with, and how many words it has.
    ///
    /// ```
    /// use standpoint_gazetteer::{Gazetteer, Matching};
    /// let words = ["организации", "объединённых", "наций", "заявили"];
    /// let inflected = Matching::Inflected { stem_changes: &[] };
    /// let (length, entry) = Gazetteer::built_in().phrase(&words, inflected).unwrap();
    /// assert_eq!((length, entry.name), (3, "United Nations"));
    /// ```
    pub fn phrase(&self, words: &[&str], matching: Matching<'_>) -> Option<(usize, Entry)> {
        let same_key = self.phrases.get(&phrase_key(words.first()?, words.get(1)?))?;
        let matches = same_key.iter().filter_map(|phrase| {
            let length = matching_words(&phrase.words, words, matching)?;
            Some((length, self.entries[phrase.entry as usize]))
        });
        matches.max_by_key(|&(length, _)| length)
    }

    /// Whether a name of several words may begin with these two: what [`Gazetteer::phrase`] would look at first.
    pub fn may_begin_phrase(&self, first: &str, second: &str) -> bool {
        self.phrases.contains_key(&phrase_key(first, second))
    }

    /// Whether a lower-case word is a given name.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(word)
    }

    /// All names of one word with what they name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Entry)> {
        self.single.iter().map(|(name, &entry)| (name.as_ref(), self.entries[entry as usize]))
    }
}

/// A number for the beginnings of two words, the same for all their forms.
fn phrase_key(first: &str, second: &str) -> u64 {
    let letters = first.chars().take(3).chain(['|']).chain(second.chars().take(3));
    letters.fold(0xcbf2_9ce4_8422_2325, |key, c| (key ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
}

fn matching_words(name: &str, words: &[&str], matching: Matching<'_>) -> Option<usize> {
    let mut length = 0;
    for listed in name.split(' ') {
        let word = words.get(length)?;
        length += 1;
        if !is_form_of(word, listed, matching) {
            return None;
        }
    }
    Some(length)
}

/// Letters that the first cases of words end in, in Latin and Cyrillic: what stands before them all cases begin with.
const ENDINGS: &[char] = &[
    'a', 'e', 'i', 'o', 'u', 'y', 'ą', 'ę', 'ó', 'а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'і', 'ї', 'є', 'й',
    'ь',
];
/// No case has a longer ending, in letters.
const LONGEST_ENDING: usize = 4;

/// Whether a word of a text may be a form of a listed word.
fn is_form_of(word: &str, listed: &str, matching: Matching<'_>) -> bool {
    if word == listed || word.strip_suffix('s') == Some(listed) {
        return true;
    }
    let Matching::Inflected { stem_changes } = matching else { return false };
    let stem = listed.trim_end_matches(ENDINGS);
    let changed = || {
        stem_changes.iter().find_map(|(last, changed)| {
            let start = stem.strip_suffix(last.as_str())?;
            word.strip_prefix(start)?.strip_prefix(changed.as_str())
        })
    };
    let ending = || word.strip_prefix(stem).or_else(changed);
    stem.chars().nth(1).is_some() && ending().is_some_and(|ending| ending.chars().count() <= LONGEST_ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(word: &str) -> Option<&'static str> {
        Gazetteer::built_in().word(word).map(|entry| entry.name)
    }

    #[test]
    fn one_place_in_many_languages() {
        for spelling in ["kharkiv", "charkov", "харків", "харьков", "charków"] {
            assert_eq!(named(spelling), Some("Kharkiv"), "{spelling}");
        }
        for spelling in ["germany", "duitsland", "allemagne", "німеччина", "niemcy"] {
            assert_eq!(named(spelling), Some("Germany"), "{spelling}");
        }
    }

    #[test]
    fn one_organisation_by_all_its_abbreviations() {
        for abbreviation in ["UN", "VN", "ONU", "ООН", "ONZ", "sv:FN"] {
            assert_eq!(named(abbreviation), Some("United Nations"), "{abbreviation}");
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let (length, entry) =
            Gazetteer::built_in().phrase(&["united", "nations", "security", "council"], Matching::Exact).unwrap();
        assert_eq!((length, entry.name), (4, "UN Security Council"));
    }

    #[test]
    fn a_case_begins_with_the_stem_of_the_name() {
        let changes = [("г".to_owned(), "з".to_owned())];
        let is_form =
            |word: &str, listed: &str| is_form_of(word, listed, Matching::Inflected { stem_changes: &changes });
        assert!(is_form("торговых", "торговая") && is_form("лізі", "ліга") && is_form("gminami", "gmina"));
        assert!(!is_form("карлосом", "карловы") && !is_form("торгом", "торговая"));
        assert!(!is_form_of("лізі", "ліга", Matching::Inflected { stem_changes: &[] }));
    }

    #[test]
    fn forms_are_matched_only_where_asked() {
        let words = ["северной", "кореи"];
        assert!(Gazetteer::built_in().phrase(&words, Matching::Exact).is_none());
        assert_eq!(
            Gazetteer::built_in().phrase(&words, Matching::Inflected { stem_changes: &[] }).unwrap().1.name,
            "North Korea"
        );
    }
}
