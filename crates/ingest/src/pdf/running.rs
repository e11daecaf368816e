//! Running heads, feet and numbers of pages: what comes again at the same place of the pages.
//!
//! A line at the top or the bottom is one where a page near by has the same line at the same height, its number aside, which
//! must count up with the pages. Where many pages have such a line at a height, a line of that size there is one as well,
//! whatever it says: the name of a chapter of one page.

use std::collections::{HashMap, HashSet};

use super::lines::line;
use super::rows::Segment;

/// Lines from the top and from the bottom that are looked at.
const LINES: usize = 4;
/// Pages that are compared: the next and the one after, where left and right pages differ.
const NEAR: usize = 2;
/// How far lines at the same place may differ, in points.
const SAME_PLACE: f32 = 3.0;
/// Pages that must have such a line at a height for any line there to be one.
const SURE: usize = 4;

/// A line at the edge of a page.
#[derive(Debug, Clone)]
struct Edge {
    /// Its segments.
    from: usize,
    to: usize,
    y: f32,
    size: f32,
    words: Vec<String>,
    numbers: Vec<i64>,
    running: bool,
}

/// Marks the running heads and feet among the segments of each page.
pub(super) fn mark(pages: &mut [Vec<Segment>]) {
    for top in [true, false] {
        let mut edges: Vec<Vec<Edge>> = pages.iter().map(|page| edges(page, top)).collect();
        for first in 0..edges.len() {
            for second in first + 1..(first + NEAR + 1).min(edges.len()) {
                compare(&mut edges, first, second);
            }
        }
        by_place(&mut edges);
        for (page, edges) in pages.iter_mut().zip(&edges) {
            // Only from the edge inwards without a line of the text between.
            for edge in edges.iter().take_while(|edge| edge.running) {
                page[edge.from..edge.to].iter_mut().for_each(|segment| segment.of_page = true);
            }
        }
    }
}

/// The lines at the top or bottom of a page, the outermost first.
fn edges(page: &[Segment], top: bool) -> Vec<Edge> {
    let mut rows: Vec<(usize, usize)> = Vec::new();
    let near = |a: &Segment, b: &Segment| (a.y - b.y).abs() <= 0.3 * a.size.min(b.size);
    let mut at = if top { 0 } else { page.len() };
    while rows.len() < LINES && (if top { at < page.len() } else { at > 0 }) {
        let (from, to) = if top {
            (at, at + page[at..].iter().take_while(|s| near(s, &page[at])).count())
        } else {
            (at - page[..at].iter().rev().take_while(|s| near(s, &page[at - 1])).count(), at)
        };
        // No size is no height, and takes itself at least.
        let (from, to) =
            if from == to { (at.saturating_sub(usize::from(!top)), at + usize::from(top)) } else { (from, to) };
        rows.push((from, to));
        at = if top { to } else { from };
    }
    rows.into_iter().map(|(from, to)| edge(page, from, to)).collect()
}

fn edge(page: &[Segment], from: usize, to: usize) -> Edge {
    let mut row: Vec<&Segment> = page[from..to].iter().collect();
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let line = line(&row, 0, &HashSet::new());
    let (words, numbers) = words_and_numbers(&line.text);
    let running = row.iter().all(|segment| segment.of_page);
    Edge { from, to, y: line.y, size: line.size, words, numbers, running }
}

/// The words of a line in any order, since heads of left and right pages mirror each other, and its numbers.
fn words_and_numbers(text: &str) -> (Vec<String>, Vec<i64>) {
    let (mut words, mut numbers) = (Vec::new(), Vec::new());
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
        let roman = !bare.is_empty() && bare.len() <= 7 && bare.bytes().all(|b| b"ivxlcIVXLC".contains(&b));
        let number = |digits: &str| digits.parse::<i64>().ok();
        if let Some(number) = digits.then(|| number(bare)).flatten() {
            numbers.push(number);
        } else if let Some((page, pages)) = bare.split_once('/').and_then(|(a, b)| number(a).zip(number(b))) {
            numbers.extend([page, pages]);
        } else if roman {
            words.push("#".to_owned());
        } else if !bare.is_empty() {
            words.push(bare.to_lowercase());
        }
    }
    words.sort_unstable();
    numbers.sort_unstable();
    (words, numbers)
}

/// Marks the lines of two pages that say the same at the same place.
fn compare(edges: &mut [Vec<Edge>], first: usize, second: usize) {
    let apart = (second - first) as i64;
    let mut pairs = Vec::new();
    for (a, one) in edges[first].iter().enumerate() {
        for (b, other) in edges[second].iter().enumerate() {
            if is_same(one, other, apart) {
                pairs.push((a, b));
            }
        }
    }
    for (a, b) in pairs {
        edges[first][a].running = true;
        edges[second][b].running = true;
    }
}

