//! From segments to lines: the text of a line, and what its letters say about it.

use std::collections::HashSet;

use super::columns::median;
use super::rows::{Piece, Segment};

/// A gap, in parts of the size, that parts the cells of a table.
const CELL: f32 = 1.6;
/// Letters of a word that no exponent stands at: km², but toll².
const WORD: usize = 3;

/// One line of a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// The page it stands on, from 1.
    pub page: u32,
    pub left: f32,
    pub right: f32,
    pub y: f32,
    pub size: f32,
    /// Whether all letters are bold.
    pub bold: bool,
    /// Whether all letters are of one width.
    pub mono: bool,
    /// Whether it begins with a raised mark, as footnotes do.
    pub marked: bool,
    /// How many cells of a table it has; 1 where it is none.
    pub cells: usize,
}

/// The marks with which the notes of a page begin.
pub(super) fn note_marks<'a>(segments: impl Iterator<Item = &'a Segment>) -> HashSet<String> {
    let first = |segment: &'a Segment| segment.pieces.iter().find(|piece| !piece.text.trim().is_empty());
    segments
        .filter_map(first)
        .filter_map(|piece| raised_parts(piece).next())
        .filter_map(|(text, raised)| {
            let mark = plain_digits(text.trim());
            (raised && is_note_mark(&mark)).then_some(mark)
        })
        .collect()
}

/// The lines of a part of a page; `marks` are those of its notes.
pub(super) fn lines(segments: &[Segment], page: u32, marks: &HashSet<String>) -> Vec<Line> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(first) = segments.get(from) {
        let same = |s: &&Segment| (s.y - first.y).abs() <= 0.25 * s.size.min(first.size).max(1.0);
        let count = segments[from..].iter().take_while(same).count().max(1);
        let mut row: Vec<&Segment> = segments[from..from + count].iter().collect();
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        found.push(line(&row, page, marks));
        from += count;
    }
    found.retain(|line| !line.text.is_empty());
    found
}

/// One line of the segments that stand on it.
pub(super) fn line(row: &[&Segment], page: u32, marks: &HashSet<String>) -> Line {
    let mut made = Line { page, left: f32::MAX, right: f32::MIN, cells: 1, ..Line::default() };
    let (mut all, mut bold, mut mono) = (0, 0, 0);
    for segment in row {
        let gap = segment.left - made.right;
        if !made.text.is_empty() {
            let marker = made.cells == 1 && made.text.len() <= 20 && is_marker(&made.text);
            made.cells += usize::from(gap > CELL * segment.size && !marker);
            made.text.push(' ');
        }
        for piece in &segment.pieces {
            raised_parts(piece).for_each(|(text, raised)| add(&mut made, text, raised, marks));
            let letters = piece.text.chars().filter(|c| c.is_alphanumeric()).count();
            all += letters;
            bold += if piece.bold { letters } else { 0 };
            mono += if piece.mono { letters } else { 0 };
        }
        made.left = made.left.min(segment.left);
        made.right = made.right.max(segment.right);
        made.y = made.y.max(segment.y);
    }
    made.text = made.text.split_whitespace().collect::<Vec<_>>().join(" ");
    made.size = main_size(row);
    made.bold = all > 0 && bold * 10 >= all * 9;
    made.mono = all > 0 && mono * 10 >= all * 9;
    made
}

/// Whether a text is what a list item begins with and nothing else: a bullet, a number.
fn is_marker(text: &str) -> bool {
    text.chars().count() <= 5
        && !text.chars().any(char::is_whitespace)
        && text.chars().filter(|c| c.is_alphabetic()).count() <= 1
        || text.chars().count() == 1
}

fn main_size(row: &[&Segment]) -> f32 {
    let longest = row.iter().max_by_key(|s| s.pieces.iter().map(|piece| piece.text.len()).sum::<usize>());
    longest.map_or_else(|| median(row.iter().map(|s| s.size)), |s| s.size)
}

