use foldhash::{HashMap, HashSet};
use serde::Deserialize;

use crate::Words;

/// How a language writes the names of people, organisations and places.
#[derive(Debug, Default)]
pub struct NameWords {
    /// What stands before the name of a person.
    pub titles: Turns,
    /// Small words inside the names of people.
    pub particles: HashSet<String>,
    /// Small words inside the names of organisations.
    pub connectors: HashSet<String>,
    /// Words for "and".
    pub and: HashSet<String>,
    /// Words that the names of organisations hold.
    pub organisation_words: Compounds,
    /// Prepositions after which the name of a place stands.
    pub place_prepositions: Turns,
    /// What stands right before the name of a place.
    pub place_words: Turns,
    /// What stands right after the name of a place.
    pub place_words_after: Turns,
    /// Verbs and turns of saying.
    pub saying: Turns,
    /// What somebody who rules has.
    pub rule: Turns,
    /// Peoples, inhabitants, adherents.
    pub peoples: Stems,
    /// Words with a capital that are no names.
    pub not_names: HashSet<String>,
    /// Endings of nouns that are no names.
    pub ordinary_endings: Vec<String>,
    /// Endings that surnames often have.
    pub surname_endings: Vec<String>,
    /// Endings of forms, each with the ending of the first case.
    pub endings: Endings,
    /// Last letters of stems, each with the one it becomes before some endings.
    pub stem_changes: Vec<(String, String)>,
    /// Letters and their sounds.
    pub spelling: Vec<(String, String)>,
    /// Letters and how they are written in Latin letters; empty for languages that use these.
    pub romanisation: Vec<(String, String)>,
    /// Whether all nouns are written with a capital.
    pub nouns_have_capitals: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {
    titles: String,
    particles: String,
    connectors: String,
    and: String,
    organisation_words: String,
    place_prepositions: String,
    place_words: String,
    place_words_after: String,
    saying: String,
    rule: String,
    peoples: String,
    not_names: String,
    ordinary_endings: String,
    surname_endings: String,
    endings: String,
    stem_changes: String,
    spelling: String,
    romanisation: String,
    nouns_have_capitals: bool,
}

impl NameWords {
    pub(crate) fn read(written: &Written) -> Result<Self, String> {
        Ok(Self {
            titles: Turns::read(&written.titles),
            particles: list(&written.particles).map(str::to_owned).collect(),
            connectors: list(&written.connectors).map(str::to_owned).collect(),
            and: list(&written.and).map(str::to_owned).collect(),
            organisation_words: Compounds::read(&written.organisation_words),
            place_prepositions: Turns::read(&written.place_prepositions),
            place_words: Turns::read(&written.place_words),
            place_words_after: Turns::read(&written.place_words_after),
            saying: Turns::read(&written.saying),
            rule: Turns::read(&written.rule),
            peoples: Stems::read(&written.peoples),
            not_names: list(&written.not_names).map(str::to_owned).collect(),
            ordinary_endings: list(&written.ordinary_endings).map(str::to_owned).collect(),
            surname_endings: list(&written.surname_endings).map(str::to_owned).collect(),
            endings: Endings::read(&written.endings)?,
            stem_changes: pairs(&written.stem_changes)?,
            spelling: pairs(&written.spelling)?,
            romanisation: pairs(&written.romanisation)?,
            nouns_have_capitals: written.nouns_have_capitals,
        })
    }

    /// Whether names take endings, so that a word of a text need not be the form that dictionaries have.
    pub fn inflects(&self) -> bool {
        self.endings.number > 5
    }

    /// The forms that a dictionary may have a word under, the word itself first. Stops where `is_it` says so.
    pub fn dictionary_form<T>(&self, word: &str, mut is_it: impl FnMut(&str) -> Option<T>) -> Option<T> {
        if let Some(found) = is_it(word) {
            return Some(found);
        }
        let mut form = String::new();
        self.endings.that_may_end(word).iter().find_map(|(ending, nominative)| {
            let stem = word.strip_suffix(ending.as_str())?;
            stem.chars().nth(1)?;
            form.clear();
            form.push_str(stem);
            form.push_str(nominative);
            is_it(&form)
        })
    }

    /// A name in Latin letters, each word with a capital. Names in Latin letters stay as they are.
    pub fn romanised(&self, name: &str) -> String {
        if self.romanisation.is_empty() {
            return name.to_owned();
        }
        name.split(' ').map(|word| self.romanised_word(word)).collect::<Vec<_>>().join(" ")
    }

