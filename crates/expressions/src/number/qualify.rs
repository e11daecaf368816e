//! How exactly a number is meant: the words around it, and the other end of its range.

use standpoint_languages::{Exactness, NumberWords, RangeFrame, Turn};

use super::ending::is_money_sign;
use super::phrase::Phrase;
use super::{plain, Number, NumberKind, Qualifier};
use crate::tokens::{TokenKind, Tokens};

/// Turns that can be heaped before a number: "well over about".
const MOST_TURNS: usize = 2;

/// How many times the lower end the upper end of a range can be, where nothing opens the range.
const MOST_APART: f64 = 10.0;

/// The numbers with their qualifiers, ranges put together.
pub(super) fn numbers(tokens: &Tokens<'_>, phrases: &[Phrase], words: &NumberWords) -> Vec<Number> {
    let around = Around { tokens, words };
    let mut found: Vec<Number> = Vec::with_capacity(phrases.len());
    let (mut at, mut floor) = (0, 0);
    while let Some(phrase) = phrases.get(at) {
        let next = phrases.get(at + 1);
        let range = next.and_then(|upper| around.range(phrase, upper, floor, phrases.get(at + 2)));
        at += if range.is_some() { 2 } else { 1 };
        let (number, end) = range.unwrap_or_else(|| around.qualified(phrase, floor, next));
        found.push(number);
        floor = end;
    }
    found
}

struct Around<'a> {
    tokens: &'a Tokens<'a>,
    words: &'a NumberWords,
}

