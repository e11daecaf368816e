//! In which order the parts of a page are read: columns from left to right, with what goes across them in between.
//!
//! A gutter is a white stripe that many lines in a row leave free, with text on both sides that fills its side. So a table,
//! whose cells mostly don't, is read row by row.

use super::rows::Segment;

/// Lines on each side that make columns of them.
const FEWEST_LINES: usize = 3;
/// How wide a gutter is at least, in parts of the size of the text.
const GUTTER: f32 = 0.65;
/// How much of the area of a column is text.
const FILLED: f32 = 0.5;
/// Characters of a line in a column, on average.
const FEWEST_CHARACTERS: usize = 13;
/// How often a part of a page is cut again: into a half, a quarter, …
const DEEPEST: usize = 5;
/// Stripes that a part of a page is looked at in.
const STRIPES: usize = 400;

/// The parts of a page in the order in which they are read.
pub(super) fn parts(segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    let mut found = Vec::new();
    split(segments, DEEPEST, &mut found);
    found
}

fn split(segments: Vec<Segment>, depth: usize, found: &mut Vec<Vec<Segment>>) {
    let gutter = if depth > 0 { gutter(&segments) } else { None };
    let Some(Gutter { x, top, bottom }) = gutter else {
        found.extend((!segments.is_empty()).then_some(segments));
        return;
    };
    let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for segment in segments {
        if segment.y < top {
            &mut above
        } else if segment.y > bottom {
            &mut below
        } else if segment.right <= x {
            &mut left
        } else {
            &mut right
        }
        .push(segment);
    }
    for part in [above, left, right, below] {
        split(part, depth - 1, found);
    }
}

/// A white stripe between columns, and the lines that it lies between.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    x: f32,
    top: f32,
    bottom: f32,
}

/// The gutter that most lines leave free.
fn gutter(segments: &[Segment]) -> Option<Gutter> {
    if segments.len() < 2 * FEWEST_LINES {
        return None;
    }
    let left = segments.iter().map(|s| s.left).fold(f32::MAX, f32::min);
    let right = segments.iter().map(|s| s.right).fold(f32::MIN, f32::max);
    let stripe = ((right - left) / STRIPES as f32).max(1.0);
    let count = ((right - left) / stripe) as usize + 1;
    let free = free_runs(segments, left, stripe, count.min(STRIPES + 1));
    let size = median(segments.iter().map(|s| s.size));
    let wide = ((GUTTER * size) / stripe).ceil().max(1.0) as usize;
    let mut best: Option<(usize, Gutter)> = None;
    for at in 0..free.len().saturating_sub(wide) {
        // The lines that leave all stripes of the gutter free.
        let run = intersection(&free[at..at + wide]);
        let Some((first, last)) = run else { continue };
        let lines = last - first + 1;
        if best.as_ref().is_some_and(|(most, _)| *most >= lines) {
            continue;
        }
        let x = left + (at as f32 + wide as f32 / 2.0) * stripe;
        if are_columns(&segments[first..=last], x) {
            best = Some((lines, Gutter { x, top: segments[first].y, bottom: segments[last].y }));
        }
    }
    best.map(|(_, gutter)| whole_lines(segments, gutter))
}

/// For each stripe the longest run of segments, from top to bottom, that leave it free.
fn free_runs(segments: &[Segment], left: f32, stripe: f32, count: usize) -> Vec<(usize, usize)> {
    let mut runs = vec![(0usize, 0usize); count];
    let mut began = vec![0usize; count];
    let mut close = |stripe: usize, began: &mut Vec<usize>, now: usize| {
        if let (Some(begin), Some(best)) = (began.get_mut(stripe), runs.get_mut(stripe)) {
            if now - *begin > best.1 - best.0 {
                *best = (*begin, now);
            }
            *begin = now + 1;
        }
    };
    for (number, segment) in segments.iter().enumerate() {
        let from = ((segment.left - left) / stripe) as usize;
        let to = ((segment.right - left) / stripe) as usize;
        for stripe in from..=to.min(count.saturating_sub(1)) {
            close(stripe, &mut began, number);
        }
    }
    for stripe in 0..count {
        close(stripe, &mut began, segments.len());
    }
    runs
}

/// The segments that all runs have, as the first and the last.
fn intersection(runs: &[(usize, usize)]) -> Option<(usize, usize)> {
    let first = runs.iter().map(|run| run.0).max()?;
    let end = runs.iter().map(|run| run.1).min()?;
    (end > first).then(|| (first, end - 1))
}

