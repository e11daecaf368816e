//! Whether a full stop ends a sentence or belongs to an abbreviation, an initial, an ordinal, an address.

use super::Finder;

/// A word or address is looked at no further than this many bytes.
const LONGEST_WORD: usize = 80;
/// A sentence of fewer words does not end in an abbreviation: "At 5 a.m. Dr. Roe rose."
const FEWEST_WORDS: usize = 4;

/// What a word with a full stop after it is short for, if for anything.
enum Abbreviation {
    /// "Dr."
    NeverEnds,
    /// "No." before a number, and a word of its own elsewhere.
    BeforeNumber,
    /// "etc."
    MayEnd,
    /// An initial, or letters with full stops: "J.", "U.N.".
    Letters,
    /// "XX." where that says "twentieth".
    RomanOrdinal,
    /// For nothing.
    None,
}

impl Finder<'_> {
    /// "…the harbour.The council…": a full stop between two words where the typist forgot the space.
    pub(super) fn words_run_together(&self, mark_at: usize, mark: char, after: usize) -> bool {
        let before: Vec<char> = self.text[..mark_at].chars().rev().take(3).collect();
        let mut next = self.text[after..].chars();
        let (first, second) = (next.next(), next.next());
        let after_word = before.len() == 3 && before.iter().all(|c| c.is_lowercase());
        let after_number =
            before.len() == 3 && before.iter().all(char::is_ascii_digit) && second.is_some_and(char::is_lowercase);
        matches!(mark, '.' | '!' | '?')
            && (after_word || after_number)
            && first.is_some_and(char::is_uppercase)
            && second.is_some_and(|c| c.is_alphabetic() || c == ' ')
            && !self.is_address(mark_at, after)
    }

    /// Whether the mark stands in an address ("jane.Roe@post.example", "port.Example/toll"), as far as a word can be long.
    fn is_address(&self, mark_at: usize, after: usize) -> bool {
        let before = self.text[..mark_at].chars().rev().take(LONGEST_WORD).take_while(|c| !c.is_whitespace());
        let behind = self.text[after..].chars().take(LONGEST_WORD).take_while(|c| !c.is_whitespace());
        before.into_iter().any(|c| matches!(c, '/' | '@' | '.')) || behind.into_iter().any(|c| matches!(c, '/' | '@'))
    }

    /// Whether a full stop, with white space and no lower-case letter after it, ends a sentence.
    pub(super) fn full_stop_ends(&self, start: usize, mark_at: usize, following: &str) -> bool {
        let word = self.word_before(start, mark_at);
        let is_first = start + word.len() == mark_at;
        let (next_word, after_next) = first_word(following);
        let is_initial = next_word.chars().count() == 1 && after_next.starts_with('.');
        let starts_sentence = !is_initial && self.rules.starters.contains(&next_word);
        if is_number(word) {
            return self.number_ends(word, is_first, starts_sentence);
        }
        // A longer word is no abbreviation, and looking it up would cost.
        if word.len() > LONGEST_WORD / 2 {
            return true;
        }
        // "At 6 p.m. Dr. Roe left": a title begins a sentence as well.
        let is_title = || after_next.starts_with('.') && self.rules.abbreviations.contains(&next_word);
        match self.abbreviation(word) {
            Abbreviation::NeverEnds => false,
            Abbreviation::BeforeNumber => !following.starts_with(|c: char| c.is_ascii_digit()),
            Abbreviation::MayEnd => (starts_sentence || is_title()) && self.has_words(start, mark_at),
            Abbreviation::Letters => starts_sentence && !is_first,
            Abbreviation::RomanOrdinal => starts_sentence,
            Abbreviation::None => true,
        }
    }

    fn abbreviation(&self, word: &str) -> Abbreviation {
        let rules = self.rules;
        let lower = word.to_lowercase();
        // "Dipl.-Ing.", "l'avv."
        let last_part = lower.rsplit(['.', '-', '’', '\'']).next().unwrap_or("");
        let of_parts = lower.contains(['.', '’', '\'']);
        let mut letters = word.chars();
        let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let is_dotted = || lower.contains('.') && lower.split('.').all(|part| part.chars().count() <= 2);
        if rules.abbreviations.contains(&lower) || (of_parts && rules.abbreviations.contains(last_part)) {
            Abbreviation::NeverEnds
        } else if !is_initial && rules.abbreviations_before_a_number.contains(&lower) {
            Abbreviation::BeforeNumber
        } else if rules.abbreviations_that_may_end.contains(&lower) {
            Abbreviation::MayEnd
        } else if is_initial || is_dotted() {
            Abbreviation::Letters
        } else if rules.ordinal_full_stop && is_roman(word) {
            Abbreviation::RomanOrdinal
        } else {
            Abbreviation::None
        }
    }

    /// The word that a full stop stands after.
    fn word_before(&self, start: usize, mark_at: usize) -> &str {
        let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '„' | '«' | '"');
        self.text[start..mark_at].rsplit(opens).next().unwrap_or("")
    }

    fn has_words(&self, start: usize, end: usize) -> bool {
        self.text[start..end].split_whitespace().take(FEWEST_WORDS).count() == FEWEST_WORDS
    }

    fn number_ends(&self, number: &str, is_first: bool, starts_sentence: bool) -> bool {
        if is_first {
            return false;
        }
        // "am 3. Mai", "am 3.5. Herr Roe", but "im Jahr 2022. Die", "siehe Abschnitt 5.4.7. Die"
        let may_be_ordinal = match number.split('.').count() {
            1 => number.len() <= 2,
            parts => parts == 2,
        };
        !self.rules.ordinal_full_stop || !may_be_ordinal || starts_sentence
    }
}

/// The word that a text begins with, lower case, and what comes after it.
fn first_word(text: &str) -> (String, &str) {
    let mut characters = text.char_indices().take(LONGEST_WORD);
    let end = characters.find(|(_, c)| !c.is_alphanumeric()).map_or(text.len(), |(at, _)| at);
    if end > 4 * LONGEST_WORD {
        (String::new(), "")
    } else {
        (text[..end].to_lowercase(), &text[end..])
    }
}

/// "22", "5.4.7"
fn is_number(word: &str) -> bool {
    !word.is_empty() && word.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}