    fn romanised_word(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        let mut latin = String::new();
        let mut rest = lower.as_str();
        while let Some(c) = rest.chars().next() {
            let rule = self.romanisation.iter().find_map(|(letters, sound)| {
                let at_start = letters.strip_prefix('^');
                let letters = at_start.unwrap_or(letters);
                let at_end = letters.strip_suffix('$');
                let letters = at_end.unwrap_or(letters);
                let left = rest.strip_prefix(letters)?;
                let fits = (at_start.is_none() || rest.len() == lower.len()) && (at_end.is_none() || left.is_empty());
                fits.then_some((sound, left))
            });
            match rule {
                Some((sound, left)) => {
                    latin.push_str(sound);
                    rest = left;
                }
                None => {
                    latin.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        if word.chars().all(|c| !c.is_lowercase()) && word.chars().nth(1).is_some() {
            return latin.to_uppercase();
        }
        let mut letters = latin.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

/// Endings of forms, each with the ending of the first case.
#[derive(Debug, Default)]
pub struct Endings {
    by_last_letter: HashMap<char, Vec<(String, String)>>,
    number: usize,
}

impl Endings {
    fn read(written: &str) -> Result<Self, String> {
        let mut endings = Self::default();
        for (ending, nominative) in pairs(written)? {
            let last = ending.chars().next_back().ok_or("an ending in [naming] has no letters")?;
            endings.by_last_letter.entry(last).or_default().push((ending, nominative));
            endings.number += 1;
        }
        Ok(endings)
    }

    /// Those with the last letter of a word, in the order of the language file.
    fn that_may_end(&self, word: &str) -> &[(String, String)] {
        let last = word.chars().next_back();
        last.and_then(|last| self.by_last_letter.get(&last)).map_or(&[], Vec::as_slice)
    }
}

/// A set of words and turns of several words.
#[derive(Debug, Default)]
pub struct Turns {
    turns: HashSet<String>,
    longest: usize,
}

impl Turns {
    fn read(written: &str) -> Self {
        let turns: HashSet<String> =
            list(written).map(|turn| Words::of(turn).iter().collect::<Vec<_>>().join(" ")).collect();
        let longest = turns.iter().map(|turn| turn.split(' ').count()).max().unwrap_or(0);
        Self { turns, longest }
    }

    /// Whether this is one of them.
    pub fn contains(&self, turn: &str) -> bool {
        self.turns.contains(turn)
    }

    /// How many words the longest turn has that ends before word number `end`; 0 where there is none.
    pub fn before(&self, words: &Words, end: usize) -> usize {
        (1..=self.longest.min(end)).rev().find(|&length| self.is_at(words, end - length, length)).unwrap_or(0)
    }

    /// How many words the longest turn has that begins at word number `start`; 0 where there is none.
    pub fn at(&self, words: &Words, start: usize) -> usize {
        let left = words.len().saturating_sub(start);
        (1..=self.longest.min(left)).rev().find(|&length| self.is_at(words, start, length)).unwrap_or(0)
    }

    fn is_at(&self, words: &Words, start: usize, length: usize) -> bool {
        self.turns.contains(words.run(start..start + length))
    }
}

/// A set of words, some of which may be the last part of a compound.
#[derive(Debug, Default)]
pub struct Compounds {
    words: HashSet<String>,
    last_parts: Vec<String>,
}

impl Compounds {
    fn read(written: &str) -> Self {
        let (parts, words): (Vec<&str>, Vec<&str>) = list(written).partition(|word| word.starts_with('*'));
        let last_parts = parts.into_iter().map(|part| part.trim_start_matches('*').to_owned()).collect();
        Self { words: words.into_iter().map(str::to_owned).collect(), last_parts }
    }

    /// Whether a lower-case word is one of them or ends in one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word) || self.last_parts.iter().any(|part| word.ends_with(part.as_str()))
    }
}

/// Patterns of words with `*` for any letters, by their first letter.
#[derive(Debug, Default)]
pub struct Stems {
    by_letter: HashMap<char, Vec<Vec<String>>>,
}

impl Stems {
    fn read(written: &str) -> Self {
        let mut by_letter: HashMap<char, Vec<Vec<String>>> = HashMap::default();
        for stem in list(written) {
            if let Some(first) = stem.chars().next() {
                by_letter.entry(first).or_default().push(stem.split('*').map(str::to_owned).collect());
            }
        }
        Self { by_letter }
    }

    /// Whether a lower-case word matches one of them.
    pub fn contains(&self, word: &str) -> bool {
        let Some(stems) = word.chars().next().and_then(|first| self.by_letter.get(&first)) else { return false };
        stems.iter().any(|parts| matches_parts(parts, word))
    }
}

fn matches_parts(parts: &[String], word: &str) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let Some(mut rest) = word.strip_prefix(first.as_str()) else { return false };
    if parts.len() == 1 {
        return rest.is_empty();
    }
    for part in &parts[1..parts.len() - 1] {
        let Some(at) = rest.find(part.as_str()) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last.as_str())
}

fn list(written: &str) -> impl Iterator<Item = &str> {
    written.split(',').map(str::trim).filter(|word| !word.is_empty())
}

fn pairs(written: &str) -> Result<Vec<(String, String)>, String> {
    list(written)
        .map(|pair| {
            let (from, to) = pair.split_once('>').ok_or_else(|| format!("{pair:?} in [naming] has no >"))?;
            Ok((from.to_owned(), to.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_letters() {
        let stems = Stems::read("mar*h*n, toll*, rus");
        assert!(stems.contains("marehaven") && stems.contains("tolls") && stems.contains("rus"));
        assert!(!stems.contains("mart") && !stems.contains("rust"));
    }

    #[test]
    fn the_longest_turn_before_a_word_is_found() {
        let turns = Turns::read("minister, prime minister, city of");
        let words = Words::of("The Prime Minister Torvaan left the city of Marhaven");
        assert_eq!((turns.before(&words, 3), turns.before(&words, 8), turns.at(&words, 1)), (2, 2, 2));
    }

    #[test]
    fn forms_go_back_to_the_dictionary() {
        let words = NameWords { endings: Endings::read("ом>, ой>а").unwrap(), ..NameWords::default() };
        let find = |word: &str| words.dictionary_form(word, |form| (form == "марина").then_some(()));
        assert!(find("мариной").is_some() && find("марина").is_some() && find("марином").is_none());
    }
}
