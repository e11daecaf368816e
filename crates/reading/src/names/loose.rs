//! Names that nothing in the words themselves shows the kind of: what the rest of the statement shows.

use std::ops::Range;

use foldhash::HashMap;

use crate::NameKind;

use super::known::is_before_place_cue;
use super::passage::{Joint, Passage, Shape};
use super::people::People;
use super::usage::Usage;
use super::{Found, Gathered};

/// What speaks for a word being the name of a person, and what for a place.
#[derive(Debug, Default, Clone, Copy)]
struct Votes {
    person: u32,
    place: u32,
}

/// What a sure sign counts, and what a weak one does.
const SURE: u32 = 3;
const WEAK: u32 = 2;
/// What standing in a list of places counts.
const LISTED: u32 = 1;

/// Decides what the loose names are, as far as the statement shows.
pub(super) fn settle<'a>(passages: &[Passage<'a>], usage: &Usage, gathered: &mut Gathered, people: &mut People<'a>) {
    for found in gathered.found.iter().filter(|found| found.kind == NameKind::Person && found.words.len() > 1) {
        let passage = &passages[found.passage];
        people.add(passage.written(&found.words), passage.language);
    }
    let loose = std::mem::take(&mut gathered.loose);
    let votes = votes(passages, usage, &loose, gathered);
    for (number, words) in loose {
        let passage = &passages[number];
        if let Some((words, kind)) = kind_of(passage, words, &votes, people) {
            if kind == NameKind::Person && words.len() > 1 && passage.shape(words.start) == Shape::Capital {
                people.add(passage.written(&words), passage.language);
            }
            let is_abbreviated = passage.shape(words.start) == Shape::Capitals;
            let kind = if kind == NameKind::Person && is_abbreviated { NameKind::Organisation } else { kind };
            gathered.found.push(Found { passage: number, words, kind, entity: None });
        }
    }
}

fn kind_of<'a>(
    passage: &Passage<'a>,
    words: Range<usize>,
    votes: &HashMap<String, Votes>,
    people: &mut People<'a>,
) -> Option<(Range<usize>, NameKind)> {
    let one = words.start..words.start + 1;
    let candidates = if words.len() > 1 { vec![words, one] } else { vec![words] };
    for words in candidates {
        let count = votes.get(&key(passage, &words)).copied().unwrap_or_default();
        let surname = surname_of(passage, &words);
        let is_surname = surname.is_some_and(|surname| people.with_surname(surname, passage.language).is_some());
        if is_surname && count.place < SURE {
            return Some((words, NameKind::Person));
        }
        if count.place > count.person && count.place >= WEAK {
            return Some((words, NameKind::Place));
        }
        if count.person > count.place && count.person >= SURE {
            return Some((words, NameKind::Person));
        }
    }
    None
}

/// The surname that a name consists of: its only word, or its last after a particle ("Van Torvaan").
pub(super) fn surname_of<'a>(passage: &Passage<'a>, words: &Range<usize>) -> Option<&'a str> {
    let begins_with_particle = passage.naming().particles.contains(passage.words.get(words.start));
    (words.len() == 1 || begins_with_particle).then(|| passage.written(&(words.end - 1..words.end)))
}

fn votes(
    passages: &[Passage],
    usage: &Usage,
    loose: &[(usize, Range<usize>)],
    gathered: &Gathered,
) -> HashMap<String, Votes> {
    let mut votes: HashMap<String, Votes> = HashMap::default();
    for found in gathered.found.iter().filter(|found| found.kind == NameKind::Person && found.words.len() == 1) {
        votes.entry(key(&passages[found.passage], &found.words)).or_default().person += SURE;
    }
    for (number, words) in loose {
        let passage = &passages[*number];
        let count = votes.entry(key(passage, words)).or_default();
        count_signs(passage, words, usage, count);
    }
    count_lists(passages, loose, gathered, &mut votes);
    votes
}

/// "Oldport, Marhaven and Newquay": what stands in a list with a place is a place, and so for people.
fn count_lists(
    passages: &[Passage],
    loose: &[(usize, Range<usize>)],
    gathered: &Gathered,
    votes: &mut HashMap<String, Votes>,
) {
    let known = gathered.found.iter().map(|found| (found.passage, found.words.clone(), Some(found.kind)));
    let mut all: Vec<Listed> =
        known.chain(loose.iter().map(|(number, words)| (*number, words.clone(), None))).collect();
    all.sort_by_key(|(number, words, _)| (*number, words.start));
    let mut start = 0;
    while start < all.len() {
        let passage = &passages[all[start].0];
        let mut end = start + 1;
        let mut has_and = false;
        while let Some(link) =
            all.get(end).filter(|next| next.0 == all[start].0).and_then(|next| link(passage, &all[end - 1].1, &next.1))
        {
            has_and |= link == Link::And;
            end += 1;
        }
        if has_and {
            count_list(passage, &all[start..end], votes);
        }
        start = end;
    }
}

