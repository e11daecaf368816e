//! Text files, Markdown, and pages saved as text: which lines belong together, and what their marks make of them.
//!
//! The text stays the whole file; paragraphs mark what of it is words and not markup.
//!
//! # Where does a paragraph end?
//!
//! At an empty line, a list marker, a heading, a rule. Between two lines with nothing between them it depends on the file:
//! where lines were broken at a width, a full line goes on in the next; where they were not, each line stands for itself,
//! as in a poem or in a row of slogans. That lines were broken at a width shows in lines that begin in lower case.

use std::ops::Range;

use standpoint_segment::BlockKind;

use crate::marks::{self, Mark};
use crate::paragraph::{begins_small, is_address, is_ended, word_count_up_to, Paragraph};

/// A narrower column than this is no column that text was broken at.
const NARROWEST: usize = 30;
/// Words of a bold line that can be a heading.
const BOLD_HEADING: usize = 16;
/// A paragraph shorter than this that breaks off is taken for a line of its own.
const BROKEN_OFF: usize = 80;

/// One line, less white space at its ends.
#[derive(Debug, Clone)]
struct Line {
    bytes: Range<usize>,
    /// Whether an empty line stands before it.
    after_gap: bool,
    indent: usize,
}

/// The paragraphs of a text from this byte on, in order.
pub(crate) fn paragraphs(content: &str, from: usize) -> Vec<Paragraph> {
    let lines = lines(content, from);
    let mut grouping =
        Grouping { content, width: width(content, &lines), found: Vec::new(), open: false, last_line: None };
    for line in &lines {
        grouping.add(line);
    }
    let mut found = grouping.found;
    for paragraph in &mut found {
        finish(content, paragraph);
    }
    found.retain(|p| !p.bytes.is_empty());
    found
}

fn lines(content: &str, from: usize) -> Vec<Line> {
    let (mut found, mut at, mut after_gap) = (Vec::new(), from, true);
    for raw in content[from..].split('\n') {
        let indent = raw.len() - raw.trim_start().len();
        let bytes = at + indent..at + raw.trim_end().len().max(indent);
        let empty = bytes.is_empty();
        if !empty {
            found.push(Line { bytes, after_gap, indent });
        }
        after_gap = empty;
        at += raw.len() + 1;
    }
    found
}

/// The width that lines were broken at: the length of most lines that plainly go on in the next; `None` where few do.
fn width(content: &str, lines: &[Line]) -> Option<usize> {
    let goes_on = |pair: &&[Line]| {
        let next = &content[pair[1].bytes.clone()];
        !pair[1].after_gap && (begins_small(next) || content[..pair[0].bytes.end].ends_with(','))
    };
    let mut lengths: Vec<usize> =
        lines.windows(2).filter(goes_on).map(|pair| characters(&content[pair[0].bytes.clone()])).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 4 / 5).or(lengths.last()).copied().filter(|width| *width >= NARROWEST)
}

/// The length of a line as its reader sees it, counted no further than a line can be wide.
fn characters(line: &str) -> usize {
    line.chars().take(1000).count()
}

struct Grouping<'a> {
    content: &'a str,
    width: Option<usize>,
    found: Vec<Paragraph>,
    /// Whether the last paragraph may go on in the next line.
    open: bool,
    last_line: Option<Line>,
}

impl Grouping<'_> {
    fn add(&mut self, line: &Line) {
        let text = &self.content[line.bytes.clone()];
        if marks::is_rule(text) {
            self.underline(line, text);
            self.open = false;
        } else if marks::is_only_markup(text) {
            self.open = false;
        } else {
            self.words(line, text);
        }
        self.last_line = Some(line.clone());
    }

    /// A line of dashes right under a single line of words makes that a heading.
    fn underline(&mut self, line: &Line, text: &str) {
        let above = self.last_line.as_ref().map(|l| l.bytes.end);
        if let Some(last) = self.found.last_mut() {
            let single = last.kind == BlockKind::Paragraph && !last.text(self.content).contains('\n');
            let short = last.bytes.len() < 300 && above == Some(last.bytes.end);
            if self.open && !line.after_gap && single && short && marks::is_underline(text) {
                (last.kind, last.marked_heading) = (BlockKind::Heading, true);
            }
        }
    }

    fn words(&mut self, line: &Line, text: &str) {
        let (mark, length) = marks::mark(text);
        let start = line.bytes.start + length;
        if self.goes_on(line, text, mark) {
            if let Some(last) = self.found.last_mut() {
                last.bytes.end = line.bytes.end;
            }
            self.open = true;
        } else if start < line.bytes.end {
            self.found.push(Paragraph::new(start..line.bytes.end, marks::kind_of(mark)));
            self.open = mark != Mark::Heading;
        } else {
            self.open = false;
        }
    }

    /// Whether a line belongs to the paragraph before it.
    fn goes_on(&self, line: &Line, text: &str, mark: Mark) -> bool {
        let Some((last, before)) = self.found.last().zip(self.last_line.as_ref()) else { return false };
        let above = &self.content[before.bytes.clone()];
        if is_address(text) || is_address(above) {
            return false;
        }
        if line.after_gap || !self.open {
            return mark == Mark::None && before.bytes.end == last.bytes.end && self.was_broken_off(last, text);
        }
        match mark {
            Mark::Heading | Mark::Bullet => false,
            Mark::Quote => above.starts_with('>'),
            // "… by the\n12. March" and "the bridge\n– the old one –" are no items.
            Mark::DashOrNumber => {
                last.kind == BlockKind::Paragraph
                    && self.is_full(above, text)
                    && !is_ended(above)
                    && !above.ends_with(',')
            }
            Mark::None if last.kind == BlockKind::Item && line.indent >= 2 && line.indent > before.indent => true,
            Mark::None => self.runs_on(above, text),
        }
    }

    fn runs_on(&self, above: &str, text: &str) -> bool {
        begins_small(text)
            || above.ends_with(',')
            || (self.is_full(above, text) && !(is_ended(above) && self.is_short(text)))
    }

    /// Whether a line is too short to go on in the next: after the end of a sentence it may as well stand for itself.
    fn is_short(&self, text: &str) -> bool {
        self.width.is_some_and(|width| characters(text) * 5 < width * 3)
    }

    /// Whether the next line's first word would not have fitted on this line.
    fn is_full(&self, above: &str, next: &str) -> bool {
        let word = next.split_whitespace().next().map_or(0, characters);
        self.width.is_some_and(|width| {
            let length = characters(above);
            // A line that is far too long was broken by its author.
            length < 2 * width && length + 1 + word >= width
        })
    }

    /// Whether an empty line only interrupts a sentence, as page breaks do: it has no end above and goes on in lower case.
    fn was_broken_off(&self, last: &Paragraph, text: &str) -> bool {
        let above = last.text(self.content);
        if !begins_small(text) || is_ended(above) || above.ends_with(',') {
            return false;
        }
        match last.kind {
            BlockKind::Item => word_count_up_to(text, 12) < 12 || !begins_small(above),
            BlockKind::Paragraph => above.len() > BROKEN_OFF && !begins_small(above),
            BlockKind::Heading => false,
        }
    }
}

