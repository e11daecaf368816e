//! The walk over a part of a Word document that holds text: the body, or its foot- or endnotes.
//!
//! Elements go by their names without prefix, because programs write any prefix. Elements that are not known are passed
//! through, so that text in them is never lost; text is only what stands in `w:t` and its likes.

use std::collections::HashMap;

use super::styles::outline_level;
use crate::office::flow::{Block, Flow, Nature};
use crate::office::styles::{Style, Styles};
use crate::office::xml::{local, Element, Path, Visit, Visitor};
use crate::Limits;

/// Elements that hold no text of the document: deletions, instructions, comments, properties of what is no text, pronunciation.
const UNREAD: [&str; 24] = [
    "del",
    "moveFrom",
    "delText",
    "delInstrText",
    "instrText",
    "rt",
    "sectPr",
    "tblPr",
    "tblPrEx",
    "tblGrid",
    "tcPr",
    "pPrChange",
    "rPrChange",
    "sdtEndPr",
    "tabs",
    "fldData",
    "ffData",
    "docPr",
    "posOffset",
    "ctrlPr",
    "background",
    "annotationRef",
    "commentReference",
    "smartTagPr",
];

/// So many fields may lie in each other.
const MOST_FIELDS: usize = 64;

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Open {
    style: Style,
    level: Option<Option<u8>>,
    list: Option<bool>,
    /// Whether its end is deleted, or it is a letter that begins the next.
    goes_on: bool,
    /// Whether it has been closed and waits for what it goes on in.
    waits: bool,
}

/// A run of characters that is being read.
#[derive(Debug, Default)]
struct Run {
    bold: Option<bool>,
    hidden: bool,
}

/// A content control.
#[derive(Debug, Default)]
struct Control {
    prompt: bool,
    contents: bool,
}

/// The text of a part.
#[derive(Debug)]
pub(super) struct Story<'a> {
    styles: &'a Styles,
    flow: Flow,
    paragraphs: Vec<Open>,
    runs: Vec<Run>,
    /// For each field that has begun, whether its instruction is being read.
    fields: Vec<bool>,
    /// For each open alternative, whether a choice was taken.
    chosen: Vec<bool>,
    controls: Vec<Control>,
    /// For each open row of a table, whether it is deleted.
    rows: Vec<bool>,
    /// The notes that are referred to: whether it is an endnote, and its number.
    referred: Vec<(bool, String)>,
    /// The note that is being read.
    note: Option<String>,
    notes: HashMap<String, Vec<Block>>,
}

impl<'a> Story<'a> {
    pub(super) fn new(styles: &'a Styles, limits: &Limits) -> Self {
        Self {
            styles,
            flow: Flow::new(limits),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            chosen: Vec::new(),
            controls: Vec::new(),
            rows: Vec::new(),
            referred: Vec::new(),
            note: None,
            notes: HashMap::new(),
        }
    }

    /// The blocks of the part.
    pub(super) fn end(&mut self) -> Vec<Block> {
        self.end_waiting();
        self.flow.take()
    }

    pub(super) fn is_over(&self) -> bool {
        self.flow.is_over()
    }

    pub(super) fn referred(&self) -> &[(bool, String)] {
        &self.referred
    }

    /// The blocks of a note. They are given once.
    pub(super) fn note(&mut self, id: &str) -> Vec<Block> {
        self.notes.remove(id).unwrap_or_default()
    }

    fn push(&mut self, text: &str) {
        let run = self.runs.last();
        if run.is_some_and(|run| run.hidden) || self.fields.contains(&true) {
            return;
        }
        let styled = || self.paragraphs.last().and_then(|p| p.style.bold);
        let bold = run.and_then(|run| run.bold).or_else(styled).unwrap_or(false);
        self.flow.push(text, bold);
    }

    fn begin_paragraph(&mut self) {
        match self.paragraphs.last_mut() {
            Some(open) if open.waits => *open = Open::default(),
            _ => {
                self.flow.begin();
                self.paragraphs.push(Open::default());
            }
        }
    }

    fn end_paragraph(&mut self) {
        // No instruction goes on over the end of a paragraph, but some fields are broken.
        self.fields.iter_mut().for_each(|reading| *reading = false);
        match self.paragraphs.last_mut() {
            Some(open) if open.goes_on => open.waits = true,
            _ => self.write_paragraph(),
        }
    }

    /// Ends a paragraph that waits for one to go on in, where none can come any more.
    fn end_waiting(&mut self) {
        if self.paragraphs.last().is_some_and(|open| open.waits) {
            self.write_paragraph();
        }
    }

    fn write_paragraph(&mut self) {
        let Some(open) = self.paragraphs.pop() else { return };
        self.flow.end(Nature {
            level: open.level.or(open.style.level).flatten(),
            item: open.list.or(open.style.list).unwrap_or(false),
            cell: !self.rows.is_empty(),
            note: open.style.contents || self.controls.iter().any(|control| control.contents),
        });
    }

    /// What stands in the properties of a paragraph.
    fn paragraph_property(&mut self, name: &str, element: &Element<'_>) -> Visit {
        let Some(open) = self.paragraphs.last_mut() else { return Visit::Skip };
        let value = || element.attribute("val");
        match name {
            "pStyle" => open.style = self.styles.get(&value().unwrap_or_default()),
            "outlineLvl" => open.level = outline_level(value().as_deref()),
            "numId" => open.list = Some(value().as_deref() != Some("0")),
            "numPr" | "rPr" => return Visit::Enter,
            "framePr" => open.goes_on |= element.attribute("dropCap").is_some_and(|cap| cap != "none"),
            _ => {}
        }
        Visit::Skip
    }

