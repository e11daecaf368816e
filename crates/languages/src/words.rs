use std::ops::Range;

use crate::{is_letter_or_digit, push_lower};

/// A text cut into words, lower case: the form in which the language files' patterns meet it.
///
/// A word is a run of letters, digits and combining marks. Everything else separates: "self-determination" is two words,
/// "l'acqua" too, and so are they in the patterns.
///
/// ```
/// use standpoint_languages::Words;
/// let words = Words::of("Don’t toll the BRIDGE!");
/// assert_eq!(words.iter().collect::<Vec<_>>(), ["don", "t", "toll", "the", "bridge"]);
/// assert_eq!(words.bytes(4), 17..23);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// All words in lower case, each between two spaces: " don t toll the bridge ".
    joined: String,
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    joined: u32,
    capital: bool,
}

impl Words {
    /// The words of a text. Only its first 4 GiB are looked at.
    pub fn of(text: &str) -> Self {
        let mut words =
            Self { joined: String::with_capacity(text.len() + 2), places: Vec::with_capacity(text.len() / 5) };
        words.joined.push(' ');
        let mut start = None;
        for (at, c) in text.char_indices().take_while(|&(at, _)| u32::try_from(at).is_ok()) {
            if is_word_character(c) {
                if start.is_none() {
                    start = Some(at);
                    words.open(at, c);
                }
                // A soft hyphen is no part of how a word is spelled.
                if c != '\u{ad}' {
                    push_lower(&mut words.joined, c);
                }
            } else if start.take().is_some() {
                words.close(at);
            }
        }
        if start.is_some() {
            words.close(text.len());
        }
        words
    }

    fn open(&mut self, at: usize, first: char) {
        let joined = self.joined.len() as u32;
        self.places.push(Place { start: at as u32, end: 0, joined, capital: first.is_uppercase() });
    }

    fn close(&mut self, at: usize) {
        self.joined.push(' ');
        if let Some(last) = self.places.last_mut() {
            last.end = at as u32;
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// A word in lower case. Words go by number, from 0.
    ///
    /// # Panics
    /// Where there is no such word.
    pub fn get(&self, word: usize) -> &str {
        let start = self.places[word].joined as usize;
        let end = self.places.get(word + 1).map_or(self.joined.len(), |next| next.joined as usize);
        &self.joined[start..end - 1]
    }

    /// Some words in a row in lower case, each a space from the next.
    ///
    /// # Panics
    /// Where there are no such words, or none.
    ///
    /// ```
    /// let words = standpoint_languages::Words::of("Not on the Bridge!");
    /// assert_eq!(words.run(1..4), "on the bridge");
    /// ```
    pub fn run(&self, words: Range<usize>) -> &str {
        let start = self.places[words.start].joined as usize;
        let end = self.places.get(words.end).map_or(self.joined.len(), |next| next.joined as usize);
        &self.joined[start..end - 1]
    }

    /// Where a word stands in the text it was cut from, in bytes.
    ///
    /// # Panics
    /// Where there is no such word.
    pub fn bytes(&self, word: usize) -> Range<usize> {
        self.places[word].start as usize..self.places[word].end as usize
    }

    /// Whether a word is written with a capital.
    ///
    /// # Panics
    /// Where there is no such word.
    pub fn is_capitalised(&self, word: usize) -> bool {
        self.places[word].capital
    }

    /// The first word that ends after this byte of the text: the one that the byte lies in, or the next; [`Words::len`] where
    /// there is none.
    pub fn from_byte(&self, byte: usize) -> usize {
        self.places.partition_point(|place| place.end as usize <= byte)
    }

    /// The words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|word| self.get(word))
    }

    pub(crate) fn joined(&self) -> &str {
        &self.joined
    }

    /// The word that the byte of the joined form lies in, or that begins after it if it is a space.
    pub(crate) fn at_joined(&self, byte: usize) -> usize {
        self.places.partition_point(|place| (place.joined as usize) <= byte).saturating_sub(1)
    }
}

fn is_word_character(c: char) -> bool {
    is_letter_or_digit(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}
