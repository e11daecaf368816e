//! A file or a member whose first bytes were looked at.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use super::trouble::Bound;

/// How many bytes are looked at to tell what they begin. The head of a mail that went through many hands is long.
const START: u64 = 64 << 10;

/// What can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// Bytes that are read once, from their beginning, or from any place where they lie in a file or in memory.
pub(crate) struct Opened<'a> {
    start: Vec<u8>,
    /// What went wrong after the start; whoever reads on is told, and may read on.
    wrong: Option<io::Error>,
    rest: Rest<'a>,
}

enum Rest<'a> {
    /// A file; its beginning is read again.
    File(&'a mut dyn ReadSeek),
    /// What comes after the start.
    Stream(&'a mut dyn Read),
    /// All of it, in memory.
    Held(Cursor<Vec<u8>>),
}

impl<'a> Opened<'a> {
    pub(crate) fn file(file: &'a mut dyn ReadSeek) -> io::Result<Self> {
        let (start, _) = begin(&mut *file)?;
        Ok(Self { start, wrong: None, rest: Rest::File(file) })
    }

    pub(crate) fn stream(stream: &'a mut dyn Read) -> io::Result<Self> {
        let (start, wrong) = begin(&mut *stream)?;
        Ok(Self { start, wrong, rest: Rest::Stream(stream) })
    }

    /// The first bytes.
    pub(crate) fn start(&self) -> &[u8] {
        &self.start
    }

    /// All bytes, to be read once.
    pub(crate) fn reader(&mut self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match &mut self.rest {
            Rest::File(file) => {
                file.seek(SeekFrom::Start(0))?;
                Box::new(file)
            }
            Rest::Stream(stream) => Box::new(self.start.as_slice().chain(Warned { wrong: self.wrong.take(), stream })),
            Rest::Held(held) => {
                held.set_position(0);
                Box::new(held)
            }
        })
    }

    /// All bytes in memory.
    pub(crate) fn whole(&mut self, most: u64) -> io::Result<Vec<u8>> {
        if let Rest::Held(held) = &mut self.rest {
            return Ok(std::mem::take(held).into_inner());
        }
        read_whole(&mut self.reader()?, most)
    }

    /// The bytes where any place of them can be read; those of a stream are taken into memory.
    pub(crate) fn seekable(&mut self, most: u64) -> io::Result<&mut dyn ReadSeek> {
        if let Rest::Stream(_) = self.rest {
            self.rest = Rest::Held(Cursor::new(self.whole(most)?));
        }
        match &mut self.rest {
            Rest::File(file) => Ok(&mut **file),
            Rest::Held(held) => Ok(held),
            Rest::Stream(_) => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

/// A stream that fails once before it goes on.
struct Warned<'a> {
    wrong: Option<io::Error>,
    stream: &'a mut dyn Read,
}

impl Read for Warned<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.wrong.take().map_or_else(|| self.stream.read(into), Err)
    }
}

fn begin(from: &mut dyn Read) -> io::Result<(Vec<u8>, Option<io::Error>)> {
    let mut start = Vec::new();
    match from.take(START).read_to_end(&mut start) {
        Ok(_) => Ok((start, None)),
        Err(error) if start.is_empty() => Err(error),
        Err(error) => Ok((start, Some(error))),
    }
}

/// Reads to the end, no more than so many bytes.
pub(crate) fn read_whole(from: &mut dyn Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(Bound::Document.into());
    }
    Ok(bytes)
}

/// A stretch of so many bytes; that fewer are there is an error.
pub(crate) struct Stretch<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Stretch<R> {
    pub(crate) fn new(inner: R, length: u64) -> Self {
        Self { inner, left: length }
    }

    /// Reads what is left of it and forgets it.
    pub(crate) fn skip_rest(&mut self) -> io::Result<()> {
        io::copy(self, &mut io::sink()).map(|_| ())
    }
}

impl<R: Read> Read for Stretch<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if most == 0 {
            return Ok(0);
        }
        let count = self.inner.read(&mut into[..most])?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= count as u64;
        Ok(count)
    }
}
