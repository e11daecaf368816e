//! Word documents (DOCX, and what else is written in WordprocessingML: DOCM, DOTX, DOTM).
//!
//! # What is kept, what is left out?
//!
//! The text as it stands with all tracked changes accepted: insertions are kept, deletions and what was moved away are left
//! out, and a paragraph whose end was deleted goes on in the next. Text boxes are read once; of alternative content the
//! first choice. Results of fields are kept, their instructions not. Left out are comments, headers and footers, hidden text,
//! prompts of empty content controls, marks of notes, and the numbers and bullets that Word makes itself: they are no text
//! of the file. Foot- and endnotes stand at the end, in the order in which they are referred to. Breaks of lines and pages
//! are `\n`, tabs `\t`; hyphens that may or must not break are the characters that mean so.
//!
//! # Limits
//!
//! Charts, drawings (SmartArt) and embedded documents are not read.

mod story;
mod styles;

use standpoint_languages::Languages;

use super::flow::document;
use super::package::{resolve, Package};
use super::properties::Properties;
use super::styles::Styles;
use super::xml::{local, Element, Path, Visit, Visitor};
use crate::format::{Context, Format, Source};
use crate::{Document, IngestError, Limits};
use story::Story;
use styles::StylesReader;

/// What it is called in errors.
const WHAT: &str = "a Word document";
/// So many relations of a part are looked at.
const MOST_RELATIONS: usize = 10_000;

/// Word documents.
pub(super) struct Docx;

impl Format for Docx {
    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }

    fn read(&self, source: &Source<'_>, context: &Context<'_>) -> Result<Document, IngestError> {
        read(source, context.limits, context.languages)
    }
}

fn read(source: &Source<'_>, limits: &Limits, languages: &Languages) -> Result<Document, IngestError> {
    let mut package = Package::open(source, limits, WHAT)?;
    let top = Relations::of(&mut package, "");
    let main =
        top.target("officeDocument").filter(|t| package.has(t)).unwrap_or_else(|| "word/document.xml".to_owned());
    let relations = Relations::of(&mut package, &main);
    let mut styles = StylesReader::new(languages);
    if let Some(part) = relations.target("styles") {
        package.walk_if_whole(&part, &mut styles);
    }
    let styles = styles.styles;
    let mut story = Story::new(&styles, limits);
    if !package.walk(&main, &mut story)? {
        return Err(package.damaged());
    }
    let blocks = story.end();
    if story.is_over() {
        return Err(IngestError::too_many_blocks(source.path, limits.blocks));
    }
    let notes = notes(&mut package, &relations, &styles, limits, story.referred());
    let mut properties = Properties::default();
    if let Some(part) = top.target("core-properties") {
        package.walk_if_whole(&part, &mut properties);
    }
    let about = properties.about(&["creator"], &["created", "modified"], languages);
    Ok(document(&blocks, &notes, about, languages))
}

/// The foot- and endnotes that are referred to. A part of them that is broken has none.
fn notes(
    package: &mut Package<'_>,
    relations: &Relations,
    styles: &Styles,
    limits: &Limits,
    referred: &[(bool, String)],
) -> Vec<super::flow::Block> {
    let mut found = [Story::new(styles, limits), Story::new(styles, limits)];
    for (story, kind) in found.iter_mut().zip(["footnotes", "endnotes"]) {
        if let Some(part) = relations.target(kind) {
            package.walk_if_whole(&part, story);
        }
    }
    let [mut foot, mut end] = found;
    let mut note = |(at_end, id): &(bool, String)| if *at_end { end.note(id) } else { foot.note(id) };
    referred.iter().flat_map(&mut note).collect()
}

/// The parts that a part is related to.
#[derive(Debug, Default)]
struct Relations {
    base: String,
    /// The last word of each relation's type, and its target.
    found: Vec<(String, String)>,
}

impl Relations {
    /// Those of a part; of the package where its name is empty.
    fn of(package: &mut Package<'_>, part: &str) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let mut relations = Self { base: part.to_owned(), found: Vec::new() };
        package.walk_if_whole(&format!("{folder}/_rels/{name}.rels"), &mut relations);
        relations
    }

    fn target(&self, kind: &str) -> Option<String> {
        self.found.iter().find(|(k, _)| k == kind).map(|(_, target)| resolve(&self.base, target))
    }
}

impl Visitor for Relations {
    fn open(&mut self, element: &Element<'_>, _: &Path) -> Visit {
        let is_inside = element.attribute("TargetMode").is_none_or(|mode| mode != "External");
        if local(element.name()) == "Relationship" && is_inside && self.found.len() < MOST_RELATIONS {
            let kind = element.attribute("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            self.found.extend(element.attribute("Target").map(|target| (kind, target)));
        }
        Visit::Enter
    }

    fn close(&mut self, _: &str, _: &Path) {}

    fn text(&mut self, _: &str, _: &Path) {}
}
