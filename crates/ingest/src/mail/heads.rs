//! The fields at the beginning of a message and of its parts.

use encoding_rs::Encoding;

use super::words;
use crate::decode::{self, percent_decoded};

/// More fields than this are not kept.
const MOST: usize = 500;
/// Of a longer value, in bytes, only the beginning is read.
const LONGEST_VALUE: usize = 32 << 10;

/// The fields of a message or part, as written.
#[derive(Debug, Default)]
pub(crate) struct Heads<'a> {
    /// Name and value, which may go on over several lines.
    fields: Vec<(&'a [u8], &'a [u8])>,
}

impl<'a> Heads<'a> {
    /// Reads the fields, and gives the byte at which the body begins.
    pub(crate) fn read(bytes: &'a [u8]) -> (Self, usize) {
        let mut heads = Self::default();
        let (mut at, mut open) = (0, None::<(&[u8], usize, usize)>);
        for line in bytes.split_inclusive(|b| *b == b'\n') {
            let start = at;
            if line.trim_ascii().is_empty() {
                at += line.len();
                break;
            }
            if line[0] == b' ' || line[0] == b'\t' {
                at += line.len();
                if let Some((.., end)) = &mut open {
                    *end = at;
                }
                continue;
            }
            // A line of another form is the body's already, unless it is the line that mailboxes put first.
            let colon = line.iter().position(|b| *b == b':').filter(|_| is_field(line));
            if colon.is_none() && !(start == 0 && line.starts_with(b"From ")) {
                break;
            }
            at += line.len();
            heads.close(bytes, open.take());
            open = colon.map(|colon| (&line[..colon], start + colon + 1, at));
        }
        heads.close(bytes, open);
        (heads, at)
    }

    fn close(&mut self, bytes: &'a [u8], open: Option<(&'a [u8], usize, usize)>) {
        if let Some((name, start, end)) = open.filter(|_| self.fields.len() < MOST) {
            self.fields.push((name.trim_ascii(), bytes[start..end].trim_ascii()));
        }
    }

    /// Whether there is a field of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    fn raw(&self, name: &str) -> Option<&'a [u8]> {
        self.fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| *value)
    }

    /// The value of a field as written, in one line.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let raw = self.raw(name)?;
        let text = decode::letters(&raw[..raw.len().min(LONGEST_VALUE)]);
        Some(text.split(['\r', '\n']).filter(|line| !line.is_empty()).collect())
    }

    /// The value of a field as a person reads it.
    pub(crate) fn words(&self, name: &str) -> Option<String> {
        let words = words::decoded(&self.value(name)?);
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(line).filter(|line| !line.is_empty())
    }

    /// The kind of content, in lower case; what gives none is plain text.
    pub(crate) fn kind(&self) -> String {
        let value = self.value("Content-Type").unwrap_or_default();
        let kind = value.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        if kind.contains('/') {
            kind
        } else {
            "text/plain".to_owned()
        }
    }
}

/// Whether a line is of the form `Name: value`.
pub(crate) fn is_field(line: &[u8]) -> bool {
    let Some(colon) = line.iter().position(|b| *b == b':') else { return false };
    let name = line[..colon].trim_ascii_end();
    (1..80).contains(&name.len()) && name.iter().all(|b| b.is_ascii_graphic())
}

/// A parameter of a value such as `text/plain; charset=utf-8`, in any of the ways it can be written.
pub(crate) fn parameter(value: &str, name: &str) -> Option<String> {
    let mut pieces: Vec<(usize, bool, String)> = Vec::new();
    for (key, text) in parameters(value) {
        let Some(rest) = strip_prefix_ignoring_case(&key, name) else { continue };
        if rest.is_empty() {
            return Some(words::decoded(&text));
        }
        // `name*0*=`, `name*1=` … are pieces of one value; `name*=` is all of it.
        let Some(rest) = rest.strip_prefix('*') else { continue };
        let encoded = rest.is_empty() || rest.ends_with('*');
        let number = rest.trim_end_matches('*').parse().unwrap_or(0);
        pieces.push((number, encoded, text));
    }
    pieces.sort_by_key(|(number, ..)| *number);
    let encoding = pieces.first().filter(|(_, encoded, _)| *encoded).and_then(|(.., text)| text.split('\'').next());
    let encoding = encoding.map(str::to_owned);
    let bytes: Vec<u8> = pieces
        .iter()
        .enumerate()
        .flat_map(|(at, (_, encoded, text))| match encoded {
            true if at == 0 => percent_decoded(text.splitn(3, '\'').nth(2).unwrap_or(text)),
            true => percent_decoded(text),
            false => text.clone().into_bytes(),
        })
        .collect();
    (!bytes.is_empty()).then(|| words::in_encoding(&bytes, encoding.as_deref().unwrap_or("")))
}

/// The encoding that a value such as `text/plain; charset=utf-8` gives.
pub(crate) fn charset(value: &str) -> Option<&'static Encoding> {
    Encoding::for_label(parameter(value, "charset")?.trim_matches([' ', '\'']).as_bytes())
}

fn strip_prefix_ignoring_case<'k>(key: &'k str, name: &str) -> Option<&'k str> {
    let start = key.get(..name.len())?;
    start.eq_ignore_ascii_case(name).then(|| &key[name.len()..])
}

/// The parameters after the first semicolon. A value in quotation marks may hold semicolons.
fn parameters(value: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let (mut key, mut text, mut in_value) = (String::new(), String::new(), false);
    // Up to here a value was in quotation marks: its spaces are its own.
    let (mut quoted, mut own) = (false, 0);
    let mut characters = value.chars().chain([';']);
    while let Some(c) = characters.next() {
        let into = if in_value { &mut text } else { &mut key };
        match c {
            '\\' if quoted => into.extend(characters.next()),
            '"' => {
                quoted = !quoted;
                own = into.len();
            }
            '=' if !quoted && !in_value => in_value = true,
            ';' if !quoted => {
                text.truncate(text.trim_end().len().max(own).min(text.len()));
                found.push((key.trim().to_owned(), std::mem::take(&mut text)));
                (in_value, own) = (false, 0);
                key.clear();
            }
            c if c.is_whitespace() && !quoted && into.is_empty() => {}
            c => into.push(c),
        }
    }
    if in_value {
        found.push((key.trim().to_owned(), text));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_on_in_the_next_line() {
        let bytes = b"Subject: No\r\n toll\r\nFROM: a@b.example\r\n\r\nBody: text";
        let (heads, at) = Heads::read(bytes);
        assert_eq!(heads.value("subject").as_deref(), Some("No toll"));
        assert_eq!(heads.value("From").as_deref(), Some("a@b.example"));
        assert_eq!(&bytes[at..], b"Body: text");
        assert_eq!(Heads::read(b"No toll. We say no.").1, 0);
    }

    #[test]
    fn parameters_in_every_form() {
        let value = "attachment; filename*0*=utf-8''Erkl%C3%A4rung; filename*1=\" 1;2.txt\"; x=y";
        assert_eq!(parameter(value, "filename").as_deref(), Some("Erklärung 1;2.txt"));
        assert_eq!(parameter("a/b; Charset=\"utf-8\"", "charset").as_deref(), Some("utf-8"));
        assert_eq!(parameter("a/b; name==?utf-8?q?=C3=A4?=.txt", "name").as_deref(), Some("ä.txt"));
        assert_eq!(parameter("a/b", "charset"), None);
    }
}
