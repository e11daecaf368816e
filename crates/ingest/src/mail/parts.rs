//! Which part of a message is its text, and which parts are documents attached to it.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::heads::{charset, parameter, Heads};
use super::structure::{pieces, Piece};
use super::transfer;
use crate::decode;

/// The plain text is taken unless the page holds more than so many times its letters: then it is an excuse.
const EXCUSE: usize = 2;

/// A message, cut apart.
pub(crate) struct Parts<'a> {
    pieces: Vec<Piece<'a>>,
}

/// The text of a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body {
    Plain(String),
    Page(String),
}

/// A document that came with a message.
pub(crate) struct Attached<'p, 'a> {
    pub name: String,
    piece: &'p Piece<'a>,
}

impl<'a> Parts<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        Self { pieces: pieces(bytes) }
    }

    /// The head of the message. There always is one, and it may be empty.
    pub(super) fn heads(&self) -> &Heads<'a> {
        &self.pieces[0].heads
    }

    pub(super) fn pieces(&self) -> &[Piece<'a>] {
        &self.pieces
    }

    fn texts(&self, kind: &str) -> Vec<&Piece<'a>> {
        self.pieces.iter().filter(|piece| piece.kind == kind && !is_attached(piece)).collect()
    }

    /// Whether the message has words of its own.
    pub(crate) fn has_text(&self) -> bool {
        match self.body() {
            Body::Plain(text) => text.contains(char::is_alphanumeric),
            Body::Page(page) => shown_letters(&page) > 0,
        }
    }

    /// The text: the plain one unless there is none to speak of.
    pub(super) fn body(&self) -> Body {
        let plain = self.texts("text/plain").into_iter().map(text).collect::<Vec<_>>().join("\n\n");
        let pages: Vec<String> = self.texts("text/html").into_iter().map(text).collect();
        let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
        let shown: usize = pages.iter().map(|page| shown_letters(page)).sum();
        if shown > letters * EXCUSE {
            return Body::Page(pages.concat());
        }
        Body::Plain(plain)
    }

    /// The documents that came with it, other than pictures in its page.
    pub(crate) fn attached(&self) -> Vec<Attached<'_, 'a>> {
        let attached = self
            .pieces
            .iter()
            .enumerate()
            .skip(1)
            .filter(|(_, piece)| is_attached(piece) && !piece.is_related && !piece.kind.starts_with("multipart/"));
        attached.map(|(number, piece)| Attached { name: name(piece, number), piece }).collect()
    }
}

impl Attached<'_, '_> {
    /// Its bytes.
    pub(crate) fn content(&self) -> Cow<'_, [u8]> {
        content(self.piece)
    }
}

/// The bytes of a part as they were before they travelled.
pub(super) fn content<'a>(piece: &Piece<'a>) -> Cow<'a, [u8]> {
    let way = piece.heads.value("Content-Transfer-Encoding").unwrap_or_default();
    transfer::decoded(piece.body, way.trim())
}

/// The encoding that a part says it is in.
pub(super) fn encoding(piece: &Piece<'_>) -> Option<&'static Encoding> {
    charset(&piece.heads.value("Content-Type")?)
}

fn text(piece: &Piece<'_>) -> String {
    // A part that is no text, whatever it says it is, has no words.
    decode::decode(&content(piece), encoding(piece)).unwrap_or_default()
}

fn is_attached(piece: &Piece<'_>) -> bool {
    let is_text = matches!(piece.kind.as_str(), "text/plain" | "text/html");
    let disposition = piece.heads.value("Content-Disposition").unwrap_or_default().trim().to_ascii_lowercase();
    !is_text || disposition.starts_with("attachment") || file_name(piece).is_some()
}

fn file_name(piece: &Piece<'_>) -> Option<String> {
    let of = |field: &str, key: &str| parameter(&piece.heads.value(field)?, key);
    of("Content-Disposition", "filename").or_else(|| of("Content-Type", "name")).filter(|name| !name.trim().is_empty())
}

/// The name a part gives itself, else its number with the ending of its kind.
fn name(piece: &Piece<'_>, number: usize) -> String {
    let ending = match piece.kind.as_str() {
        "message/rfc822" => "eml",
        "text/plain" => "txt",
        "text/html" => "html",
        "text/markdown" => "md",
        "application/pdf" => "pdf",
        "application/rtf" | "text/rtf" => "rtf",
        "application/zip" => "zip",
        "application/epub+zip" => "epub",
        "application/vnd.oasis.opendocument.text" => "odt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        _ => "bin",
    };
    let given = file_name(piece);
    match given {
        // Forwarded messages are mostly named by their subject alone.
        Some(name) if piece.kind == "message/rfc822" && !name.ends_with(".eml") => format!("{name}.eml"),
        Some(name) => name,
        None => format!("{number}.{ending}"),
    }
}

/// About how many letters a page shows: those outside of tags, styles and scripts.
fn shown_letters(page: &str) -> usize {
    let mut count = 0;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        count += rest[..at].chars().filter(|c| c.is_alphabetic()).count();
        let tag = &rest[at + 1..];
        let hides = ["style", "script", "title"]
            .into_iter()
            .find(|name| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
        // An element that is not closed hides all that follows, as a browser would have it.
        let end = match hides {
            Some(name) => tag
                .match_indices("</")
                .map(|(end, _)| end)
                .find(|&end| tag.get(end + 2..end + 2 + name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name))),
            None => Some(0),
        };
        let Some(end) = end else { return count };
        let Some(close) = tag[end..].find('>') else { return count };
        rest = &tag[end + close + 1..];
    }
    count + rest.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alternative(plain: &str, page: &str) -> Body {
        let message = format!(
            "Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n\
             --a\nContent-Type: text/html\n\n{page}\n--a--\n"
        );
        Parts::of(message.as_bytes()).body()
    }

    #[test]
    fn one_of_several_versions_is_the_text() {
        let page = "<style>p { color: red }</style><p>No toll on the old bridge.</p>";
        assert_eq!(alternative("No toll on the old bridge.", page), Body::Plain("No toll on the old bridge.".into()));
        assert_eq!(alternative("See page.", page), Body::Page(page.into()));
    }

    #[test]
    fn attached_documents_have_names() {
        let message =
            b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\nText.\n--a\nContent-Type: application/pdf\n\
            Content-Transfer-Encoding: base64\n\nJVBERg==\n--a\nContent-Type: text/plain\n\
            Content-Disposition: attachment; filename=\"b.txt\"\n\nB.\n--a--\n";
        let parts = Parts::of(message);
        let names: Vec<String> = parts.attached().into_iter().map(|a| a.name).collect();
        assert_eq!(names, ["2.pdf", "b.txt"]);
        assert_eq!(&*parts.attached()[0].content(), b"%PDF");
        assert_eq!(parts.body(), Body::Plain("Text.".into()));
    }
}
