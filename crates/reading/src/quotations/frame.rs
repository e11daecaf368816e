//! The words around the quotations of a paragraph, as pieces that an attribution is made of: verbs of saying, noun
//! phrases, prepositions, punctuation.

use std::ops::Range;

use standpoint_languages::{Language, SpeechRole, Words};

use super::phrases::phrase;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, or a noun phrase with a name in it.
    Name,
    /// A noun phrase whose noun is one for those who speak.
    Speaker,
    /// Another noun phrase.
    Noun,
    /// "He", "she".
    Pronoun,
    /// "They", "we", "nobody".
    Nobody,
    /// A verb of saying, of telling somebody, of naming.
    Says,
    Tells,
    Calls,
    /// "According to", anywhere or behind a quotation only; "zufolge".
    According,
    AccordingAfterQuote,
    AccordingBefore,
    /// "Words", "statement".
    Saying,
    /// "His", "her".
    Possessive,
    /// "'s".
    Genitive,
    Preposition,
    By,
    Turn,
    /// "And".
    And,
    Relative,
    As,
    Passive,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// The beginning of a sentence.
    Sentence,
    /// A quotation, by number.
    Quote(usize),
    /// Any other word.
    Other,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: Kind,
    /// Its words, by number.
    pub words: Range<usize>,
    /// The words of it that are a name.
    pub name: Option<Range<usize>>,
    /// Whether a preposition stands before it, so that it is no subject.
    pub after_preposition: bool,
}

impl Piece {
    pub fn is_phrase(&self) -> bool {
        matches!(self.kind, Kind::Name | Kind::Speaker | Kind::Noun | Kind::Pronoun | Kind::Nobody)
    }

    /// Whether it could be the subject of a verb.
    pub fn is_subject(&self) -> bool {
        self.is_phrase() && !self.after_preposition
    }

    fn mark(kind: Kind, at: usize) -> Self {
        Self { kind, words: at..at, name: None, after_preposition: false }
    }
}

/// A word or what stands between words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Word(usize),
    Mark(Kind),
}

/// A paragraph cut into words and marks, with what each word may do.
pub(super) struct Items<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub roles: &'a [u32],
    pub language: Option<&'a Language>,
    pub items: Vec<Item>,
    /// Whether a word, with a capital, is known to be a name or noun where it begins a sentence.
    pub is_known_name: &'a dyn Fn(&str) -> bool,
    /// Whether a word is part of a name that is known to be a person's.
    pub is_known_person: &'a dyn Fn(usize) -> bool,
}

impl Items<'_> {
    pub fn has(&self, word: usize, role: SpeechRole) -> bool {
        self.roles.get(word).is_some_and(|roles| roles & (1 << role as u32) != 0)
    }

    /// The first kind whose role a word has.
    fn first_of(&self, word: usize, kinds: &[(SpeechRole, Kind)]) -> Option<Kind> {
        kinds.iter().find(|&&(role, _)| self.has(word, role)).map(|&(_, kind)| kind)
    }

    /// The word at an item.
    pub fn word(&self, item: usize) -> Option<usize> {
        match self.items.get(item) {
            Some(Item::Word(word)) => Some(*word),
            _ => None,
        }
    }

    /// Whether a sentence begins at this item.
    pub fn begins_sentence(&self, item: usize) -> bool {
        match item.checked_sub(1).and_then(|before| self.items.get(before)) {
            None => true,
            Some(Item::Mark(kind)) => matches!(kind, Kind::Sentence | Kind::Colon | Kind::Open | Kind::Quote(_)),
            Some(Item::Word(_)) => false,
        }
    }

    /// Whether two words are parted by nothing but a space, a hyphen, an apostrophe or the full stop of an initial; false where
    /// there is no second word.
    pub fn is_joined(&self, first: usize, second: usize) -> bool {
        if second >= self.words.len() {
            return false;
        }
        let between = &self.text[self.words.bytes(first).end..self.words.bytes(second).start];
        match between {
            " " | "-" | "'" | "’" | "\n" | "\u{a0}" | "‑" => true,
            ". " | "." | ".\u{a0}" => self.words.get(first).chars().count() <= 2,
            " “" | " „" => false,
            _ => false,
        }
    }
}

