//! One walk over the XML of a part, without recursion and without anything being expanded.
//!
//! Of entities only the five built-in ones and character references are resolved. What a DOCTYPE declares is never looked
//! at, so that `&lol9;` is five characters of text. Depth is bounded.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;

/// Why a part can't be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum XmlError {
    /// Its elements lie deeper in each other than the limit allows.
    TooDeep,
    /// It is no well-formed XML.
    Damaged,
}

/// What to do with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visit {
    /// Go on with what is in it.
    Enter,
    /// Pass over it with all that is in it; it is not closed.
    Skip,
}

/// Who is told of the elements and the text of a part.
pub(super) trait Visitor {
    /// An element begins.
    fn open(&mut self, element: &Element<'_>, around: &Path) -> Visit;
    /// An element that was entered ends. `name` is written as in the part; `around` are the elements around it.
    fn close(&mut self, name: &str, around: &Path);
    /// Text inside the innermost element of `around`.
    fn text(&mut self, text: &str, around: &Path);
}

/// The beginning of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name as written, such as `text:p`.
    pub(super) fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// The value of an attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().with_checks(false).flatten().find(|a| local(a.key.into_inner()) == name)?;
        Some(resolved(&found.value).into_owned())
    }

    /// Whether an attribute is there and says no. Office programs write "0", "false" and "off".
    pub(super) fn is_off(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The names of the elements that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Path {
    names: String,
    starts: Vec<usize>,
}

impl Path {
    /// The name of the innermost element, without prefix.
    pub(super) fn innermost(&self) -> &str {
        local(self.starts.last().and_then(|&start| self.names.get(start..)).unwrap_or(""))
    }

    /// Whether the element that the innermost one is in has this name, without prefix.
    pub(super) fn is_in(&self, name: &str) -> bool {
        let [.., outer, inner] = self.starts[..] else { return false };
        self.names.get(outer..inner).is_some_and(|outer| local(outer) == name)
    }

    fn push(&mut self, name: &str) {
        self.starts.push(self.names.len());
        self.names.push_str(name);
    }

    fn pop(&mut self) {
        if let Some(start) = self.starts.pop() {
            self.names.truncate(start);
        }
    }
}

/// Walks over a part. Elements may lie `most` deep in each other.
pub(super) fn walk(xml: &str, most: usize, visitor: &mut impl Visitor) -> Result<(), XmlError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut path = Path::default();
    // How many elements are open inside the one that is passed over, itself included.
    let mut skipped = 0usize;
    loop {
        match reader.read_event().map_err(|_| XmlError::Damaged)? {
            Event::Start(start) => {
                if path.starts.len() + skipped >= most {
                    return Err(XmlError::TooDeep);
                }
                let element = Element(start);
                if skipped > 0 || visitor.open(&element, &path) == Visit::Skip {
                    skipped += 1;
                } else {
                    path.push(element.name());
                }
            }
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::End(end) => {
                path.pop();
                visitor.close(end.name().into_inner(), &path);
            }
            Event::Eof if path.starts.is_empty() && skipped == 0 => return Ok(()),
            Event::Eof => return Err(XmlError::Damaged),
            _ if skipped > 0 => {}
            Event::Text(text) => visitor.text(&text, &path),
            Event::CData(text) => visitor.text(&text, &path),
            Event::GeneralRef(name) => reference(&name, |text| visitor.text(text, &path)),
            _ => {}
        }
    }
}

/// Gives what a reference stands for; one that is not known is given as written.
fn reference(name: &str, mut give: impl FnMut(&str)) {
    match character(name) {
        Some(c) => give(c.encode_utf8(&mut [0; 4])),
        None => give(&format!("&{name};")),
    }
}

fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    let code = match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            digits.strip_prefix(['x', 'X']).map_or_else(|| number(digits, 10), |hex| number(hex, 16))
        }
    };
    // A number that is no character is a hole, as a byte that can't be decoded is.
    let written = code.and_then(char::from_u32).filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'));
    Some(written.unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// An attribute's value with its references resolved.
fn resolved(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = after;
        // The longest name of a reference that means something is that of a character in decimal digits.
        let end = after.bytes().take(12).position(|b| b == b';');
        if let Some((name, c)) = end.and_then(|end| after.get(..end)).and_then(|name| Some((name, character(name)?))) {
            out.push(c);
            rest = &after[name.len() + 1..];
        } else {
            out.push('&');
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Collected(String);

    impl Visitor for Collected {
        fn open(&mut self, element: &Element<'_>, _: &Path) -> Visit {
            self.0.push_str(&element.attribute("a").unwrap_or_default());
            if element.name() == "skip" {
                Visit::Skip
            } else {
                Visit::Enter
            }
        }

        fn close(&mut self, _: &str, _: &Path) {}

        fn text(&mut self, text: &str, _: &Path) {
            self.0.push_str(text);
        }
    }

    fn text(xml: &str) -> Result<String, XmlError> {
        let mut collected = Collected::default();
        walk(xml, 256, &mut collected).map(|()| collected.0)
    }

    #[test]
    fn references_are_resolved_and_entities_are_not_expanded() {
        assert_eq!(text("<x>toll &amp; &#x444;&#1077;&lt;</x>").as_deref(), Ok("toll & фе<"));
        let bomb = "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>";
        assert_eq!(text(bomb).as_deref(), Ok("&b;"));
        assert_eq!(text("<x>&#0;&#xD800;</x>").as_deref(), Ok("\u{fffd}\u{fffd}"));
        assert_eq!(text("<x b='1' y:a='&lt;&b;&'/>").as_deref(), Ok("<&b;&"));
    }

    #[test]
    fn what_is_skipped_is_passed_over_whole() {
        assert_eq!(text("<x>a<skip>b<skip/><y>c</y></skip>d</x>").as_deref(), Ok("ad"));
    }

    #[test]
    fn depth_is_bounded_and_broken_parts_are_refused() {
        assert_eq!(text(&"<x>".repeat(257)), Err(XmlError::TooDeep));
        assert_eq!(text(&format!("<skip>{}", "<x>".repeat(257))), Err(XmlError::TooDeep));
        assert_eq!(text("<x><y></x>"), Err(XmlError::Damaged));
        assert_eq!(text("<x>"), Err(XmlError::Damaged));
    }
}
