//! Numbers of lines in the margin, as in drafts and the papers of courts: they are no part of what the lines say.
//!
//! They are numbers in one column outside all text, at even distances, that count up evenly, beside running text: lines that
//! begin small and go on with the line before. So the first column of a table stays, the numbers of notes, and those of
//! paragraphs, which stand at uneven distances. Where pages have such a column, shorter ones at the same place are the same.

use std::collections::HashSet;

use super::columns::median;
use super::rows::Segment;
use crate::paragraph::{begins_small, is_ended};

/// Numbers that a page must have to show that they are those of lines.
const FEWEST: usize = 5;
/// How far the numbers of one column may differ at the side that they are set to, in points.
const SAME_PLACE: f32 = 2.0;
/// How much their distances may differ from the usual one, in parts of it.
const UNEVEN: f32 = 0.15;
/// How many of the steps from number to number must be even, in tenths.
const EVEN: usize = 8;
/// Places of a page, and of a document, that are looked at.
const MOST_PLACES: usize = 8;
/// Lines that must begin small where the line before has no end, and how many of a hundred.
const FEWEST_SMALL: usize = 2;
const SMALL: usize = 10;

/// Numbers at one place of a page.
struct Group {
    /// The segments, from top to bottom, and their numbers.
    members: Vec<(usize, i64)>,
    place: Place,
}

/// Where a column of numbers is set to.
#[derive(Clone, Copy)]
enum Place {
    Left(f32),
    Right(f32),
}

impl Place {
    fn is(self, segment: &Segment) -> bool {
        match self {
            Self::Left(x) => (segment.left - x).abs() <= SAME_PLACE,
            Self::Right(x) => (segment.right - x).abs() <= SAME_PLACE,
        }
    }
}

/// Takes the numbers of lines out of pages, and gives those of each page.
pub(super) fn take(pages: &mut [Vec<Segment>]) -> Vec<Vec<String>> {
    let mut known: Vec<Place> = Vec::new();
    let mut found: Vec<HashSet<usize>> = pages.iter().map(|page| find(page, &mut known)).collect();
    for (page, taken) in pages.iter().zip(&mut found).filter(|(_, taken)| taken.is_empty()) {
        let at_known = known.iter().map(|&place| at(page, place)).filter(|group| counts(group, page));
        *taken = at_known.flat_map(|group| group.members).map(|(number, _)| number).collect();
    }
    pages.iter_mut().zip(found).map(|(page, taken)| take_out(page, &taken)).collect()
}

/// The numbers of lines that a page shows by itself; their places are noted.
fn find(page: &[Segment], known: &mut Vec<Place>) -> HashSet<usize> {
    let mut taken = HashSet::new();
    let even = groups(page).into_iter().filter(|group| are_even(group, page)).take(MOST_PLACES);
    for group in even.filter(|group| counts(group, page) && beside_running_text(group, page)) {
        if group.members.iter().any(|(number, _)| taken.contains(number)) {
            continue;
        }
        let is_known = |place: &Place| group.members.iter().all(|&(number, _)| place.is(&page[number]));
        if known.len() < MOST_PLACES && !known.iter().any(is_known) {
            known.push(group.place);
        }
        taken.extend(group.members.iter().map(|&(number, _)| number));
    }
    taken
}

/// The columns of numbers of a page: set to the right, then set to the left.
fn groups(page: &[Segment]) -> Vec<Group> {
    let numbers: Vec<usize> = (0..page.len()).filter(|&number| value(&page[number]).is_some()).collect();
    let mut found = Vec::new();
    for place in [Place::Right as fn(f32) -> Place, Place::Left] {
        let edge = |number: usize| match place(0.0) {
            Place::Right(_) => page[number].right,
            Place::Left(_) => page[number].left,
        };
        let mut sorted = numbers.clone();
        sorted.sort_by(|&a, &b| edge(a).total_cmp(&edge(b)));
        for column in sorted.chunk_by(|&a, &b| edge(b) - edge(a) <= SAME_PLACE / 4.0) {
            if column.len() >= FEWEST {
                found.push(group(page, column.to_vec(), place(edge(column[column.len() / 2]))));
            }
        }
    }
    found
}

