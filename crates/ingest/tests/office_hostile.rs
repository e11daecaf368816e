//! Office documents and books that mean harm or are broken: a clear refusal or a true reading, in bounded time and memory.

mod making;
mod packages;

use packages::{docx_with, epub, odt_with, p, package, WORD_TYPES};
use standpoint_ingest::{read_statement, IngestError, Limits};
use standpoint_languages::Languages;
use standpoint_text::Statement;

/// No clock: what is not linear takes hours on documents of this size, and shows as a run that does not end.
fn read_within(bytes: &[u8], limits: &Limits) -> Result<Statement, IngestError> {
    read_statement("a.docx", bytes, Languages::built_in(), limits)
}

fn read(bytes: &[u8]) -> Result<Statement, IngestError> {
    read_within(bytes, &Limits::default())
}

/// The kind of the error, whose sentence must say what is wrong and what to do.
fn refused(bytes: &[u8], limits: &Limits) -> &'static str {
    let error = read_within(bytes, limits).unwrap_err();
    let sentence = error.to_string();
    assert!(sentence.starts_with("a.docx ") && sentence.contains(';'), "{sentence}");
    error.kind()
}

const WORDS: &str = "The council of Marhaven wants to take a toll from every boat that enters the old harbour.";

fn small() -> Limits {
    Limits { unpacked_bytes: 1 << 20, ..Limits::default() }
}

#[test]
fn bombs_are_not_unpacked() {
    let spaces = " ".repeat(40 << 20);
    // More than 250 times its size.
    assert_eq!(refused(&docx_with(&p(&spaces), &[]), &Limits::default()), "too_large");
    assert_eq!(refused(&docx_with(&p(&spaces[..2 << 20]), &[]), &small()), "too_large");
    assert_eq!(refused(&odt_with(&spaces[..2 << 20], "", &[]), &small()), "too_large");
    // Each chapter is small; all of them are not.
    let chapter = format!("<p>{WORDS}</p>{}", &spaces[..300 << 10]);
    assert_eq!(refused(&epub("", &[chapter.as_str(); 8]), &small()), "too_large");
    // What is not text may be as large as it likes.
    let picture = docx_with(&p(WORDS), &[("word/media/a.bmp", &spaces[..4 << 20])]);
    assert_eq!(read_within(&picture, &small()).unwrap().text.as_str(), WORDS);
}

#[test]
fn sizes_that_lie_are_not_believed() {
    let mut bytes = docx_with(&p(WORDS), &[]);
    let entries: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect();
    for at in entries {
        // The size that each part is said to unpack to.
        bytes[at + 24..at + 28].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    }
    match read(&bytes) {
        Ok(statement) => assert_eq!(statement.text.as_str(), WORDS),
        Err(error) => assert_eq!(error.kind(), "damaged"),
    }
}

#[test]
fn a_directory_of_many_parts_is_refused_before_it_is_read() {
    let mut parts: Vec<(String, &[u8])> = vec![("[Content_Types].xml".into(), WORD_TYPES.as_bytes())];
    parts.extend((0..300).map(|n| (format!("word/{n}.xml"), &b""[..])));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    let limits = Limits { package_parts: 100, ..Limits::default() };
    assert_eq!(refused(&package(&parts), &limits), "too_large");
}

#[test]
fn deep_xml_and_deep_groups_are_refused() {
    let deep = format!("{}{WORDS}{}", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000));
    assert_eq!(refused(&docx_with(&deep, &[]), &Limits::default()), "too_large");
    assert_eq!(refused(&docx_with(&"<w:del>".repeat(100_000), &[]), &Limits::default()), "too_large");
    assert_eq!(refused(&odt_with(&"<text:section>".repeat(100_000), "", &[]), &Limits::default()), "too_large");
    let deep = format!("{{\\rtf1 {WORDS}{}", "{".repeat(1_000_000));
    assert_eq!(refused(deep.as_bytes(), &Limits::default()), "too_large");
}

#[test]
fn entities_that_grow_stay_as_written() {
    let bomb = "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>";
    let document = format!("{bomb}<w:document><w:body>{}</w:body></w:document>", p(&format!("{WORDS} &b;&c;")));
    let bytes = package(&[("[Content_Types].xml", WORD_TYPES.as_bytes()), ("word/document.xml", document.as_bytes())]);
    assert_eq!(read(&bytes).unwrap().text.as_str(), format!("{WORDS} &b;&c;"));
}

#[test]
fn tables_of_a_million_cells_are_refused_and_repeated_cells_are_read_once() {
    let row = format!("<w:tr>{}</w:tr>", format!("<w:tc>{}</w:tc>", p("1")).repeat(1000));
    let limits = Limits { blocks: 50_000, ..Limits::default() };
    assert_eq!(refused(&docx_with(&format!("<w:tbl>{}</w:tbl>", row.repeat(60)), &[]), &limits), "too_large");
    let repeated = format!(
        "<text:p>{WORDS}</text:p><table:table><table:table-row table:number-rows-repeated='1048576'><table:table-cell \
         table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell></table:table-row></table:table>\
         <text:p>a<text:s text:c='4000000000'/>b</text:p>"
    );
    let text = read(&odt_with(&repeated, "", &[])).unwrap().text.as_str().to_owned();
    assert!(text.len() < 1000 && text.contains("\n\nx\n\n"), "{}", text.len());
    let cells = format!("{{\\rtf1 {}}}", "1\\cell ".repeat(60_000));
    assert_eq!(refused(cells.as_bytes(), &limits), "too_large");
}

