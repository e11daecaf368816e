//! How like two demands are: in what they speak of, and in meaning.

use std::collections::HashMap;
use std::ops::Range;

use standpoint_languages::{ConceptId, ConceptKind, Concepts, Languages};
use standpoint_meaning::{Encoder, Vector};
use standpoint_reading::PassageReading;

use super::Demand;
use crate::topic::Frequencies;

/// Of the likeness of two demands, how much is what they name, where the encoder knows both languages.
const NAMED_SHARE: f64 = 0.5;
/// Demands as like as this are the same, with the encoder and without.
const ENOUGH: f64 = 0.45;
const ENOUGH_NAMED: f64 = 0.55;
/// Members of a group may be this much less like each other.
const SLACK: f64 = 0.12;

/// Acts of which one undoes the other: demands for the one and for the other are not the same.
const CONTRARY: [(&str, &str); 9] = [
    ("increase", "reduce"),
    ("open", "close"),
    ("impose", "lift"),
    ("build", "destroy"),
    ("join", "leave"),
    ("join", "dissolve"),
    ("expand", "dissolve"),
    ("release", "arrest"),
    ("nationalisation", "privatisation"),
];

/// What a demand names, and in which direction.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    /// The concepts, the most telling first, with their weights and directions.
    named: Vec<(ConceptId, f64, i32)>,
    /// What undoes the acts among them.
    contrary: Vec<ConceptId>,
    total: f64,
}

impl Topic {
    /// What the words of `demand` name; it lies in the passage that was read and that begins at `start`.
    pub(super) fn of(
        read: &PassageReading,
        start: usize,
        demand: &Range<usize>,
        languages: &Languages,
        frequencies: &Frequencies,
    ) -> Self {
        let concepts = languages.concepts();
        let mut directions: HashMap<ConceptId, i32> = HashMap::new();
        for mention in &read.mentions {
            let first = start + read.words.bytes(mention.words.0).start;
            if demand.contains(&first) {
                *directions.entry(mention.concept).or_default() += mention.attitude;
            }
        }
        let weight = |concept: ConceptId| {
            let kind = match concepts.kind(concept) {
                ConceptKind::Thing => 1.0,
                ConceptKind::Actor => 0.8,
                ConceptKind::Act => 0.7,
                ConceptKind::Place => 0.6,
                ConceptKind::Value => 0.2,
            };
            kind * frequencies.information(concept)
        };
        let mut named: Vec<(ConceptId, f64, i32)> =
            directions.into_iter().map(|(concept, sum)| (concept, weight(concept), sum.signum())).collect();
        named.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let total = named.iter().map(|n| n.1).sum();
        let contrary = named.iter().flat_map(|n| contraries(concepts, n.0)).collect();
        Self { named, contrary, total }
    }

    /// Its concepts, the most telling first.
    pub(super) fn telling(&self) -> impl Iterator<Item = ConceptId> + '_ {
        self.named.iter().map(|n| n.0)
    }

    /// The share of what two demands name that both name in no contrary direction; 0 where they contradict each other.
    fn shared(&self, other: &Self) -> f64 {
        let mut common = 0.0;
        let (mut agree, mut contradict) = (0.0, 0.0);
        for &(concept, weight, direction) in &self.named {
            let Some(&(_, _, its)) = other.named.iter().find(|n| n.0 == concept) else { continue };
            common += weight;
            match direction * its {
                1 => agree += weight,
                -1 => contradict += weight,
                _ => {}
            }
        }
        let names = |concept: &ConceptId| other.named.iter().any(|n| n.0 == *concept);
        if contradict > agree || self.contrary.iter().any(names) {
            return 0.0;
        }
        let all = self.total + other.total - common;
        if all > 0.0 {
            (common - contradict) / all
        } else {
            0.0
        }
    }
}

fn contraries(concepts: &Concepts, concept: ConceptId) -> impl Iterator<Item = ConceptId> + '_ {
    let name = concepts.name(concept);
    CONTRARY.into_iter().filter_map(move |(one, other)| match name {
        _ if name == one => concepts.get(other),
        _ if name == other => concepts.get(one),
        _ => None,
    })
}

/// What any two demands have in common.
pub(super) struct Likeness<'a> {
    demands: &'a [Demand],
    /// The vector of each demand in a language that the encoder knows.
    vectors: Option<Vec<Option<Vector>>>,
}

impl<'a> Likeness<'a> {
    pub(super) fn of(demands: &'a [Demand], encoder: Option<&Encoder>) -> Self {
        let vectors = encoder.map(|encoder| {
            let texts: Vec<&str> = demands.iter().map(|demand| demand.span.as_str()).collect();
            let is_known = |demand: &Demand| demand.language.is_some_and(|l| encoder.knows(l.as_str()));
            let vectors = encoder.encode_all(&texts);
            vectors.into_iter().zip(demands).map(|(vector, d)| is_known(d).then_some(vector)).collect()
        });
        Self { demands, vectors }
    }

    /// From 0, nothing in common, to 1.
    pub(super) fn between(&self, a: usize, b: usize) -> f64 {
        let named = self.demands[a].topic.shared(&self.demands[b].topic);
        let vector = |demand: usize| self.vectors.as_ref().and_then(|vectors| vectors[demand].as_ref());
        match (vector(a), vector(b)) {
            _ if named == 0.0 => 0.0,
            (Some(a), Some(b)) => NAMED_SHARE * named + (1.0 - NAMED_SHARE) * f64::from(a.cosine(b).max(0.0)),
            // On the scale of the others: what is enough without the encoder is enough.
            _ => named * ENOUGH / ENOUGH_NAMED,
        }
    }

    /// How like a demand must be to a group on the whole.
    pub(super) fn enough(&self) -> f64 {
        ENOUGH
    }

    /// How like it must be to each of its members.
    pub(super) fn least(&self) -> f64 {
        ENOUGH - SLACK
    }
}
