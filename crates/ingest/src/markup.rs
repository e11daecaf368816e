//! Light markup, as found in text files and in pages saved as text: headings, lists, rules, addresses, and the lines that
//! are about the page rather than of the statement.
//!
//! The text stays the whole file; blocks mark what of it is the statement, less its markup.

use std::collections::HashSet;
use std::ops::Range;

use standpoint_languages::{Languages, Words};
use standpoint_segment::{Block, BlockKind};

use crate::head::{self, Head, LineRole};

/// Words that a line of a poem, a slogan or a heading has at most.
const SHORT_LINE: usize = 16;
/// A paragraph of fewer words with a turn of the page in it ("all rights reserved") is of the page.
const SHORT_PARAGRAPH: usize = 30;

/// One line of a text, by its bytes, less white space at its ends.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub bytes: Range<usize>,
    /// Whether an empty line stands before it.
    pub after_gap: bool,
}

/// What a text's markup says: its blocks, and what it says about itself.
pub(crate) fn read(content: &str, languages: &Languages) -> (Vec<Block>, Head) {
    let lines = lines(content);
    let mut paragraphs = paragraphs(content, &lines);
    let head = head::read(content, &mut paragraphs, languages);
    let body = without_page_matter(content, paragraphs, languages, &head);
    (blocks(content, body), head)
}

fn lines(content: &str) -> Vec<Line> {
    let (mut found, mut at, mut gap) = (Vec::new(), 0, true);
    for raw in content.split('\n') {
        let start = at + (raw.len() - raw.trim_start().len());
        let end = at + raw.trim_end().len();
        if start < end {
            found.push(Line { bytes: start..end, after_gap: gap });
        }
        gap = start >= end;
        at += raw.len() + 1;
    }
    found
}

/// Lines that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub bytes: Range<usize>,
    pub kind: BlockKind,
    /// What the head of the document makes of it; `Body` until then.
    pub role: LineRole,
    /// Whether its markup (`#`, underlining) makes it a heading.
    pub marked_heading: bool,
}

fn paragraphs(content: &str, lines: &[Line]) -> Vec<Paragraph> {
    let long = typical_length(lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for (number, line) in lines.iter().enumerate() {
        let text = &content[line.bytes.clone()];
        let (marker, kind) = marker(text);
        if is_rule(text) {
            // A line of dashes right under a line of words makes that a heading.
            if !line.after_gap && open && kind != Some(BlockKind::Item) {
                if let Some(last) = found.last_mut() {
                    (last.kind, last.marked_heading) = (BlockKind::Heading, true);
                }
            }
            open = false;
            continue;
        }
        let before = number.checked_sub(1).map(|n| &content[lines[n].bytes.clone()]);
        let joins = open && !line.after_gap && kind.is_none() && before.is_some_and(|b| runs_on(b, text, long));
        let start = line.bytes.start + marker;
        if joins {
            if let Some(last) = found.last_mut() {
                last.bytes.end = line.bytes.end;
            }
            continue;
        }
        if start >= line.bytes.end {
            continue;
        }
        let goes_on = kind.is_none() && found.last().is_some_and(|last| item_goes_on(content, last, text));
        if goes_on {
            if let Some(last) = found.last_mut() {
                last.bytes.end = line.bytes.end;
            }
            open = true;
            continue;
        }
        let marked_heading = kind == Some(BlockKind::Heading);
        let kind = kind.unwrap_or(BlockKind::Paragraph);
        let bytes = start..line.bytes.end;
        found.push(Paragraph { bytes, kind, role: LineRole::Body, marked_heading });
        open = !marked_heading;
    }
    for paragraph in &mut found {
        unwrap_stars(content, &mut paragraph.bytes);
    }
    found
}

/// An item that was broken off by an empty line goes on in lower case.
fn item_goes_on(content: &str, last: &Paragraph, text: &str) -> bool {
    let ended = content[last.bytes.clone()].ends_with(['.', '!', '?', ':', ';', '"', '”', '»']);
    last.kind == BlockKind::Item && !ended && text.chars().next().is_some_and(char::is_lowercase)
}

/// The length that full lines have in a text whose lines were broken at a width; 0 where they were not.
fn typical_length(lines: &[Line]) -> usize {
    let mut lengths: Vec<usize> = lines.iter().filter(|l| !l.after_gap).map(|l| l.bytes.len()).collect();
    if lengths.len() < 4 {
        return 0;
    }
    lengths.sort_unstable();
    lengths[lengths.len() * 3 / 4]
}

/// Whether a line goes on in the next: it has no end mark, or it is as long as full lines are.
fn runs_on(before: &str, next: &str, long: usize) -> bool {
    let ended = before.ends_with(['.', '!', '?', ':', '”', '»', '"', ';']);
    let full = before.len() * 4 >= long * 3 && before.len() > 40;
    let starts_small = next.chars().next().is_some_and(char::is_lowercase);
    starts_small || full || (!ended && before.len() > 40)
}

/// The length of a line's marker, and what it marks.
fn marker(text: &str) -> (usize, Option<BlockKind>) {
    let after = |prefix: usize| text[prefix..].len() - text[prefix..].trim_start().len() + prefix;
    if text.starts_with('#') {
        let hashes = text.len() - text.trim_start_matches('#').len();
        let is_heading = hashes <= 6 && text[hashes..].starts_with(' ');
        return if is_heading { (after(hashes), Some(BlockKind::Heading)) } else { (0, None) };
    }
    if let Some(first) = text.chars().next() {
        let bullet = matches!(first, '-' | '*' | '+' | '•' | '–' | '—' | '▪' | '◦' | '‣' | '·' | '●' | '■' | '➤' | '→');
        if bullet && text[first.len_utf8()..].starts_with([' ', '\u{a0}', '\t']) {
            return (after(first.len_utf8()), Some(BlockKind::Item));
        }
        if first == '>' {
            return (after(1), None);
        }
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letter = usize::from(digits == 0 && text.len() > 2 && text.as_bytes()[0].is_ascii_lowercase());
    let head = digits + letter;
    if (1..=3).contains(&head) && text[head..].starts_with([')', '.']) && text[head + 1..].starts_with(' ') {
        let is_item = digits > 0 || text[head..].starts_with(')');
        return if is_item { (after(head + 1), Some(BlockKind::Item)) } else { (0, None) };
    }
    (0, None)
}

fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | '~' | ' '))
}

