//! Any bytes as a PDF, and as a part of one: no panic, and every passage says what the text says. The first byte picks the
//! part that the rest is, because no fuzzer makes a file that is whole.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::check_document;

const CATALOG: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &[u8] = b"<< /Type /Pages /Kids [3 0 R 3 0 R 7 0 R] /Count 3 /MediaBox [0 0 595 842] >>";
const PAGE: &[u8] = b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /R 4 0 R >> >> >>";
const FONT: &[u8] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>";
const CONTENT: &[u8] = b"BT /R 10 Tf 72 700 Td (No toll on the harbour, we say.) Tj 0 -12 Td (No toll!) Tj ET";

/// A file of these objects.
fn file(objects: &[&[u8]]) -> Vec<u8> {
    let mut made = b"%PDF-1.4\n".to_vec();
    for (number, object) in objects.iter().enumerate() {
        made.extend(format!("{} 0 obj\n", number + 1).bytes());
        made.extend([object, &b"\nendobj\n"[..]].concat());
    }
    made.extend(b"trailer << /Root 1 0 R >>");
    made
}

fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< {dict} /Length {} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// Text at places that the bytes give, six for each word.
fn drawn(bytes: &[u8]) -> Vec<u8> {
    const WORDS: [&str; 8] = ["The", "toll", "har-", "bour", "is", "1", "No!", "2 See the act."];
    let mut content = String::new();
    for word in bytes.chunks_exact(4) {
        let [x, y, size, text] = [word[0], word[1], word[2], word[3]];
        let (x, y, size) = (u32::from(x) * 5 / 2, u32::from(y) * 10 / 3, 6 + size % 9);
        content += &format!("BT /R {size} Tf {x} {y} Td ({}) Tj ET\n", WORDS[usize::from(text % 8)]);
    }
    content.into_bytes()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let content = stream("", CONTENT);
    let map = stream("", b"1 beginbfrange <20> <7e> <0020> endbfrange");
    let made = match first % 8 {
        0 => bytes.to_vec(),
        1 => file(&[CATALOG, PAGES, PAGE, FONT, &stream("", rest), &map, PAGE]),
        2 => file(&[CATALOG, PAGES, PAGE, FONT, &content, &stream("", rest), PAGE]),
        3 => file(&[CATALOG, PAGES, PAGE, rest, &content, &map, PAGE]),
        4 => file(&[CATALOG, PAGES, rest, FONT, &content, &map, PAGE]),
        5 => file(&[CATALOG, rest, PAGE, FONT, &content, &map, PAGE]),
        6 => {
            let half = drawn(&rest[..rest.len() / 2]);
            let other = [&PAGE[..PAGE.len() - 2], b" >>"].concat();
            let other = String::from_utf8_lossy(&other).replace("5 0 R", "8 0 R");
            let second = stream("", &drawn(&rest[rest.len() / 2..]));
            file(&[CATALOG, PAGES, PAGE, FONT, &stream("", &half), &map, other.as_bytes(), &second])
        }
        _ => [b"%PDF-1.4\n", rest].concat(),
    };
    check_document(&made);
});
