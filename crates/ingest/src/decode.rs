//! Bytes into characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, UTF_8};

/// A share of control characters above this is no text.
const MOST_CONTROL: f64 = 0.02;

/// The characters of a document, line breaks as `\n`; `None` where it is no text.
///
/// Order of trust: a byte order mark, what the document declares, UTF-8 where all of it is valid (or all but a few bytes,
/// which become U+FFFD and are kept out of every passage), else what the bytes look like.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Option<String> {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), length),
        None => (None, 0),
    };
    let bytes = &bytes[skip..];
    let wide = encoding.is_some_and(|e| e == UTF_16LE || e == UTF_16BE);
    if !wide && bytes.contains(&0) {
        return None;
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = encoding.or(declared.filter(|e| *e != UTF_8)).unwrap_or_else(|| guess(bytes));
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let control =
        text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}')).count();
    if control as f64 > MOST_CONTROL * text.len().max(1) as f64 {
        return None;
    }
    Some(plain_breaks(&text))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let broken = String::from_utf8_lossy(bytes).matches('\u{fffd}').count();
    let beyond_ascii = bytes.iter().filter(|b| **b >= 0x80).count();
    if broken * 4 <= beyond_ascii {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn plain_breaks(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}
