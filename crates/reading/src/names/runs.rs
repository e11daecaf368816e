use std::ops::Range;

use standpoint_gazetteer::{EntryKind, Gazetteer};
use standpoint_languages::NameWords;

use super::known::known_at;
use super::passage::{Joint, Passage, Shape};
use super::usage::{is_of_the_calendar, Usage};

/// No name has more words than this.
const LONGEST: usize = 10;

/// Words with capitals in a row, and what the words themselves show them to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// An organisation: one of the words says so.
    Organisation(Range<usize>),
    /// A person: a title, a given name or an initial says so.
    Person(Range<usize>),
    /// A name perhaps, of what the rest of the statement may show.
    Loose(Range<usize>),
    /// No name.
    Nothing,
}

impl Run {
    /// Its first word.
    pub(super) fn start(&self) -> Option<usize> {
        match self {
            Self::Organisation(words) | Self::Person(words) | Self::Loose(words) => Some(words.start),
            Self::Nothing => None,
        }
    }
}

/// The run that begins here.
pub(super) fn run_at(passage: &Passage, at: usize, usage: &Usage) -> Run {
    let Some((start, titled)) = first_word(passage, at, usage) else { return Run::Nothing };
    let mut end = run_end(passage, start);
    let (start, titled) = after_long_title(passage, start..end).map_or((start, titled), |start| (start, true));
    let unbroken = (start + 1..end).find(|&word| !passage.has_capital(word)).unwrap_or(end);
    if let Some(head) = (start..unbroken).find(|&word| is_organisation_word(passage, word)) {
        let end = (head + 1..unbroken.saturating_sub(1)).find(|&word| is_given(passage, word)).unwrap_or(unbroken);
        return organisation(passage, start..end, head).map_or(Run::Nothing, Run::Organisation);
    }
    if unbroken < end && (unbroken..end).any(|word| is_organisation_word(passage, word)) {
        end = unbroken;
    }
    let cut = (start + 1..end).find(|&word| ends_a_person(passage, word, usage));
    // "Grant Street" says nothing of "Grant".
    let names_a_thing = cut.is_some_and(|word| passage.naming().not_names.contains(passage.words.get(word)));
    end = cut.unwrap_or(end);
    if passage.naming().nouns_have_capitals {
        end = end_of_surname(passage, start..end);
    }
    while end > start + 1 && !passage.has_capital(end - 1) {
        end -= 1;
    }
    if is_no_name(passage, start, usage) && !(end > start + 1 && is_given(passage, start)) {
        return Run::Nothing;
    }
    let titled = titled || is_titled(passage, start);
    let start =
        if titled || is_given(passage, start) { start } else { given_inside(passage, start..end).unwrap_or(start) };
    if is_person(passage, &(start..end), titled, usage) {
        return Run::Person(start..end);
    }
    if names_a_thing {
        return Run::Nothing;
    }
    Run::Loose(start..end)
}

/// The first word that is part of a name, and whether titles stood before it.
fn first_word(passage: &Passage, at: usize, usage: &Usage) -> Option<(usize, bool)> {
    let (naming, words) = (passage.naming(), passage.words);
    let (mut start, mut titled) = (at, false);
    // In "May May May …" no name begins, and each word is asked.
    for _ in 0..LONGEST {
        if !passage.has_capital(start) {
            return None;
        }
        let word = words.get(start);
        let skipped = if naming.titles.at(words, start) > 0 && !is_organisation_word(passage, start) {
            titled = true;
            naming.titles.at(words, start)
        } else if naming.place_words.at(words, start) > 0 && !is_organisation_word(passage, start) {
            naming.place_words.at(words, start)
        } else if is_of_the_calendar(word, passage.language)
            || (passage.opens(start) && begins_as_any_word(passage, word, start, usage))
        {
            titled = false;
            1
        } else {
            return Some((start, titled));
        };
        start += skipped;
        if start >= passage.len() || !passage.is_joined(start) {
            return None;
        }
    }
    None
}

