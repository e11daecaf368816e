//! Books (EPUB 2 and 3).
//!
//! The chapters are read in the order of the book's spine, each as a web page is shown, but whole: in a book there is no
//! menu around the text. Foot- and endnotes that are marked as such stand at the end. Left out are the pages that only list
//! where things are: the navigation document, and pages that are links and little else.
//!
//! # Limits
//!
//! Books that are locked for one reader or device are refused. Fonts that are locked don't matter.

mod xhtml;

use std::collections::{HashMap, HashSet};

use standpoint_languages::Languages;

use super::flow::{document, Block, Nature};
use super::package::{resolve, Package};
use super::properties::Properties;
use super::xml::{local, Element, Path, Visit, Visitor};
use crate::decode::percent_decoded;
use crate::format::{Context, Format, Source};
use crate::html::{chapter, PageBlock};
use crate::{Document, IngestError, Limits};

/// What it is called in errors.
const WHAT: &str = "an EPUB book";
/// A page with more links than this, in hundredths of its text, lists where things are.
const MENU: usize = 80;
/// It has at least so many lines.
const MENU_LINES: usize = 4;

/// Books.
pub(super) struct Epub;

impl Format for Epub {
    fn media_type(&self) -> &'static str {
        "application/epub+zip"
    }

    fn read(&self, source: &Source<'_>, context: &Context<'_>) -> Result<Document, IngestError> {
        read(source, context.limits, context.languages)
    }
}

fn read(source: &Source<'_>, limits: &Limits, languages: &Languages) -> Result<Document, IngestError> {
    let mut package = Package::open(source, limits, WHAT)?;
    let mut container = Container::default();
    package.walk("META-INF/container.xml", &mut container)?;
    let opf = container.root.ok_or_else(|| package.damaged())?;
    let mut book = Book::default();
    if !package.walk(&opf, &mut book)? {
        return Err(package.damaged());
    }
    let mut locked = Container::default();
    package.walk_if_whole("META-INF/encryption.xml", &mut locked);
    let (mut blocks, mut notes): (Vec<Block>, Vec<Block>) = (Vec::new(), Vec::new());
    for href in book.chapters() {
        let name = resolve(&opf, &reference(&href));
        if locked.locked.contains(&name) {
            return Err(package.locked());
        }
        let Some(page) = package.part(&name)? else { continue };
        let parted = xhtml::parted(&page);
        let shown =
            |page: &str| chapter(page, limits).ok_or_else(|| IngestError::too_many_tags(source.path, limits.html_tags));
        let found = shown(&parted.page)?;
        if !is_menu(&found) {
            blocks.extend(found.into_iter().map(block));
            notes.extend(shown(&parted.notes)?.into_iter().map(block));
        }
        if blocks.len() + notes.len() > limits.blocks {
            return Err(IngestError::too_many_blocks(source.path, limits.blocks));
        }
    }
    let about = book.properties.about(&["creator"], &["issued", "date"], languages);
    Ok(document(&blocks, &notes, about, languages))
}

fn block(page: PageBlock) -> Block {
    let nature = Nature { level: page.level, item: page.item, ..Nature::default() };
    Block { text: page.text, nature, ..Block::default() }
}

/// Whether a page only lists where things are.
fn is_menu(blocks: &[PageBlock]) -> bool {
    let all: usize = blocks.iter().map(|b| b.text.len()).sum();
    let linked: usize = blocks.iter().map(|b| b.linked).sum();
    blocks.len() >= MENU_LINES && linked * 100 > all * MENU
}

/// A reference with its `%20` and the like resolved.
fn reference(href: &str) -> String {
    String::from_utf8_lossy(&percent_decoded(href)).into_owned()
}

/// Where the book's own description is, or which of its parts are locked.
#[derive(Debug, Default)]
struct Container {
    root: Option<String>,
    locked: HashSet<String>,
}

impl Visitor for Container {
    fn open(&mut self, element: &Element<'_>, _: &Path) -> Visit {
        match local(element.name()) {
            "rootfile" => {
                let path = element.attribute("full-path").map(|p| reference(&p));
                self.root = self.root.take().or(path);
            }
            "CipherReference" => self.locked.extend(element.attribute("URI").map(|u| resolve("", &reference(&u)))),
            _ => {}
        }
        Visit::Enter
    }

    fn close(&mut self, _: &str, _: &Path) {}

    fn text(&mut self, _: &str, _: &Path) {}
}

/// What the book says about itself: properties, parts, and the order in which they are read.
#[derive(Debug, Default)]
struct Book {
    properties: Properties,
    /// Each part that is a chapter, by its identifier: where it is.
    parts: HashMap<String, String>,
    spine: Vec<String>,
    /// Where the tables of contents are.
    contents: HashSet<String>,
}

impl Book {
    /// The chapters in the order of the spine, each once.
    fn chapters(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let listed = self.spine.iter().filter_map(|id| self.parts.get(id));
        listed.filter(|href| !self.contents.contains(*href) && seen.insert(*href)).cloned().collect()
    }

    fn item(&mut self, element: &Element<'_>) {
        let kind = element.attribute("media-type").unwrap_or_default();
        let (Some(id), Some(href)) = (element.attribute("id"), element.attribute("href")) else { return };
        let is_navigation = element.attribute("properties").is_some_and(|p| p.split(' ').any(|p| p == "nav"));
        if is_navigation {
            self.contents.insert(href);
        } else if kind.contains("html") || kind.contains("dtbook") {
            self.parts.insert(id, href);
        }
    }
}

impl Visitor for Book {
    fn open(&mut self, element: &Element<'_>, around: &Path) -> Visit {
        match (around.innermost(), local(element.name())) {
            ("manifest", "item") => self.item(element),
            ("spine", "itemref") => self.spine.extend(element.attribute("idref")),
            ("guide", "reference") if element.attribute("type").is_some_and(|t| t.eq_ignore_ascii_case("toc")) => {
                let href = element.attribute("href").unwrap_or_default();
                // A place inside a chapter is no page of contents.
                self.contents.extend((!href.contains('#')).then_some(href));
            }
            // When the event of a date is that the file was made or changed, it is no date of the book.
            ("metadata", "date") if element.attribute("event").is_some_and(|e| !e.contains("publication")) => {
                return Visit::Skip;
            }
            ("metadata" | "dc-metadata", _) => return self.properties.open(element, around),
            _ => {}
        }
        Visit::Enter
    }

    fn close(&mut self, name: &str, around: &Path) {
        self.properties.close(name, around);
    }

    fn text(&mut self, text: &str, around: &Path) {
        self.properties.text(text, around);
    }
}
