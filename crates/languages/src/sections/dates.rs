use foldhash::HashMap;
use serde::Deserialize;

/// What a word can do in a calendar expression, besides naming a day or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRole {
    /// The name of a month that stands for it only beside a day or a year ("Sept").
    AbbreviatedMonth,
    /// A month that is also another word or a name, and more often the month ("March").
    DoubtfulMonth,
    /// A month that is more often another word ("may").
    VeryDoubtfulMonth,
    /// A word after which a month may follow, and hardly the other word that it is.
    MonthPreposition,
    /// A word after which a month may follow, or a name.
    WeakPreposition,
    /// The name of a weekday.
    Weekday,
    /// Joins the parts of a date ("of").
    Of,
    /// Stands before a day ("the").
    Article,
    /// Stands before a day and belongs to its date ("den").
    DateArticle,
    /// What is written to a number to make it an ordinal ("th").
    OrdinalEnding,
    /// A number word that is an ordinal ("third").
    OrdinalWord,
    /// Joins tens and units in number words ("treinta y uno").
    TensJoiner,
    /// Stands before a day written in two numbers ("on 24/02").
    DayPreposition,
    /// "year" with a single year.
    Year,
    /// "years" with several.
    Years,
    /// A word before which a number of four digits is a year.
    YearPreposition,
    /// "in" before a year.
    In,
    /// A word after which a number is a number of something ("page").
    Numbering,
    /// Something that is counted: a number before it is no year.
    Counted,
    /// A season.
    Season,
    /// The beginning, middle or end of a month or year ("mid").
    Part,
    /// "the years" before a decade ("les années 90").
    DecadeBefore,
    /// "years" after a decade ("90er Jahre").
    DecadeAfter,
    /// What is written to a number to make it a decade ("1990s").
    DecadeEnding,
    /// "last".
    Last,
    /// "this".
    This,
    /// "next".
    Next,
    /// A word that says by itself that it was last year ("fjol").
    LastYear,
    /// A word that says by itself that it is this year.
    ThisYear,
    /// Shows that the sentence tells of what was.
    Past,
    /// Shows that the sentence tells of what will be.
    Future,
    /// Joins the ends of a span ("to").
    To,
    /// Joins the members of a list ("and").
    And,
    /// One of the language's commonest little words.
    Little,
}

/// What a word is in the calendar of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateWord {
    roles: u64,
    month: u8,
    day: u8,
    tens: u8,
    decade: u8,
    year_number: u16,
}

impl DateWord {
    /// Whether it can do this.
    pub fn is(self, role: DateRole) -> bool {
        self.roles & (1 << role as u64) != 0
    }

    /// Whether it can do one of these.
    pub fn is_any(self, roles: &[DateRole]) -> bool {
        roles.iter().any(|&role| self.is(role))
    }

    /// Whether the language has no use for it in dates, and it is none of its little words.
    pub fn is_strange(self) -> bool {
        self == Self::default()
    }

    /// The month it names, from 1.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day it names, from 1 to 31 ("third", "vierundzwanzigsten").
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// 10, 20 or 30 before a unit ("twenty" in "twenty-fourth").
    pub fn tens(self) -> Option<u8> {
        (self.tens > 0).then_some(self.tens)
    }

    /// Its value in a year in words ("nineteen", "hundred").
    pub fn year_number(self) -> Option<u16> {
        if self.year_number > 0 {
            return Some(self.year_number);
        }
        let is_cardinal = !self.is(DateRole::OrdinalWord);
        self.tens().or(self.day().filter(|_| is_cardinal)).map(u16::from)
    }

    /// The decade it names, from 10 to 90 ("nineties").
    pub fn decade(self) -> Option<u8> {
        (self.decade > 0).then_some(self.decade)
    }
}

/// How dates are written in a language.
#[derive(Debug, Default)]
pub struct DateWords {
    /// For each month all its forms, lower case.
    pub months: Vec<Vec<String>>,
    /// The weekdays, in all forms.
    pub weekdays: Vec<String>,
    /// Small words that may stand inside a date.
    pub inside: Vec<String>,
    /// Whether an all-number date begins with the day (`Some(true)`), with the month, or can't be told.
    pub day_first: Option<bool>,
    /// Whether months are written with a capital.
    pub capital_months: bool,
    /// Whether the day commonly follows the month ("March 5").
    pub month_first: bool,
    /// Whether an apostrophe is a letter ("п'ятниця").
    pub apostrophe_is_letter: bool,
    words: HashMap<Box<str>, DateWord>,
}

impl DateWords {
    /// What a lower-case word is in a date.
    pub fn word(&self, lower_case: &str) -> DateWord {
        self.words.get(lower_case).copied().unwrap_or_default()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    months: Vec<String>,
    weekdays: String,
    inside: String,
    order: String,
    month_abbreviations: String,
    doubtful_months: String,
    very_doubtful_months: String,
    capital_months: bool,
    month_first: bool,
    month_prepositions: String,
    weak_prepositions: String,
    of: String,
    articles: String,
    ordinal_endings: String,
    days: Vec<String>,
    cardinal_days: Vec<String>,
    day_endings: String,
    tens: Vec<String>,
    tens_joiners: String,
    day_prepositions: String,
    year: String,
    years: String,
    year_prepositions: String,
    numbering: String,
    counted: String,
    seasons: String,
    parts: String,
    decades: Vec<String>,
    decade_before: String,
    decade_after: String,
    decade_endings: String,
    last: String,
    this: String,
    next: String,
    last_year: String,
    past: String,
    future: String,
    to: String,
    and: String,
    this_year: String,
    year_in: String,
    year_numbers: String,
    date_articles: String,
}

impl DateWords {
    pub(crate) fn read(written: &Written, function_words: &[String]) -> Result<Self, String> {
        for (name, list, wanted) in
            [("months", &written.months, 12), ("tens", &written.tens, 3), ("decades", &written.decades, 9)]
        {
            if list.len() != wanted {
                return Err(format!("[dates] {name} has {} entries, not {wanted}", list.len()));
            }
        }
        let mut words = Self {
            months: written.months.iter().map(|forms| list(forms).map(str::to_owned).collect()).collect(),
            weekdays: list(&written.weekdays).map(str::to_owned).collect(),
            inside: list(&written.inside).map(str::to_owned).collect(),
            day_first: match written.order.as_str() {
                "dmy" => Some(true),
                "mdy" => Some(false),
                _ => None,
            },
            capital_months: written.capital_months,
            month_first: written.month_first,
            apostrophe_is_letter: written.weekdays.contains('\''),
            words: HashMap::default(),
        };
        words.add_numbers(written)?;
        for (role, forms) in roles(written) {
            for form in list(forms) {
                words.entry(form).roles |= 1 << role as u64;
            }
        }
        for form in function_words {
            words.entry(form).roles |= 1 << DateRole::Little as u64;
        }
        Ok(words)
    }

