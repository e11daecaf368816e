//! Numbers of every kind: cardinals with their parts, shares, rates, multiples, orders and ordinals.

use std::ops::Range;

use super::cardinal::{Cardinal, Grammar};
use super::pieces::Gap;
use super::NumberKind;
use crate::tokens::TokenKind;

/// A number that was read, before its surroundings are looked at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    pub bytes: Range<usize>,
    /// The first token and the one after the last.
    pub tokens: Range<usize>,
    /// The piece after it.
    pub next: usize,
    pub value: f64,
    /// What the last word of it multiplies by.
    pub scale: f64,
    pub kind: NumberKind,
    pub about: bool,
    pub has_digits: bool,
    pub glued: bool,
}

/// A value with where it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    pub value: f64,
    pub next: usize,
    pub kind: NumberKind,
    pub scale: f64,
    pub about: bool,
}

/// "45 out of 100" is a rate; "315,000 of the 350,000" are two counts.
const MOST_OF_A_RATE: f64 = 100.0;

pub(super) fn ends_in_tens(cardinal: &Cardinal) -> bool {
    (20.0..100.0).contains(&cardinal.tail) && cardinal.tail % 10.0 == 0.0
}

impl Grammar<'_, '_> {
    /// The number that begins at a piece.
    pub fn phrase(&self, at: usize) -> Option<Phrase> {
        let read = self.signed(at)?;
        let first = &self.pieces[at];
        let last = self.pieces.get(read.next - 1)?;
        let pieces = &self.pieces[at..read.next];
        let whole_word = self.gap(read.next) != Gap::Glued;
        if !whole_word {
            return None;
        }
        let hyphenated = self.gap(read.next) != Gap::Hyphen
            && self.tokens.touches_next(last.next_token - 1)
            && super::digits::is_hyphen(self.tokens.written(last.next_token))
            && self.tokens.touches_next(last.next_token)
            && self.tokens.kind(last.next_token + 1) == TokenKind::Word;
        Some(Phrase {
            bytes: first.bytes.start..last.bytes.end,
            tokens: first.token..last.next_token,
            next: read.next,
            value: read.value,
            scale: read.scale,
            kind: read.kind,
            about: read.about,
            has_digits: pieces.iter().any(|piece| piece.numeral().is_some()),
            glued: hyphenated || last.numeral().is_some_and(|numeral| numeral.glued),
        })
    }

    fn signed(&self, at: usize) -> Option<Read> {
        let minus = self.word(at).is_some_and(|word| word.roles.minus) && self.is_joined(at + 1);
        // "Au moins 40" is not minus forty.
        if minus && !self.is_qualified(at + 1) {
            let read = self.unsigned(at + 1).filter(|read| read.kind != NumberKind::Ordinal)?;
            let kind = if read.kind == NumberKind::Article { NumberKind::Cardinal } else { read.kind };
            return Some(Read { value: -read.value, kind, ..read });
        }
        self.unsigned(at)
    }

    fn unsigned(&self, at: usize) -> Option<Read> {
        if let Some(numeral) =
            self.pieces[at].numeral().filter(|numeral| matches!(numeral.kind, NumberKind::Ordinal | NumberKind::Label))
        {
            let value = numeral.mantissa;
            return Some(Read { value, next: at + 1, kind: numeral.kind, scale: 1.0, about: false });
        }
        self.simple_word(at)
            .or_else(|| self.share_of_scale(at))
            .or_else(|| self.beginning_with_cardinal(at))
            .or_else(|| self.beginning_with_point(at))
            .or_else(|| self.lone_ordinal(at))
    }

    /// "Twice", "tens of thousands".
    fn simple_word(&self, at: usize) -> Option<Read> {
        let word = self.word(at)?;
        if let Some(value) = word.multiple {
            return Some(Read { value, next: at + 1, kind: NumberKind::Multiple, scale: 1.0, about: false });
        }
        let (value, next) = self.order(word.order?, at + 1);
        Some(Read { value, next, kind: NumberKind::Order, scale: 1.0, about: false })
    }

    /// What follows an order of magnitude and multiplies it: "tens of thousands of millions".
    fn order(&self, mut value: f64, mut next: usize) -> (f64, usize) {
        for _ in 0..3 {
            let of = self.joined_word(next).is_some_and(|word| word.roles.of);
            let at = next + usize::from(of);
            let Some(word) = self.joined_word(at) else { break };
            let Some(factor) = word.order.or(word.scale.map(|scale| scale.value)).filter(|&f| f >= 1000.0) else {
                break;
            };
            value *= factor;
            next = at + 1;
        }
        (value, next)
    }

    fn lone_ordinal(&self, at: usize) -> Option<Read> {
        let value = self.word(at)?.ordinal?;
        Some(Read { value, next: at + 1, kind: NumberKind::Ordinal, scale: 1.0, about: false })
    }

