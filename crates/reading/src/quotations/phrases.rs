//! Noun phrases that may name a speaker: names with the titles and offices before them, offices, other nouns.

use standpoint_languages::SpeechRole as Role;

use super::frame::{nouns_have_capitals, Item, Items, Kind, Piece};

/// So many words between an article and the noun or name at most.
const MODIFIERS: usize = 5;
/// So many words in what hangs on a noun by a preposition at most.
const COMPLEMENT: usize = 6;
/// So many words in a name at most.
const NAME: usize = 10;

/// The noun phrase that begins at an item, and the item after it.
pub(super) fn phrase(items: &Items, at: usize) -> Option<(Piece, usize)> {
    let first = items.word(at)?;
    if let Some((name, next)) = name_run(items, at) {
        return Some(with_run(items, at, first, name, next));
    }
    if is_speaker(items, at) {
        return Some(with_noun(items, first, at + 1, at + 1));
    }
    let opens = items.has(first, Role::Determiner) || items.has(first, Role::Title);
    if opens {
        return after_determiner(items, at, first);
    }
    None
}

/// A run of capitals: a name, with offices before it stripped; or an office.
fn with_run(items: &Items, at: usize, first: usize, name: std::ops::Range<usize>, next: usize) -> (Piece, usize) {
    let head = strip_titles(items, name.clone());
    match head {
        Some(head) => {
            let piece = Piece { kind: Kind::Name, words: first..name.end, name: Some(head), after_preposition: false };
            (piece, next)
        }
        None => with_noun(items, first, next, at + 1),
    }
}

/// An article, and what follows it.
fn after_determiner(items: &Items, at: usize, first: usize) -> Option<(Piece, usize)> {
    let mut item = at + 1;
    let second = items.word(item)?;
    let is_relative = items.has(first, Role::Relative) && !nouns_have_capitals(items) && is_name_word(items, item);
    if items.has(second, Role::Determiner) && !items.words.is_capitalised(second) || is_relative {
        return None;
    }
    while item <= at + MODIFIERS {
        let word = items.word(item)?;
        if let Some((name, next)) = name_run(items, item) {
            let bare_noun = nouns_have_capitals(items) && name.len() == 1 && !(items.is_known_person)(name.start);
            return Some(match strip_titles(items, name.clone()) {
                Some(_) if bare_noun => (noun(first, name.end, Kind::Noun), next),
                Some(head) => (
                    Piece { kind: Kind::Name, words: first..name.end, name: Some(head), after_preposition: false },
                    next,
                ),
                None => with_noun(items, first, next, next),
            });
        }
        if is_speaker(items, item) {
            return Some(with_noun(items, first, item + 1, item + 1));
        }
        if is_barrier(items, word) {
            break;
        }
        item += 1;
    }
    let end = items.word(item - 1)? + 1;
    (item > at + 1).then(|| (noun(first, end, Kind::Noun), item))
}

fn noun(first: usize, end: usize, kind: Kind) -> Piece {
    Piece { kind, words: first..end, name: None, after_preposition: false }
}

/// A noun for those who speak, with what hangs on it and with the name that stands beside it.
fn with_noun(items: &Items, first: usize, item: usize, _from: usize) -> (Piece, usize) {
    let mut item = item;
    while items.word(item).is_some() && is_speaker(items, item) {
        item += 1;
    }
    let plain = item;
    let mut steps = 0;
    let mut after_of = false;
    while steps < COMPLEMENT {
        let Some(word) = items.word(item) else { break };
        if let Some((name, next)) = name_run(items, item) {
            let is_name = strip_titles(items, name.clone());
            match is_name {
                Some(head) if !after_of || (head.len() > 1 && steps > 1) || (items.is_known_person)(head.start) => {
                    let piece =
                        Piece { kind: Kind::Name, words: first..name.end, name: Some(head), after_preposition: false };
                    return (piece, next);
                }
                _ => {
                    item = next;
                    after_of = false;
                    break;
                }
            }
        }
        let is_of = items.has(word, Role::Of);
        if is_barrier(items, word) && !is_of {
            break;
        }
        after_of |= is_of;
        item += 1;
        steps += 1;
    }
    let _ = after_of;
    let item = trim_end(items, plain, item);
    let end = items.word(item - 1).map_or(first + 1, |word| word + 1);
    beside(items, first, end, item).unwrap_or((noun(first, end, Kind::Speaker), item))
}

/// A noun phrase doesn't end in a preposition or an article.
fn trim_end(items: &Items, plain: usize, mut item: usize) -> usize {
    while item > plain {
        let is_little = items.word(item - 1).is_some_and(|word| {
            items.has(word, Role::Of) || items.has(word, Role::Preposition) || items.has(word, Role::Determiner)
        });
        if !is_little {
            break;
        }
        item -= 1;
    }
    item
}

