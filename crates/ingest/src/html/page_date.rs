//! When a page was published, where its main text does not say so: the line beside the title in which pages show it
//! ([`shown`]), and what their markup gives ([`marked`]).
//!
//! # Which date?
//!
//! That of publication. The date of a change ("updated", `dateModified`) is another thing and never taken for it.
//!
//! # In which order?
//!
//! The page's own words beside the title, then what is marked as the date of publication in JSON-LD, `<meta>` and elements,
//! then what is marked as a date, a `<time>` that is the only date of the page, and a line anywhere that says "Published".
//! Last comes the page's address (`address_date.rs`).
//!
//! # When does the markup know better than the page's words?
//!
//! - Where a line shows the date of a change without saying so, and the markup does.
//! - Where a date in numbers can be read two ways, and read the other way it is the one of the markup.
//! - Where the line is older than what is marked as the date of publication by more than a year: it is the date of something
//!   else, of a cited work or of a member's joining.
//! - Where the text gives only a month, and the markup a day of it.
//! - Programs often give the moment of publication in universal time, which may be another day than on the publisher's
//!   calendar: where the address holds the day before or after, that is the one.

mod marked;
mod shown;

use standpoint_languages::Languages;
use standpoint_text::{CalendarDate, Line};

use crate::about::{Origin, Told};
use crate::address_date::eight_digits;
use crate::written_date::{date_in, written_date};

pub(super) use marked::{in_elements, in_metas, Meta};
pub(super) use shown::{labelled, shown};

/// Nothing on the web was published before this year.
const EARLIEST: u16 = 1990;
/// Words of a line beside the date in it.
const MOST_WORDS: usize = 14;
/// A line that is older than the markup's date by more days is not about the page.
const OF_SOMETHING_ELSE: i64 = 366;

/// What the markup says of when the page was published.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub published: Option<Told<CalendarDate>>,
    /// Whether it is marked as the date of publication, and not only as a date.
    pub is_sure: bool,
    /// Dates that elements of the page give as those of a change.
    pub changed: Vec<CalendarDate>,
}

impl Given {
    /// The date marked as that of publication, and how a line compares with it.
    fn corrects(&self, line: CalendarDate) -> bool {
        let Some(published) = self.published.as_ref().map(|told| told.value).filter(|date| *date != line) else {
            return false;
        };
        let is_of_change = self.changed.contains(&line) && !self.changed.contains(&published);
        let days = line.days_until(published);
        is_of_change
            || self.is_sure && (is_swapped(line, published) || days.is_some_and(|days| days > OF_SOMETHING_ELSE))
    }
}

/// Whether two dates are one with day and month in the other order.
fn is_swapped(a: CalendarDate, b: CalendarDate) -> bool {
    a.year() == b.year() && a.month() == b.day() && a.day() == b.month()
}

/// Of what the text, the line beside the title, the markup and a labelled line say, the date that holds. A date alone on a
/// line of the text may be that of anything; the one beside the title is the page's.
pub(super) fn choose(
    text: Option<Told<CalendarDate>>,
    beside: Option<Told<CalendarDate>>,
    markup: Given,
    labelled: Option<Told<CalendarDate>>,
) -> Option<Told<CalendarDate>> {
    let is_alone = |told: &Told<CalendarDate>| !matches!(told.origin, Origin::Text { line, .. } if line != Line::Date);
    let holds = |told: &Told<CalendarDate>| !(is_alone(told) && markup.corrects(told.value));
    let [text, beside, labelled] = [text, beside, labelled].map(|told| told.filter(holds));
    let differs = beside.as_ref().is_some_and(|beside| text.as_ref().is_some_and(|text| text.value != beside.value));
    let (first, second) = if differs && text.as_ref().is_some_and(is_alone) { (beside, text) } else { (text, beside) };
    let mut told = [first, second, markup.published, labelled].into_iter().flatten();
    let best = told.next()?;
    // "December 2008" with a day of it beside or in the markup.
    let fuller = |other: &Told<CalendarDate>| {
        let [best, other] = [best.value, other.value].map(|date| (date.year(), date.month(), date.day()));
        best.2.is_none() && other.2.is_some() && (best.0, best.1.or(other.1)) == (other.0, other.1)
    };
    told.find(fuller).or(Some(best))
}

/// Programs write the year 1 where they know no date; and a month is no date of publication.
fn usable(date: Option<CalendarDate>) -> Option<CalendarDate> {
    date.filter(|date| date.year() >= EARLIEST && date.day().is_some())
}

/// A date as markup gives it: in the form of programs, or in words.
pub(super) fn read(written: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let written = written.trim();
    let date = written.parse().ok().or_else(|| compact(written));
    let date = date.or_else(|| written_date(written, languages, day_first));
    let date = date.or_else(|| date_in(written, languages, day_first).map(|found| found.date));
    date.filter(|date: &CalendarDate| date.year() >= EARLIEST)
}

/// `20210305`, `20210305T100000Z`.
fn compact(written: &str) -> Option<CalendarDate> {
    eight_digits(written.split(['T', ' ']).next()?, EARLIEST)
}
