//! Who a speaker is: the name as the text gives it, whole where the text has it whole, and whom a pronoun stands for.

use std::cell::RefCell;
use std::ops::Range;

use foldhash::{HashMap, HashSet};
use memchr::memmem;
use standpoint_languages::{Language, SpeechRole as Role, Words};
use standpoint_text::Statement;

use super::frame::{roles, Items, Kind, Piece};
use crate::{NameKind, NameMention};

/// For so many surnames the whole name is looked for.
const LOOK_UPS: usize = 32;
/// So many places are looked at for each.
const PLACES: usize = 8;

/// What a statement tells of the people in it.
pub(super) struct People<'a> {
    text: &'a str,
    names: &'a [NameMention],
    /// Words with a capital that stand inside a sentence somewhere.
    capitals: HashSet<&'a str>,
    whole: RefCell<HashMap<String, Option<String>>>,
}

impl<'a> People<'a> {
    pub fn of(statement: &'a Statement, names: &'a [NameMention]) -> Self {
        let text = statement.text.as_str();
        let mut capitals = HashSet::default();
        for passage in &statement.passages {
            for token in text[passage.span.bytes()].split_whitespace().skip(1) {
                if token.starts_with(char::is_uppercase) {
                    capitals.insert(token.trim_end_matches(|c: char| !c.is_alphanumeric()));
                }
            }
        }
        Self { text, names, capitals, whole: RefCell::new(HashMap::default()) }
    }

    /// Whether a word with a capital is more than the first word of a sentence.
    pub fn is_name(&self, word: &str) -> bool {
        // In other cases and spellings a name ends otherwise: "Zelenskyy", "Торвану".
        let mut ends = word.char_indices().rev().map(|(at, _)| at).take(2);
        let is_long = word.len() > 7;
        self.capitals.contains(word) || (is_long && ends.any(|end| self.capitals.contains(&word[..end])))
    }

    /// The name that stands at these bytes of the text.
    pub fn mention(&self, bytes: &Range<usize>) -> Option<&NameMention> {
        let first = self.names.partition_point(|name| name.span.bytes().end <= bytes.start);
        let mut over = self.names[first..].iter().take_while(|name| name.span.bytes().start < bytes.end);
        over.clone().find(|name| name.kind != NameKind::Place).or_else(|| over.next())
    }

    /// Whether these bytes of the text name a person, as far as can be told.
    pub fn is_person(&self, items: &Items, offset: usize, piece: &Piece) -> bool {
        let Some(name) = piece.name.clone() else { return false };
        let bytes = offset + items.words.bytes(name.start).start..offset + items.words.bytes(name.end - 1).end;
        if let Some(mention) = self.mention(&bytes) {
            return mention.kind == NameKind::Person;
        }
        let is_organisation = name.clone().any(|word| items.has(word, Role::Speaker));
        let has_office =
            (piece.words.start..name.start).any(|word| items.has(word, Role::Speaker) || items.has(word, Role::Title));
        let is_whole = || self.whole_name(&items.text[items.words.bytes(name.start)], items.language).is_some();
        self.names.is_empty() && !is_organisation && (name.len() > 1 || has_office || is_whole())
    }

    /// Whether these bytes of the text are known to name something else than a person.
    pub fn is_no_person(&self, items: &Items, offset: usize, piece: &Piece) -> bool {
        let Some(name) = piece.name.clone() else { return true };
        let bytes = offset + items.words.bytes(name.start).start..offset + items.words.bytes(name.end - 1).end;
        self.mention(&bytes).is_some_and(|mention| mention.kind != NameKind::Person)
            || name.clone().any(|word| items.has(word, Role::Speaker))
    }

    /// The speaker a phrase names: the entity of the name in it, else the phrase as the text gives it.
    pub fn speaker(&self, items: &Items, offset: usize, piece: &Piece) -> String {
        let words = piece.name.clone().unwrap_or_else(|| piece.words.clone());
        let within = items.words.bytes(words.start).start..items.words.bytes(words.end - 1).end;
        let written = &items.text[within.clone()];
        if piece.name.is_none() {
            return one_line(written);
        }
        let bytes = offset + within.start..offset + within.end;
        // A run of capitals may hold more than the name: "Ukraine Dmytro Koval".
        if let Some(mention) = self.mention(&bytes).filter(|mention| mention.kind == NameKind::Person) {
            let inside = mention.span.bytes();
            if bytes.start <= inside.start && inside.end <= bytes.end && inside != bytes && words.len() > 2 {
                return one_line(mention.span.as_str());
            }
        }
        if words.len() == 1 {
            if let Some(whole) = self.whole_name(written, items.language) {
                return whole;
            }
        }
        one_line(written)
    }

