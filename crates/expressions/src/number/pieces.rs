//! The pieces that numbers are put together from: numerals, number words and the parts of compounds, in one row.

use std::ops::Range;

use standpoint_languages::{Language, NumberWord};

use super::compound;
use super::digits::{self, Numeral};
use crate::tokens::{TokenKind, Tokens};

/// What stands between a piece and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: they are one word.
    Glued,
    /// White space.
    Space,
    /// A hyphen.
    Hyphen,
    /// Anything else; no number goes across it.
    Break,
}

#[derive(Debug, Clone)]
pub(super) enum Meaning<'l> {
    Word(&'l NumberWord),
    Numeral(Numeral),
}

#[derive(Debug, Clone)]
pub(super) struct Piece<'l> {
    pub bytes: Range<usize>,
    pub token: usize,
    /// The token after it.
    pub next_token: usize,
    pub gap: Gap,
    /// Whether it begins a word that ends as an ordinal or a part and so is no part of a number before it.
    pub closed: bool,
    pub meaning: Meaning<'l>,
}

impl<'l> Piece<'l> {
    pub fn word(&self) -> Option<&'l NumberWord> {
        match self.meaning {
            Meaning::Word(word) => Some(word),
            Meaning::Numeral(_) => None,
        }
    }

    pub fn numeral(&self) -> Option<&Numeral> {
        match &self.meaning {
            Meaning::Numeral(numeral) => Some(numeral),
            Meaning::Word(_) => None,
        }
    }
}

/// All pieces of a text, in its order.
pub(super) fn pieces<'l>(tokens: &Tokens<'_>, language: &'l Language) -> Vec<Piece<'l>> {
    let mut pieces: Vec<Piece<'l>> = Vec::new();
    let mut numerals = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match tokens.kind(at) {
            TokenKind::Digits | TokenKind::Mark => {
                let next = digits::read(tokens, at, language, &mut numerals);
                for numeral in numerals.drain(..) {
                    let gap = gap(tokens, pieces.last(), at);
                    let (bytes, next_token) = (numeral.bytes.clone(), numeral.next);
                    let meaning = Meaning::Numeral(numeral);
                    pieces.push(Piece { bytes, token: at, next_token, gap, closed: false, meaning });
                }
                at = next.unwrap_or(at + 1);
            }
            TokenKind::Word => {
                push_word(tokens, at, language, &mut pieces);
                at += 1;
            }
            TokenKind::Address => at += 1,
        }
    }
    pieces
}

fn push_word<'l>(tokens: &Tokens<'_>, at: usize, language: &'l Language, pieces: &mut Vec<Piece<'l>>) {
    let words = language.numbers();
    let lower = tokens.lower(at);
    let gap = gap(tokens, pieces.last(), at);
    if let Some(word) = words.words.get(lower) {
        let mut piece = Piece {
            bytes: tokens.bytes(at),
            token: at,
            next_token: at + 1,
            gap,
            closed: false,
            meaning: Meaning::Word(word),
        };
        if word.scale.is_some() && has_abbreviating_stop(tokens, at, language) {
            piece.bytes.end = tokens.bytes(at + 1).end;
            piece.next_token = at + 2;
        }
        pieces.push(piece);
        return;
    }
    if words.pieces.is_empty() {
        return;
    }
    let parts = compound::parts(lower, &words.pieces);
    let named = parts.last().is_some_and(|(_, last)| last.cardinal.is_none() && last.scale.is_none());
    for (i, (range, word)) in parts.into_iter().enumerate() {
        // Lower case can have other lengths; then the whole word stands for its parts.
        let whole = tokens.bytes(at);
        let part = whole.start + range.start..whole.start + range.end;
        let lies_in_it = lower.len() == whole.len() && tokens.text().get(part.clone()).is_some();
        let bytes = if lies_in_it { part } else { whole };
        let gap = if i == 0 { gap } else { Gap::Glued };
        let closed = named && i == 0;
        pieces.push(Piece { bytes, token: at, next_token: at + 1, gap, closed, meaning: Meaning::Word(word) });
    }
}

/// "Mrd.", "млн."
fn has_abbreviating_stop(tokens: &Tokens<'_>, at: usize, language: &Language) -> bool {
    let sentences = language.sentences();
    let word = tokens.lower(at);
    tokens.touches_next(at)
        && tokens.written(at + 1) == "."
        && (sentences.abbreviations.contains(word) || sentences.abbreviations_that_may_end.contains(word))
}

fn gap(tokens: &Tokens<'_>, previous: Option<&Piece<'_>>, at: usize) -> Gap {
    let Some(previous) = previous else { return Gap::Break };
    let spaced = |token: usize| !tokens.gap_after(token).contains("\n\n");
    match at.checked_sub(previous.next_token) {
        Some(0) if spaced(at - 1) => Gap::Space,
        Some(1) if digits::is_hyphen(tokens.written(at - 1)) && spaced(at - 1) => Gap::Hyphen,
        _ => Gap::Break,
    }
}
