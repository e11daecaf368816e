//! A line that shows a date as the page's: which stands alone in it, or is set off from what else it says.

use standpoint_languages::Languages;
use standpoint_text::CalendarDate;

use super::usable;
use crate::dates::written::clock_length;
use crate::dates::{date_in, of_publication, written_date};
use crate::html::PageBlock;
use crate::paragraph::word_count_up_to;

/// So many lines of a page are looked through.
pub(super) const MOST_LINES: usize = 3000;
/// A longer line, in bytes, shows no date.
pub(super) const LONGEST_LINE: usize = 150;
/// Words of a line beside the date in it.
pub(super) const MOST_WORDS: usize = 14;
/// Words that may follow the date before the next mark.
const MOST_AFTER: usize = 5;

/// The date that a line shows as the page's: alone, or set off from what stands beside it, or after a word for it.
pub(super) fn in_line(block: &PageBlock, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    if block.text.len() > LONGEST_LINE || !block.text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    block.text.split('\n').find_map(|line| {
        let line = of_publication(line, languages)?;
        usable(written_date(line, languages, day_first)).or_else(|| set_off(line, languages, day_first))
    })
}

/// A date between marks ("Jane Roe | 5 March 2021 | News"), or after a word for publishing or writing ("by Jane Roe on 5
/// March 2021").
pub(super) fn set_off(line: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let found = date_in(line, languages, day_first)?;
    let (before, after) = (&line[..found.bytes.start], &line[found.bytes.end..]);
    let after = &after[clock_length(after).unwrap_or(0)..];
    if word_count_up_to(before, MOST_WORDS) + word_count_up_to(after, MOST_WORDS) > MOST_WORDS {
        return None;
    }
    let rest = after.split(is_mark).next().unwrap_or("").trim_end();
    let words_after = word_count_up_to(rest, MOST_AFTER + 1);
    let is_sentence = words_after > 2 && rest.ends_with('.');
    let fits = introduces(before, languages) || (words_after == 0 && are_initials(before));
    usable(Some(found.date).filter(|_| fits && words_after <= MOST_AFTER && !is_sentence))
}

/// Whether what stands before a date leaves it for itself: nothing, a mark, a letter right before it, as where two elements
/// of a page meet, or a word for publishing or writing.
fn introduces(before: &str, languages: &Languages) -> bool {
    let beside = before.trim_end();
    let piece = beside.rfind(is_mark).map_or(beside, |at| beside[at..].trim_start_matches(is_mark)).trim();
    let says = |text: &str| {
        let lower = text.trim_start().to_lowercase();
        // Where two elements of a page meet, a name stands right after the word: "byJane Roe".
        let is_glued = |rest: &str| text.trim_start().get(lower.len() - rest.len()..).is_some_and(begins_large);
        let begins = |phrase: &String| {
            let rest = lower.strip_prefix(phrase.as_str());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || is_glued(rest))
        };
        languages.iter().any(|l| l.document().published.iter().chain(&l.document().written_by).any(begins))
    };
    // "Joined: 5 March 2021": what stands before a colon says what the date is of.
    let is_other = beside.ends_with([':', '：']) && word_count_up_to(beside, MOST_WORDS) > 0;
    (piece.is_empty() && !is_other) || before.ends_with(char::is_alphabetic) || says(piece) || says(before)
}

fn begins_large(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// "dpa am", "mh": whoever wrote a piece of news, in a few letters.
fn are_initials(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    words.len() <= 2 && words.iter().all(|word| word.chars().count() <= 4 && word.chars().all(char::is_alphabetic))
}

/// Whether a character stands between the pieces of a line ("|", "•", "»").
pub(super) fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !"'’`´.?!&@#%$€£+*_\"“”„".contains(c)
}

/// So many bytes of a text, or a few less.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}
