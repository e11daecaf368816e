//! A page as a browser shows it: a row of blocks of text, white space collapsed.
//!
//! The walk uses no stack of calls, so that no depth of a page can overflow it.

use std::sync::LazyLock;

use ego_tree::iter::Edge;
use ego_tree::NodeId;
use scraper::node::{Element, Node};
use scraper::Html;

use super::markup;
use super::outline::Outline;
use super::told::Told;
use crate::paragraph::begins_small;

/// Elements around the content of a page.
const AROUND: [&str; 5] = ["nav", "footer", "aside", "form", "header"];
/// A bold block of more bytes is no heading.
const BOLD_HEADING: usize = 120;

/// The kind of elements that quote.
static QUOTE: LazyLock<usize> = LazyLock::new(|| markup::kind("quote"));

/// A block of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PageBlock {
    pub text: String,
    /// The level of a heading; 7 for a bold line.
    pub level: Option<u8>,
    /// Whether it lies in an item of a list.
    pub item: bool,
    /// Whether it lies in an article or in the main part.
    pub core: bool,
    /// Whether it lies in navigation, footer and the like.
    pub around: bool,
    /// Whether it is a line beside the main text, not of it.
    pub beside: bool,
    /// Whether it is quoted from elsewhere, as a post of somebody else is.
    pub quoted: bool,
    /// How many of its bytes are links.
    pub linked: usize,
    /// The number of the place in the [`Outline`] where it begins.
    pub place: usize,
    /// The element that it is text of; none where it was put there.
    pub element: Option<NodeId>,
}

/// What one walk through a page finds.
pub(super) struct Page {
    /// All blocks, in order.
    pub blocks: Vec<PageBlock>,
    /// What they lie in.
    pub outline: Outline,
    /// What the page says of its main text.
    pub told: Told,
}

/// All blocks of a page and what they lie in.
pub(super) fn page(tree: &Html) -> Page {
    let mut walk = Walk::default();
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    walk.told.look(node, element);
                    walk.open(element, node.id());
                }
                Node::Text(text) => walk.words(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(element);
                }
            }
        }
    }
    walk.end_block();
    Page { blocks: walk.found, outline: walk.outline, told: walk.told }
}

/// How many elements of each kind are open around the place of the walk, and the block that is being written.
#[derive(Default)]
struct Walk {
    found: Vec<PageBlock>,
    outline: Outline,
    told: Told,
    /// Where the text of the block that is being written begins.
    place: usize,
    /// The innermost open element that begins blocks, and the one in which the block's text begins.
    open: Vec<NodeId>,
    element: Option<NodeId>,
    text: String,
    unseen: usize,
    core: usize,
    around: usize,
    items: usize,
    links: usize,
    bold: usize,
    preformatted: usize,
    level: Option<u8>,
    linked_bytes: usize,
    bold_bytes: usize,
}

impl Walk {
    fn open(&mut self, element: &Element, id: NodeId) {
        let name = element.name();
        if self.unseen > 0 || is_unseen(element) {
            self.unseen += 1;
            return;
        }
        if name == "br" {
            self.line_break();
        }
        let is_block = begins_block(name);
        if is_block {
            self.end_block();
            self.open.push(id);
        }
        self.outline.open(element, is_block);
        self.count(name, 1);
        if let Some(level) = heading_level(name) {
            self.level = Some(level);
        }
    }

    fn close(&mut self, element: &Element) {
        if self.unseen > 0 {
            self.unseen -= 1;
            return;
        }
        let name = element.name();
        if begins_block(name) {
            self.end_block();
            self.open.pop();
        }
        if heading_level(name).is_some() {
            self.level = None;
        }
        self.outline.close();
        self.count(name, -1);
    }

    fn count(&mut self, name: &str, by: isize) {
        let count = match name {
            "article" | "main" => &mut self.core,
            "li" | "dd" => &mut self.items,
            "a" => &mut self.links,
            "b" | "strong" => &mut self.bold,
            "pre" => &mut self.preformatted,
            // The header of an article is of the article.
            "header" if self.core > 0 => return,
            _ if AROUND.contains(&name) => &mut self.around,
            _ => return,
        };
        *count = count.saturating_add_signed(by);
    }

