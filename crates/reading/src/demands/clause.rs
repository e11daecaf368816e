//! Where in a sentence the clause around a cue begins and ends.

use std::ops::Range;

use standpoint_languages::{DemandCue, DemandMark, Language, Words};

/// A clause reaches so many words to either side of its verb at most.
const REACH: usize = 60;
/// What ends a clause does so only this many words after its verb: "must, because of the flood, close the bridge".
const SHORTEST_OBJECT: usize = 2;
/// A lead of so few words before a comma is rather the first of several subjects than an adverbial.
const SHORT_LEAD: usize = 3;

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing that parts.
    Joined,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash or an end mark.
    Cut,
}

/// A passage with what its language file says of it.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    text: &'a str,
    words: &'a Words,
    language: &'a Language,
    issuer: &'a str,
    /// The cues to demands, in order.
    pub marks: Vec<DemandMark>,
    /// For each word the cues that begin there, a bit each.
    cues: Vec<u32>,
    /// Whether the word before ends a turn after which a clause begins.
    opens: Vec<bool>,
    /// What stands before each word.
    gaps: Vec<Gap>,
    /// Whether each word stands in quotation marks.
    quoted: Vec<bool>,
}

impl<'a> Sentence<'a> {
    pub(super) fn of(text: &'a str, words: &'a Words, language: &'a Language, issuer: &'a str) -> Self {
        let marks = language.demanding().marks(words);
        let (mut cues, mut opens) = (vec![0; words.len()], vec![false; words.len() + 1]);
        for mark in &marks {
            cues[mark.first] |= bit(mark.cue);
            opens[mark.last + 1] |= mark.cue == DemandCue::ClauseStart;
        }
        let (mut gaps, mut quoted) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        let mut closing: Option<char> = None;
        let mut before = 0;
        for word in 0..words.len() {
            let bytes = words.bytes(word);
            let between = &text[before..bytes.start];
            closing = quoting(between, language, closing);
            gaps.push(gap(between));
            quoted.push(closing.is_some());
            before = bytes.end;
        }
        Self { text, words, language, issuer, marks, cues, opens, gaps, quoted }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn is_question(&self) -> bool {
        self.bare().ends_with('?')
    }

    pub(super) fn ends_with(&self, marks: &[char]) -> bool {
        self.bare().ends_with(marks)
    }

    fn bare(&self) -> &str {
        self.text.trim_end_matches(['"', '”', '“', '»', '’', ')', '*', '_', ' ', '\n'])
    }

    /// Whether a word of the issuer's name stands in these words.
    pub(super) fn names_issuer(&self, words: Range<usize>) -> bool {
        let tells = |word: &str| word.chars().count() >= 4 && self.issuer.contains(word);
        words.take(REACH).any(|word| self.words.is_capitalised(word) && tells(self.words.get(word)))
    }

    /// How many words before its verb a relative pronoun makes a clause one that describes.
    pub(super) fn relative_reach(&self) -> usize {
        self.language.demanding().relative_reach()
    }

    /// Whether it begins with an infinitive: "Retirer les troupes".
    pub(super) fn begins_with_infinitive(&self) -> bool {
        self.len() > 1 && self.is_infinitive(self.first_word())
    }

    pub(super) fn is_infinitive(&self, word: usize) -> bool {
        self.language.demanding().is_infinitive(self.words.get(word))
    }

    /// The number of the first word that is not the number of an item ("3.", "b)").
    pub(super) fn first_word(&self) -> usize {
        let word = self.words.get(0);
        let is_number = word.chars().all(|c| c.is_ascii_digit()) || (word.len() == 1 && self.gap(1) != Gap::Joined);
        let bracket = self.words.len() > 1 && self.text[self.words.bytes(0).end..].starts_with([')', '.']);
        usize::from(self.words.len() > 1 && is_number && bracket)
    }

    pub(super) fn gap(&self, word: usize) -> Gap {
        self.gaps.get(word).copied().unwrap_or(Gap::Cut)
    }

    pub(super) fn is_quoted(&self, word: usize) -> bool {
        self.quoted.get(word).copied().unwrap_or(false)
    }

    /// The marks that begin at this word.
    pub(super) fn marks_at(&self, word: usize) -> &[DemandMark] {
        let from = self.marks.partition_point(|m| m.first < word);
        let to = self.marks.partition_point(|m| m.first <= word);
        &self.marks[from..to]
    }

    pub(super) fn is_at(&self, word: usize, cue: DemandCue) -> bool {
        self.cues.get(word).is_some_and(|cues| cues & bit(cue) != 0)
    }

    /// Whether a mark of this cue lies within these words.
    pub(super) fn has(&self, words: Range<usize>, cue: DemandCue) -> bool {
        let from = self.marks.partition_point(|m| m.first < words.start);
        self.marks[from..].iter().take_while(|m| m.first < words.end).any(|m| m.cue == cue && m.last < words.end)
    }

    /// The first word of the clause that the verb at `verb` stands in, not before `floor`.
    pub(super) fn clause_start(&self, verb: usize, floor: usize) -> usize {
        let lowest = floor.max(verb.saturating_sub(REACH));
        let mut comma = None;
        let mut start = lowest;
        for word in (lowest..verb + 1).rev() {
            let cut = matches!(self.gap(word), Gap::Cut | Gap::Semicolon | Gap::Colon) && word > lowest;
            if cut || (word < verb && word > 0 && self.opens[word]) {
                start = word;
                break;
            }
            if comma.is_none() && word < verb && word > lowest && self.gap(word) == Gap::Comma {
                comma = Some(word);
            }
        }
        // "Those who sold it, and nobody else, must": a comma right before the verb closes an aside.
        match comma.filter(|_| self.gap(verb) != Gap::Comma) {
            Some(comma) if !self.is_in_a_list_of_subjects(start, comma, verb) => comma,
            _ => start,
        }
    }

    /// "Students, teachers and parents must …": the comma parts no clauses.
    fn is_in_a_list_of_subjects(&self, start: usize, comma: usize, verb: usize) -> bool {
        comma - start <= SHORT_LEAD && self.has(comma..verb, DemandCue::And)
    }

    /// The word after the last of the clause whose verb ends at `verb`, not after `ceiling`.
    pub(super) fn clause_end(&self, verb: usize, ceiling: usize) -> usize {
        let highest = ceiling.min(verb + 1 + REACH).min(self.len());
        let mut after_colon = false;
        for word in verb + 1..highest {
            let gap = self.gap(word);
            let quote_ends = self.is_quoted(word - 1) && !self.is_quoted(word);
            let ends = match gap {
                Gap::Cut => true,
                Gap::Semicolon => !after_colon,
                Gap::Comma => quote_ends || (word > verb + SHORTEST_OBJECT && self.is_at(word, DemandCue::ClauseEnd)),
                Gap::Colon | Gap::Joined => false,
            };
            after_colon |= gap == Gap::Colon;
            if ends || (word > verb + SHORTEST_OBJECT && self.is_at(word, DemandCue::Reason)) {
                return word;
            }
        }
        highest
    }

    /// The bytes of these words, with an end mark that cries out.
    pub(super) fn bytes(&self, words: Range<usize>) -> Option<Range<usize>> {
        if words.is_empty() || words.end > self.len() {
            return None;
        }
        let start = self.words.bytes(words.start).start;
        let end = self.words.bytes(words.end - 1).end;
        let rest = &self.text[end..];
        // French sets a space before an exclamation mark.
        let space = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
        let space = if rest[space..].starts_with('!') { space } else { 0 };
        let marks = rest[space..].bytes().take_while(|b| matches!(b, b'!' | b'.')).count();
        Some(start..end + if marks > 0 { space + marks.min(3) } else { 0 })
    }
}

fn bit(cue: DemandCue) -> u32 {
    1 << cue as u32
}

fn gap(between: &str) -> Gap {
    if between.contains(['.', '!', '?', '…', '—', '–', '―']) || between.contains(" - ") {
        Gap::Cut
    } else if between.contains([';', '；']) {
        Gap::Semicolon
    } else if between.contains([':', '：']) {
        Gap::Colon
    } else if between.contains([',', '、']) {
        Gap::Comma
    } else {
        Gap::Joined
    }
}

/// The mark that will close the quotation that the next word stands in. Single marks are mostly apostrophes.
fn quoting(between: &str, language: &Language, mut closing: Option<char>) -> Option<char> {
    for c in between.chars() {
        if closing == Some(c) {
            closing = None;
        } else if closing.is_none() && !matches!(c, '\'' | '’' | '‘' | '‚') {
            closing = language.quotation_marks().iter().find(|(open, _)| *open == c).map(|&(_, close)| close);
        }
    }
    closing
}
