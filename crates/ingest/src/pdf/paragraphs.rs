//! From the lines of a column to its paragraphs: by gaps, indents, sizes, and lines that end early.

use super::columns::median;
use super::lines::Line;
use crate::marks::{mark, Mark};
use crate::paragraph::{begins_small, is_ended};

/// How much larger than usual a gap between lines is that parts paragraphs.
const GAP: f32 = 1.28;
/// How far a line is set in, in parts of its size, to begin a paragraph.
const INDENT: f32 = 0.7;
/// How much sizes differ between paragraphs.
const SIZE: f32 = 1.07;
/// A footnote is smaller than the text by this.
const NOTE: f32 = 0.94;
/// How much of its column a line leaves empty that ends a paragraph whatever it says.
const SHORT: f32 = 0.35;

/// What is known of the whole document.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Usual {
    /// The size of most of its text.
    pub size: f32,
    /// Whether most of its text is in letters of one width.
    pub mono: bool,
}

/// Lines that belong together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Paragraph {
    pub lines: Vec<Line>,
    pub part: Part,
    /// Whether its last line goes to the end of the column.
    pub full: bool,
    /// Whether its first line is set in.
    pub indented: bool,
    /// The size of most of its lines.
    pub size: f32,
    /// Whether all of it is bold.
    pub bold: bool,
}

/// What part a paragraph plays on its page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Text,
    Heading,
    /// A row of a table.
    Row,
    /// A line of letters of one width, in a document of others: as typed.
    Typed,
    Footnote,
    /// A line of a table of contents.
    Contents,
    /// A running head or foot, a number of a page, or text in a margin.
    OfPage,
}

impl Paragraph {
    pub(super) fn first(&self) -> &str {
        self.lines.first().map_or("", |line| &line.text)
    }

    pub(super) fn last(&self) -> &str {
        self.lines.last().map_or("", |line| &line.text)
    }
}

/// The paragraphs of a column, its footnotes last.
pub(super) fn paragraphs(lines: Vec<Line>, usual: Usual) -> Vec<Paragraph> {
    let notes = first_note(&lines, usual);
    let column = Column::of(&lines[..notes], usual);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut lines = lines.into_iter().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        let is_note = number >= notes;
        let next = lines.peek().map(|(_, next)| next);
        let begins = match found.last() {
            Some(last) if is_note && last.part == Part::Footnote => line.marked || begins_note(&line),
            Some(last) => {
                is_note || column.begins(last, &line) || next.is_some_and(|next| column.is_first(last, &line, next))
            }
            None => true,
        };
        if begins {
            found.push(Paragraph { part: if is_note { Part::Footnote } else { Part::Text }, ..Paragraph::default() });
        }
        if let Some(last) = found.last_mut() {
            last.lines.push(line);
        }
    }
    for paragraph in &mut found {
        column.finish(paragraph);
    }
    found
}

/// The number of the first line of the footnotes at the end of a column.
fn first_note(lines: &[Line], usual: Usual) -> usize {
    let small = |line: &Line| line.size <= NOTE * usual.size;
    let (mut first, mut largest, mut marked) = (lines.len(), 0.0f32, false);
    for (number, line) in lines.iter().enumerate().rev() {
        (largest, marked) = (largest.max(line.size), marked || line.marked);
        if line.marked && largest <= usual.size * 1.01 || small(line) && begins_note(line) {
            first = number;
        }
        if !(small(line) || marked && line.size <= usual.size * 1.01) {
            break;
        }
    }
    // What is all small is a column of its own kind, unless it begins as a note.
    first
}

/// Whether a line begins as footnotes do: `1 See`, `[2] See`, `* See`.
fn begins_note(line: &Line) -> bool {
    let text = line.text.trim_start_matches(['[', '(']);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = (1..=3).contains(&digits)
        && text[digits..].starts_with([' ', '.', ')', ']'])
        && text[digits..].trim_start_matches(['.', ')', ']', ' ']).starts_with(char::is_alphabetic);
    numbered || text.starts_with(['*', '†', '‡']) && text.contains(' ')
}

