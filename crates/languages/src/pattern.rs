use aho_corasick::{AhoCorasick, MatchKind};

use crate::Words;

/// Which words a pattern caught: the first and the last, by number, and the pattern's own number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Caught {
    pub first: u32,
    pub last: u32,
    pub pattern: u32,
}

/// Many patterns, matched in one pass over the words of a text (Aho and Corasick 1975).
///
/// `word` catches that word, `stem*` every word that begins so, `*stem` every word that ends so, `*stem*` every word that
/// holds it; several of them catch words in a row.
#[derive(Debug)]
pub(crate) struct Patterns {
    automaton: AhoCorasick,
    /// For each key of the automaton: its pattern, and what of the pattern the key does not cover.
    keys: Vec<Key>,
}

#[derive(Debug)]
struct Key {
    pattern: u32,
    /// How many words the key itself spans.
    words: u32,
    rest: Vec<WordPattern>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct WordPattern {
    stem: String,
    open_start: bool,
    open_end: bool,
}

impl WordPattern {
    fn read(written: &str) -> Self {
        let stem = written.trim_matches('*');
        Self { stem: stem.to_owned(), open_start: written.starts_with('*'), open_end: written.ends_with('*') }
    }

    fn catches(&self, word: &str) -> bool {
        match (self.open_start, self.open_end) {
            (false, false) => word == self.stem,
            (false, true) => word.starts_with(&self.stem),
            (true, false) => word.ends_with(&self.stem),
            (true, true) => word.contains(&self.stem),
        }
    }
}

impl Patterns {
    /// Reads lists of comma-separated patterns; a pattern's number is that of its list.
    pub(crate) fn read<'a>(lists: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut needles, mut keys) = (Vec::new(), Vec::new());
        for (number, list) in lists.into_iter().enumerate() {
            for written in list.split(',') {
                let words: Vec<WordPattern> = cut_pattern(written);
                if words.is_empty() {
                    continue;
                }
                let (needle, covered) = needle_of(&words);
                needles.push(needle);
                keys.push(Key { pattern: number as u32, words: covered as u32, rest: words[covered..].to_vec() });
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&needles)
            .unwrap_or_else(|_| AhoCorasick::new([""; 0]).expect("no pattern is no problem"));
        Self { automaton, keys }
    }

    /// Every pattern that catches something, in the order of the text.
    pub(crate) fn find(&self, words: &Words) -> Vec<Caught> {
        let mut found = Vec::new();
        if words.is_empty() {
            return found;
        }
        for hit in self.automaton.find_overlapping_iter(words.joined()) {
            let key = &self.keys[hit.pattern().as_usize()];
            // A key may begin with the space before its first word.
            let starts_at_space = words.joined().as_bytes()[hit.start()] == b' ';
            let first = words.at_joined(hit.start() + usize::from(starts_at_space));
            let next = first + key.words as usize;
            let rest_fits =
                key.rest.iter().enumerate().all(|(i, p)| next + i < words.len() && p.catches(words.get(next + i)));
            if rest_fits {
                let last = next + key.rest.len() - 1;
                found.push(Caught { first: first as u32, last: last as u32, pattern: key.pattern });
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The words of a pattern, cut as texts are cut but with the stars kept.
fn cut_pattern(written: &str) -> Vec<WordPattern> {
    written
        .split(|c: char| !(c.is_alphanumeric() || c == '*' || ('\u{300}'..='\u{36f}').contains(&c)))
        .filter(|word| word.chars().any(|c| c != '*'))
        .map(WordPattern::read)
        .collect()
}

/// What the automaton looks for, and how many words of the pattern that decides. Spaces stand for word borders.
fn needle_of(words: &[WordPattern]) -> (String, usize) {
    let mut needle = String::from(if words[0].open_start { "" } else { " " });
    for (i, word) in words.iter().enumerate() {
        if i > 0 && word.open_start {
            return (needle, i);
        }
        needle.push_str(&word.stem);
        if word.open_end {
            return (needle, i + 1);
        }
        needle.push(' ');
    }
    (needle, words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caught(pattern: &str, text: &str) -> Vec<String> {
        let words = Words::of(text);
        let as_text =
            |c: &Caught| text[words.bytes(c.first as usize).start..words.bytes(c.last as usize).end].to_owned();
        Patterns::read([pattern]).find(&words).iter().map(as_text).collect()
    }

    #[test]
    fn stars_open_a_word() {
        assert_eq!(caught("toll", "Toll, tolls, untolled, a toll"), ["Toll", "toll"]);
        assert_eq!(caught("toll*", "Toll, tolls, untolled"), ["Toll", "tolls"]);
        assert_eq!(caught("*brug", "Havenbrug, bruggen, de brug"), ["Havenbrug", "brug"]);
        assert_eq!(caught("*tarif*", "Brückentarife"), ["Brückentarife"]);
    }

    #[test]
    fn words_in_a_row() {
        assert_eq!(caught("no toll*", "No tolls! No, tolling is wrong. No fair toll."), ["No tolls", "No, tolling"]);
        assert_eq!(caught("opłat* mostow*", "opłaty mostowe i opłata za most"), ["opłaty mostowe"]);
        assert_eq!(caught("self-government", "our self government"), ["self government"]);
        assert_eq!(caught("a* b c", "ab b c, a b c d"), ["ab b c", "a b c"]);
        assert_eq!(caught("long *brug", "long havenbrug"), ["long havenbrug"]);
    }

    #[test]
    fn at_the_edges_of_the_text() {
        assert_eq!(caught("toll*, x", "toll"), ["toll"]);
        assert!(caught("toll", "").is_empty());
        assert!(caught("", "toll").is_empty());
        assert!(caught("a b", "a").is_empty());
    }
}