    fn entry(&mut self, form: &str) -> &mut DateWord {
        self.words.entry(form.replace(['’', 'ʼ'], "'").into()).or_default()
    }

    fn add_numbers(&mut self, written: &Written) -> Result<(), String> {
        for (number, forms) in (1..).zip(&written.months) {
            list(forms).for_each(|form| self.entry(form).month = number);
        }
        if written.days.len() > 31 || written.cardinal_days.len() > 31 {
            return Err("[dates] has more than 31 days".into());
        }
        for (number, forms) in (1..).zip(&written.cardinal_days) {
            list(forms).for_each(|form| self.entry(form).day = number);
        }
        for form in list(&written.year_numbers) {
            let (word, value) = form.split_once(' ').ok_or_else(|| format!("[dates] {form:?} lacks its value"))?;
            self.entry(word).year_number = value.parse().map_err(|_| format!("[dates] {form:?} has no number"))?;
        }
        let endings: Vec<&str> = list(&written.day_endings).collect();
        for (number, forms) in (1..).zip(&written.days) {
            for form in list(forms).flat_map(|form| with_endings(form, &endings)) {
                let entry = self.entry(&form);
                entry.day = number;
                entry.roles |= 1 << DateRole::OrdinalWord as u64;
            }
        }
        for (number, forms) in [10, 20, 30].into_iter().zip(&written.tens) {
            list(forms).flat_map(|form| with_endings(form, &endings)).for_each(|form| self.entry(&form).tens = number);
        }
        for (number, forms) in (1..).zip(&written.decades) {
            list(forms)
                .flat_map(|form| with_endings(form, &endings))
                .for_each(|form| self.entry(&form).decade = number * 10);
        }
        Ok(())
    }
}

fn roles(written: &Written) -> [(DateRole, &str); 32] {
    use DateRole as R;
    [
        (R::AbbreviatedMonth, &written.month_abbreviations),
        (R::DoubtfulMonth, &written.doubtful_months),
        (R::VeryDoubtfulMonth, &written.very_doubtful_months),
        (R::MonthPreposition, &written.month_prepositions),
        (R::WeakPreposition, &written.weak_prepositions),
        (R::Weekday, &written.weekdays),
        (R::Of, &written.of),
        (R::Article, &written.articles),
        (R::DateArticle, &written.date_articles),
        (R::OrdinalEnding, &written.ordinal_endings),
        (R::TensJoiner, &written.tens_joiners),
        (R::DayPreposition, &written.day_prepositions),
        (R::Year, &written.year),
        (R::Years, &written.years),
        (R::YearPreposition, &written.year_prepositions),
        (R::In, &written.year_in),
        (R::Numbering, &written.numbering),
        (R::Counted, &written.counted),
        (R::Season, &written.seasons),
        (R::Part, &written.parts),
        (R::DecadeBefore, &written.decade_before),
        (R::DecadeAfter, &written.decade_after),
        (R::DecadeEnding, &written.decade_endings),
        (R::Last, &written.last),
        (R::This, &written.this),
        (R::Next, &written.next),
        (R::LastYear, &written.last_year),
        (R::ThisYear, &written.this_year),
        (R::Past, &written.past),
        (R::Future, &written.future),
        (R::To, &written.to),
        (R::And, &written.and),
    ]
}

/// "dritt-" with every ending; any other form as it is.
fn with_endings(form: &str, endings: &[&str]) -> Vec<String> {
    match form.strip_suffix('-') {
        Some(stem) => endings.iter().map(|ending| format!("{stem}{ending}")).collect(),
        None => vec![form.to_owned()],
    }
}

fn list(written: &str) -> impl Iterator<Item = &str> {
    written.split(',').map(str::trim).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::Languages;

    #[test]
    fn the_days_of_every_language_are_known_in_words() {
        for language in Languages::built_in().iter() {
            let words = language.dates();
            let is_day = |day: u8| words.words.values().any(|word| word.day == day);
            let has_ten = words.words.values().any(|word| word.tens == 10);
            let known: Vec<bool> =
                (1..=20u8).map(|day| is_day(day) || (day > 10 && has_ten && is_day(day - 10))).collect();
            assert!(known.iter().all(|&k| k), "{}: {known:?}", language.code());
        }
    }

    #[test]
    fn no_month_is_counted() {
        for language in Languages::built_in().iter() {
            for form in language.dates().months.iter().flatten() {
                let word = language.dates().word(&form.replace('’', "'"));
                assert!(word.month().is_some() && !word.is(super::DateRole::Counted), "{} {form}", language.code());
            }
        }
    }
}
