//! What in the text of a message is not the sender's own: quoted lines, the message below an answer, the signature.
//!
//! No words of any language are needed: quoted lines begin with `>`, the line that introduces them ends with a colon and
//! holds a date or an address, the message below begins with a line between dashes or with a block of `Name: value` that
//! holds a time, and the signature stands below `-- `.

use std::ops::Range;

use standpoint_segment::BlockKind;

use super::OWN_WORDS;
use crate::light_markup;
use crate::paragraph::{word_count_up_to, Paragraph, Role};

/// A signature, and what a mailing list puts below a message, has no more lines than this.
const LONGEST_SIGNATURE: usize = 15;
/// A rule of so many strokes sets something off.
const RULE: usize = 10;
/// Lines that may introduce quoted ones.
const INTRODUCTION: usize = 3;

struct Line<'c> {
    bytes: Range<usize>,
    text: &'c str,
    is_own: bool,
}

/// The paragraphs of a message, what is not the sender's own as notes; and whether it only passes on another message.
pub(super) fn paragraphs(content: &str) -> (Vec<Paragraph>, bool) {
    let mut lines = lines(content);
    let passes_on = set_off_other_message(&mut lines);
    set_off_signature(content, &mut lines);
    set_off_quotes(&mut lines);
    let mut found = Vec::new();
    for run in lines.chunk_by(|a, b| a.is_own == b.is_own) {
        let (start, end) = (run[0].bytes.start, run[run.len() - 1].bytes.end);
        if run[0].is_own {
            found.extend(light_markup::paragraphs(&content[..end], start));
        } else {
            found.extend(run.iter().filter(|line| !line.text.is_empty()).map(note));
        }
    }
    (found, passes_on)
}

fn note(line: &Line<'_>) -> Paragraph {
    Paragraph { role: Role::Note, ..Paragraph::new(line.bytes.clone(), BlockKind::Paragraph) }
}

fn lines(content: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let line = |raw: &'_ str| -> Range<usize> {
        let start = at;
        at += raw.len() + 1;
        start..start + raw.len()
    };
    let ranges: Vec<Range<usize>> = content.split('\n').map(line).collect();
    ranges.into_iter().map(|bytes| Line { text: content[bytes.clone()].trim(), bytes, is_own: true }).collect()
}