/// What is usual in a column.
struct Column {
    left: f32,
    right: f32,
    /// From line to line.
    leading: f32,
    usual: Usual,
}

impl Column {
    fn of(lines: &[Line], usual: Usual) -> Self {
        let mut rights: Vec<f32> = lines.iter().map(|line| line.right).collect();
        rights.sort_unstable_by(f32::total_cmp);
        let right = rights.get(rights.len().saturating_sub(1 + rights.len() / 20)).copied().unwrap_or(0.0);
        let alike = |pair: &&[Line]| pair[0].size / pair[1].size < SIZE && pair[1].size / pair[0].size < SIZE;
        let mut gaps: Vec<f32> = lines
            .windows(2)
            .filter(alike)
            .map(|pair| (pair[1].y - pair[0].y) / pair[0].size.max(1.0))
            .filter(|gap| (0.9..2.6).contains(gap))
            .collect();
        gaps.sort_unstable_by(f32::total_cmp);
        let leading = gaps.get(gaps.len() / 3).copied().unwrap_or(1.25);
        Self { left: lines.iter().map(|line| line.left).fold(f32::MAX, f32::min), right, leading, usual }
    }

    /// Whether a line begins a paragraph of its own after another.
    fn begins(&self, open: &Paragraph, line: &Line) -> bool {
        let (Some(first), Some(last)) = (open.lines.first(), open.lines.last()) else { return true };
        let size = last.size.max(line.size).max(1.0);
        let resized = last.size.min(line.size) * SIZE < size;
        let gap = line.y - last.y;
        let typed = |l: &Line| l.mono && !self.usual.mono;
        let apart = gap > GAP * self.leading * size || gap < 0.0;
        let small = begins_small(&line.text);
        // A line of other letters is a heading, not a stressed sentence, unless that goes on.
        let restyled = last.bold != line.bold && !small && (self.is_short(last, line, 0.0) || first == last);
        apart
            || resized
            || restyled
            || last.cells > 1
            || line.cells > 1
            || typed(last) && typed(line)
            || typed(last) != typed(line) && self.is_short(last, line, SHORT)
            || is_contents(&last.text)
            || self.begins_item(open, line)
            || self.is_set_in(open, first, last, line)
            || self.is_short(last, line, 0.0) && (is_ended(&last.text) && !small)
            || self.is_short(last, line, SHORT) && !small
    }

    /// Whether a line is set in as the one before, but the next is not: so each of the two is the first of a paragraph.
    fn is_first(&self, open: &Paragraph, line: &Line, next: &Line) -> bool {
        let indent = INDENT * line.size;
        let alike = open.lines.last().is_some_and(|last| (last.left - line.left).abs() < indent);
        let goes_on = !is_ended(&line.text) && !self.is_short(line, next, 0.0);
        alike && next.left < line.left - indent && is_ended(open.last()) && goes_on
    }

    fn begins_item(&self, open: &Paragraph, line: &Line) -> bool {
        match item_mark(&line.text) {
            Mark::Bullet => true,
            Mark::DashOrNumber => {
                let sibling = matches!(item_mark(open.first()), Mark::DashOrNumber);
                let left = open.lines.first().map_or(0.0, |first| first.left);
                sibling && (line.left - left).abs() < 2.0 * line.size || is_ended(open.last()) || line.left > left + 2.0
            }
            _ => false,
        }
    }

    fn is_set_in(&self, open: &Paragraph, first: &Line, last: &Line, line: &Line) -> bool {
        let indent = INDENT * line.size;
        let alone = open.lines.len() == 1;
        if line.left > last.left + indent {
            // Behind a first line that is no item, more than one line must show that this is no hanging paragraph.
            let hangs = alone && (!matches!(item_mark(&first.text), Mark::None) || !is_ended(&last.text));
            return !hangs;
        }
        if line.left < last.left - indent {
            // The first line of a paragraph is set in; the last of one that hangs is not the first of the next.
            let was_set_in = alone && (matches!(item_mark(&first.text), Mark::None) || self.runs_on(first, line));
            return !was_set_in || is_ended(&last.text) && self.is_short(last, line, 0.0);
        }
        false
    }

