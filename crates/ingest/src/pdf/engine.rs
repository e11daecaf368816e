//! From the bytes of a PDF to text with its place on the page: all that is known here of the engine, [`pdfboss_text`].
//!
//! The engine reads fonts and what a page draws. Which objects it may see, and how much they may unpack to, is decided here
//! ([`objects`]); a page that makes it panic has no text.

mod meter;
mod objects;
mod table;
mod tree;
mod type3;
mod unpack;

use std::panic::{catch_unwind, AssertUnwindSafe};

use pdfboss_core::document::metadata_with;
use pdfboss_core::{block_on, Immediate, ObjectSource, OcState, Rect};
use pdfboss_text::{extract_spans_and_rulings_reporting_cached_with, FontCache, ReadingOrder, TextSpan};

use super::page::{Page, Run};
use crate::quiet::quietly;
use crate::Limits;
use objects::{Closed, Objects};

/// Pieces of text of one page. A page set letter by letter has some thousand.
const MOST_RUNS: usize = 400_000;

/// What a PDF holds.
#[derive(Debug, Default)]
pub(super) struct Paper {
    pub pages: Vec<Page>,
    /// Names and values of its properties.
    pub properties: Vec<(&'static str, String)>,
}

/// Why there is nothing to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    Damaged,
    Locked,
    /// More pages than the limit.
    TooManyPages,
    /// More bytes than the limit.
    TooLarge,
}

/// Reads all pages.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Paper, Unread> {
    quietly(|| catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes, limits)))).unwrap_or(Err(Unread::Damaged))
}

fn read_unguarded(bytes: &[u8], limits: &Limits) -> Result<Paper, Unread> {
    let objects = Objects::of(bytes, limits.unpacked_bytes).map_err(|closed| match closed {
        Closed::Damaged => Unread::Damaged,
        Closed::Locked => Unread::Locked,
    })?;
    let pages = tree::pages(&objects, limits.pages);
    if pages.len() > limits.pages {
        return Err(Unread::TooManyPages);
    }
    let fonts = FontCache::default();
    // What stands on a layer that is switched off is not seen by a reader.
    let layers = block_on(OcState::load_with(&Immediate(&objects), &objects.table.trailer));
    let mut paper = Paper { properties: properties(&objects), ..Paper::default() };
    for page in &pages {
        let read = || page_of(&objects, page, &fonts, layers.as_ref());
        // One bad page does not cost the others.
        let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or_default();
        paper.pages.push(read);
    }
    if objects.meter.is_spent() {
        return Err(Unread::TooLarge);
    }
    if paper.pages.is_empty() {
        return Err(Unread::Damaged);
    }
    Ok(paper)
}

fn page_of(objects: &Objects<'_>, page: &pdfboss_core::Page, fonts: &FontCache, layers: Option<&OcState>) -> Page {
    let source = Immediate(objects);
    let order = ReadingOrder::Content;
    let reading = extract_spans_and_rulings_reporting_cached_with(source, page, fonts, layers, None, order);
    let Ok((spans, _, _)) = block_on(reading) else { return Page::default() };
    let held = held(&spans, page.rotate);
    let runs = spans.into_iter().filter_map(|span| run(span, page.crop_box, held)).flat_map(Run::cells);
    let runs = runs.take(MOST_RUNS).collect();
    let (width, height) = if held % 180 == 0 {
        (page.crop_box.width(), page.crop_box.height())
    } else {
        (page.crop_box.height(), page.crop_box.width())
    };
    Page { width, height, runs }
}

/// How a page is to be held so that most of its letters stand upright: tables are often turned.
fn held(spans: &[TextSpan], shown: i32) -> i32 {
    let letters = |turn: i32| -> usize {
        spans.iter().filter(|span| span.rotate == turn && !span.vertical).map(|span| span.text.len()).sum()
    };
    let others = [0, 90, 180, 270].into_iter().filter(|&turn| turn != shown);
    let most = others.max_by_key(|&turn| letters(turn)).unwrap_or(shown);
    if letters(most) > letters(shown) {
        most
    } else {
        shown
    }
}

/// A piece of text as it stands on the page when the page is held like this: from the left, and from the top.
fn run(span: TextSpan, area: Rect, held: i32) -> Option<Run> {
    let upright = |x: f32, y: f32| match held {
        90 => (y - area.y0, x - area.x0),
        180 => (area.x1 - x, y - area.y0),
        270 => (area.y1 - y, area.x1 - x),
        _ => (x - area.x0, area.y1 - y),
    };
    let (x, y) = upright(span.x, span.y);
    let (end_x, end_y) = upright(span.end_x, span.end_y);
    let all_there = [x, y, end_x, end_y, span.size].iter().all(|place| place.is_finite() && place.abs() < 1e6);
    let artifact = span.artifact.is_some_and(|artifact| artifact.kind == pdfboss_text::ArtifactKind::Pagination);
    (all_there && span.size > 0.0 && !span.text.is_empty()).then(|| Run {
        text: span.text,
        x: x.min(end_x),
        y: y.max(end_y),
        end_x: x.max(end_x),
        size: span.size,
        turned: span.rotate != held || span.vertical,
        bold: span.bold,
        mono: span.monospace,
        of_page: artifact,
    })
}

/// The properties by the names that office documents give them.
fn properties(objects: &Objects<'_>) -> Vec<(&'static str, String)> {
    let info = objects.table.trailer.get("Info").and_then(|info| objects.resolve(info).ok());
    let Some(dict) = info.as_ref().and_then(pdfboss_core::Object::as_dict) else { return Vec::new() };
    let info = block_on(metadata_with(&Immediate(objects), dict));
    let date = info.creation_date_parsed().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let all = [("title", info.title), ("creator", info.author), ("created", date)];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
