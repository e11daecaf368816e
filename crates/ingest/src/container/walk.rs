//! From a file to its statements, however deep they lie.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use standpoint_languages::Languages;
use standpoint_text::{Statement, StatementId};

use super::beside::{Beside, Held};
use super::trouble::{Bound, Trouble};
use super::{container_of, Budget, Container, Content, Given, Member, Opened, Scene};
use crate::{media_type, read_document, statement_id, IngestError, Limits};

/// Where the bytes of a file come from.
pub enum Input<'a> {
    /// A file on disk.
    File(&'a mut File),
    /// Bytes that can be read only once, such as standard input.
    Stream(&'a mut dyn Read),
}

/// Reads a file that is one document or holds many, and gives each statement, or why it can't be read, as soon as it is
/// read; `take` says whether to go on. Returns how many members were passed over because they are of no kind that holds
/// statements.
///
/// However large the file is, no more than one document of it is in memory ([`Limits::file_bytes`]).
///
/// ```
/// use standpoint_ingest::{read_statements, Input, Limits};
/// use standpoint_languages::Languages;
/// use std::ops::ControlFlow;
///
/// let mailbox = b"From ann@league.example Fri Mar  5 10:00:00 2021\nFrom: Harbour League <ann@league.example>\n\
///     Subject: No toll\nDate: Fri, 5 Mar 2021 10:00:00 +0100\n\nWe say no to the toll. The bridge is ours.\n";
/// let mut found = Vec::new();
/// read_statements("box.mbox", Input::Stream(&mut &mailbox[..]), Languages::built_in(), &Limits::default(), &mut |read| {
///     found.extend(read);
///     ControlFlow::Continue(())
/// });
/// assert_eq!(found[0].path, "box.mbox/1");
/// assert_eq!(found[0].metadata.issuer(), Some("Harbour League"));
/// ```
pub fn read_statements(
    path: &str,
    input: Input<'_>,
    languages: &Languages,
    limits: &Limits,
    take: &mut dyn FnMut(Result<Statement, IngestError>) -> ControlFlow<()>,
) -> usize {
    read_documents(path, input, languages, limits, &mut Taking(take))
}

/// Who takes documents, with their original bytes, and may know some already.
pub trait Reader {
    /// Whether a document of this name (see [`Statement::path`]) and hash is to be read.
    fn wants(&mut self, _path: &str, _id: &StatementId) -> bool {
        true
    }

    /// Takes a statement with the bytes of its document, or why there is none (then without bytes), and says whether to go
    /// on.
    fn take(&mut self, read: Result<Statement, IngestError>, bytes: &[u8]) -> ControlFlow<()>;
}

struct Taking<'a>(&'a mut dyn FnMut(Result<Statement, IngestError>) -> ControlFlow<()>);

impl Reader for Taking<'_> {
    fn take(&mut self, read: Result<Statement, IngestError>, _bytes: &[u8]) -> ControlFlow<()> {
        (self.0)(read)
    }
}

/// The same as [`read_statements`], for a reader that wants the bytes too, or that need not read what it knows.
pub fn read_documents(
    path: &str,
    input: Input<'_>,
    languages: &Languages,
    limits: &Limits,
    reader: &mut dyn Reader,
) -> usize {
    let budget = Budget::new(limits);
    let scene = Scene { limits, budget: &budget };
    let mut walk = Walk { languages, scene, reader, beside: Beside::default(), members: 0, passed_over: 0, given: 0 };
    let ended = match input {
        // A pipe has a name too, but no place to go back to.
        Input::File(file) => match length(file) {
            Some(length) => {
                budget.add_read(length);
                Opened::file(file).map(|opened| walk.open(path, opened, Given::default(), Depth::default()))
            }
            None => walk.stream(path, file),
        },
        Input::Stream(stream) => walk.stream(path, stream),
    };
    let ended = ended.map(|flow| flow.is_continue().then(|| walk.let_go()));
    let passed_over = walk.passed_over;
    let last = match ended {
        Err(error) => Some(Trouble::from(error).about(path, limits)),
        Ok(_) if walk.given == 0 => Some(IngestError::no_member(path, passed_over)),
        Ok(_) => None,
    };
    if let Some(error) = last {
        let _ = walk.give(Err(error), &[]);
    }
    passed_over
}

/// How long a file is, where any place of it can be read.
fn length(file: &mut File) -> Option<u64> {
    let length = file.seek(SeekFrom::End(0)).ok()?;
    file.seek(SeekFrom::Start(0)).ok()?;
    Some(length)
}

/// How many containers lie around something.
#[derive(Debug, Clone, Copy, Default)]
struct Depth {
    containers: usize,
    /// Whether the innermost is only a wrapping. With the archive in it, it counts as one.
    in_wrapping: bool,
    /// Whether in the innermost a sidecar may follow its document.
    sidecars_follow: bool,
}

impl Depth {
    fn inside(self, container: &dyn Container) -> Self {
        let is_wrapping = container.is_wrapping();
        let same = self.in_wrapping && !is_wrapping;
        Self {
            containers: self.containers + usize::from(!same),
            in_wrapping: is_wrapping,
            sidecars_follow: container.sidecars_follow() || (is_wrapping && self.sidecars_follow),
        }
    }
}

