//! Web archives (WARC, plain or gzipped): each page that a server answered with is a document.
//!
//! Read are answers with status 200, and pages kept without an answer's head (`resource`, `conversion`) of an address on the
//! web. Requests, revisits, metadata, redirects, errors, images, scripts and empty pages are passed over, and so is a
//! page whose bytes came before. A page's address is its name and, where the page itself gives none, its `url`. When it
//! was captured says nothing about when it was published.
//!
//! A damaged record is an error of its own; the reader goes on with the next one.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;

use sha2::{Digest, Sha256};

use super::http::Answer;
use super::opened::{read_whole, Stretch};
use super::record::{self, Head, Next};
use super::trouble::Bound;
use super::{Container, Content, Given, Member, Opened, Scene, Take, Trouble};
use crate::mail::charset;

/// Kinds of content whose text is read whatever it looks like.
const TEXTS: [&str; 4] = ["text/html", "application/xhtml+xml", "text/plain", "text/markdown"];
/// Beginnings of kinds of content that hold no statement.
const NO_TEXTS: [&str; 5] = ["image/", "audio/", "video/", "font/", "text/css"];

pub(super) struct Warc;

impl Container for Warc {
    fn is_container_of(&self, file: &mut Opened<'_>, _scene: &Scene<'_>) -> bool {
        file.start().starts_with(b"WARC/1.") || file.start().starts_with(b"WARC/0.")
    }

    fn members(&self, file: &mut Opened<'_>, scene: &Scene<'_>, take: &mut Take<'_>) -> Result<(), Trouble> {
        let mut reader = BufReader::with_capacity(64 << 10, file.reader()?);
        let mut seen = HashSet::new();
        let mut lost = false;
        loop {
            let flow = match record::next(&mut reader).map_err(Trouble::from) {
                Ok(Next::End) => return Ok(()),
                Ok(Next::Record(head)) => {
                    lost = false;
                    record(&head, &mut reader, scene, &mut seen, take)?
                }
                Ok(Next::Lost) => say_lost(&mut lost, Trouble::Damaged("a part of it is no record"), take),
                Err(trouble) if can_go_on(&trouble) => say_lost(&mut lost, trouble, take),
                Err(trouble) => return Err(trouble),
            };
            if flow.is_break() {
                return Ok(());
            }
        }
    }
}

/// Whether the records after a trouble may still be right.
fn can_go_on(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Damaged(_) | Trouble::CutOff)
}

/// One line for all that is lost between two records.
fn say_lost(lost: &mut bool, trouble: Trouble, take: &mut Take<'_>) -> ControlFlow<()> {
    if std::mem::replace(lost, true) {
        return ControlFlow::Continue(());
    }
    take(Member { name: Some("?"), told: Given::default(), content: Content::Broken(trouble) })
}

fn record(
    head: &Head,
    reader: &mut dyn BufRead,
    scene: &Scene<'_>,
    seen: &mut HashSet<[u8; 32]>,
    take: &mut Take<'_>,
) -> Result<ControlFlow<()>, Trouble> {
    let block = Stretch::new(reader, head.length);
    let told = Given { url: Some(&head.url), encoding: None };
    let answer = match block_of(head, block, scene) {
        Ok(None) => return Ok(ControlFlow::Continue(())),
        Ok(Some(answer)) => answer,
        Err(trouble) if trouble.ends_all() || matches!(trouble, Trouble::Unreadable(_)) => return Err(trouble),
        Err(trouble) => return Ok(take(Member { name: Some(&head.url), told, content: Content::Broken(trouble) })),
    };
    let told = Given { encoding: charset(&answer.content_type), ..told };
    let is_new = seen.insert(Sha256::digest(&answer.body).into());
    let mut body = answer.body.as_slice();
    let content = match worth(&answer, &head.url) {
        Worth::Nothing => Content::PassedOver,
        _ if !is_new => Content::PassedOver,
        Worth::Text => Content::Bytes(&mut body),
        Worth::Perhaps => Content::Perhaps(&mut body),
    };
    Ok(take(Member { name: Some(&head.url), told, content }))
}

/// The answer in a block; of one that is none the bytes are skipped.
fn block_of(head: &Head, mut block: Stretch<&mut dyn BufRead>, scene: &Scene<'_>) -> Result<Option<Answer>, Trouble> {
    let on_web = head.url.starts_with("http://") || head.url.starts_with("https://");
    if !on_web || !matches!(head.kind.as_str(), "response" | "resource" | "conversion") {
        block.skip_rest()?;
        return Ok(None);
    }
    let bytes = read_whole(&mut block, scene.limits.file_bytes).map_err(Trouble::from);
    // Of a block that is too large the rest is skipped. Where bytes are lost the reader stands at the next record already.
    if matches!(bytes, Err(Trouble::Beyond(Bound::Document))) {
        block.skip_rest()?;
    }
    answer(head, bytes?, scene).map(Some)
}

fn answer(head: &Head, bytes: Vec<u8>, scene: &Scene<'_>) -> Result<Answer, Trouble> {
    if head.kind == "response" && head.content_type.contains("http") {
        return Answer::read(bytes, scene);
    }
    Ok(Answer { status: 200, content_type: head.content_type.clone(), body: bytes })
}

/// What may be in an answer, by what the server said of it.
enum Worth {
    Text,
    Perhaps,
    Nothing,
}

fn worth(answer: &Answer, url: &str) -> Worth {
    let kind = answer.content_type.split(';').next().unwrap_or("").trim();
    let is_for_robots = url.split(['?', '#']).next().is_some_and(|path| path.ends_with("/robots.txt"));
    let is_empty = answer.body.iter().all(u8::is_ascii_whitespace);
    if answer.status != 200 || is_for_robots || is_empty || NO_TEXTS.iter().any(|no| kind.starts_with(no)) {
        Worth::Nothing
    } else if TEXTS.contains(&kind) {
        Worth::Text
    } else {
        Worth::Perhaps
    }
}
