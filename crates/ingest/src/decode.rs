//! Bytes into characters.
//!
//! Order of trust: a byte order mark; UTF-8 where all of it is valid; what came with the document (the answer of a server, the
//! head of a mail); what it declares itself; UTF-8 where all but a few
//! bytes are valid; what the bytes look like. A byte that fits no character becomes U+FFFD, and no passage with a U+FFFD in
//! it leaves the crate: a quote with a hole is a wrong quote. A document that is mostly holes is refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, UTF_8};

/// A larger share of control characters than this is no text.
const MOST_CONTROL: f64 = 0.02;
/// A larger share of characters that could not be decoded than this is no document to quote.
const MOST_BROKEN: f64 = 0.05;
/// How many bytes the encoding is told from, at most.
const SAMPLE: usize = 1 << 20;
/// How far a document's beginning is searched for its declared encoding.
const DECLARATION: usize = 2048;

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoText {
    /// They are not characters at all.
    Binary,
    /// They are, but in no encoding that could be told.
    Encoding,
}

/// The characters of a document, with every line break as `\n` and without a byte order mark.
/// `told` is the encoding that came with it.
pub(crate) fn decode(bytes: &[u8], told: Option<&'static Encoding>) -> Result<String, NoText> {
    let (encoding, skip) = Encoding::for_bom(bytes).map_or((None, 0), |(encoding, length)| (Some(encoding), length));
    let bytes = &bytes[skip..];
    let encoding = encoding.or_else(|| without_mark(bytes));
    let wide = encoding.is_some_and(|e| e == UTF_16LE || e == UTF_16BE);
    if !wide && bytes.contains(&0) {
        return Err(NoText::Binary);
    }
    let text = match (encoding, std::str::from_utf8(bytes)) {
        (None, Ok(text)) => text.to_owned(),
        (encoding, _) => {
            let encoding = encoding.unwrap_or_else(|| guess(bytes, told));
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
    };
    check(&text)?;
    Ok(plain_breaks(text))
}

/// UTF-16 without a byte order mark: every other byte of most Latin text is 0.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = sample.len() / 2;
    if half < 4 {
        return None;
    }
    match (even * 10 > half * 4, odd * 10 > half * 4) {
        (false, true) if even * 20 < half => Some(UTF_16LE),
        (true, false) if odd * 20 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding of bytes that are not valid UTF-8.
fn guess(bytes: &[u8], told: Option<&'static Encoding>) -> &'static Encoding {
    let narrow = |e: &&Encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(e);
    if let Some(known) = told.filter(narrow).or_else(|| declared(bytes)).filter(|e| *e != UTF_8) {
        return known;
    }
    let beyond_ascii = bytes.iter().filter(|b| **b >= 0x80).count();
    let broken = broken_in_utf8(bytes);
    if broken * 4 <= beyond_ascii {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// A short text outside any document: UTF-8, else what it looks like.
pub(crate) fn letters(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).map(str::to_owned);
    text.unwrap_or_else(|_| guess(bytes, None).decode_without_bom_handling(bytes).0.into_owned())
}

/// Bytes whose odd ones are written `%C3%A4`, as they were before.
pub(crate) fn percent_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = text.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

fn broken_in_utf8(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count()
}

/// The encoding that an HTML page or an XML declaration gives itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_ascii_lowercase();
    if !start.trim_start().starts_with('<') {
        return None;
    }
    let label = ["charset", "encoding"].iter().find_map(|key| {
        let after = &start[start.find(key)? + key.len()..];
        let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
        Encoding::for_label(&value.as_bytes()[..end])
    })?;
    // A page that declares UTF-16 in bytes that could be searched is not in UTF-16.
    Some(if label == UTF_16LE || label == UTF_16BE { UTF_8 } else { label })
}

fn check(text: &str) -> Result<(), NoText> {
    let (mut control, mut broken, mut all) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        all += 1;
        control += usize::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}'));
        broken += usize::from(c == '\u{fffd}');
    }
    if control as f64 > MOST_CONTROL * all as f64 {
        return Err(NoText::Binary);
    }
    if broken as f64 > MOST_BROKEN * all as f64 {
        return Err(NoText::Encoding);
    }
    Ok(())
}

fn plain_breaks(text: String) -> String {
    let odd = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(odd) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_pair = c == '\r' && characters.peek() == Some(&'\n');
        if !is_pair {
            plain.push(if odd.contains(&c) { '\n' } else { c });
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<String, NoText> {
        super::decode(bytes, None)
    }

    #[test]
    fn encodings() {
        let words = "Не платим за мост. Нет пошлине в порту, говорят рыбаки и грузчики.";
        let (cp1251, _, _) = encoding_rs::WINDOWS_1251.encode(words);
        assert_eq!(decode(&cp1251).as_deref(), Ok(words));
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&[&[0xfe, 0xff], &utf16[..]].concat()).as_deref(), Ok(words));
        let latin: Vec<u8> = "No toll on the quay!".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&latin).as_deref(), Ok("No toll on the quay!"));
        assert_eq!(decode("\u{feff}Één brug.".as_bytes()).as_deref(), Ok("Één brug."));
    }

    #[test]
    fn what_a_page_declares_is_believed_unless_its_bytes_say_otherwise() {
        let page = |bytes: &[u8]| [b"<meta charset=\"iso-8859-2\"><p>".as_slice(), bytes].concat();
        assert!(decode(&page(b"\xb1 \xea")).unwrap().ends_with("ą ę"));
        assert!(decode(&page("ą".as_bytes())).unwrap().ends_with('ą'));
    }

    #[test]
    fn what_came_with_a_document_is_believed_before_what_it_says() {
        let page = b"<meta charset=\"iso-8859-1\"><p>\xb1 \xea";
        let told = Encoding::for_label(b"iso-8859-2");
        assert!(super::decode(page, told).unwrap().ends_with("ą ę"));
    }

    #[test]
    fn line_breaks_become_one_kind() {
        assert_eq!(decode(b"a\r\nb\rc\n\r\n").as_deref(), Ok("a\nb\nc\n\n"));
        assert_eq!(decode("a\u{2028}b".as_bytes()).as_deref(), Ok("a\nb"));
    }

    #[test]
    fn a_few_broken_bytes_are_holes_and_many_are_refused() {
        let text = [&[0xff], "Één brug voor de hele stad, en géén tol. ".repeat(3).as_bytes()].concat();
        assert!(decode(&text).unwrap().starts_with('\u{fffd}'));
        assert_eq!(decode(b"\x00\x01\x02\x00"), Err(NoText::Binary));
        assert_eq!(decode(&[1; 60]), Err(NoText::Binary));
    }
}