/// Whether what stands on both sides of a place are columns of text.
fn are_columns(segments: &[Segment], x: f32) -> bool {
    let is_column = |side: &dyn Fn(&&Segment) -> bool| {
        let side: Vec<&Segment> = segments.iter().filter(side).collect();
        let mut lines = 0;
        let mut last = f32::MIN;
        for segment in &side {
            lines += usize::from(segment.y - last > 0.3 * segment.size);
            last = segment.y;
        }
        let left = side.iter().map(|s| s.left).fold(f32::MAX, f32::min);
        let right = side.iter().map(|s| s.right).fold(f32::MIN, f32::max);
        // Lines of two columns need not stand at one height, so what is measured is the area.
        let height = |s: &Segment| 1.2 * s.size;
        let top = side.first().map_or(0.0, |s| s.y - height(s));
        let inked: f32 = side.iter().map(|s| (s.right - s.left) * height(s)).sum();
        let characters: usize = side.iter().flat_map(|s| &s.pieces).map(|piece| piece.text.chars().count()).sum();
        lines >= FEWEST_LINES
            && inked >= FILLED * (right - left) * (last - top)
            && characters >= FEWEST_CHARACTERS * lines
    };
    is_column(&|s| s.right <= x) && is_column(&|s| s.left >= x)
}

/// A gutter that begins and ends between lines: what stands on the line of something that goes across it goes with it.
fn whole_lines(segments: &[Segment], gutter: Gutter) -> Gutter {
    let crosses = |s: &&Segment| s.left < gutter.x && s.right > gutter.x;
    let near = |s: &Segment, y: f32| (s.y - y).abs() < 0.2 * s.size;
    let mut found = gutter;
    if segments.iter().filter(crosses).any(|s| near(s, gutter.top)) {
        found.top = segments.iter().map(|s| s.y).find(|&y| y > gutter.top + 1.0).unwrap_or(gutter.top);
    }
    if segments.iter().filter(crosses).any(|s| near(s, gutter.bottom)) {
        let before = segments.iter().rev().map(|s| s.y).find(|&y| y < gutter.bottom - 1.0);
        found.bottom = before.unwrap_or(gutter.bottom);
    }
    found
}

pub(super) fn median(numbers: impl Iterator<Item = f32>) -> f32 {
    let mut numbers: Vec<f32> = numbers.collect();
    numbers.sort_unstable_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::rows::Piece;
    use super::*;

    fn segment(left: f32, right: f32, y: f32, text: &str) -> Segment {
        let piece = Piece { text: text.to_owned(), x: left, end_x: right, size: 10.0, ..Piece::default() };
        Segment { pieces: vec![piece], left, right, y, size: 10.0, of_page: false }
    }

    /// The first letters of the parts' segments.
    fn read(mut segments: Vec<Segment>) -> Vec<String> {
        segments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
        let first = |s: &Segment| s.pieces[0].text.chars().next().unwrap();
        parts(segments).iter().map(|part| part.iter().map(first).collect()).collect()
    }

    fn column(letter: char, left: f32, right: f32, top: f32, lines: usize) -> Vec<Segment> {
        let text = format!("{letter} the council wants a toll");
        (0..lines).map(|n| segment(left, right, top + 12.0 * n as f32, &text)).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let two = [column('a', 50.0, 290.0, 100.0, 5), column('b', 300.0, 540.0, 100.0, 5)].concat();
        assert_eq!(read(two), ["aaaaa", "bbbbb"]);
        let three = [
            column('a', 50.0, 190.0, 100.0, 4),
            column('b', 200.0, 340.0, 103.0, 4),
            column('c', 350.0, 490.0, 100.0, 4),
        ];
        assert_eq!(read(three.concat()), ["aaaa", "bbbb", "cccc"]);
    }

    #[test]
    fn what_goes_across_stands_between() {
        let across = |y| segment(50.0, 540.0, y, "x The harbour and the toll, a statement of the league");
        let mut page = [
            vec![across(80.0)],
            column('a', 50.0, 290.0, 100.0, 4),
            column('b', 300.0, 540.0, 100.0, 4),
            vec![across(160.0)],
            column('c', 50.0, 290.0, 180.0, 4),
            column('d', 300.0, 540.0, 180.0, 4),
        ]
        .concat();
        page.extend(column('e', 50.0, 540.0, 240.0, 3));
        assert_eq!(read(page), ["x", "aaaa", "bbbb", "x", "cccc", "dddd", "eee"]);
    }

    #[test]
    fn tables_and_lists_are_no_columns() {
        let row = |y| vec![segment(50.0, 120.0, y, "a Boats"), segment(300.0, 330.0, y, "b 412")];
        let table: Vec<Segment> = (0..8).flat_map(|n| row(100.0 + 12.0 * n as f32)).collect();
        assert_eq!(read(table), ["abababababababab"]);
        let item = |y| vec![segment(50.0, 54.0, y, "•"), segment(70.0, 500.0, y, "t a long line about the toll")];
        let list: Vec<Segment> = (0..4).flat_map(|n| item(100.0 + 12.0 * n as f32)).collect();
        assert_eq!(read(list), ["•t•t•t•t"]);
    }
}
