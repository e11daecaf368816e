//! From pages to the text as it is read: paragraphs that columns, pages and running heads cut in two are one again.

use std::collections::HashMap;

use standpoint_languages::{Language, Languages};

use super::columns;
use super::hyphens::{self, Words};
use super::line_numbers;
use super::lines::{self, Line};
use super::page::Page;
use super::paragraphs::{paragraphs, Paragraph, Part, Usual};
use super::rows::{self, Segment};
use super::running;
use crate::marks::{mark, Mark};
use crate::office::flow::{Block, Nature};
use crate::paragraph::{begins_small, is_ended, is_running};

/// A paragraph that a page cuts in two goes on behind at most so many others: a figure, a box.
const BETWEEN: usize = 4;
/// Heads, feet and notes counted, it is looked for no farther.
const FARTHEST: usize = 300;
/// Letters from which the language is told.
const SAMPLE: usize = 4000;

/// What a document says, in the order in which it is read.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub blocks: Vec<Block>,
    pub notes: Vec<Block>,
}

/// Reads pages.
pub(super) fn story(pages: &[Page], languages: &Languages) -> Story {
    let (mut segments, mut margins): (Vec<Vec<Segment>>, Vec<Vec<String>>) = pages.iter().map(rows::segments).unzip();
    margins.iter_mut().zip(line_numbers::take(&mut segments)).for_each(|(margin, numbers)| margin.extend(numbers));
    running::mark(&mut segments);
    let usual = usual(&segments);
    let laid: Vec<Laid> = segments.into_iter().enumerate().map(|(n, page)| lay(page, n as u32 + 1)).collect();
    let words = Words::of(laid.iter().flat_map(|page| page.columns.iter().flatten()));
    let language = language(&laid, languages);
    let mut flow = Vec::new();
    for (page, margin) in laid.into_iter().zip(margins) {
        add_page(page, &margin.join(" "), usual, &mut flow);
    }
    let flow = whole(flow);
    let (notes, text): (Vec<Paragraph>, Vec<Paragraph>) = flow.into_iter().partition(|p| p.part == Part::Footnote);
    let levels = Levels::of(&text);
    let block = |p: &Paragraph| block(p, &levels, &words, language);
    Story { blocks: text.iter().map(block).collect(), notes: notes.iter().map(block).collect() }
}

/// A page laid out.
struct Laid {
    columns: Vec<Vec<Line>>,
    head: Vec<Line>,
    foot: Vec<Line>,
}

fn lay(page: Vec<Segment>, number: u32) -> Laid {
    let middle = page.iter().filter(|s| !s.of_page).map(|s| s.y).fold(f32::MAX, f32::min);
    let (of_page, text): (Vec<Segment>, Vec<Segment>) = page.into_iter().partition(|segment| segment.of_page);
    let (head, foot): (Vec<Segment>, Vec<Segment>) = of_page.into_iter().partition(|segment| segment.y <= middle);
    let marks = lines::note_marks(text.iter());
    let columns = columns::parts(text).iter().map(|part| lines::lines(part, number, &marks)).collect();
    Laid { columns, head: lines::lines(&head, number, &marks), foot: lines::lines(&foot, number, &marks) }
}

/// The size that most letters have, and whether most are of one width.
fn usual(pages: &[Vec<Segment>]) -> Usual {
    let mut sizes: HashMap<i32, usize> = HashMap::new();
    let (mut all, mut mono) = (0, 0);
    for piece in pages.iter().flatten().filter(|segment| !segment.of_page).flat_map(|segment| &segment.pieces) {
        let letters = piece.text.chars().filter(|c| c.is_alphanumeric()).count();
        *sizes.entry((piece.size * 4.0).round() as i32).or_default() += letters;
        all += letters;
        mono += if piece.mono { letters } else { 0 };
    }
    let size = sizes.into_iter().max_by_key(|&(size, letters)| (letters, size)).map_or(10, |(size, _)| size);
    Usual { size: size as f32 / 4.0, mono: mono * 2 > all }
}

fn language<'a>(pages: &[Laid], languages: &'a Languages) -> Option<&'a Language> {
    let mut sample = String::new();
    for line in pages.iter().flat_map(|page| page.columns.iter().flatten()) {
        sample.push_str(&line.text);
        sample.push(' ');
        if sample.len() > SAMPLE {
            break;
        }
    }
    languages.get(languages.identify(&standpoint_languages::Words::of(&sample))?)
}

fn add_page(page: Laid, margin: &str, usual: Usual, flow: &mut Vec<Paragraph>) {
    let number = page.columns.iter().flatten().chain(&page.head).chain(&page.foot).map(|line| line.page).max();
    let of_page = |line: Line| Paragraph { lines: vec![line], part: Part::OfPage, ..Paragraph::default() };
    flow.extend(page.head.into_iter().map(of_page));
    let begin = flow.len();
    for column in page.columns {
        flow.extend(paragraphs(column, usual));
    }
    continue_note(flow, begin, number, usual);
    flow.extend(page.foot.into_iter().map(of_page));
    if let (Some(page), false) = (number, margin.trim().is_empty()) {
        flow.push(of_page(Line { text: margin.trim().to_owned(), page, ..Line::default() }));
    }
}

