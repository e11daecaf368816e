//! What a page says of its own main text in markup that is not shown: structured data that repeats it, and its description.
//! It tells which blocks belong to the main text; no word of it is ever taken for the text.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use ego_tree::NodeRef;
use scraper::node::{Element, Node};
use standpoint_languages::Words;

use crate::paragraph::plain;

/// Words in a row that are looked for together.
const ROW: usize = 3;
/// The same for what has fewer words.
const SHORT_ROW: usize = 1;
/// Where structured data repeats the main text, this stands before it.
const KEY: &str = "\"articleBody\"";
/// A longer text, in bytes, is not compared.
const LONGEST: usize = 1 << 19;
/// Fewer words than this are no main text.
const FEWEST: usize = 30;
/// So many descriptions are kept.
const MOST_DESCRIPTIONS: usize = 4;

/// What a page says of its main text.
#[derive(Debug, Default)]
pub(super) struct Told {
    rows: HashSet<u64>,
    descriptions: Vec<String>,
}

impl Told {
    /// Looks at an element that is not shown.
    pub(super) fn look(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        match element.name() {
            "meta" => self.description(element),
            "script" => {
                let text = node.children().filter_map(|child| child.value().as_text());
                text.for_each(|text| self.structured_data(text));
            }
            _ => {}
        }
    }

    fn description(&mut self, meta: &Element) {
        let name = meta.attr("name").or(meta.attr("property")).unwrap_or("");
        let is_description = ["description", "og:description", "twitter:description"].contains(&name);
        let said = meta.attr("content").unwrap_or("");
        if is_description && self.descriptions.len() < MOST_DESCRIPTIONS && said.len() < LONGEST {
            self.descriptions.push(plain(said));
        }
    }

    fn structured_data(&mut self, data: &str) {
        let Some(at) = memchr::memmem::find(data.as_bytes(), KEY.as_bytes()) else { return };
        let value = data[at + KEY.len()..].trim_start().trim_start_matches(':');
        let first = serde_json::Deserializer::from_str(value).into_iter::<String>().next();
        let Some(Ok(body)) = first.filter(|_| data.len() < LONGEST) else { return };
        let words = Words::of(&body);
        if words.len() >= FEWEST {
            self.rows.extend(rows(&words, ROW));
            self.rows.extend(rows(&words, SHORT_ROW));
        }
    }

    /// Whether the page's structured data repeats its main text.
    pub(super) fn has_body(&self) -> bool {
        !self.rows.is_empty()
    }

    /// How much of a block, between 0 and 1, stands in the main text that the structured data repeats.
    pub(super) fn share_in_body(&self, text: &str) -> f32 {
        if self.rows.is_empty() {
            return 0.0;
        }
        let words = Words::of(text);
        let length = if words.len() < ROW { SHORT_ROW } else { ROW };
        let (mut count, mut known) = (0u16, 0u16);
        for row in rows(&words, length).take(usize::from(u16::MAX)) {
            count += 1;
            known += u16::from(self.rows.contains(&row));
        }
        f32::from(known) / f32::from(count.max(1))
    }

    /// Whether a block is what the page gives as its description, or the beginning of it.
    pub(super) fn is_description(&self, text: &str) -> bool {
        let longest = self.descriptions.iter().map(String::len).max().unwrap_or(0);
        if text.len() < 20 || longest == 0 || text.len() > longest * 2 {
            return false;
        }
        let words = plain(text);
        self.descriptions.iter().any(|said| said.starts_with(&words) || (words.starts_with(said) && !said.is_empty()))
    }
}

fn rows<'a>(words: &'a Words, length: usize) -> impl Iterator<Item = u64> + 'a {
    (0..(words.len() + 1).saturating_sub(length)).map(move |first| {
        let mut hasher = DefaultHasher::new();
        (first..first + length).for_each(|word| words.get(word).hash(&mut hasher));
        hasher.finish()
    })
}
