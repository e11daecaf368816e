//! The chapters of books are XHTML, which a reader of HTML takes for something else in two places: an element that closes
//! itself (`<title/>`, `<a id="p12"/>`) is whole, and what the book says about an element (`epub:type`, `role`) decides
//! whether it is part of the running text. Marks of notes and page numbers of the printed book are not, and notes are parted
//! from the chapter.

/// Elements that are always empty; HTML needs no end of them.
const EMPTY: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// A chapter as a reader of HTML takes it, and the notes in it.
#[derive(Debug, Default)]
pub(super) struct Chapter {
    pub page: String,
    pub notes: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Opens,
    Closes,
    /// An element that closes itself.
    Whole,
    /// No element, or one that is always empty.
    Other,
}

/// Parts a chapter from its notes.
pub(super) fn parted(xhtml: &str) -> Chapter {
    let mut chapter = Chapter::default();
    // How many elements are open inside a note, itself included.
    let mut inside = 0usize;
    let mut rest = xhtml;
    while let Some(at) = rest.find('<') {
        let (before, tag) = (&rest[..at], &rest[at..at + tag_length(&rest[at..])]);
        rest = &rest[at + tag.len()..];
        let kind = kind(tag);
        let out = if inside > 0 { &mut chapter.notes } else { &mut chapter.page };
        out.push_str(before);
        let begins = inside == 0 && kind == Kind::Opens && is_note(tag);
        let out = if inside > 0 || begins { &mut chapter.notes } else { &mut chapter.page };
        push(out, tag, kind);
        match kind {
            Kind::Opens if inside > 0 || begins => inside += 1,
            Kind::Closes => inside = inside.saturating_sub(1),
            _ => {}
        }
    }
    let out = if inside > 0 { &mut chapter.notes } else { &mut chapter.page };
    out.push_str(rest);
    chapter
}

/// Writes a tag as HTML means it.
fn push(out: &mut String, tag: &str, kind: Kind) {
    let name = name(tag);
    if kind == Kind::Opens && says(tag, &["noteref", "doc-noteref", "pagebreak", "doc-pagebreak", "backlink"]) {
        out.push_str(tag.trim_end_matches('>'));
        out.push_str(" hidden=\"\">");
    } else if kind == Kind::Whole {
        out.push_str(tag.trim_end_matches('>').trim_end_matches('/'));
        out.push_str("></");
        out.push_str(name);
        out.push('>');
    } else {
        out.push_str(tag);
    }
}

fn is_note(tag: &str) -> bool {
    says(
        tag,
        &["footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "doc-footnote", "doc-endnotes"],
    )
}

/// Whether a tag says of its element that it is one of these.
fn says(tag: &str, kinds: &[&str]) -> bool {
    ["epub:type=", "role="].iter().any(|attribute| {
        let value = tag.find(attribute).and_then(|at| tag.get(at + attribute.len()..));
        let value = value.and_then(|v| v.get(1..)?.split(['"', '\'']).next()).unwrap_or("");
        value.split_ascii_whitespace().any(|kind| kinds.contains(&kind))
    })
}

fn kind(tag: &str) -> Kind {
    let name = name(tag);
    if tag.starts_with("</") {
        Kind::Closes
    } else if name.is_empty() || EMPTY.contains(&name) {
        Kind::Other
    } else if tag.ends_with("/>") {
        Kind::Whole
    } else {
        Kind::Opens
    }
}

fn name(tag: &str) -> &str {
    let rest = tag.trim_start_matches('<');
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-'))).unwrap_or(rest.len());
    &rest[..length]
}

/// The length of the tag, comment or section at the beginning of a text; that of the text where it does not end.
fn tag_length(text: &str) -> usize {
    let ends = |start: &str, end: &str| {
        let inside = text.strip_prefix(start)?;
        Some(inside.find(end).map_or(text.len(), |at| start.len() + at + end.len()))
    };
    if let Some(length) = ends("<!--", "-->").or_else(|| ends("<![CDATA[", "]]>")) {
        return length;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            // A quote that does not end must not swallow the chapter.
            (_, b'<') if at > 0 => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_that_close_themselves_are_whole() {
        let chapter = parted("<title/><p><a id='p'/>No toll<br/> &amp; no <i>fee</i></p><!-- <p/> -->");
        assert_eq!(chapter.page, "<title></title><p><a id='p'></a>No toll<br/> &amp; no <i>fee</i></p><!-- <p/> -->");
    }

    #[test]
    fn notes_are_parted_from_the_chapter() {
        let chapter = parted(
            "<p>No toll<a epub:type=\"noteref\" href='#n'>1</a>.</p>\
             <aside epub:type='footnote' id='n'><p>Said <b>once</b>.<br/></p></aside><p>So.</p>",
        );
        assert_eq!(chapter.page, "<p>No toll<a epub:type=\"noteref\" href='#n' hidden=\"\">1</a>.</p><p>So.</p>");
        assert_eq!(chapter.notes, "<aside epub:type='footnote' id='n'><p>Said <b>once</b>.<br/></p></aside>");
    }

    #[test]
    fn what_does_not_end_swallows_nothing() {
        assert_eq!(parted("<p title=\"a>b<p>c</p>").page, "<p title=\"a>b<p>c</p>");
        assert_eq!(parted("a < b").page, "a < b");
        assert_eq!(parted("").page, "");
    }
}
