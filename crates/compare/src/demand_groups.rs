//! The same demand in several statements and languages.
//!
//! Two demands are taken for the same where they speak of the same things in the same direction, and, where the encoder
//! knows both languages, mean nearly the same. Neither is enough: "more ferries" and "no more ferries" mean nearly the
//! same to every vector space, and "the council must build a bridge" names the same things as "the council must repay the
//! bridge". Rather no group than one of unlike demands.
//!
//! A demand is only compared with groups that share one of its most telling concepts, and with so many of them at most:
//! the cost is linear in the number of demands.

mod label;
mod likeness;

use std::collections::HashMap;

use standpoint_languages::{ConceptId, Languages};
use standpoint_meaning::Encoder;
use standpoint_reading::Reading;
use standpoint_reuse::SameStatement;
use standpoint_text::{LanguageCode, Span, Statement};

use crate::topic::Frequencies;
use crate::DemandGroup;

use likeness::{Likeness, Topic};

/// By how many of its concepts, the most telling first, a demand is looked up.
const LOOKED_UP: usize = 4;
/// With how many groups that share a concept a demand is compared at most, the youngest first.
const MOST_COMPARED: usize = 64;
/// How many members of a group a demand is compared with.
const MEMBERS_COMPARED: usize = 6;

/// A demand, with what it is about.
#[derive(Debug, Clone)]
pub(crate) struct Demand {
    /// The number of its statement.
    pub statement: usize,
    /// Its words.
    pub span: Span,
    /// The language of its passage.
    pub language: Option<LanguageCode>,
    /// What it is about.
    pub topic: Topic,
}

/// The demands that more than one statement makes, those of most statements first, with a label in `preferred` or English
/// where a member is in it. A statement and its copies make a demand once.
pub(crate) fn demand_groups(
    demands: &[Demand],
    encoder: Option<&Encoder>,
    preferred: Option<LanguageCode>,
    same: &SameStatement,
) -> Vec<DemandGroup> {
    let likeness = Likeness::of(demands, encoder);
    let mut groups: Vec<DemandGroup> = grouped(demands, &likeness)
        .into_iter()
        .map(|mut members| {
            let counted = same.counted(members.iter().map(|&d| demands[d].statement));
            members.retain(|&d| counted.contains(&demands[d].statement));
            members
        })
        .filter(|members| members.iter().any(|&d| demands[d].statement != demands[members[0]].statement))
        .map(|members| DemandGroup {
            label: label::label(members.iter().map(|&d| &demands[d]), preferred),
            members: members.iter().map(|&d| (demands[d].statement, demands[d].span.clone())).collect(),
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(speakers(group)));
    groups
}

/// Every demand of every statement.
pub(crate) fn all_demands(
    statements: &[Statement],
    readings: &[Reading],
    languages: &Languages,
    frequencies: &Frequencies,
) -> Vec<Demand> {
    let mut found = Vec::new();
    for (number, (statement, reading)) in statements.iter().zip(readings).enumerate() {
        for span in &reading.findings.demands {
            let bytes = span.bytes();
            let passage = statement.passages.partition_point(|p| p.span.bytes().end <= bytes.start);
            let (Some(passage), Some(read)) = (statement.passages.get(passage), reading.passages.get(passage)) else {
                continue;
            };
            let topic = Topic::of(read, passage.span.bytes().start, &bytes, languages, frequencies);
            found.push(Demand { statement: number, span: span.clone(), language: passage.language, topic });
        }
    }
    found
}

/// The numbers of the demands, group by group; a demand like no other is a group of its own.
fn grouped(demands: &[Demand], likeness: &Likeness<'_>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut with: HashMap<ConceptId, Vec<usize>> = HashMap::new();
    for (number, demand) in demands.iter().enumerate() {
        let telling: Vec<ConceptId> = demand.topic.telling().take(LOOKED_UP).collect();
        let mut candidates: Vec<usize> = telling
            .iter()
            .filter_map(|concept| with.get(concept))
            .flat_map(|groups| groups.iter().rev().take(MOST_COMPARED))
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let best = candidates
            .into_iter()
            .filter_map(|group| Some((group, fit(number, &groups[group], likeness)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let group = match best {
            Some((group, _)) => {
                groups[group].push(number);
                group
            }
            None => {
                groups.push(vec![number]);
                groups.len() - 1
            }
        };
        for concept in telling {
            let known = with.entry(concept).or_default();
            if known.last() != Some(&group) {
                known.push(group);
            }
        }
    }
    groups
}

/// How well a demand fits into a group: its mean likeness to the first members, where none of them is too unlike.
fn fit(demand: usize, group: &[usize], likeness: &Likeness<'_>) -> Option<f64> {
    let compared = &group[..group.len().min(MEMBERS_COMPARED)];
    let scores: Vec<f64> = compared.iter().map(|&member| likeness.between(demand, member)).collect();
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    let all_near = scores.iter().all(|&score| score >= likeness.least());
    (all_near && mean >= likeness.enough()).then_some(mean)
}

fn speakers(group: &DemandGroup) -> usize {
    let mut statements: Vec<usize> = group.members.iter().map(|(statement, _)| *statement).collect();
    statements.dedup();
    statements.len()
}
