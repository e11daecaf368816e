//! ZIP archives: stored and deflated members, large ones (ZIP64), with anything before the archive.
//!
//! A ZIP that is a document of its own (DOCX, ODT, EPUB: it lists its kinds of contents) is none of these archives. Read by
//! its list of contents only: a member that is not in it is not there. A locked member and one packed by another method
//! are errors of their own.

use std::io::{BufReader, Read, SeekFrom};
use std::ops::ControlFlow;

use flate2::bufread::DeflateDecoder;

use super::budget::Unpacking;
use super::name::{kind, label, Kind};
use super::opened::{ReadSeek, Stretch};
use super::zip_directory::{body_at, Checked, Directory, Entry};
use super::{Container, Content, Given, Member, Opened, Scene, Take, Trouble};

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
const DEFLATED: u16 = 8;

pub(super) struct Zip;

impl Container for Zip {
    fn is_container_of(&self, file: &mut Opened<'_>, scene: &Scene<'_>) -> bool {
        let begins = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| file.start().starts_with(*mark));
        begins && !is_document(file, scene)
    }

    fn members(&self, file: &mut Opened<'_>, scene: &Scene<'_>, take: &mut Take<'_>) -> Result<(), Trouble> {
        let file = file.seekable(scene.limits.file_bytes)?;
        let mut directory = Directory::find(file)?;
        while let Some(entry) = directory.next(file)? {
            if entry.name.ends_with(b"/") {
                continue;
            }
            if give(&entry, file, scene, take).is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn is_document(file: &mut Opened<'_>, scene: &Scene<'_>) -> bool {
    let Ok(file) = file.seekable(scene.limits.file_bytes) else { return false };
    let Ok(mut directory) = Directory::find(file) else { return false };
    (0..LOOKED_AT)
        .map_while(|_| directory.next(file).ok().flatten())
        .any(|entry| OF_DOCUMENTS.contains(&entry.name.as_slice()))
}

fn give(entry: &Entry, file: &mut dyn ReadSeek, scene: &Scene<'_>, take: &mut Take<'_>) -> ControlFlow<()> {
    let name = label(&entry.name);
    let mut member = |content| take(Member { name: Some(&name), told: Given::default(), content });
    if kind(&name) == Kind::Other || entry.is_link {
        return member(Content::PassedOver);
    }
    match unpack(entry, file, scene) {
        Err(trouble) => member(Content::Broken(trouble)),
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