fn at(page: &[Segment], place: Place) -> Group {
    group(page, (0..page.len()).filter(|&number| place.is(&page[number])).collect(), place)
}

fn group(page: &[Segment], mut members: Vec<usize>, place: Place) -> Group {
    members.sort_unstable();
    let members = members.into_iter().filter_map(|number| Some((number, value(&page[number])?))).collect();
    Group { members, place }
}

/// The number that a segment is.
fn value(segment: &Segment) -> Option<i64> {
    let digits = |text: &str| text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b' ');
    if segment.of_page || !segment.pieces.iter().all(|piece| digits(&piece.text)) {
        return None;
    }
    let text: String = segment.pieces.iter().map(|piece| piece.text.as_str()).collect();
    text.trim().parse().ok()
}

/// Whether most distances are alike, and most steps.
fn are_even(group: &Group, page: &[Segment]) -> bool {
    let pairs = || group.members.windows(2).map(|pair| (pair[0], pair[1]));
    let distance = |a: usize, b: usize| page[b].y - page[a].y;
    let usual = median(pairs().map(|((a, _), (b, _))| distance(a, b)));
    let mut steps: Vec<i64> = pairs().map(|((_, a), (_, b))| b - a).collect();
    steps.sort_unstable();
    let step = steps.get(steps.len() / 2).copied().unwrap_or(0);
    let even = pairs().filter(|&((a, from), (b, to))| {
        to - from == step && (distance(a, b) - usual).abs() <= UNEVEN * usual && usual > 0.0
    });
    even.count() * 10 >= EVEN * steps.len()
}

/// Whether numbers go up, and stand outside of all other text.
fn counts(group: &Group, page: &[Segment]) -> bool {
    let (Some(&(first, _)), Some(&(last, _))) = (group.members.first(), group.members.last()) else { return false };
    let members = || group.members.iter().map(|&(number, _)| &page[number]);
    let left = members().map(|segment| segment.left).fold(f32::MAX, f32::min);
    let right = members().map(|segment| segment.right).fold(f32::MIN, f32::max);
    let (mut before, mut behind) = (0, 0);
    for other in others(group, page, first, last) {
        before += usize::from(other.left < right);
        behind += usize::from(other.right > left);
    }
    let up = group.members.windows(2).all(|pair| pair[0].1 < pair[1].1);
    up && (before == 0) != (behind == 0)
}

fn beside_running_text(group: &Group, page: &[Segment]) -> bool {
    let (Some(&(first, _)), Some(&(last, _))) = (group.members.first(), group.members.last()) else { return false };
    let (mut all, mut small, mut open) = (0, 0, false);
    for segment in others(group, page, first, last) {
        let (Some(begin), Some(end)) = (segment.pieces.first(), segment.pieces.last()) else { continue };
        all += 1;
        small += usize::from(open && begins_small(begin.text.trim_start()));
        open = !is_ended(end.text.trim_end());
    }
    small >= FEWEST_SMALL && small * 100 >= SMALL * all
}

/// What else stands between the first and the last number, but for other numbers.
fn others<'a>(group: &Group, page: &'a [Segment], first: usize, last: usize) -> impl Iterator<Item = &'a Segment> {
    let (top, bottom) = (page[first].y - 0.5 * page[first].size, page[last].y + 0.5 * page[last].size);
    let place = group.place;
    let beside = move |s: &&Segment| s.y >= top && s.y <= bottom;
    page.iter().filter(beside).filter(move |s| !(place.is(s) && value(s).is_some()))
}

fn take_out(page: &mut Vec<Segment>, taken: &HashSet<usize>) -> Vec<String> {
    let (mut numbers, mut at) = (Vec::new(), 0);
    page.retain(|segment| {
        let goes = taken.contains(&at);
        at += 1;
        if goes {
            numbers.extend(value(segment).map(|number| number.to_string()));
        }
        !goes
    });
    numbers
}

