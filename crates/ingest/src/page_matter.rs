//! What belongs to the page and not to the statement: appeals for donations, footnotes behind the end, running heads.

use std::collections::HashSet;

use standpoint_languages::{Language, Languages, Words};
use standpoint_segment::BlockKind;
use standpoint_text::LanguageCode;

use crate::about::main_language;
use crate::marks::as_shown;
use crate::paragraph::{begins_small, is_ended, plain, word_count_up_to, Paragraph, Role};

/// Words of a line that may be repeated as the head of a page.
const RUNNING_HEAD: usize = 16;
/// A paragraph of fewer words with one turn of the page in it ("all rights reserved") is of the page.
const SHORT: usize = 30;
/// The same in the middle of a statement, where a demand may speak of donations or members.
const SHORT_INSIDE: usize = 8;
/// The same of a whole sentence.
const SHORT_SENTENCE: usize = 12;
/// A longer paragraph, in bytes, is no page matter.
const LONGEST: usize = 1500;
/// What follows a statement of more bytes than this is no longer than the statement.
const LONG: usize = 4000;
/// What follows a shorter one is no longer than it, or than this.
const LONGEST_AFTER_SHORT: usize = 8000;
/// Paragraphs at the top where the page is most likely to speak; and at the end.
const TOP: usize = 4;
const TAIL: usize = 10;

/// The paragraphs that come before what follows a statement ("PS:" with an appeal, "Notes"), as their number. In a long document
/// "Sources" may be the name of a chapter, and "Notes" a line at the top.
pub(crate) fn end_of_statement(content: &str, paragraphs: &[Paragraph], languages: &Languages) -> usize {
    let may_end = |number: usize| {
        let before = paragraphs[number].bytes.start;
        let after = content.len().saturating_sub(before);
        after <= before || (before <= LONG && after <= LONGEST_AFTER_SHORT)
    };
    let opens = |number: usize| {
        let opener = opens_postscript(paragraphs[number].text(content), languages);
        let rest = &paragraphs[number + 1..];
        let of_page = |p: &Paragraph| {
            let text = p.text(content);
            text.len() <= LONGEST && page_turns(text, languages, None) > 0
        };
        opener
            && (rest.is_empty()
                || rest.iter().take(4).any(of_page)
                || rest.first().is_some_and(|p| is_note(p, content)))
    };
    (1..paragraphs.len()).find(|&number| opens(number) && may_end(number)).unwrap_or(paragraphs.len())
}

/// Whether a line opens what follows the statement: "PS:", "Notes".
fn opens_postscript(text: &str, languages: &Languages) -> bool {
    if text.len() > 60 {
        return false;
    }
    let bare = text.trim_matches(['*', '_', '#', ' ', ':', '.']).to_lowercase();
    languages.iter().any(|l| l.document().postscript.iter().any(|p| p.trim_matches('.') == bare))
}

/// Whether a paragraph is a footnote: it begins with `[1]`, `1`, `¹` or a star, or is an item.
fn is_note(paragraph: &Paragraph, content: &str) -> bool {
    let text = paragraph.text(content);
    paragraph.kind == BlockKind::Item
        || text.starts_with(|c: char| c.is_numeric() || matches!(c, '[' | '*' | '^' | '†' | '↑'))
}

/// Turns the paragraphs that are of the page into notes.
pub(crate) fn mark(content: &str, paragraphs: &mut [Paragraph], languages: &Languages) {
    let main = main_language(content, paragraphs, languages);
    let count = paragraphs.len();
    let mut of_page = Vec::new();
    for (number, paragraph) in paragraphs.iter_mut().enumerate().filter(|(_, p)| p.role == Role::Body) {
        let text = paragraph.text(content);
        let inside = number >= TOP && number + TAIL < count;
        if is_of_page(text, paragraph.kind, languages, main, inside) {
            paragraph.role = Role::Note;
            of_page.push(number);
        }
    }
    lists_of_the_page(content, paragraphs, &of_page);
    running_heads(content, paragraphs);
}

