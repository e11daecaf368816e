//! From pieces of text to segments: what stands on one line without a wide gap.
//!
//! A PDF draws text in any pieces, in any order, often without spaces. What belongs together is told by where it stands.

use super::page::{Page, Run};

/// A gap between pieces, in parts of their size, from which on there is a space between them.
const SPACE: f32 = 0.14;
/// About how wide a space is, in parts of the size.
const SPACE_WIDTH: f32 = 0.25;
/// A gap from which on two pieces of a line need not belong together: a gutter, or the border of a cell.
const APART: f32 = 0.9;
/// The same behind a number at the beginning, which may be that of the line.
const NUMBER_APART: f32 = 0.5;
/// How far pieces of one line may stand above each other.
const SAME_LINE: f32 = 0.2;
/// A piece smaller than this, against its neighbour, may be raised or lowered.
const SMALL: f32 = 0.86;
/// Characters of a piece that is raised or lowered.
const LONGEST_RAISED: usize = 8;

/// Text on one line without a wide gap.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Segment {
    pub pieces: Vec<Piece>,
    pub left: f32,
    pub right: f32,
    pub y: f32,
    pub size: f32,
    /// Whether the document itself says that it is a running head, a foot, or a number of a page.
    pub of_page: bool,
}

/// A stretch of a segment in one kind of letters.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub x: f32,
    pub end_x: f32,
    pub size: f32,
    pub bold: bool,
    pub mono: bool,
    /// Whether it stands higher than the line and is smaller.
    pub raised: bool,
}

/// The segments of a page from top to bottom, each line from left to right; and what is turned, as it was drawn.
pub(super) fn segments(page: &Page) -> (Vec<Segment>, Vec<String>) {
    let (mut upright, mut turned): (Vec<&Run>, Vec<&Run>) = (Vec::new(), Vec::new());
    for run in page.runs.iter().filter(|run| is_seen(run, page)) {
        if run.turned { &mut turned } else { &mut upright }.push(run);
    }
    upright.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut found = Vec::new();
    let mut from = 0;
    while from < upright.len() {
        let length = line_length(&upright[from..]);
        line(&mut upright[from..from + length], &mut found);
        from += length;
    }
    (attach_raised(found), turned.into_iter().map(|run| clean(&run.text)).collect())
}

/// Whether a run lies on the page.
fn is_seen(run: &Run, page: &Page) -> bool {
    let (width, height) = (page.width, page.height);
    let inside = run.end_x >= 0.0 && run.x <= width && run.y >= 0.0 && run.y <= height + run.size;
    inside && run.text.chars().any(|c| !c.is_whitespace())
}

/// How many runs, sorted by height, stand on the line of the first.
fn line_length(runs: &[&Run]) -> usize {
    let Some(first) = runs.first() else { return 0 };
    let (mut y, mut length) = (first.y, 0);
    for run in runs {
        // The line may sag a little: each run is measured against the one before.
        if run.y - y > SAME_LINE * run.size.min(first.size) || run.y - first.y > 0.5 * first.size {
            break;
        }
        y = run.y;
        length += 1;
    }
    length
}

/// Puts the runs of one line together.
fn line(runs: &mut [&Run], found: &mut Vec<Segment>) {
    runs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut open = Segment::default();
    for run in runs.iter() {
        let last_size = open.pieces.last().map_or(run.size, |piece| piece.size);
        let size = run.size.max(last_size);
        let gap = run.x - open.right;
        let apart = if is_number(&open) { NUMBER_APART } else { APART };
        if !open.pieces.is_empty() && (gap > apart * size || run.of_page != open.of_page) {
            found.push(closed(&mut open));
        }
        if is_drawn_twice(&open, run) {
            continue;
        }
        push(&mut open, run);
    }
    if !open.pieces.is_empty() {
        found.push(closed(&mut open));
    }
}

fn is_number(segment: &Segment) -> bool {
    segment.pieces.iter().all(|piece| piece.text.bytes().all(|b| b.is_ascii_digit()))
}

/// Takes a segment that is whole.
fn closed(open: &mut Segment) -> Segment {
    let segment = std::mem::take(open);
    Segment { size: main_size(&segment.pieces), ..segment }
}