    /// Whether an item goes on at the edge of the column: a numbered paragraph whose first line is set in.
    fn runs_on(&self, first: &Line, line: &Line) -> bool {
        let numbered = first.text.starts_with(char::is_alphanumeric) || begins_small(&line.text);
        numbered && !is_ended(&first.text) && !self.is_short(first, line, 0.0)
    }

    /// Whether a line ends so early that the first word of the next would have had room in it, and `more` of the column.
    fn is_short(&self, last: &Line, next: &Line, more: f32) -> bool {
        let characters = next.text.chars().count().max(1) as f32;
        let word = next.text.split(' ').next().unwrap_or("").chars().count() as f32;
        let width = (next.right - next.left) / characters * (word + 1.5);
        last.right + width + more * (self.right - self.left) < self.right
    }

    fn finish(&self, paragraph: &mut Paragraph) {
        let Some(last) = paragraph.lines.last() else { return };
        paragraph.size = median(paragraph.lines.iter().map(|line| line.size));
        paragraph.bold = paragraph.lines.iter().all(|line| line.bold);
        paragraph.full = last.right > self.right - 2.5 * last.size;
        paragraph.indented = paragraph.lines.first().is_some_and(|first| first.left > self.left + INDENT * first.size);
        if paragraph.part == Part::Text {
            paragraph.part = self.part(paragraph);
        }
    }

    fn part(&self, paragraph: &Paragraph) -> Part {
        let text = paragraph.last();
        let length: usize = paragraph.lines.iter().map(|line| line.text.chars().count()).sum();
        let large = paragraph.size > self.usual.size * SIZE;
        let bold = paragraph.bold && !text.ends_with(['.', ':', ',', ';']);
        let is_line = paragraph.lines.len() <= 4 && length <= 200 && text.chars().any(char::is_alphabetic);
        if paragraph.lines.iter().all(|line| is_contents(&line.text)) {
            Part::Contents
        } else if paragraph.lines.iter().any(|line| line.cells > 1) {
            Part::Row
        } else if !self.usual.mono && paragraph.lines.iter().all(|line| line.mono) && !large && !bold {
            Part::Typed
        } else if is_line && (large || bold && length <= 120) && !is_item(paragraph.first()) {
            Part::Heading
        } else {
            Part::Text
        }
    }
}

/// What marks a line, with bullets of fonts that only have bullets.
fn item_mark(text: &str) -> Mark {
    match mark(text).0 {
        Mark::Heading | Mark::Quote => Mark::None,
        found => found,
    }
}

fn is_item(text: &str) -> bool {
    matches!(item_mark(text), Mark::Bullet) || text.starts_with(['-', '–', '*']) && item_mark(text) != Mark::None
}

