use foldhash::HashMap;
use standpoint_text::LanguageCode;

use crate::{Language, Words};

/// How far the best language must lie ahead of the second, as a share of its own score.
const MARGIN: f32 = 0.12;
/// How much a letter that only one language has counts, beside a little word that only one language has.
const LETTER_WEIGHT: f32 = 0.6;
/// Words after which the language of a text is settled; more change nothing.
const ENOUGH_WORDS: usize = 400;

/// Tells the language of a text by its commonest little words and by letters its neighbours lack (Dunning 1994 compares
/// the families of methods; little words need no training text).
#[derive(Debug)]
pub(crate) struct Identifier {
    codes: Vec<LanguageCode>,
    cyrillic: Vec<bool>,
    /// For each little word the languages that have it, one bit each.
    words: HashMap<String, u64>,
    letters: HashMap<char, u64>,
}

impl Identifier {
    pub(crate) fn new(languages: &[Language]) -> Self {
        let (mut words, mut letters) = (HashMap::default(), HashMap::default());
        for (number, language) in languages.iter().enumerate().take(64) {
            for word in &language.function_words {
                *words.entry(word.clone()).or_insert(0) |= 1 << number;
            }
            for &letter in &language.letters {
                *letters.entry(letter).or_insert(0) |= 1 << number;
            }
        }
        Self {
            codes: languages.iter().map(Language::code).collect(),
            cyrillic: languages.iter().map(|l| l.cyrillic).collect(),
            words,
            letters,
        }
    }

    pub(crate) fn identify(&self, text: &Words) -> Option<LanguageCode> {
        let mut scores = vec![0f32; self.codes.len()];
        let (mut cyrillic, mut latin) = (0usize, 0usize);
        for word in text.iter().take(ENOUGH_WORDS) {
            self.count(word, &mut scores);
            match word.chars().next() {
                Some('\u{400}'..='\u{52f}') => cyrillic += 1,
                Some(c) if c.is_alphabetic() => latin += 1,
                _ => {}
            }
        }
        for (score, &is_cyrillic) in scores.iter_mut().zip(&self.cyrillic) {
            if is_cyrillic != (cyrillic > latin) {
                *score = 0.0;
            }
        }
        self.clear_winner(&scores)
    }

    fn count(&self, word: &str, scores: &mut [f32]) {
        let mut credit = |languages: u64, weight: f32| {
            // A word or letter that several languages share tells less.
            let share = weight / languages.count_ones() as f32;
            for (number, score) in scores.iter_mut().enumerate() {
                if languages & (1 << number) != 0 {
                    *score += share;
                }
            }
        };
        if let Some(&languages) = self.words.get(word) {
            credit(languages, 1.0);
        }
        for letter in word.chars().filter(|c| !c.is_ascii()) {
            if let Some(&languages) = self.letters.get(&letter) {
                credit(languages, LETTER_WEIGHT);
            }
        }
    }

    fn clear_winner(&self, scores: &[f32]) -> Option<LanguageCode> {
        let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]))?;
        let second = (0..scores.len()).filter(|&i| i != best).map(|i| scores[i]).fold(0.0, f32::max);
        (scores[best] >= 0.5 && scores[best] - second > MARGIN * scores[best]).then(|| self.codes[best])
    }
}
