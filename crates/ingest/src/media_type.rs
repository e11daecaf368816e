//! What kind of document some bytes are: first by what they are, then by the file's name.

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaType {
    Plain,
    Markdown,
    Html,
}

impl MediaType {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
        }
    }
}

/// What some bytes are that are no text, for a person to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// A format that could hold a statement.
    Unsupported(&'static str),
    /// A format that other programs turn into one that is read, and how.
    Convertible(&'static str, &'static str),
    /// One that a password locks.
    Locked(&'static str),
    /// One that could not.
    Binary(&'static str),
}

/// How far the beginning of a document is searched.
const BEGINNING: usize = 1024;

/// Names the formats that are known by their first bytes and are not read.
pub(crate) fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(compound(bytes));
    }
    const KNOWN: [(&[u8], Foreign); 11] = [
        (b"PK\x03\x04", Foreign::Unsupported("a ZIP archive")),
        (b"\x1f\x8b", Foreign::Unsupported("a gzip archive")),
        (b"filedesc://", Foreign::Unsupported("a web archive of the old kind (ARC)")),
        (b"WARC/1.", Foreign::Unsupported("a web archive (WARC)")),
        (b"\x89PNG\r\n", Foreign::Binary("an image")),
        (b"\xff\xd8\xff", Foreign::Binary("an image")),
        (b"GIF8", Foreign::Binary("an image")),
        (b"RIFF", Foreign::Binary("an image or a recording")),
        (b"\x7fELF", Foreign::Binary("a program")),
        (b"MZ\x90\x00", Foreign::Binary("a program")),
        (b"ID3", Foreign::Binary("a recording")),
    ];
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// What a compound file holds, by the names in its directory: the files of old office programs, and new ones with a password.
fn compound(bytes: &[u8]) -> Foreign {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        Foreign::Locked("an office document")
    } else if holds("WordDocument") {
        const HOW: &str = "save it as DOCX, or run `soffice --headless --convert-to docx` on it";
        Foreign::Convertible("an old Word document (DOC)", HOW)
    } else if holds("__properties_version1.0") {
        Foreign::Convertible("an Outlook message (MSG)", "save it as EML or text")
    } else {
        Foreign::Convertible("a file of an old office program", "save what it says as DOCX, ODT or text")
    }
}

/// The format of a decoded document; `Err` for XML that is no web page.
pub(crate) fn media_type(path: &str, content: &str) -> Result<MediaType, Foreign> {
    let start: String = content.trim_start().chars().take(BEGINNING).collect::<String>().to_ascii_lowercase();
    if let Some(xml) = start.strip_prefix("<?xml") {
        return if xml.contains("<html") || xml.contains("<!doctype html") {
            Ok(MediaType::Html)
        } else {
            Err(Foreign::Unsupported("XML that is no web page"))
        };
    }
    // A gzip of one document has its ending before its own.
    let path = path.strip_suffix(".gz").unwrap_or(path);
    let ending =
        path.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending);
    let named = |names: &[&str]| names.iter().any(|name| ending.eq_ignore_ascii_case(name));
    if begins_as_page(&start) || named(&["html", "htm", "xhtml"]) && has_tag(content) {
        Ok(MediaType::Html)
    } else if named(&["md", "markdown"]) {
        Ok(MediaType::Markdown)
    } else {
        Ok(MediaType::Plain)
    }
}

/// Whether bytes of no telling name are a document: a page, or a format with a mark of its own.
pub(crate) fn is_known_by_bytes(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&start[..start.len().min(BEGINNING * 4)]);
    let text = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let is_page = begins_as_page(&text) || text.strip_prefix("<?xml").is_some_and(|xml| xml.contains("<html"));
    is_page || crate::format::format_of(start).is_some() || matches!(foreign(start), Some(Foreign::Unsupported(_)))
}

/// Whether a text begins with a tag that opens pages and parts of pages. `<https://…>` is none.
fn begins_as_page(start: &str) -> bool {
    let mut rest = start;
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = after.trim_start();
    }
    if rest.starts_with("<!doctype html") {
        return true;
    }
    const OPENERS: [&str; 22] = [
        "html", "head", "body", "meta", "title", "link", "style", "script", "article", "main", "section", "header",
        "nav", "div", "p", "h1", "h2", "table", "ul", "span", "center", "font",
    ];
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    OPENERS.contains(&name) && tag[name.len()..].starts_with([' ', '>', '\n', '\t', '/'])
}

fn has_tag(content: &str) -> bool {
    content.as_bytes().windows(2).any(|pair| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || pair[1] == b'!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_comes_before_the_name() {
        let kind = |path, content| media_type(path, content).map(MediaType::as_str);
        assert_eq!(kind("a.txt", "<!-- saved -->\n<!DOCTYPE html><p>No toll!"), Ok("text/html"));
        assert_eq!(kind("a.txt", "<p class=x>No toll!</p>"), Ok("text/html"));
        assert_eq!(kind("a.txt", "<https://harbour.example/1>\n\nNo toll!"), Ok("text/plain"));
        assert_eq!(kind("a.md", "# No toll"), Ok("text/markdown"));
        assert_eq!(kind("a.html", "No toll, says the league."), Ok("text/plain"));
        assert_eq!(kind("a.b/html", "No <b>toll</b>."), Ok("text/plain"));
        assert_eq!(kind("-", "<?xml version='1.0'?><html xmlns='x'>"), Ok("text/html"));
        assert!(kind("a.xml", "<?xml version='1.0'?><rss>").is_err());
    }

    #[test]
    fn other_formats_are_named() {
        assert_eq!(foreign(b"PK\x03\x04....a.txt"), Some(Foreign::Unsupported("a ZIP archive")));
        let old = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            foreign(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &name[..]].concat())
        };
        assert_eq!(old("EncryptedPackage"), Some(Foreign::Locked("an office document")));
        assert!(matches!(old("WordDocument"), Some(Foreign::Convertible("an old Word document (DOC)", _))));
        assert_eq!(foreign(b"\x89PNG\r\n\x1a\n"), Some(Foreign::Binary("an image")));
        assert_eq!(foreign(b"PK is how zip files begin"), None);
    }
}
