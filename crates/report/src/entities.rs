//! Names by whom or what they name.

use std::collections::{BTreeMap, HashMap};

use standpoint_reading::{NameKind, NameMention};
use standpoint_text::Span;

use crate::plain::one_line;

/// One that is named, and every place where.
pub(crate) struct Entity<'a> {
    /// Its common name, or as it is written where none is known.
    pub name: &'a str,
    pub kind: NameKind,
    /// The number of the statement, and the words.
    pub mentions: Vec<(usize, &'a Span)>,
}

impl Entity<'_> {
    /// How it is written, and how often so, the most frequent first.
    pub(crate) fn spellings(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, span) in &self.mentions {
            *counts.entry(one_line(span.as_str())).or_default() += 1;
        }
        let mut spellings: Vec<_> = counts.into_iter().collect();
        spellings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        spellings
    }

    /// The statements that name it, each with its first mention and how often it does.
    pub(crate) fn statements(&self) -> Vec<(usize, &Span, usize)> {
        let mut found: Vec<(usize, &Span, usize)> = Vec::new();
        for (statement, span) in &self.mentions {
            match found.last_mut() {
                Some((last, _, count)) if last == statement => *count += 1,
                _ => found.push((*statement, span, 1)),
            }
        }
        found
    }
}

/// Those that are named, in the order in which they are first. The mentions come with the number of their statement, those
/// of one statement together.
pub(crate) fn entities<'a>(mentions: impl Iterator<Item = (usize, &'a NameMention)>) -> Vec<Entity<'a>> {
    let mut found: Vec<Entity<'a>> = Vec::new();
    let mut numbers: HashMap<(&str, &str), usize> = HashMap::new();
    for (statement, mention) in mentions {
        let name = mention.entity.as_deref().unwrap_or(mention.span.as_str());
        let number = *numbers.entry((name, mention.kind.as_str())).or_insert(found.len());
        if number == found.len() {
            found.push(Entity { name, kind: mention.kind, mentions: Vec::new() });
        }
        found[number].mentions.push((statement, &mention.span));
    }
    found
}
