//! Reads the styles of an OpenDocument text: those of `styles.xml`, and the automatic ones beside the text, which stand for
//! what was set by hand.

use standpoint_languages::Languages;

use crate::office::styles::{Style, Styles};
use crate::office::xml::{Element, Path, Visit, Visitor};

/// Reads the styles of a part into those read before.
pub(super) struct StylesReader<'a> {
    pub styles: Styles,
    open: Option<(String, Style)>,
    languages: &'a Languages,
}

/// The name of a style with the family it is of: paragraphs and characters have names of their own.
pub(super) fn key(family: &str, name: &str) -> String {
    format!("{family} {name}")
}

impl<'a> StylesReader<'a> {
    pub(super) fn new(languages: &'a Languages) -> Self {
        Self { styles: Styles::default(), open: None, languages }
    }

    fn begin(&mut self, element: &Element<'_>) {
        let family = element.attribute("family").unwrap_or_default();
        let name = element.attribute("name").unwrap_or_default();
        let shown = element.attribute("display-name").unwrap_or_else(|| name.replace("_20_", " "));
        let base = element.attribute("parent-style-name").map(|p| key(&family, &p));
        let mut style = Style::named(&shown, self.languages).based_on(base);
        if let Some(level) = element.attribute("default-outline-level") {
            let level = level.parse::<u8>().ok().filter(|level| *level > 0);
            style.level = style.level.filter(|level| *level == Some(0)).or(Some(level));
        }
        self.open = Some((key(&family, &name), style));
    }
}

impl Visitor for StylesReader<'_> {
    fn open(&mut self, element: &Element<'_>, _: &Path) -> Visit {
        match element.name() {
            "style:style" => self.begin(element),
            "office:body" => return Visit::Skip,
            "style:text-properties" => {
                if let Some((_, style)) = &mut self.open {
                    let heavy = |weight: String| weight == "bold" || weight.parse::<u16>().is_ok_and(|w| w >= 600);
                    style.bold = element.attribute("font-weight").map(heavy);
                    style.hidden = element.attribute("display").map(|display| display == "none");
                }
            }
            _ => {}
        }
        Visit::Enter
    }

    fn close(&mut self, name: &str, _: &Path) {
        if name == "style:style" {
            if let Some((key, style)) = self.open.take() {
                self.styles.insert(key, style);
            }
        }
    }

    fn text(&mut self, _: &str, _: &Path) {}
}