    /// "Half a million", "two thirds of a million", "a third of", "anderthalb Millionen".
    fn share_of_scale(&self, at: usize) -> Option<Read> {
        if let Some(clock) = self.half_hour(at) {
            return Some(clock);
        }
        let part = self.part(at)?;
        // "Полмиллиона" is a number like others.
        let kind = if part.value < 2.0 { NumberKind::Fraction } else { NumberKind::Cardinal };
        let plain = Read { value: part.value, next: part.next, kind, scale: 1.0, about: false };
        Some(self.scaled(part).unwrap_or(plain))
    }

    /// "Half tien", "halb zehn": a time of day.
    fn half_hour(&self, at: usize) -> Option<Read> {
        self.word(at)?.part.filter(|_| self.words.half_before_hour)?;
        let hour = self.joined_word(at + 1).filter(|word| !word.roles.article && word.scale.is_none())?.cardinal?;
        let fits = self.gap(at + 1) == Gap::Space && (1.0..=12.0).contains(&hour.value);
        let (value, kind) = (hour.value - 0.5, NumberKind::Label);
        fits.then_some(Read { value, next: at + 2, kind, scale: 1.0, about: false })
    }

    /// What begins with a cardinal.
    fn beginning_with_cardinal(&self, at: usize) -> Option<Read> {
        let bare = self.word(at).is_some_and(|word| word.roles.bare_article);
        let start = at + usize::from(bare);
        if bare && (!self.is_joined(start) || self.word(start).is_none()) {
            return None;
        }
        let cardinal = self.cardinal(start)?;
        if bare
            && self
                .word(start)
                .is_some_and(|word| word.scale.is_none() && word.cardinal.is_none_or(|c| c.value < 100.0))
        {
            return None;
        }
        self.glued_ending(&cardinal)
            .or_else(|| self.glued_order(&cardinal))
            .or_else(|| self.fraction(at, &cardinal))
            .or_else(|| self.ordinal_compound(&cardinal))
            .or_else(|| self.mixed(&cardinal))
            .or_else(|| self.decimals(&cardinal))
            .or_else(|| self.rate(&cardinal))
            .or_else(|| self.times(&cardinal))
            .or_else(|| Some(self.plain(at, &cardinal)))
    }

    fn plain(&self, at: usize, cardinal: &Cardinal) -> Read {
        let article = cardinal.next == at + 1 && self.word(at).is_some_and(|word| word.roles.article);
        let fraction =
            self.pieces[at].numeral().is_some_and(|n| n.kind == NumberKind::Fraction) && cardinal.scale < 2.0;
        let kind = match (article, fraction) {
            (true, _) => NumberKind::Article,
            (_, true) => NumberKind::Fraction,
            _ => NumberKind::Cardinal,
        };
        Read { value: cardinal.value, next: cardinal.next, kind, scale: cardinal.scale, about: cardinal.about }
    }

    /// "Tienmaal", "eenentwintigste".
    fn glued_ending(&self, cardinal: &Cardinal) -> Option<Read> {
        let word = self.joined_word(cardinal.next).filter(|_| self.gap(cardinal.next) == Gap::Glued)?;
        let roles = word.roles;
        let read = Read {
            value: cardinal.value,
            next: cardinal.next + 1,
            kind: NumberKind::Multiple,
            scale: 1.0,
            about: false,
        };
        if roles.multiple_ending {
            return Some(read);
        }
        if roles.ordinal_ending {
            return Some(Read { kind: NumberKind::Ordinal, ..read });
        }
        roles.share_ending.then_some(Read { value: 1.0 / cardinal.value, kind: NumberKind::Fraction, ..read })
    }

    /// "Tienduizenden".
    fn glued_order(&self, cardinal: &Cardinal) -> Option<Read> {
        let word = self.joined_word(cardinal.next).filter(|_| self.gap(cardinal.next) == Gap::Glued)?;
        let (value, next) = self.order(cardinal.value * word.order?, cardinal.next + 1);
        Some(Read { value, next, kind: NumberKind::Order, scale: 1.0, about: false })
    }

    /// Whether a unit and an ordinal ten go together.
    pub fn is_inverted_ordinal(&self, whole: &Cardinal, ordinal: f64) -> bool {
        let joins = self.joined_word(whole.next).is_some_and(|word| word.roles.inverted_and);
        let unit = (1.0..10.0).contains(&whole.tail);
        self.words.inverted && joins && unit && (20.0..100.0).contains(&ordinal) && ordinal % 10.0 == 0.0
    }

