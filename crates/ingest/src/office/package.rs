//! Packages: the ZIP files that DOCX, ODT and EPUB documents are.
//!
//! A package is told by what is in it, never by its name: its `mimetype`, its `[Content_Types].xml`, its
//! `META-INF/container.xml`. A ZIP file with none of them is an archive, and not opened here.
//!
//! Only parts that are asked for are unpacked, and all of them together only up to [`Limits::unpacked_bytes`]: what counts is
//! what comes out, not what the package says will. So parts that lie over each other or that lie about their size cost no
//! more than others. It is read by the same code as archives are (`container/zip.rs`).

use std::collections::HashMap;
use std::io::Cursor;

use memchr::memmem;

use super::xml::{self, Visitor, XmlError};
use crate::container::{read_whole, unpack, Bound, Budget, Directory, Entry, Scene, Trouble};
use crate::decode::decode;
use crate::format::Source;
use crate::{IngestError, Limits};

/// What is unpacked of the parts that tell what a package is.
const BEGINNING: u64 = 1 << 20;

/// What a package holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text document of Word or another program that writes Office Open XML.
    Docx,
    /// A text document in OpenDocument.
    Odt,
    /// A book.
    Epub,
    /// A document that holds no running text, or of a format that is not read.
    Other(&'static str),
}

/// Whether some bytes begin as a ZIP file.
fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// What package some bytes are; `None` for an archive and for what is no ZIP file. One that is cut off is told by its first
/// part, so that it is refused as what it is.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    if !is_zip(bytes) {
        return None;
    }
    let limits = Limits { unpacked_bytes: BEGINNING, ..Limits::default() };
    match Package::open(&Source { path: "", bytes }, &limits, "") {
        Ok(mut package) => package.kind(),
        Err(_) => kind_by_first_part(bytes),
    }
}

/// Whether the first bytes of a file are those of a package.
pub(crate) fn begins_package(start: &[u8]) -> bool {
    is_zip(start) && kind_by_first_part(start).is_some()
}

/// What a package seems to be whose directory can't be read.
fn kind_by_first_part(bytes: &[u8]) -> Option<Kind> {
    let length = u16::from_le_bytes([*bytes.get(26)?, *bytes.get(27)?]);
    let name = String::from_utf8_lossy(bytes.get(30..30 + usize::from(length))?).into_owned();
    let start = bytes.get(..bytes.len().min(1 << 16))?;
    let holds = |needle: &[u8]| memmem::find(start, needle).is_some();
    match name.as_str() {
        "mimetype" if holds(b"application/epub+zip") => Some(Kind::Epub),
        "mimetype" if holds(b"opendocument.text") => Some(Kind::Odt),
        "[Content_Types].xml" | "_rels/.rels" | "word/document.xml" | "docProps/app.xml" if holds(b"word/") => {
            Some(Kind::Docx)
        }
        _ => None,
    }
}

/// A package that is open.
pub(super) struct Package<'a> {
    file: Cursor<&'a [u8]>,
    /// Each part by its name, lower case, with `/` between folders.
    parts: HashMap<String, Entry>,
    path: &'a str,
    /// What it is called in errors, such as "a Word document".
    what: &'static str,
    budget: Budget,
    limits: Limits,
}

impl<'a> Package<'a> {
    /// Opens a package; `what` is what it is called in errors.
    pub(super) fn open(source: &Source<'a>, limits: &Limits, what: &'static str) -> Result<Self, IngestError> {
        let damaged = |_| IngestError::damaged(source.path, what);
        let mut file = Cursor::new(source.bytes);
        let mut directory = Directory::find(&mut file).map_err(damaged)?;
        let (mut parts, mut count) = (HashMap::new(), 0);
        while let Some(entry) = directory.next(&mut file).map_err(damaged)? {
            count += 1;
            if count > limits.package_parts {
                let most =
                    format!("holds more than {} parts, the most that is read of one document", limits.package_parts);
                return Err(IngestError::beyond(source.path, &most));
            }
            parts.entry(plain_name(&String::from_utf8_lossy(&entry.name))).or_insert(entry);
        }
        Ok(Self { file, parts, path: source.path, what, budget: Budget::of_document(limits), limits: *limits })
    }

    /// What kind of document the package holds.
    fn kind(&mut self) -> Option<Kind> {
        let mut read = |name: &str| self.part(name).ok().flatten().unwrap_or_default();
        let mimetype = read("mimetype");
        let types = read("[Content_Types].xml");
        let manifest = if mimetype.is_empty() { read("META-INF/manifest.xml") } else { String::new() };
        if mimetype.trim() == "application/epub+zip" || mimetype.is_empty() && self.has("META-INF/container.xml") {
            return Some(Kind::Epub);
        }
        let root_type = root_type(&manifest).unwrap_or(mimetype);
        open_document(root_type.trim()).or_else(|| open_xml(&types)).or_else(|| {
            // What is locked or damaged is refused as what it is.
            if self.has("[Content_Types].xml") && self.has("word/document.xml") {
                return Some(Kind::Docx);
            }
            let pages =
                self.has("Index/Document.iwa") || self.has("index.xml") && self.has("buildVersionHistory.plist");
            pages.then_some(Kind::Other("a document of Pages, Numbers or Keynote"))
        })
    }

