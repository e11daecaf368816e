use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};
use serde::Deserialize;

/// A stem is never shorter, in bytes; "kr*" would catch too much.
const SHORTEST_STEM: usize = 3;

/// What a unit's words name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UnitName {
    /// Money: an ISO 4217 code ("EUR"), or the English name of what several countries pay in ("dollar").
    Money(String),
    /// A unit of measure, by its key in the table of units ("kilometre").
    Measure(String),
}

/// One way to name a unit, from its second word on; by the first it is found ([`UnitWords::starting_with`]).
#[derive(Debug, Clone)]
pub struct UnitPhrase {
    rest: Vec<UnitWord>,
    /// The number of the unit in [`UnitWords::name`].
    pub unit: usize,
    /// Whether it counts after digits only.
    pub only_after_digits: bool,
    /// Whether it must be joined to the number: "летн*" in "20-летний".
    pub only_joined: bool,
}

#[derive(Debug, Clone)]
enum UnitWord {
    Whole(String),
    Stem(String),
    /// Any form of the noun of this number.
    Noun(usize),
}

/// How a language names units of measure and currencies.
#[derive(Debug, Default)]
pub struct UnitWords {
    names: Vec<UnitName>,
    nouns: Vec<HashSet<String>>,
    by_word: HashMap<String, Vec<UnitPhrase>>,
    by_stem: HashMap<String, Vec<UnitPhrase>>,
    longest_stem: usize,
    linkers: Vec<Vec<String>>,
    part_linkers: Vec<Vec<String>>,
    fillers: HashSet<String>,
    little_words: HashSet<String>,
    not_after_articles: HashSet<String>,
    year_names: HashSet<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {
    linkers: String,
    part_linkers: String,
    fillers: String,
    little_words: String,
    not_after_articles: String,
    after_digits: String,
    year_names: String,
    nouns: BTreeMap<String, String>,
    money: BTreeMap<String, String>,
    measures: BTreeMap<String, String>,
    cldr_measures: BTreeMap<String, String>,
    cldr_money: BTreeMap<String, String>,
}

impl UnitWords {
    pub(crate) fn read(written: &Written) -> Result<Self, String> {
        let mut reader = Reader::new(written);
        for (noun, forms) in &written.nouns {
            reader.add(UnitName::Money(noun.clone()), forms)?;
        }
        for table in [&written.money, &written.cldr_money] {
            for (code, forms) in table {
                reader.add(UnitName::Money(code.clone()), forms)?;
            }
        }
        for table in [&written.measures, &written.cldr_measures] {
            for (unit, forms) in table {
                reader.add(UnitName::Measure(unit.clone()), forms)?;
            }
        }
        let mut words = reader.words;
        words.longest_stem = words.by_stem.keys().map(String::len).max().unwrap_or(0);
        words.linkers = turns(&written.linkers);
        words.part_linkers = turns(&written.part_linkers);
        words.fillers = set(&written.fillers);
        words.little_words = set(&written.little_words);
        words.not_after_articles = set(&written.not_after_articles);
        words.year_names = set(&written.year_names);
        Ok(words)
    }

    /// The unit of this number.
    pub fn name(&self, unit: usize) -> &UnitName {
        &self.names[unit]
    }

    /// All units the language has words for.
    pub fn names(&self) -> &[UnitName] {
        &self.names
    }

    /// Every phrase whose first word this can be, lower case.
    pub fn starting_with<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a UnitPhrase> {
        let stems = (SHORTEST_STEM..=word.len().min(self.longest_stem))
            .filter_map(|length| self.by_stem.get(word.get(..length)?))
            .flatten();
        self.by_word.get(word).into_iter().flatten().chain(stems)
    }

    /// Whether a phrase goes on with this word in this place, the first after the first being 0.
    pub fn goes_on(&self, phrase: &UnitPhrase, place: usize, word: &str) -> bool {
        match phrase.rest.get(place) {
            Some(UnitWord::Whole(whole)) => whole == word,
            Some(UnitWord::Stem(stem)) => word.starts_with(stem.as_str()),
            Some(UnitWord::Noun(noun)) => self.nouns[*noun].contains(word),
            None => false,
        }
    }

    /// Turns that can stand between a number and its unit: "millions **of** dollars".
    pub fn linkers(&self) -> &[Vec<String>] {
        &self.linkers
    }

    /// Turns that can stand between a part and what it is a part of: "half **an** hour".
    pub fn part_linkers(&self) -> &[Vec<String>] {
        &self.part_linkers
    }

    /// Whether a unit is a little word too, and needs a mark, a linker or nothing after it: "5 in.".
    pub fn is_little_word(&self, word: &str) -> bool {
        self.little_words.contains(word)
    }

    /// Whether a unit is something else after an article: "a percentage".
    pub fn is_other_after_article(&self, word: &str) -> bool {
        self.not_after_articles.contains(word)
    }

    /// Whether a word can stand between a number and its unit and change nothing: "two **more** hours".
    pub fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }

