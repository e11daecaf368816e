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
use standpoint_reading::{Figure, Findings, NameKind, PassageReading, Qualifier, Reading};
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

/// A figure with what it is compared by. Nothing of its statement is held on to, so that those of a large collection fit
/// into memory.
struct Described {
    statement: usize,
    number: usize,
    value: f64,
    value_max: Option<f64>,
    qualifier: Qualifier,
    as_of: Option<DateValue>,
    unit: String,
    concepts: BTreeSet<ConceptId>,
    places: BTreeSet<String>,
    what: Option<String>,
    words: String,
    is_english: bool,
}

/// Figures of more than one statement that count the same thing, those with a contradiction first. A statement and its
/// copies give a figure once: they neither confirm nor contradict each other.
pub(crate) fn figure_groups(
    statements: &[Statement],
    readings: &[Reading],
    languages: &Languages,
    same: &SameStatement,
) -> Vec<FigureGroup> {
    let mut gathered = Gathered::default();
    for (number, (statement, reading)) in statements.iter().zip(readings).enumerate() {
        gathered.take(described(number, statement, reading, languages.concepts()));
    }
    let mut groups = gathered.groups;
    for group in &mut groups {
        let counted = same.counted(group.iter().map(|member| member.statement));
        group.retain(|member| counted.contains(&member.statement));
    }
    let mut shared: Vec<FigureGroup> = groups
        .iter()
        .filter(|group| group.iter().any(|member| member.statement != group[0].statement))
        .map(|group| finished(group))
        .collect();
    shared.sort_by_key(|group| (!group.conflict, std::cmp::Reverse(group.members.len())));
    shared
}

/// The figures of a collection of any size, taken in statement by statement; of each figure some hundred bytes are kept.
pub struct GatheredFigures<'l> {
    languages: &'l Languages,
    statements: usize,
    gathered: Gathered,
}

impl std::fmt::Debug for GatheredFigures<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GatheredFigures({} statements)", self.statements)
    }
}

impl<'l> GatheredFigures<'l> {
    /// None yet.
    pub fn new(languages: &'l Languages) -> Self {
        Self { languages, statements: 0, gathered: Gathered::default() }
    }

    /// Takes in the figures of the next statement, the first of which is number 0.
    pub fn take(&mut self, statement: &Statement, findings: &Findings) {
        let reading = read_around_figures(statement, findings, self.languages);
        self.gathered.take(described(self.statements, statement, &reading, self.languages.concepts()));
        self.statements += 1;
    }

    /// Which statements may contradict each other, by number: a list for each thing that is counted, those of which most
    /// statements speak first, with `most` statements at most. Copies are not told apart; [`crate::group_figures`] does that
    /// for as many as are held at once.
    pub fn may_contradict(&self, most: usize) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = Vec::new();
        for group in &self.gathered.groups {
            let mut statements = contradicting(group);
            if !statements.is_empty() {
                statements.truncate(most);
                found.push(statements);
            }
        }
        found.sort_by_key(|statements| std::cmp::Reverse(statements.len()));
        found
    }
}

/// The figures of a statement, and readings of the passages they stand in.
fn read_around_figures(statement: &Statement, findings: &Findings, languages: &Languages) -> Reading {
    let mut passages = vec![PassageReading::default(); statement.passages.len()];
    for figure in &findings.figures {
        let number = passage_of(statement, figure);
        let Some(passage) = statement.passages.get(number) else { continue };
        if let Some(language) = passage.language.and_then(|code| languages.get(code)) {
            let text = passage.span.as_str();
            passages[number] = PassageReading::of(text, passage.kind, language, languages.concepts());
        }
    }
    let findings = Findings { figures: findings.figures.clone(), names: findings.names.clone(), ..Findings::default() };
    Reading { passages, findings }
}

/// Figures that count the same, brought together as they come.
#[derive(Default)]
struct Gathered {
    groups: Vec<Vec<Described>>,
    /// Which groups have a figure of this unit and concept.
    blocks: HashMap<(String, Option<ConceptId>), Vec<usize>>,
}

impl Gathered {
    fn take(&mut self, figures: impl Iterator<Item = Described>) {
        for figure in figures {
            let keys = keys(&figure);
            let group = keys
                .iter()
                .filter_map(|key| self.blocks.get(key))
                .flat_map(|block| block.iter().rev().take(MOST_GROUPS))
                .copied()
                .find(|&group| self.groups[group].iter().take(MOST_GROUPS).any(|member| are_alike(member, &figure)));
            let group = group.unwrap_or_else(|| {
                self.groups.push(Vec::new());
                self.groups.len() - 1
            });
            self.groups[group].push(figure);
            for key in keys {
                let block = self.blocks.entry(key).or_default();
                if block.last() != Some(&group) {
                    block.push(group);
                }
            }
        }
    }
}

/// The number of the passage that a figure stands in.
fn passage_of(statement: &Statement, figure: &Figure) -> usize {
    let start = figure.span.bytes().start;
    statement.passages.partition_point(|passage| passage.span.bytes().end <= start)
}