/// What each word of a paragraph may do, as bits by [`SpeechRole`].
pub(super) fn roles(words: &Words, language: Option<&Language>) -> Vec<u32> {
    let mut roles = vec![0u32; words.len()];
    for mark in language.map(|language| language.speech().marks(words)).unwrap_or_default() {
        for word in &mut roles[mark.first..=mark.last] {
            *word |= 1 << mark.role as u32;
        }
    }
    roles
}

/// Words, punctuation, quotations and beginnings of sentences in the order of the text. Of what stands in quotations
/// nothing is read.
pub(super) fn items(text: &str, words: &Words, quotes: &[Range<usize>], sentences: &[usize]) -> Vec<Item> {
    let mut items = Vec::with_capacity(words.len() + words.len() / 4);
    let (mut at, mut quote, mut sentence) = (0, 0, 0);
    for word in 0..=words.len() {
        let start = if word < words.len() { words.bytes(word).start } else { text.len() };
        let is_quoted = quote < quotes.len() && quotes[quote].start <= start && start < quotes[quote].end;
        if is_quoted && at >= quotes[quote].start {
            continue;
        }
        while at <= start {
            let next_quote = quotes.get(quote).map_or(usize::MAX, |range| range.start);
            let end = start.min(next_quote);
            push_marks(&text[at.min(end)..end], at.min(end), sentences, &mut sentence, &mut items);
            if next_quote > start {
                break;
            }
            let range = quotes[quote].clone();
            while sentences.get(sentence).is_some_and(|&s| s <= range.start) {
                items.push(Item::Mark(Kind::Sentence));
                sentence += 1;
            }
            while sentences.get(sentence).is_some_and(|&s| s < range.end) {
                sentence += 1;
            }
            items.push(Item::Mark(Kind::Quote(quote)));
            at = range.end;
            quote += 1;
        }
        if word == words.len() || at > start {
            continue;
        }
        while sentences.get(sentence).is_some_and(|&s| s <= start) {
            items.push(Item::Mark(Kind::Sentence));
            sentence += 1;
        }
        items.push(Item::Word(word));
        at = words.bytes(word).end;
    }
    items
}

fn push_marks(between: &str, start: usize, sentences: &[usize], sentence: &mut usize, items: &mut Vec<Item>) {
    let mut before = ' ';
    for (at, c) in between.char_indices() {
        while sentences.get(*sentence).is_some_and(|&s| s <= start + at) {
            items.push(Item::Mark(Kind::Sentence));
            *sentence += 1;
        }
        let after = between[at + c.len_utf8()..].chars().next().unwrap_or('x');
        let kind = match c {
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '—' | '–' | '―' => Kind::Dash,
            '-' if before.is_whitespace() && after.is_whitespace() => Kind::Dash,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            _ => {
                before = c;
                continue;
            }
        };
        before = c;
        items.push(Item::Mark(kind));
    }
}

/// Puts items together to pieces.
pub(super) fn pieces(items: &Items) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(items.items.len());
    let mut at = 0;
    while at < items.items.len() {
        let (piece, next) = match items.items[at] {
            Item::Mark(kind) => {
                let word = pieces.last().map_or(0, |piece: &Piece| piece.words.end);
                (Piece::mark(kind, word), at + 1)
            }
            Item::Word(word) => piece(items, at, word, pieces.last()),
        };
        pieces.push(piece);
        at = next.max(at + 1);
    }
    for number in 1..pieces.len() {
        pieces[number].after_preposition = is_after_preposition(&pieces, number);
    }
    pieces
}

/// "Of the mayor", "of his mayor", "of the mayor and the council".
fn is_after_preposition(pieces: &[Piece], number: usize) -> bool {
    let is_preposition = |at: usize| matches!(pieces[at].kind, Kind::Preposition | Kind::By);
    let owned = pieces[..number].iter().rev().take(3).position(|piece| piece.kind == Kind::Possessive);
    let between_is_plain = |back: usize| pieces[number - back..number].iter().all(|piece| piece.kind == Kind::Other);
    match owned {
        Some(back) if number >= back + 2 && between_is_plain(back) => is_preposition(number - back - 2),
        _ if pieces[number - 1].kind == Kind::And && number > 1 => pieces[number - 2].after_preposition,
        _ => is_preposition(number - 1),
    }
}

