//! Dates that give a day: "24 February 2022", "March the 3rd", "24–26 февраля".

use standpoint_languages::DateRole;

use super::month::Month;
use super::reader::{Expression, Parts, Reader};
use super::year::full_year;

/// A list of days before their month is no longer than this.
const MOST_DAYS: usize = 6;

/// A day of the month as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    pub value: u8,
    /// The token after it.
    pub end: usize,
    /// Whether it is written as an ordinal.
    pub is_ordinal: bool,
    /// Whether it is in words.
    pub is_in_words: bool,
}

impl Reader<'_> {
    /// The expression with a day that begins here.
    pub fn with_day(&self, at: usize) -> Option<Expression> {
        self.day_first(at).or_else(|| self.month_day(at))
    }

    /// "24", "24th", "24-го", "24.", "vierundzwanzigsten", "twenty-fourth".
    pub fn day(&self, at: usize) -> Option<Day> {
        if let Some(value) = self.number(at, 1..=2) {
            let value = u8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
            let (end, is_ordinal) = self.ordinal_ending(at + 1);
            return Some(Day { value, end, is_ordinal, is_in_words: false });
        }
        let word = self.word(at)?;
        let ordinal = |at| self.is(at, DateRole::OrdinalWord);
        if let Some(tens) = word.tens() {
            let mut next = at + 1;
            next += usize::from(self.is_mark(next, "-") || self.is(next, DateRole::TensJoiner));
            next += usize::from(self.is_mark(next, "-"));
            // "Dix-sept", but eleven to sixteen have words of their own.
            let least = if tens == 10 { 7 } else { 1 };
            let unit = self.word(next).and_then(|unit| unit.day());
            let unit = unit.filter(|unit| (least..10).contains(unit) && tens + unit <= 31);
            if let Some(unit) = unit {
                return Some(Day { value: tens + unit, end: next + 1, is_ordinal: ordinal(next), is_in_words: true });
            }
        }
        let value = word.day()?;
        Some(Day { value, end: at + 1, is_ordinal: ordinal(at), is_in_words: true })
    }

    /// The end of what makes the number before `at` an ordinal, and whether there is such a thing.
    fn ordinal_ending(&self, at: usize) -> (usize, bool) {
        let ending = |at: usize| self.is_glued(at) && self.is(at, DateRole::OrdinalEnding);
        if ending(at) {
            return (at + 1, true);
        }
        if self.is_glued(at) && self.is_mark(at, "-.:'’") && ending(at + 1) {
            return (at + 2, true);
        }
        if self.is_glued(at) && self.is_mark(at, "º°ª") {
            return (at + 1, true);
        }
        // "3. Mai"; a full stop that a number follows is no ordinal's.
        let is_full_stop = self.is_glued(at) && self.is_mark(at, ".");
        let number_follows = self.tokens.get(at + 1).is_some_and(|token| token.is_glued && token.is_number());
        (at + usize::from(is_full_stop && !number_follows), false)
    }

    /// "24 February 2022", "24–26 February 2022", "24 and 25 February", "24 February – 3 March".
    fn day_first(&self, at: usize) -> Option<Expression> {
        let day = self.day(at)?;
        if !day.is_in_words && !self.is_free_day(at) {
            return None;
        }
        self.single_day(at, day).or_else(|| self.day_of_several(at, day, MOST_DAYS))
    }

    /// A number before a month is a day even where letters of a weekday are glued to it, but not in an amount of money.
    fn is_free_day(&self, at: usize) -> bool {
        let is_after_dash = self.is_glued(at) && self.before(at).is_some_and(|before| before.is_mark("-–"));
        self.is_free(at) && !(is_after_dash && at >= 2 && self.tokens[at - 2].is_number())
    }

    fn single_day(&self, at: usize, day: Day) -> Option<Expression> {
        let mut month_at = day.end;
        let joined = self.is_any(month_at, &[DateRole::Of, DateRole::Article]);
        month_at += usize::from(joined);
        month_at += usize::from(joined && self.is_any(month_at, &[DateRole::Of, DateRole::Article]));
        month_at += usize::from(
            self.is_mark(month_at, ",") || !joined && self.is_glued(month_at) && self.is_mark(month_at, "-/'’"),
        );
        month_at += usize::from(joined && self.is_mark(month_at, "'’"));
        let month = self.month(month_at).or_else(|| if joined { self.month_in_numbers(month_at) } else { None })?;
        let with_year = self.year_after(month.end).or_else(|| self.short_year(day, month.end));
        let is_plain = !day.is_ordinal && !joined && with_year.is_none();
        if is_plain && month.is_another_word {
            return None;
        }
        let (relation, relation_end) = match with_year {
            None => self.relation_after(month.end),
            Some(_) => (None, month.end),
        };
        let parts = Parts { year: with_year.map(|(year, _)| year), month: Some(month.number), day: Some(day.value) };
        let end = with_year.map_or(relation_end, |(_, end)| end);
        let mut found = Expression::new(at, end, parts);
        found.relation = relation;
        Some(self.until_another_day(found))
    }

    /// "9 de 8 de 1971".
    fn month_in_numbers(&self, at: usize) -> Option<Month> {
        let number = u8::try_from(self.number(at, 1..=2)?).ok().filter(|month| (1..=12).contains(month))?;
        let is_dated = self.is(at + 1, DateRole::Of) && self.number(at + 2, 4..=4).is_some();
        is_dated.then_some(Month { number, end: at + 1, is_abbreviated: false, is_another_word: false })
    }

    /// "14th April 15": two digits after an ordinal and a month, with nothing that they could count.
    fn short_year(&self, day: Day, at: usize) -> Option<(u16, usize)> {
        let ends = self.tokens.get(at + 1).is_none_or(|next| next.is_mark(".,;)!?") && !self.is_continued(at + 1));
        let is_ordinal = day.is_ordinal || self.is_mark(day.end - 1, ".");
        let year = self.number(at, 2..=2).filter(|_| is_ordinal && ends)?;
        Some((full_year(year)?, at + 1))
    }

    /// "24 February – 3 March 2022": the first takes its year from the second.
    fn until_another_day(&self, from: Expression) -> Expression {
        let joined = self.is_dash(from.end) || self.is(from.end, DateRole::To);
        let start = from.end + 1 + usize::from(self.is_any(from.end + 1, &[DateRole::Article]));
        let other = if joined { self.day(start).and_then(|day| self.single_day_alone(start, day)) } else { None };
        let other = other.or_else(|| if joined { self.month_day(start) } else { None });
        match other {
            Some(to) if to.to.is_none() && to.from.day.is_some() => {
                let mut parts = from.from;
                parts.year = parts.year.or(to.from.year);
                let mut last = to.from;
                last.year = last.year.or(from.from.year);
                Expression { end: to.end, from: parts, to: Some(last), relation: from.relation.or(to.relation), ..from }
            }
            _ => from,
        }
    }

    /// One day, without looking for a second.
    fn single_day_alone(&self, at: usize, day: Day) -> Option<Expression> {
        let month_at = day.end + usize::from(self.is_any(day.end, &[DateRole::Of, DateRole::Article]));
        let month = self.month(month_at)?;
        let year = self.year_after(month.end);
        let parts = Parts { year: year.map(|(year, _)| year), month: Some(month.number), day: Some(day.value) };
        Some(Expression::new(at, year.map_or(month.end, |(_, end)| end), parts))
    }

    /// "24–26 February 2022" is a span; in "24 and 25 February 2022" the first day takes its month from the second.
    fn day_of_several(&self, at: usize, day: Day, most: usize) -> Option<Expression> {
        let is_span = self.is_dash(day.end) || self.is(day.end, DateRole::To);
        let is_list = self.is(day.end, DateRole::And) || self.is_mark(day.end, ",/&");
        if !is_span && !is_list {
            return None;
        }
        let mut next = day.end + 1;
        next += usize::from(self.is_any(next, &[DateRole::And, DateRole::To]));
        next += usize::from(self.is_any(next, &[DateRole::Article, DateRole::DayPreposition]));
        let second = self.day(next)?;
        let whole = self.single_day(next, second).or_else(|| {
            // Lists of three: "18, 19 and 20 June".
            let goes_on = is_list && !self.is_mark(day.end, "/") && most > 0;
            if goes_on {
                self.day_of_several(next, second, most - 1)
            } else {
                None
            }
        })?;
        if whole.from.day.is_none() || second.value <= day.value && is_span {
            return None;
        }
        let from = Parts { day: Some(day.value), ..whole.from };
        if is_span && whole.to.is_none() {
            return Some(Expression { first: at, from, to: Some(whole.from), ..whole });
        }
        let end = if day.end > at + 1 && self.is_mark(day.end - 1, ".") { day.end - 1 } else { day.end };
        Some(Expression { first: at, end, from, to: None, is_shared: true, ..whole })
    }

    /// "March 5, 2022", "March the 3rd", "November 19–20".
    pub fn month_day(&self, at: usize) -> Option<Expression> {
        let month = self.month(at)?;
        let mut day_at = month.end;
        day_at += usize::from(self.is_mark(day_at, ",/-") && !self.is_mark(day_at - 1, "."));
        let is_joined = day_at > month.end;
        day_at += usize::from(self.is(day_at, DateRole::Article));
        let day = self.day(day_at)?;
        let is_after_weekday = self.is_after(at, &[DateRole::Weekday])
            || at >= 2 && self.is_mark(at - 1, ",.") && self.is(at - 2, DateRole::Weekday);
        if month.is_abbreviated && !self.words.month_first && !is_joined && !is_after_weekday {
            return None;
        }
        let (mut end, mut last) = (day.end, None);
        if self.is_dash(end) || self.is(end, DateRole::To) {
            let second_at = end + 1 + usize::from(self.is(end + 1, DateRole::Article));
            let second =
                self.day(second_at).filter(|second| second.value > day.value && self.month(second.end).is_none());
            if let Some(second) = second {
                (end, last) = (second.end, Some(second));
            }
        }
        let year = self.year_after(end);
        if !self.is_a_day_after_month(
            at,
            month.is_another_word,
            day,
            last.map_or(day.end, |last| last.end),
            year.is_some(),
        ) {
            return None;
        }
        let parts = |value| Parts { year: year.map(|(year, _)| year), month: Some(month.number), day: Some(value) };
        let mut found = Expression::new(at, year.map_or(end, |(_, end)| end), parts(day.value));
        found.to = last.map(|last| parts(last.value));
        if year.is_none() && self.is_mark(found.end - 1, ".") {
            found.end -= 1;
        }
        Some(if found.to.is_none() && last.is_none() { self.until_another_day(found) } else { found })
    }

    /// Whether the number after a month is its day: "In March 20 boats sank" tells of boats.
    fn is_a_day_after_month(&self, at: usize, is_doubtful: bool, day: Day, end: usize, has_year: bool) -> bool {
        if self.is_continued(day.end) && !self.is_mark(day.end, "-")
            || self.is_mark(day.end, "%:") && self.is_glued(day.end)
        {
            return false;
        }
        if has_year {
            return true;
        }
        let capital = !self.words.capital_months || self.tokens[at].is_capital();
        if day.is_ordinal {
            return capital || !is_doubtful;
        }
        let counts = self.is(end, DateRole::Counted)
            || self.is_countable(end)
                && (!self.words.month_first || self.is_after(at, &[DateRole::In]) || day.is_in_words);
        (capital || !is_doubtful) && !counts
    }
}