/// The word after a title whose last words have capitals themselves: "minister van Buitenlandse Zaken Torvaan".
fn after_long_title(passage: &Passage, run: Range<usize>) -> Option<usize> {
    let titles = &passage.naming().titles;
    (run.start + 1..run.end).rev().find(|&word| titles.before(passage.words, word) > word - run.start)
}

/// Where nouns have capitals too, the name of a person ends with the first word that is neither a given name, an initial nor a
/// particle, or with what a hyphen joins to it: "Ilse Torvaans Antrag" names Ilse Torvaan.
fn end_of_surname(passage: &Passage, run: Range<usize>) -> usize {
    if !is_given(passage, run.start) && passage.shape(run.start) != Shape::Initial {
        return run.end;
    }
    let surname =
        (run.start + 1..run.end).find(|&word| passage.shape(word) == Shape::Capital && !is_given(passage, word));
    let Some(surname) = surname else { return run.end };
    (surname + 1..run.end).find(|&word| passage.joint(word) != Joint::Hyphen).unwrap_or(run.end)
}

/// The given name in a run that begins with something else: "Senator for Oldport Ilse Torvaan".
fn given_inside(passage: &Passage, run: Range<usize>) -> Option<usize> {
    (run.start + 1..run.end.saturating_sub(1)).find(|&word| is_given(passage, word))
}

fn begins_as_any_word(passage: &Passage, word: &str, at: usize, usage: &Usage) -> bool {
    if passage.language.is_function_word(word) || passage.naming().saying.contains(word) {
        return true;
    }
    let is_given_before_name = is_given(passage, at) && passage.has_capital(at + 1) && passage.is_joined(at + 1);
    let is_known = usage.capitals(word) > 0
        || is_given_before_name
        || passage.shape(at) != Shape::Capital
        || is_organisation_word(passage, at)
        || (passage.naming().peoples.contains(word) && passage.has_capital(at + 1));
    !is_known || (usage.is_everyday(word, passage.language) && !is_given_before_name)
}

/// Where the row of capitals from a word on ends.
fn run_end(passage: &Passage, start: usize) -> usize {
    let mut end = start + 1;
    while end < passage.len() && end < start + LONGEST {
        let next = next_capital(passage, end);
        match next {
            Some(capital) => end = capital + 1,
            None => break,
        }
    }
    end
}

/// The word with a capital that goes on with a name: the next one, or the one after particles.
fn next_capital(passage: &Passage, from: usize) -> Option<usize> {
    let naming = passage.naming();
    for word in from..passage.len().min(from + 3) {
        let joined = match passage.joint(word) {
            Joint::Space | Joint::Hyphen | Joint::Stop => true,
            Joint::Apostrophe => passage.words.get(word - 1).chars().count() <= 2,
            Joint::Break | Joint::Opening => false,
        };
        if !joined || matches!(passage.shape(word), Shape::Capitals) {
            return None;
        }
        if word > from && passage.has_capital(word) && known_place(passage, word).is_some() {
            return None;
        }
        if passage.has_capital(word) {
            let is_little = passage.language.is_function_word(passage.words.get(word));
            return (!is_little || passage.shape(word) == Shape::Initial).then_some(word);
        }
        let is_article = naming.nouns_have_capitals && word == from && passage.words.get(word).starts_with('d');
        if !naming.particles.contains(passage.words.get(word)) || is_article {
            return None;
        }
    }
    None
}

pub(super) fn is_organisation_word(passage: &Passage, word: usize) -> bool {
    passage.has_capital(word) && passage.naming().organisation_words.contains(passage.words.get(word))
}

/// The whole name of an organisation one of whose words, `head`, says what it is.
fn organisation(passage: &Passage, run: Range<usize>, head: usize) -> Option<Range<usize>> {
    let naming = passage.naming();
    let mut end = run.end;
    let mut through_connector = false;
    while end < passage.len() && end < run.start + LONGEST {
        let mut word = end;
        while word < passage.len().min(end + 2)
            && passage.is_joined(word)
            && naming.connectors.contains(passage.words.get(word))
            && (through_connector || !naming.and.contains(passage.words.get(word)))
        {
            word += 1;
        }
        let goes_on = word > end && word < passage.len() && passage.is_joined(word) && passage.has_capital(word);
        if !goes_on || (naming.nouns_have_capitals && known_place(passage, word).is_none()) {
            break;
        }
        let is_people = passage.naming().peoples.contains(passage.words.get(word));
        let next = run_end(passage, word);
        if is_people && next == word + 1 {
            break;
        }
        through_connector = true;
        end = next;
    }
    let words = run.start..end;
    let is_name = |word: usize| word != head && passage.has_capital(word) && !is_organisation_word(passage, word);
    (words.len() > 1 && words.clone().any(is_name)).then_some(words)
}

