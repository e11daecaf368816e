//! From the marks of a format to a document: text is pushed into open paragraphs, which become blocks.
//!
//! Paragraphs may lie in each other: a text box stands in the paragraph it is anchored to. What lies inside comes after the
//! whole of what it lies in, so that no sentence is cut by a box.
//!
//! The text of the document is that of its blocks with an empty line between them; a foot- or endnote comes at the end and
//! is in no passage, and so are the lines of a table of contents, where they stand.

use standpoint_languages::Languages;
use standpoint_segment::BlockKind;
use standpoint_text::Line;

use crate::about::{self, About, Origin, Told};
use crate::marks::{mark, Mark};
use crate::page_matter;
use crate::paragraph::{begins_small, is_ended, is_running, plain, Paragraph, Role};
use crate::{Document, Limits};

/// A bold paragraph of more characters is no heading.
const BOLD_HEADING: usize = 120;
/// A line of at least so many characters that ends in no mark is one that a program broke.
const FULL_LINE: usize = 60;
/// Among so many blocks at the beginning the title is looked for.
const TITLE_AMONG: usize = 8;

/// What a format says a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Nature {
    /// The level of a heading, from 1; 0 for the title of the document.
    pub level: Option<u8>,
    /// Whether it is an item of a list.
    pub item: bool,
    /// Whether it stands in a table.
    pub cell: bool,
    /// Whether it is no part of the running text: a line of a table of contents.
    pub note: bool,
}

/// A paragraph that is whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Block {
    pub text: String,
    pub nature: Nature,
    /// Bytes at its beginning that are the mark of an item and no part of what it says.
    pub lead: usize,
    /// From which byte on it stands on which page, from 1; empty where the format has no pages.
    pub pages: Vec<(usize, u32)>,
}

#[derive(Debug, Default)]
struct Open {
    text: String,
    /// How many characters of it are bold, and how many there are, white space aside.
    bold: usize,
    all: usize,
    inside: Vec<Block>,
}

/// The blocks of a document as they are read.
#[derive(Debug)]
pub(super) struct Flow {
    open: Vec<Open>,
    blocks: Vec<Block>,
    count: usize,
    most: usize,
}

impl Flow {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { open: Vec::new(), blocks: Vec::new(), count: 0, most: limits.blocks }
    }

    /// Begins a paragraph, inside another where one is open.
    pub(super) fn begin(&mut self) {
        self.open.push(Open::default());
    }

    /// Adds text to the innermost open paragraph; text outside of all is no text of the document.
    pub(super) fn push(&mut self, text: &str, bold: bool) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
            let seen = text.chars().filter(|c| !c.is_whitespace()).count();
            open.all += seen;
            open.bold += if bold { seen } else { 0 };
        }
    }

    /// The last character of the innermost open paragraph.
    pub(super) fn last(&self) -> Option<char> {
        self.open.last()?.text.chars().next_back()
    }

    /// Ends the innermost open paragraph.
    pub(super) fn end(&mut self, nature: Nature) {
        let Some(open) = self.open.pop() else { return };
        let outer = self.open.last_mut().map_or(&mut self.blocks, |outer| &mut outer.inside);
        let text = open.text.trim();
        if text.chars().any(|c| !c.is_whitespace() && c != '\u{ad}') {
            self.count += 1;
            if self.count <= self.most {
                let bold = open.bold * 10 >= open.all * 9;
                let nature = seen(text, nature, bold);
                outer.push(Block { text: text.to_owned(), nature, ..Block::default() });
            }
        }
        outer.extend(open.inside);
    }

    /// Takes the blocks that are whole so far.
    pub(super) fn take(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.blocks)
    }

    /// Whether there were more blocks than the limit allows.
    pub(super) fn is_over(&self) -> bool {
        self.count > self.most
    }
}

