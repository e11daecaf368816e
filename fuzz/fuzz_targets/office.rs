//! Any bytes as a package, and as a part of one: no panic, and every passage says what the text says. The first byte picks
//! the part that the rest is, because no fuzzer makes a package that is whole.
#![no_main]
use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::check_document;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &[u8] = b"<Types><Override ContentType='wordprocessingml.document.main+xml'/></Types>";
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";
const BOOK: &[u8] = b"<package><manifest><item id='c' href='c' media-type='application/xhtml+xml'/></manifest>\
    <spine><itemref idref='c'/></spine></package>";

fn package(parts: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).ok()?;
        writer.write_all(content).ok()?;
    }
    writer.finish().ok().map(Cursor::into_inner)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let word = |body: &[u8]| [b"<w:document><w:body>".as_slice(), body, b"</w:body></w:document>"].concat();
    let text = |body: &[u8]| [b"<office:body><office:text>".as_slice(), body, b"</office:text></office:body>"].concat();
    let plain = b"<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>No toll</w:t></w:r></w:p>";
    let container: &[u8] = b"<container><rootfile full-path='b'/></container>";
    let relations: &[u8] = b"<r><Relationship Type='x/styles' Target='styles.xml'/></r>";
    let made = match first % 7 {
        0 => Some(bytes.to_vec()),
        1 => package(&[("[Content_Types].xml", TYPES), ("word/document.xml", &word(rest))]),
        2 => package(&[
            ("[Content_Types].xml", TYPES),
            ("word/_rels/document.xml.rels", relations),
            ("word/styles.xml", rest),
            ("word/document.xml", &word(plain)),
        ]),
        3 => package(&[("mimetype", ODT), ("content.xml", &text(rest))]),
        4 => package(&[("mimetype", ODT), ("content.xml", &text(b"<text:p>No toll</text:p>")), ("meta.xml", rest)]),
        5 => package(&[("mimetype", b"application/epub+zip"), ("META-INF/container.xml", container), ("b", rest)]),
        _ => package(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", container),
            ("b", BOOK),
            ("c", rest),
        ]),
    };
    made.into_iter().for_each(|package| check_document(&package));
});