#[test]
fn time_is_linear_in_what_is_odd() {
    let runs = |run: &str, count: usize| format!("<w:p>{}</w:p>{}", run.repeat(count), p(WORDS));
    for body in [
        runs("<w:r><w:fldChar w:fldCharType='begin'/><w:t>a</w:t></w:r>", 50_000),
        runs("<w:r><w:footnoteReference w:id='1'/></w:r>", 50_000),
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a </w:t></w:r></w:p>".repeat(50_000) + &p(WORDS),
        p(&"a".repeat(2_000_000)) + &p(WORDS),
        format!("<w:p><w:r>{}</w:r></w:p>{}", "<w:t>a</w:t><w:br/>".repeat(50_000), p(WORDS)),
        format!("<w:p {}/>{}", (0..50_000).map(|n| format!("a{n}='1' ")).collect::<String>(), p(WORDS)),
    ] {
        assert!(read(&docx_with(&body, &[])).unwrap().text.as_str().contains(WORDS));
    }
    let rtf = format!("{{\\rtf1 {}\\par {WORDS}}}", "\\b a\\'e9{\\i b}\\u8212?".repeat(100_000));
    assert!(read(rtf.as_bytes()).unwrap().text.as_str().contains(WORDS));
    let chapter = format!("<p>{WORDS}</p>{}{}", "<a epub:type='footnote'>".repeat(20_000), "<".repeat(200_000));
    assert!(read(&epub("", &[&chapter])).unwrap().text.as_str().contains(WORDS));
}

#[test]
fn what_is_locked_says_so() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound = |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 1000], wide(name)].concat();
    assert_eq!(refused(&compound("EncryptedPackage"), &Limits::default()), "locked");
    assert_eq!(refused(&compound("WordDocument"), &Limits::default()), "unsupported");
    let sentence = read(&compound("WordDocument")).unwrap_err().to_string();
    assert!(sentence.contains("soffice --headless --convert-to docx"), "{sentence}");
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(refused(&odt_with("", "", &[("META-INF/manifest.xml", manifest)]), &Limits::default()), "locked");
    let mut locked = docx_with(&p(WORDS), &[]);
    // The bit of each entry that says it is locked, in both places where it stands.
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..locked.len() - 4).filter(|&at| &locked[at..at + 4] == mark).collect();
        places.into_iter().for_each(|at| locked[at + flags] |= 1);
    }
    assert_eq!(refused(&locked, &Limits::default()), "locked");
}

#[test]
fn what_holds_no_text_is_named() {
    let types = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>";
    let workbook = package(&[("[Content_Types].xml", types.as_bytes())]);
    assert!(read(&workbook).unwrap_err().to_string().contains("an Excel workbook"));
    let sheet = package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]);
    assert!(read(&sheet).unwrap_err().to_string().contains("spreadsheet"));
    // Without the part that holds the text there is nothing to read.
    let hollow = package(&[("[Content_Types].xml", WORD_TYPES.as_bytes())]);
    assert_eq!(refused(&hollow, &Limits::default()), "damaged");
    assert_eq!(refused(&package(&[("mimetype", b"application/epub+zip")]), &Limits::default()), "damaged");
}

/// A reading or a refusal, and what is read says what the document says.
fn survives(bytes: &[u8]) -> bool {
    match read(bytes) {
        Ok(statement) => {
            for passage in &statement.passages {
                assert_eq!(&statement.text.as_str()[passage.span.bytes()], passage.span.as_str());
            }
            true
        }
        Err(error) => {
            assert!(error.to_string().contains(';'), "{error}");
            false
        }
    }
}

#[test]
fn damaged_copies_are_read_or_refused() {
    let text = format!(
        "<text:p>{WORDS}</text:p><text:list><text:list-item><text:p>No toll</text:p></text:list-item></text:list>"
    );
    let rtf = format!("{{\\rtf1\\ansi{{\\fonttbl{{\\f0\\fcharset204 A;}}}}{{\\info{{\\title No}}}}\\f0 {WORDS}\\par{{\\footnote x}}\\u8212?\\'e9}}");
    let documents = [
        docx_with(&format!("{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p(WORDS), p("No toll")), &[]),
        odt_with(&text, "", &[]),
        epub("<dc:title>No toll</dc:title>", &[&format!("<p>{WORDS}</p>")]),
        rtf.into_bytes(),
    ];
    for document in &documents {
        assert!(survives(document));
        // A document that is cut off is never taken for a whole one. What is shorter than its first mark is taken for text.
        let shorter = (8..document.len() - 1).step_by(3).filter(|&length| survives(&document[..length])).count();
        assert_eq!(shorter, 0);
        let mut seed = 7u64;
        for _ in 0..400 {
            let mut damaged = document.clone();
            for _ in 0..3 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (seed >> 33) as usize % damaged.len();
                damaged[at] = (seed >> 24) as u8;
            }
            survives(&damaged);
        }
    }
}
