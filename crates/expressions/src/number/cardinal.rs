//! Whole numbers, put together from pieces: units, tens and hundreds into groups, groups and "thousand", "million" into
//! numbers.

use standpoint_languages::{NumberWord, NumberWords, Scale};

use super::pieces::{Gap, Piece};
use super::NumberKind;
use crate::tokens::{TokenKind, Tokens};

/// A whole number that was read, or digits with decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cardinal {
    pub value: f64,
    /// The piece after it.
    pub next: usize,
    /// What the last word or mark in it multiplies by: a million in "6.3 million"; else 1.
    pub scale: f64,
    /// The same for what stands before the tail.
    pub scale_before_tail: f64,
    /// The part of it that was added last, below a hundred: 3 in "one hundred and three".
    pub tail: f64,
    pub joint: Joint,
    /// Whether it means about so many.
    pub about: bool,
}

/// How the tail of a number hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// It is all there is.
    Whole,
    And,
    Space,
    /// In one word or by a hyphen.
    Close,
}

/// A number below a hundred, or one in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Small {
    pub value: f64,
    room: f64,
    pub next: usize,
    /// What a mark in digits multiplied it by.
    scale: f64,
    tail: f64,
    joint: Joint,
}

impl Small {
    fn new(value: f64, room: f64, next: usize) -> Self {
        Self { value, room, next, scale: 1.0, tail: value, joint: Joint::Whole }
    }

    fn is_whole(&self) -> bool {
        self.value >= 1.0 && self.value.fract() == 0.0 && self.scale == 1.0
    }
}

/// A number below a thousand, or one in digits.
#[derive(Debug, Clone, Copy)]
struct Group {
    value: f64,
    next: usize,
    scale: f64,
    tail: f64,
    joint: Joint,
}

/// A part of a number with the multiplier that ends it: 300,000 and 1,000.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    value: f64,
    unit: f64,
}

/// Chunks in a number; "trillion, billion, million, thousand, units" are five.
const MOST_CHUNKS: usize = 12;

