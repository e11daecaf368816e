//! gzip: a wrapping around one document or one archive.
//!
//! A file of many gzips one after the other, as web archives are, is read as one. Where one of them is damaged, the reader
//! fails once and goes on with the next.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::budget::Unpacking;
use super::{Container, Content, Given, Member, Opened, Scene, Take, Trouble};

const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

pub(super) struct Gzip;

impl Container for Gzip {
    fn is_container_of(&self, file: &mut Opened<'_>, _scene: &Scene<'_>) -> bool {
        file.start().starts_with(&MAGIC)
    }

    fn is_wrapping(&self) -> bool {
        true
    }

    fn members(&self, file: &mut Opened<'_>, scene: &Scene<'_>, take: &mut Take<'_>) -> Result<(), Trouble> {
        let packed = Counting { inner: BufReader::with_capacity(64 << 10, file.reader()?), count: 0 };
        let mut bytes = Unpacking::new(Gunzip::new(packed), scene.budget, Gunzip::packed);
        let _ = take(Member { name: None, told: Given::default(), content: Content::Bytes(&mut bytes) });
        Ok(())
    }
}

/// A buffer whose bytes are counted.
struct Counting<R> {
    inner: R,
    count: u64,
}

impl<R: BufRead> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.count += count as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counting<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.count += count as u64;
        self.inner.consume(count);
    }
}

/// Unpacks gzips that follow each other.
struct Gunzip<R> {
    state: State<Counting<R>>,
}

enum State<R> {
    Inside(Box<GzDecoder<R>>),
    Between(R),
    /// After a damaged one, or among other bytes: the next is looked for.
    Lost(R),
    /// What the reader passes through while it changes from one state into another.
    Ended(u64),
}

impl<R: BufRead> Gunzip<R> {
    fn new(packed: Counting<R>) -> Self {
        Self { state: State::Between(packed) }
    }

    fn packed(&self) -> u64 {
        match &self.state {
            State::Inside(decoder) => decoder.get_ref().count,
            State::Between(packed) | State::Lost(packed) => packed.count,
            State::Ended(count) => *count,
        }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.packed();
            match std::mem::replace(&mut self.state, State::Ended(count)) {
                State::Inside(mut decoder) => match decoder.read(into) {
                    Ok(0) if !into.is_empty() => self.state = State::Between(decoder.into_inner()),
                    Ok(count) => {
                        self.state = State::Inside(decoder);
                        return Ok(count);
                    }
                    Err(error) => {
                        self.state = State::Lost(decoder.into_inner());
                        return Err(error);
                    }
                },
                State::Between(mut packed) => {
                    let begins = packed.fill_buf()?.first() == Some(&MAGIC[0]);
                    // Some programs fill up with zeros behind.
                    self.state =
                        if begins { State::Inside(Box::new(GzDecoder::new(packed))) } else { State::Lost(packed) };
                }
                State::Lost(mut packed) => {
                    if !find_next(&mut packed)? {
                        return Ok(0);
                    }
                    self.state = State::Inside(Box::new(GzDecoder::new(packed)));
                }
                State::Ended(_) => return Ok(0),
            }
        }
    }
}

/// Goes to the next bytes that a gzip can begin with.
fn find_next(packed: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let buffer = packed.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        // Where the mark is cut by the end of the buffer it is not seen, and the one after it is found.
        match buffer.windows(MAGIC.len()).position(|window| window == MAGIC) {
            Some(0) => return Ok(true),
            Some(at) => packed.consume(at),
            None => {
                let all = buffer.len();
                packed.consume(all);
            }
        }
    }
}