/// Takes the stars off a paragraph that is bold or slanted as a whole.
fn unwrap_stars(content: &str, bytes: &mut Range<usize>) {
    for mark in ["***", "**", "__", "*", "_"] {
        let text = &content[bytes.clone()];
        let inner = text.len() > 2 * mark.len() && text.starts_with(mark) && text.ends_with(mark);
        if inner && !text[mark.len()..text.len() - mark.len()].contains(mark) {
            *bytes = bytes.start + mark.len()..bytes.end - mark.len();
        }
    }
}

fn without_page_matter(
    content: &str,
    paragraphs: Vec<Paragraph>,
    languages: &Languages,
    head: &Head,
) -> Vec<Paragraph> {
    let mut seen: HashSet<String> = head.title.iter().map(|t| plain(t)).collect();
    let mut kept: Vec<Paragraph> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let text = &content[paragraph.bytes.clone()];
        if number > 0 && head::opens_postscript(text, languages) {
            let rest = &paragraphs[number + 1..];
            let after: usize = rest.iter().map(|p| page_turns(&content[p.bytes.clone()], languages)).sum();
            if after > 0 || rest.is_empty() {
                break;
            }
        }
        if paragraph.role != LineRole::Body && paragraph.role != LineRole::Title {
            continue;
        }
        let words = Words::of(text).len();
        let turns = page_turns(text, languages);
        if is_address(text) || text.contains('\u{fffd}') || turns >= 2 || (turns == 1 && words < SHORT_PARAGRAPH) {
            continue;
        }
        let repeated =
            words <= SHORT_LINE && paragraph.role == LineRole::Body && kept.len() > 1 && seen.contains(&plain(text));
        if repeated
            && (paragraph.kind == BlockKind::Heading || words > 2)
            && interrupts(content, &kept, paragraphs.get(number + 1))
        {
            continue;
        }
        if words <= SHORT_LINE {
            seen.insert(plain(text));
        }
        kept.push(paragraph.clone());
    }
    kept
}

/// Whether the paragraph before has no end and the one after begins in lower case: a running head between them.
fn interrupts(content: &str, kept: &[Paragraph], next: Option<&Paragraph>) -> bool {
    let unfinished =
        kept.last().is_some_and(|p| !content[p.bytes.clone()].ends_with(['.', '!', '?', '”', '»', '"', ':']));
    let goes_on = next.is_some_and(|p| content[p.bytes.clone()].chars().next().is_some_and(char::is_lowercase));
    unfinished || goes_on
}

/// How many turns in a text speak of the page, in whichever language it does so most.
pub(crate) fn page_turns(text: &str, languages: &Languages) -> usize {
    let words = Words::of(text);
    languages.iter().map(|l| l.boilerplate_turns(&words)).max().unwrap_or(0)
}

pub(crate) fn is_address(text: &str) -> bool {
    let bare = text.trim_start_matches('<').trim_end_matches('>');
    (bare.starts_with("http://") || bare.starts_with("https://") || bare.starts_with("www."))
        && !bare.contains(char::is_whitespace)
}

/// A text as it is compared with others: words only, lower case.
pub(crate) fn plain(text: &str) -> String {
    Words::of(text).iter().collect::<Vec<_>>().join(" ")
}

fn blocks(content: &str, paragraphs: Vec<Paragraph>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(paragraphs.len());
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let text = &content[paragraph.bytes.clone()];
        let next_is_long = paragraphs
            .get(number + 1)
            .is_some_and(|next| next.bytes.len() > 3 * paragraph.bytes.len() && next.bytes.len() > 120);
        let heads = paragraph.kind == BlockKind::Paragraph
            && text.len() < 120
            && !text.ends_with(['.', ':', ';', ',', '!'])
            && !text.contains('\n')
            && next_is_long;
        let kind = match paragraph.role {
            LineRole::Title => BlockKind::Heading,
            _ if heads => BlockKind::Heading,
            _ => paragraph.kind,
        };
        blocks.push(Block { bytes: paragraph.bytes.clone(), kind });
    }
    blocks
}