/// Sets off the message that stands below another. Where the one above says next to nothing, the other is what is sent:
/// then only its head is set off.
fn set_off_other_message(lines: &mut [Line<'_>]) -> bool {
    let Some(at) = (0..lines.len()).find(|&at| begins_other_message(lines, at)) else { return false };
    let above = lines[..at].iter().filter(|line| !is_quoted(line));
    let own_words: usize = above.map(|line| word_count_up_to(line.text, OWN_WORDS)).sum();
    let passes_on = own_words < OWN_WORDS;
    let mut end = lines.len();
    if passes_on {
        let head = lines[at..].iter().take_while(|line| !is_head(line) && !is_body(line)).count();
        let fields = lines[at + head..].iter().take_while(|line| is_head(line)).count();
        end = at + head + fields;
        lines[..at].iter_mut().for_each(|line| line.is_own = false);
    }
    lines[at..end].iter_mut().for_each(|line| line.is_own = false);
    passes_on
}

/// Whether a line is neither empty nor set apart by strokes.
fn is_body(line: &Line<'_>) -> bool {
    !line.text.is_empty() && !is_between_dashes(line.text) && !is_rule(line.text)
}

fn begins_other_message(lines: &[Line<'_>], at: usize) -> bool {
    is_between_dashes(lines[at].text) || (at == 0 || !is_head(&lines[at - 1])) && is_head_block(&lines[at..])
}

/// `-----Original Message-----`, `---------- Forwarded message ---------`
fn is_between_dashes(text: &str) -> bool {
    let inside = text.trim_matches('-');
    let dashes = text.len() - inside.len();
    let short = inside.len() < 60 && word_count_up_to(inside, 6) <= 5 && inside.contains(char::is_alphabetic);
    short && dashes >= 8 && text.starts_with("----") && text.ends_with("----")
}

/// Three or more fields, one of which says when.
fn is_head_block(lines: &[Line<'_>]) -> bool {
    let fields = lines.iter().take(8).take_while(|line| is_head(line));
    let (mut count, mut has_time) = (0, false);
    for line in fields {
        count += 1;
        has_time |= has_clock(line.text) && has_year(line.text);
    }
    count >= 3 && has_time
}

/// `Sent: Friday 5 March 2021 10:00`, with a name of one or two words.
fn is_head(line: &Line<'_>) -> bool {
    let Some((name, value)) = line.text.split_once(':') else { return false };
    let name = name.trim_matches(['*', ' ', '>']);
    let letters = name.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    letters && (1..=24).contains(&name.len()) && name.split(' ').count() <= 2 && !value.starts_with("//")
}

fn has_clock(text: &str) -> bool {
    let clock = |w: &[u8]| {
        w[0].is_ascii_digit() && matches!(w[1], b':' | b'.') && w[2].is_ascii_digit() && w[3].is_ascii_digit()
    };
    text.as_bytes().windows(4).any(clock)
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

fn is_rule(text: &str) -> bool {
    text.len() >= RULE && text.chars().all(|c| c == '_')
}

/// The signature, and what a mailing list adds.
fn set_off_signature(content: &str, lines: &mut [Line<'_>]) {
    let all = lines.len();
    let last =
        lines.iter().rposition(|line| line.is_own && !line.text.is_empty() && !is_quoted(line)).map_or(0, |at| at + 1);
    let begins = |&at: &usize| {
        let line = &lines[at];
        // Without its space the mark may be a rule; but what a rule sets off stands apart.
        let is_mark = line.text == "--"
            && (content[line.bytes.clone()].ends_with(' ')
                || lines.get(at + 1).is_some_and(|next| !next.text.is_empty()));
        let marked = is_mark || is_rule(line.text);
        line.is_own && marked && last.saturating_sub(at) <= LONGEST_SIGNATURE
    };
    let Some(at) = (0..all).find(begins) else { return };
    lines[at..].iter_mut().for_each(|line| line.is_own = false);
}

/// Quoted lines, and what introduces them.
fn set_off_quotes(lines: &mut [Line<'_>]) {
    for at in 0..lines.len() {
        if !lines[at].is_own || !is_quoted(&lines[at]) {
            continue;
        }
        lines[at].is_own = false;
        if at == 0 || !is_quoted(&lines[at - 1]) {
            set_off_introduction(&mut lines[..at]);
        }
    }
}

fn is_quoted(line: &Line<'_>) -> bool {
    line.text.starts_with('>')
}

/// The one to three lines that say whose words follow.
fn set_off_introduction(lines: &mut [Line<'_>]) {
    let Some(last) = lines.len().checked_sub(1).map(|last| last - usize::from(lines[last].text.is_empty() && last > 0))
    else {
        return;
    };
    if !lines[last].text.ends_with(':') {
        return;
    }
    let above = (0..last).rev().take(INTRODUCTION - 1).take_while(|&at| !lines[at].text.is_empty() && lines[at].is_own);
    let first = above.last().unwrap_or(last);
    let says_when_or_who = |line: &Line<'_>| line.text.contains('@') || has_year(line.text) || has_clock(line.text);
    if let Some(begin) = (first..=last).find(|&at| says_when_or_who(&lines[at])) {
        lines[begin..=last].iter_mut().for_each(|line| line.is_own = false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(content: &str) -> (Vec<&str>, bool) {
        let (found, passes_on) = paragraphs(content);
        (found.iter().filter(|p| p.is_kept()).map(|p| p.text(content)).collect(), passes_on)
    }

    #[test]
    fn quotes_and_signatures_are_not_the_senders() {
        let content = "We say no to the toll.\n\nOn Fri, 5 Mar 2021 at 10:00, Ann Lee\n<ann@league.example> wrote:\n\n\
            > What do you say?\n>> About what?\n\nAnd to the ferry too.\n\n-- \nAnn Lee\nHarbour League\n";
        assert_eq!(own(content), (vec!["We say no to the toll.", "And to the ferry too."], false));
    }

    #[test]
    fn the_message_below_an_answer() {
        let content = "We say no to the toll, and we have said so since the council asked us.\n\n\
            Von: Ann Lee\nGesendet: Freitag, 5. März 2021 10:00\nAn: Rat\nBetreff: Maut\n\nWas sagt ihr?";
        assert_eq!(own(content).0, ["We say no to the toll, and we have said so since the council asked us."]);
        let content = content.replace("Von: Ann", "-----Ursprüngliche Nachricht-----\nVon: Ann");
        assert_eq!(own(&content).0.len(), 1);
    }

    #[test]
    fn a_message_that_is_passed_on() {
        let content = "FYI\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@league.example>\n\
            Date: Fri, 5 Mar 2021 at 10:00\nSubject: No toll\nTo: All\n\n\nThe bridge is ours. We say no.\n";
        assert_eq!(own(content), (vec!["The bridge is ours. We say no."], true));
    }

    #[test]
    fn what_only_looks_like_it_is_kept() {
        let content = "Our demands:\n\nFirst: no toll\nSecond: a ferry\nThird: more staff\n\n--\n\nThe bridge is ours.";
        let found = own(content).0;
        assert!(found.contains(&"Second: a ferry") && found.ends_with(&["The bridge is ours."]), "{found:?}");
        assert!(own("a -- b\n--- c ---\nd").0.concat().contains("c ---"));
    }
}
