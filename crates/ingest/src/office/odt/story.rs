//! The walk over the text of an OpenDocument file.

use super::styles::key;
use crate::office::flow::{Block, Flow, Nature};
use crate::office::styles::{Style, Styles};
use crate::office::xml::{Element, Path, Visit, Visitor};
use crate::Limits;

/// Elements that hold no text of the document. What was deleted stands in `text:tracked-changes`.
const UNREAD: [&str; 24] = [
    "office:meta",
    "office:settings",
    "office:scripts",
    "office:font-face-decls",
    "office:styles",
    "office:automatic-styles",
    "office:master-styles",
    "office:forms",
    "office:annotation",
    "office:binary-data",
    "office:event-listeners",
    "text:tracked-changes",
    "text:note-citation",
    "text:ruby-text",
    "text:placeholder",
    "text:hidden-text",
    "text:list-level-style-number",
    "text:index-entry-template",
    "table:covered-table-cell",
    "table:tracked-changes",
    "svg:title",
    "svg:desc",
    "draw:object",
    "text:table-of-content-source",
];
/// More spaces in a row than this are not written.
const MOST_SPACES: usize = 200;

/// A paragraph that is being read.
#[derive(Debug)]
struct Open {
    style: Style,
    /// The level that a heading has by itself.
    level: Option<Option<u8>>,
}

/// The text of a document.
#[derive(Debug)]
pub(super) struct Story {
    styles: Styles,
    flow: Flow,
    /// The foot- and endnotes, and whether one is being read.
    notes: Flow,
    in_note: bool,
    paragraphs: Vec<Open>,
    /// For each open span: whether it is bold, and whether it is hidden.
    spans: Vec<(bool, bool)>,
    /// How many lists, tables and indexes are open.
    lists: usize,
    tables: usize,
    indexes: usize,
}

impl Story {
    pub(super) fn new(styles: Styles, limits: &Limits) -> Self {
        Self {
            styles,
            flow: Flow::new(limits),
            notes: Flow::new(limits),
            in_note: false,
            paragraphs: Vec::new(),
            spans: Vec::new(),
            lists: 0,
            tables: 0,
            indexes: 0,
        }
    }
    pub(super) fn is_over(&self) -> bool {
        self.flow.is_over() || self.notes.is_over()
    }

    /// The blocks of the text and those of its notes.
    pub(super) fn end(mut self) -> (Vec<Block>, Vec<Block>) {
        (self.flow.take(), self.notes.take())
    }

    fn flow(&mut self) -> &mut Flow {
        if self.in_note {
            &mut self.notes
        } else {
            &mut self.flow
        }
    }

    fn push(&mut self, text: &str) {
        let (bold, hidden) = self.spans.last().copied().unwrap_or_default();
        if !hidden {
            self.flow().push(text, bold);
        }
    }

    /// A span, or a paragraph with what its style makes of its characters.
    fn enter(&mut self, style: &Style) {
        let (bold, hidden) = self.spans.last().copied().unwrap_or_default();
        self.spans.push((style.bold.unwrap_or(bold), hidden || style.hidden == Some(true)));
    }

    fn style(&self, family: &str, element: &Element<'_>) -> Style {
        element.attribute("style-name").map(|name| self.styles.get(&key(family, &name))).unwrap_or_default()
    }

    fn begin_paragraph(&mut self, element: &Element<'_>) {
        let style = self.style("paragraph", element);
        let level = || element.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
        let level = (element.name() == "text:h").then(|| Some(level()));
        self.flow().begin();
        // What is set for the paragraph around a text box is not set for the box.
        self.spans.push((false, false));
        self.enter(&style);
        self.paragraphs.push(Open { style, level });
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.paragraphs.pop() else { return };
        self.spans.truncate(self.spans.len().saturating_sub(2));
        let nature = Nature {
            level: open.style.level.filter(|level| *level == Some(0)).or(open.level).or(open.style.level).flatten(),
            item: self.lists > 0,
            cell: self.tables > 0,
            note: self.indexes > 0 || open.style.contents,
        };
        self.flow().end(nature);
    }

    /// Elements that stand for characters.
    fn characters(&mut self, element: &Element<'_>) {
        match element.name() {
            "text:s" => {
                let count = element.attribute("c").and_then(|c| c.parse().ok()).unwrap_or(1usize);
                self.push(&" ".repeat(count.min(MOST_SPACES)));
            }
            "text:tab" => self.push("\t"),
            "text:line-break" => self.push("\n"),
            "text:soft-hyphen" => self.push("\u{ad}"),
            // It hides the paragraph it stands in.
            "text:hidden-paragraph" if element.attribute("is-hidden").is_some_and(|v| v == "true") => {
                self.spans.last_mut().into_iter().for_each(|(_, hidden)| *hidden = true);
            }
            _ => {}
        }
    }
}

/// Elements whose own characters are only how the file is laid out.
const FRAMES: [&str; 10] =
    ["frame", "text-box", "custom-shape", "g", "list", "list-item", "note", "note-body", "table", "table-cell"];

fn is_index(name: &str) -> bool {
    name == "text:table-of-content" || name.starts_with("text:") && name.ends_with("-index")
}

impl Visitor for Story {
    fn open(&mut self, element: &Element<'_>, _: &Path) -> Visit {
        let name = element.name();
        let is = |attribute: &str, value: &str| element.attribute(attribute).is_some_and(|v| v == value);
        if name == "text:hidden-text" && is("is-hidden", "false") {
            return Visit::Enter;
        }
        if UNREAD.contains(&name) || name.starts_with("math:") || name == "text:section" && is("display", "none") {
            return Visit::Skip;
        }
        match name {
            "text:p" | "text:h" => self.begin_paragraph(element),
            "text:span" | "text:a" => {
                let style = self.style("text", element);
                self.enter(&style);
            }
            "text:note" => self.in_note = true,
            "text:list" => self.lists += 1,
            "table:table" => self.tables += 1,
            name if is_index(name) => self.indexes += 1,
            _ => self.characters(element),
        }
        Visit::Enter
    }

    fn close(&mut self, name: &str, _: &Path) {
        match name {
            "text:p" | "text:h" => self.end_paragraph(),
            "text:span" | "text:a" => {
                self.spans.pop();
            }
            "text:note" => self.in_note = false,
            "text:list" => self.lists = self.lists.saturating_sub(1),
            "table:table" => self.tables = self.tables.saturating_sub(1),
            name if is_index(name) => self.indexes = self.indexes.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, around: &Path) {
        if self.paragraphs.is_empty() || FRAMES.contains(&around.innermost()) {
            return;
        }
        let mut shown = String::with_capacity(text.len());
        let mut last = self.flow().last();
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !space || !matches!(last, None | Some(' ')) {
                let c = if space { ' ' } else { c };
                shown.push(c);
                last = Some(c);
            }
        }
        self.push(&shown);
    }
}