/// What a word may be that no phrase begins with.
const BEFORE_PHRASES: [(SpeechRole, Kind); 6] = [
    (SpeechRole::Pronoun, Kind::Pronoun),
    (SpeechRole::Nobody, Kind::Nobody),
    (SpeechRole::Possessive, Kind::Possessive),
    (SpeechRole::As, Kind::As),
    (SpeechRole::Turn, Kind::Turn),
    (SpeechRole::And, Kind::And),
];
/// What a word may be where no phrase begins with it.
const BEHIND_PHRASES: [(SpeechRole, Kind); 4] = [
    (SpeechRole::Relative, Kind::Relative),
    (SpeechRole::By, Kind::By),
    (SpeechRole::Preposition, Kind::Preposition),
    (SpeechRole::Passive, Kind::Passive),
];

/// The piece that begins at a word, and the item after it.
fn piece(items: &Items, at: usize, word: usize, before: Option<&Piece>) -> (Piece, usize) {
    use SpeechRole as Role;
    let single = |kind: Kind| (Piece { kind, words: word..word + 1, name: None, after_preposition: false }, at + 1);
    let begins = items.begins_sentence(at);
    let is_capital = items.words.is_capitalised(word) && !begins;
    let after_determiner =
        before.is_some_and(|piece| matches!(piece.kind, Kind::Possessive | Kind::Genitive | Kind::Preposition));
    if items.has(word, Role::Genitive) && items.text[..items.words.bytes(word).start].ends_with(['\'', '’']) {
        return single(Kind::Genitive);
    }
    if let Some(found) = several(items, at, word) {
        return found;
    }
    if !is_capital && !after_determiner {
        let verbs = [(Role::Tells, Kind::Tells), (Role::Says, Kind::Says), (Role::Calls, Kind::Calls)];
        if let Some(kind) = items.first_of(word, &verbs) {
            return single(kind);
        }
    }
    if items.has(word, Role::Saying) && (!is_capital || nouns_have_capitals(items)) {
        return single(Kind::Saying);
    }
    let articles_first = items.has(word, Role::Determiner).then(|| phrase(items, at)).flatten();
    if let Some(found) = articles_first {
        return found;
    }
    if let Some(kind) = items.first_of(word, &BEFORE_PHRASES).filter(|_| !is_capital) {
        return single(kind);
    }
    if let Some(found) = phrase(items, at) {
        return found;
    }
    if let Some(kind) = items.first_of(word, &BEHIND_PHRASES).filter(|_| !is_capital) {
        return single(kind);
    }
    single(Kind::Other)
}

/// "According to": words in a row that are one turn.
fn several(items: &Items, at: usize, word: usize) -> Option<(Piece, usize)> {
    use SpeechRole as Role;
    let turns = [
        (Role::According, Kind::According),
        (Role::AccordingAfterQuote, Kind::AccordingAfterQuote),
        (Role::AccordingBefore, Kind::AccordingBefore),
    ];
    let after_quote = at.checked_sub(1).is_some_and(|before| {
        let is_quote = |item: usize| matches!(items.items.get(item), Some(Item::Mark(Kind::Quote(_))));
        is_quote(before) || (matches!(items.items[before], Item::Mark(_)) && before > 0 && is_quote(before - 1))
    });
    let &(role, kind) = turns
        .iter()
        .find(|&&(role, kind)| items.has(word, role) && (kind != Kind::AccordingAfterQuote || after_quote))?;
    let mut end = word + 1;
    while end < word + 6 && items.word(at + end - word) == Some(end) && items.has(end, role) {
        end += 1;
    }
    let piece = Piece { kind, words: word..end, name: None, after_preposition: false };
    Some((piece, at + end - word))
}

pub(super) fn nouns_have_capitals(items: &Items) -> bool {
    items.language.is_some_and(|language| language.speech().nouns_have_capitals())
}
