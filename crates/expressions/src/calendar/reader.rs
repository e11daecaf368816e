//! Trying the ways of writing a date at one place.

use standpoint_languages::{DateRole, DateWord, DateWords};

use super::token::Token;

/// The parts of a date that the text gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub year: Option<u16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// Which month or year of its name, seen from the time of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// "24 February last year".
    LastYear,
    /// "of this year".
    ThisYear,
    /// "next year".
    NextYear,
    /// "last March".
    Last,
    /// "this March".
    This,
    /// "next March".
    Next,
}

/// A calendar expression as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expression {
    /// Its first token.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
    /// The date, or the first of a span.
    pub from: Parts,
    /// The last of a span.
    pub to: Option<Parts>,
    /// Which of the months or years of this name.
    pub relation: Option<Relation>,
    /// Whether a part was taken from a date beside it ("24 and 25 February").
    pub is_shared: bool,
    /// Whether the order of its numbers can't be told.
    pub is_ambiguous: bool,
}

impl Expression {
    pub fn new(first: usize, end: usize, from: Parts) -> Self {
        Self { first, end, from, to: None, relation: None, is_shared: false, is_ambiguous: false }
    }
}

/// A text with what its words mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a DateWords,
    /// Whether all-number dates begin with the day.
    pub day_first: Option<bool>,
}

impl Reader<'_> {
    /// The calendar expression that begins with this token.
    pub fn expression(&self, at: usize) -> Option<Expression> {
        let token = self.tokens.get(at)?;
        if token.word().is_some_and(DateWord::is_strange) || token.mark().is_some_and(|mark| !is_apostrophe(mark)) {
            return None;
        }
        if token.is(DateRole::DateArticle) {
            let dated = self.numeric_after_weekday(at + 1).or_else(|| self.with_day(at + 1))?;
            return Some(Expression { first: at, ..dated });
        }
        self.with_weekday(at)
            .or_else(|| self.numeric(at))
            .or_else(|| self.with_day(at))
            .or_else(|| self.with_month(at))
            .or_else(|| self.with_year(at))
    }

    /// "Saturday, 24 February 2022".
    fn with_weekday(&self, at: usize) -> Option<Expression> {
        if !self.is(at, DateRole::Weekday) {
            return None;
        }
        let mut core = at + 1;
        // "sexta-feira" is two words.
        let is_joined = self.is_mark(core, "-") && self.is_glued(core);
        core += if is_joined && self.is(core + 1, DateRole::Weekday) {
            2
        } else {
            usize::from(self.is(core, DateRole::Weekday))
        };
        let is_short = self.text[self.tokens[at].start..self.tokens[at].end].chars().count() <= 3;
        core += usize::from(is_short && self.is_mark(core, "."));
        core += usize::from(self.is_mark(core, ",(-–—"));
        for _ in 0..2 {
            let is_small = self.is_any(core, &[DateRole::Article, DateRole::Of]);
            core += usize::from(is_small && !is_short);
        }
        let dated = self.numeric_after_weekday(core).or_else(|| self.with_day(core))?;
        dated.from.day?;
        let mut end = dated.end;
        let opened = self.tokens[at..core].iter().any(|token| token.is_mark("("));
        end += usize::from(opened && self.is_mark(end, ")"));
        Some(Expression { first: at, end, ..dated })
    }

    /// The full stop that ends a text is the sentence's, not that of the abbreviation before it.
    pub fn without_last_full_stop(&self, found: Expression) -> Expression {
        let is_last = found.first > 0 && found.end == self.tokens.len() && self.is_mark(found.end - 1, ".");
        let is_month = is_last && found.end >= 2 && self.is(found.end - 2, DateRole::AbbreviatedMonth);
        Expression { end: found.end - usize::from(is_month), ..found }
    }

    pub fn is(&self, at: usize, role: DateRole) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(role))
    }

    pub fn is_any(&self, at: usize, roles: &[DateRole]) -> bool {
        self.tokens.get(at).and_then(Token::word).is_some_and(|word| word.is_any(roles))
    }

    pub fn word(&self, at: usize) -> Option<DateWord> {
        self.tokens.get(at)?.word()
    }

    pub fn is_mark(&self, at: usize, marks: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_mark(marks))
    }

    pub fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_glued)
    }

    pub fn number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        self.tokens.get(at)?.number(digits)
    }

    /// The token before this one.
    pub fn before(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at.checked_sub(1)?)
    }

    /// Whether the token before this one can do this.
    pub fn is_after(&self, at: usize, roles: &[DateRole]) -> bool {
        self.before(at).and_then(Token::word).is_some_and(|word| word.is_any(roles))
    }

    /// Whether a number is a number by itself: no part of a longer one, of a code or of an amount of money.
    pub fn is_free(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return true };
        if before.is_mark(CURRENCIES) {
            return false;
        }
        if !self.is_glued(at) {
            return true;
        }
        match before.mark() {
            None => false,
            Some(mark) if "@#_&+/\\=".contains(mark) => {
                mark == '=' || mark == '/' && self.is_after(at - 1, &[DateRole::Weekday])
            }
            Some(mark) if ".,:'’".contains(mark) => !self.before(at - 1).is_some_and(Token::is_number),
            Some(_) => true,
        }
    }

    /// Whether a glued number, letter or part of a code follows the token before this one.
    pub fn is_continued(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.is_glued) else { return false };
        match token.mark() {
            None => true,
            Some(mark) if "@_\\=%‰°".contains(mark) || CURRENCIES.contains(mark) => true,
            Some(mark) if ".,:/-".contains(mark) => {
                self.is_glued(at + 1) && self.tokens.get(at + 1).is_some_and(Token::is_number)
            }
            Some(_) => false,
        }
    }

    /// Whether what stands here is a word that a number before it may count: no little word, no word of dates.
    pub fn is_countable(&self, at: usize) -> bool {
        self.is(at, DateRole::Counted) || self.word(at).is_some_and(DateWord::is_strange)
    }

    /// Whether a number stands here.
    pub fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_number)
    }

    /// A dash, in any of its shapes.
    pub fn is_dash(&self, at: usize) -> bool {
        self.is_mark(at, "-–—‑‐−~")
    }
}

/// Marks of money.
pub(super) const CURRENCIES: &str = "$€£¥₴₽₺₹¢";

/// Marks that stand for left-out digits ("'90s").
pub(super) fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '\'' | '’' | '‘' | '´')
}
