//! Dates in numbers: 2022-02-24, 24.02.2022, 24/02/2022, 24-Feb-2022.

use standpoint_languages::DateRole;

use super::reader::{Expression, Parts, Reader};
use super::token::Token;
use super::year::full_year;

/// A part of such a date.
#[derive(Debug, Clone, Copy)]
enum Field {
    /// A number of one or two digits, and whether it has two.
    Short(u8, bool),
    /// A number of four digits.
    Long(u16),
    /// The name of a month.
    Month(u8),
}

impl Reader<'_> {
    /// The date in numbers that begins here.
    pub fn numeric(&self, at: usize) -> Option<Expression> {
        let is_expected = self.is_after(at, &[DateRole::DayPreposition, DateRole::Weekday]);
        let found = self.one_in_numbers(at, is_expected).or_else(|| self.with_spaces(at))?;
        let joined = self.is_dash(found.end) || self.is(found.end, DateRole::To);
        let other = if joined { self.one_in_numbers(found.end + 1, true) } else { None };
        match other.filter(|other| found.from.day.is_some() && other.from.day.is_some()) {
            Some(other) => {
                let from = Parts { year: found.from.year.or(other.from.year), ..found.from };
                let is_ambiguous = found.is_ambiguous || other.is_ambiguous;
                Some(Expression { end: other.end, from, to: Some(other.from), is_ambiguous, ..found })
            }
            None => Some(found),
        }
    }

    /// The same where a weekday before it makes sure that it is a date.
    pub fn numeric_after_weekday(&self, at: usize) -> Option<Expression> {
        self.one_in_numbers(at, true)
    }

    /// "24 02 2022".
    fn with_spaces(&self, at: usize) -> Option<Expression> {
        let short = |at: usize| self.number(at, 1..=2).and_then(|number| u8::try_from(number).ok());
        if let Some(year) = self.number(at, 4..=4).and_then(|year| u16::try_from(year).ok()) {
            let (month, day) =
                (self.number(at + 1, 2..=2)?, short(at + 2).filter(|_| self.number(at + 2, 2..=2).is_some())?);
            let parts =
                Parts { year: Some(year), month: u8::try_from(month).ok().filter(|m| *m <= 12), day: Some(day) };
            let is_date = (1900..=2100).contains(&year)
                && parts.month.is_some()
                && !self.is_number(at + 3)
                && self.starts_a_date(at);
            return (is_date && (1..=31).contains(&day) && !self.is_continued(at + 3))
                .then(|| Expression::new(at, at + 3, parts));
        }
        let (first, second) = (short(at)?, short(at + 1)?);
        let is_padded = self.number(at, 2..=2).is_some() && self.number(at + 1, 2..=2).is_some() && first > 12;
        let year = match (self.number(at + 2, 4..=4), self.number(at + 2, 2..=2)) {
            (Some(year), _) => u16::try_from(year).ok()?,
            (_, Some(year)) if is_padded && !self.is_number(at + 3) => full_year(year)?,
            _ => return None,
        };
        let is_free =
            self.starts_a_date(at) && !self.is_continued(at + 3) && !self.before(at).is_some_and(Token::is_number);
        let (parts, is_ambiguous) = self.day_and_month(first, second, Some(year), ' ').filter(|_| is_free)?;
        let is_year = (1900..=2100).contains(&year) && !is_ambiguous && !self.is_countable(at + 3);
        is_year.then(|| Expression::new(at, at + 3, parts))
    }

    fn one_in_numbers(&self, at: usize, is_expected: bool) -> Option<Expression> {
        if !self.starts_a_date(at) {
            return None;
        }
        let separator =
            self.tokens.get(at + 1).filter(|token| token.is_glued)?.mark().filter(|mark| "./-".contains(*mark))?;
        let first = self.field(at)?;
        // "24. 2. 2022" has spaces.
        let glued = |at: usize| self.is_glued(at) || separator == '.' && matches!(first, Field::Short(..));
        let second = self.field(at + 2).filter(|_| glued(at + 2))?;
        let is_joined =
            self.is_glued(at + 3) && self.tokens.get(at + 3).and_then(|token| token.mark()) == Some(separator);
        let third = if is_joined && glued(at + 4) { self.field(at + 4) } else { None };
        match third {
            Some(third) if !self.is_continued(at + 5) || self.is_dash(at + 5) => {
                let (parts, is_ambiguous) = self.three(first, second, third, separator, is_expected)?;
                let end = self.after_year_word(at + 5);
                Some(Expression { is_ambiguous, ..Expression::new(at, end, parts) })
            }
            Some(_) => None,
            None => self.two_in_numbers(at, first, second, separator, is_expected),
        }
    }

    /// Whether a date may begin with this token: no number of something, no part of a longer number or address.
    fn starts_a_date(&self, at: usize) -> bool {
        let is_numbered = self.is_after(at, &[DateRole::Numbering])
            || at >= 2 && self.is_mark(at - 1, ".") && self.is(at - 2, DateRole::Numbering) && self.is_glued(at - 1);
        let is_in_code = self.is_glued(at) && at >= 2 && self.is_mark(at - 1, "./-") && self.tokens[at - 2].is_number();
        let is_free = self.month(at).is_some() || self.is_free(at);
        is_free
            && !is_in_code
            && (!is_numbered || self.is_after(at, &[DateRole::DayPreposition]))
            && !self.is_mark(at.wrapping_sub(1), "§№#")
    }

    fn field(&self, at: usize) -> Option<Field> {
        if let Some(month) = self.month(at) {
            return Some(Field::Month(month.number));
        }
        if let Some(number) = self.number(at, 4..=4) {
            return u16::try_from(number).ok().filter(|year| (1000..=2100).contains(year)).map(Field::Long);
        }
        let number = u8::try_from(self.number(at, 1..=2)?).ok()?;
        Some(Field::Short(number, self.number(at, 2..=2).is_some()))
    }

    fn three(&self, a: Field, b: Field, c: Field, separator: char, is_expected: bool) -> Option<(Parts, bool)> {
        use Field::{Long, Month, Short};
        let sure = |year: u16, month: u8, day: u8| {
            Some((Parts { year: Some(year), month: Some(month), day: Some(day) }, false))
        };
        match (a, b, c) {
            (Long(year), Short(month, _), Short(day, _)) if month <= 12 => sure(year, month, day),
            (Long(year), Short(day, _), Short(month, _)) if month <= 12 && separator != '.' => sure(year, month, day),
            (Long(year), Month(month), Short(day, _)) | (Long(year), Short(day, _), Month(month)) => {
                sure(year, month, day)
            }
            (Month(month), Short(day, _), Long(year)) | (Short(day, _), Month(month), Long(year)) => {
                sure(year, month, day)
            }
            (Month(month), Long(year), Short(day, _)) | (Short(day, _), Long(year), Month(month)) => {
                sure(year, month, day)
            }
            (Short(day, _), Month(month), Short(year, true)) => sure(full_year(year.into())?, month, day),
            (Short(first, _), Short(second, _), Long(year)) => self.day_and_month(first, second, Some(year), separator),
            (Short(first, a), Short(second, b), Short(year, true))
                if is_expected || separator == '/' || a && b && (separator == '.' || first > 12 || second > 12) =>
            {
                self.day_and_month(first, second, Some(full_year(year.into())?), separator)
            }
            _ => None,
        }
    }

    /// Which of two numbers is the day: the one that can't be a month, else by the custom of the language. Full stops
    /// stand in dates that begin with the day.
    fn day_and_month(&self, first: u8, second: u8, year: Option<u16>, separator: char) -> Option<(Parts, bool)> {
        if first == 0 || second == 0 || first > 31 || second > 31 || first > 12 && second > 12 {
            return None;
        }
        let day_first = if first > 12 {
            Some(true)
        } else if second > 12 {
            Some(false)
        } else if separator == '.' || first == second {
            self.day_first.or(Some(true))
        } else {
            self.day_first
        };
        let (day, month) = if day_first == Some(false) { (second, first) } else { (first, second) };
        Some((Parts { year, month: Some(month), day: Some(day) }, day_first.is_none()))
    }

    /// "2022-02", "02/2022", "am 24.02.", "on 24/02".
    fn two_in_numbers(&self, at: usize, a: Field, b: Field, separator: char, is_expected: bool) -> Option<Expression> {
        use Field::{Long, Short};
        let has_space = !self.is_glued(at + 2);
        if has_space && !(is_expected && separator == '.') {
            return None;
        }
        let month_of = |year: u16, month: u8| Parts { year: Some(year), month: Some(month), day: None };
        let ends = !self.is_continued(at + 3) && !self.is_mark(at + 3, "%");
        match (a, b) {
            (Long(year), Short(month, two)) if ends && (separator == '-' || two) && (1..=12).contains(&month) => {
                // "2011-12" is rather two years than a month.
                let next_year = two && u16::from(month) == (year + 1) % 100;
                (!next_year).then(|| Expression::new(at, at + 3, month_of(year, month)))
            }
            (Short(month, two), Long(year)) if ends && two && (1..=12).contains(&month) => {
                Some(Expression::new(at, self.after_year_word(at + 3), month_of(year, month)))
            }
            (Short(first, a), Short(second, b)) => {
                let full_stop = separator == '.' && self.is_glued(at + 3) && self.is_mark(at + 3, ".");
                if has_space && !full_stop {
                    return None;
                }
                let ends = ends || full_stop && !self.is_continued(at + 4);
                let is_padded = separator == '/' && a && b && (first < 10 || second < 10);
                let is_alone = separator == '/' && at == 0 && self.tokens.len() == 3 && (first, second) != ALWAYS_OPEN;
                let is_date = is_expected
                    && (a || b || separator == '.' || self.is_after(at, &[DateRole::Weekday]))
                    && (!self.is_countable(at + 3) || self.is_after(at, &[DateRole::Weekday]));
                let is_date = (is_date || is_padded || is_alone) && !self.is_mark(at + 3, CLOCK);
                let (parts, is_ambiguous) =
                    self.day_and_month(first, second, None, separator).filter(|_| ends && is_date)?;
                (!is_ambiguous).then(|| Expression::new(at, at + 3 + usize::from(full_stop), parts))
            }
            _ => None,
        }
    }
}

/// "24/7".
const ALWAYS_OPEN: (u8, u8) = (24, 7);
/// What stands after numbers that are no dates.
const CLOCK: &str = "%:°";