struct Walk<'a> {
    languages: &'a Languages,
    scene: Scene<'a>,
    reader: &'a mut dyn Reader,
    beside: Beside,
    members: usize,
    passed_over: usize,
    /// Statements and errors that came out.
    given: usize,
}

impl Walk<'_> {
    fn stream(&mut self, path: &str, stream: &mut dyn Read) -> io::Result<ControlFlow<()>> {
        let mut counted = Counted { inner: stream, budget: self.scene.budget };
        let opened = Opened::stream(&mut counted)?;
        Ok(self.open(path, opened, Given::default(), Depth::default()))
    }

    fn open(&mut self, path: &str, mut file: Opened<'_>, told: Given<'_>, depth: Depth) -> ControlFlow<()> {
        let scene = self.scene;
        let Some(container) = container_of(&mut file, &scene) else {
            return match file.whole(scene.limits.file_bytes) {
                Ok(bytes) => self.document(path, &bytes, told, depth),
                Err(error) => self.fail(path, &error.into()),
            };
        };
        let inside = depth.inside(container);
        if inside.containers > scene.limits.nesting {
            return self.fail(path, &Trouble::Beyond(Bound::Nesting));
        }
        let mut flow = ControlFlow::Continue(());
        let ended = container.members(&mut file, &scene, &mut |member| {
            flow = self.member(path, member, told, inside);
            flow
        });
        match ended {
            Err(trouble) if flow.is_continue() => self.fail(path, &trouble),
            _ => flow,
        }
    }

    fn member(&mut self, path: &str, member: Member<'_>, around: Given<'_>, inside: Depth) -> ControlFlow<()> {
        self.members += 1;
        if self.members > self.scene.limits.members {
            return self.fail(path, &Trouble::Beyond(Bound::Members));
        }
        let told = if member.name.is_none() { around } else { member.told };
        let own = member.name.map(|name| format!("{path}/{name}"));
        let path = own.as_deref().unwrap_or(path);
        match member.content {
            Content::Document(bytes) => self.document(path, bytes, told, inside),
            Content::Bytes(bytes) => self.bytes(path, bytes, told, inside, true),
            Content::Perhaps(bytes) => self.bytes(path, bytes, told, inside, false),
            Content::Broken(trouble) => self.fail(path, &trouble),
            Content::Sidecar(bytes) => match self.beside.sidecar(path, bytes, self.scene.limits) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => self.give(Err(error), &[]),
            },
            Content::PassedOver => {
                self.passed_over += 1;
                ControlFlow::Continue(())
            }
        }
    }

    fn bytes(
        &mut self,
        path: &str,
        bytes: &mut dyn Read,
        told: Given<'_>,
        depth: Depth,
        sure: bool,
    ) -> ControlFlow<()> {
        let mut file = match Opened::stream(bytes) {
            Ok(file) => file,
            Err(error) => return self.fail(path, &error.into()),
        };
        let known =
            sure || media_type::is_known_by_bytes(file.start()) || container_of(&mut file, &self.scene).is_some();
        if !known {
            self.passed_over += 1;
            return ControlFlow::Continue(());
        }
        self.open(path, file, told, depth)
    }

    fn document(&mut self, path: &str, bytes: &[u8], told: Given<'_>, depth: Depth) -> ControlFlow<()> {
        self.give_held()?;
        let id = statement_id(bytes);
        if !self.reader.wants(path, &id) {
            self.given += 1;
            self.beside.meet(path, None);
            return ControlFlow::Continue(());
        }
        let mut read = read_document(path, bytes, self.languages, self.scene.limits, told, id);
        self.beside.meet(path, read.as_mut().ok());
        match read {
            Ok(statement) if depth.sidecars_follow => {
                self.beside.held = Some(Held { statement, bytes: bytes.to_owned() });
                ControlFlow::Continue(())
            }
            read => self.give(read, bytes),
        }
    }

    fn give(&mut self, read: Result<Statement, IngestError>, bytes: &[u8]) -> ControlFlow<()> {
        self.give_held()?;
        self.given += 1;
        self.reader.take(read, bytes)
    }

    /// Gives the statement that was held back for its sidecar.
    fn give_held(&mut self) -> ControlFlow<()> {
        let Some(held) = self.beside.held.take() else { return ControlFlow::Continue(()) };
        self.given += 1;
        self.reader.take(Ok(held.statement), &held.bytes)
    }

    /// At the end: gives what was held back, and what is wrong with sidecars that belong to nothing.
    fn let_go(&mut self) -> ControlFlow<()> {
        self.give_held()?;
        self.beside.stray().into_iter().try_for_each(|error| self.give(Err(error), &[]))
    }

    /// Tells what is wrong; it ends all where nothing more may be unpacked.
    fn fail(&mut self, path: &str, trouble: &Trouble) -> ControlFlow<()> {
        self.give(Err(trouble.about(path, self.scene.limits)), &[])?;
        if trouble.ends_all() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

/// A stream whose bytes are counted.
struct Counted<'a> {
    inner: &'a mut dyn Read,
    budget: &'a Budget,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.budget.add_read(count as u64);
        Ok(count)
    }
}