    fn words(&mut self, text: &str) {
        if self.unseen > 0 {
            return;
        }
        let before = self.text.len();
        if before == 0 {
            self.place = self.outline.here();
            self.element = self.open.last().copied();
        }
        let mut rest = text;
        while let Some(at) = rest.find([' ', '\t', '\n', '\r', '\u{c}']) {
            self.text.push_str(&rest[..at]);
            if self.preformatted > 0 && rest.as_bytes()[at] == b'\n' {
                self.line_break();
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            rest = &rest[at + 1..];
        }
        self.text.push_str(rest);
        let added = self.text.len().saturating_sub(before);
        self.linked_bytes += if self.links > 0 { added } else { 0 };
        self.bold_bytes += if self.bold > 0 { added } else { 0 };
    }

    /// Two breaks in a row end a block: old pages have no other paragraphs.
    fn line_break(&mut self) {
        let length = self.text.trim_end_matches(' ').len();
        self.text.truncate(length);
        if self.text.ends_with('\n') {
            self.end_block();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (linked, bold) = (std::mem::take(&mut self.linked_bytes), std::mem::take(&mut self.bold_bytes));
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let bold_line = bold + 2 >= text.len() && text.len() < BOLD_HEADING && !text.contains('\n');
        let heads = bold_line && self.items == 0 && !text.ends_with(['.', ':', ',', ';']);
        for piece in pieces(text) {
            self.found.push(PageBlock {
                text: piece.to_owned(),
                level: self.level.or(heads.then_some(7)),
                item: self.items > 0,
                core: self.core > 0,
                around: self.around > 0,
                quoted: self.outline.places()[self.place].distance(*QUOTE).is_some(),
                linked: (linked * piece.len()) / text.len(),
                place: self.place,
                element: self.element,
                beside: false,
            });
        }
    }
}

/// The lines of a block that stand for themselves; one that goes on in the next in lower case belongs to it.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        let next = text[at..].trim_start();
        if !begins_small(next) && !line.trim_end().ends_with(',') {
            found.push(text[start..at].trim());
            start = at;
        }
    }
    found.push(text[start..].trim());
    found.retain(|piece| !piece.is_empty());
    found
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Whether an element begins a block of its own.
fn begins_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "tr"
            | "ul"
    )
}

/// Whether what an element holds is no text of the page.
fn holds_no_text(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "iframe"
            | "object"
            | "select"
            | "button"
            | "textarea"
            | "svg"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "input"
            | "datalist"
            | "map"
            | "noframes"
    )
}

/// Whether a style takes an element out of the page.
fn hides(style: &str) -> bool {
    style.contains("none") && style.replace(' ', "").contains("display:none")
}

fn is_unseen(element: &Element) -> bool {
    let hidden = || {
        element.attr("hidden").is_some()
            || element.attr("aria-hidden") == Some("true")
            || element.attr("style").is_some_and(hides)
    };
    holds_no_text(element.name()) || hidden()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<String> {
        super::page(&Html::parse_document(page)).blocks.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn white_space_is_as_a_browser_shows_it() {
        assert_eq!(
            texts("<p>No <b> toll</b>\n on   the&nbsp;quay &amp; pier</p>"),
            ["No toll on the\u{a0}quay & pier"]
        );
        assert_eq!(texts("One<br><br>two<div>three</div>four"), ["One", "two", "three", "four"]);
        assert_eq!(
            texts("<p>End the toll!<br>Free the ferry,<br>and the pier!</p>"),
            ["End the toll!", "Free the ferry,\nand the pier!"]
        );
    }

    #[test]
    fn what_is_not_shown_is_no_text() {
        assert_eq!(
            texts("<style>p{}</style><p hidden>a</p><p>b<script>c</script></p><p style='display: none'>d</p>"),
            ["b"]
        );
    }

    #[test]
    fn items_and_headings_are_known() {
        let found =
            page(&Html::parse_document("<h2>Demands</h2><ul><li>a ferry<ul><li>daily</li></ul></ul><b>So</b>")).blocks;
        let known: Vec<(&str, Option<u8>, bool)> = found.iter().map(|b| (b.text.as_str(), b.level, b.item)).collect();
        assert_eq!(
            known,
            [("Demands", Some(2), false), ("a ferry", None, true), ("daily", None, true), ("So", Some(7), false)]
        );
    }
}