fn is_same(one: &Edge, other: &Edge, apart: i64) -> bool {
    let place = (one.y - other.y).abs() <= SAME_PLACE && (one.size - other.size).abs() <= 0.5;
    let counts = one.numbers.iter().zip(&other.numbers).all(|(a, b)| a == b || b.checked_sub(*a) == Some(apart));
    let moves = one.numbers != other.numbers;
    let says = !one.words.is_empty() || (moves && !one.numbers.is_empty());
    place && says && one.words == other.words && one.numbers.len() == other.numbers.len() && counts
}

/// Marks lines at a place where many pages have running ones.
fn by_place(edges: &mut [Vec<Edge>]) {
    let place = |edge: &Edge| ((edge.y * 2.0).round() as i64, (edge.size * 4.0).round() as i64);
    let mut places: HashMap<(i64, i64), usize> = HashMap::new();
    for edge in edges.iter().flatten().filter(|edge| edge.running) {
        *places.entry(place(edge)).or_default() += 1;
    }
    for edge in edges.iter_mut().flatten().filter(|edge| !edge.running) {
        edge.running = places.get(&place(edge)).is_some_and(|&pages| pages >= SURE);
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::Piece;
    use super::*;

    fn segment(y: f32, text: &str) -> Segment {
        let piece = Piece { text: text.to_owned(), x: 50.0, end_x: 300.0, size: 9.0, ..Piece::default() };
        Segment { pieces: vec![piece], left: 50.0, right: 300.0, y, size: 9.0, of_page: false }
    }

    /// What is marked on each page.
    fn marked(pages: &[&[(f32, &str)]]) -> Vec<Vec<String>> {
        let mut pages: Vec<Vec<Segment>> =
            pages.iter().map(|page| page.iter().map(|&(y, text)| segment(y, text)).collect()).collect();
        mark(&mut pages);
        let texts = |page: &Vec<Segment>| page.iter().filter(|s| s.of_page).map(|s| s.pieces[0].text.clone()).collect();
        pages.iter().map(texts).collect()
    }

    #[test]
    fn heads_and_numbers_of_two_pages() {
        let found = marked(&[
            &[(30.0, "Harbour League, 2021"), (100.0, "The council"), (112.0, "wants a toll"), (780.0, "- 1 -")],
            &[(30.0, "Harbour League, 2021"), (100.0, "from boats."), (112.0, "We do not."), (780.0, "- 2 -")],
        ]);
        assert_eq!(found, [["Harbour League, 2021", "- 1 -"], ["Harbour League, 2021", "- 2 -"]]);
    }

    #[test]
    fn left_and_right_pages_mirror_each_other() {
        let found = marked(&[
            &[(30.0, "2 The toll"), (100.0, "One"), (780.0, "x")],
            &[(30.0, "The toll 3"), (100.0, "Two"), (780.0, "y")],
        ]);
        assert_eq!(found, [["2 The toll"], ["The toll 3"]]);
    }

    #[test]
    fn numbers_that_do_not_count_and_lines_elsewhere_stay() {
        let found = marked(&[
            &[(30.0, "412"), (100.0, "No toll!"), (700.0, "we say"), (780.0, "7")],
            &[(30.0, "619"), (130.0, "No toll!"), (700.0, "we know"), (780.0, "7")],
        ]);
        assert_eq!(found, [Vec::<String>::new(), Vec::new()]);
    }

    #[test]
    fn a_line_of_the_text_between_keeps_what_is_behind_it() {
        let found = marked(&[
            &[(30.0, "One line"), (42.0, "The same"), (54.0, "a"), (66.0, "b"), (78.0, "c")],
            &[(30.0, "Another"), (42.0, "The same"), (54.0, "d"), (66.0, "e"), (78.0, "f")],
        ]);
        assert_eq!(found, [Vec::<String>::new(), Vec::new()]);
    }

    #[test]
    fn where_many_pages_have_a_head_any_line_is_one() {
        let page = |head| vec![(30.0, head), (100.0, "text"), (112.0, "more")];
        let heads = ["Tolls", "Tolls", "Boats", "Quays", "Quays", "Tolls"].map(page);
        let found = marked(&heads.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert!(found.iter().all(|page| page.len() == 1 || page.len() == 3), "{found:?}");
        assert!(found[2].contains(&"Boats".to_owned()));
    }
}