/// What a paragraph is, by what its format says and by its looks.
fn seen(text: &str, nature: Nature, bold: bool) -> Nature {
    let line =
        !text.contains('\n') && text.chars().nth(BOLD_HEADING).is_none() && !text.ends_with(['.', ':', ',', ';']);
    let plain = !nature.item && !nature.cell && !nature.note;
    let level = match nature.level {
        // Whole paragraphs are set as headings for their looks.
        Some(level) if level > 0 && is_running(text) => None,
        None if bold && line && plain => Some(10),
        level => level,
    };
    Nature { level: level.filter(|_| !nature.note), ..nature }
}

/// A document of the blocks of a text, the notes to it, and what its properties say.
pub(crate) fn document(blocks: &[Block], notes: &[Block], declared: About, languages: &Languages) -> Document {
    let (mut content, mut paragraphs) = (String::new(), Vec::with_capacity(blocks.len()));
    let mut pages = Vec::new();
    for block in blocks {
        let start = append(&mut content, block, &mut pages);
        cut(block, start, &mut paragraphs);
    }
    let title = title(blocks, declared.title.as_ref().map(|told| told.value.as_str()));
    let place = title.as_ref().and_then(|title| {
        let stands = |p: &&mut Paragraph| p.is_kept() && p.text(&content) == title.as_str();
        let paragraph = paragraphs.iter_mut().find(stands)?;
        paragraph.role = Role::Title;
        Some(paragraph.bytes.clone())
    });
    let ended = page_matter::end_of_statement(&content, &paragraphs, languages);
    paragraphs[ended..].iter_mut().for_each(|p| p.role = Role::Note);
    let title = title.map(|title| {
        // It is one of the blocks, which stand in the text to the letter.
        let start = content.find(title.as_str()).unwrap_or(0);
        let span = place.unwrap_or(start..start + title.len());
        let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
        Told::new(words, Origin::Text { line: Line::Title, span })
    });
    let known = About { title, ..About::default() };
    let about = about::read(&content, &mut paragraphs[..ended], languages, known).or(declared);
    page_matter::mark(&content, &mut paragraphs[..ended], languages);
    for note in notes {
        let start = append(&mut content, note, &mut pages);
        let mut paragraph = Paragraph::new(start..content.len(), BlockKind::Paragraph);
        paragraph.role = Role::Note;
        paragraphs.push(paragraph);
    }
    Document { content, paragraphs, about, pages, elements: Vec::new() }
}

/// Puts a block at the end of the text; where it begins there.
fn append(content: &mut String, block: &Block, pages: &mut Vec<(usize, u32)>) -> usize {
    if !content.is_empty() {
        content.push_str("\n\n");
    }
    let start = content.len();
    content.push_str(&block.text);
    pages.extend(block.pages.iter().map(|&(byte, page)| (start + byte, page)));
    start
}

/// The paragraphs of a block: one, or one for each of its lines that stand for themselves.
fn cut(block: &Block, start: usize, paragraphs: &mut Vec<Paragraph>) {
    let kind = match block.nature {
        Nature { level: Some(_), .. } => BlockKind::Heading,
        Nature { item: true, .. } => BlockKind::Item,
        _ => BlockKind::Paragraph,
    };
    let mut from = 0;
    for (at, _) in block.text.match_indices('\n').chain([(block.text.len(), "")]) {
        let (line, next) = (&block.text[from..at], block.text.get(at + 1..).unwrap_or(""));
        if at < block.text.len() && (kind == BlockKind::Heading || goes_on(line, next)) {
            continue;
        }
        let marked = if from == 0 && block.lead > 0 {
            block.lead
        } else {
            marked(line, from > 0 || kind == BlockKind::Paragraph)
        };
        let bytes =
            start + from + (line.len() - line.trim_start().len()) + marked..start + from + line.trim_end().len();
        if bytes.start < bytes.end {
            let kind = if marked > 0 && kind == BlockKind::Paragraph { BlockKind::Item } else { kind };
            let mut paragraph = Paragraph::new(bytes, kind);
            paragraph.role = if block.nature.note { Role::Note } else { Role::Body };
            paragraphs.push(paragraph);
        }
        from = at + 1;
    }
}

