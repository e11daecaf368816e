//! Web pages.
//!
//! The words are always the page's own: the page is cut into blocks as a browser would show them, and what is chosen as the
//! main text ([`main_text`]) is whole blocks. So no word can be lost from the middle of a quote. Before the parser sees the
//! page, what makes it slow or deep is taken out ([`tame`]); the tree is walked once for the blocks and all that is known of
//! them.

mod beside;
mod blocks;
mod declared;
mod main_text;
mod markup;
mod outline;
mod place;
mod quoted;
mod tame;
mod told;

use std::sync::Arc;

use scraper::Html;
use standpoint_languages::Languages;
use standpoint_segment::BlockKind;
use standpoint_text::Line;

use crate::about::{self, About, Origin, Told};
use crate::dates::page as dates;
use crate::page_matter;
use crate::paragraph::{is_running, plain, word_count_up_to, Paragraph, Role};
use crate::{Document, IngestError, Limits};
use blocks::Page;
pub(crate) use blocks::PageBlock;
pub use main_text::MeasuredBlock;
use quoted::Own;

/// Among so many blocks at the beginning of the main text the title is looked for.
const TITLE_AMONG: usize = 6;
/// Words that a title has at most.
const LONGEST_TITLE: usize = 60;

/// Reads a page.
pub(crate) fn read(path: &str, page: &str, languages: &Languages, limits: &Limits) -> Result<Document, IngestError> {
    let tamed = tame::tame(page, limits).ok_or_else(|| IngestError::too_many_tags(path, limits.html_tags))?;
    Ok(read_tamed(&tamed, languages))
}

/// The paragraphs of a page's main text alone, without what the page says of itself.
pub(crate) fn main_text(
    path: &str,
    page: &str,
    languages: &Languages,
    limits: &Limits,
) -> Result<Vec<String>, IngestError> {
    let tamed = tame::tame(page, limits).ok_or_else(|| IngestError::too_many_tags(path, limits.html_tags))?;
    let (page, title) = parsed(&tamed, languages);
    let words = title.as_deref().map(plain);
    let kept = main_text::choose(&page, title.as_deref());
    let main = page.blocks.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(block, _)| block);
    Ok(main.filter(|b| words.as_ref().is_none_or(|words| !plain_equals(b, words))).map(|b| b.text).collect())
}

/// What is measured of each block of a page.
pub(crate) fn measured(
    path: &str,
    page: &str,
    languages: &Languages,
    limits: &Limits,
) -> Result<Vec<MeasuredBlock>, IngestError> {
    let tamed = tame::tame(page, limits).ok_or_else(|| IngestError::too_many_tags(path, limits.html_tags))?;
    let (page, title) = parsed(&tamed, languages);
    Ok(main_text::measured(&page, title.as_deref()))
}

fn parsed(tamed: &str, languages: &Languages) -> (Page, Option<String>) {
    let tree = Html::parse_document(tamed);
    let page = blocks::page(&tree);
    let title = title(&page.blocks, &declared::read(&tree, languages)).map(|title| title.words);
    (page, title)
}

fn read_tamed(tamed: &str, languages: &Languages) -> Document {
    let tree = Html::parse_document(tamed);
    let page = blocks::page(&tree);
    let mut declared = declared::read(&tree, languages);
    let title = title(&page.blocks, &declared);
    let words = title.as_ref().map(|title| title.words.as_str());
    let kept = main_text::choose(&page, words);
    let said =
        dates::Page { blocks: &page.blocks, kept: &kept, title: words, languages, day_first: declared.day_first };
    let said = said.said(&declared.dates);
    let words = words.map(plain);
    let mut main = beside::with_lines_beside(page.blocks, &kept, |block| {
        words.as_ref().is_some_and(|words| plain_equals(block, words))
    });
    let title = title.map(|title| (place_title(&title.words, &mut main), title));
    let (content, mut paragraphs) = join(&main);
    let elements = elements(&tree, &main, &paragraphs);
    let title = title.map(|(place, title)| {
        paragraphs[place.number].role = Role::Title;
        // What stands above the title is of the page.
        paragraphs[..place.number].iter_mut().for_each(|p| p.role = Role::Note);
        let shown = Origin::Text { line: Line::Title, span: paragraphs[place.number].bytes.clone() };
        Told::new(title.words, title.declared.filter(|_| !place.is_shown).unwrap_or(shown))
    });
    paragraphs.truncate(page_matter::end_of_statement(&content, &paragraphs, languages));
    let known = About { title, ..About::default() };
    let mut about = about::read(&content, &mut paragraphs, languages, known);
    // What a line beside the main text had to say has been heard.
    let beside =
        paragraphs.iter_mut().zip(&main).filter(|(paragraph, block)| block.beside && paragraph.role == Role::Body);
    beside.for_each(|(paragraph, _)| paragraph.role = Role::Note);
    let opening = paragraphs.iter().find(|paragraph| is_running(paragraph.text(&content)));
    let opening = opening.map_or(content.len(), |paragraph| paragraph.bytes.start);
    let given = std::mem::take(&mut declared.dates);
    (about.published, about.changed) = dates::choose(about.published, said, given, opening);
    let mut about = about.or(declared.about);
    if about.publisher_is_source() {
        about.republished_from = None;
    }
    page_matter::mark(&content, &mut paragraphs, languages);
    Document { content, paragraphs, about, pages: Vec::new(), elements }
}

