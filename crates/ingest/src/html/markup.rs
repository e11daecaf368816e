//! What the markup of a page says of an element: the kinds that the names of its classes and the like stand for.
//!
//! The words are no language's but the makers' of pages, and stand in `data/page_markup.txt`.

use std::sync::LazyLock;

use scraper::node::Element;

/// How many kinds there are, those of the words and those of elements' own names.
pub(super) const KINDS: usize = 28;
/// The kinds that elements have by their own names; `data/page_markup.txt` names the others, from number 0 on.
const BY_NAME: [&str; 4] = ["article", "main", "table", "list"];
/// How many kinds the words stand for.
const BY_WORDS: usize = KINDS - BY_NAME.len();
/// Elements whose names say what the words of a kind say.
const SAME: [(&str, &str); 9] = [
    ("nav", "navigation"),
    ("aside", "side"),
    ("footer", "foot"),
    ("header", "head"),
    ("figure", "caption"),
    ("figcaption", "caption"),
    ("caption", "caption"),
    ("form", "tool"),
    ("blockquote", "quote"),
];
/// Attributes that name what an element is.
const NAMING: [&str; 4] = ["class", "id", "role", "itemprop"];
/// Names are read no further than this, in bytes.
const LONGEST_NAMES: usize = 400;
const WORDS: &str = include_str!("../../data/page_markup.txt");

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(WORDS));

/// The kinds of an element, one bit each.
pub(super) fn kinds(element: &Element) -> u32 {
    let vocabulary = &*VOCABULARY;
    let mut kinds = vocabulary.of_element(element.name());
    for (name, value) in element.attrs() {
        if NAMING.contains(&name) {
            kinds |= vocabulary.of_names(value);
        }
    }
    kinds
}

/// The number of a kind by its name in `data/page_markup.txt`; one that no element is of where there is no such name.
pub(super) fn kind(name: &str) -> usize {
    let mut names = WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    names.position(|(kind, _)| kind == name).unwrap_or(KINDS)
}

/// A tree of letters: where a word ends, the kinds it stands for.
struct Vocabulary {
    nodes: Vec<Letter>,
    elements: Vec<(&'static str, u32)>,
}

#[derive(Clone, Copy)]
struct Letter {
    next: [u16; LETTERS],
    /// Kinds of words that may go on here.
    begun: u32,
    /// Kinds of words that must end here.
    ended: u32,
}

/// `a` to `z` and the hyphen.
const LETTERS: usize = 27;
const HYPHEN: usize = 26;

impl Vocabulary {
    fn new(words: &str) -> Self {
        let empty = Letter { next: [0; LETTERS], begun: 0, ended: 0 };
        let mut vocabulary = Self { nodes: vec![empty], elements: Vec::new() };
        let mut names: Vec<&str> = Vec::new();
        let lines = words.lines().filter(|line| !line.starts_with('#'));
        for (name, words) in lines.filter_map(|line| line.split_once(':')).take(BY_WORDS) {
            let kind = 1 << names.len();
            names.push(name);
            words.split_whitespace().for_each(|word| vocabulary.add(word, kind, empty));
        }
        let by_name = BY_NAME.iter().enumerate().map(|(n, name)| (*name, 1 << (BY_WORDS + n)));
        let same = SAME.iter().filter_map(|(element, kind)| {
            let number = names.iter().position(|name| name == kind)?;
            Some((*element, 1 << number))
        });
        vocabulary.elements = by_name.chain(same).collect();
        for list in ["ul", "ol", "dl"] {
            vocabulary.elements.push((list, 1 << (KINDS - 1)));
        }
        vocabulary
    }

    fn add(&mut self, word: &str, kind: u32, empty: Letter) {
        let mut node = 0;
        for letter in word.bytes().filter_map(letter) {
            if self.nodes[node].next[letter] == 0 {
                self.nodes[node].next[letter] = u16::try_from(self.nodes.len()).unwrap_or(0);
                self.nodes.push(empty);
            }
            node = usize::from(self.nodes[node].next[letter]);
        }
        if word.ends_with('$') {
            self.nodes[node].ended |= kind;
        } else {
            self.nodes[node].begun |= kind;
        }
    }

    fn of_element(&self, name: &str) -> u32 {
        self.elements.iter().filter(|(element, _)| *element == name).map(|(_, kind)| kind).sum()
    }

    /// The kinds that names, parted by white space, stand for.
    fn of_names(&self, names: &str) -> u32 {
        let bytes = names.as_bytes();
        let bytes = &bytes[..bytes.len().min(LONGEST_NAMES)];
        let mut kinds = 0;
        for at in 0..bytes.len() {
            if begins_part(bytes, at) {
                kinds |= self.at(bytes, at);
            }
        }
        kinds
    }

    /// The kinds of the words that begin at a place.
    fn at(&self, bytes: &[u8], start: usize) -> u32 {
        let (mut node, mut kinds, mut at) = (0usize, 0, start);
        loop {
            let here = &self.nodes[node];
            kinds |= here.begun;
            if at == bytes.len() || begins_part(bytes, at) || !bytes[at].is_ascii_alphabetic() {
                kinds |= here.ended;
            }
            if at == bytes.len() {
                return kinds;
            }
            // A new part without a mark between: "entryContent".
            let through = usize::from(here.next[HYPHEN]);
            let from = if at > start && through != 0 && begins_part(bytes, at) { through } else { node };
            let letter = letter(bytes[at]);
            let next = letter.map_or(0, |letter| usize::from(self.nodes[from].next[letter]));
            if next == 0 {
                return kinds;
            }
            // Two marks in a row count as one: "article__body".
            at += 1;
            while letter == Some(HYPHEN) && bytes.get(at).is_some_and(|b| self::letter(*b) == Some(HYPHEN)) {
                at += 1;
            }
            node = next;
        }
    }
}

fn letter(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some(usize::from(byte - b'a')),
        b'A'..=b'Z' => Some(usize::from(byte - b'A')),
        b'-' | b'_' | b':' | b'.' | b'/' => Some(HYPHEN),
        _ => None,
    }
}

/// Whether a part of a name begins at a place: a letter after something else, or a capital after a small one.
fn begins_part(bytes: &[u8], at: usize) -> bool {
    let Some(&here) = bytes.get(at) else { return false };
    let Some(&before) = at.checked_sub(1).and_then(|i| bytes.get(i)) else { return here.is_ascii_alphabetic() };
    here.is_ascii_alphabetic()
        && (!before.is_ascii_alphabetic() || (before.is_ascii_lowercase() && here.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(names: &str) -> Vec<&'static str> {
        let kinds = VOCABULARY.of_names(names);
        let lines = WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
        lines.enumerate().filter(|(n, _)| kinds & (1 << n) != 0).map(|(_, (name, _))| name).collect()
    }

    #[test]
    fn names_say_what_their_parts_say() {
        for name in ["entry-content", "entryContent", "entry_content", "x entry__content--wide"] {
            assert!(said(name).contains(&"body"), "{name}");
        }
        assert_eq!(said("CommentList"), ["comment", "list"]);
        assert_eq!(said("ad"), ["advert"]);
        assert_eq!(said("adult shadow heads"), [""; 0]);
        assert_eq!(said(""), [""; 0]);
    }

    #[test]
    fn every_line_is_a_kind() {
        let lines = WORDS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(lines, BY_WORDS);
    }
}