    /// Whether a part is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&plain_name(name))
    }

    /// The text of a part; `None` where there is no such part.
    ///
    /// # Errors
    /// Where it is locked, damaged, no text, or unpacks to more than is left of the limit.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, IngestError> {
        let Some(entry) = self.parts.get(&plain_name(name)) else { return Ok(None) };
        let scene = Scene { limits: &self.limits, budget: &self.budget };
        let bytes = unpack(entry, &mut self.file, &scene)
            .and_then(|mut part| Ok(read_whole(&mut part, self.limits.unpacked_bytes)?))
            .map_err(|trouble| self.trouble(&trouble))?;
        if bytes.is_empty() {
            return Ok(Some(String::new()));
        }
        decode(&bytes, None).map(Some).map_err(|_| self.damaged())
    }

    /// Walks over the XML of a part; whether there is such a part.
    pub(super) fn walk(&mut self, name: &str, visitor: &mut impl Visitor) -> Result<bool, IngestError> {
        let Some(part) = self.part(name)? else { return Ok(false) };
        xml::walk(&part, self.limits.element_depth, visitor).map_err(|error| self.xml_error(error))?;
        Ok(true)
    }

    /// Walks over a part that the document can be read without: a broken one says nothing.
    pub(super) fn walk_if_whole(&mut self, name: &str, visitor: &mut impl Visitor) {
        let _ = self.walk(name, visitor);
    }

    pub(super) fn xml_error(&self, error: XmlError) -> IngestError {
        match error {
            XmlError::Damaged => IngestError::damaged(self.path, self.what),
            XmlError::TooDeep => {
                let most = format!("has elements more than {} deep in each other", self.limits.element_depth);
                IngestError::beyond(self.path, &most)
            }
        }
    }

    pub(super) fn damaged(&self) -> IngestError {
        IngestError::damaged(self.path, self.what)
    }

    pub(super) fn locked(&self) -> IngestError {
        IngestError::locked(self.path, self.what)
    }

    fn trouble(&self, trouble: &Trouble) -> IngestError {
        match trouble {
            Trouble::Locked => self.locked(),
            Trouble::Beyond(Bound::Document | Bound::Unpacked) => {
                let most = self.limits.unpacked_bytes.div_ceil(1 << 20);
                IngestError::beyond(self.path, &format!("unpacks to more than {most} MiB"))
            }
            Trouble::Beyond(_) | Trouble::Packing(_) => trouble.about(self.path, &self.limits),
            Trouble::Damaged(_) | Trouble::CutOff | Trouble::Unreadable(_) => self.damaged(),
        }
    }
}

/// The kind that an OpenDocument media type stands for.
fn open_document(media_type: &str) -> Option<Kind> {
    let rest = media_type.strip_prefix("application/vnd.oasis.opendocument.")?;
    Some(match rest {
        "text" | "text-template" | "text-web" | "text-master" => Kind::Odt,
        "spreadsheet" | "spreadsheet-template" => Kind::Other("an OpenDocument spreadsheet"),
        "presentation" | "presentation-template" => Kind::Other("an OpenDocument presentation"),
        _ => Kind::Other("an OpenDocument file without running text"),
    })
}

/// The kind that the content types of an Office Open XML package stand for.
fn open_xml(types: &str) -> Option<Kind> {
    const MAIN: [(&str, Kind); 8] = [
        ("wordprocessingml.document.main+xml", Kind::Docx),
        ("wordprocessingml.template.main+xml", Kind::Docx),
        ("ms-word.document.macroEnabled.main+xml", Kind::Docx),
        ("ms-word.template.macroEnabledTemplate.main+xml", Kind::Docx),
        ("spreadsheetml.sheet.main+xml", Kind::Other("an Excel workbook (XLSX)")),
        ("sheet.macroEnabled.main+xml", Kind::Other("an Excel workbook (XLSM)")),
        ("presentationml.presentation.main+xml", Kind::Other("a PowerPoint presentation (PPTX)")),
        ("presentationml.slideshow.main+xml", Kind::Other("a PowerPoint presentation (PPSX)")),
    ];
    MAIN.iter().find(|(name, _)| types.contains(name)).map(|(_, kind)| *kind)
}

/// The media type that an OpenDocument manifest gives the package.
fn root_type(manifest: &str) -> Option<String> {
    let at = manifest.find("application/vnd.oasis.opendocument.")?;
    let rest = &manifest[at..];
    Some(rest[..rest.find(['"', '\''])?].to_owned())
}

/// A part's name as it is looked up. Programs disagree on case, on the slash at the beginning and on which slash.
fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The name of the part that `target` means where it stands in the part `base`.
pub(super) fn resolve(base: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or("");
    let mut folders: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        folders.extend(base.split('/'));
        folders.pop();
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            step => folders.push(step),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_against_the_part_they_stand_in() {
        assert_eq!(resolve("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/document.xml", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("OPS/package.opf", "../text/./a.xhtml#x"), "text/a.xhtml");
        assert_eq!(resolve("", "../../a"), "a");
    }

    #[test]
    fn packages_are_told_by_their_media_types() {
        assert_eq!(open_document("application/vnd.oasis.opendocument.text"), Some(Kind::Odt));
        assert_eq!(open_document("application/zip"), None);
        let word = "<Override ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/>";
        assert_eq!(open_xml(word), Some(Kind::Docx));
        let embedded = "<Default Extension='xlsx' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'/>";
        assert_eq!(open_xml(embedded), None);
        assert_eq!(
            root_type("<x full-path='/' media-type='application/vnd.oasis.opendocument.text'/>").as_deref(),
            Some("application/vnd.oasis.opendocument.text")
        );
    }
}
