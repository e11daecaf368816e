//! Noun phrases that may name a speaker: names with the titles and offices before them, offices, other nouns.

use std::ops::Range;

use standpoint_languages::SpeechRole as Role;

use super::frame::{nouns_have_capitals, Item, Items, Kind, Piece};

/// So many words between an article and the noun or name at most.
const MODIFIERS: usize = 5;
/// So many words behind the article of a noun that isn't one for those who speak at most.
const PLAIN_NOUN: usize = 3;
/// So many words in what hangs on a noun by a preposition at most.
const COMPLEMENT: usize = 6;
/// So many words in a name at most.
const NAME: usize = 10;

/// The noun phrase that begins at an item, and the item after it.
pub(super) fn phrase(items: &Items, at: usize) -> Option<(Piece, usize)> {
    let first = items.word(at)?;
    if let Some((name, next)) = name_run(items, at) {
        if is_described(items, next) {
            return Some(with_noun(items, first, next));
        }
        return Some(with_run(items, first, name, next));
    }
    if is_speaker(items, at) {
        return Some(with_noun(items, first, at + 1));
    }
    let opens = items.has(first, Role::Determiner) || items.has(first, Role::Title);
    if opens {
        return after_determiner(items, at, first);
    }
    None
}

/// A run of capitals: a name, with offices before it stripped; or an office.
fn with_run(items: &Items, first: usize, name: Range<usize>, next: usize) -> (Piece, usize) {
    let head = strip_titles(items, name.clone());
    match head {
        Some(head) => (named(first, head), next),
        None => with_noun(items, first, next),
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
            if is_described(items, next) {
                return Some(with_noun(items, first, next));
            }
            if is_adjective(items, &name, next) {
                item = next;
                continue;
            }
            let bare_noun = nouns_have_capitals(items) && name.len() == 1 && !(items.is_known_person)(name.start);
            return Some(match strip_titles(items, name.clone()) {
                Some(_) if bare_noun => (noun(first, name.end, Kind::Noun), next),
                Some(head) => (named(first, head), next),
                None => with_noun(items, first, next),
            });
        }
        if is_speaker(items, item) {
            return Some(with_noun(items, first, item + 1));
        }
        if is_calendar(items, word) {
            return None;
        }
        if is_barrier(items, word) || items.has(word, Role::Determiner) || item > at + PLAIN_NOUN {
            break;
        }
        item += 1;
    }
    let end = items.word(item - 1)? + 1;
    let is_relative = items.has(first, Role::Relative) && !nouns_have_capitals(items);
    (item > at + 1 && !is_relative).then(|| (noun(first, end, Kind::Noun), item))
}

fn named(first: usize, name: Range<usize>) -> Piece {
    Piece { kind: Kind::Name, words: first..name.end, name: Some(name), after_preposition: false }
}

fn noun(first: usize, end: usize, kind: Kind) -> Piece {
    Piece { kind, words: first..end, name: None, after_preposition: false }
}

/// A noun for those who speak, with what hangs on it and with the name that stands beside it.
fn with_noun(items: &Items, first: usize, item: usize) -> (Piece, usize) {
    let mut plain = item;
    while is_speaker(items, plain) {
        plain += 1;
    }
    match name_beyond(items, plain) {
        Some((head, next)) => (named(first, head), next),
        None => {
            let item = trim_end(items, plain, complement(items, plain));
            let end = items.word(item - 1).map_or(first + 1, |word| word + 1);
            beside(items, first, item).unwrap_or((noun(first, end, Kind::Speaker), item))
        }
    }
}

/// The name behind a noun and what hangs on it: "the head of the union Ilse Torvaan".
fn name_beyond(items: &Items, plain: usize) -> Option<(Range<usize>, usize)> {
    let mut after_of = false;
    for (steps, item) in (plain..plain + COMPLEMENT).enumerate() {
        let word = items.word(item)?;
        if let Some((name, next)) = name_run(items, item) {
            let head = strip_titles(items, name)?;
            let is_whole = head.len() > 1 && (!after_of || steps > 1);
            let is_apposed = steps == 0 || is_whole || (head.len() > 1 && head.clone().any(items.is_known_person));
            return is_apposed.then_some((head, next));
        }
        let is_of = items.has(word, Role::Of);
        let is_article = after_of && items.has(word, Role::Determiner);
        if is_barrier(items, word) && !is_of && !is_article {
            return None;
        }
        after_of |= is_of;
    }
    None
}

