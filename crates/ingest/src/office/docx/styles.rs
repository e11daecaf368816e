//! Reads the styles of a Word document.

use standpoint_languages::Languages;

use crate::office::styles::{Style, Styles};
use crate::office::xml::{local, Element, Path, Visit, Visitor};

/// Reads `styles.xml`.
pub(super) struct StylesReader<'a> {
    pub styles: Styles,
    open: Option<(String, Style)>,
    languages: &'a Languages,
}

impl<'a> StylesReader<'a> {
    pub(super) fn new(languages: &'a Languages) -> Self {
        Self { styles: Styles::default(), open: None, languages }
    }
}

impl Visitor for StylesReader<'_> {
    fn open(&mut self, element: &Element<'_>, around: &Path) -> Visit {
        let name = local(element.name());
        if name == "style" {
            self.open = element.attribute("styleId").map(|id| (id, Style::default()));
        }
        let Some((_, style)) = &mut self.open else { return Visit::Enter };
        let value = || element.attribute("val");
        match (around.innermost(), name) {
            ("style", "name") => {
                let named = Style::named(&value().unwrap_or_default(), self.languages);
                style.level = style.level.filter(|_| named.level != Some(Some(0))).or(named.level);
                style.contents = named.contents;
            }
            ("style", "basedOn") => *style = std::mem::take(style).based_on(value()),
            ("pPr", "outlineLvl") if style.level != Some(Some(0)) => style.level = outline_level(value().as_deref()),
            ("numPr", "numId") => style.list = Some(value().as_deref() != Some("0")),
            ("rPr", "b") => style.bold = Some(!element.is_off("val")),
            ("rPr", "vanish") => style.hidden = Some(!element.is_off("val")),
            ("style", "tblStylePr") => return Visit::Skip,
            _ => {}
        }
        Visit::Enter
    }

    fn close(&mut self, name: &str, _: &Path) {
        if local(name) == "style" {
            if let Some((id, style)) = self.open.take() {
                self.styles.insert(id, style);
            }
        }
    }

    fn text(&mut self, _: &str, _: &Path) {}
}

/// A level as Word counts it: from 0, and 9 for text that is no heading.
pub(super) fn outline_level(value: Option<&str>) -> Option<Option<u8>> {
    let level: u8 = value?.parse().ok()?;
    Some((level < 9).then_some(level + 1))
}
