//! Whole numbers, put together from pieces: units, tens and hundreds into groups, groups and "thousand", "million" into
//! numbers.

use standpoint_languages::{NumberWord, NumberWords, Scale};

use super::pieces::{Gap, Piece};
use super::NumberKind;
use crate::tokens::Tokens;

/// A whole number that was read, or digits with decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cardinal {
    pub value: f64,
    /// The piece after it.
    pub next: usize,
    /// What the last word or mark in it multiplies by: a million in "6.3 million"; else 1.
    pub scale: f64,
    /// The last part below a hundred, and whether "and" stands before it, or a space.
    pub last: Small,
    pub last_after_and: bool,
    pub last_after_space: bool,
    /// Whether it means about so many.
    pub about: bool,
}

/// A number below a hundred, or one in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Small {
    pub value: f64,
    room: f64,
    pub next: usize,
    /// What a mark in digits multiplied it by.
    scale: f64,
}

/// A number below a thousand, or one in digits.
#[derive(Debug, Clone, Copy)]
struct Group {
    value: f64,
    next: usize,
    scale: f64,
    last: Small,
    after_and: bool,
    after_space: bool,
}

/// A part of a number with the multiplier that ends it: 300,000 and 1,000.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    value: f64,
    unit: f64,
}

/// Chunks in a number; "trillion, billion, million, thousand, units" are five.
const MOST_CHUNKS: usize = 12;

/// How a language builds numbers, over the pieces of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar<'a, 'l> {
    pub pieces: &'a [Piece<'l>],
    pub tokens: &'a Tokens<'a>,
    pub words: &'l NumberWords,
}

