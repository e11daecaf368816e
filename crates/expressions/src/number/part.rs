//! Parts of a whole: "a third", "two thirds of a million", "five and a half".

use super::cardinal::{Cardinal, Grammar, Joint};
use super::phrase::{ends_in_tens, Read};
use super::pieces::Gap;
use super::NumberKind;

/// A part of a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub value: f64,
    pub next: usize,
}

/// The lower part of a fraction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Denominator {
    pub value: f64,
    pub next: usize,
    /// Whether the word means a part and nothing else.
    pub sure: bool,
}

/// From this scale on, "and a half" after it means half of it.
const SCALE_THAT_IS_HALVED: f64 = 1_000_000.0;

impl Grammar<'_, '_> {
    /// A part multiplied by a word after it.
    pub fn scaled(&self, part: Part) -> Option<Read> {
        let of = self.joined_word(part.next).is_some_and(|word| word.roles.of);
        let mut at = part.next + usize::from(of);
        at += usize::from(self.joined_word(at).is_some_and(|word| word.roles.article || word.roles.bare_article));
        let scale = self.joined_word(at)?.scale?;
        let (value, kind) = (part.value * scale.value, NumberKind::Cardinal);
        Some(Read { value, next: at + 1, kind, scale: scale.value, about: scale.about })
    }

    /// A part that begins here: "half", "a half", "a third", "two thirds", "3/4".
    pub fn part(&self, at: usize) -> Option<Part> {
        if let Some(numeral) = self.pieces.get(at)?.numeral() {
            let fraction = numeral.kind == NumberKind::Fraction && numeral.mantissa < 1.0;
            return fraction.then_some(Part { value: numeral.mantissa, next: at + 1 });
        }
        let word = self.word(at)?;
        if let Some(value) = word.part {
            return Some(Part { value, next: at + 1 });
        }
        let article = word.roles.article || word.roles.bare_article;
        if !article {
            return None;
        }
        if let Some(value) = self.joined_word(at + 1).and_then(|word| word.part) {
            return Some(Part { value, next: at + 2 });
        }
        let denominator = self.denominator(at + 1)?;
        let sure = denominator.sure
            || self.words.one_makes_parts
            || self.is_partitive(denominator.next)
            || self.is_qualified(at);
        sure.then_some(Part { value: 1.0 / denominator.value, next: denominator.next })
    }

    /// Whether what was read is followed by "of", or by nothing in its clause.
    fn is_partitive(&self, next: usize) -> bool {
        let of = self.joined_word(next).is_some_and(|word| word.roles.of);
        let Some(last) = next.checked_sub(1).and_then(|last| self.pieces.get(last)) else { return false };
        of || !self.goes_on(last.next_token) && self.gap(next) == Gap::Break
    }

    /// Whether a turn like "more than" stands before a piece.
    pub fn is_qualified(&self, at: usize) -> bool {
        let token = self.pieces[at].token;
        let turns = token.checked_sub(1).and_then(|last| self.words.before.get(self.tokens.lower(last)));
        turns.into_iter().flatten().filter(|turn| !turn.only_of_many).any(|qualifying| {
            token.checked_sub(qualifying.turn.len()).is_some_and(|start| self.stands(&qualifying.turn, start))
        })
    }

    /// "Thirds", "fifth", "twenty-firsts", "hundred and fifth".
    pub fn denominator(&self, at: usize) -> Option<Denominator> {
        if !self.is_joined(at) {
            return None;
        }
        let word = self.word(at)?;
        if let Some(value) = word.share {
            return Some(Denominator { value, next: at + 1, sure: true });
        }
        if let Some(value) = word.ordinal.filter(|&value| value > 2.0) {
            return Some(Denominator { value, next: at + 1, sure: false });
        }
        let whole = self.cardinal(at)?;
        self.ended(whole, at)
    }

    /// A denominator of several pieces: a cardinal with an ordinal or its ending after it.
    fn ended(&self, whole: Cardinal, start: usize) -> Option<Denominator> {
        let and = self.joined_word(whole.next).is_some_and(|word| word.roles.and);
        let at = whole.next + usize::from(and);
        let word = self.joined_word(at)?;
        let (next, glued) = (at + 1, self.gap(at) == Gap::Glued);
        let roles = word.roles;
        if roles.share_word || glued && (roles.share_ending || roles.ordinal_ending) {
            return Some(Denominator { value: whole.value, next, sure: !roles.ordinal_ending });
        }
        let (last, sure) = match (word.share, word.ordinal) {
            (Some(share), _) => (share, true),
            (None, Some(ordinal)) => (ordinal, false),
            _ => return None,
        };
        // "Biljoensten", "dosmilésimos": the last piece multiplies.
        if glued && last > whole.value && last >= 100.0 {
            return Some(Denominator { value: whole.value * last, next, sure });
        }
        // "Eenentwintigste": the ten that is the ordinal comes last.
        if self.is_inverted_ordinal(&whole, last) {
            return Some(Denominator { value: whole.value + last, next, sure });
        }
        let tens = ends_in_tens(&whole) && whole.value < 100.0;
        let one = self.word(start).and_then(|word| word.cardinal).is_some_and(|cardinal| cardinal.value < 100.0);
        let hundreds = whole.value >= 100.0 && whole.value % 100.0 == 0.0 && (glued || one);
        let fits = tens && last < 10.0 || hundreds && last < 100.0;
        fits.then_some(Denominator { value: whole.value + last, next, sure })
    }

