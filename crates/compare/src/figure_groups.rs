//! The same thing counted in several statements, and who contradicts whom.
//!
//! Two figures count the same thing where their units are the same, the concepts around them are, and the places named with
//! them don't differ. They contradict each other only if, beyond that, they hold for the same time and no number satisfies
//! both as they are qualified: "over 10,000" and "12,400" agree, "about 3,000" and "4,200" don't.
//!
//! Cost: each figure is compared with the groups that share its unit and one of its concepts, at most [`MOST_GROUPS`] of
//! them, so that time grows with the number of figures.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use standpoint_languages::{ConceptId, ConceptKind, Concepts, Languages};
use standpoint_reading::{Figure, NameKind, Qualifier, Reading};
use standpoint_reuse::SameStatement;
use standpoint_text::{DateValue, Statement};

use crate::FigureGroup;

/// So many groups of one unit and concept are looked at for each figure.
const MOST_GROUPS: usize = 64;
/// The share of their concepts that two figures have in common if they count the same.
const ALIKE: f64 = 0.5;
/// The same share, for a contradiction to be told.
const ALIKE_ENOUGH_TO_CONTRADICT: f64 = 0.6;
/// How far "about" reaches, as a share of the number.
const ABOUT: f64 = 0.1;

/// A figure with what it is compared by.
struct Described<'a> {
    statement: usize,
    number: usize,
    figure: &'a Figure,
    unit: String,
    concepts: BTreeSet<ConceptId>,
    places: BTreeSet<&'a str>,
}

/// Figures of more than one statement that count the same thing, those with a contradiction first. A statement and its
/// copies give a figure once: they neither confirm nor contradict each other.
pub(crate) fn figure_groups(
    statements: &[Statement],
    readings: &[Reading],
    languages: &Languages,
    same: &SameStatement,
) -> Vec<FigureGroup> {
    let concepts = languages.concepts();
    let mut groups: Vec<Vec<Described>> = Vec::new();
    let mut blocks: HashMap<(String, Option<ConceptId>), Vec<usize>> = HashMap::new();
    for (number, (statement, reading)) in statements.iter().zip(readings).enumerate() {
        for figure in described(number, statement, reading, concepts) {
            let keys = keys(&figure);
            let group = keys
                .iter()
                .filter_map(|key| blocks.get(key))
                .flat_map(|block| block.iter().rev().take(MOST_GROUPS))
                .copied()
                .find(|&group| groups[group].iter().take(MOST_GROUPS).any(|member| are_alike(member, &figure)));
            let group = group.unwrap_or_else(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(figure);
            for key in keys {
                let block = blocks.entry(key).or_default();
                if block.last() != Some(&group) {
                    block.push(group);
                }
            }
        }
    }
    for group in &mut groups {
        let counted = same.counted(group.iter().map(|member| member.statement));
        group.retain(|member| counted.contains(&member.statement));
    }
    let mut shared: Vec<FigureGroup> = groups
        .iter()
        .filter(|group| group.iter().any(|member| member.statement != group[0].statement))
        .map(|group| finished(group, statements))
        .collect();
    shared.sort_by_key(|group| (!group.conflict, std::cmp::Reverse(group.members.len())));
    shared
}

fn described<'a>(
    number: usize,
    statement: &'a Statement,
    reading: &'a Reading,
    concepts: &'a Concepts,
) -> impl Iterator<Item = Described<'a>> {
    reading.findings.figures.iter().enumerate().filter_map(move |(index, figure)| {
        let start = figure.span.bytes().start;
        let passage = statement.passages.partition_point(|p| p.span.bytes().end <= start);
        let bytes = statement.passages.get(passage)?.span.bytes();
        let names = &reading.findings.names;
        let first = names.partition_point(|name| name.span.bytes().end <= bytes.start);
        let places = names[first..]
            .iter()
            .take_while(|name| name.span.bytes().start < bytes.end)
            .filter(|name| name.kind == NameKind::Place)
            .filter_map(|name| name.entity.as_deref())
            .collect();
        Some(Described {
            statement: number,
            number: index,
            figure,
            unit: figure.unit.as_deref().map(|unit| unit_key(unit, reading, passage, start, bytes.start, concepts))?,
            concepts: around(reading, passage, start.checked_sub(bytes.start)?, concepts),
            places,
        })
    })
}

/// A unit of measure by its name; a counted noun by the concept that it names, if there is one.
fn unit_key(
    unit: &str,
    reading: &Reading,
    passage: usize,
    figure: usize,
    passage_start: usize,
    concepts: &Concepts,
) -> String {
    let read = &reading.passages[passage];
    let first = read.words.from_byte(figure - passage_start);
    let named = read
        .mentions
        .iter()
        .filter(|m| (first..first + 8).contains(&m.words.0) && concepts.kind(m.concept) == ConceptKind::Actor)
        .find(|m| unit.to_lowercase().contains(read.words.get(m.words.1)))
        .map(|m| concepts.name(m.concept).to_owned());
    named.unwrap_or_else(|| unit.to_lowercase())
}