/// From which byte on the text stands in which element.
fn elements(tree: &Html, main: &[PageBlock], paragraphs: &[Paragraph]) -> Vec<(usize, Option<Arc<str>>)> {
    let mut places = place::Places::of(tree);
    let selector = |block: &PageBlock| places.selector(block.element?);
    let starts = paragraphs.iter().map(|paragraph| paragraph.bytes.start);
    starts.zip(main.iter().map(selector)).collect()
}

/// Reads the page of an e-mail: without what others wrote and without the signature. Also whether it only passes on what
/// others wrote; then that is read.
pub(crate) fn read_message(
    path: &str,
    page: &str,
    languages: &Languages,
    limits: &Limits,
) -> Result<(Document, bool), IngestError> {
    let tamed = tame::tame(page, limits).ok_or_else(|| IngestError::too_many_tags(path, limits.html_tags))?;
    match quoted::own(&tamed) {
        Own::All => Ok((without_elements(read_tamed(&tamed, languages)), false)),
        Own::Part(own) => Ok((without_elements(read(path, &own, languages, limits)?), false)),
        Own::PassedOn => Ok((without_elements(read_tamed(&tamed, languages)), true)),
    }
}

/// A message has no page in which a person could look for an element.
fn without_elements(document: Document) -> Document {
    Document { elements: Vec::new(), ..document }
}

/// All that a page shows, for pages that are all text; `None` where it has too many tags.
pub(crate) fn chapter(page: &str, limits: &Limits) -> Option<Vec<PageBlock>> {
    let tamed = tame::tame(page, limits)?;
    Some(blocks::page(&Html::parse_document(&tamed)).blocks)
}

/// The title of a page.
struct Title {
    words: String,
    /// Where the markup gives it, unless the page is known to show it.
    declared: Option<Origin>,
}

/// The title: a first-level heading that the page also gives as its title, else what it gives, else its only one.
fn title(all: &[PageBlock], declared: &declared::Declared) -> Option<Title> {
    let heads: Vec<&PageBlock> = all.iter().filter(|b| b.level == Some(1)).collect();
    let given: Vec<String> = declared.titles.iter().map(|t| plain(&t.value)).collect();
    let confirmed = heads.iter().find(|h| {
        let words = plain(&h.text);
        words.contains(' ') && given.iter().any(|g| g.contains(&words))
    });
    // "Headline | Outlet": the piece that the page shows as a line of its own.
    let shown_piece = || {
        let separators = [" | ", " – ", " - ", " — ", " · ", " » "];
        let lines = declared.titles.iter().map(|t| separators.iter().fold(t.value.clone(), |t, s| t.replace(s, "\n")));
        let pieces: Vec<String> = lines.flat_map(|t| t.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        pieces.into_iter().find(|piece| {
            let words = plain(piece);
            words.contains(' ')
                && Some(piece) != declared.about.publisher.as_ref().map(|told| &told.value)
                && all.iter().any(|b| plain_equals(b, &words))
        })
    };
    let only = || heads.first().filter(|_| heads.len() == 1).map(|h| h.text.clone());
    let shown = |words: String| (words, None);
    let (words, declared) = confirmed
        .map(|h| shown(h.text.clone()))
        .or_else(|| shown_piece().map(shown))
        .or_else(|| declared.titles.first().map(|told| (told.value.clone(), Some(told.origin.clone()))))
        .or_else(|| only().map(shown))?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_title = !words.is_empty() && word_count_up_to(&words, LONGEST_TITLE + 1) <= LONGEST_TITLE;
    is_title.then_some(Title { words, declared })
}

fn plain_equals(block: &PageBlock, words: &str) -> bool {
    block.text.len() < words.len() * 4 + 40 && plain(&block.text) == words
}

/// Where the title stands in the main text.
struct TitlePlace {
    number: usize,
    /// Whether it stood there before it was put there.
    is_shown: bool,
}

/// Finds the title in the main text, and puts it at the top where it is not there.
fn place_title(title: &str, main: &mut Vec<PageBlock>) -> TitlePlace {
    let words = plain(title);
    let at = main.iter().take(TITLE_AMONG).position(|b| plain_equals(b, &words));
    if at.is_none() {
        main.insert(0, PageBlock { text: title.to_owned(), level: Some(1), ..PageBlock::default() });
    }
    TitlePlace { number: at.unwrap_or(0), is_shown: at.is_some() }
}

/// The text of a page: its blocks with an empty line between them.
fn join(main: &[PageBlock]) -> (String, Vec<Paragraph>) {
    let mut content = String::new();
    let mut paragraphs = Vec::with_capacity(main.len());
    for block in main {
        if !content.is_empty() {
            content.push_str("\n\n");
        }
        let start = content.len();
        content.push_str(&block.text);
        let kind = match block {
            PageBlock { level: Some(_), .. } => BlockKind::Heading,
            PageBlock { item: true, .. } => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        paragraphs.push(Paragraph::new(start..content.len(), kind));
    }
    (content, paragraphs)
}