#[cfg(test)]
mod tests {
    use super::super::rows::Piece;
    use super::*;

    fn segment(left: f32, y: f32, text: &str) -> Segment {
        let right = left + 5.0 * text.chars().count() as f32;
        let piece = Piece { text: text.to_owned(), x: left, end_x: right, size: 10.0, ..Piece::default() };
        Segment { pieces: vec![piece], left, right, y, size: 10.0, of_page: false }
    }

    /// A page of lines with a number each, set to the right at 60.
    fn page(first: usize, lines: &[&str], leading: &dyn Fn(usize) -> f32) -> Vec<Segment> {
        let row = |(n, line): (usize, &&str)| {
            let (number, y) = ((first + n).to_string(), leading(n));
            [segment(60.0 - 5.0 * number.len() as f32, y, &number), segment(90.0, y, line)]
        };
        lines.iter().enumerate().flat_map(row).collect()
    }

    fn even(n: usize) -> f32 {
        100.0 + 12.0 * n as f32
    }

    const LINES: [&str; 7] = [
        "The council of Marhaven wants to take a",
        "toll from every boat that enters the old",
        "harbour. Nobody asked the fishermen, and",
        "nobody asked the people of the isles.",
        "The quay belongs to those who work on",
        "it, and not to those who never saw it.",
        "It will stay so.",
    ];

    #[test]
    fn numbers_of_lines_are_taken_out_on_either_side() {
        let mut pages = vec![page(7, &LINES, &even)];
        assert_eq!(take(&mut pages), [["7", "8", "9", "10", "11", "12", "13"]]);
        assert_eq!(pages[0].len(), 7);
        let fifth = |n: usize| segment(400.0, even(5 * n), &(5 * n + 5).to_string());
        let text = (0..25).map(|n| segment(90.0, even(n), LINES[n % 7])).collect::<Vec<_>>();
        let mut all: Vec<Segment> = text.into_iter().chain((0..5).map(fifth)).collect();
        all.sort_by(|a, b| a.y.total_cmp(&b.y));
        assert_eq!(take(&mut [all]), [["5", "10", "15", "20", "25"]]);
    }

    #[test]
    fn a_short_page_has_them_where_the_others_do() {
        let mut pages = vec![page(1, &LINES, &even), page(8, &LINES[..2], &even), vec![segment(90.0, 100.0, "1902")]];
        assert_eq!(take(&mut pages), [vec!["1", "2", "3", "4", "5", "6", "7"], vec!["8", "9"], vec![]]);
        assert!(take(&mut [page(8, &LINES[..2], &even)])[0].is_empty());
    }

    #[test]
    fn tables_and_numbers_of_paragraphs_stay() {
        let boats = ["Gull", "Tern", "Auk", "Skua", "Petrel", "Fulmar", "Eider"];
        assert!(take(&mut [page(1, &boats, &even)])[0].is_empty());
        let notes =
            ["See the act of 1902.", "ibid., p. 4.", "cf. note 1.", "ibid.", "See the act.", "ibid., p. 7.", "ibid."];
        assert!(take(&mut [page(1, &notes, &even)])[0].is_empty());
        // Numbers of paragraphs stand at uneven distances.
        let uneven = |n: usize| even(n + [0, 3, 4, 9, 11, 12, 17][n]);
        assert!(take(&mut [page(1, &LINES, &uneven)])[0].is_empty());
        // Years do not count, and figures in a column have text on both sides.
        let mut years = page(1, &LINES, &even);
        for (n, year) in years.iter_mut().step_by(2).enumerate() {
            year.pieces[0].text = (2000 - n).to_string();
        }
        assert!(take(&mut [years])[0].is_empty());
        let mut between = page(1, &LINES, &even);
        between.extend((0..7).map(|n| segment(10.0, even(n), "of")));
        between.sort_by(|a, b| a.y.total_cmp(&b.y));
        assert!(take(&mut [between])[0].is_empty());
    }
}
