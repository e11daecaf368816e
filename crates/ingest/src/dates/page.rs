//! When a web page was published: the lines in which it shows that ([`shown`]), those that say "Published" ([`labelled`]),
//! and what its markup gives ([`marked`]). What a line may look like stands in [`line`].
//!
//! # Which date?
//!
//! That of publication. The date of a change ("updated", `dateModified`) is another thing. It is given where a page has no
//! other date, and its origin then begins with "last change" ([`changed`]).
//!
//! # In which order?
//!
//! The page's own words beside the title or above the main text; what is marked as the date of publication in JSON-LD,
//! `<meta>` and elements; lines further down, which may belong to something else; a line anywhere that says "Published"; what
//! is marked as a date, and a `<time>` that is the only date of the page. Then come the page's address (`address.rs`) and the
//! last change.
//!
//! # When does the markup know better than the page's words?
//!
//! - Where a line shows the date of a change without saying so, and the element that it stands in does. What `<meta>` or
//!   JSON-LD give as the last change counts for nothing here: where a page shows one date and no word beside it, that is the
//!   date by which its publisher wants it known.
//! - Where a date in numbers can be read two ways, and read the other way it is the one of the markup.
//! - Where the line is older than what is marked as the date of publication by more than a year: it is the date of something
//!   else, of a cited work or of a member's joining.
//! - Where the text gives only a month, and the markup a day of it.
//! - Programs often give the moment of publication in universal time, which may be another day than on the publisher's
//!   calendar: where the address holds the day before or after, that is the one.

mod changed;
mod labelled;
mod line;
mod marked;
mod shown;

use standpoint_languages::Languages;
use standpoint_text::{CalendarDate, Line};

use crate::about::{Origin, Told};
use crate::dates::address::eight_digits;
use crate::dates::{date_in, written_date};
use crate::html::PageBlock;
use shown::Lines;

pub(crate) use marked::{in_elements, in_metas, Meta};

/// Nothing on the web was published before this year.
const EARLIEST: u16 = 1990;
/// A line that is older than the markup's date by more days is not about the page.
const OF_SOMETHING_ELSE: i64 = 366;

/// A page as its dates are looked for.
pub(crate) struct Page<'p> {
    pub blocks: &'p [PageBlock],
    /// Which blocks are main text.
    pub kept: &'p [bool],
    pub title: Option<&'p str>,
    pub languages: &'p Languages,
    /// How its all-number dates are to be read.
    pub day_first: Option<bool>,
}

/// The dates that the lines of a page say.
#[derive(Debug, Default)]
pub(crate) struct Said {
    lines: Lines,
    labelled: Option<Told<CalendarDate>>,
    changed: Option<Told<CalendarDate>>,
}

impl Page<'_> {
    /// Looks through the lines of the page, as long as nothing surer is known; `given` is what its markup says.
    pub(crate) fn said(&self, given: &Given) -> Said {
        let lines = self.lines();
        if lines.near.is_some() || given.is_sure {
            return Said { lines, ..Said::default() };
        }
        let labelled = labelled::labelled(self);
        let is_unknown = lines.far.is_none() && labelled.is_none() && given.published.is_none();
        let changed = if is_unknown { changed::changed(self) } else { None };
        Said { lines, labelled, changed }
    }
}

/// What the markup says of when the page was published.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub published: Option<Told<CalendarDate>>,
    /// Whether it is marked as the date of publication, and not only as a date.
    pub is_sure: bool,
    /// Dates that elements of the page give as those of a change.
    pub changed: Vec<CalendarDate>,
    /// When the page was last changed.
    pub last_change: Option<Told<CalendarDate>>,
}

impl Given {
    /// Whether the markup knows better than a line with this date.
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

/// Of what the text, the lines of the page and its markup say, the date of publication that holds, and the date of the last
/// change. The running text begins at the byte `opening`.
///
/// A date alone on a line of the text may be that of anything; the one beside the title is the page's. A line below the
/// beginning of the running text may speak of a book or a film that was published.
pub(crate) fn choose(
    text: Option<Told<CalendarDate>>,
    said: Said,
    markup: Given,
    opening: usize,
) -> (Option<Told<CalendarDate>>, Option<Told<CalendarDate>>) {
    let is_late = |told: &Told<CalendarDate>| matches!(&told.origin, Origin::Text { line: Line::Publication, span } if span.start > opening);
    let (late, text) = if text.as_ref().is_some_and(is_late) { (text, None) } else { (None, text) };
    let is_alone = |told: &Told<CalendarDate>| !matches!(told.origin, Origin::Text { line, .. } if line != Line::Date);
    let holds = |told: &Told<CalendarDate>| !(is_alone(told) && markup.corrects(told.value));
    let Said { lines: Lines { near, far }, labelled, changed } = said;
    let [text, near, far, labelled] = [text, near, far, late.or(labelled)].map(|told| told.filter(holds));
    let differs = near.as_ref().is_some_and(|near| text.as_ref().is_some_and(|text| text.value != near.value));
    let (first, second) = if differs && text.as_ref().is_some_and(is_alone) { (near, text) } else { (text, near) };
    let Given { published: marked, is_sure, last_change, .. } = markup;
    let (sure, unsure) = if is_sure { (marked, None) } else { (None, marked) };
    (fullest([first, second, sure, far, labelled, unsure]), changed.or(last_change))
}

/// The first of several dates, the surest first; but of "December 2008" the day that another gives.
fn fullest<const N: usize>(dates: [Option<Told<CalendarDate>>; N]) -> Option<Told<CalendarDate>> {
    let mut dates = dates.into_iter().flatten();
    let best = dates.next()?;
    let is_fuller = |other: &Told<CalendarDate>| {
        let [best, other] = [best.value, other.value].map(|date| (date.year(), date.month(), date.day()));
        best.2.is_none() && other.2.is_some() && (best.0, best.1.or(other.1)) == (other.0, other.1)
    };
    dates.find(is_fuller).or(Some(best))
}

/// Programs write the year 1 where they know no date; and a month is no date of publication.
fn usable(date: Option<CalendarDate>) -> Option<CalendarDate> {
    date.filter(|date| date.year() >= EARLIEST && date.day().is_some())
}

/// A date as markup gives it: in the form of programs, or in words.
pub(crate) fn read(written: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
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