fn is_of_page(text: &str, kind: BlockKind, languages: &Languages, main: Option<LanguageCode>, inside: bool) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(1000).count();
    let words = word_count_up_to(text, 400);
    let is_contact = words <= 12 && (text.contains('@') || text.chars().filter(char::is_ascii_digit).count() > letters);
    if letters == 0 || (is_contact && !inside) {
        return true;
    }
    let turns = page_turns(text, languages, main);
    // A whole sentence, and an item among demands, may speak of donations or members without being an appeal.
    let most = match kind {
        BlockKind::Item => 0,
        _ if inside => SHORT_INSIDE,
        _ if text.ends_with(['.', '!']) => SHORT_SENTENCE,
        _ => SHORT,
    };
    // A long paragraph needs as many turns as an appeal has, which speaks of little else.
    (turns >= 2 && words <= 60 * turns) || (turns == 1 && words <= most)
}

/// What comes after a line of the page near the end, when it is only lines ("Related articles" and their titles).
fn lists_of_the_page(content: &str, paragraphs: &mut [Paragraph], of_page: &[usize]) {
    let is_line = |p: &Paragraph| {
        let text = p.text(content);
        p.role == Role::Note || (word_count_up_to(text, 13) <= 12 && !is_ended(text))
    };
    for &number in of_page.iter().filter(|&&n| n + TAIL >= paragraphs.len() && n > TOP) {
        if paragraphs[number + 1..].iter().all(is_line) {
            paragraphs[number + 1..].iter_mut().for_each(|p| p.role = Role::Note);
            return;
        }
    }
}

/// How many turns in a text speak of the page, in the text's language or in English; where the text's language is not
/// known, in whichever language it does so most.
pub(crate) fn page_turns(text: &str, languages: &Languages, main: Option<LanguageCode>) -> usize {
    let shown = as_shown(text);
    let words = Words::of(&shown);
    let english = LanguageCode::new("en");
    let asked = |l: &&Language| main.is_none() || Some(l.code()) == main || Some(l.code()) == english;
    languages.iter().filter(asked).map(|l| l.boilerplate_turns(&words)).max().unwrap_or(0)
}

/// A title or heading that comes again in the middle of a sentence is the head of a page.
fn running_heads(content: &str, paragraphs: &mut [Paragraph]) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut before: Option<usize> = None;
    for number in 0..paragraphs.len() {
        let text = paragraphs[number].text(content);
        let short = text.len() < 300 && word_count_up_to(text, RUNNING_HEAD + 1) <= RUNNING_HEAD;
        if short && paragraphs[number].is_kept() {
            let known = !seen.insert(plain(text));
            if known && paragraphs[number].role == Role::Body && interrupts(content, paragraphs, before, number) {
                paragraphs[number].role = Role::Note;
            }
        }
        if paragraphs[number].is_kept() {
            before = Some(number);
        }
    }
}

/// Whether the paragraph before has no end, or the one after begins in the middle.
fn interrupts(content: &str, paragraphs: &[Paragraph], before: Option<usize>, number: usize) -> bool {
    let cut_off = |p: &Paragraph| p.kind != BlockKind::Heading && p.role == Role::Body && p.bytes.len() > 60;
    let unfinished = before.is_some_and(|b| cut_off(&paragraphs[b]) && !is_ended(paragraphs[b].text(content)));
    let next = paragraphs[number + 1..].iter().find(|p| p.is_kept());
    let goes_on = next.is_some_and(|p| p.kind == BlockKind::Paragraph && begins_small(p.text(content)));
    unfinished || goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first words of what comes after the end.
    fn after(parts: &[&str]) -> Option<String> {
        let content = parts.join("\n\n");
        let mut at = 0;
        let paragraphs: Vec<Paragraph> = parts
            .iter()
            .map(|part| {
                let start = at;
                at += part.len() + 2;
                Paragraph::new(start..start + part.len(), BlockKind::Paragraph)
            })
            .collect();
        let end = end_of_statement(&content, &paragraphs, Languages::built_in());
        parts.get(end).map(|part| (*part).to_owned())
    }

    #[test]
    fn what_follows_a_statement_is_not_most_of_it() {
        let text = "The council wants a toll from every boat, and nobody asked us. ".repeat(40);
        let note = "[1] The paper of the council.";
        assert_eq!(after(&[&text, "Notes", note]).as_deref(), Some("Notes"));
        assert_eq!(after(&["No toll!", "Notes", note, &text]).as_deref(), Some("Notes"));
        let long = text.repeat(5);
        assert_eq!(after(&["No toll!", "Notes", note, &long]), None, "most of the page");
        assert_eq!(after(&[&text.repeat(2), "Notes", note, &long]), None, "a chapter");
        assert_eq!(after(&["No toll!", "Notes", note, &long, "References", note]).as_deref(), Some("References"));
    }
}