/// Whether a line is one of a table of contents: words, dots, and the number of a page.
fn is_contents(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || "ivxlc".contains(c));
    let dots = bare.chars().rev().take_while(|c| matches!(c, '.' | ' ' | '…' | '·' | '_')).filter(|c| *c != ' ');
    dots.map(|c| if c == '…' { 3 } else { 1 }).sum::<usize>() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Usual = Usual { size: 10.0, mono: false };

    /// A line from 50, in letters five points wide.
    fn line(y: f32, text: &str) -> Line {
        let right = 50.0 + 5.0 * text.chars().count() as f32;
        Line { text: text.to_owned(), page: 1, left: 50.0, right, y, size: 10.0, cells: 1, ..Line::default() }
    }

    fn moved(by: f32, line: Line) -> Line {
        Line { left: line.left + by, right: line.right + by, ..line }
    }

    fn small(line: Line) -> Line {
        Line { size: 8.0, ..line }
    }

    fn read(lines: Vec<Line>) -> Vec<(Part, usize)> {
        paragraphs(lines, USUAL).iter().map(|p| (p.part, p.lines.len())).collect()
    }

    const LONG: &str = "The council of Marhaven wants to take a toll from every boat";

    #[test]
    fn gaps_indents_and_early_ends_part_paragraphs() {
        use Part::Text;
        let two = [(Text, 2), (Text, 2)];
        assert_eq!(read(vec![line(0.0, LONG), line(12.0, LONG), line(30.0, LONG), line(42.0, LONG)]), two);
        let set_in = |y| moved(12.0, line(y, &LONG[..57]));
        assert_eq!(read(vec![set_in(0.0), line(12.0, LONG), set_in(24.0), line(36.0, LONG)]), two);
        let line_alone = moved(12.0, line(0.0, "The council of Marhaven wants to take toll from all boats."));
        assert_eq!(read(vec![line_alone, set_in(12.0), line(24.0, LONG)]), [(Text, 1), (Text, 2)]);
        // So do numbered ones; an item of a list that ends early does not go on at the edge.
        let numbered = |y| moved(12.0, line(y, "1. The council of Marhaven wants to take a toll from every"));
        assert_eq!(read(vec![numbered(0.0), line(12.0, LONG), numbered(24.0), line(36.0, LONG)]), two);
        let item = moved(12.0, line(0.0, "1. A toll from boats"));
        assert_eq!(read(vec![item, line(12.0, LONG), line(24.0, LONG)]), [(Text, 1), (Text, 2)]);
        let early = "that enters the old harbour.";
        assert_eq!(read(vec![line(0.0, LONG), line(12.0, early), line(24.0, LONG), line(36.0, LONG)]), two);
        let ragged = "The council of Marhaven wants to take a toll from every";
        assert_eq!(read(vec![line(0.0, LONG), line(12.0, ragged), line(24.0, LONG)]), [(Text, 3)]);
    }

    #[test]
    fn headings_are_large_or_bold_lines() {
        let large = Line { size: 14.0, ..line(0.0, "The toll") };
        let bold = Line { bold: true, ..line(20.0, "What we want") };
        assert_eq!(
            read(vec![large, bold, line(32.0, LONG)]),
            [(Part::Heading, 1), (Part::Heading, 1), (Part::Text, 1)]
        );
    }

    #[test]
    fn footnotes_end_a_column() {
        let found = read(vec![
            line(0.0, LONG),
            small(line(40.0, "1 See the act of 1902.")),
            small(line(50.0, "It was never changed.")),
            small(line(60.0, "2 The same.")),
        ]);
        assert_eq!(found, [(Part::Text, 1), (Part::Footnote, 2), (Part::Footnote, 1)]);
        // A table in small letters is no footnote.
        assert_eq!(read(vec![line(0.0, LONG), small(line(40.0, "Boats 1902"))])[1].0, Part::Text);
    }

    #[test]
    fn items_and_what_hangs_below_them() {
        let found = read(vec![
            line(0.0, "We want:"),
            line(12.0, "• a ferry that sails every hour of the day and of the night"),
            moved(10.0, line(24.0, "and takes bicycles.")),
            line(36.0, "• no toll."),
        ]);
        assert_eq!(found, [(Part::Text, 1), (Part::Text, 2), (Part::Text, 1)]);
    }

    #[test]
    fn rows_of_tables_and_contents_stand_alone() {
        let row = |y| Line { cells: 2, ..line(y, "Boats 412") };
        assert_eq!(read(vec![row(0.0), row(12.0)]), [(Part::Row, 1), (Part::Row, 1)]);
        let contents = |y| line(y, "1. The harbour . . . . . . . . . . . 12");
        assert_eq!(read(vec![contents(0.0), contents(12.0)]), [(Part::Contents, 1), (Part::Contents, 1)]);
    }
}
