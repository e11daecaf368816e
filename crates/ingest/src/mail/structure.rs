//! What a message is put together of: parts between lines that begin with `--`, and parts in parts.

use super::heads::{parameter, Heads};

/// More parts than this are not cut apart.
const MOST_PARTS: usize = 1000;
/// Parts that lie deeper are not cut apart.
const DEEPEST: usize = 16;

/// A part, or a message that has only one.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    pub heads: Heads<'a>,
    /// The kind of its content, in lower case.
    pub kind: String,
    /// As it travelled; a piece that consists of others has none.
    pub body: &'a [u8],
    /// Whether it belongs to a page, as its pictures do.
    pub is_related: bool,
}

/// Parts that are being read.
struct Level {
    boundary: Vec<u8>,
    /// Whether its parts are messages where they don't say what they are.
    is_digest: bool,
    is_related: bool,
}

/// Cuts a message apart, in one pass over its lines. The first piece is the whole.
pub(crate) fn pieces(bytes: &[u8]) -> Vec<Piece<'_>> {
    let mut cutting = Cutting { bytes, pieces: Vec::new(), levels: Vec::new(), open: None };
    let mut at = cutting.begin(0);
    while at < bytes.len() {
        let line = &bytes[at..];
        let line = &line[..line.iter().position(|b| *b == b'\n').map_or(line.len(), |end| end + 1)];
        let next = at + line.len();
        at = match cutting.boundary(line) {
            None => next,
            Some((level, is_end)) => {
                cutting.end(at);
                cutting.levels.truncate(if is_end { level } else { level + 1 });
                if is_end || cutting.pieces.len() >= MOST_PARTS {
                    next
                } else {
                    cutting.begin(next)
                }
            }
        };
    }
    cutting.end(bytes.len());
    cutting.pieces
}

struct Cutting<'a> {
    bytes: &'a [u8],
    pieces: Vec<Piece<'a>>,
    levels: Vec<Level>,
    /// The piece whose body is being read, and where that began.
    open: Option<(usize, usize)>,
}

impl Cutting<'_> {
    /// Begins a piece, and gives the byte after its head.
    fn begin(&mut self, at: usize) -> usize {
        let (heads, length) = Heads::read(&self.bytes[at..]);
        let in_digest = self.levels.last().is_some_and(|level| level.is_digest);
        let is_message = in_digest && !heads.has("Content-Type");
        let kind = if is_message { "message/rfc822".to_owned() } else { heads.kind() };
        let number = self.pieces.len();
        let around = self.levels.last();
        let is_related = around.is_some_and(|level| level.is_related);
        let boundary = heads.value("Content-Type").and_then(|value| parameter(&value, "boundary"));
        match boundary.filter(|b| kind.starts_with("multipart/") && !b.is_empty() && self.levels.len() < DEEPEST) {
            Some(boundary) => self.levels.push(Level {
                boundary: boundary.trim_end().as_bytes().to_vec(),
                is_digest: kind == "multipart/digest",
                is_related: is_related || kind == "multipart/related",
            }),
            None => self.open = Some((number, at + length)),
        }
        self.pieces.push(Piece { heads, kind, body: &[], is_related });
        at + length
    }

    /// Ends the piece whose body is being read. The line break before a boundary belongs to the boundary.
    fn end(&mut self, at: usize) {
        let Some((number, start)) = self.open.take() else { return };
        let body = self.bytes.get(start..at).unwrap_or(&[]);
        let body = if at == self.bytes.len() { body } else { body.strip_suffix(b"\n").unwrap_or(body) };
        self.pieces[number].body = body.strip_suffix(b"\r").unwrap_or(body);
    }

    /// Which open level a line is a boundary of, and whether it ends it.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let text = line.strip_prefix(b"--")?.trim_ascii_end();
        self.levels.iter().enumerate().rev().find_map(|(number, level)| {
            match text.strip_prefix(&level.boundary[..])? {
                b"" => Some((number, false)),
                b"--" => Some((number, true)),
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_parts() {
        let message = b"Content-Type: multipart/mixed; boundary=a\n\nfor old readers\n--a\n\
            Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\n\nplain\n--b\nContent-Type: text/html\n\n<p>page\r\n\
            --b--\n\n--a \nContent-Type: application/pdf\n\n%PDF\n--a--\nafter";
        let found = pieces(message);
        let shown: Vec<(&str, &[u8])> = found.iter().map(|p| (p.kind.as_str(), p.body)).collect();
        assert_eq!(
            shown,
            [
                ("multipart/mixed", &b""[..]),
                ("multipart/alternative", b""),
                ("text/plain", b"plain"),
                ("text/html", b"<p>page"),
                ("application/pdf", b"%PDF"),
            ]
        );
    }

    #[test]
    fn parts_of_a_digest_are_messages() {
        let found = pieces(b"Content-Type: multipart/digest; boundary=a\n\n--a\n\nFrom: b\n\nNo toll\n--a--");
        assert_eq!((found[1].kind.as_str(), found[1].body), ("message/rfc822", &b"From: b\n\nNo toll"[..]));
    }

    #[test]
    fn a_message_that_breaks_off_keeps_what_came() {
        let found = pieces(b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\nNo toll");
        assert_eq!(found[1].body, b"No toll");
    }
}