    /// What stands in the properties of a run.
    fn run_property(&mut self, name: &str, element: &Element<'_>) {
        let Some(run) = self.runs.last_mut() else { return };
        match name {
            "b" => run.bold = Some(!element.is_off("val")),
            "vanish" => run.hidden = !element.is_off("val"),
            "rStyle" => {
                let style = self.styles.get(&element.attribute("val").unwrap_or_default());
                run.bold = run.bold.or(style.bold);
                run.hidden |= style.hidden == Some(true);
            }
            _ => {}
        }
    }

    /// A field begins, gives its result, or ends.
    fn field(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") if self.fields.len() < MOST_FIELDS => self.fields.push(true),
            Some("separate") => self.fields.last_mut().into_iter().for_each(|reading| *reading = false),
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// A mark that refers to a note. It is no text; where it is written by hand, the run holds nothing else.
    fn reference(&mut self, at_end: bool, element: &Element<'_>) {
        if let Some(run) = self.runs.last_mut().filter(|run| !run.hidden) {
            self.referred.extend(element.attribute("id").map(|id| (at_end, id)));
            run.hidden = element.attribute("customMarkFollows").is_some() && !element.is_off("customMarkFollows");
        }
    }

    fn sdt_property(&mut self, name: &str, element: &Element<'_>) -> Visit {
        let Some(control) = self.controls.last_mut() else { return Visit::Skip };
        match name {
            "showingPlcHdr" => control.prompt = !element.is_off("val"),
            "docPartObj" => return Visit::Enter,
            "docPartGallery" => control.contents = element.attribute("val").is_some_and(|v| v == "Table of Contents"),
            _ => {}
        }
        Visit::Skip
    }

    /// An element inside a run that stands for characters.
    fn characters(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{ad}"),
            "sym" => {
                let code = element.attribute("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                let font = element.attribute("font").unwrap_or_default();
                if let Some(c) = code.and_then(char::from_u32) {
                    self.push(crate::office::symbols::shown(c, &font).encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => self.field(element),
            "footnoteReference" => self.reference(false, element),
            "endnoteReference" => self.reference(true, element),
            _ => {}
        }
    }

    /// An element around paragraphs, or a paragraph.
    fn structure(&mut self, name: &str, element: &Element<'_>) -> Visit {
        match name {
            "p" => self.begin_paragraph(),
            "r" => self.runs.push(Run::default()),
            "AlternateContent" => self.chosen.push(false),
            "Choice" | "Fallback" => match self.chosen.last_mut() {
                Some(true) => return Visit::Skip,
                Some(chosen) => *chosen = true,
                None => {}
            },
            "tbl" => self.end_waiting(),
            "tr" => self.rows.push(false),
            "tc" if self.rows.last() == Some(&true) => return Visit::Skip,
            "sdt" => self.controls.push(Control::default()),
            "sdtContent" if self.controls.last().is_some_and(|control| control.prompt) => return Visit::Skip,
            "footnote" | "endnote" => {
                let is_text = element.attribute("type").is_none_or(|kind| kind == "normal");
                self.note = element.attribute("id").filter(|_| is_text);
                return if self.note.is_some() { Visit::Enter } else { Visit::Skip };
            }
            _ => self.characters(name, element),
        }
        Visit::Enter
    }
}

impl Visitor for Story<'_> {
    fn open(&mut self, element: &Element<'_>, around: &Path) -> Visit {
        let name = local(element.name());
        match around.innermost() {
            "pPr" | "numPr" => return self.paragraph_property(name, element),
            "sdtPr" | "docPartObj" => return self.sdt_property(name, element),
            "trPr" => {
                self.rows.last_mut().into_iter().for_each(|row| *row |= name == "del");
                return Visit::Skip;
            }
            "rPr" if around.is_in("pPr") => {
                let goes_on = name == "del" || name == "moveFrom";
                self.paragraphs.last_mut().into_iter().for_each(|open| open.goes_on |= goes_on);
                return Visit::Skip;
            }
            "rPr" => {
                self.run_property(name, element);
                return Visit::Skip;
            }
            _ if UNREAD.contains(&name) => return Visit::Skip,
            _ => {}
        }
        self.structure(name, element)
    }

    fn close(&mut self, name: &str, _: &Path) {
        match local(name) {
            "p" => self.end_paragraph(),
            "r" => {
                self.runs.pop();
            }
            "AlternateContent" => {
                self.chosen.pop();
            }
            "sdt" => {
                self.controls.pop();
            }
            "tr" => {
                self.rows.pop();
            }
            "tc" | "txbxContent" | "body" => self.end_waiting(),
            "footnote" | "endnote" => {
                self.end_waiting();
                let blocks = self.flow.take();
                self.notes.extend(self.note.take().map(|id| (id, blocks)));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, around: &Path) {
        if around.innermost() != "t" {
            return;
        }
        if text.contains(['\n', '\t', '\r']) {
            // Only an element makes a break or a tab; these are how the file is laid out.
            self.push(&text.replace(['\n', '\t', '\r'], " "));
        } else {
            self.push(text);
        }
    }
}
