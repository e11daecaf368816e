//! Names of senders: where they end, what belongs to them, whether they are a person's or an organisation's.

use standpoint_languages::{Languages, Words};

use crate::dates::date_at_end;
use crate::marks::as_shown;

/// Little words after which a title goes on to its matter, so that the sender's name ends before them.
const MATTER: [&str; 46] = [
    "on",
    "about",
    "regarding",
    "concerning",
    "over",
    "against",
    "for",
    "in",
    "to",
    "under",
    "following",
    "after",
    "sur",
    "contre",
    "concernant",
    "pour",
    "über",
    "zu",
    "zum",
    "zur",
    "gegen",
    "anlässlich",
    "sobre",
    "ante",
    "contra",
    "tegen",
    "inzake",
    "naar",
    "betreffende",
    "su",
    "sulla",
    "sul",
    "sulle",
    "contro",
    "о",
    "об",
    "про",
    "щодо",
    "против",
    "проти",
    "ws",
    "wobec",
    "przeciw",
    "om",
    "mot",
    "acerca",
];
/// The same of more than one word.
const MATTER_PHRASES: [&str; 7] =
    ["w sprawie ", "w związku ", "по поводу ", "в связи ", "à propos ", "med anledning ", "z okazji "];
/// Of these, the ones that names have inside them too ("League for Harbours"): they end a name only before a small letter.
const ALSO_IN_NAMES: [&str; 8] = ["for", "in", "to", "over", "zu", "zur", "zum", "pour"];
/// Articles before names.
const ARTICLES: [&str; 26] = [
    "the", "de", "het", "der", "die", "das", "des", "dem", "den", "le", "la", "les", "el", "los", "las", "o", "a",
    "os", "as", "il", "lo", "gli", "i", "un", "an", "du",
];
/// Small words that stand inside the names of persons.
const PARTICLES: [&str; 21] = [
    "van", "von", "de", "der", "den", "di", "da", "del", "della", "dos", "du", "la", "le", "ten", "ter", "el", "al",
    "bin", "af", "av", "y",
];
/// Words between the names of two persons.
const AND: [&str; 10] = ["and", "und", "en", "et", "y", "e", "och", "i", "и", "та"];

/// The sender's name at the beginning of a text: up to where the matter begins, less article, date and marks around it.
pub(super) fn leading_name(text: &str, languages: &Languages) -> Option<String> {
    let text = date_at_end(text.trim_end_matches([')', '.', ' ']), languages).map_or(text, |d| &text[..d.bytes.start]);
    let name = clean(&text[..end(text)]);
    let capital = name.split_whitespace().any(|w| w.chars().next().is_some_and(char::is_uppercase));
    (capital && name.chars().count() > 2).then_some(name)
}

/// Where a name ends: before the matter, at punctuation, at a closing bracket.
fn end(text: &str) -> usize {
    let mut depth = 0usize;
    let mut word_start = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            ':' | '!' | '?' | ';' | '\n' => return at,
            '.' if ends_sentence(&text[word_start..at], &text[at + 1..]) => return at,
            _ => {}
        }
        if c.is_whitespace() {
            let next = &text[at + c.len_utf8()..];
            if at > 0 && depth == 0 && begins_matter(&text[..at], next) {
                return at;
            }
            word_start = at + c.len_utf8();
        }
    }
    text.len()
}

fn ends_sentence(word: &str, after: &str) -> bool {
    after.trim().is_empty() || (after.starts_with(' ') && word.chars().count() > 3)
}

fn begins_matter(name: &str, rest: &str) -> bool {
    let Some((word, after)) = rest.split_once(char::is_whitespace) else { return false };
    let small_follows = after.chars().next().is_some_and(|c| !c.is_uppercase());
    // German writes every noun with a capital: there the length of the name decides.
    let german = word.starts_with("zu") && name.split_whitespace().count() > 1;
    if MATTER_PHRASES.iter().any(|phrase| rest.starts_with(phrase)) {
        return true;
    }
    MATTER.contains(&word) && (small_follows || german || !ALSO_IN_NAMES.contains(&word))
}

/// A name as a reader would write it down: no markup, no article, no marks around it.
pub(super) fn clean(name: &str) -> String {
    let shown = as_shown(name);
    let marks = ['“', '”', '"', '«', '»', '„', '[', ']', ' ', ',', '.', ':', '–', '—', '-', '|', '<', '>', '\u{a0}'];
    let mut name = shown.trim().trim_matches(marks);
    if let Some(inside) = name.strip_prefix('(').and_then(|n| n.strip_suffix(')')) {
        name = inside.trim();
    }
    // An article with a capital may be part of the name: "The Tide", "La Liga".
    name = name.split_once(' ').filter(|(first, _)| ARTICLES.contains(first)).map_or(name, |(_, rest)| rest);
    for elided in ["l’", "l'"] {
        name = name.strip_prefix(elided).unwrap_or(name);
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name holds a word that organisations have in their names.
pub(crate) fn is_organisation(name: &str, languages: &Languages) -> bool {
    let words = Words::of(name);
    let known = |word: &str| languages.iter().any(|l| l.document().organisation_words.iter().any(|o| o == word));
    words.len() <= 20 && words.iter().any(known)
}

/// Whether a name has the form of the names of one or two persons.
pub(crate) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let persons: Vec<&[&str]> = words.split(|w| AND.contains(w) || *w == "&").collect();
    let capital = |w: &&&str| w.chars().next().is_some_and(char::is_uppercase);
    let is_one = |person: &&[&str]| {
        let small_ones_fit = person.iter().all(|w| capital(&w) || PARTICLES.contains(w));
        let no_numbers = person.iter().all(|w| !w.chars().any(|c| c.is_ascii_digit()));
        small_ones_fit && no_numbers && (2..=5).contains(&person.len()) && person.iter().filter(capital).count() >= 2
    };
    persons.len() <= 2 && persons.iter().all(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        leading_name(text, Languages::built_in())
    }

    #[test]
    fn names_end_where_the_matter_begins() {
        for (text, expected) in [
            ("the Harbour League on the new toll", "Harbour League"),
            ("the Board of the Harbour League – HL/North) and more", "Board of the Harbour League – HL/North"),
            ("the League for Fair Harbours, 5 March 2021.", "League for Fair Harbours"),
            ("St. Nicholas Parish regarding line 9", "St. Nicholas Parish"),
            ("[Dock\\*Side](#): no toll", "Dock*Side"),
            ("l’Union des Ports sur le péage", "Union des Ports"),
            ("the Union (NU) about it", "Union (NU)"),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected));
        }
        assert_eq!(name("what we think"), None);
    }

    #[test]
    fn persons_and_organisations() {
        assert!(is_person("Jane Roe") && is_person("Anna van der Zee and John Doe"));
        assert!(!is_person("Land and Sea") && !is_person("Hafen zu Hafen") && !is_person("line 9"));
        assert!(is_organisation("Harbour League", Languages::built_in()));
        assert!(!is_organisation("Jane Roe", Languages::built_in()));
    }
}
