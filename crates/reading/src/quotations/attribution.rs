//! Who a quotation is put into the mouth of, from the pieces around it.

use super::frame::{Kind, Piece};

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The one this piece names, or stands for if it is a pronoun.
    By(usize),
    /// The one spoken of before, left out before the verb at this piece.
    Dropped(usize),
    /// Somebody who isn't named.
    Nobody,
}

/// What is to be known of a quotation and its language to tell who says it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// Whether the quoted words end in a comma or the end of a sentence.
    pub ends: bool,
    /// Whether they end in `?`, `!` or `…`, after which their sentence may go on.
    pub cries: bool,
    /// Whether a sentence of the language can do without a subject.
    pub subject_may_be_left_out: bool,
    /// Whether verbs of the language may stand at the end of a clause.
    pub verb_may_end_clause: bool,
}

/// So many pieces before a quotation are looked at.
const AHEAD: usize = 60;
/// So many pieces behind it.
const BEHIND: usize = 16;
/// So many pieces from a noun for what is said to the quotation.
const NOUN: usize = 30;
/// With so many it goes before a verb that stands further off.
const NEAR_NOUN: usize = 4;

/// Who says the quotation at a piece.
pub(super) fn said(pieces: &[Piece], at: usize, shape: Shape) -> Option<Said> {
    let is_set_off = matches!(kind(pieces, at + 1), Some(Kind::Comma | Kind::Dash));
    let is_direct = shape.ends || is_set_off || at > 0 && pieces[at - 1].kind == Kind::Colon;
    attributed(pieces, at, shape).filter(|said| match said {
        Said::By(piece) if pieces[*piece].kind == Kind::Noun => is_direct && stands_by_verb(pieces, *piece),
        _ => true,
    })
}

fn stands_by_verb(pieces: &[Piece], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| kind(pieces, before));
    [before, kind(pieces, at + 1)].into_iter().flatten().any(is_verb)
}

fn attributed(pieces: &[Piece], at: usize, shape: Shape) -> Option<Said> {
    if is_introduced(pieces, at) {
        if let Some(found) = ahead(pieces, at, shape) {
            return Some(found);
        }
    }
    behind(pieces, at, shape)
        .or_else(|| verb_final(pieces, at, shape))
        .or_else(|| ahead(pieces, at, shape))
        .or_else(|| according_behind(pieces, at))
}

/// Whether a colon or a comma before the quotation has words of the same sentence before it.
fn is_introduced(pieces: &[Piece], at: usize) -> bool {
    at >= 2
        && matches!(pieces[at - 1].kind, Kind::Colon | Kind::Comma | Kind::Relative | Kind::Says | Kind::Calls)
        && !matches!(pieces[at - 2].kind, Kind::Sentence | Kind::Quote(_))
}

/// "“…”, said X", "“…”, X said", "“…”, according to X", "“…” (X)".
fn behind(pieces: &[Piece], at: usize, shape: Shape) -> Option<Said> {
    let mut next = at + 1;
    let mut direct = shape.ends;
    let goes_on = matches!(kind(pieces, next + 1), Some(Kind::Open | Kind::Dash));
    if kind(pieces, next) == Some(Kind::Sentence) && (shape.cries || goes_on) {
        next += 1;
    }
    while next <= at + 3 && matches!(kind(pieces, next), Some(Kind::Comma | Kind::Dash)) {
        next += 1;
        direct = true;
        if kind(pieces, next) == Some(Kind::Sentence) && pieces[next - 1].kind == Kind::Dash {
            next += 1;
        }
    }
    match kind(pieces, next)? {
        Kind::According | Kind::AccordingAfterQuote => return named_after(pieces, next),
        Kind::Open => return bracketed(pieces, next),
        Kind::As => {
            direct = true;
            next += 1;
        }
        Kind::Name | Kind::Speaker if kind(pieces, next + 1) == Some(Kind::AccordingBefore) => {
            return Some(Said::By(next));
        }
        Kind::Says if begins_sentence(pieces, at) => direct = true,
        Kind::Name if direct && signs(pieces, at, next) => return Some(Said::By(next)),
        _ if pieces[at + 1].kind == Kind::Dash => {
            if let Some(found) = by_noun_behind(pieces, next) {
                return Some(found);
            }
        }
        _ => {}
    }
    if !direct {
        return None;
    }
    let verb = (next..pieces.len().min(next + BEHIND))
        .take_while(|&piece| !ends_clause(pieces[piece].kind))
        .find(|&piece| is_verb(pieces[piece].kind))?;
    let is_inverted = pieces[next..verb].iter().all(|piece| matches!(piece.kind, Kind::Other | Kind::Possessive));
    if !is_inverted {
        return subject_before(pieces, verb, next).map(Said::By);
    }
    if is_passive(pieces, verb, next) {
        return Some(Said::Nobody);
    }
    if pieces[verb].kind == Kind::Tells {
        return None;
    }
    let end = pieces.len().min(verb + BEHIND);
    subject_after(pieces, verb, end).map(Said::By).or(dropped(verb, shape))
}