impl<'l> Grammar<'_, 'l> {
    /// A piece's word.
    pub fn word(&self, at: usize) -> Option<&'l NumberWord> {
        self.pieces.get(at).and_then(Piece::word)
    }

    /// A piece's word, if the piece goes on from the one before.
    pub fn joined_word(&self, at: usize) -> Option<&'l NumberWord> {
        self.word(at).filter(|_| self.is_joined(at))
    }

    pub fn is_joined(&self, at: usize) -> bool {
        self.gap(at) != Gap::Break
    }

    pub fn gap(&self, at: usize) -> Gap {
        self.pieces.get(at).map_or(Gap::Break, |piece| piece.gap)
    }

    fn scale(&self, at: usize) -> Option<Scale> {
        self.joined_word(at).and_then(|word| word.scale)
    }

    /// The word that names exactly a hundred.
    fn is_hundred(&self, at: usize) -> bool {
        self.word(at).and_then(|word| word.cardinal).is_some_and(|cardinal| cardinal.value == 100.0)
    }

    /// Units, teens and tens; digits too.
    pub fn small(&self, at: usize) -> Option<Small> {
        let piece = self.pieces.get(at)?;
        if let Some(numeral) = piece.numeral() {
            let counts = matches!(numeral.kind, NumberKind::Cardinal | NumberKind::Fraction);
            let (value, scale) = (numeral.mantissa * numeral.scale, numeral.scale);
            return counts.then_some(Small { value, room: 1.0, next: at + 1, scale });
        }
        let cardinal = piece.word()?.cardinal.filter(|cardinal| cardinal.value < 100.0)?;
        let one = Small { value: cardinal.value, room: cardinal.room, next: at + 1, scale: 1.0 };
        if cardinal.value < 10.0 {
            return Some(self.inverted(one).or_else(|| self.score(one)).unwrap_or(one));
        }
        if self.words.inverted || one.room <= 1.0 {
            return Some(one);
        }
        Some(self.tens_and_unit(one).unwrap_or(one))
    }

    /// "Eenentwintig", "drie en dertig".
    fn inverted(&self, unit: Small) -> Option<Small> {
        let joins = self.joined_word(unit.next)?.roles.inverted_and;
        let tens = self.joined_word(unit.next + 1)?.cardinal?;
        let fits = self.words.inverted && joins && tens.room == 10.0 && tens.value >= 20.0 && unit.value > 0.0;
        fits.then_some(Small { value: tens.value + unit.value, room: 1.0, next: unit.next + 2, scale: 1.0 })
    }

    /// "Quatre-vingt-dix".
    fn score(&self, four: Small) -> Option<Small> {
        let twenty = self.joined_word(four.next)?.cardinal?;
        if !self.words.scores || four.value != 4.0 || twenty.value != 20.0 {
            return None;
        }
        let eighty = Small { value: 80.0, room: 20.0, next: four.next + 1, scale: 1.0 };
        Some(self.tens_and_unit(eighty).unwrap_or(eighty))
    }

    fn tens_and_unit(&self, tens: Small) -> Option<Small> {
        let and = self.joined_word(tens.next).is_some_and(|word| word.roles.and);
        let at = tens.next + usize::from(and);
        if !self.is_joined(at) {
            return None;
        }
        let unit =
            self.small(at).filter(|unit| unit.value < tens.room && unit.value >= 1.0 && unit.value.fract() == 0.0)?;
        // "Twenty three hundred" is another number, and so is "quarante quatre-vingts".
        let room = tens.room.min(unit.room);
        Some(Small { value: tens.value + unit.value, room, next: unit.next, scale: 1.0 })
    }

    /// Hundreds with what is added to them.
    fn group(&self, at: usize) -> Option<Group> {
        let (value, next) = match self.hundreds(at) {
            Some(hundreds) => hundreds,
            None => {
                let last = self.small(at)?;
                let (after_and, after_space) = (false, false);
                return Some(Group {
                    value: last.value,
                    next: last.next,
                    scale: last.scale,
                    last,
                    after_and,
                    after_space,
                });
            }
        };
        let whole = Small { value, room: 100.0, next, scale: 1.0 };
        let bare = Group { value, next, scale: 1.0, last: whole, after_and: false, after_space: false };
        let and = self.joined_word(next).is_some_and(|word| word.roles.and);
        let start = next + usize::from(and);
        let Some(small) = self.small(start).filter(|_| self.is_joined(start)) else { return Some(bare) };
        let fits = small.value < 100.0 && small.value.fract() == 0.0 && small.value >= 1.0 && small.scale == 1.0;
        if !fits || self.is_hundred(small.next) && self.is_joined(small.next) {
            return Some(bare);
        }
        let after_space = self.gap(start) == Gap::Space && !and;
        Some(Group {
            value: value + small.value,
            next: small.next,
            scale: 1.0,
            last: small,
            after_and: and,
            after_space,
        })
    }

    /// "Two hundred", "hundred", "doscientos", "322 hundred".
    fn hundreds(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.word(at);
        if let Some(cardinal) = word.and_then(|word| word.cardinal).filter(|cardinal| cardinal.value >= 100.0) {
            return Some((cardinal.value, at + 1));
        }
        let small = self.small(at).filter(|small| small.value > 0.0 && small.scale == 1.0)?;
        let multiplies = self.is_hundred(small.next) && self.is_joined(small.next);
        multiplies.then_some((small.value * 100.0, small.next + 1))
    }

    /// A whole number with all its groups.
    pub fn cardinal(&self, at: usize) -> Option<Cardinal> {
        let mut chunks: Vec<Chunk> = Vec::new();
        let first =
            self.word(at).and_then(|word| word.scale).filter(|_| self.word(at).is_some_and(|w| w.cardinal.is_none()));
        let (mut group, mut next) = match first {
            Some(_) => (None, at),
            None => {
                let group = self.group(at)?;
                (Some(group), group.next)
            }
        };
        let one = Small { value: 1.0, room: 1.0, next: at, scale: 1.0 };
        let mut read = Cardinal {
            value: 0.0,
            next,
            scale: group.map_or(1.0, |group| group.scale),
            last: group.map_or(one, |group| group.last),
            last_after_and: group.is_some_and(|group| group.after_and),
            last_after_space: group.is_some_and(|group| group.after_space),
            about: false,
        };
        let mut opening = first.is_some();
        loop {
            let scaled = self.multiply(&mut chunks, group.take(), &mut next, opening, &mut read);
            opening = false;
            read.next = next;
            if !scaled || chunks.len() >= MOST_CHUNKS {
                break;
            }
            let Some((added, and)) = self.next_group(&chunks, next) else { break };
            read.last = added.last;
            read.last_after_and = and || added.after_and;
            read.last_after_space = !and && self.gap(next) == Gap::Space || added.after_space;
            next = added.next;
            read.scale = added.scale;
            group = Some(added);
        }
        read.value = chunks.iter().map(|chunk| chunk.value).sum();
        Some(read)
    }

    /// Multiplies a group by the words that follow it; whether there were any.
    fn multiply(
        &self,
        chunks: &mut Vec<Chunk>,
        group: Option<Group>,
        next: &mut usize,
        opening: bool,
        read: &mut Cardinal,
    ) -> bool {
        let mut pending = group.map(|group| (group.value, group.last, group.after_and));
        let mut scaled = false;
        loop {
            let scale =
                if opening && !scaled { self.word(*next).and_then(|word| word.scale) } else { self.scale(*next) };
            let Some(scale) = scale else { break };
            if scale.group {
                if let Some((value, last, true)) = pending {
                    // "Three hundred and two dozen": only the two are dozens.
                    chunks.push(Chunk { value: value - last.value, unit: f64::INFINITY });
                    pending = Some((last.value, last, false));
                }
            }
            let mut times = pending.take().map_or(0.0, |(value, ..)| value);
            while chunks.last().is_some_and(|chunk| chunk.unit < scale.value) {
                times += chunks.pop().map_or(0.0, |chunk| chunk.value);
            }
            let times = if times == 0.0 { 1.0 } else { times };
            chunks.push(Chunk { value: times * scale.value, unit: scale.value });
            read.scale = scale.value;
            read.about |= scale.about;
            *next += 1;
            scaled = true;
            if scale.group {
                return false;
            }
        }
        if let Some((value, ..)) = pending {
            chunks.push(Chunk { value, unit: 1.0 });
        }
        scaled
    }

    /// The group that goes on from a chunk, if it does, and whether "and" stands between.
    fn next_group(&self, chunks: &[Chunk], at: usize) -> Option<(Group, bool)> {
        let unit = chunks.last()?.unit;
        let and = self.joined_word(at).is_some_and(|word| word.roles.and);
        let start = at + usize::from(and);
        if !self.is_joined(start) || self.is_lone_article(start, and) {
            return None;
        }
        let group = self.group(start).filter(|group| group.value >= 1.0 && group.scale == 1.0)?;
        let fits = match self.scale(group.next) {
            None => group.value < unit && (group.value.fract() == 0.0),
            Some(scale) if scale.value < unit => group.value * scale.value < unit,
            // "Mil … millones": what was read is multiplied along.
            Some(scale) => {
                !and && scale.value > unit
                    && unit <= 1000.0
                    && chunks.iter().rev().nth(1).is_none_or(|c| c.unit > scale.value)
            }
        };
        fits.then_some((group, and))
    }

    /// Whether an article stands here that belongs to what follows: "2 millions un ...".
    fn is_lone_article(&self, at: usize, and: bool) -> bool {
        let Some(word) = self.word(at) else { return false };
        let followed = self.pieces.get(at).is_some_and(|piece| self.goes_on(piece.next_token));
        word.roles.article
            && !and
            && followed
            && self.gap(at) == Gap::Space
            && self.scale(at + 1).is_none()
            && !self.is_hundred(at + 1)
    }

    /// Whether a clause goes on with another word at a token.
    pub fn goes_on(&self, token: usize) -> bool {
        use crate::tokens::TokenKind;
        token < self.tokens.len() && self.tokens.kind(token) == TokenKind::Word
    }
}
