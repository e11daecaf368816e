//! PDF files that mean harm or are broken: a clear refusal or a true reading, in bounded time and memory.

mod papers;

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::Compression;
use papers::{file, pdf, stream, Paper};
use proptest::prelude::*;
use standpoint_ingest::{read_statement, IngestError, Limits};
use standpoint_languages::Languages;
use standpoint_text::Statement;

const WORDS: &str = "The council of Marhaven wants to take a toll from every boat that enters the old harbour.";

/// No clock: what is not linear takes hours on documents of this size, and shows as a run that does not end.
fn read_within(bytes: &[u8], limits: &Limits) -> Result<Statement, IngestError> {
    read_statement("a.pdf", bytes, Languages::built_in(), limits)
}

fn read(bytes: &[u8]) -> Result<Statement, IngestError> {
    read_within(bytes, &Limits::default())
}

fn small() -> Limits {
    Limits { unpacked_bytes: 4 << 20, pages: 50, ..Limits::default() }
}

fn kind(bytes: &[u8], limits: &Limits) -> &'static str {
    read_within(bytes, limits).map_or_else(|error| error.kind(), |_| "read")
}

fn paper() -> Paper {
    Paper::default().lines(72.0, 100.0, &[WORDS])
}

/// A stream of bytes that are packed, in letters so that a file of text can hold them.
fn packed(dict: &str, content: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    let hex: String = encoder.finish().unwrap().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    stream(&format!("{dict} /Filter [/AHx /Fl]"), &(hex + ">"))
}

/// A file whose page has this content, and further objects from the sixth on.
fn with_page(page: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>".to_owned(),
        page.to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        stream("", &paper().content()),
    ];
    objects.extend_from_slice(more);
    file(&objects, "")
}

const PAGE: &str = "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /R 4 0 R /B 4 0 R >> >> >>";

#[test]
fn page_trees_that_loop_end() {
    let objects = |kids: &str| {
        vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{kids}] /Count 9 /MediaBox [0 0 595 842] >>"),
            PAGE.to_owned(),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
            stream("", &paper().content()),
            "<< /Type /Pages /Kids [2 0 R 6 0 R 3 0 R] >>".to_owned(),
        ]
    };
    let found = read(&file(&objects("6 0 R 2 0 R 3 0 R 3 0 R"), "")).unwrap();
    assert_eq!(found.passages.len(), 1);
    // The same page as often as a file says it, in nodes of their own.
    let many = format!("[{}]", "<< /Type /Page /Contents 5 0 R >> ".repeat(200));
    let mut many_pages = objects("6 0 R");
    many_pages[5] = format!("<< /Type /Pages /Kids {many} >>");
    assert_eq!(kind(&file(&many_pages, ""), &small()), "too_large");
}

#[test]
fn bombs_are_not_unpacked() {
    let spaces = vec![b' '; 6 << 20];
    let bomb = with_page(&PAGE.replace("5 0 R", "6 0 R"), &[packed("", &spaces)]);
    assert_eq!(kind(&bomb, &small()), "too_large");
    // A small content drawn again and again.
    let form = packed("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", &vec![b' '; 1 << 20]);
    let page = "<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Resources << /XObject << /F 6 0 R >> >> >>";
    let drawn = with_page(page, &[form, stream("", &"/F Do ".repeat(2000))]);
    assert_eq!(kind(&drawn, &small()), "too_large");
}

#[test]
fn object_streams_are_not_believed() {
    let inside = "8 0 (a)";
    for dict in
        ["/N 9000000000000000 /First 4", "/N 4611686018427387904 /First 4", "/N -1 /First -1", "/N 1 /First 99999"]
    {
        let bytes = with_page(PAGE, &[stream(&format!("/Type /ObjStm {dict}"), inside)]);
        // Without its table the file is searched for objects, and object streams are looked into.
        let cut = &bytes[..bytes.len() - 40];
        assert_eq!(kind(cut, &small()), "read", "{dict}");
    }
    let table = |entries: &[u8], dict: &str| {
        let mut bytes = with_page(PAGE, &[]);
        bytes.truncate(bytes.windows(5).position(|w| w == b"xref\n").unwrap());
        let at = bytes.len();
        let stream = packed(&format!("/Type /XRef /Root 1 0 R {dict}"), entries);
        bytes.extend(format!("9 0 obj\n{stream}\nendobj\nstartxref\n{at}\n%%EOF").bytes());
        bytes
    };
    // Entries by the million, from a few bytes; widths that overflow; object streams that lie in each other.
    let millions = table(&vec![0; 3 << 20], "/W [0 1 0] /Size 99999999");
    assert_eq!(kind(&millions, &small()), "read");
    assert_eq!(kind(&table(&[1; 64], "/W [9223372036854775807 9223372036854775807 2] /Size 9"), &small()), "read");
    let nested: Vec<u8> = (0..10).flat_map(|_| [2, 5, 0]).collect();
    assert_ne!(kind(&table(&nested, "/W [1 1 1] /Size 10"), &small()), "");
}

