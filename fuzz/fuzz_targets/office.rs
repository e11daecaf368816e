//! Any bytes as a package, and as a part of one: no panic, and every passage says what the text says. The first byte picks
//! the part that the rest is, because no fuzzer makes a package that is whole.
#![no_main]
use flate2::Crc;
use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::check_document;

const TYPES: &[u8] = b"<Types><Override ContentType='wordprocessingml.document.main+xml'/></Types>";
const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";
const BOOK: &[u8] = b"<package><manifest><item id='c' href='c' media-type='application/xhtml+xml'/></manifest>\
    <spine><itemref idref='c'/></spine></package>";

/// A ZIP of stored parts: heads, contents, and the list of them at the end.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let mut sum = Crc::new();
        sum.update(content);
        let size = (content.len() as u32).to_le_bytes();
        let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sum.sum().to_le_bytes(), &size, &size].concat();
        let common = [&common[..], &(name.len() as u16).to_le_bytes(), &[0, 0]].concat();
        let at = (file.len() as u32).to_le_bytes();
        file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), content].concat());
        list.extend([b"PK\x01\x02\x14\x03", &common[..], &[0; 10], &at, name.as_bytes()].concat());
    }
    let (count, at, size) = (parts.len() as u16, file.len() as u32, list.len() as u32);
    file.extend(list);
    file.extend([&b"PK\x05\x06\0\0\0\0"[..], &count.to_le_bytes(), &count.to_le_bytes()].concat());
    file.extend([&size.to_le_bytes()[..], &at.to_le_bytes(), &[0, 0]].concat());
    file
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let word = |body: &[u8]| [b"<w:document><w:body>".as_slice(), body, b"</w:body></w:document>"].concat();
    let text = |body: &[u8]| [b"<office:body><office:text>".as_slice(), body, b"</office:text></office:body>"].concat();
    let plain = b"<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>No toll</w:t></w:r></w:p>";
    let container: &[u8] = b"<container><rootfile full-path='b'/></container>";
    let relations: &[u8] = b"<r><Relationship Type='x/styles' Target='styles.xml'/></r>";
    let made = match first % 7 {
        0 => bytes.to_vec(),
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
    check_document(&made);
});