/// "The mayor of Marhaven, Ilse Torvaan,": a name between commas behind the noun.
fn beside(items: &Items, first: usize, _end: usize, item: usize) -> Option<(Piece, usize)> {
    if items.items.get(item) != Some(&Item::Mark(Kind::Comma)) {
        return None;
    }
    let (name, next) = name_run(items, item + 1)?;
    let ends = match items.items.get(next) {
        None => true,
        Some(Item::Mark(kind)) => !matches!(kind, Kind::Dash),
        Some(Item::Word(word)) => {
            items.has(*word, Role::Says) || items.has(*word, Role::Calls) || items.has(*word, Role::Tells)
        }
    };
    let head = strip_titles(items, name.clone())?;
    if !ends {
        return None;
    }
    let closes = items.items.get(next) == Some(&Item::Mark(Kind::Comma));
    let piece = Piece { kind: Kind::Name, words: first..name.end, name: Some(head), after_preposition: false };
    Some((piece, next + usize::from(closes)))
}

fn is_speaker(items: &Items, item: usize) -> bool {
    items.word(item).is_some_and(|word| items.has(word, Role::Speaker))
}

/// Words that no noun phrase goes over.
fn is_barrier(items: &Items, word: usize) -> bool {
    let barriers = [
        Role::Says,
        Role::Tells,
        Role::Calls,
        Role::Preposition,
        Role::Relative,
        Role::Turn,
        Role::Pronoun,
        Role::Nobody,
        Role::Possessive,
        Role::As,
        Role::Passive,
        Role::According,
    ];
    barriers.iter().any(|&role| items.has(word, role))
}

/// Words with capitals in a row, with the particles between them: the words, and the item after them.
fn name_run(items: &Items, at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let first = items.word(at)?;
    if !is_name_word(items, at) {
        return None;
    }
    let (mut end, mut next) = (first + 1, at + 1);
    while end - first < NAME {
        let Some(word) = items.word(next) else { break };
        if !items.is_joined(word - 1, word) {
            break;
        }
        if items.words.is_capitalised(word) && !is_calendar(items, word) {
            end = word + 1;
            next += 1;
            continue;
        }
        match after_particles(items, next) {
            Some(item) => {
                end = items.word(item)? + 1;
                next = item + 1;
            }
            None => break,
        }
    }
    Some((first..end, next))
}

/// The item of the capital word behind particles.
fn after_particles(items: &Items, mut item: usize) -> Option<usize> {
    for _ in 0..3 {
        let word = items.word(item)?;
        if !items.has(word, Role::Particle) || !items.is_joined(word, word + 1) {
            return None;
        }
        item += 1;
        let next = items.word(item)?;
        if items.words.is_capitalised(next) {
            return Some(item);
        }
    }
    None
}

fn is_name_word(items: &Items, at: usize) -> bool {
    let Some(word) = items.word(at) else { return false };
    if !items.words.is_capitalised(word) || is_calendar(items, word) {
        return false;
    }
    let is_little = [
        Role::Determiner,
        Role::Preposition,
        Role::Pronoun,
        Role::Nobody,
        Role::Possessive,
        Role::Relative,
        Role::Turn,
        Role::As,
        Role::By,
        Role::Passive,
        Role::According,
    ];
    if is_little.iter().any(|&role| items.has(word, role)) {
        return false;
    }
    if !items.begins_sentence(at) {
        return true;
    }
    let written = &items.text[items.words.bytes(word)];
    let goes_on = items.word(at + 1).is_some_and(|next| {
        items.is_joined(word, next) && items.words.is_capitalised(next) && !is_calendar(items, next)
    });
    let lower = items.words.get(word);
    let is_starter = items.language.is_some_and(|language| language.sentences().starters.contains(lower));
    let is_noun = items.has(word, Role::Speaker) || items.has(word, Role::Title);
    (items.is_known_name)(written) || is_noun || (goes_on && !is_starter)
}

fn is_calendar(items: &Items, word: usize) -> bool {
    let Some(language) = items.language else { return false };
    let lower = items.words.get(word);
    let dates = language.dates();
    dates.weekdays.iter().any(|day| day == lower) || dates.months.iter().flatten().any(|month| month == lower)
}

/// The name without the offices and titles before it; `None` where nothing is left.
fn strip_titles(items: &Items, run: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let mut start = run.start;
    while start < run.end && (items.has(start, Role::Speaker) || items.has(start, Role::Title)) {
        start += 1;
    }
    (start < run.end).then_some(start..run.end)
}
