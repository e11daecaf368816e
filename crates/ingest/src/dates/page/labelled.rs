//! The lines that say "Published", wherever they stand.

use standpoint_languages::Languages;
use standpoint_text::CalendarDate;

use super::line::{beginning, in_line, is_mark, LONGEST_LINE, MOST_LINES};
use super::{usable, Page};
use crate::about::{Origin, Told};
use crate::dates::written::change_in;
use crate::dates::{date_in, of_publication, says_only, written_date};
use crate::html::PageBlock;
use crate::paragraph::word_count_up_to;

/// A longer note, in bytes, tells more than when something was published.
const LONGEST_NOTE: usize = 160;
/// Among so many words after the date the one for publishing stands.
const MOST_AFTER: usize = 8;

/// The date in the first line of a page that says "Published" before it; the date may stand in the line after it. Outside of
/// the main text, where such a sentence would be about something else, the word may also stand elsewhere in the line.
pub(super) fn labelled(page: &Page) -> Option<Told<CalendarDate>> {
    let (languages, day_first) = (page.languages, page.day_first);
    let date = page.blocks.iter().take(MOST_LINES).enumerate().find_map(|(number, block)| {
        if says_only(&block.text, languages, |words| &words.published) {
            return page.blocks.get(number + 1).and_then(|next| alone(next, languages, day_first));
        }
        if !block.text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let label = label(&block.text, languages);
        let begins = || label.as_ref().and_then(|_| in_line(block, languages, day_first));
        let says = || in_sentence(&block.text, label.as_ref()?, languages, day_first);
        begins().or_else(says).or_else(|| inside(block, languages, day_first).filter(|_| !page.kept[number]))
    })?;
    Some(Told::new(date, Origin::Page("publication line".into())))
}

/// The word for publishing that a line begins with.
fn label(line: &str, languages: &Languages) -> Option<String> {
    let lower = beginning(line, LONGEST_LINE).to_lowercase();
    let stands = |phrase: &&String| {
        lower.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    let phrases = languages.iter().flat_map(|l| &l.document().published).filter(stands);
    phrases.max_by_key(|phrase| phrase.len()).cloned()
}

/// The date that a line consists of.
fn alone(block: &PageBlock, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    usable(written_date(&block.text, languages, day_first).filter(|_| block.text.len() <= LONGEST_LINE))
}

/// "This entry was posted on 5 March 2021 at 10:30 and is filed under …".
fn in_sentence(text: &str, label: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    // The words of a label are as long as in the line, unless the case of a letter changes its length.
    let rest = beginning(text, LONGEST_LINE).get(label.len()..).filter(|_| label.contains(' '))?;
    let found = date_in(rest, languages, day_first)?;
    let before = &rest[..found.bytes.start];
    let is_whole = of_publication(before, languages).is_some_and(|part| part.len() == before.len());
    usable(Some(found.date).filter(|_| is_whole && word_count_up_to(before, 3) <= 2))
}

/// "written by Jane Roe – published 5 March 2021"; and in languages that end with the word for publishing, "Kein Zoll wurde am 5.
/// März 2021 um 10:30 Uhr gepostet".
fn inside(block: &PageBlock, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let text = beginning(&block.text, LONGEST_NOTE);
    let found = date_in(text, languages, day_first)?;
    let (before, after) = (text[..found.bytes.start].trim_end(), &text[found.bytes.end..]);
    let piece = before.rfind(is_mark).map_or("", |at| before[at..].trim_start_matches(is_mark)).trim();
    let is_after_mark = || says_only(piece, languages, |words| &words.published);
    let words = || after.split_whitespace().take(MOST_AFTER);
    let says = |word: &str| says_only(word.trim_end_matches(['.', ',']), languages, |words| &words.published);
    let is_told_after = || word_count_up_to(before, 3) > 1 && !change_in(text, languages) && words().any(says);
    usable(Some(found.date).filter(|_| is_after_mark() || is_told_after()))
}
