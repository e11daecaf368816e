//! The elements that the blocks of a page lie in, and what each says of what is in it.

use std::hash::{DefaultHasher, Hash, Hasher};

use scraper::node::Element;

use super::markup::{self, KINDS};

/// The number of the element that all others lie in.
pub(super) const ROOT: usize = 0;
/// The depth at which an element has no ancestor of a kind.
const NOWHERE: u8 = 0;

/// An element that begins blocks or is of some kind.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The number of the element around it; of [`ROOT`], itself.
    pub parent: usize,
    /// How many such elements it lies in, 255 where more.
    pub depth: u8,
    /// The element's name, as far as it matters.
    pub tag: Tag,
    /// The same for elements of the same name and classes.
    pub signature: u64,
    /// For each kind the depth of the innermost element of it, from this one outwards.
    nearest: [u8; KINDS],
}

impl Place {
    /// How many elements further out the innermost one of a kind lies.
    pub(super) fn distance(&self, kind: usize) -> Option<u8> {
        self.nearest.get(kind).filter(|&&depth| depth != NOWHERE).map(|depth| self.depth - depth)
    }
}

/// Names of elements that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Other,
    Div,
    Paragraph,
    Item,
    Heading,
    Cell,
    Quote,
    Inline,
}

impl Tag {
    fn of(name: &str, is_block: bool) -> Self {
        match name {
            "div" | "section" | "article" | "main" | "center" => Self::Div,
            "p" => Self::Paragraph,
            "li" | "dd" | "dt" => Self::Item,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "td" | "th" => Self::Cell,
            "blockquote" => Self::Quote,
            _ if !is_block => Self::Inline,
            _ => Self::Other,
        }
    }
}

/// The elements of a page, those around before those within.
#[derive(Debug)]
pub(super) struct Outline {
    places: Vec<Place>,
    /// For each open element of the page the place that it lies in.
    open: Vec<usize>,
}

impl Default for Outline {
    fn default() -> Self {
        let nearest = [NOWHERE; KINDS];
        let root = Place { parent: ROOT, depth: 0, tag: Tag::Other, signature: 0, nearest };
        Self { places: vec![root], open: Vec::new() }
    }
}

impl Outline {
    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// The number of the innermost open place.
    pub(super) fn here(&self) -> usize {
        self.open.last().copied().unwrap_or(ROOT)
    }

    pub(super) fn open(&mut self, element: &Element, is_block: bool) {
        let (name, around) = (element.name(), self.here());
        // What a page says of itself as a whole tells nothing of its parts.
        let kinds = if matches!(name, "html" | "body") { 0 } else { markup::kinds(element) };
        let number = if is_block || kinds != 0 { self.add(element, is_block, kinds, around) } else { around };
        self.open.push(number);
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    fn add(&mut self, element: &Element, is_block: bool, kinds: u32, around: usize) -> usize {
        let outer = &self.places[around];
        let depth = outer.depth.saturating_add(1);
        let mut nearest = outer.nearest;
        let mut left = kinds;
        while left != 0 {
            nearest[left.trailing_zeros() as usize] = depth;
            left &= left - 1;
        }
        let mut hasher = DefaultHasher::new();
        element.name().hash(&mut hasher);
        element.attr("class").unwrap_or("").hash(&mut hasher);
        let tag = Tag::of(element.name(), is_block);
        self.places.push(Place { parent: around, depth, tag, signature: hasher.finish(), nearest });
        self.places.len() - 1
    }
}
