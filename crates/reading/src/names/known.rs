use std::ops::Range;

use standpoint_gazetteer::{Entry, EntryKind, Gazetteer, Matching};

use super::passage::{Joint, Passage, Shape};
use super::usage::Usage;

/// No name of the data has more words than this.
const LONGEST: usize = 9;
/// Abbreviations of up to so many letters mean nothing among words in capitals.
const SHORT: usize = 3;

/// What the open data has on the words from here on: how many words, and what they name.
pub(super) fn known_at(passage: &Passage, at: usize, usage: &Usage) -> Option<(Range<usize>, Entry)> {
    if !passage.has_capital(at) {
        return None;
    }
    phrase_at(passage, at).or_else(|| word_at(passage, at, usage).map(|entry| (at..at + 1, entry)))
}

fn phrase_at(passage: &Passage, at: usize) -> Option<(Range<usize>, Entry)> {
    let gazetteer = Gazetteer::built_in();
    if at + 1 >= passage.len() || !gazetteer.may_begin_phrase(passage.words.get(at), passage.words.get(at + 1)) {
        return None;
    }
    let end = (at + 1..passage.len().min(at + LONGEST)).find(|&word| !may_go_on(passage, word));
    let end = end.unwrap_or(passage.len().min(at + LONGEST));
    if end < at + 2 {
        return None;
    }
    let words: Vec<&str> = (at..end).map(|word| passage.words.get(word)).collect();
    let naming = passage.naming();
    let inflected = Matching::Inflected { stem_changes: &naming.stem_changes };
    let matching = if naming.inflects() { inflected } else { Matching::Exact };
    let (length, entry) = gazetteer.phrase(&words, matching)?;
    let last_has_capital = (at + 1..at + length).any(|word| passage.has_capital(word));
    let counts =
        last_has_capital || (entry.kind == EntryKind::Organisation && length > 1) || entry.kind == EntryKind::Region;
    counts.then_some((at..at + length, entry))
}

/// "U.S." and "EE. UU." are cut at their full stops.
fn may_go_on(passage: &Passage, word: usize) -> bool {
    passage.is_joined(word) || (passage.gap(word) == "." && passage.shape(word) != Shape::Small)
}

fn word_at(passage: &Passage, at: usize, usage: &Usage) -> Option<Entry> {
    let gazetteer = Gazetteer::built_in();
    let written = passage.written(&(at..at + 1));
    if passage.shape(at) == Shape::Capitals || written.chars().any(char::is_numeric) {
        let is_short = written.chars().count() <= SHORT;
        if !(passage.is_display && is_short) {
            let own = format!("{}:{written}", passage.language.code());
            if let Some(entry) = gazetteer.word(&own).or_else(|| gazetteer.word(written)) {
                return Some(entry);
            }
        }
        if is_short {
            return None;
        }
    }
    let word = passage.words.get(at);
    word.chars().nth(2)?;
    let naming = passage.naming();
    let entry = naming.dictionary_form(word, |form| gazetteer.word(form).filter(|_| form.chars().nth(2).is_some()))?;
    is_meant(passage, at, entry, usage).then_some(entry)
}

/// Whether a word that is the name of something names it here.
fn is_meant(passage: &Passage, at: usize, entry: Entry, usage: &Usage) -> bool {
    let (word, naming) = (passage.words.get(at), passage.naming());
    if usage.is_everyday(word, passage.language) {
        return false;
    }
    let has_cue = is_after_place_cue(passage, at) || is_before_place_cue(passage, at);
    let is_evident = !passage.opens(at) || usage.capitals(word) > 0;
    match entry.kind {
        EntryKind::Country | EntryKind::Region | EntryKind::Metropolis | EntryKind::Organisation => true,
        EntryKind::City => {
            has_cue || (is_evident && !naming.nouns_have_capitals && !Gazetteer::built_in().is_given_name(word))
        }
        EntryKind::Province | EntryKind::Town => has_cue && !naming.peoples.contains(word),
    }
}

/// Whether what stands before a word says that the name of a place follows.
pub(super) fn is_after_place_cue(passage: &Passage, at: usize) -> bool {
    let joined = matches!(passage.joint(at), Joint::Space | Joint::Apostrophe);
    let naming = passage.naming();
    joined
        && (naming.place_words.before(passage.words, at) > 0 || naming.place_prepositions.before(passage.words, at) > 0)
}

/// Whether what stands after a word says that it is the name of a place.
pub(super) fn is_before_place_cue(passage: &Passage, last: usize) -> bool {
    passage.joint(last + 1) == Joint::Space && passage.naming().place_words_after.at(passage.words, last + 1) > 0
}