/// The item behind what hangs on a noun: "of the harbour", in some languages "portu".
fn complement(items: &Items, plain: usize) -> usize {
    let genitive = items.language.is_some_and(|language| language.speech().genitive_needs_no_preposition());
    // So many nouns may come yet.
    let mut left = if genitive { 2 } else { 0 };
    let mut item = plain;
    while item < plain + COMPLEMENT {
        let Some(word) = items.word(item) else { break };
        if items.has(word, Role::Of) && !items.words.is_capitalised(word) {
            left = 1;
        } else if left > 0 && items.has(word, Role::Determiner) {
        } else if let Some((_, next)) = name_run(items, item).filter(|_| left > 0) {
            item = next;
            left = 0;
            continue;
        } else if left > 0 && !is_barrier(items, word) {
            left -= 1;
        } else {
            break;
        }
        item += 1;
    }
    item
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
fn beside(items: &Items, first: usize, item: usize) -> Option<(Piece, usize)> {
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
    Some((named(first, head), next + usize::from(closes)))
}

/// "The Dutch army": one word with a capital before a noun without.
fn is_adjective(items: &Items, name: &Range<usize>, next: usize) -> bool {
    let may_be = items.language.is_some_and(|language| language.speech().adjectives_of_names_have_capitals());
    may_be
        && name.len() == 1
        && !(items.is_known_person)(name.start)
        && items.word(next).is_some_and(|word| !items.words.is_capitalised(word) && !is_barrier(items, word))
}

/// "The Marhaven mayor": a noun in small letters behind a name that describes it.
fn is_described(items: &Items, item: usize) -> bool {
    items.word(item).is_some_and(|word| is_speaker(items, item) && !items.words.is_capitalised(word))
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
        Role::And,
        Role::Saying,
    ];
    barriers.iter().any(|&role| items.has(word, role))
}

/// Words with capitals in a row, with the particles between them: the words, and the item after them.
fn name_run(items: &Items, at: usize) -> Option<(Range<usize>, usize)> {
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
        if items.words.is_capitalised(word) && !is_weekday(items, word) {
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
    let has_digit = items.words.get(word).bytes().any(|byte| byte.is_ascii_digit());
    if !items.words.is_capitalised(word) || has_digit || is_calendar(items, word) {
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
    let introduces = match items.items.get(at + 1) {
        Some(Item::Mark(kind)) => *kind == Kind::Colon,
        Some(Item::Word(next)) if items.has(word, Role::Adverb) || items.words.is_capitalised(*next) => false,
        Some(Item::Word(next)) => {
            let is_verb = [Role::Says, Role::Tells, Role::Calls].iter().any(|&role| items.has(*next, role));
            is_verb || (items.has(*next, Role::Relative) && !items.has(*next, Role::Determiner))
        }
        None => false,
    };
    let is_adverb = is_starter || items.has(word, Role::Adverb);
    let is_known = (items.is_known_name)(written) || (items.is_known_person)(word);
    is_noun || (!is_adverb && (goes_on || introduces || is_known))
}

fn is_weekday(items: &Items, word: usize) -> bool {
    let lower = items.words.get(word);
    items.language.is_some_and(|language| language.dates().weekdays.iter().any(|day| day == lower))
}

fn is_calendar(items: &Items, word: usize) -> bool {
    let Some(language) = items.language else { return false };
    let lower = items.words.get(word);
    let dates = language.dates();
    dates.weekdays.iter().any(|day| day == lower) || dates.months.iter().flatten().any(|month| month == lower)
}

/// The name without the offices and titles before it; `None` where nothing is left.
fn strip_titles(items: &Items, run: Range<usize>) -> Option<Range<usize>> {
    let mut start = run.start;
    while start < run.end && (items.has(start, Role::Speaker) || items.has(start, Role::Title)) {
        start += 1;
    }
    let is_name = start < run.end && items.words.is_capitalised(start);
    is_name.then_some(start..run.end)
}
