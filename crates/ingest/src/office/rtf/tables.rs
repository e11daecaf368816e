//! The fonts and styles of a rich text file, as its tables give them: each with a number, and a name that a semicolon ends.

use standpoint_languages::Languages;

use super::charsets::{Charsets, Font};
use crate::office::styles::{Style, Styles};

/// A longer name is cut.
const LONGEST: usize = 1000;

/// The tables as they are read.
pub(super) struct Tables<'a> {
    languages: &'a Languages,
    pub charsets: Charsets,
    pub styles: Styles,
    /// A font or a style that is being read, with its number, and the name of the style.
    font: (Option<i32>, Font),
    style: (Option<i32>, Style),
    name: String,
}

impl<'a> Tables<'a> {
    pub(super) fn new(languages: &'a Languages) -> Self {
        Self {
            languages,
            charsets: Charsets::default(),
            styles: Styles::default(),
            font: Default::default(),
            style: Default::default(),
            name: String::new(),
        }
    }

    pub(super) fn font_word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "f" => self.font = (number, Font::default()),
            "fcharset" => self.font.1.charset = number,
            "cpg" => self.font.1.code_page = number,
            _ => {}
        }
    }

    /// A font's name, which a semicolon ends. Fonts may stand in groups of their own or not.
    pub(super) fn font_name(&mut self, text: &str) {
        for piece in text.split_inclusive(';') {
            let name = piece.trim_end_matches(';');
            if self.font.1.name.len() < LONGEST {
                self.font.1.name.push_str(name);
            }
            if name.len() < piece.len() {
                let (number, mut font) = std::mem::take(&mut self.font);
                font.name = font.name.trim().to_owned();
                number.into_iter().for_each(|number| self.charsets.insert(number, font.clone()));
            }
        }
    }

    pub(super) fn style_word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "s" => {
                self.style = (number, Style::default());
                self.name.clear();
            }
            "outlinelevel" => {
                let level = number.and_then(|level| u8::try_from(level).ok());
                self.style.1.level = level.map(|level| (level < 9).then_some(level + 1));
            }
            "sbasedon" => {
                let base = number.map(|number| number.to_string());
                self.style.1 = std::mem::take(&mut self.style.1).based_on(base);
            }
            "ls" => self.style.1.list = Some(number != Some(0)),
            _ => {}
        }
    }

    pub(super) fn style_name(&mut self, text: &str) {
        for piece in text.split_inclusive(';') {
            let name = piece.trim_end_matches(';');
            if self.name.len() < LONGEST {
                self.name.push_str(name);
            }
            if name.len() < piece.len() {
                let name = std::mem::take(&mut self.name);
                let (number, mut style) = std::mem::take(&mut self.style);
                let named = Style::named(name.trim(), self.languages);
                style.contents = named.contents;
                style.level = named.level.filter(|level| *level == Some(0)).or(style.level).or(named.level);
                number.into_iter().for_each(|number| self.styles.insert(number.to_string(), style.clone()));
            }
        }
    }
}
