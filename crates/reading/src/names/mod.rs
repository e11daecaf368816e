//! The people, organisations and places a statement names.
//!
//! # How is a name told from a word with a capital?
//!
//! By what is known, and by how the language writes names. Known are the places and organisations of the open data
//! (`standpoint-gazetteer`) in all their spellings and cases. Everything else has to show what it is:
//!
//! - an **organisation** by one of its words ("Ferry Crews' *Union* of Marhaven"), by the long name its abbreviation stands
//!   behind ("… (CHW)"), or by a word such as *party* before quotation marks;
//! - a **person** by a title or an office before the name, a given name, an initial, a verb of saying beside it, or by having
//!   been named in full elsewhere;
//! - a **place** by what stands before or after it ("the town of …", "in …").
//!
//! A name of which nothing shows what it is of is not reported: a wrong kind is worse than none. Peoples, adherents, days,
//! months and languages are no names. A capital at the beginning of a sentence or in a title means nothing by itself.
//!
//! # What is the entity?
//!
//! For what is known its English name. For the others the fullest form the statement has, in Latin letters and, where the
//! language inflects names, in the first case. A surname alone is led back to the full name of the same statement by what it
//! sounds like; over a whole collection `standpoint-compare` does the same.
//!
//! # What does it cost?
//!
//! Words without a capital cost a look at their first letter; the others a few look-ups by hash.

mod acronyms;
mod known;
mod loose;
mod passage;
mod people;
mod runs;
mod usage;

use std::ops::Range;

use foldhash::HashMap;
use standpoint_languages::Languages;
use standpoint_text::Statement;

use crate::{NameKind, NameMention, PassageReading};

use acronyms::{definitions, is_abbreviation, is_in_brackets, Definition};
use known::known_at;
use passage::{Joint, Passage, Shape};
pub use people::surname_skeletons;
use people::People;
use runs::{run_at, Run};
use usage::Usage;

/// A name found, before the entities are settled.
struct Found {
    passage: usize,
    words: Range<usize>,
    kind: NameKind,
    /// The name of the entity, where the open data or the statement gives it.
    entity: Option<String>,
}

/// What a statement's passages hold.
#[derive(Default)]
struct Gathered {
    found: Vec<Found>,
    /// Words with capitals of which nothing shows yet what they name.
    loose: Vec<(usize, Range<usize>)>,
    /// The long names of abbreviations, in lower case.
    long_names: HashMap<String, String>,
}

/// The names in a statement, in the order of the text.
pub(crate) fn names(statement: &Statement, readings: &[PassageReading], languages: &Languages) -> Vec<NameMention> {
    let passages: Vec<Passage> = statement
        .passages
        .iter()
        .zip(readings)
        .filter_map(|(passage, read)| {
            Some(Passage::of(
                &passage.span,
                &read.words,
                languages.get(passage.language.or(statement.metadata.language())?)?,
            ))
        })
        .collect();
    let usage = Usage::of(&passages);
    let mut gathered = Gathered::default();
    for (number, passage) in passages.iter().enumerate() {
        gather(passage, number, &usage, &mut gathered);
    }
    let mut people = People::new();
    loose::settle(&passages, &usage, &mut gathered, &mut people);
    settle_entities(&passages, &mut gathered, &mut people);
    gathered.found.sort_by_key(|found| (found.passage, found.words.start));
    gathered.found.into_iter().filter_map(|found| mention(&passages, found)).collect()
}

fn mention(passages: &[Passage], found: Found) -> Option<NameMention> {
    let passage = &passages[found.passage];
    let span = passage.span.part(passage.bytes(&found.words)).ok()?;
    Some(NameMention { span, kind: found.kind, entity: found.entity })
}

/// Finds the names of a passage that show by themselves what they are.
fn gather(passage: &Passage, number: usize, usage: &Usage, gathered: &mut Gathered) {
    let mut definitions = definitions(passage).into_iter().peekable();
    let mut at = 0;
    while at < passage.len() {
        if let Some(definition) = definitions.next_if(|definition| definition.long.start <= at) {
            if definition.long.start == at {
                at = define(passage, number, &definition, gathered);
                continue;
            }
        }
        if !passage.has_capital(at) {
            at += 1;
            continue;
        }
        at = name_at(passage, number, at, usage, gathered).max(at + 1);
    }
}

/// Takes up a long name and its abbreviation; gives the word after them.
fn define(passage: &Passage, number: usize, definition: &Definition, gathered: &mut Gathered) -> usize {
    let known = phrase_entity(passage, definition.long.start);
    let long = passage.written(&definition.long);
    let entity = known.unwrap_or_else(|| passage.naming().romanised(long));
    gathered.long_names.insert(passage.words.get(definition.short).to_owned(), entity.clone());
    for words in [definition.long.clone(), definition.short..definition.short + 1] {
        gathered.found.push(Found {
            passage: number,
            words,
            kind: NameKind::Organisation,
            entity: Some(entity.clone()),
        });
    }
    definition.short + 1
}

fn phrase_entity(passage: &Passage, at: usize) -> Option<String> {
    let usage = Usage::of(&[]);
    let (words, entry) = known_at(passage, at, &usage)?;
    (words.len() > 1 && !entry.kind.is_place()).then(|| entry.name.to_owned())
}