/// Multipliers in a row: "hundred thousand million".
const MOST_SCALES: usize = 4;

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

    /// Whether a clause goes on with another word at a token.
    pub fn goes_on(&self, token: usize) -> bool {
        token < self.tokens.len() && self.tokens.kind(token) == TokenKind::Word
    }

    /// Whether a piece can be added to the one before: not the first of a word that ends as an ordinal or a part.
    fn is_open(&self, at: usize) -> bool {
        self.is_joined(at) && !self.pieces[at].closed
    }

    /// Where what is added to a number would begin, and how it would hang on it.
    fn addition(&self, at: usize) -> Option<(usize, Joint)> {
        let and = self.joined_word(at).is_some_and(|word| word.roles.and);
        let start = at + usize::from(and);
        let joint = match self.gap(start) {
            _ if and => Joint::And,
            Gap::Space => Joint::Space,
            _ => Joint::Close,
        };
        (self.is_open(start) && !self.is_article_of_a_part(start)).then_some((start, joint))
    }

    /// "A million and a half".
    fn is_article_of_a_part(&self, at: usize) -> bool {
        let article = self.word(at).is_some_and(|word| word.roles.article);
        article && self.joined_word(at + 1).is_some_and(|next| next.part.is_some())
    }

    /// Whether an article stands here that belongs to what follows: "2 millions un ...".
    fn is_article_of_its_own(&self, at: usize) -> bool {
        let article = self.word(at).is_some_and(|word| word.roles.article);
        let followed = self.pieces.get(at).is_some_and(|piece| self.goes_on(piece.next_token));
        article && followed && self.scale(at + 1).is_none() && !self.is_hundred(at + 1)
    }

    fn scale(&self, at: usize) -> Option<Scale> {
        self.joined_word(at).filter(|_| self.is_open(at)).and_then(|word| word.scale)
    }

    /// Whether the word goes on and names exactly a hundred.
    fn is_hundred(&self, at: usize) -> bool {
        self.is_joined(at)
            && self.is_open(at)
            && self.word(at).and_then(|word| word.cardinal).is_some_and(|cardinal| cardinal.value == 100.0)
    }

    /// Units, teens and tens; digits too.
    pub fn small(&self, at: usize) -> Option<Small> {
        self.small_or_score(at, true)
    }

    /// The same; where `scores` is not set, "quatre" is four whatever follows. What is added to a number of scores can't be
    /// one, and looking would go on and on in "quatre-vingt-quatre-vingt-…".
    fn small_or_score(&self, at: usize, scores: bool) -> Option<Small> {
        let piece = self.pieces.get(at)?;
        if let Some(numeral) = piece.numeral() {
            let counts = matches!(numeral.kind, NumberKind::Cardinal | NumberKind::Fraction);
            let small = Small::new(numeral.mantissa * numeral.scale, 1.0, at + 1);
            return counts.then_some(Small { scale: numeral.scale, ..small });
        }
        let cardinal = piece.word()?.cardinal.filter(|cardinal| cardinal.value < 100.0)?;
        let one = Small::new(cardinal.value, cardinal.room, at + 1);
        let longer = match cardinal.value {
            0.0 => self.read_out(one),
            v if v < 10.0 => self.inverted(one).or_else(|| scores.then(|| self.score(one)).flatten()),
            _ if self.words.inverted || one.room <= 1.0 => None,
            _ => self.tens_and_unit(one),
        };
        Some(longer.unwrap_or(one))
    }

    /// "Zero seven", read out digit by digit.
    fn read_out(&self, zero: Small) -> Option<Small> {
        let unit = self.joined_word(zero.next)?.cardinal?;
        let fits = self.gap(zero.next) == Gap::Space && (1.0..10.0).contains(&unit.value);
        fits.then_some(Small::new(unit.value, 1.0, zero.next + 1))
    }

    /// "Eenentwintig", "drie en dertig".
    fn inverted(&self, unit: Small) -> Option<Small> {
        let joins = self.joined_word(unit.next)?.roles.inverted_and;
        let tens = self.joined_word(unit.next + 1)?.cardinal?;
        let fits = self.words.inverted && joins && tens.room == 10.0 && tens.value >= 20.0 && unit.value > 0.0;
        fits.then_some(Small::new(tens.value + unit.value, 1.0, unit.next + 2))
    }

    /// "Quatre-vingt-dix".
    fn score(&self, four: Small) -> Option<Small> {
        let twenty = self.joined_word(four.next)?.cardinal?;
        if !self.words.scores || four.value != 4.0 || twenty.value != 20.0 {
            return None;
        }
        let eighty = Small::new(80.0, 20.0, four.next + 1);
        Some(self.tens_and_unit(eighty).unwrap_or(eighty))
    }

    fn tens_and_unit(&self, tens: Small) -> Option<Small> {
        let (at, joint) = self.addition(tens.next)?;
        let first = self.word(at).and_then(|word| word.cardinal);
        if first.is_some_and(|first| first.value >= tens.room) {
            return None;
        }
        let unit = self.small_or_score(at, false).filter(|unit| unit.value < tens.room && unit.is_whole())?;
        let small = Small::new(tens.value + unit.value, tens.room.min(unit.room), unit.next);
        let apart = joint == Joint::And && self.words.and_sets_apart;
        Some(if apart { Small { tail: unit.value, joint, ..small } } else { small })
    }

    /// Hundreds with what is added to them.
    fn group(&self, at: usize) -> Option<Group> {
        let Some((value, next)) = self.hundreds(at) else {
            let small = self.small(at)?;
            let Small { value, next, scale, tail, joint, .. } = small;
            return Some(Group { value, next, scale, tail, joint });
        };
        let bare = Group { value, next, scale: 1.0, tail: value, joint: Joint::Whole };
        let added = self.addition(next).and_then(|(start, joint)| Some((self.small(start)?, joint)));
        let Some((small, joint)) = added.filter(|(small, _)| small.value < 100.0 && small.is_whole()) else {
            return Some(bare);
        };
        // "3 hundred and 2 hundred"
        if self.is_hundred(small.next) {
            return Some(bare);
        }
        let (tail, joint) = if small.joint == Joint::And { (small.tail, Joint::And) } else { (small.value, joint) };
        Some(Group { value: value + small.value, next: small.next, scale: 1.0, tail, joint })
    }

    /// "Two hundred", "hundred", "doscientos", "322 hundred".
    fn hundreds(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.word(at);
        if let Some(cardinal) = word.and_then(|word| word.cardinal).filter(|cardinal| cardinal.value >= 100.0) {
            return Some((cardinal.value, at + 1));
        }
        let small = self.small(at).filter(|small| small.value > 0.0 && small.scale == 1.0)?;
        self.is_hundred(small.next).then_some((small.value * 100.0, small.next + 1))
    }

    /// A whole number with all its groups.
    pub fn cardinal(&self, at: usize) -> Option<Cardinal> {
        let opens_with_scale = self.word(at).is_some_and(|word| word.scale.is_some() && word.cardinal.is_none());
        let mut group = if opens_with_scale { None } else { Some(self.group(at)?) };
        let mut read = Cardinal {
            value: 0.0,
            next: group.map_or(at, |group| group.next),
            scale: group.map_or(1.0, |group| group.scale),
            scale_before_tail: 1.0,
            tail: group.map_or(1.0, |group| group.tail),
            joint: group.map_or(Joint::Whole, |group| group.joint),
            about: false,
        };
        let mut chunks: Vec<Chunk> = Vec::new();
        while self.multiply(&mut chunks, group.take(), &mut read) && chunks.len() < MOST_CHUNKS {
            let Some((added, joint)) = self.next_group(&chunks, read.next) else { break };
            let apart = added.joint != Joint::Whole;
            read = Cardinal {
                next: added.next,
                scale_before_tail: if apart { 1.0 } else { read.scale },
                scale: added.scale,
                tail: added.tail,
                joint: if apart { added.joint } else { joint },
                ..read
            };
            group = Some(added);
        }
        read.value = chunks.iter().map(|chunk| chunk.value).sum();
        Some(read)
    }

    /// Multiplies a group by the words that follow it; whether others may follow.
    fn multiply(&self, chunks: &mut Vec<Chunk>, group: Option<Group>, read: &mut Cardinal) -> bool {
        let mut pending = group;
        let mut scaled = false;
        for _ in 0..MOST_SCALES {
            let opens = group.is_none() && !scaled;
            let scale = if opens { self.word(read.next).and_then(|word| word.scale) } else { self.scale(read.next) };
            let Some(scale) = scale else { break };
            let mut times = pending.take().map_or(0.0, |group| {
                // "Three hundred and two dozen": only the two are dozens.
                if scale.group && group.value > group.tail {
                    chunks.push(Chunk { value: group.value - group.tail, unit: f64::INFINITY });
                    return group.tail;
                }
                group.value
            });
            while chunks.last().is_some_and(|chunk| chunk.unit < scale.value) {
                times += chunks.pop().map_or(0.0, |chunk| chunk.value);
            }
            let times = if times == 0.0 { 1.0 } else { times };
            chunks.push(Chunk { value: times * scale.value, unit: scale.value });
            read.scale = scale.value;
            read.about |= scale.about;
            read.next += 1;
            scaled = true;
            if scale.group {
                return false;
            }
        }
        chunks.extend(pending.map(|group| Chunk { value: group.value, unit: 1.0 }));
        scaled
    }

    /// The group that goes on from a chunk, if it does, and how.
    fn next_group(&self, chunks: &[Chunk], at: usize) -> Option<(Group, Joint)> {
        let unit = chunks.last()?.unit;
        let (start, joint) = self.addition(at)?;
        if joint == Joint::Space && self.is_article_of_its_own(start) {
            return None;
        }
        let group = self.group(start).filter(|group| group.value >= 1.0 && group.scale == 1.0)?;
        let before = chunks.iter().rev().nth(1);
        let fits = match self.scale(group.next) {
            None => group.value < unit && group.value.fract() == 0.0,
            Some(scale) if scale.value < unit => group.value * scale.value < unit,
            // "Mil … millones": what was read is multiplied along.
            Some(scale) => {
                let along = joint != Joint::And && unit <= 1000.0 && scale.value > unit;
                along && before.is_none_or(|chunk| chunk.unit > scale.value)
            }
        };
        fits.then_some((group, joint))
    }
}
