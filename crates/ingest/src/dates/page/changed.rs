//! The date of the last change, for pages that give no other: what a reader then knows of their age.

use standpoint_text::CalendarDate;

use super::line::{LONGEST_LINE, MOST_LINES};
use super::{usable, Page};
use crate::about::{Origin, Told};
use crate::dates::written::change_in;
use crate::dates::{date_in, says_only, written_date};
use crate::html::PageBlock;

/// The date in the first line that speaks of a change: "Last updated 5 March 2021", "This page was last edited on …".
pub(super) fn changed(page: &Page) -> Option<Told<CalendarDate>> {
    let date = page.blocks.iter().take(MOST_LINES).enumerate().find_map(|(number, block)| {
        let is_line = block.text.len() <= LONGEST_LINE && !block.quoted;
        let lines = || block.text.split('\n').find_map(|line| in_line(page, line));
        is_line.then(|| lines().or_else(|| below_label(page, block, number))).flatten()
    })?;
    Some(Told::new(date, Origin::Page("last change: line of the page".into())))
}

/// The only date of a line that speaks of a change.
fn in_line(page: &Page, line: &str) -> Option<CalendarDate> {
    if !line.bytes().any(|b| b.is_ascii_digit()) || !change_in(line, page.languages) {
        return None;
    }
    let found = date_in(line, page.languages, page.day_first)?;
    let is_only = date_in(&line[found.bytes.end..], page.languages, page.day_first).is_none();
    usable(Some(found.date).filter(|_| is_only))
}

/// "Last change:", with the date in the line below.
fn below_label(page: &Page, block: &PageBlock, number: usize) -> Option<CalendarDate> {
    let is_label = says_only(&block.text, page.languages, |words| &words.updated);
    let next = page.blocks.get(number + 1).filter(|next| is_label && next.text.len() <= LONGEST_LINE)?;
    usable(written_date(&next.text, page.languages, page.day_first))
}