    /// A cardinal over a denominator: "two thirds", "one hundred and three and two thirds".
    pub fn fraction(&self, at: usize, cardinal: &Cardinal) -> Option<Read> {
        let denominator = self.denominator(cardinal.next)?;
        let fraction =
            |value| Read { value, next: denominator.next, kind: NumberKind::Fraction, scale: 1.0, about: false };
        if !denominator.sure && self.gap(cardinal.next) == Gap::Glued {
            return None;
        }
        // "40-тысячный"
        if !denominator.sure && self.gap(cardinal.next) == Gap::Hyphen && denominator.value >= 1000.0 {
            return Some(Read { kind: NumberKind::Cardinal, ..fraction(cardinal.value * denominator.value) });
        }
        let (rest, tail) = (cardinal.value - cardinal.tail, cardinal.tail);
        let tens = ends_in_tens(cardinal) && cardinal.joint != Joint::And && !self.words.inverted;
        if tens && denominator.value < 10.0 {
            if rest > 0.0 && self.gap(cardinal.next) == Gap::Hyphen {
                return Some(fraction(rest / (tail + denominator.value)));
            }
            if rest == 0.0 && !denominator.sure {
                return None;
            }
        }
        let one =
            cardinal.value == 1.0 && cardinal.next == at + 1 && self.word(at).is_some_and(|word| word.roles.article);
        if !denominator.sure
            && one
            && !self.words.one_makes_parts
            && !self.is_partitive(denominator.next)
            && !self.is_qualified(at)
        {
            return None;
        }
        let apart = match cardinal.joint {
            Joint::And => true,
            Joint::Space => self.words.part_without_and,
            Joint::Whole | Joint::Close => false,
        };
        let part = |over: f64| Part { value: over / denominator.value, next: denominator.next };
        if apart && tail < denominator.value {
            return Some(self.added(rest, cardinal.scale_before_tail, part(tail)));
        }
        let part = part(cardinal.value);
        Some(self.scaled(part).unwrap_or(fraction(part.value)))
    }

    /// A number and a part: "five billion and three quarters" are of a billion, "… million" three quarters of a million.
    fn added(&self, whole: f64, scale: f64, part: Part) -> Read {
        let read = |value, next, scale: f64| {
            let kind = if scale > 1.0 { NumberKind::Cardinal } else { NumberKind::Fraction };
            Read { value, next, kind, scale, about: false }
        };
        let part = Part { value: part.value * if whole < 0.0 { -1.0 } else { 1.0 }, ..part };
        match self.scaled(part) {
            Some(scaled) if scale > scaled.scale => read(whole + scaled.value, scaled.next, scaled.scale),
            Some(scaled) if whole < 1000.0 => read((whole + part.value) * scaled.scale, scaled.next, scaled.scale),
            _ if scale >= SCALE_THAT_IS_HALVED => read(whole + part.value * scale, part.next, scale),
            _ => read(whole + part.value, part.next, 1.0),
        }
    }

    /// "Three and a half", "5 million and a half", "five and a half million", "tweeënhalf", "zweieinhalb".
    pub fn mixed(&self, cardinal: &Cardinal) -> Option<Read> {
        if cardinal.value.fract() != 0.0 && cardinal.scale < SCALE_THAT_IS_HALVED {
            return None;
        }
        let glued = self.gap(cardinal.next) == Gap::Glued;
        let and = self.joined_word(cardinal.next).is_some_and(|word| word.roles.and || word.roles.with_part);
        let start = cardinal.next + usize::from(and);
        if !self.is_joined(start) || !(and || glued || self.words.part_without_and) {
            return None;
        }
        let part = self.part(start).or_else(|| self.small_fraction(start)).filter(|part| part.value < 1.0)?;
        Some(self.added(cardinal.value, cardinal.scale, part))
    }

    fn small_fraction(&self, at: usize) -> Option<Part> {
        let small = self.small(at)?;
        let denominator =
            self.denominator(small.next).filter(|d| d.sure || small.value > 1.0 || self.is_partitive(d.next))?;
        Some(Part { value: small.value / denominator.value, next: denominator.next })
    }
}
