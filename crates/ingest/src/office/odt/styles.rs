//! Reads the styles of an OpenDocument text: those of `styles.xml`, and the automatic ones beside the text, which stand for
//! what was set by hand.

use crate::office::styles::{Style, Styles};
use crate::office::xml::{Element, Path, Visit, Visitor};

/// Reads the styles of a part into those read before.
#[derive(Debug, Default)]
pub(super) struct StylesReader {
    pub styles: Styles,
    open: Option<(String, Style)>,
}

/// The name of a style with the family it is of: paragraphs and characters have names of their own.
pub(super) fn key(family: &str, name: &str) -> String {
    format!("{family} {name}")
}

impl StylesReader {
    fn begin(&mut self, element: &Element<'_>) {
        let family = element.attribute("family").unwrap_or_default();
        let name = element.attribute("name").unwrap_or_default();
        let shown = element.attribute("display-name").unwrap_or_else(|| name.replace("_20_", " "));
        let mut style = Style::named(&shown).based_on(element.attribute("parent-style-name").map(|p| key(&family, &p)));
        if let Some(level) = element.attribute("default-outline-level") {
            let level = level.parse::<u8>().ok().filter(|level| *level > 0);
            style.level = style.level.filter(|level| *level == Some(0)).or(Some(level));
        }
        self.open = Some((key(&family, &name), style));
    }
}

impl Visitor for StylesReader {
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