/// "“…” – the army's word", "– the term of the army for it".
fn by_noun_behind(pieces: &[Piece], next: usize) -> Option<Said> {
    let noun = (next..pieces.len().min(next + 3)).find(|&piece| pieces[piece].kind == Kind::Saying)?;
    let is_plain = pieces[next..noun].iter().all(|piece| piece.kind == Kind::Other);
    let owner = noun + 2;
    let hangs = kind(pieces, noun + 1) == Some(Kind::Preposition) && pieces.get(owner).is_some_and(Piece::is_phrase);
    (is_plain && hangs).then_some(Said::By(owner))
}

fn begins_sentence(pieces: &[Piece], at: usize) -> bool {
    at == 0 || matches!(pieces[at - 1].kind, Kind::Sentence | Kind::Dash)
}

/// "“…” — X." at the end of a paragraph.
fn signs(pieces: &[Piece], at: usize, name: usize) -> bool {
    let dash = pieces[at + 1..name].iter().any(|piece| piece.kind == Kind::Dash);
    let last = pieces[name + 1..].iter().all(|piece| !is_verb(piece.kind) && !matches!(piece.kind, Kind::Quote(_)));
    dash && last && pieces.len() - name <= 8
}

fn bracketed(pieces: &[Piece], open: usize) -> Option<Said> {
    let closes = kind(pieces, open + 2) == Some(Kind::Close) || kind(pieces, open + 2) == Some(Kind::Comma);
    (kind(pieces, open + 1) == Some(Kind::Name) && closes).then_some(Said::By(open + 1))
}

/// "… what X “…” calls": the verb at the end of a clause, whose subject stands before the quotation.
fn verb_final(pieces: &[Piece], at: usize, shape: Shape) -> Option<Said> {
    if !shape.verb_may_end_clause {
        return None;
    }
    let verb = (at + 1..pieces.len().min(at + 7))
        .take_while(|&piece| !ends_clause(pieces[piece].kind) && pieces[piece].kind != Kind::Comma)
        .find(|&piece| matches!(pieces[piece].kind, Kind::Calls | Kind::Says))?;
    let around = pieces.get(at + 1..(verb + 2).min(pieces.len()))?;
    if around.iter().any(|piece| piece.kind == Kind::Passive) {
        return Some(Said::Nobody);
    }
    let mut subject = None;
    for piece in (at.saturating_sub(AHEAD)..at).rev() {
        match pieces[piece].kind {
            Kind::Sentence | Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Turn | Kind::Relative | Kind::As => {
                break
            }
            _ if pieces[piece].is_subject() => subject = Some(piece),
            Kind::Passive if subject.is_none() => return Some(Said::Nobody),
            _ => {}
        }
    }
    subject.map(Said::By)
}