/// Whether lines of a block go on in the next line. `line` is what stands since the last that did not.
fn goes_on(line: &str, next: &str) -> bool {
    let last = line.rsplit('\n').next().unwrap_or("").trim_end();
    let next = next.trim_start_matches([' ', '\t', '\u{a0}']);
    let begins_item = matches!(mark(next).0, Mark::Bullet | Mark::DashOrNumber);
    let broken = !is_ended(last) && last.chars().count() >= FULL_LINE;
    !last.is_empty() && !next.starts_with('\n') && !begins_item && (begins_small(next) || last.ends_with(',') || broken)
}

/// How many bytes a bullet or dash takes that is written at the beginning of a line.
fn marked(line: &str, may: bool) -> usize {
    let line = line.trim();
    match mark(line) {
        (Mark::Bullet, bytes) if may => bytes,
        (Mark::DashOrNumber, bytes) if may && line.starts_with(['-', '–', '·', '*']) => bytes,
        _ => 0,
    }
}

/// The title as it stands in the text: the paragraph that is set as one, or the one that says what the properties give.
fn title(blocks: &[Block], declared: Option<&str>) -> Option<String> {
    let top = || blocks.iter().filter(|b| !b.nature.note).take(TITLE_AMONG);
    let words = declared.map(plain).filter(|words| !words.is_empty());
    let given = |b: &&Block| words.as_deref().is_some_and(|w| b.text.len() < 4 * w.len() + 40 && plain(&b.text) == w);
    let found = top().find(|b| b.nature.level == Some(0)).or_else(|| top().find(given))?;
    // A title over several lines is cut into several paragraphs unless it is a heading.
    (!found.text.contains('\n') || found.nature.level.is_some()).then(|| found.text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Block {
        Block { text: text.to_owned(), ..Block::default() }
    }

    fn paragraphs(text: &str) -> Vec<(String, BlockKind)> {
        let mut found = Vec::new();
        cut(&block(text), 0, &mut found);
        found.into_iter().map(|p| (p.text(text).to_owned(), p.kind)).collect()
    }

    #[test]
    fn lines_that_stand_for_themselves_are_paragraphs() {
        let item = BlockKind::Item;
        let line = BlockKind::Paragraph;
        assert_eq!(
            paragraphs("No toll!\nFree the pier,\nand the quay"),
            [("No toll!".into(), line), ("Free the pier,\nand the quay".into(), line)]
        );
        assert_eq!(
            paragraphs("We want:\n- a ferry\n• no toll"),
            [("We want:".into(), line), ("a ferry".into(), item), ("no toll".into(), item)]
        );
        let broken = "The council of the town wants to take a toll from each boat, which the\nHarbour League rejects.";
        assert_eq!(paragraphs(broken), [(broken.to_owned(), line)]);
        assert_eq!(paragraphs("5. March 2021\n\n\nNo")[0].0, "5. March 2021");
    }

    #[test]
    fn a_box_comes_after_the_paragraph_it_stands_in() {
        let mut flow = Flow::new(&Limits::default());
        flow.begin();
        flow.push("The ferry ", false);
        flow.begin();
        flow.push("In a box", false);
        flow.end(Nature::default());
        flow.push("sails.", false);
        flow.end(Nature::default());
        let texts: Vec<String> = flow.take().into_iter().map(|b| b.text).collect();
        assert_eq!(texts, ["The ferry sails.", "In a box"]);
    }

    #[test]
    fn a_bold_line_is_a_heading_and_a_long_heading_is_none() {
        assert_eq!(seen("What we want", Nature::default(), true).level, Some(10));
        assert_eq!(seen("What we want:", Nature::default(), true).level, None);
        let long = Nature { level: Some(2), ..Nature::default() };
        assert_eq!(seen(&"a word ".repeat(80), long, false).level, None);
    }
}
