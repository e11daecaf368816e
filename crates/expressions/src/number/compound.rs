//! Numbers written as one word: "achttienhonderd", "einundzwanzigtausend", "ventunomila".

use std::ops::Range;

use foldhash::HashMap;
use standpoint_languages::NumberWord;

/// No number word is longer, in bytes.
const LONGEST: usize = 120;

type Pieces = HashMap<char, Vec<(String, NumberWord)>>;

/// The parts of a word that is made of nothing but parts of numbers, at least two; else none.
pub(super) fn parts<'l>(word: &str, pieces: &'l Pieces) -> Vec<(Range<usize>, &'l NumberWord)> {
    let mut found = Vec::new();
    if word.len() > LONGEST {
        return found;
    }
    // Which places in the word have been seen to lead nowhere, so that none is tried twice.
    let mut dead = 0u128;
    if cut(word, 0, pieces, &mut dead, &mut found) && found.len() > 1 {
        return found;
    }
    Vec::new()
}

fn cut<'l>(
    word: &str,
    at: usize,
    pieces: &'l Pieces,
    dead: &mut u128,
    found: &mut Vec<(Range<usize>, &'l NumberWord)>,
) -> bool {
    if at == word.len() {
        return true;
    }
    if *dead & (1 << at) != 0 {
        return false;
    }
    let rest = &word[at..];
    let candidates = rest.chars().next().and_then(|first| pieces.get(&first));
    for (piece, meaning) in candidates.into_iter().flatten() {
        if rest.starts_with(piece.as_str())
            && fits(found.last().map(|(_, before)| *before), meaning, rest.len() == piece.len())
        {
            found.push((at..at + piece.len(), meaning));
            if cut(word, at + piece.len(), pieces, dead, found) {
                return true;
            }
            found.pop();
        }
    }
    *dead |= 1 << at;
    false
}

/// Whether a part can stand where it does: endings at the end, "and" between two others.
fn fits(before: Option<&NumberWord>, part: &NumberWord, last: bool) -> bool {
    let joins = |word: &NumberWord| word.roles.and || word.roles.inverted_and;
    let ends = part.roles.ordinal_ending || part.roles.share_ending || part.roles.multiple_ending;
    let counts = part.cardinal.is_some() || part.scale.is_some();
    if ends && last {
        return before.is_some_and(|before| !joins(before));
    }
    let names = part.ordinal.is_some() || part.share.is_some() || part.part.is_some() || part.order.is_some();
    if counts || names {
        return last || counts;
    }
    joins(part) && !last && before.is_some_and(|before| !joins(before))
}