fn known_place(passage: &Passage, word: usize) -> Option<()> {
    let gazetteer = Gazetteer::built_in();
    let find = |form: &str| gazetteer.word(form).filter(|entry| entry.kind.is_place()).map(|_| ());
    passage.naming().dictionary_form(passage.words.get(word), find)
}

/// Whether the name of a person ends before this word.
fn ends_a_person(passage: &Passage, word: usize, usage: &Usage) -> bool {
    let lower = passage.words.get(word);
    let naming = passage.naming();
    if passage.shape(word) == Shape::Initial {
        return false;
    }
    let is_known = || {
        known_at(passage, word, usage).is_some_and(|(words, entry)| {
            words.len() > 1 || matches!(entry.kind, EntryKind::Country | EntryKind::Region | EntryKind::Organisation)
        })
    };
    passage.has_capital(word)
        && (naming.titles.contains(lower)
            || naming.not_names.contains(lower)
            || naming.peoples.contains(lower)
            || is_known())
}

fn is_no_name(passage: &Passage, word: usize, usage: &Usage) -> bool {
    let lower = passage.words.get(word);
    usage.is_everyday(lower, passage.language) || passage.naming().peoples.contains(lower)
}

pub(super) fn is_given(passage: &Passage, word: usize) -> bool {
    let find = || {
        // "Sie" and "Ihr" have a capital and are no names.
        let is_polite =
            passage.naming().nouns_have_capitals && passage.language.is_function_word(passage.words.get(word));
        !is_polite
            && !passage.naming().particles.contains(passage.words.get(word))
            && given_name(passage.words.get(word), passage.naming()).is_some()
    };
    passage.shape(word) == Shape::Capital && passage.is_given(word, find)
}

/// The given name that a lower-case word is a form of. Names of other scripts are known by their Latin spelling too.
pub(super) fn given_name(word: &str, naming: &NameWords) -> Option<String> {
    let gazetteer = Gazetteer::built_in();
    let known = naming.dictionary_form(word, |form| gazetteer.is_given_name(form).then(|| form.to_owned()));
    if known.is_some() || naming.romanisation.is_empty() {
        return known;
    }
    naming.dictionary_form(word, |form| {
        let latin = naming.romanised(form).to_lowercase();
        (latin.len() > 3 && gazetteer.is_given_name(&latin)).then(|| form.to_owned())
    })
}

/// Whether a title stands right before a word.
fn is_titled(passage: &Passage, word: usize) -> bool {
    matches!(passage.joint(word), Joint::Space | Joint::Stop) && passage.naming().titles.before(passage.words, word) > 0
}

fn is_person(passage: &Passage, words: &Range<usize>, titled: bool, usage: &Usage) -> bool {
    let last = words.end - 1;
    let is_everyday = |word: usize| usage.is_everyday(passage.words.get(word), passage.language);
    if passage.shape(last) == Shape::Initial || is_everyday(last) || words.len() > 5 {
        return false;
    }
    let known = known_at(passage, words.start, usage).is_some_and(|(_, entry)| !entry.kind.is_weak());
    let begins_with_initial =
        passage.shape(words.start) == Shape::Initial && passage.joint(words.start + 1) == Joint::Stop;
    if words.len() == 1 {
        return titled && !known && passage.shape(last) == Shape::Capital;
    }
    let is_lone_initial = passage.shape(words.start) == Shape::Initial && !begins_with_initial;
    !is_lone_initial && (titled || begins_with_initial || is_given(passage, words.start))
}
