//! A ZIP archive whose list of contents is lost, as where a download broke off: its members by their own heads, one after
//! the other.
//!
//! A head that gives no sizes (it was written before they were known) is followed by packed bytes that show where they end,
//! and by the sizes; stored bytes show no end. What comes after a member that is not whole is looked for by the mark of a
//! head, from where its bytes could no longer be read on: so everything is read once.

use std::io::{BufReader, Read, SeekFrom};
use std::ops::ControlFlow;

use flate2::bufread::DeflateDecoder;
use memchr::memmem;

use super::budget::Unpacking;
use super::name::{kind, label, Kind};
use super::opened::ReadSeek;
use super::zip::{give, DEFLATED};
use super::zip_directory::{u32_at, Entry};
use super::{Content, Given, Member, Scene, Take, Trouble};

/// With this a head begins.
const HEAD: &[u8; 4] = b"PK\x03\x04";
/// With this the list of contents does.
const LIST: &[u8; 4] = b"PK\x01\x02";
/// So many bytes are looked through at a time.
const WINDOW: usize = 64 << 10;
/// What stands first behind a member: a mark, and the sum.
const SIZES: u64 = 8;

/// Gives the members that stand in a file from some byte on.
///
/// # Errors
/// Always where it comes to the end: that the list of contents is lost.
pub(super) fn members(
    file: &mut dyn ReadSeek,
    from: u64,
    scene: &Scene<'_>,
    take: &mut Take<'_>,
) -> Result<(), Trouble> {
    const LOST: Trouble = Trouble::Damaged(
        "its list of contents is lost; what stands whole before the break was read, and more may be missing",
    );
    let length = file.seek(SeekFrom::End(0))?;
    let mut at = from;
    while let Some(head_at) = next_head(file, at)? {
        let Some(mut head) = Entry::of_head(file, head_at)? else { break };
        let shows_end = head.entry.method == DEFLATED || head.entry.packed > 0;
        at = match head.ends_itself && head.entry.method == DEFLATED {
            true => end_by_itself(&mut head.entry, head.body_at, file, scene)?,
            false => head.body_at.saturating_add(head.entry.packed),
        };
        if head.entry.name.ends_with(b"/") {
            continue;
        }
        // Where the packed bytes showed no end, unpacking them again says what is wrong.
        let flow = match head.ends_itself && !shows_end {
            true => without_end(&head.entry, take),
            false => give(&head.entry, file, scene, take),
        };
        if flow.is_break() {
            return Ok(());
        }
        if at > length {
            break;
        }
    }
    Err(LOST)
}

fn without_end(entry: &Entry, take: &mut Take<'_>) -> ControlFlow<()> {
    let name = label(&entry.name);
    let content = match kind(&name) {
        Kind::Other => Content::PassedOver,
        _ => Content::Broken(Trouble::Damaged("where it ends can't be told without the list of contents")),
    };
    take(Member { name: Some(&name), told: Given::default(), content })
}

/// Unpacks a member that gives no sizes, to where it ends or can't be read further, and takes its sizes and sum from behind
/// it. Where it goes on is the answer.
fn end_by_itself(entry: &mut Entry, body_at: u64, file: &mut dyn ReadSeek, scene: &Scene<'_>) -> Result<u64, Trouble> {
    file.seek(SeekFrom::Start(body_at))?;
    let inner = DeflateDecoder::new(BufReader::new(&mut *file));
    let mut unpacking = Unpacking::new(inner, scene.budget, |inner: &DeflateDecoder<_>| inner.total_in());
    let ended = std::io::copy(&mut unpacking, &mut std::io::sink());
    entry.packed = unpacking.inner().total_in();
    let end = body_at.saturating_add(entry.packed);
    if let Err(error) = ended {
        let trouble = Trouble::from(error);
        return if trouble.ends_all() { Err(trouble) } else { Ok(end) };
    }
    file.seek(SeekFrom::Start(end))?;
    let mut sizes = Vec::new();
    file.take(SIZES).read_to_end(&mut sizes)?;
    // The mark may be left out.
    let mark = if sizes.starts_with(b"PK\x07\x08") { 4 } else { 0 };
    entry.check = u32_at(&sizes, mark) as u32;
    Ok(end)
}

/// Where the next head of a member stands, from some byte on; `None` where the list of contents comes first, or nothing.
fn next_head(file: &mut dyn ReadSeek, from: u64) -> Result<Option<u64>, Trouble> {
    let mut at = from;
    loop {
        file.seek(SeekFrom::Start(at))?;
        let mut window = Vec::with_capacity(WINDOW);
        (&mut *file).take(WINDOW as u64).read_to_end(&mut window)?;
        let [head, list] = [HEAD, LIST].map(|mark| memmem::find(&window, mark));
        match (head, list) {
            (Some(head), list) if list.is_none_or(|list| head < list) => return Ok(Some(at + head as u64)),
            (_, Some(_)) => return Ok(None),
            _ if window.len() < WINDOW => return Ok(None),
            // A mark may lie across the border.
            _ => at += (window.len() - HEAD.len()) as u64,
        }
    }
}