/// The things, acts and actors spoken of in the clause of a figure, or in its sentence if the clause names fewer than two.
fn around(reading: &Reading, passage: usize, byte: usize, concepts: &Concepts) -> BTreeSet<ConceptId> {
    let read = &reading.passages[passage];
    let word = read.words.from_byte(byte);
    let telling = |concept: ConceptId| concepts.kind(concept) != ConceptKind::Value;
    let nearest = read.mentions.iter().min_by_key(|m| m.words.0.abs_diff(word)).map(|m| m.clause);
    let of = |clause: Option<usize>| -> BTreeSet<ConceptId> {
        read.mentions
            .iter()
            .filter(|m| telling(m.concept) && clause.is_none_or(|clause| m.clause == clause))
            .map(|m| m.concept)
            .collect()
    };
    let near = of(nearest);
    if near.len() >= 2 {
        near
    } else {
        of(None)
    }
}

fn keys(figure: &Described) -> Vec<(String, Option<ConceptId>)> {
    if figure.concepts.is_empty() {
        vec![(figure.unit.clone(), None)]
    } else {
        figure.concepts.iter().map(|&concept| (figure.unit.clone(), Some(concept))).collect()
    }
}

fn are_alike(a: &Described, b: &Described) -> bool {
    if a.unit != b.unit || differ_in_place(a, b) {
        return false;
    }
    let (shared, share) = in_common(a, b);
    let same_number = is_telling(a.figure.value) && range(a.figure) == range(b.figure);
    (same_number && shared >= 1) || (shared >= 2 && share >= ALIKE)
}

fn differ_in_place(a: &Described, b: &Described) -> bool {
    !a.places.is_empty() && !b.places.is_empty() && a.places.is_disjoint(&b.places)
}

fn in_common(a: &Described, b: &Described) -> (usize, f64) {
    let shared = a.concepts.intersection(&b.concepts).count();
    let all = a.concepts.union(&b.concepts).count();
    (shared, shared as f64 / all.max(1) as f64)
}

/// A number that two statements would not both give by chance.
fn is_telling(value: f64) -> bool {
    significant_digits(value) >= 2 && value > 20.0
}

fn finished(group: &[Described], statements: &[Statement]) -> FigureGroup {
    let english = |member: &&Described| {
        statements[member.statement].metadata.language().is_some_and(|language| language.as_str() == "en")
    };
    let named = group.iter().filter(english).chain(group).find_map(|member| member.figure.what.clone());
    FigureGroup {
        what: named.unwrap_or_else(|| group[0].figure.span.as_str().to_owned()),
        members: group.iter().map(|member| (member.statement, member.number)).collect(),
        conflict: has_conflict(group),
    }
}

/// Whether two statements give numbers for the same time that can't both be. Of each time [`MOST_GROUPS`] figures are looked
/// at, so that long groups stay cheap.
fn has_conflict(group: &[Described]) -> bool {
    let mut by_time: BTreeMap<DateValue, Vec<&Described>> = BTreeMap::new();
    for member in group {
        if let Some(time) = member.figure.as_of {
            by_time.entry(time).or_default().push(member);
        }
    }
    by_time.values().any(|members| {
        let members = &members[..members.len().min(MOST_GROUPS)];
        members.iter().enumerate().any(|(i, a)| members[i + 1..].iter().any(|b| contradict(a, b)))
    })
}

fn contradict(a: &Described, b: &Described) -> bool {
    let (shared, share) = in_common(a, b);
    let ((a_from, a_to), (b_from, b_to)) = (range(a.figure), range(b.figure));
    a.statement != b.statement
        && shared >= 2
        && share >= ALIKE_ENOUGH_TO_CONTRADICT
        && a.places == b.places
        && (a_to < b_from || b_to < a_from)
}

/// The numbers that a figure allows, as it is qualified and rounded.
fn range(figure: &Figure) -> (f64, f64) {
    let value = figure.value;
    let slack = rounding(value);
    match figure.qualifier {
        Qualifier::Exact => (value - slack, value + slack),
        Qualifier::About => (value * (1.0 - ABOUT), value * (1.0 + ABOUT)),
        Qualifier::Over => (value, f64::INFINITY),
        Qualifier::Under => (0.0, value),
        Qualifier::Range => (value, figure.value_max.unwrap_or(value)),
        Qualifier::Order => (value, value * 1000.0),
    }
}

/// Half of the last digit that a number gives: 6.3 million is anything from 6.25 to 6.35 million. Small numbers are counted,
/// not rounded.
fn rounding(value: f64) -> f64 {
    if value.abs() < 100.0 {
        return 0.0;
    }
    let digits = significant_digits(value);
    let magnitude = value.abs().log10().floor() as i32;
    0.5 * 10f64.powi(magnitude - digits as i32 + 1)
}

fn significant_digits(value: f64) -> usize {
    format!("{:e}", value.abs()).chars().take_while(|c| *c != 'e').filter(char::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_given_is_how_exact_a_number_is() {
        assert_eq!(significant_digits(6_300_000.0), 2);
        assert_eq!(significant_digits(4_218.0), 4);
        assert_eq!(rounding(6_300_000.0), 50_000.0);
        assert_eq!(rounding(12.0), 0.0);
    }
}