impl Around<'_> {
    /// A number with the words that say how exactly it is meant, and the token after them. They begin at `floor` or later, and
    /// words that belong to the `next` number are not this one's.
    fn qualified(&self, phrase: &Phrase, floor: usize, next: Option<&Phrase>) -> (Number, usize) {
        let mut number = plain(phrase);
        let (start, before) = self.turns_before(phrase, floor);
        let after = self.turn_after(phrase, next);
        let end = after.map_or(phrase.tokens.end, |(end, _)| end);
        let Some(exactness) = before.or(after.map(|(_, exactness)| exactness)) else { return (number, end) };
        number.qualified = self.from(start, phrase)..self.up_to(end, phrase);
        if exactness == Exactness::Order {
            number.kind = NumberKind::Order;
        }
        number.qualifier = match exactness {
            Exactness::Order => Qualifier::Order,
            Exactness::About if number.kind == NumberKind::Order => Qualifier::Order,
            Exactness::About => Qualifier::About,
            Exactness::Over => Qualifier::Over,
            Exactness::Under => Qualifier::Under,
        };
        (number, end)
    }

    /// Where the turns before a number begin, and what they say; the number's own beginning where there is none.
    fn turns_before(&self, phrase: &Phrase, floor: usize) -> (usize, Option<Exactness>) {
        let (mut start, mut exactness) = (phrase.tokens.start, None);
        if !is_qualifiable(phrase) {
            return (start, exactness);
        }
        let many = phrase.value >= 10.0;
        let bare = phrase.tokens.len() == 1 && !phrase.has_digits && (phrase.value == 100.0 || phrase.scale >= 100.0)
            || phrase.kind == NumberKind::Order;
        for _ in 0..MOST_TURNS {
            let near = self.before_money(start);
            let found = self.before(near, floor, many).or_else(|| self.before(self.before_article(near)?, floor, many));
            let found = found.filter(|(_, exactness)| bare || *exactness != Exactness::Order);
            let Some((turn_start, found)) = found else { break };
            exactness = exactness.or(Some(found));
            start = turn_start;
        }
        (start, exactness)
    }

    /// The end of the turn after a number, and what it says: "0 plus de 200" has none after the 0.
    fn turn_after(&self, phrase: &Phrase, next: Option<&Phrase>) -> Option<(usize, Exactness)> {
        let end = phrase.tokens.end;
        let turn = self.after(end, phrase.value >= 10.0).filter(|_| is_qualifiable(phrase))?;
        let belongs_to_next = next.is_some_and(|next| turn.0 > self.turns_before(next, end).0);
        (!belongs_to_next).then_some(turn)
    }

    /// The byte at which words begin that end with a number. Two numbers may share a token ("10 024" that is no thousands).
    fn from(&self, token: usize, number: &Phrase) -> usize {
        if token >= number.tokens.start {
            return number.bytes.start;
        }
        self.tokens.bytes(token).start
    }

    /// The byte at which words end that begin with a number.
    fn up_to(&self, token: usize, number: &Phrase) -> usize {
        if token <= number.tokens.end {
            return number.bytes.end;
        }
        self.tokens.bytes(token - 1).end
    }

    /// The turn that ends before a token.
    fn before(&self, token: usize, floor: usize, many: bool) -> Option<(usize, Exactness)> {
        let last = token.checked_sub(1).filter(|&last| last >= floor)?;
        let turns = self.words.before.get(self.tokens.lower(last))?;
        turns.iter().filter(|turn| many || !turn.only_of_many).find_map(|qualifying| {
            let start = token.checked_sub(qualifying.turn.len()).filter(|&start| start >= floor)?;
            self.stands(&qualifying.turn, start).then_some((start, qualifying.exactness))
        })
    }

    /// The token of a definite article before a token.
    fn before_article(&self, token: usize) -> Option<usize> {
        let last = token.checked_sub(1)?;
        // "L'80%"
        let article = if self.tokens.lower(last) == "'" { last.checked_sub(1)? } else { last };
        let lower = self.tokens.lower(article);
        self.words.definite_articles.iter().any(|word| word == lower).then_some(article)
    }

    /// The turn that begins at a token.
    fn after(&self, token: usize, many: bool) -> Option<(usize, Exactness)> {
        if token >= self.tokens.len() {
            return None;
        }
        let mut turns = self.words.after.get(self.tokens.lower(token))?.iter();
        let found = turns.find(|turn| (many || !turn.only_of_many) && self.stands(&turn.turn, token))?;
        Some((token + found.turn.len(), found.exactness))
    }

    fn stands(&self, turn: &Turn, token: usize) -> bool {
        turn.iter().enumerate().all(|(i, word)| self.tokens.lower_at(Some(token + i)) == word)
    }

    /// The token of a currency sign or code before a token, or the token itself.
    fn before_money(&self, token: usize) -> usize {
        let Some(mark) = token.checked_sub(1) else { return token };
        // "\\$300": a mark that was escaped.
        let escaped = |sign: usize| {
            sign - usize::from(self.tokens.touches_previous(sign) && self.tokens.written(sign - 1) == "\\")
        };
        let is_code = |word: usize| {
            let written = self.tokens.written(word);
            self.tokens.kind(word) == TokenKind::Word
                && (2..=3).contains(&written.len())
                && written.bytes().all(|b| b.is_ascii_uppercase())
        };
        if is_money_sign(self.tokens.written(mark)) {
            let code = mark.checked_sub(1).filter(|&code| self.tokens.touches_next(code) && is_code(code));
            return code.unwrap_or_else(|| escaped(mark));
        }
        if is_code(mark) {
            mark
        } else {
            token
        }
    }

    /// Two numbers that are the ends of a range, and the token after the words that belong to it.
    fn range(&self, lower: &Phrase, upper: &Phrase, floor: usize, next: Option<&Phrase>) -> Option<(Number, usize)> {
        let is_end = |kind| !matches!(kind, NumberKind::Ordinal | NumberKind::Label);
        if !is_end(lower.kind) || !is_end(upper.kind) || upper.kind == NumberKind::Article {
            return None;
        }
        let percent = lower.tokens.end < self.tokens.len() && self.tokens.written(lower.tokens.end) == "%";
        let scaled = !percent && lower.scale <= 1.0 && upper.scale > 1.0 && lower.value * upper.scale < upper.value;
        let value = if scaled { lower.value * upper.scale } else { lower.value };
        if value >= upper.value {
            return None;
        }
        let start = self.before_money(lower.tokens.start);
        let opened = self.opening(lower, upper, start, floor)?;
        let (number, end) = self.qualified(upper, lower.tokens.end, next);
        let first = opened.min(self.turns_before(lower, floor).0);
        let number = Number {
            bytes: lower.bytes.start..upper.bytes.end,
            qualified: self.from(first, lower)..number.qualified.end,
            value,
            value_max: Some(upper.value),
            qualifier: Qualifier::Range,
            kind: if upper.kind == NumberKind::Multiple { upper.kind } else { NumberKind::Cardinal },
            has_digits: lower.has_digits || upper.has_digits,
            glued: upper.glued,
        };
        Some((number, end))
    }

    /// The token that a range begins with, if the two are the ends of one.
    fn opening(&self, lower: &Phrase, upper: &Phrase, start: usize, floor: usize) -> Option<usize> {
        let mut middle = lower.tokens.end;
        let end = self.before_money(upper.tokens.start);
        // "10 % to 20 %"
        if middle < end
            && (is_money_sign(self.tokens.written(middle)) || matches!(self.tokens.written(middle), "%" | "‰" | "°"))
        {
            middle += 1;
            // "3.5 % to $12"
            if end != upper.tokens.start {
                return None;
            }
        }
        if middle >= end {
            return None;
        }
        if end - middle == 1
            && matches!(self.tokens.written(middle), "-" | "–" | "—" | "\u{2010}" | "\u{2011}" | "−" | "~")
        {
            return Some(self.open_dash(start, floor));
        }
        // "Ten or three hundred" are two numbers.
        let far = upper.value > lower.value * MOST_APART * if lower.scale < upper.scale { upper.scale } else { 1.0 };
        let frames = self.words.ranges.iter().filter(|frame| !far || !frame.opener.is_empty());
        frames.filter_map(|frame| self.frame(frame, middle, end, start, floor)).next()
    }

    /// "From 10–20": the opener belongs to it, whatever stands between the ends.
    fn open_dash(&self, start: usize, floor: usize) -> usize {
        let openers = self.words.ranges.iter().map(|frame| &frame.opener).filter(|opener| !opener.is_empty());
        openers.filter_map(|opener| self.opener(opener, start, floor)).next().unwrap_or(start)
    }

    fn frame(&self, frame: &RangeFrame, middle: usize, end: usize, start: usize, floor: usize) -> Option<usize> {
        if frame.middle.len() != end - middle || !self.stands(&frame.middle, middle) {
            return None;
        }
        if frame.opener.is_empty() {
            Some(start)
        } else {
            self.opener(&frame.opener, start, floor)
        }
    }

    fn opener(&self, opener: &Turn, start: usize, floor: usize) -> Option<usize> {
        let first = start.checked_sub(opener.len()).filter(|&first| first >= floor)?;
        self.stands(opener, first).then_some(first)
    }
}

/// Whether words can say how exactly a number is meant.
fn is_qualifiable(phrase: &Phrase) -> bool {
    !matches!(phrase.kind, NumberKind::Ordinal | NumberKind::Label | NumberKind::Article)
}