/// What stands before the quotation in its sentence: "X said: “…”", "according to X “…”", "in his speech “…”".
fn ahead(pieces: &[Piece], at: usize, shape: Shape) -> Option<Said> {
    if let Some(found) = before_colon(pieces, at) {
        return Some(found);
    }
    let start = sentence_start(pieces, at);
    let mut far_noun = None;
    for piece in (start..at).rev() {
        let found = match pieces[piece].kind {
            Kind::Turn if joins_quotations(pieces, piece, at) => None,
            Kind::Turn | Kind::Semicolon => break,
            Kind::Says | Kind::Tells => by_verb(pieces, piece, start, at, shape),
            Kind::Calls => by_verb(pieces, piece, start, at, shape),
            Kind::According => named_after(pieces, piece),
            Kind::AccordingBefore => subject_before(pieces, piece, start).map(Said::By),
            Kind::Saying if at - piece <= NEAR_NOUN => by_noun(pieces, piece, start, at),
            Kind::Saying if at - piece <= NOUN => {
                far_noun = far_noun.or_else(|| by_noun(pieces, piece, start, at));
                None
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    far_noun
}

/// "Not a “…”, but a “…”".
fn joins_quotations(pieces: &[Piece], turn: usize, at: usize) -> bool {
    let before = pieces[..turn].iter().rev().find(|piece| piece.kind != Kind::Comma);
    at - turn <= 5 && before.is_some_and(|piece| matches!(piece.kind, Kind::Quote(_)))
}

/// "X: “…”".
fn before_colon(pieces: &[Piece], at: usize) -> Option<Said> {
    let colon = at.checked_sub(1).filter(|&colon| pieces[colon].kind == Kind::Colon)?;
    let speaker = colon.checked_sub(1).filter(|&before| matches!(pieces[before].kind, Kind::Name | Kind::Speaker))?;
    let begins = speaker == 0 || matches!(pieces[speaker - 1].kind, Kind::Sentence | Kind::Quote(_));
    begins.then_some(Said::By(speaker))
}

/// The subject of a verb that stands before the quotation.
fn by_verb(pieces: &[Piece], verb: usize, start: usize, at: usize, shape: Shape) -> Option<Said> {
    if is_passive(pieces, verb, start) {
        return Some(doer(pieces, verb).map_or(Said::Nobody, Said::By));
    }
    let before = subject_before(pieces, verb, start);
    if pieces[verb].kind == Kind::Tells {
        return before.map(Said::By);
    }
    let after = subject_after(pieces, verb, at);
    let is_weak = before.is_some_and(|piece| pieces[piece].kind == Kind::Noun);
    let is_strong = after.is_some_and(|piece| pieces[piece].kind != Kind::Noun);
    let chosen = if is_weak && is_strong { after } else { before.or(after) };
    chosen
        .map(Said::By)
        .or_else(|| begins_clause(pieces, verb).then(|| dropped(verb, shape)).flatten())
        .or_else(|| only_subject(pieces, start, verb).map(Said::By))
}

/// Nothing but little words stands between the verb and the beginning of its clause.
fn begins_clause(pieces: &[Piece], verb: usize) -> bool {
    let before = pieces[..verb].iter().rev().take(5).find(|piece| piece.kind != Kind::Other);
    before.is_none_or(|piece| matches!(piece.kind, Kind::Sentence | Kind::Quote(_)))
}

fn dropped(verb: usize, shape: Shape) -> Option<Said> {
    shape.subject_may_be_left_out.then_some(Said::Dropped(verb))
}

/// The first subject before a verb, where the sentence begins with it.
fn only_subject(pieces: &[Piece], start: usize, verb: usize) -> Option<usize> {
    let is_candidate = |&piece: &usize| pieces[piece].is_subject() && pieces[piece].kind != Kind::Noun;
    let first = (start..verb).find(is_candidate)?;
    let begins = first == start || (pieces[first - 1].kind == Kind::Comma && first <= start + 8);
    (begins || (first == start + 1 && pieces[first].kind == Kind::Name)).then_some(first)
}

/// "In his speech “…”", "the words of X: “…”", "with the argument that “…”".
fn by_noun(pieces: &[Piece], noun: usize, start: usize, at: usize) -> Option<Said> {
    if noun > start && pieces[noun - 1].kind == Kind::Possessive {
        return Some(Said::By(noun - 1));
    }
    if let Some(owner) = genitive_before(pieces, noun, start) {
        return Some(Said::By(owner));
    }
    let next = noun + 1;
    let owner = if kind(pieces, next) == Some(Kind::Preposition) { next + 1 } else { next };
    if owner < at && matches!(pieces[owner].kind, Kind::Name | Kind::Speaker) {
        return Some(Said::By(owner));
    }
    let leads = kind(pieces, next) == Some(Kind::Relative) && next < at;
    leads.then(|| only_subject(pieces, start, noun)).flatten().map(Said::By)
}

/// "X's latest words".
fn genitive_before(pieces: &[Piece], noun: usize, start: usize) -> Option<usize> {
    let mut before = (start..noun).rev().take(4).skip_while(|&at| pieces[at].kind == Kind::Other);
    let mark = before.next().filter(|&at| pieces[at].kind == Kind::Genitive && at > start)?;
    matches!(pieces[mark - 1].kind, Kind::Name | Kind::Speaker).then(|| mark - 1)
}

/// The subject of a verb among the pieces before it.
fn subject_before(pieces: &[Piece], verb: usize, start: usize) -> Option<usize> {
    let mut at = verb;
    let mut steps = 0;
    while at > start && steps < 12 {
        at -= 1;
        steps += 1;
        let piece = &pieces[at];
        match piece.kind {
            _ if piece.is_subject() => return Some(at),
            _ if piece.is_phrase() => {}
            Kind::Comma | Kind::Close => return before_aside(pieces, at, start),
            Kind::Relative => return antecedent(pieces, at, start),
            Kind::And => {}
            Kind::Other | Kind::Passive | Kind::Preposition | Kind::By | Kind::Says | Kind::Tells | Kind::Calls => {}
            Kind::As | Kind::Saying | Kind::Possessive => {}
            _ => return None,
        }
    }
    None
}

/// "X, mayor of the town, said": the phrase before the comma that opens the aside.
fn before_aside(pieces: &[Piece], closing: usize, start: usize) -> Option<usize> {
    let mut commas = 0;
    let mut found = None;
    for at in (start + 1..closing).rev().take(40) {
        match pieces[at].kind {
            Kind::Comma | Kind::Open => {
                commas += 1;
                let before = &pieces[at - 1];
                let is_strong = matches!(before.kind, Kind::Name | Kind::Speaker | Kind::Pronoun | Kind::Nobody);
                if is_strong && before.is_subject() {
                    found = Some(at - 1);
                }
                if commas == 4 {
                    break;
                }
            }
            Kind::Quote(_) | Kind::Semicolon | Kind::Sentence => break,
            _ => {}
        }
    }
    found
}

/// "X, who said": what a relative pronoun stands for.
fn antecedent(pieces: &[Piece], relative: usize, start: usize) -> Option<usize> {
    let mut at = relative;
    if at > start && pieces[at - 1].kind == Kind::Comma {
        at -= 1;
    }
    let is_person = |piece: &Piece| matches!(piece.kind, Kind::Name | Kind::Speaker) && !piece.after_preposition;
    (at > start && is_person(&pieces[at - 1])).then(|| at - 1)
}

/// The subject of a verb among the pieces behind it, before another piece.
fn subject_after(pieces: &[Piece], verb: usize, end: usize) -> Option<usize> {
    let mut others = 0;
    for (at, piece) in pieces.iter().enumerate().take(end).skip(verb + 1) {
        match piece.kind {
            _ if piece.is_subject() => return Some(at),
            _ if piece.is_phrase() => {}
            Kind::Other if others < 3 => others += 1,
            Kind::Preposition | Kind::Saying => {}
            _ => return None,
        }
    }
    None
}

/// The one who does what a passive says: "called “…” by X".
fn doer(pieces: &[Piece], verb: usize) -> Option<usize> {
    let by = (verb + 1..pieces.len().min(verb + 12))
        .take_while(|&at| !matches!(pieces[at].kind, Kind::Sentence | Kind::Semicolon | Kind::Turn))
        .find(|&at| pieces[at].kind == Kind::By)?;
    pieces.get(by + 1).filter(|piece| piece.is_phrase()).map(|_| by + 1)
}

/// Whether a verb of naming stands in the passive.
fn is_passive(pieces: &[Piece], verb: usize, start: usize) -> bool {
    let before = pieces[start.min(verb)..verb].iter().rev().take(3);
    let mut near = before.take_while(|piece| matches!(piece.kind, Kind::Other | Kind::Passive | Kind::By));
    pieces[verb].kind == Kind::Calls && near.any(|piece| piece.kind == Kind::Passive)
}

/// The phrase behind "according to".
fn named_after(pieces: &[Piece], turn: usize) -> Option<Said> {
    let end = pieces.len().min(turn + 4);
    let piece = (turn + 1..end).find(|&at| pieces[at].kind != Kind::Other)?;
    let is_named = pieces[piece].is_phrase() || pieces[piece].kind == Kind::Possessive;
    is_named.then_some(Said::By(piece))
}

/// "“…” is how it goes according to X".
fn according_behind(pieces: &[Piece], at: usize) -> Option<Said> {
    let turn = (at + 1..pieces.len().min(at + BEHIND))
        .take_while(|&piece| !matches!(pieces[piece].kind, Kind::Sentence | Kind::Semicolon | Kind::Turn))
        .find(|&piece| pieces[piece].kind == Kind::According)?;
    named_after(pieces, turn)
}

fn sentence_start(pieces: &[Piece], at: usize) -> usize {
    let lowest = at.saturating_sub(AHEAD);
    (lowest..at).rev().find(|&piece| pieces[piece].kind == Kind::Sentence).map_or(lowest, |piece| piece + 1)
}

fn is_verb(kind: Kind) -> bool {
    matches!(kind, Kind::Says | Kind::Tells | Kind::Calls)
}

fn ends_clause(kind: Kind) -> bool {
    matches!(kind, Kind::Sentence | Kind::Quote(_) | Kind::Semicolon | Kind::Turn | Kind::Colon)
}

fn kind(pieces: &[Piece], at: usize) -> Option<Kind> {
    pieces.get(at).map(|piece| piece.kind)
}
