//! Words of a head that are written in ASCII for others: `=?utf-8?Q?Erkl=C3=A4rung?=`.

use encoding_rs::Encoding;

use super::transfer;
use crate::decode;

/// A longer word, in bytes, is none.
const LONGEST: usize = 4096;

/// A value with its words as a person reads them.
pub(crate) fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut run = Run::default();
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let between = &rest[..at];
        let Some((label, bytes, length)) = word(&rest[at..]) else {
            run.end(&mut out);
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        // White space between two such words is not part of the text, and a letter may be cut between them.
        if run.is_empty() || !between.trim().is_empty() {
            run.end(&mut out);
            out.push_str(between);
        }
        run.add(label, bytes, &mut out);
        rest = &rest[at + length..];
    }
    run.end(&mut out);
    out.push_str(rest);
    out
}

/// Bytes in an encoding given by its name; where the name is none, in what they look like.
pub(crate) fn in_encoding(bytes: &[u8], label: &str) -> String {
    match Encoding::for_label(label.trim().as_bytes()) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        None => decode::letters(bytes),
    }
}

/// Words of one encoding that follow each other.
#[derive(Default)]
struct Run<'v> {
    label: &'v str,
    bytes: Vec<u8>,
}

impl<'v> Run<'v> {
    fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn add(&mut self, label: &'v str, bytes: Vec<u8>, out: &mut String) {
        if !label.eq_ignore_ascii_case(self.label) {
            self.end(out);
            self.label = label;
        }
        self.bytes.extend(bytes);
    }

    fn end(&mut self, out: &mut String) {
        if !self.bytes.is_empty() {
            out.push_str(&in_encoding(&std::mem::take(&mut self.bytes), self.label));
        }
    }
}

/// The last border between characters up to this byte.
fn border(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The word at the beginning of a text: its encoding, its bytes, and how long it is.
fn word(text: &str) -> Option<(&str, Vec<u8>, usize)> {
    // Longer ones are none, and looking further for an end would cost more than it is worth.
    let text = &text[..border(text, LONGEST)];
    let inside = text.strip_prefix("=?")?;
    let (label, rest) = inside.split_once('?')?;
    let (way, rest) = rest.split_once('?')?;
    let (coded, _) = rest.split_once("?=")?;
    if label.len() > 60 || way.len() != 1 {
        return None;
    }
    let bytes = match way {
        "Q" | "q" => transfer::quoted_printable(coded.replace('_', " ").as_bytes()),
        "B" | "b" => transfer::base64(coded.as_bytes()),
        _ => return None,
    };
    // The language of a word may stand behind its encoding.
    let length = 2 + label.len() + 1 + way.len() + 1 + coded.len() + 2;
    Some((label.split('*').next().unwrap_or(label), bytes, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_decoded() {
        assert_eq!(decoded("=?utf-8?Q?Erkl=C3=A4rung_zur?= Maut"), "Erklärung zur Maut");
        assert_eq!(decoded("=?koi8-r?B?7sXU?= =?KOI8-R?Q?_=D0?="), "Нет п");
        assert_eq!(decoded("=?utf-8?B?0J0=?=\r\n =?utf-8?Q?=D0?= =?utf-8?Q?=B5?="), "Не");
        assert_eq!(decoded("a =?b =?x?Q?=41?="), "a =?b A");
        assert_eq!(decoded("=?iso-8859-1*fr?Q?=E9t=E9?="), "été");
    }
}
