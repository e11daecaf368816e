//! Where an element stands in its page, as a CSS selector that no other element answers to: `#aims > p:nth-of-type(3)`.
//!
//! It begins at the nearest element around that has an id of its own, else at `body`, and goes down child by child. A step
//! says which of several children of that name it is, counted from 1. So the page's address with the id leads there, and
//! `querySelector` in the page as it came (before its scripts changed it) finds the element.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use ego_tree::NodeId;
use scraper::node::Element;
use scraper::{ElementRef, Html};

/// The children of one element that have the same name.
#[derive(Debug, Clone, Copy)]
struct Among {
    /// Which of them, from 1.
    number: u32,
    all: u32,
}

/// Tells where elements of a page stand. Every element of the page is looked at once, whatever is asked.
pub(super) struct Places<'t> {
    tree: &'t Html,
    /// How many elements have an id.
    ids: HashMap<&'t str, u32>,
    among: HashMap<NodeId, Among>,
    known: HashMap<NodeId, Arc<str>>,
}

impl<'t> Places<'t> {
    pub(super) fn of(tree: &'t Html) -> Self {
        let mut ids = HashMap::new();
        for id in tree.tree.values().filter_map(|node| plain_id(node.as_element()?)) {
            *ids.entry(id).or_default() += 1;
        }
        Self { tree, ids, among: HashMap::new(), known: HashMap::new() }
    }

    /// The selector of an element.
    pub(super) fn selector(&mut self, element: NodeId) -> Option<Arc<str>> {
        if let Some(known) = self.known.get(&element) {
            return Some(known.clone());
        }
        let mut steps: Vec<(&str, Among)> = Vec::new();
        let mut at = ElementRef::wrap(self.tree.tree.get(element)?)?;
        let begin = loop {
            let value = at.value();
            if let Some(id) = plain_id(value).filter(|id| self.ids.get(id) == Some(&1)) {
                break format!("#{id}");
            }
            let parent = at.parent().and_then(ElementRef::wrap).filter(|_| !matches!(value.name(), "body" | "html"));
            let Some(parent) = parent else { break value.name().to_owned() };
            steps.push((value.name(), self.among(at, parent)?));
            at = parent;
        };
        let mut selector = begin;
        for (name, among) in steps.into_iter().rev() {
            let _ = write!(selector, " > {name}");
            if among.all > 1 {
                let _ = write!(selector, ":nth-of-type({})", among.number);
            }
        }
        let selector: Arc<str> = selector.into();
        self.known.insert(element, selector.clone());
        Some(selector)
    }

    fn among(&mut self, element: ElementRef<'t>, parent: ElementRef<'t>) -> Option<Among> {
        if !self.among.contains_key(&element.id()) {
            let mut counts: HashMap<&str, u32> = HashMap::new();
            let children = || parent.children().filter_map(ElementRef::wrap);
            for child in children() {
                let count = counts.entry(child.value().name()).or_default();
                *count += 1;
                self.among.insert(child.id(), Among { number: *count, all: 0 });
            }
            for child in children() {
                let all = counts.get(child.value().name()).copied().unwrap_or(1);
                self.among.entry(child.id()).and_modify(|among| among.all = all);
            }
        }
        self.among.get(&element.id()).copied()
    }
}

/// The id of an element, if it can stand in a selector and in an address as it is.
fn plain_id(element: &Element) -> Option<&str> {
    let id = element.attr("id")?;
    let is_plain = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.len() <= 100
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    is_plain.then_some(id)
}