/// A piece in parts that are raised and parts that are not: there are digits that stand high of themselves.
fn raised_parts(piece: &Piece) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = piece.text.as_str();
    std::iter::from_fn(move || {
        let high = plain_digit(rest.chars().next()?).is_some();
        let end = rest.find(|c| plain_digit(c).is_some() != high).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        Some((part, high || piece.raised))
    })
}

fn plain_digit(c: char) -> Option<char> {
    let high = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    high.iter().position(|&digit| digit == c).and_then(|digit| char::from_digit(digit as u32, 10))
}

fn plain_digits(text: &str) -> String {
    text.chars().map(|c| plain_digit(c).unwrap_or(c)).collect()
}

fn add(line: &mut Line, text: &str, raised: bool, marks: &HashSet<String>) {
    let mark = plain_digits(text.trim());
    if !raised || !is_note_mark(&mark) {
        line.text.push_str(text);
    } else if line.text.trim().is_empty() {
        line.marked = true;
        line.text.push_str(text.trim());
        line.text.push(' ');
    } else if !marks.contains(&mark) && !stands_at_word(&line.text) {
        line.text.push_str(text);
    }
    // What is left is the mark of a note in running text: it is no part of the sentence.
}

/// Whether a raised piece can be the mark of a note.
fn is_note_mark(mark: &str) -> bool {
    let numbers =
        mark.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '–' | '-' | ' ' | '(' | ')' | '[' | ']'));
    let stars = mark.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    !mark.is_empty() && mark.len() <= 8 && (stars || numbers && mark.chars().any(|c| c.is_ascii_digit()))
}

/// Whether a line so far ends with a word or a mark of punctuation, where a raised number is no exponent.
fn stands_at_word(line: &str) -> bool {
    let line = line.trim_end();
    let letters = line.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let closed = line.ends_with(['.', ',', ';', ':', '!', '?', '…', '"', '”', '“', '»', '«', '’', ')', ']']);
    letters >= WORD || closed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, raised: bool) -> Piece {
        Piece { text: text.to_owned(), size: 10.0, raised, ..Piece::default() }
    }

    fn text(pieces: &[(&str, bool)]) -> String {
        let pieces = pieces.iter().map(|&(text, raised)| piece(text, raised)).collect();
        let segment = Segment { pieces, left: 50.0, right: 200.0, y: 100.0, size: 10.0, of_page: false };
        line(&[&segment], 1, &HashSet::from(["7".to_owned()])).text
    }

    #[test]
    fn marks_of_notes_are_no_letters_of_words() {
        assert_eq!(text(&[("the toll", false), ("3", true), (" is", false)]), "the toll is");
        assert_eq!(text(&[("the toll.", false), ("3,4", true), (" It", false)]), "the toll. It");
        assert_eq!(text(&[("3", true), ("See the act.", false)]), "3 See the act.");
        assert_eq!(text(&[("the toll³ is", false)]), "the toll is");
        // The page has a note 7.
        assert_eq!(text(&[("so it is, he said to us in 1902", false), ("7", true)]), "so it is, he said to us in 1902");
    }

    #[test]
    fn exponents_stay() {
        assert_eq!(text(&[("12 km", false), ("2", true), (" of", false)]), "12 km2 of");
        assert_eq!(text(&[("10", false), ("6", true)]), "106");
        assert_eq!(text(&[("the 5", false), ("th", true), (" of", false)]), "the 5th of");
    }

    #[test]
    fn cells_are_counted_but_not_behind_a_marker() {
        let segment = |left: f32, text: &str| Segment {
            pieces: vec![piece(text, false)],
            left,
            right: left + 30.0,
            y: 100.0,
            size: 10.0,
            of_page: false,
        };
        let row = |texts: [&str; 2]| line(&[&segment(50.0, texts[0]), &segment(120.0, texts[1])], 1, &HashSet::new());
        assert_eq!((row(["Boats", "412"]).cells, row(["Boats", "412"]).text), (2, "Boats 412".to_owned()));
        assert_eq!(row(["•", "No toll"]).cells, 1);
        assert_eq!(row(["12.", "No toll"]).cells, 1);
    }
}