/// Letters are drawn twice, a little apart, to look bold.
fn is_drawn_twice(open: &Segment, run: &Run) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < 0.2 * run.size;
    let text = clean(&run.text);
    open.pieces.last().is_some_and(|last| {
        let overlaps = run.x < last.end_x - 0.5 * (run.end_x - run.x);
        overlaps
            && near(run.end_x, last.end_x)
            && last.text.trim_end().ends_with(text.trim())
            && !text.trim().is_empty()
    })
}

fn push(open: &mut Segment, run: &Run) {
    let text = clean(&run.text);
    if open.pieces.is_empty() {
        *open = Segment { left: run.x, right: run.x, y: run.y, of_page: run.of_page, ..Segment::default() };
    }
    let gap = run.x - open.right;
    if let Some(last) = open.pieces.last_mut() {
        let spaced = last.text.ends_with(' ') || text.starts_with(' ');
        if gap > SPACE * run.size.max(last.size * 0.8) && !spaced {
            last.text.push(' ');
        }
    }
    // A space at the end is not seen, and would narrow the gutter.
    let unseen = text.chars().rev().take_while(|c| *c == ' ').count() as f32 * SPACE_WIDTH * run.size;
    open.right = open.right.max(run.end_x - unseen.min(run.end_x - run.x));
    match open.pieces.last_mut() {
        Some(last) if alike(last, run) => {
            last.text.push_str(&text);
            last.end_x = last.end_x.max(run.end_x);
        }
        _ => open.pieces.push(Piece {
            text,
            x: run.x,
            end_x: run.end_x,
            size: run.size,
            bold: run.bold,
            mono: run.mono,
            raised: false,
        }),
    }
}

fn alike(piece: &Piece, run: &Run) -> bool {
    piece.bold == run.bold && piece.mono == run.mono && (piece.size - run.size).abs() < 0.1
}

/// The size of most letters.
fn main_size(pieces: &[Piece]) -> f32 {
    let letters = |piece: &&Piece| piece.text.chars().count();
    pieces.iter().max_by_key(letters).map_or(0.0, |piece| piece.size)
}

/// Text as it is read: ligatures as their letters, white space as one space, no control characters.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Puts small pieces that stand a little higher or lower than a line beside them into that line.
fn attach_raised(segments: Vec<Segment>) -> Vec<Segment> {
    let mut taken: Vec<Option<usize>> = vec![None; segments.len()];
    for (number, small) in segments.iter().enumerate() {
        let length: usize = small.pieces.iter().map(|piece| piece.text.chars().count()).sum();
        if length <= LONGEST_RAISED {
            taken[number] = host(&segments, number);
        }
    }
    let mut hosts: Vec<Option<Segment>> = segments.into_iter().map(Some).collect();
    for (number, host) in taken.iter().enumerate() {
        // What is itself attached takes nothing in.
        let Some(host) = host.filter(|&host| taken[host].is_none()) else { continue };
        let Some(small) = hosts[number].take() else { continue };
        if let Some(host) = hosts[host].as_mut() {
            put_in(host, small);
        }
    }
    let mut left: Vec<Segment> = hosts.into_iter().flatten().collect();
    left.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
    left
}

/// The line that a small segment belongs to.
fn host(segments: &[Segment], number: usize) -> Option<usize> {
    let small = &segments[number];
    let fits = |&other: &usize| {
        let line = &segments[other];
        let raised = line.y - small.y;
        let beside = small.left < line.right + 0.4 * line.size && small.right > line.left - 0.4 * line.size;
        small.size < SMALL * line.size && beside && raised > -0.4 * line.size && raised < 0.75 * line.size
    };
    // No letters are so large that more lines lie between them and what is raised above them.
    let after = (number + 1..segments.len()).take(12).find(fits);
    after.or_else(|| (0..number).rev().take(12).find(fits))
}