    /// "Twenty-first".
    fn ordinal_compound(&self, cardinal: &Cardinal) -> Option<Read> {
        let and = self.joined_word(cardinal.next).is_some_and(|word| word.roles.and);
        let at = cardinal.next + usize::from(and);
        let ordinal = self.joined_word(at)?.ordinal?;
        let fits = ends_in_tens(cardinal) && ordinal < 10.0
            || cardinal.value % 100.0 == 0.0 && ordinal < 100.0
            || self.is_inverted_ordinal(cardinal, ordinal);
        let value = cardinal.value + ordinal;
        fits.then_some(Read { value, next: at + 1, kind: NumberKind::Ordinal, scale: 1.0, about: false })
    }

    /// "Two hundred point zero three".
    fn decimals(&self, cardinal: &Cardinal) -> Option<Read> {
        let roles = self.joined_word(cardinal.next)?.roles;
        if !(roles.point || roles.point_at_end) {
            return None;
        }
        let (digits, next) = self.digits_after(cardinal.next + 1)?;
        let last = self.pieces.get(next - 1)?;
        if !roles.point && self.goes_on(last.next_token) {
            return None;
        }
        let value = cardinal.value + digits;
        let (value, next, scale) = match self.joined_word(next).and_then(|word| word.scale) {
            Some(scale) => (value * scale.value, next + 1, scale.value),
            None => (value, next, 1.0),
        };
        Some(Read { value, next, kind: NumberKind::Cardinal, scale, about: false })
    }

    /// "Point five".
    fn beginning_with_point(&self, at: usize) -> Option<Read> {
        let roles = self.word(at)?.roles;
        let (value, next) = if roles.point { self.digits_after(at + 1)? } else { return None };
        let last = self.pieces.get(next - 1)?;
        let whole = at == 0 && last.next_token == self.tokens.len();
        whole.then_some(Read { value, next, kind: NumberKind::Cardinal, scale: 1.0, about: false })
    }

    /// Numbers read out as decimals: "zero three", "seventy-one".
    fn digits_after(&self, at: usize) -> Option<(f64, usize)> {
        let mut digits = String::from("0.");
        let mut next = at;
        while self.is_joined(next) && digits.len() < 12 {
            let zero = self.word(next).and_then(|word| word.cardinal).is_some_and(|cardinal| cardinal.value == 0.0);
            let read = self
                .cardinal(next)
                .filter(|cardinal| cardinal.value < 10_000.0 && !zero)
                .map(|cardinal| (cardinal.value, cardinal.next))
                .or_else(|| self.small(next).filter(|_| !zero).map(|small| (small.value, small.next)))
                .or(zero.then_some((0.0, next + 1)));
            let Some((value, after)) = read.filter(|(value, _)| value.fract() == 0.0 && *value >= 0.0) else { break };
            digits.push_str(&value.to_string());
            next = after;
            if value >= 10.0 {
                break;
            }
        }
        (next > at).then_some(())?;
        Some((digits.parse().ok()?, next))
    }

    /// "One in three", "two out of five".
    fn rate(&self, cardinal: &Cardinal) -> Option<Read> {
        let token = self.pieces.get(cardinal.next - 1)?.next_token;
        let few = cardinal.value <= 9.0;
        let lists = [
            (&self.words.out_of, cardinal.value < MOST_OF_A_RATE),
            (&self.words.few_in, few),
            (&self.words.divided_by, true),
        ];
        for (turns, allowed) in lists.into_iter().filter(|(_, allowed)| *allowed) {
            let Some(length) = turns.iter().filter(|turn| self.stands(turn, token)).map(Vec::len).max() else {
                continue;
            };
            let at = (cardinal.next..self.pieces.len().min(cardinal.next + 4))
                .find(|&p| self.pieces[p].token == token + length);
            let Some(whole) = at.and_then(|at| self.cardinal(at)) else { continue };
            let divided = std::ptr::eq(turns, &self.words.divided_by);
            let end = self.pieces[whole.next - 1].next_token;
            let fits = if divided {
                !self.goes_on(end) && allowed
            } else {
                cardinal.value < whole.value && cardinal.value.fract() == 0.0
            };
            if fits && whole.value > 1.0 && whole.value.fract() == 0.0 {
                let value = cardinal.value / whole.value;
                return Some(Read { value, next: whole.next, kind: NumberKind::Fraction, scale: 1.0, about: false });
            }
        }
        None
    }

    /// Whether a turn stands at a token.
    pub fn stands(&self, turn: &[String], token: usize) -> bool {
        turn.iter().enumerate().all(|(i, word)| self.tokens.lower_at(Some(token + i)) == word)
    }

    /// "Three times".
    fn times(&self, cardinal: &Cardinal) -> Option<Read> {
        let times = self.joined_word(cardinal.next)?.roles.times;
        let (value, next) = (cardinal.value, cardinal.next + 1);
        times.then_some(Read { value, next, kind: NumberKind::Multiple, scale: 1.0, about: false })
    }
}
