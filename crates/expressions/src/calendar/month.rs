//! Months: their names beside a day or year and alone, and which year "last March" is of.

use standpoint_languages::{DateRole, DateWord};

use super::reader::{is_apostrophe, Expression, Parts, Reader, Relation};
use super::token::Token;
use super::year::full_year;

/// A month as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    pub number: u8,
    /// The token after it and its full stop.
    pub end: usize,
    pub is_abbreviated: bool,
    /// Whether it is rather the other word that it can be: "march" without a capital.
    pub is_another_word: bool,
}

const RELATIONS: [DateRole; 3] = [DateRole::Last, DateRole::This, DateRole::Next];
const JOINTS: [DateRole; 2] = [DateRole::Of, DateRole::Article];

impl Reader<'_> {
    /// The name of a month.
    pub fn month(&self, at: usize) -> Option<Month> {
        let word = self.word(at)?;
        let number = word.month()?;
        let is_abbreviated = word.is(DateRole::AbbreviatedMonth);
        let has_full_stop = is_abbreviated && self.is_glued(at + 1) && self.is_mark(at + 1, ".");
        let is_another_word =
            word.is(DateRole::VeryDoubtfulMonth) && self.words.capital_months && !self.tokens[at].is_capital();
        Some(Month { number, end: at + 1 + usize::from(has_full_stop), is_abbreviated, is_another_word })
    }

    /// The expression with a month and no day that begins here.
    pub fn with_month(&self, at: usize) -> Option<Expression> {
        if self.is(at, DateRole::Part) {
            let month_at = self.after_joints(at + 1);
            let found = self.month_of_year(month_at).filter(|_| self.month_day(month_at).is_none())?;
            return Some(Expression { first: at, ..found });
        }
        if self.is_any(at, &RELATIONS) {
            return self.related_month(at);
        }
        self.month_of_year(at)
            .filter(|found| self.is_surely_a_month(at, found))
            .map(|found| self.until_another_month(found))
    }

    /// "March", "March 2022", "March of last year".
    fn month_of_year(&self, at: usize) -> Option<Expression> {
        let month = self.month(at)?;
        let parts = Parts { year: None, month: Some(month.number), day: None };
        if let Some((year, end)) = self.year_after(month.end) {
            return Some(Expression::new(at, end, Parts { year: Some(year), ..parts }));
        }
        let (relation, end) = self.relation_after(month.end);
        // A full stop belongs to an abbreviation, which alone is no month.
        Some(Expression { relation, ..Expression::new(at, end, parts) })
    }

    /// "last March".
    fn related_month(&self, at: usize) -> Option<Expression> {
        let word = self.word(at)?;
        let month = self.month(at + 1).filter(|month| !month.is_abbreviated && !month.is_another_word)?;
        if self.year_after(month.end).is_some() || self.day(month.end).is_some_and(|day| day.is_ordinal) {
            return None;
        }
        let relation = if word.is(DateRole::Last) {
            Relation::Last
        } else if word.is(DateRole::Next) {
            Relation::Next
        } else {
            Relation::This
        };
        let parts = Parts { year: None, month: Some(month.number), day: None };
        Some(Expression { relation: Some(relation), ..Expression::new(at, month.end, parts) })
    }

    /// "March–April 2022" is a span; in "March and April 2022" the first month takes its year from the second.
    fn until_another_month(&self, from: Expression) -> Expression {
        let is_span = self.is_dash(from.end);
        let is_list = self.is_any(from.end, &[DateRole::And, DateRole::To]) || self.is_mark(from.end, ",/");
        let may_go_on = is_span || is_list && from.from.year.is_none();
        if !may_go_on || from.relation.is_some() {
            return from;
        }
        let at = from.end + 1;
        let Some(other) = self.month(at).and_then(|_| self.month_of_year(at)) else { return from };
        let last = other.from;
        if is_span {
            let first = Parts { year: from.from.year.or(last.year), ..from.from };
            return Expression { end: other.end, from: first, to: Some(last), relation: other.relation, ..from };
        }
        if self.month(at).is_some_and(|month| self.day(month.end).is_some()) {
            return from;
        }
        let first = Parts { year: last.year, ..from.from };
        Expression { from: first, is_shared: last.year.is_some(), relation: other.relation, ..from }
    }

    fn is_surely_a_month(&self, at: usize, found: &Expression) -> bool {
        let Some(month) = self.month(at) else { return false };
        if found.from.year.is_some() {
            return !month.is_another_word
                || self.is_after(at, &[DateRole::MonthPreposition, DateRole::WeakPreposition]);
        }
        let ends = self.tokens.get(month.end).is_none_or(|next| next.is_mark(".,;:!?)"));
        if month.is_another_word && ends && self.is_after(at, &[DateRole::MonthPreposition]) {
            return true;
        }
        if month.is_abbreviated || month.is_another_word {
            return false;
        }
        if at == 0 && month.end == self.tokens.len() {
            return true;
        }
        if self.is_part_of_a_name(at, month.end) {
            return false;
        }
        if found.relation.is_some() || self.is_beside_month(at, month.end) {
            return true;
        }
        let word = self.word(at).unwrap_or_default();
        let before = self.before(at).filter(|token| !token.is_mark("-–—\"'’“”«»„*_("));
        let strong = [DateRole::MonthPreposition, DateRole::Part];
        if word.is(DateRole::VeryDoubtfulMonth) {
            return self.is_after(at, &strong);
        }
        // Where months have no capital, a capital within a sentence makes it a name.
        let is_inside = before.is_some_and(|token| token.word().is_some() || token.is_mark(",;"));
        let is_odd = !self.words.capital_months && self.tokens[at].is_capital() && is_inside;
        if word.is(DateRole::DoubtfulMonth) || is_odd {
            return self.is_after(at, &strong) || self.is_after(at, &[DateRole::WeakPreposition]);
        }
        true
    }

    /// "Theresa May", "June Carter".
    fn is_part_of_a_name(&self, at: usize, end: usize) -> bool {
        let is_name = |token: &Token| token.is_capital() && token.word().is_some_and(DateWord::is_strange);
        let doubtful = [DateRole::DoubtfulMonth, DateRole::VeryDoubtfulMonth];
        let follows = self.tokens.get(end).is_some_and(is_name) && !self.is_after(at, &[DateRole::MonthPreposition]);
        self.words.capital_months && self.is_any(at, &doubtful) && (follows || self.before(at).is_some_and(is_name))
    }

    /// "March and April", "March–May".
    fn is_beside_month(&self, at: usize, end: usize) -> bool {
        let joins = |token: &Token| {
            token.is_mark(",/-–—") || token.word().is_some_and(|word| word.is_any(&[DateRole::And, DateRole::To]))
        };
        let follows = self.tokens.get(end).is_some_and(joins) && self.month(end + 1).is_some();
        let precedes = at >= 2 && joins(&self.tokens[at - 1]) && self.month(at - 2).is_some();
        follows || precedes
    }

    /// The year after a day or month, with the small words before it and "year" on either side.
    pub fn year_after(&self, at: usize) -> Option<(u16, usize)> {
        let mut number_at = at + usize::from(self.is_mark(at, ",/-"));
        let joint = self.is(number_at, DateRole::Of);
        number_at = self.after_joints(number_at);
        // "28 June in 2020".
        number_at += usize::from(self.is(number_at, DateRole::In) && self.number(number_at + 1, 4..=4).is_some());
        let said = self.is(number_at, DateRole::Year);
        number_at += usize::from(said);
        number_at += usize::from(said && self.is(number_at, DateRole::Of));
        if let Some(number) = self.number(number_at, 4..=4) {
            let year = u16::try_from(number).ok().filter(|year| (1000..=2200).contains(year))?;
            let is_count = self.is(number_at + 1, DateRole::Counted) && !self.is(number_at + 1, DateRole::Year);
            if self.is_continued(number_at + 1) && !self.is_dash(number_at + 1) || is_count && !said {
                return None;
            }
            return Some((year, self.after_year_word(number_at + 1)));
        }
        if let Some(found) = self.year_in_words(number_at) {
            return Some(found);
        }
        let is_cut = self.tokens.get(number_at)?.mark().is_some_and(is_apostrophe);
        number_at += usize::from(is_cut);
        let number = self.number(number_at, 2..=2)?;
        let follows =
            self.is_continued(number_at + 1) || self.is_countable(number_at + 1) || self.is_mark(number_at + 1, "%:");
        let is_year = is_cut && self.is_glued(number_at) || (number > 31 || said) && (joint || number_at == at);
        (is_year && !follows).then(|| Some((full_year(number)?, self.after_year_word(number_at + 1)))).flatten()
    }

    /// The token after "року", "г.".
    pub fn after_year_word(&self, at: usize) -> usize {
        if !self.is(at, DateRole::Year) || self.is(at, DateRole::Counted) {
            return at;
        }
        let is_short = self.tokens[at].end - self.tokens[at].start <= 2;
        at + 1 + usize::from(is_short && self.is_glued(at + 1) && self.is_mark(at + 1, "."))
    }

    /// The token after "of the", "de l'", "du mois de", "-".
    pub fn after_joints(&self, at: usize) -> usize {
        let is_joint = |&at: &usize| {
            self.is_any(at, &JOINTS)
                || self.is_glued(at) && self.is_mark(at, "-‑'’") && self.number(at + 1, 2..=2).is_none()
        };
        (at..at + 4).find(|at| !is_joint(at)).unwrap_or(at + 4)
    }

    /// "last year", "de l'année dernière", "прошлого года", "dernier" after a month or day.
    pub fn relation_after(&self, at: usize) -> (Option<Relation>, usize) {
        let joined = self.after_joints(at);
        // "i mars i år", "em março no ano passado".
        let next = joined
            + usize::from(
                self.is(joined, DateRole::YearPreposition)
                    && !self.is(joined, DateRole::Year)
                    && !self.is_any(joined, &RELATIONS),
            );
        let year = [DateRole::Year];
        let (related, end) = if self.is_any(next, &RELATIONS) {
            (next, next + 1 + usize::from(self.is_any(next + 1, &year)))
        } else if self.is_any(next, &year) && self.is_any(next + 1, &RELATIONS) {
            (next + 1, next + 2)
        } else if self.is(next, DateRole::LastYear) {
            return (Some(Relation::LastYear), next + 1);
        } else if self.is(next, DateRole::ThisYear) {
            return (Some(Relation::ThisYear), next + 1);
        } else {
            return (None, at);
        };
        let of_year = end == next + 2;
        let word = self.word(related).unwrap_or_default();
        let relation = match (of_year, word.is(DateRole::Last), word.is(DateRole::Next)) {
            (true, true, _) => Relation::LastYear,
            (true, _, true) => Relation::NextYear,
            (true, ..) => Relation::ThisYear,
            (false, true, _) if next == at => Relation::Last,
            (false, _, true) if next == at => Relation::Next,
            _ => return (None, at),
        };
        // "mars dernier", but "in March last Tuesday".
        if !of_year && (self.words.capital_months || self.is(end, DateRole::Weekday)) {
            return (None, at);
        }
        (Some(relation), end)
    }
}