fn described<'a>(
    number: usize,
    statement: &'a Statement,
    reading: &'a Reading,
    concepts: &'a Concepts,
) -> impl Iterator<Item = Described> + 'a {
    let is_english = statement.metadata.language().is_some_and(|language| language.as_str() == "en");
    reading.findings.figures.iter().enumerate().filter_map(move |(index, figure)| {
        let start = figure.span.bytes().start;
        let passage = passage_of(statement, figure);
        let bytes = statement.passages.get(passage)?.span.bytes();
        let names = &reading.findings.names;
        let first = names.partition_point(|name| name.span.bytes().end <= bytes.start);
        let places = names[first..]
            .iter()
            .take_while(|name| name.span.bytes().start < bytes.end)
            .filter(|name| name.kind == NameKind::Place)
            .filter_map(|name| name.entity.clone())
            .collect();
        Some(Described {
            statement: number,
            number: index,
            value: figure.value,
            value_max: figure.value_max,
            qualifier: figure.qualifier,
            as_of: figure.as_of,
            unit: figure.unit.as_deref().map(|unit| unit_key(unit, reading, passage, start, bytes.start, concepts))?,
            concepts: around(reading, passage, start.checked_sub(bytes.start)?, concepts),
            places,
            what: figure.what.clone(),
            words: figure.span.as_str().to_owned(),
            is_english,
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
    let same_number = is_telling(a.value) && range(a) == range(b);
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

fn finished(group: &[Described]) -> FigureGroup {
    let english = group.iter().filter(|member| member.is_english);
    let named = english.chain(group).find_map(|member| member.what.clone());
    FigureGroup {
        what: named.unwrap_or_else(|| group[0].words.clone()),
        members: group.iter().map(|member| (member.statement, member.number)).collect(),
        conflict: by_time(group).any(|members| pairs(&members).any(|(a, b)| contradict(a, b))),
    }
}

/// The statements that give a number which another statement contradicts.
fn contradicting(group: &[Described]) -> Vec<usize> {
    let mut statements = Vec::new();
    for members in by_time(group) {
        for (a, b) in pairs(&members).filter(|(a, b)| contradict(a, b)) {
            statements.extend([a.statement, b.statement]);
        }
    }
    statements.sort_unstable();
    statements.dedup();
    statements
}

/// The figures of a group that hold for the same time, for each time. Of each [`MOST_GROUPS`] are looked at, so that long groups
/// stay cheap.
fn by_time(group: &[Described]) -> impl Iterator<Item = Vec<&Described>> {
    let mut by_time: BTreeMap<DateValue, Vec<&Described>> = BTreeMap::new();
    for member in group {
        if let Some(time) = member.as_of {
            let members = by_time.entry(time).or_default();
            if members.len() < MOST_GROUPS {
                members.push(member);
            }
        }
    }
    by_time.into_values()
}

fn pairs<'m, 'd>(members: &'m [&'d Described]) -> impl Iterator<Item = (&'d Described, &'d Described)> + 'm {
    members.iter().enumerate().flat_map(|(number, a)| members[number + 1..].iter().map(|b| (*a, *b)))
}

fn contradict(a: &Described, b: &Described) -> bool {
    let (shared, share) = in_common(a, b);
    let ((a_from, a_to), (b_from, b_to)) = (range(a), range(b));
    a.statement != b.statement
        && shared >= 2
        && share >= ALIKE_ENOUGH_TO_CONTRADICT
        && a.places == b.places
        && (a_to < b_from || b_to < a_from)
}

/// The numbers that a figure allows, as it is qualified and rounded.
fn range(figure: &Described) -> (f64, f64) {
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

    #[test]
    fn statements_taken_in_one_by_one_contradict_each_other_as_those_held_at_once() {
        let languages = Languages::built_in();
        let read = |name: &str, words: &str| {
            let text = format!("# Ferry\n\nIn 2021 {words}\n");
            standpoint_ingest::read_statement(name, text.as_bytes(), languages, &standpoint_ingest::Limits::default())
                .unwrap()
        };
        let statements = [
            read("1.md", "the ferry still carried 4,200 people a day to the harbour."),
            read("2.md", "we planted 300 trees in the park."),
            read("3.md", "the ferry still carried 9,700 people a day to the harbour."),
            read("4.md", "the ferry still carried 4,200 people a day to the harbour."),
        ];
        let readings: Vec<Reading> = statements.iter().map(|statement| Reading::of(statement, languages)).collect();
        let groups = figure_groups(&statements, &readings, languages, &SameStatement::each(4));
        let at_once: Vec<usize> = groups[0].members.iter().map(|member| member.0).collect();
        assert!(groups[0].conflict);
        assert_eq!(at_once, [0, 2, 3]);
        let mut gathered = GatheredFigures::new(languages);
        for (statement, reading) in statements.iter().zip(&readings) {
            gathered.take(statement, &reading.findings);
        }
        assert_eq!(gathered.may_contradict(10), [vec![0, 2, 3]]);
        assert_eq!(gathered.may_contradict(2), [vec![0, 2]]);
    }
}
