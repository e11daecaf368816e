//! Files that hold documents: archives, web archives, mailboxes.
//!
//! # What is opened?
//!
//! ZIP, TAR, gzip (of one file or of an archive), WARC (plain and gzipped), mailboxes (mbox), and the documents attached to
//! an e-mail. One kind, one file, behind the trait [`Container`]; they may lie in each other.
//!
//! # What comes out?
//!
//! Each document as if it were a file of its own: its path is the archive's with its name in it
//! (`archive.zip/folder/page.html`, `web.warc.gz/https://…`, `box.mbox/17`), its id the hash of its own bytes. A gzip of one
//! document is that document and keeps its path. Files of no kind that holds statements (images, scripts, style sheets)
//! and hidden ones are passed over and counted; a name without an ending is looked into. One that is broken is an error
//! of its own, and the others go on.
//!
//! # What about those that are made to do harm?
//!
//! Names are only labels: nothing is written, no link is followed. What is unpacked is counted while it is unpacked, at
//! all depths together (`budget.rs`): [`Limits::container_bytes`], [`Limits::unpacked_ratio`], [`Limits::members`],
//! [`Limits::nesting`]. Of a stream only the document at hand is in memory, never more than [`Limits::file_bytes`]. A ZIP
//! that lies in another file is read into memory up to that limit, because its list of contents stands at its end.

mod attachments;
mod beside;
mod budget;
mod gzip;
mod http;
mod lines;
mod mbox;
mod name;
mod opened;
mod record;
mod tar;
mod trouble;
mod walk;
mod warc;
mod zip;
mod zip_directory;
mod zip_salvage;

use std::io::Read;
use std::ops::ControlFlow;

use encoding_rs::Encoding;

use crate::Limits;
pub(crate) use budget::Budget;
pub(crate) use opened::{read_whole, Opened};
pub(crate) use trouble::{Bound, Trouble};
pub use walk::{read_documents, read_statements, Input, Reader};
pub(crate) use zip::unpack;
pub(crate) use zip_directory::{Directory, Entry};

/// What a container says of a member beside its bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Given<'a> {
    /// The address it was got from.
    pub url: Option<&'a str>,
    /// The encoding that the server gave for it.
    pub encoding: Option<&'static Encoding>,
}

/// One thing that lies in a container.
pub(crate) struct Member<'a> {
    /// Its name there, as a label; `None` where the container is no more than a wrapping of it.
    pub name: Option<&'a str>,
    pub told: Given<'a>,
    pub content: Content<'a>,
}

/// What there is of a member.
pub(crate) enum Content<'a> {
    /// A document or another container. What is not read of it is skipped.
    Bytes(&'a mut dyn Read),
    /// The same, if its bytes show that it is one: its name says nothing.
    Perhaps(&'a mut dyn Read),
    /// A document; that it is a container too has been seen to.
    Document(&'a [u8]),
    /// What a person corrected of the document that it is called after.
    Sidecar(&'a mut dyn Read),
    /// Something of a kind that holds no statement.
    PassedOver,
    /// It can't be read.
    Broken(Trouble),
}

impl<'a> Content<'a> {
    /// What a member is by its name.
    fn named(name: &str, bytes: &'a mut dyn Read) -> Self {
        match name::kind(name) {
            name::Kind::Known => Self::Bytes(bytes),
            name::Kind::Open => Self::Perhaps(bytes),
            name::Kind::Other => Self::PassedOver,
        }
    }
}

/// Takes the members one after the other, and says whether to go on.
pub(crate) type Take<'t> = dyn FnMut(Member<'_>) -> ControlFlow<()> + 't;

/// What a container needs to be read.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub limits: &'a Limits,
    pub budget: &'a Budget,
}

/// A kind of file that holds documents.
pub(crate) trait Container: Sync {
    /// Whether a file is of this kind, by its bytes alone: names of files lie.
    fn is_container_of(&self, file: &mut Opened<'_>, scene: &Scene<'_>) -> bool;

    /// Whether it is no more than a wrapping around one file: with the archive in it, it counts as one.
    fn is_wrapping(&self) -> bool {
        false
    }

    /// Whether the sidecar of a member may come after it.
    fn sidecars_follow(&self) -> bool {
        false
    }

    /// Gives its members in their order, until told to end.
    ///
    /// # Errors
    /// Where no more can be got out of the container. What is wrong with one member only is given as that member.
    fn members(&self, file: &mut Opened<'_>, scene: &Scene<'_>, take: &mut Take<'_>) -> Result<(), Trouble>;
}

/// All of them. The first that a file is of opens it.
const CONTAINERS: &[&dyn Container] =
    &[&zip::Zip, &gzip::Gzip, &warc::Warc, &tar::Tar, &mbox::Mbox, &attachments::Attachments];

fn container_of(file: &mut Opened<'_>, scene: &Scene<'_>) -> Option<&'static dyn Container> {
    CONTAINERS.iter().copied().find(|container| container.is_container_of(file, scene))
}
