use std::ops::Range;

use standpoint_languages::{Concepts, Cue, Mark, Meaning, Words};

/// A cue in a clause: which words it is, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Operator {
    pub first: usize,
    pub last: usize,
    pub cue: Cue,
}

/// A stretch of a passage in which cues and what they govern stand together.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// Its words, by number.
    pub words: Range<usize>,
    /// Its cues in order, one for each place.
    pub operators: Vec<Operator>,
    /// What governs it from the clause before: "We reject the toll, the fence and the gate" is three clauses, one verb.
    pub inherited: Vec<Operator>,
}

/// No clause that anybody writes has more words; what has none of the marks below is cut here, so that reading it takes time
/// in proportion to its length.
const LONGEST: usize = 120;

/// Cuts a passage into clauses at its punctuation and at turns such as "but" and "instead of".
pub(crate) fn clauses(text: &str, words: &Words, marks: &[Mark], concepts: &Concepts) -> Vec<Clause> {
    let mut starts = vec![0];
    for word in 1..words.len() {
        let between = &text[words.bytes(word - 1).end..words.bytes(word).start];
        let cut = between.contains([',', ';', ':', '—', '–', '(', ')', '!', '?', '.', '…']) || between.contains(" - ");
        if cut {
            starts.push(word);
        }
    }
    for mark in marks {
        if matches!(mark.meaning, Meaning::Cue(Cue::Contrast | Cue::InsteadOf)) {
            starts.push(mark.first as usize);
        }
    }
    starts.sort_unstable();
    starts.dedup();
    let starts = cut_long(&starts, words.len());
    let ends: Vec<usize> = starts[1..].iter().copied().chain([words.len()]).collect();
    let operators = operators(marks, concepts);
    let mut clauses: Vec<Clause> = Vec::with_capacity(starts.len());
    let mut rest = &operators[..];
    for (start, end) in starts.into_iter().zip(ends) {
        let here = rest.partition_point(|operator| operator.first < end);
        let own = rest[..here].to_vec();
        rest = &rest[here..];
        let inherited = clauses.last().map_or_else(Vec::new, |before| inherit(before, &own));
        clauses.push(Clause { words: start..end, operators: own, inherited });
    }
    clauses
}

/// The same starts, and more of them where a clause would be too long.
fn cut_long(starts: &[usize], words: usize) -> Vec<usize> {
    let ends = starts[1..].iter().copied().chain([words]);
    starts.iter().zip(ends).flat_map(|(&start, end)| (start..end.max(start + 1)).step_by(LONGEST)).collect()
}

/// A clause with no verb of its own stands under that of the clause before.
fn inherit(before: &Clause, own: &[Operator]) -> Vec<Operator> {
    let governs = |cue: Cue| {
        matches!(
            cue,
            Cue::Negate | Cue::Embrace | Cue::Reject | Cue::Further | Cue::Hinder | Cue::Wish | Cue::SloganAgainst
        )
    };
    let stands_alone =
        own.iter().any(|o| governs(o.cue) || matches!(o.cue, Cue::Report | Cue::Contrast | Cue::InsteadOf));
    if stands_alone {
        return Vec::new();
    }
    let all = before.operators.iter().chain(&before.inherited);
    all.filter(|operator| governs(operator.cue)).copied().collect()
}

/// One operator for each place. Where a word stands in several lists, the strongest counts; where the lists contradict
/// each other ("free" furthers and frees), none does.
fn operators(marks: &[Mark], concepts: &Concepts) -> Vec<Operator> {
    let mut found: Vec<Operator> = Vec::new();
    for mark in marks {
        let cue = match mark.meaning {
            Meaning::Cue(cue) => cue,
            Meaning::Concept(concept) if concepts.is_bad(concept) => Cue::Bad,
            Meaning::Concept(_) => continue,
        };
        let operator = Operator { first: mark.first as usize, last: mark.last as usize, cue };
        let is_slogan_opener = matches!(cue, Cue::SloganFor | Cue::SloganAgainst);
        if matches!(cue, Cue::DemandOpener | Cue::We | Cue::Others) || (is_slogan_opener && operator.first > 0) {
            continue;
        }
        match found.last_mut() {
            Some(last) if operator.first <= last.last && direction(last.cue) != 0 && direction(cue) != 0 => {
                *last = stronger(*last, operator);
            }
            _ => found.push(operator),
        }
    }
    found
}

/// Which way a cue points: 1 for, -1 against, 0 neither.
pub(crate) fn direction(cue: Cue) -> i32 {
    match cue {
        Cue::Embrace | Cue::Further | Cue::Good | Cue::SloganFor => 1,
        Cue::Reject | Cue::Hinder | Cue::Bad | Cue::SloganAgainst | Cue::Negate | Cue::InsteadOf | Cue::SoCalled => -1,
        _ => 0,
    }
}

fn stronger(a: Operator, b: Operator) -> Operator {
    let length = |o: &Operator| o.last - o.first;
    let rank = |cue: Cue| match cue {
        Cue::SloganAgainst | Cue::SloganFor => 5,
        Cue::Reject | Cue::Embrace => 4,
        Cue::Hinder | Cue::Further => 3,
        Cue::Negate => 2,
        _ => 1,
    };
    if (length(&b), rank(b.cue)) > (length(&a), rank(a.cue)) {
        b
    } else {
        a
    }
}
