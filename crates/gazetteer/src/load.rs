use std::borrow::Cow;

use crate::{phrase_key, Entry, EntryKind, Gazetteer, Phrase};

const PLACES: &str = include_str!("../data/places.tsv");
const REGIONS: &str = include_str!("../data/regions.tsv");
const ORGANISATIONS: &str = include_str!("../data/organisations.tsv");
const GIVEN_NAMES: &str = include_str!("../data/given_names.txt");
/// Abbreviations are no longer than this.
const ABBREVIATION: usize = 6;

pub(crate) fn built_in() -> Gazetteer {
    let mut gazetteer = Gazetteer::default();
    gazetteer.single.reserve(80_000);
    gazetteer.phrases.reserve(40_000);
    for (table, kind) in [(ORGANISATIONS, EntryKind::Organisation), (REGIONS, EntryKind::Region)] {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            read_written(&mut gazetteer, line, kind);
        }
    }
    for line in PLACES.lines() {
        read_made(&mut gazetteer, line);
    }
    gazetteer.given_names = GIVEN_NAMES.lines().collect();
    gazetteer
}

/// A line of a table written by hand: names as they are written.
fn read_written(gazetteer: &mut Gazetteer, line: &'static str, kind: EntryKind) {
    let Some((name, others)) = line.split_once('\t') else { return };
    let entry = push_entry(gazetteer, name, kind);
    for other in std::iter::once(name).chain(others.split('|')) {
        insert(gazetteer, Cow::Owned(key(other)), entry);
    }
}

/// A line of a table made by `tools/gazetteer`: kind, name, and all names as keys.
fn read_made(gazetteer: &mut Gazetteer, line: &'static str) {
    let mut columns = line.split('\t');
    let (Some(kind), Some(name), Some(keys)) = (columns.next(), columns.next(), columns.next()) else { return };
    let kind = match kind {
        "c" => EntryKind::Country,
        "m" => EntryKind::Metropolis,
        "t" => EntryKind::City,
        "r" => EntryKind::Province,
        _ => EntryKind::Town,
    };
    let entry = push_entry(gazetteer, name, kind);
    for key in keys.split('|') {
        insert(gazetteer, Cow::Borrowed(key), entry);
    }
}

fn push_entry(gazetteer: &mut Gazetteer, name: &'static str, kind: EntryKind) -> u32 {
    gazetteer.entries.push(Entry { name, kind });
    (gazetteer.entries.len() - 1) as u32
}

/// A name belongs to the first that has it: the tables come in the order of what is most often meant.
fn insert(gazetteer: &mut Gazetteer, key: Cow<'static, str>, entry: u32) {
    match key.split_once(' ') {
        Some((first, rest)) => {
            let number = phrase_key(first, rest.split(' ').next().unwrap_or(""));
            gazetteer.phrases.entry(number).or_default().push(Phrase { words: key, entry });
        }
        None => {
            gazetteer.single.entry(key).or_insert(entry);
        }
    }
}

/// A name as it is looked up: its words in lower case, or an abbreviation as it is.
fn key(name: &str) -> String {
    let is_abbreviation = |word: &str| {
        word.chars().count() <= ABBREVIATION
            && word.chars().all(|c| c.is_alphanumeric() && !c.is_lowercase())
            && word.chars().any(char::is_alphabetic)
    };
    let abbreviation = name.split_once(':').map_or(name, |(_, rest)| rest);
    if is_abbreviation(abbreviation) {
        return name.to_owned();
    }
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_stay_in_capitals() {
        assert_eq!(key("НАТО"), "НАТО");
        assert_eq!(key("sv:FN"), "sv:FN");
        assert_eq!(key("G20"), "G20");
        assert_eq!(key("Nagorno-Karabakh"), "nagorno karabakh");
    }

    #[test]
    fn every_line_of_the_tables_is_read() {
        let gazetteer = built_in();
        let lines = |table: &str| table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(gazetteer.entries.len(), lines(PLACES) + lines(REGIONS) + lines(ORGANISATIONS));
    }
}