fn put_in(host: &mut Segment, small: Segment) {
    let raised = host.y - small.y > 0.1 * host.size;
    let at = host.pieces.iter().position(|piece| piece.x > small.left + 0.1).unwrap_or(host.pieces.len());
    let split = at.checked_sub(1).filter(|&before| host.pieces[before].end_x > small.right);
    let pieces = small.pieces.into_iter().map(|piece| Piece { raised, ..piece });
    if let Some(before) = split {
        // It stands in the gap that a space was put into.
        let (first, second) = cut(&host.pieces[before], small.left);
        host.pieces.splice(before..=before, [first].into_iter().chain(pieces).chain([second]));
    } else {
        host.pieces.splice(at..at, pieces);
    }
    host.left = host.left.min(small.left);
    host.right = host.right.max(small.right);
}

/// Cuts a piece where something stands in it: at the space that is nearest to the place.
fn cut(piece: &Piece, x: f32) -> (Piece, Piece) {
    let count = piece.text.chars().count().max(1) as f32;
    let wanted = (x - piece.x) / (piece.end_x - piece.x).max(0.1) * count;
    let mut at = piece.text.len();
    let mut nearest = f32::MAX;
    for (number, (byte, c)) in piece.text.char_indices().enumerate() {
        let distance = (number as f32 - wanted).abs();
        if c == ' ' && distance < nearest {
            (at, nearest) = (byte, distance);
        }
    }
    let (first, second) = piece.text.split_at(at);
    let first = Piece { text: first.to_owned(), end_x: x, ..piece.clone() };
    (first, Piece { text: second.to_owned(), x, ..piece.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(x: f32, y: f32, text: &str) -> Run {
        let end_x = x + 5.0 * text.chars().count() as f32;
        Run { text: text.to_owned(), x, end_x, y, size: 10.0, ..Run::default() }
    }

    fn texts(runs: Vec<Run>) -> Vec<String> {
        let page = Page { width: 600.0, height: 800.0, runs };
        let join = |segment: Segment| segment.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
        segments(&page).0.into_iter().map(join).collect()
    }

    #[test]
    fn gaps_make_spaces_and_borders() {
        assert_eq!(texts(vec![run(60.0, 100.0, "toll"), run(50.0, 100.0, "No")]), ["Notoll"]);
        assert_eq!(texts(vec![run(50.0, 100.0, "No"), run(63.0, 100.5, "toll")]), ["No toll"]);
        assert_eq!(texts(vec![run(50.0, 100.0, "No"), run(90.0, 100.0, "toll")]), ["No", "toll"]);
        assert_eq!(texts(vec![run(50.0, 100.0, "No"), run(67.0, 100.0, "toll")]), ["No toll"]);
        assert_eq!(texts(vec![run(50.0, 100.0, "12"), run(67.0, 100.0, "toll")]), ["12", "toll"]);
        assert_eq!(texts(vec![run(50.0, 120.0, "below"), run(50.0, 100.0, "above")]), ["above", "below"]);
    }

    #[test]
    fn ligatures_are_letters_and_what_is_drawn_twice_is_read_once() {
        assert_eq!(texts(vec![run(50.0, 100.0, "the of\u{fb01}ce")]), ["the office"]);
        assert_eq!(texts(vec![run(50.0, 100.0, "No toll"), run(50.4, 100.0, "No toll")]), ["No toll"]);
    }

    #[test]
    fn raised_marks_stand_in_their_line() {
        let small = |x, y| Run { size: 6.0, end_x: x + 3.0, ..run(x, y, "3") };
        let page = Page {
            width: 600.0,
            height: 800.0,
            runs: vec![run(50.0, 100.0, "the toll"), small(90.2, 96.0), run(96.0, 100.0, "is")],
        };
        let found = segments(&page).0;
        assert_eq!(found.len(), 1);
        let raised: Vec<(&str, bool)> = found[0].pieces.iter().map(|p| (p.text.as_str(), p.raised)).collect();
        assert_eq!(raised, [("the toll", false), ("3", true), (" is", false)]);
    }

    #[test]
    fn what_is_turned_or_off_the_page_is_in_no_line() {
        let turned = Run { turned: true, ..run(20.0, 300.0, "margin") };
        let page = Page {
            width: 600.0,
            height: 800.0,
            runs: vec![turned, run(50.0, 100.0, "No toll"), run(50.0, 110.0, "x"), run(700.0, 100.0, "off")],
        };
        let (found, turned) = segments(&page);
        assert_eq!((found.len(), turned), (2, vec!["margin".to_owned()]));
    }
}
