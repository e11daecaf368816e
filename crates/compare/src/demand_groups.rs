//! The same demand in several statements and languages.
//!
//! Two demands are taken for the same where they speak of the same two most telling concepts in the same direction. That
//! holds across languages, needs no encoder, and costs time linear in the number of demands.

use std::collections::BTreeMap;

use standpoint_languages::{ConceptId, ConceptKind, Languages};
use standpoint_reading::{PassageReading, Reading};
use standpoint_text::{PassageKind, Statement};

use crate::topic::Frequencies;
use crate::DemandGroup;

/// What makes two demands the same: the main thing, the second one, and the direction.
type Key = (ConceptId, ConceptId, i32);

/// A demand, by the numbers of its statement and passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Demand {
    pub statement: usize,
    pub passage: usize,
}

/// Every demand, by what it is about.
pub(crate) fn demands_by_topic(
    statements: &[Statement],
    readings: &[Reading],
    languages: &Languages,
    frequencies: &Frequencies,
) -> BTreeMap<Key, Vec<Demand>> {
    let mut found: BTreeMap<Key, Vec<Demand>> = BTreeMap::new();
    for (number, (statement, reading)) in statements.iter().zip(readings).enumerate() {
        for (p, (passage, read)) in statement.passages.iter().zip(&reading.passages).enumerate() {
            if read.is_demand && !read.is_reported && passage.kind != PassageKind::Heading {
                if let Some(key) = key(read, languages, frequencies) {
                    found.entry(key).or_default().push(Demand { statement: number, passage: p });
                }
            }
        }
    }
    found
}

fn key(reading: &PassageReading, languages: &Languages, frequencies: &Frequencies) -> Option<Key> {
    let concepts = languages.concepts();
    let mut named: Vec<(ConceptId, i32)> = Vec::new();
    for mention in &reading.mentions {
        match named.iter_mut().find(|(c, _)| *c == mention.concept) {
            Some((_, attitude)) => *attitude += mention.attitude,
            None => named.push((mention.concept, mention.attitude)),
        }
    }
    let weight = |concept: ConceptId| {
        let kind = match concepts.kind(concept) {
            ConceptKind::Thing => 1.0,
            ConceptKind::Actor => 0.8,
            ConceptKind::Place | ConceptKind::Act => 0.6,
            ConceptKind::Value => 0.3,
        };
        kind * frequencies.information(concept)
    };
    named.sort_by(|a, b| weight(b.0).total_cmp(&weight(a.0)).then(a.0.cmp(&b.0)));
    let main = named.iter().find(|(c, _)| matches!(concepts.kind(*c), ConceptKind::Thing | ConceptKind::Actor))?;
    let second = named.iter().find(|(c, _)| *c != main.0)?;
    let (first, second) = if main.0 <= second.0 { (main.0, second.0) } else { (second.0, main.0) };
    Some((first, second, main.1.signum()))
}

/// The demands that more than one statement makes, those of most statements first.
pub(crate) fn demand_groups(statements: &[Statement], by_topic: &BTreeMap<Key, Vec<Demand>>) -> Vec<DemandGroup> {
    let mut groups: Vec<DemandGroup> = by_topic
        .values()
        .filter(|demands| demands.iter().any(|d| d.statement != demands[0].statement))
        .filter_map(|demands| {
            let members: Vec<_> = demands
                .iter()
                .map(|d| (d.statement, statements[d.statement].passages[d.passage].span.clone()))
                .collect();
            let label = members.iter().map(|(_, span)| span.as_str()).min_by_key(|text| text.len())?;
            Some(DemandGroup { label: label.split_whitespace().collect::<Vec<_>>().join(" "), members })
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(speakers(group)));
    groups
}

fn speakers(group: &DemandGroup) -> usize {
    let mut statements: Vec<usize> = group.members.iter().map(|(statement, _)| *statement).collect();
    statements.dedup();
    statements.len()
}