/// The name that begins at a word with a capital, if any; gives the word after it.
fn name_at(passage: &Passage, number: usize, at: usize, usage: &Usage, gathered: &mut Gathered) -> usize {
    if let Some(words) = quoted_organisation(passage, at) {
        return gathered.push(number, words, NameKind::Organisation, None);
    }
    let known = known_at(passage, at, usage);
    let known_end = known.as_ref().map_or(at, |(words, _)| words.end);
    let run = if passage.is_display && known_end == at {
        display_run(passage, at, usage)
    } else {
        run_at(passage, at, usage)
    };
    if let Some(start) = run.start().filter(|&start| start > at && known_end == at) {
        return start;
    }
    match (run, known) {
        (Run::Organisation(words), _) if words.end > known_end && words.start == at && !passage.is_display => {
            gathered.organisation(passage, number, words)
        }
        (Run::Person(words), Some((known, entry))) if entry.kind.is_place() && known.len() == 1 && words.len() > 1 => {
            if entry.kind == standpoint_gazetteer::EntryKind::Country {
                return gathered.push(number, known, NameKind::Place, Some(entry.name.to_owned()));
            }
            gathered.push(number, words, NameKind::Person, None)
        }
        (_, Some((words, entry))) => {
            let kind = if entry.kind.is_place() { NameKind::Place } else { NameKind::Organisation };
            gathered.push(number, words, kind, Some(entry.name.to_owned()))
        }
        (Run::Person(words), None) => gathered.push(number, words, NameKind::Person, None),
        _ if is_abbreviation(passage, at, usage) || gathered.is_explained(passage, at) => {
            gathered.push(number, at..at + 1, NameKind::Organisation, None)
        }
        (Run::Loose(words), None) if !passage.is_display => {
            let end = words.end;
            gathered.loose.push((number, words));
            end
        }
        _ => at + 1,
    }
}

/// In a title every word has a capital: only people by their given names are told there.
fn display_run(passage: &Passage, at: usize, usage: &Usage) -> Run {
    match run_at(passage, at, usage) {
        Run::Person(words) if words.len() == 2 => Run::Person(words),
        _ => Run::Nothing,
    }
}

/// Words in quotation marks after a word such as "party": its name.
fn quoted_organisation(passage: &Passage, at: usize) -> Option<Range<usize>> {
    let before = at.checked_sub(1)?;
    let opens = passage.gap(at).trim_start().starts_with(['«', '„', '“', '"', '”']);
    if !opens || !passage.naming().organisation_words.contains(passage.words.get(before)) || is_after_break(passage, at)
    {
        return None;
    }
    let end = (at + 1..passage.len().min(at + 7) + 1).find(|&word| passage.gap(word).contains(['»', '“', '”', '"']))?;
    Some(at..end)
}

fn is_after_break(passage: &Passage, at: usize) -> bool {
    passage.joint(at) == Joint::Break || passage.gap(at).contains(['.', ':', ',', '!', '?', ';'])
}

impl Gathered {
    /// Takes up an organisation, with the abbreviation that stands in brackets after it.
    fn organisation(&mut self, passage: &Passage, number: usize, words: Range<usize>) -> usize {
        let end = self.push(number, words.clone(), NameKind::Organisation, None);
        if !is_in_brackets(passage, end) {
            return end;
        }
        let entity = passage.naming().romanised(passage.written(&words));
        self.long_names.insert(passage.words.get(end).to_owned(), entity.clone());
        self.push(number, end..end + 1, NameKind::Organisation, Some(entity))
    }

    /// Whether a word is an abbreviation that the statement explained before.
    fn is_explained(&self, passage: &Passage, word: usize) -> bool {
        passage.shape(word) == Shape::Capitals && self.long_names.contains_key(passage.words.get(word))
    }

    fn push(&mut self, passage: usize, words: Range<usize>, kind: NameKind, entity: Option<String>) -> usize {
        let end = words.end;
        self.found.push(Found { passage, words, kind, entity });
        end
    }
}

/// Gives every name its entity.
fn settle_entities<'a>(passages: &[Passage<'a>], gathered: &mut Gathered, people: &mut People<'a>) {
    let bearers: Vec<Option<usize>> = gathered
        .found
        .iter()
        .map(|found| {
            let passage = &passages[found.passage];
            (found.kind == NameKind::Person).then(|| bearer(passage, found, people)).flatten()
        })
        .collect();
    let mut names: HashMap<usize, String> = HashMap::default();
    for (found, bearer) in gathered.found.iter_mut().zip(bearers) {
        let passage = &passages[found.passage];
        let written = passage.written(&found.words);
        if let Some(person) = bearer {
            let name = names.entry(person).or_insert_with(|| people.name(person, passage.language));
            found.entity = Some(name.clone());
        } else if found.entity.is_none() {
            let long = gathered.long_names.get(passage.words.get(found.words.start)).filter(|_| found.words.len() == 1);
            found.entity = Some(long.cloned().unwrap_or_else(|| passage.naming().romanised(written)));
        }
    }
}

fn bearer<'a>(passage: &Passage<'a>, found: &Found, people: &mut People<'a>) -> Option<usize> {
    let written = passage.written(&found.words);
    match loose::surname_of(passage, &found.words) {
        Some(surname) => people.with_surname(surname, passage.language),
        None => Some(people.add(written, passage.language)),
    }
}

#[cfg(test)]
mod tests;
