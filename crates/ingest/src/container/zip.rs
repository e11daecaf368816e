//! ZIP archives: stored and deflated members, large ones (ZIP64), with anything before the archive.
//!
//! A ZIP that is a document of its own (DOCX, ODT, EPUB: it lists its kinds of contents) is none of these archives. Read by
//! its list of contents: a member that is not in it is not there. Only where the list is lost, what stands whole is read
//! without it (`zip_salvage.rs`), and the archive is an error after that. A locked member and one packed by another method
//! are errors of their own.

use std::io::{BufReader, Read, SeekFrom};
use std::ops::ControlFlow;

use flate2::bufread::DeflateDecoder;

use super::beside::is_sidecar;
use super::budget::Unpacking;
use super::name::{kind, label, Kind};
use super::opened::{ReadSeek, Stretch};
use super::zip_directory::{body_at, Checked, Directory, Entry};
use super::{zip_salvage, Container, Content, Given, Member, Opened, Scene, Take, Trouble};
use crate::office;

/// Members of these names make a ZIP a document (`office/package.rs`).
const OF_DOCUMENTS: [&[u8]; 5] = [
    b"[Content_Types].xml",
    b"mimetype",
    b"META-INF/container.xml",
    b"Index/Document.iwa",
    b"buildVersionHistory.plist",
];
/// Among so many members they are looked for.
const LOOKED_AT: usize = 4096;
const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;

pub(super) struct Zip;

impl Container for Zip {
    fn is_container_of(&self, file: &mut Opened<'_>, scene: &Scene<'_>) -> bool {
        let begins = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| file.start().starts_with(*mark));
        begins && !is_document(file, scene)
    }

    fn sidecars_follow(&self) -> bool {
        true
    }

    fn members(&self, file: &mut Opened<'_>, scene: &Scene<'_>, take: &mut Take<'_>) -> Result<(), Trouble> {
        let file = file.seekable(scene.limits.file_bytes)?;
        let Ok(mut directory) = Directory::find(file) else { return zip_salvage::members(file, 0, scene, take) };
        if sidecars(directory, file, scene, take).is_break() {
            return Ok(());
        }
        let mut read_to = 0;
        loop {
            let Ok(next) = directory.next(file) else { return zip_salvage::members(file, read_to, scene, take) };
            let Some(entry) = next else { return Ok(()) };
            let is_given = entry.name.ends_with(b"/") || is_sidecar(&label(&entry.name));
            if !is_given && give(&entry, file, scene, take).is_break() {
                return Ok(());
            }
            read_to = read_to.max(entry.head_at.saturating_add(entry.packed));
        }
    }
}

/// Gives the sidecars, before the documents.
fn sidecars(
    mut directory: Directory,
    file: &mut dyn ReadSeek,
    scene: &Scene<'_>,
    take: &mut Take<'_>,
) -> ControlFlow<()> {
    while let Ok(Some(entry)) = directory.next(file) {
        if is_sidecar(&label(&entry.name)) {
            give(&entry, file, scene, take)?;
        }
    }
    ControlFlow::Continue(())
}

fn is_document(file: &mut Opened<'_>, scene: &Scene<'_>) -> bool {
    let begins_package = office::begins_package(file.start());
    let Ok(file) = file.seekable(scene.limits.file_bytes) else { return false };
    let Ok(mut directory) = Directory::find(file) else { return begins_package };
    (0..LOOKED_AT)
        .map_while(|_| directory.next(file).ok().flatten())
        .any(|entry| OF_DOCUMENTS.contains(&entry.name.as_slice()))
}

pub(super) fn give(entry: &Entry, file: &mut dyn ReadSeek, scene: &Scene<'_>, take: &mut Take<'_>) -> ControlFlow<()> {
    let name = label(&entry.name);
    let mut member = |content| take(Member { name: Some(&name), told: Given::default(), content });
    let is_sidecar = is_sidecar(&name);
    if (kind(&name) == Kind::Other && !is_sidecar) || entry.is_link {
        return member(Content::PassedOver);
    }
    match unpack(entry, file, scene) {
        Err(trouble) => member(Content::Broken(trouble)),
        Ok(mut bytes) if is_sidecar => member(Content::Sidecar(&mut bytes)),
        Ok(mut bytes) => member(Content::named(&name, &mut bytes)),
    }
}

/// The bytes of a member as they were before they were packed, counted and checked against their sum.
pub(crate) fn unpack<'a>(
    entry: &Entry,
    file: &'a mut dyn ReadSeek,
    scene: &Scene<'a>,
) -> Result<Box<dyn Read + 'a>, Trouble> {
    if entry.is_locked {
        return Err(Trouble::Locked);
    }
    let body_at = body_at(file, entry)?;
    file.seek(SeekFrom::Start(body_at))?;
    let packed = BufReader::new(Stretch::new(file, entry.packed));
    let unpacked: Box<dyn Read + 'a> = match entry.method {
        STORED => Box::new(packed),
        DEFLATED => Box::new(DeflateDecoder::new(packed)),
        method => return Err(Trouble::Packing(format!("method {method}"))),
    };
    let size = entry.packed;
    Ok(Box::new(Checked::new(Unpacking::new(unpacked, scene.budget, move |_| size), entry.check)))
}
