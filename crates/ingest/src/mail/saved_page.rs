//! Web pages saved as one file (MHTML): the page is the part that the file names as its root, else the first that is a page.

use super::heads::{parameter, Heads};
use super::parts::{content, encoding, Parts};
use super::structure::Piece;
use crate::about::{About, Origin, Told};
use crate::decode;
use crate::format::{Context, Format, Source};
use crate::{html, Document, IngestError};

pub(super) struct SavedPage;

impl Format for SavedPage {
    fn media_type(&self) -> &'static str {
        "multipart/related"
    }

    fn read(&self, source: &Source<'_>, context: &Context<'_>) -> Result<Document, IngestError> {
        let parts = Parts::of(source.bytes);
        let Some(root) = root(&parts) else { return Err(IngestError::no_text(source.path)) };
        let page = decode::decode(&content(root), encoding(root)).map_err(|_| IngestError::encoding(source.path))?;
        let mut document = html::read(source.path, &page, context.languages, context.limits)?;
        let heads = parts.heads();
        let field = |heads: &Heads<'_>, name: &'static str| {
            heads.words(name).map(|words| Told::new(words, Origin::Head(name.into())))
        };
        let address = |heads: &Heads<'_>, name: &'static str| {
            let url = heads.value(name).map(|v| v.trim().to_owned()).filter(|url| url.starts_with("http"))?;
            Some(Told::new(url, Origin::Head(name.into())))
        };
        let url = address(heads, "Snapshot-Content-Location").or_else(|| address(&root.heads, "Content-Location"));
        let told = About { url, title: field(heads, "Subject"), ..About::default() };
        document.about = document.about.or(told);
        Ok(document)
    }
}

/// Whether a head is that of a page that a browser saved: nobody is addressed.
pub(super) fn is_saved_page(heads: &Heads<'_>) -> bool {
    let from = heads.value("From").unwrap_or_default().to_ascii_lowercase();
    if heads.has("Snapshot-Content-Location") || from.contains("saved by") {
        return heads.has("Content-Type");
    }
    // Older programs say no more than that it is a page.
    let is_page = matches!(heads.kind().as_str(), "multipart/related" | "text/html");
    let of_mail = ["To", "Cc", "Received", "Delivered-To", "Return-Path", "Message-ID"];
    is_page && heads.has("MIME-Version") && !from.contains('@') && !of_mail.iter().any(|name| heads.has(name))
}

fn root<'p, 'a>(parts: &'p Parts<'a>) -> Option<&'p Piece<'a>> {
    let start = parts.heads().value("Content-Type").and_then(|value| parameter(&value, "start"));
    let is_page = |piece: &&Piece<'_>| matches!(piece.kind.as_str(), "text/html" | "application/xhtml+xml");
    let bare = |id: &str| id.trim().trim_matches(['<', '>']).to_owned();
    let named = start.and_then(|start| {
        let is_start = |piece: &&Piece<'_>| piece.heads.value("Content-ID").is_some_and(|id| bare(&id) == bare(&start));
        parts.pieces().iter().find(|piece| is_page(piece) && is_start(piece))
    });
    named.or_else(|| parts.pieces().iter().find(is_page))
}