/// Takes closing `#` and the stars around the whole off; a short bold line is a heading.
fn finish(content: &str, paragraph: &mut Paragraph) {
    if paragraph.kind == BlockKind::Heading {
        let text = paragraph.text(content);
        let bare = text.trim_end_matches('#').trim_end();
        if bare.len() < text.len() && text[bare.len()..].starts_with([' ', '\t']) {
            paragraph.bytes.end = paragraph.bytes.start + bare.len();
        }
    }
    let was_bold = paragraph.text(content).starts_with("**");
    let unwrapped = marks::unwrap_stars(content, &mut paragraph.bytes);
    let text = paragraph.text(content);
    let short = !text.contains('\n') && word_count_up_to(text, BOLD_HEADING + 1) <= BOLD_HEADING;
    if unwrapped && was_bold && short && paragraph.kind == BlockKind::Paragraph && !text.ends_with(['.', ':', ',', ';'])
    {
        paragraph.kind = BlockKind::Heading;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Vec<(&str, BlockKind)> {
        paragraphs(content, 0).into_iter().map(|p| (&content[p.bytes.clone()], p.kind)).collect()
    }

    fn texts(content: &str) -> Vec<&str> {
        read(content).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn lines_broken_at_a_width_belong_together() {
        let wrapped = "The council of Northport wants to take a toll from every boat that enters\n\
            the old harbour. Fishermen would pay twice a day, and the ferry to the isles\n\
            Would cost more. Nobody asked them.\n\
            We say no to this plan, and so do the people of the quay and of the hills\n\
            behind it.";
        let found = texts(wrapped);
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(found[0].ends_with("Nobody asked them."));
    }

    #[test]
    fn lines_that_were_not_broken_stand_alone() {
        assert_eq!(
            texts("End the toll!\nFreedom for the ferry!\nHarbours for all"),
            ["End the toll!", "Freedom for the ferry!", "Harbours for all"]
        );
    }

    #[test]
    fn a_slogan_among_wrapped_lines_stands_alone() {
        let content = "We have waited for the tram to come back to our street for more than\n\
            nine years, and we will not wait for a tenth one while the council sleeps.\n\
            Line 9 now!\n\
            Our children walk to school along the motorway, which is dangerous, and the\n\
            council knows it.";
        assert_eq!(texts(content)[1], "Line 9 now!");
        assert_eq!(texts(content).len(), 3);
    }

    #[test]
    fn items_go_on() {
        let content =
            "We demand:\n\n- a ferry for those who leave the\n\nisles\n- no toll\n  on Sundays\n1. more staff\n";
        assert_eq!(
            read(content),
            [
                ("We demand:", BlockKind::Paragraph),
                ("a ferry for those who leave the\n\nisles", BlockKind::Item),
                ("no toll\n  on Sundays", BlockKind::Item),
                ("more staff", BlockKind::Item),
            ]
        );
    }

    #[test]
    fn headings_of_all_kinds() {
        let content = "# No toll #\n\nOur harbour\n===========\nText.\n\n**What we want**\n\n---\n\nEnd.";
        assert_eq!(
            read(content),
            [
                ("No toll", BlockKind::Heading),
                ("Our harbour", BlockKind::Heading),
                ("Text.", BlockKind::Paragraph),
                ("What we want", BlockKind::Heading),
                ("End.", BlockKind::Paragraph),
            ]
        );
    }

    #[test]
    fn a_number_that_only_came_to_stand_at_the_beginning_of_a_line() {
        let content = "Der Rat der Stadt Nordhafen hat beschlossen, dass die Bibliothek zum\n\
            31. Dezember geschlossen wird, und das gegen den Willen aller, die dort\n\
            lesen.";
        assert_eq!(texts(content).len(), 1);
    }
}
