//! The line in which a page shows when it was published: beside its title, or anywhere after a word for it.

use standpoint_languages::Languages;
use standpoint_text::CalendarDate;

use super::{usable, MOST_WORDS};
use crate::about::{Origin, Told};
use crate::html::PageBlock;
use crate::paragraph::{plain, word_count_up_to};
use crate::written_date::{clock_length, date_in, of_publication, written_date};

/// So many blocks after the title, and before it, may show the date.
const AFTER_TITLE: usize = 8;
const BEFORE_TITLE: usize = 3;
/// A longer line, in bytes, shows no date.
const LONGEST_LINE: usize = 150;
/// So many lines of a page are looked through for one that says "Published".
const MOST_LINES: usize = 3000;
/// Words that may follow the date before the next mark.
const MOST_AFTER: usize = 5;

/// The date in the line in which a page shows it beside its title.
pub(in crate::html) fn shown(
    blocks: &[PageBlock],
    title: Option<&str>,
    languages: &Languages,
    day_first: Option<bool>,
) -> Option<Told<CalendarDate>> {
    let at = title_block(blocks, title)?;
    let after = blocks.iter().skip(at + 1).take(AFTER_TITLE);
    let before = blocks[..at].iter().rev().take(BEFORE_TITLE);
    let beside = after.chain(before).find_map(|block| in_line(block, languages, day_first));
    let date = beside.or_else(|| opens_title(&blocks[at].text, languages, day_first))?;
    Some(Told::new(date, Origin::Page("line beside the title".into())))
}

/// "05.03.2021 – No toll at all".
fn opens_title(title: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let found = date_in(title, languages, day_first)?;
    let marks = [" - ", " – ", " — ", ": ", " | "];
    let is_set_off = title[..found.bytes.start].trim().is_empty()
        && marks.iter().any(|mark| title[found.bytes.end..].starts_with(mark));
    usable(Some(found.date).filter(|_| is_set_off))
}

fn title_block(blocks: &[PageBlock], title: Option<&str>) -> Option<usize> {
    let words = title.map(plain).filter(|words| !words.is_empty());
    let is_title = |block: &PageBlock| {
        words.as_ref().is_some_and(|words| block.text.len() < words.len() * 4 + 40 && plain(&block.text) == *words)
    };
    let heading = |block: &PageBlock| block.level == Some(1);
    let marked = blocks.iter().position(|block| heading(block) && is_title(block));
    marked
        .or_else(|| blocks.iter().position(|block| !block.around && is_title(block)))
        .or_else(|| blocks.iter().position(heading))
}

/// The date that a line shows as the page's: alone, or set off from what stands beside it, or after a word for it.
fn in_line(block: &PageBlock, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    if block.text.len() > LONGEST_LINE || !block.text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    block.text.split('\n').find_map(|line| {
        let line = of_publication(line, languages)?;
        usable(written_date(line, languages, day_first)).or_else(|| set_off(line, languages, day_first))
    })
}

/// The date in the first line of a page that says "Published" before it, wherever it stands; the date may stand in the line
/// after it.
pub(in crate::html) fn labelled(
    blocks: &[PageBlock],
    languages: &Languages,
    day_first: Option<bool>,
) -> Option<Told<CalendarDate>> {
    let date = blocks.iter().take(MOST_LINES).enumerate().find_map(|(number, block)| {
        let lower = block.text.get(..LONGEST_LINE).unwrap_or(&block.text).to_lowercase();
        let stands = |phrase: &&String| {
            lower.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        let label = languages.iter().flat_map(|l| &l.document().published).filter(stands);
        let label = label.max_by_key(|phrase| phrase.len())?;
        if block.text.trim_end_matches(':').to_lowercase() == *label {
            return blocks.get(number + 1).and_then(|next| alone(next, languages, day_first));
        }
        in_line(block, languages, day_first).or_else(|| in_sentence(&block.text, label, languages, day_first))
    })?;
    Some(Told::new(date, Origin::Page("publication line".into())))
}

/// The date that a line consists of.
fn alone(block: &PageBlock, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    usable(written_date(&block.text, languages, day_first).filter(|_| block.text.len() <= LONGEST_LINE))
}

/// "This entry was posted on 5 March 2021 at 10:30 and is filed under …".
fn in_sentence(text: &str, label: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let most = (LONGEST_LINE..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    // The words of a label are as long as in the line, unless the case of a letter changes its length.
    let rest = text.get(label.len()..most).filter(|_| label.contains(' '))?;
    let found = date_in(rest, languages, day_first)?;
    let before = &rest[..found.bytes.start];
    let is_whole = of_publication(before, languages).is_some_and(|part| part.len() == before.len());
    usable(Some(found.date).filter(|_| is_whole && word_count_up_to(before, 3) <= 2))
}

/// Marks between the pieces of a line.
const MARKS: [char; 15] = ['|', '•', '·', '–', '—', '/', ',', ':', '：', ';', '(', ')', '-', '»', '>'];

/// A date between marks ("Jane Roe | 5 March 2021 | News"), or after a word for publishing or writing ("by Jane Roe on 5
/// March 2021").
pub(super) fn set_off(line: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let found = date_in(line, languages, day_first)?;
    let (before, after) = (&line[..found.bytes.start], &line[found.bytes.end..]);
    let after = &after[clock_length(after).unwrap_or(0)..];
    if word_count_up_to(before, MOST_WORDS) + word_count_up_to(after, MOST_WORDS) > MOST_WORDS {
        return None;
    }
    let rest = after.split(MARKS).next().unwrap_or("").trim_end();
    let words_after = word_count_up_to(rest, MOST_AFTER + 1);
    let is_sentence = words_after > 2 && rest.ends_with('.');
    let fits = introduces(before, languages) || (words_after == 0 && are_initials(before));
    usable(Some(found.date).filter(|_| fits && words_after <= MOST_AFTER && !is_sentence))
}

/// Whether what stands before a date leaves it for itself: nothing, a mark, a letter right before it, as where two elements
/// of a page meet, or a word for publishing or writing.
fn introduces(before: &str, languages: &Languages) -> bool {
    let beside = before.trim_end();
    let piece = beside.rfind(MARKS).map_or(beside, |at| beside[at..].trim_start_matches(MARKS)).trim();
    let says = |text: &str| {
        let lower = text.trim_start().to_lowercase();
        let begins = |phrase: &String| {
            lower.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        languages.iter().any(|l| l.document().published.iter().chain(&l.document().written_by).any(begins))
    };
    // "Joined: 5 March 2021": what stands before a colon says what the date is of.
    let is_other = beside.ends_with([':', '：']) && word_count_up_to(beside, MOST_WORDS) > 0;
    (piece.is_empty() && !is_other) || before.ends_with(char::is_alphabetic) || says(piece) || says(before)
}

/// "dpa am", "mh": whoever wrote a piece of news, in a few letters.
fn are_initials(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    words.len() <= 2 && words.iter().all(|word| word.chars().count() <= 4 && word.chars().all(char::is_alphabetic))
}