    /// "Ilse Torvaan" for "Torvaan", where the text has one such name.
    fn whole_name(&self, surname: &str, language: Option<&Language>) -> Option<String> {
        if let Some(known) = self.whole.borrow().get(surname) {
            return known.clone();
        }
        if self.whole.borrow().len() >= LOOK_UPS {
            return None;
        }
        let mut found: Option<String> = None;
        for at in memmem::find_iter(self.text.as_bytes(), surname).take(PLACES * 8) {
            let Some(whole) = self.whole_name_at(at, surname, language) else { continue };
            match &found {
                Some(other) if *other != whole => {
                    found = None;
                    break;
                }
                _ => found = Some(whole),
            }
        }
        self.whole.borrow_mut().insert(surname.to_owned(), found.clone());
        found
    }

    fn whole_name_at(&self, at: usize, surname: &str, language: Option<&Language>) -> Option<String> {
        let after = self.text[at + surname.len()..].chars().next();
        if after.is_some_and(char::is_alphanumeric) || !self.text[..at].ends_with([' ', '\u{a0}']) {
            return None;
        }
        let line = self.text[..at].char_indices().rev().take(60).take_while(|(_, c)| *c != '\n').last()?.0;
        let before = &self.text[line..at];
        let words = Words::of(before);
        let roles = roles(&words, language);
        let mut first = words.len();
        while let Some(word) = first.checked_sub(1) {
            let gap_end = if first < words.len() { words.bytes(first).start } else { before.len() };
            let gap = &before[words.bytes(word).end..gap_end];
            let is_joined =
                matches!(gap, " " | "-" | "\u{a0}") || (gap == ". " && words.get(word).chars().count() == 1);
            let has = |role: Role| roles[word] & (1 << role as u32) != 0;
            let is_office = [Role::Speaker, Role::Title, Role::Says, Role::According, Role::Determiner, Role::Kind]
                .into_iter()
                .any(has);
            let is_little = [Role::Preposition, Role::Pronoun, Role::Relative, Role::Turn, Role::As, Role::Says];
            let is_part = words.is_capitalised(word) && !is_office && !is_little.into_iter().any(has);
            let is_particle = has(Role::Particle) && !words.is_capitalised(word);
            if !is_joined || !(is_part || is_particle) {
                break;
            }
            first = word;
        }
        while first < words.len() && !words.is_capitalised(first) {
            first += 1;
        }
        if first == words.len() || words.bytes(first).start == 0 {
            return None;
        }
        let start = words.bytes(first).start;
        let begins = !before[..start].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
        let known = self.capitals.contains(&before[words.bytes(first)]) || words.len() - first > 1;
        (!begins || known).then(|| one_line(&self.text[line + start..at + surname.len()]))
    }
}

/// The one person a pronoun before a piece can stand for, by number of the piece: the only one named in its sentence, else
/// in the sentences just before.
pub(super) fn person_before(pieces: &[Piece], at: usize, is_person: impl Fn(&Piece) -> bool) -> Option<usize> {
    let mut sentences = 0;
    let mut found: Vec<usize> = Vec::new();
    for number in (0..at).rev().take(120) {
        let piece = &pieces[number];
        if piece.kind == Kind::Name && is_person(piece) {
            found.push(number);
        }
        if piece.kind == Kind::Sentence {
            if !found.is_empty() {
                break;
            }
            sentences += 1;
            if sentences == 3 {
                break;
            }
        }
    }
    let subjects: Vec<usize> = found.iter().copied().filter(|&number| pieces[number].is_subject()).collect();
    match (found.as_slice(), subjects.as_slice()) {
        ([only], _) if sentences == 0 || subjects.len() == 1 => Some(*only),
        (_, [only]) => Some(*only),
        _ => None,
    }
}

/// A name broken over two lines, on one.
fn one_line(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
