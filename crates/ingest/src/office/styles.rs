//! What the styles of a document make of a paragraph.
//!
//! A heading is one by its outline level; where a style has none, by its name. The names of built-in styles are English in
//! every version of Word, but other programs and hand-made templates write the names that their users see: they stand in the
//! language files.

use std::collections::HashMap;

use standpoint_languages::{DocumentWords, Languages};

/// How many styles may be based on each other.
const LONGEST_CHAIN: usize = 24;
/// So many styles are kept.
const MOST: usize = 20_000;

/// What a style says. `None` is what it leaves to the style it is based on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// A heading's level, 0 for the title; `Some(None)` where it says that it is no heading.
    pub level: Option<Option<u8>>,
    pub list: Option<bool>,
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    pub contents: bool,
    base: Option<String>,
}

impl Style {
    /// What a style of this name is.
    pub(super) fn named(name: &str, languages: &Languages) -> Self {
        let name = name.to_lowercase().replace('_', " ");
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let number = name[bare.len()..].trim();
        let level = number.parse::<u8>().ok();
        let is_one = |names: fn(&DocumentWords) -> &Vec<String>| {
            languages.iter().any(|language| names(language.document()).iter().any(|name| name == bare))
        };
        let level = match level {
            Some(level) if (1..=10).contains(&level) && is_one(|words| &words.heading_styles) => Some(Some(level)),
            None if number.is_empty() && is_one(|words| &words.title_styles) => Some(Some(0)),
            None if number.is_empty() && bare == "heading" => Some(Some(1)),
            _ => None,
        };
        Self { level, contents: is_one(|words| &words.contents_styles), ..Self::default() }
    }

    /// Bases the style on another.
    pub(super) fn based_on(mut self, base: Option<String>) -> Self {
        self.base = base;
        self
    }

    fn or(self, base: &Self) -> Self {
        Self {
            level: self.level.or(base.level),
            list: self.list.or(base.list),
            bold: self.bold.or(base.bold),
            hidden: self.hidden.or(base.hidden),
            contents: self.contents || base.contents,
            base: base.base.clone(),
        }
    }
}

/// The styles of a document by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

impl Styles {
    pub(super) fn insert(&mut self, id: String, style: Style) {
        if self.styles.len() < MOST {
            self.styles.insert(id, style);
        }
    }

    /// A style with all that the styles say which it is based on.
    pub(super) fn get(&self, id: &str) -> Style {
        let mut style = self.styles.get(id).cloned().unwrap_or_default();
        for _ in 0..LONGEST_CHAIN {
            let Some(base) = style.base.as_deref().and_then(|base| self.styles.get(base)) else { break };
            style = style.or(base);
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_names() {
        for (name, level) in [
            ("heading 2", Some(2)),
            ("Überschrift 1", Some(1)),
            ("Заголовок 3", Some(3)),
            ("Heading_20_1", None),
            ("Title", Some(0)),
            ("Body Text 2", None),
        ] {
            assert_eq!(Style::named(name, Languages::built_in()).level.flatten(), level, "{name}");
        }
        for name in ["toc 1", "TOC Heading", "Inhopg 2", "Оглавление 1"] {
            assert!(Style::named(name, Languages::built_in()).contents, "{name}");
        }
    }

    #[test]
    fn styles_say_what_the_styles_say_that_they_are_based_on() {
        let mut styles = Styles::default();
        styles.insert("a".into(), Style { level: Some(Some(1)), bold: Some(true), ..Style::default() });
        styles.insert("b".into(), Style { bold: Some(false), ..Style::default() }.based_on(Some("a".into())));
        styles.insert("c".into(), Style::default().based_on(Some("c".into())));
        let found = styles.get("b");
        assert_eq!((found.level, found.bold), (Some(Some(1)), Some(false)));
        assert_eq!(styles.get("c").level, None);
    }
}
