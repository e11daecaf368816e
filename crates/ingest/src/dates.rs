//! When a document was published: dates as they are written ([`written`]), those of web pages ([`page`]), and those in
//! addresses and names of files ([`address`]).

mod address;
pub(crate) mod page;
mod written;

use standpoint_text::CalendarDate;

use crate::about::{About, Told};

pub(crate) use written::{date_at_end, date_at_start, date_in, of_publication, says_only, written_date};

/// The date of publication by all that is known in the end: what the document says, its address, the name of its file, and
/// where none of them tells it, the date of the last change.
pub(crate) fn of_document(about: &mut About, path: &str) -> Option<Told<CalendarDate>> {
    let in_address = about.url.as_ref().and_then(|url| address::in_address(&url.value));
    let published = address::choose(about.published.take(), in_address);
    published.or_else(|| address::in_file_name(path)).or_else(|| about.changed.take())
}