/// A name in its passage, with its kind if that is known.
type Listed = (usize, Range<usize>, Option<NameKind>);

fn count_list(passage: &Passage, list: &[Listed], votes: &mut HashMap<String, Votes>) {
    let has = |kind: NameKind| list.iter().any(|(_, _, own)| *own == Some(kind));
    let (people, places) = (has(NameKind::Person), has(NameKind::Place));
    for (_, words, _) in list.iter().filter(|(_, _, own)| own.is_none()) {
        let count = votes.entry(key(passage, words)).or_default();
        count.person += if people && !places { SURE } else { 0 };
        count.place += if places && !people { LISTED } else { 0 };
    }
}

/// What links two names of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Comma,
    And,
}

fn link(passage: &Passage, first: &Range<usize>, second: &Range<usize>) -> Option<Link> {
    let and = |word: usize| passage.naming().and.contains(passage.words.get(word));
    match second.start.checked_sub(first.end) {
        Some(0) => (passage.gap(second.start) == ", ").then_some(Link::Comma),
        Some(1) => {
            let is_and =
                and(first.end) && matches!(passage.gap(first.end), " " | ", ") && passage.gap(second.start) == " ";
            is_and.then_some(Link::And)
        }
        _ => None,
    }
}

fn count_signs(passage: &Passage, words: &Range<usize>, usage: &Usage, count: &mut Votes) {
    let naming = passage.naming();
    let (before, after) = (passage.joint(words.start), passage.joint(words.end));
    let is_owner = after == Joint::Apostrophe;
    if before == Joint::Space && naming.place_words.before(passage.words, words.start) > 0
        || is_before_place_cue(passage, words.end - 1)
    {
        count.place += SURE;
    }
    let prepositions = before == Joint::Space && naming.place_prepositions.before(passage.words, words.start) > 0;
    let hyphened = before == Joint::Hyphen || after == Joint::Hyphen;
    if prepositions && !is_owner && !hyphened && !naming.nouns_have_capitals && words.len() <= 2 {
        count.place += WEAK;
    }
    if says(passage, words) && (words.len() > 1 || !naming.nouns_have_capitals) {
        count.person += SURE;
    }
    if rules(passage, words) {
        count.person += SURE;
    }
    let last = passage.words.get(words.end - 1);
    let seen = usage.capitals(last);
    let is_surname_like = naming.surname_endings.iter().any(|e| last.len() > e.len() + 1 && last.ends_with(e.as_str()));
    if is_surname_like
        && (seen >= 2 || words.len() > 1)
        && !prepositions
        && passage.shape(words.start) == Shape::Capital
    {
        count.person += SURE;
    }
}

/// Whether somebody of this name is said to say something.
fn says(passage: &Passage, words: &Range<usize>) -> bool {
    let saying = &passage.naming().saying;
    let after = passage.joint(words.end) == Joint::Space && saying.at(passage.words, words.end) > 0;
    let before = passage.joint(words.start) == Joint::Space && saying.before(passage.words, words.start) > 0;
    after || before
}

/// Whether somebody of this name is said to rule: "the Torvaan regime", "the speech of Torvaan".
fn rules(passage: &Passage, words: &Range<usize>) -> bool {
    let naming = passage.naming();
    let after = match passage.joint(words.end) {
        Joint::Space | Joint::Hyphen => naming.rule.at(passage.words, words.end) > 0,
        Joint::Apostrophe => naming.rule.at(passage.words, words.end + 1) > 0,
        _ => false,
    };
    let small_before = words.start.checked_sub(1).filter(|_| passage.is_joined(words.start));
    let before = small_before.is_some_and(|word| {
        let is_little =
            naming.particles.contains(passage.words.get(word)) || naming.connectors.contains(passage.words.get(word));
        let of = if is_little { word } else { word + 1 };
        naming.rule.before(passage.words, of) > 0 && (is_little || naming.inflects() || naming.nouns_have_capitals)
    });
    after || before
}

/// The same for the forms of a name that differ only in their last letters.
fn key(passage: &Passage, words: &Range<usize>) -> String {
    let mut key: String = words.clone().map(|word| passage.words.get(word)).collect::<Vec<_>>().join(" ");
    if passage.naming().inflects() {
        const ENDS: [char; 22] = [
            'а', 'е', 'и', 'о', 'у', 'ы', 'ю', 'я', 'є', 'і', 'ї', 'й', 'ь', 'м', 'a', 'e', 'i', 'o', 'u', 'y', 'ą',
            'ę',
        ];
        for _ in 0..2 {
            if key.chars().nth(4).is_some() && key.ends_with(ENDS) {
                key.pop();
            }
        }
    } else if key.chars().nth(4).is_some() && key.ends_with('s') {
        key.pop();
    }
    key
}