#[test]
fn chains_and_towers_end() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(50_000), close.repeat(50_000));
    for object in [deep("[", "]"), deep("<< /A ", ">>"), deep("(", ")"), "stream\n".repeat(20_000)] {
        assert_eq!(kind(&with_page(PAGE, &[object]), &Limits::default()), "read");
    }
    // Each stream's length stands in the next.
    let lengths: Vec<String> =
        (0..20_000).map(|n| format!("<< /Length {} 0 R >>\nstream\nx\nendstream", n + 7)).collect();
    let either = |bytes: &[u8]| assert!(["read", "no_text_layer"].contains(&kind(bytes, &Limits::default())));
    either(&with_page(&PAGE.replace("5 0 R", "[6 0 R 5 0 R]"), &lengths));
    let references: Vec<String> = (0..20_000).map(|n| format!("{} 0 R", n + 7)).collect();
    either(&with_page(&PAGE.replace("5 0 R", "[6 0 R 5 0 R]"), &references));
}

#[test]
fn fonts_that_fill_memory_are_refused() {
    let ranges: String = (0..30_000u64).fold(String::new(), |mut ranges, n| {
        let _ = write!(ranges, "{} {} 500 ", n * 65_536, n * 65_536 + 65_535);
        ranges
    });
    let font = format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype \
         /CIDFontType2 /BaseFont /A /W [{ranges}] >>] >>"
    );
    let page = PAGE.replace("/R 4 0 R", "/R 6 0 R");
    assert_eq!(kind(&with_page(&page, &[font]), &small()), "too_large");
}

#[test]
fn time_is_linear_in_what_is_drawn() {
    let mut letters = String::from("BT /R 10 Tf 72 700 Td ");
    for n in 0..60_000 {
        let _ = write!(letters, "{} {} Td (a) Tj ", if n % 90 == 89 { -445 } else { 5 }, -i32::from(n % 90 == 89));
    }
    let grid: String = (0..40_000).fold(String::new(), |mut grid, n| {
        let _ = write!(grid, "BT /R {} Tf {} {} Td (ab c) Tj ET ", 1 + n % 9, (n * 79) % 595, (n * 104) % 842);
        grid
    });
    for content in [letters + "ET", grid, "BT /R 10 Tf 1 0 0 1 72 700 Tm (a) Tj ET ".repeat(40_000)] {
        let bytes = with_page(&PAGE.replace("5 0 R", "[5 0 R 6 0 R]"), &[stream("", &content)]);
        assert_ne!(kind(&bytes, &Limits::default()), "damaged");
    }
    let infinite = "BT /R 1e38 Tf 1e38 1e38 Td (a) Tj 1e38 Tc (b) Tj -1e38 0 0 1e38 1e38 1e38 Tm (c) Tj ET ";
    let bytes = with_page(&PAGE.replace("5 0 R", "[5 0 R 6 0 R]"), &[stream("", infinite)]);
    assert_eq!(kind(&bytes, &Limits::default()), "read");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_copies_are_read_or_refused(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..60), cut in any::<prop::sample::Index>()) {
        let mut bytes = pdf(&[paper(), paper()]);
        for (at, byte) in &flips {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        let cut = bytes.len() - cut.index(bytes.len()) / 4;
        // Without its head it is a text like any other.
        if let Some(statement) = read(&bytes[..cut]).ok().filter(|read| read.media_type == "application/pdf") {
            for passage in &statement.passages {
                prop_assert_eq!(&statement.text.as_str()[passage.span.bytes()], passage.span.as_str());
                let pages = passage.pages.unwrap();
                prop_assert!(pages.first >= 1 && pages.last >= pages.first);
            }
        }
    }
}
