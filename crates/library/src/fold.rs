//! Words in the form in which they are looked for.

use foldhash::HashMap;
use standpoint_gazetteer::Spelling;
use standpoint_languages::{Language, Languages, Words};
use standpoint_text::LanguageCode;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::UnicodeNormalization;

/// A word without accents, case and ligatures: "Žižkův" and "zizkuv" are the same, "Straße" and "strasse", "Łódź" and "lodz".
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            // Letters that are one of their own to Unicode, and a written variant to whoever looks for them.
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '\u{ad}' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    if folded.is_empty() {
        // Every word is one word in the index too.
        folded.push('0');
    }
    folded
}

/// What names sound like, by the letter rules of each language.
pub(crate) struct Sounds {
    pub languages: &'static Languages,
    spellings: HashMap<LanguageCode, Spelling>,
}

impl std::fmt::Debug for Sounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sounds({} languages)", self.spellings.len())
    }
}

impl Sounds {
    pub(crate) fn new(languages: &'static Languages) -> Self {
        let spelling = |l: &Language| (l.code(), Spelling::new(l.naming().spelling.iter().cloned()));
        Self { languages, spellings: languages.iter().map(spelling).collect() }
    }

    /// The words of a passage as the index holds them, and what its capitalised words sound like.
    pub(crate) fn indexed(&self, passage: &str, language: Option<LanguageCode>) -> (String, String) {
        let words = Words::of(passage);
        let (mut folded, mut sounds) = (String::with_capacity(passage.len()), String::new());
        for number in 0..words.len() {
            folded.push_str(&fold(words.get(number)));
            folded.push(' ');
            if words.is_capitalised(number) {
                for sound in language.into_iter().flat_map(|language| self.of(words.get(number), language)) {
                    sounds.push_str(&sound);
                    sounds.push(' ');
                }
            }
        }
        (folded, sounds)
    }

    /// What a lower-case word sounds like in a language, in every form it may be one of, each as one word of the index.
    pub(crate) fn of(&self, word: &str, language: LanguageCode) -> Vec<String> {
        let mut found = Vec::new();
        let (Some(spelling), Some(rules)) = (self.spellings.get(&language), self.languages.get(language)) else {
            return found;
        };
        let _: Option<()> = rules.naming().dictionary_form(word, |form| {
            let skeleton = spelling.skeleton(form);
            // Two sounds are shared by too many words.
            if skeleton.consonants().chars().filter(|c| c.is_alphabetic()).count() >= 3 {
                let sound = skeleton.consonants().chars().map(|c| if c.is_alphabetic() { c } else { '0' }).collect();
                if !found.contains(&sound) {
                    found.push(sound);
                }
            }
            None
        });
        found
    }

    /// What a lower-case word sounds like in any of the languages.
    pub(crate) fn in_any_language(&self, word: &str) -> Vec<String> {
        let mut found: Vec<String> = self.spellings.keys().flat_map(|&language| self.of(word, language)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_case_and_ligatures_are_forgiven() {
        for (a, b) in [
            ("Žižkův", "zizkuv"),
            ("Straße", "STRASSE"),
            ("Łódź", "lodz"),
            ("cœur", "coeur"),
            ("Ёлка", "елка"),
            ("ﬁsh", "fish"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(fold("мир"), fold("mir"), "scripts are kept apart, names go by their sound");
    }

    #[test]
    fn a_name_sounds_alike_in_every_spelling_and_case() {
        let sounds = Sounds::new(Languages::built_in());
        let of = |word: &str, language: &str| sounds.of(word, LanguageCode::new(language).unwrap());
        for (word, language) in [("kalouchine", "fr"), ("калушина", "ru"), ("kaluschin", "de")] {
            assert!(of(word, language).iter().any(|s| of("kaloesjin", "nl").contains(s)), "{word}");
        }
        assert!(of("sea", "en").is_empty(), "too little to tell");
    }

    proptest! {
        #[test]
        fn each_word_is_one_word_of_the_index(passage in "\\PC{0,60}") {
            let words = Words::of(&passage).len();
            prop_assert_eq!(Sounds::new(Languages::built_in()).indexed(&passage, None).0.split(' ').filter(|w| !w.is_empty()).count(), words);
        }
    }
}
