//! Years, spans of years, decades: "in 2014", "2021-22", "the 1990s", "winter of 2022".

use standpoint_languages::{DateRole, DateWord};

use super::reader::{is_apostrophe, Expression, Parts, Reader, CURRENCIES};

/// The years that a number of four digits can be.
const YEARS: std::ops::RangeInclusive<u16> = 1000..=2200;
/// The years that need no word before them.
const FAMILIAR: std::ops::RangeInclusive<u16> = 1900..=2100;

/// The year that two digits stand for.
pub(super) fn full_year(two_digits: u32) -> Option<u16> {
    let short = u16::try_from(two_digits).ok().filter(|year| *year < 100)?;
    Some(if short < 40 { 2000 + short } else { 1900 + short })
}

/// A year in words has no more tokens than this.
const LONGEST_YEAR: usize = 9;

fn only(year: u16) -> Parts {
    Parts { year: Some(year), month: None, day: None }
}

impl Reader<'_> {
    /// The year, years or decade that begin here.
    pub fn with_year(&self, at: usize) -> Option<Expression> {
        if self.is_any(at, &[DateRole::Part, DateRole::Season]) {
            return self.part_of_year(at);
        }
        self.decade(at).or_else(|| self.years(at)).or_else(|| self.said_year(at)).or_else(|| self.single_year(at))
    }

    /// "mid-2023", "early 2022", "winter of 2022", "the end of 1989", "early 1990s".
    fn part_of_year(&self, at: usize) -> Option<Expression> {
        let mut year_at = self.after_joints(at + 1);
        if self.is(at, DateRole::Part) && self.is(year_at, DateRole::Season) {
            year_at = self.after_joints(year_at + 1);
        }
        let is_season = self.is(at, DateRole::Season) || year_at > at + 1 && self.is(year_at - 1, DateRole::Season);
        year_at += usize::from(is_season && self.is_mark(year_at, ","));
        if let Some(decade) = self.decade(year_at) {
            return Some(Expression { first: at, ..decade });
        }
        if let Some(years) = self.years(year_at) {
            return Some(Expression { first: at, ..years });
        }
        let said = self.said_year(year_at).or_else(|| {
            let year = self.year_number(year_at)?;
            let counted = self.is(year_at + 1, DateRole::Counted);
            (!counted).then(|| Expression::new(year_at, self.after_year_word(year_at + 1), only(year)))
        })?;
        Some(Expression { first: at, ..said })
    }

    /// "year 2014", "el año de 2014".
    fn said_year(&self, at: usize) -> Option<Expression> {
        if !self.is(at, DateRole::Year) || self.is_mark(at + 1, ".") {
            return None;
        }
        let number_at = at + 1 + usize::from(self.is(at + 1, DateRole::Of));
        let year = self.year_number(number_at)?;
        let first = if number_at == at + 1 { at } else { number_at };
        Some(Expression::new(first, self.after_year_word(number_at + 1), only(year)))
    }

    /// "nineteen eighty-four", "dos mil veinte": several number words.
    pub fn year_in_words(&self, at: usize) -> Option<(u16, usize)> {
        let (mut whole, mut part, mut words, mut next, mut end) = (0u16, 0u16, 0, at, at);
        while next < at + LONGEST_YEAR {
            let is_joint = self.is_mark(next, "-‑") || self.is_any(next, &[DateRole::And, DateRole::TensJoiner]);
            if is_joint && words > 0 {
                next += 1;
                continue;
            }
            let Some(value) = self.word(next).and_then(DateWord::year_number) else { break };
            match value {
                1000 => (whole, part) = (part.max(1).checked_mul(1000)?, 0),
                100 => part = part.max(1).checked_mul(100)?,
                // "nineteen eighty"
                10..=99 if (10..100).contains(&part) && whole == 0 => part = part * 100 + value,
                _ => part = part.checked_add(value)?,
            }
            (words, next) = (words + 1, next + 1);
            end = next;
        }
        let year = whole.checked_add(part)?;
        (words > 1 && YEARS.contains(&year)).then_some((year, end))
    }

    /// A number of four digits that stands by itself and can be a year.
    fn year_number(&self, at: usize) -> Option<u16> {
        let year = u16::try_from(self.number(at, 4..=4)?).ok().filter(|year| YEARS.contains(year))?;
        let next = at + 1;
        let is_amount =
            self.is_mark(next, "%‰°") || self.is_mark(next, CURRENCIES) || self.number(next, 3..=3).is_some();
        // "2022-referenda", "2014's" but not "1990A".
        let has_letters = self.is_glued(next) && self.word(next).is_some();
        let is_dashed = self.is_mark(next, "-")
            && self.is_glued(next)
            && !self.tokens.get(at + 2).is_some_and(|token| token.is_number());
        let before = at.checked_sub(1).filter(|_| self.is_glued(at)).and_then(|before| self.tokens[before].mark());
        let is_in_code = before.is_some_and(|mark| "/#§№@_&+=".contains(mark))
            || before == Some('-') && at >= 2 && self.tokens[at - 2].is_number();
        let is_part = self.is_continued(next) && !is_dashed;
        (self.is_free(at) && !is_amount && !has_letters && !is_in_code && !is_part).then_some(year)
    }

    /// A year that nothing but its surroundings shows to be one.
    fn single_year(&self, at: usize) -> Option<Expression> {
        let year = self.year_number(at)?;
        let next = self.after_year_word(at + 1);
        let is_said = next > at + 1;
        if is_said {
            return Some(self.with_month_after(Expression::new(at, next, only(year))));
        }
        let is_numbered = self.is_after(at, &[DateRole::Numbering])
            || at >= 2 && self.is_mark(at - 1, ".") && self.is(at - 2, DateRole::Numbering)
            || at >= 1 && self.is_mark(at - 1, "§№#");
        // "resolution 2231 (2015)"
        let is_in_number =
            at >= 3 && self.is_mark(at - 1, "(/") && self.is_number(at - 2) && self.is(at - 3, DateRole::Numbering);
        if self.is_count(at + 1) || is_in_number || is_numbered && !self.is_after(at, &[DateRole::YearPreposition]) {
            return None;
        }
        let is_cued =
            self.is_after(at, &[DateRole::YearPreposition, DateRole::Year, DateRole::Years, DateRole::Season]);
        let is_bracketed = self.before(at).is_some_and(|before| before.is_mark("(")) && self.is_mark(at + 1, "),;–-");
        let is_followed_by_noun = self.is_countable(at + 1) && !self.is_glued(at + 1);
        let is_followed_by_noun = is_followed_by_noun
            || self.word(at + 1).is_some() && self.is(at + 2, DateRole::Counted) && !self.is_glued(at + 2);
        let is_round = year % 10 == 0;
        let is_year = if FAMILIAR.contains(&year) {
            is_cued || is_bracketed || !(is_round && is_followed_by_noun)
        } else if year >= 1800 {
            is_cued || is_bracketed
        } else {
            (is_cued || is_bracketed) && !is_followed_by_noun && (year >= 1400 || !is_round)
        } || self.is_in_list_of_years(at, year);
        is_year.then(|| self.with_month_after(Expression::new(at, at + 1, only(year))))
    }

    /// "1815 and 1945": what stands with a year is one too.
    fn is_in_list_of_years(&self, at: usize, year: u16) -> bool {
        let joins = |at: usize| self.is_any(at, &[DateRole::And, DateRole::To]) || self.is_mark(at, ",");
        let other = |at: usize| self.number(at, 4..=4).is_some_and(|other| (1500..=2100).contains(&other));
        year >= 1500
            && (joins(at + 1) && other(at + 2) || at >= 2 && joins(at - 1) && other(at - 2) && self.is_free(at - 2))
    }

    /// "2017 April".
    fn with_month_after(&self, year: Expression) -> Expression {
        match self.month(year.end) {
            Some(month)
                if !month.is_another_word && self.day(month.end).is_none() && self.year_after(month.end).is_none() =>
            {
                let day = if self.is_mark(month.end, ",") { None } else { self.day(month.end) };
                let parts = Parts { month: Some(month.number), day: day.map(|day| day.value), ..year.from };
                Expression { end: day.map_or(month.end, |day| day.end), from: parts, ..year }
            }
            _ => year,
        }
    }

    /// Whether a number before this token counts something: "2000 people", "2000 Russian soldiers".
    fn is_count(&self, at: usize) -> bool {
        let counted = |at: usize| self.is(at, DateRole::Counted);
        counted(at) || self.word(at).is_some_and(|word| word.is_strange()) && counted(at + 1) && !self.is_glued(at)
    }

    /// "2014–2018", "2021-22", "2021/2022".
    fn years(&self, at: usize) -> Option<Expression> {
        let first =
            self.number(at, 4..=4).and_then(|number| u16::try_from(number).ok()).filter(|year| YEARS.contains(year))?;
        let is_slash = self.is_mark(at + 1, "/");
        if !is_slash && !self.is_dash(at + 1) || !self.is_free(at) || is_slash && !self.is_glued(at + 1) {
            return None;
        }
        let is_glued = self.is_glued(at + 1) && self.is_glued(at + 2);
        let is_numbered = self.is_after(at, &[DateRole::Numbering]) || at >= 1 && self.is_mark(at - 1, "§№#-");
        let last = match (self.number(at + 2, 4..=4), self.number(at + 2, 2..=2)) {
            (Some(last), _) => u16::try_from(last).ok()?,
            (_, Some(short)) if is_glued => first / 100 * 100 + u16::try_from(short).ok()?,
            _ => return None,
        };
        let is_span = first < last && YEARS.contains(&last) && (first >= 1400) && !is_numbered;
        if !is_span || self.is_continued(at + 3) || self.is(at + 3, DateRole::Counted) {
            return None;
        }
        let end = if self.is_any(at + 3, &[DateRole::Years]) {
            self.after_short_word(at + 3)
        } else {
            self.after_year_word(at + 3)
        };
        Some(Expression { to: Some(only(last)), ..Expression::new(at, end, only(first)) })
    }

    fn after_short_word(&self, at: usize) -> usize {
        let is_short = self.text[self.tokens[at].start..self.tokens[at].end].chars().count() <= 2;
        at + 1 + usize::from(is_short && self.is_glued(at + 1) && self.is_mark(at + 1, "."))
    }

    /// "1990s", "'90s", "90er Jahre", "années 90", "jaren negentig", "девяностые годы".
    fn decade(&self, at: usize) -> Option<Expression> {
        if self.is(at, DateRole::DecadeBefore) {
            let mut number_at = at + 1;
            number_at += usize::from(self.is(number_at, DateRole::Of));
            number_at += usize::from(self.is(number_at, DateRole::DecadeBefore));
            let cut = self.tokens.get(number_at)?.mark().is_some_and(is_apostrophe);
            let (first, end) =
                self.decade_number(number_at + usize::from(cut)).or_else(|| self.decade_words(number_at))?;
            let end = end + self.decade_ending(end).unwrap_or(0);
            // "w latach 90. i …": an ordinal's full stop, where the sentence goes on.
            let goes_on = self.word(end + 1).is_some() && !self.tokens[end + 1].is_capital();
            let end = end + usize::from(goes_on && self.is_glued(end) && self.is_mark(end, "."));
            return Some(decade_of(at, end, first)).filter(|_| !self.is_continued(end));
        }
        if let Some(value) = self.word(at).and_then(|word| word.decade()) {
            let follows = self.is(at + 1, DateRole::DecadeAfter);
            let stands_alone = self.words.day_first.is_none() || self.is_one_word_decade(at);
            return (follows || stands_alone)
                .then(|| decade_of(at, at + 1 + usize::from(follows), 1900 + u16::from(value)));
        }
        let is_cut = self.tokens.get(at)?.mark().is_some_and(is_apostrophe);
        let number_at = at + usize::from(is_cut);
        let (first, mut end) = self.decade_number(number_at).filter(|_| self.is_free(number_at))?;
        end += self.decade_ending(end)?;
        let follows = self.is(end, DateRole::DecadeAfter);
        let is_short = self.number(number_at, 2..=2).is_some();
        let is_sure = !is_short
            || is_cut
            || follows
            || self.is_after(at, &[DateRole::Article, DateRole::Of, DateRole::Part])
            || self.is_one_word_decade(end - 1);
        is_sure.then(|| decade_of(at, end + usize::from(follows), first))
    }

    /// 1990 or 90, and the token after it.
    fn decade_number(&self, at: usize) -> Option<(u16, usize)> {
        if let Some(number) = self.number(at, 4..=4) {
            let year = u16::try_from(number).ok().filter(|year| YEARS.contains(year) && year % 10 == 0)?;
            return (year % 100 != 0 || year == 2000).then_some((year, at + 1));
        }
        let number = u16::try_from(self.number(at, 2..=2)?).ok().filter(|number| number % 10 == 0 && *number >= 20)?;
        Some((1900 + number, at + 1))
    }

    /// "quatre-vingt-dix": up to three words.
    fn decade_words(&self, at: usize) -> Option<(u16, usize)> {
        let mut joined = String::new();
        let mut best = None;
        let mut next = at;
        for _ in 0..3 {
            next += usize::from(self.is_mark(next, "-‑") && self.is_glued(next) && next > at);
            let Some(token) =
                self.tokens.get(next).filter(|token| token.word().is_some() && token.end - token.start < 30)
            else {
                break;
            };
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&self.text[token.start..token.end].to_lowercase());
            next += 1;
            if let Some(decade) = self.words.word(&joined).decade() {
                best = Some((1900 + u16::from(decade), next));
            }
        }
        best
    }

    /// How many tokens the ending of a decade in digits has: "s", "'s", "-е", "-talet".
    fn decade_ending(&self, at: usize) -> Option<usize> {
        let ending = |at: usize| self.is_glued(at) && self.is(at, DateRole::DecadeEnding);
        if ending(at) {
            return Some(1);
        }
        let is_joined =
            self.is_glued(at) && (self.is_mark(at, "-‑.") || self.tokens.get(at)?.mark().is_some_and(is_apostrophe));
        (is_joined && ending(at + 1)).then_some(2)
    }

    /// "nittiotalet": a word that can be nothing but a decade.
    fn is_one_word_decade(&self, at: usize) -> bool {
        self.text[self.tokens[at].start..self.tokens[at].end].to_lowercase().contains("tal")
    }
}

fn decade_of(first: usize, end: usize, year: u16) -> Expression {
    Expression { to: Some(only(year + 9)), ..Expression::new(first, end, only(year)) }
}
