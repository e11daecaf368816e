//! Small packages made of XML, for the tests of office documents and books.

use crate::making::{deflated, stored, zip_of};

/// A package of parts; the first is stored, the others are packed.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let packed = |(number, (name, content)): (usize, &(&str, &[u8]))| {
        if number == 0 {
            stored(name, content)
        } else {
            deflated(name, content)
        }
    };
    zip_of(&parts.iter().enumerate().map(packed).collect::<Vec<_>>())
}

pub const WORD_TYPES: &str =
    "<Types><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-\
    officedocument.wordprocessingml.document.main+xml'/></Types>";

/// A Word document of what stands in its body, with other parts.
pub fn docx_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let relations = "<Relationships><Relationship Type='x/officeDocument' Target='word/document.xml'/>\
        <Relationship Type='x/core-properties' Target='docProps/core.xml'/></Relationships>";
    let own = "<Relationships><Relationship Type='x/styles' Target='styles.xml'/>\
        <Relationship Type='x/footnotes' Target='footnotes.xml'/></Relationships>";
    let document = format!("<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", WORD_TYPES.as_bytes()),
        ("_rels/.rels", relations.as_bytes()),
        ("word/_rels/document.xml.rels", own.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ];
    parts.extend(others.iter().map(|(name, content)| (*name, content.as_bytes())));
    package(&parts)
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// An OpenDocument text of what stands in its text, with other parts.
pub fn odt_with(text: &str, automatic: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>\
         {text}</office:text></office:body></office:document-content>"
    );
    let mut parts: Vec<(&str, &[u8])> =
        vec![("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())];
    parts.extend(others.iter().map(|(name, content)| (*name, content.as_bytes())));
    package(&parts)
}

/// A book of chapters, each the content of a page's body.
pub fn epub(metadata: &str, chapters: &[&str]) -> Vec<u8> {
    let items: String = (0..chapters.len())
        .map(|n| format!("<item id='c{n}' href='a%20{n}.xhtml' media-type='application/xhtml+xml'/>"))
        .collect();
    let spine: String = (0..chapters.len()).rev().map(|n| format!("<itemref idref='c{n}'/>")).collect();
    let opf = format!(
        "<package><metadata>{metadata}</metadata><manifest><item id='n' href='nav.xhtml' properties='nav' \
         media-type='application/xhtml+xml'/>{items}</manifest><spine><itemref idref='n'/>{spine}</spine></package>"
    );
    let pages: Vec<(String, String)> = chapters
        .iter()
        .enumerate()
        .map(|(n, body)| (format!("OPS/a {n}.xhtml"), format!("<html><head><title/></head><body>{body}</body></html>")))
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfiles><rootfile full-path='OPS/b.opf'/></rootfiles></container>"),
        ("OPS/b.opf", opf.as_bytes()),
        ("OPS/nav.xhtml", b"<html><body><p>Contents of the book</p></body></html>"),
    ];
    parts.extend(pages.iter().map(|(name, page)| (name.as_str(), page.as_bytes())));
    package(&parts)
}