/// What a footnote of the page before is cut off from stands at the end of the page, small and without a mark.
fn continue_note(flow: &mut [Paragraph], begin: usize, page: Option<u32>, usual: Usual) {
    let is_near = |p: &&Paragraph| p.lines.last().is_none_or(|line| Some(line.page + 1) >= page);
    let mut before = flow[..begin].iter().rev().take_while(is_near);
    let open = before.find(|p| p.part == Part::Footnote).is_some_and(|p| !is_ended(p.last()));
    let last = flow[begin..].iter().rposition(|p| p.part != Part::Footnote).map(|at| begin + at);
    if let Some(last) = last.filter(|&at| open && at > begin && flow[at].size < usual.size * 0.94) {
        flow[last].part = Part::Footnote;
    }
}

/// Puts together what is cut in two. What stands between the parts comes after the whole.
fn whole(flow: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut rest: Vec<Option<Paragraph>> = flow.into_iter().map(Some).collect();
    let mut found: Vec<Paragraph> = Vec::with_capacity(rest.len());
    for at in 0..rest.len() {
        let Some(mut paragraph) = rest[at].take() else { continue };
        let (mut between, mut from) = (Vec::new(), at + 1);
        while let Some(next) = next_part(&paragraph, &rest, from) {
            between.extend((from..next).filter_map(|n| rest[n].take()));
            from = next + 1;
            let Some(part) = rest[next].take() else { break };
            paragraph.full = part.full;
            paragraph.lines.extend(part.lines);
        }
        found.push(paragraph);
        found.extend(between);
    }
    found
}

/// Where a paragraph goes on that has no end.
fn next_part(open: &Paragraph, rest: &[Option<Paragraph>], from: usize) -> Option<usize> {
    if !matches!(open.part, Part::Text | Part::Footnote) || is_ended(open.last()) {
        return None;
    }
    let page = open.lines.last()?.page;
    let mut passed = 0;
    for (number, next) in rest.iter().enumerate().skip(from).take(FARTHEST) {
        let Some(next) = next else { continue };
        let Some(first) = next.lines.first() else { continue };
        if passed > BETWEEN || first.page > page + 1 {
            return None;
        }
        if goes_on(open, next, passed > 0) {
            return Some(number);
        }
        // What follows is rather the rest of the nearest that has no end.
        if is_cut(next) && next.part == open.part && is_of_size(open, next) {
            return None;
        }
        // Heads, feet and notes do not count: they are never part of the text.
        passed += usize::from(!matches!(next.part, Part::OfPage | Part::Footnote));
    }
    None
}

/// Whether a paragraph has no end and its last line is full.
fn is_cut(paragraph: &Paragraph) -> bool {
    paragraph.full && !is_ended(paragraph.last())
}

fn is_of_size(open: &Paragraph, next: &Paragraph) -> bool {
    (open.size - next.size).abs() <= 0.07 * open.size
}

/// Whether a paragraph is the rest of another. Behind others only where its first letter leaves no doubt.
fn goes_on(open: &Paragraph, next: &Paragraph, behind: bool) -> bool {
    let (Some(last), Some(first)) = (open.lines.last(), next.lines.first()) else { return false };
    let same = is_of_size(open, next) && open.part == next.part;
    let small = begins_small(&first.text);
    let moved = first.page > last.page || first.y < last.y;
    let broken = last.text.ends_with(['-', '\u{ad}', '\u{2010}', ',']);
    let item = !matches!(mark(&first.text).0, Mark::None);
    let style = open.bold == next.bold || small;
    if !same || !moved || item || next.part == Part::Footnote && first.marked {
        return false;
    }
    small && (open.full || broken || open.lines.len() > 1)
        || !behind && style && (open.full || broken) && !next.indented
}

/// The sizes of headings, the largest first.
struct Levels(Vec<i32>);

impl Levels {
    fn of(text: &[Paragraph]) -> Self {
        let headings = text.iter().filter(|p| p.part == Part::Heading);
        let mut sizes: Vec<i32> = headings.map(|p| rounded(p.size)).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes.dedup();
        Self(sizes)
    }

    fn level(&self, paragraph: &Paragraph) -> u8 {
        let at = self.0.iter().position(|&size| size == rounded(paragraph.size)).unwrap_or(0);
        u8::try_from(at + 1).unwrap_or(u8::MAX).min(10)
    }
}

fn rounded(size: f32) -> i32 {
    size.round() as i32
}

/// A paragraph as a block of the text.
fn block(paragraph: &Paragraph, levels: &Levels, words: &Words, language: Option<&Language>) -> Block {
    let mut text = String::new();
    let mut pages: Vec<(usize, u32)> = Vec::new();
    for line in &paragraph.lines {
        hyphens::join(&mut text, &line.text, words, language);
        if pages.last().is_none_or(|&(_, page)| page != line.page) {
            let starts = if pages.is_empty() { 0 } else { text.len() - line.text.len() };
            pages.push((starts, line.page));
        }
    }
    let mut nature = Nature::default();
    let mut lead = 0;
    match paragraph.part {
        Part::Heading => nature.level = Some(levels.level(paragraph)),
        Part::Row => nature.cell = true,
        Part::Contents | Part::OfPage => nature.note = true,
        Part::Text => {
            let (found, bytes) = mark(&text);
            // A numbered paragraph of several sentences is no item of a list.
            nature.item = found == Mark::Bullet || found == Mark::DashOrNumber && !is_running(&text);
            lead = if nature.item { bytes } else { 0 };
        }
        Part::Typed | Part::Footnote => {}
    }
    Block { text, nature, lead, pages }
}