    /// Whether a word makes a four-digit number before it the name of a year: "2022 года".
    pub fn names_a_year(&self, word: &str) -> bool {
        self.year_names.contains(word)
    }
}

impl UnitPhrase {
    /// How many words follow the first.
    pub fn more_words(&self) -> usize {
        self.rest.len()
    }
}

struct Reader<'w> {
    words: UnitWords,
    after_digits: HashSet<&'w str>,
    /// The number of each noun and each currency that patterns can refer to.
    noun_numbers: HashMap<&'w str, usize>,
}

impl<'w> Reader<'w> {
    fn new(written: &'w Written) -> Self {
        let mut words = UnitWords::default();
        let mut noun_numbers = HashMap::default();
        for (noun, forms) in written.nouns.iter().chain(&written.money) {
            noun_numbers.insert(noun.as_str(), words.nouns.len());
            words
                .nouns
                .push(comma_list(forms).filter(|form| !form.contains([' ', '<', '*'])).map(str::to_owned).collect());
        }
        Self { words, after_digits: comma_list(&written.after_digits).collect(), noun_numbers }
    }

    fn add(&mut self, name: UnitName, forms: &str) -> Result<(), String> {
        let unit = self.words.names.iter().position(|known| *known == name).unwrap_or(self.words.names.len());
        if unit == self.words.names.len() {
            self.words.names.push(name);
        }
        for form in comma_list(forms) {
            let mut pattern =
                words_of(form).map(|word| self.read_word(word)).collect::<Result<Vec<_>, _>>()?.into_iter();
            let Some(first) = pattern.next() else { continue };
            let rest: Vec<UnitWord> = pattern.collect();
            let only_joined = rest.is_empty() && matches!(first, UnitWord::Stem(_));
            let only_after_digits = self.after_digits.contains(form) || form.chars().count() == 1;
            self.file(first, UnitPhrase { rest, unit, only_after_digits, only_joined })?;
        }
        Ok(())
    }

    fn read_word(&self, word: &str) -> Result<UnitWord, String> {
        if let Some(noun) = word.strip_prefix('<').and_then(|word| word.strip_suffix('>')) {
            let number = self.noun_numbers.get(noun).ok_or_else(|| format!("{word:?} is no noun of [units]"))?;
            return Ok(UnitWord::Noun(*number));
        }
        Ok(match word.strip_suffix('*') {
            Some(stem) => UnitWord::Stem(stem.to_owned()),
            None => UnitWord::Whole(word.to_owned()),
        })
    }

    fn file(&mut self, first: UnitWord, phrase: UnitPhrase) -> Result<(), String> {
        match first {
            UnitWord::Whole(word) => self.words.by_word.entry(word).or_default().push(phrase),
            UnitWord::Noun(noun) => {
                for form in &self.words.nouns[noun] {
                    self.words.by_word.entry(form.clone()).or_default().push(phrase.clone());
                }
            }
            UnitWord::Stem(stem) if stem.len() < SHORTEST_STEM => {
                return Err(format!("the stem \"{stem}*\" is too short"))
            }
            UnitWord::Stem(stem) => self.words.by_stem.entry(stem).or_default().push(phrase),
        }
        Ok(())
    }
}

fn comma_list(written: &str) -> impl Iterator<Item = &str> {
    written.split(',').map(str::trim).filter(|item| !item.is_empty())
}

fn set(written: &str) -> HashSet<String> {
    comma_list(written).map(str::to_owned).collect()
}

fn turns(written: &str) -> Vec<Vec<String>> {
    comma_list(written).map(|turn| words_of(turn).map(str::to_owned).collect()).collect()
}

/// Hyphens, apostrophes and slashes separate words, in texts as in patterns.
fn words_of(form: &str) -> impl Iterator<Item = &str> {
    form.split([' ', '-', '\'', '/']).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(section: &str) -> Result<UnitWords, String> {
        UnitWords::read(&toml::from_str(section).map_err(|error| error.to_string())?)
    }

    #[test]
    fn a_noun_in_a_pattern_stands_for_all_its_forms() {
        let words = read("[nouns]\ncrown = \"крона, крон\"\n[money]\nSEK = \"шведск* <crown>\"").unwrap();
        let phrase = words.starting_with("шведских").next().unwrap();
        assert_eq!(words.name(phrase.unit), &UnitName::Money("SEK".into()));
        assert!(words.goes_on(phrase, 0, "крон") && !words.goes_on(phrase, 0, "франк") && !phrase.only_joined);
        assert!(read("[money]\nSEK = \"шведск* <crown>\"").is_err());
    }

    #[test]
    fn a_lone_stem_must_be_joined_to_its_number() {
        let words = read("[measures]\nyear = \"jährig*, jahr\"").unwrap();
        assert!(words.starting_with("jährige").all(|phrase| phrase.only_joined));
        assert!(words.starting_with("jahr").all(|phrase| !phrase.only_joined));
    }
}
