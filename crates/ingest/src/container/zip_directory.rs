//! The list of contents at the end of a ZIP archive, read entry by entry so that its length costs no memory.

use std::io::{self, Read, SeekFrom};

use super::opened::ReadSeek;
use super::Trouble;

/// How far from the end the list may say where it is: the longest comment, and what says it.
const TAIL: u64 = (64 << 10) + 22 + 20;
/// Without its variable parts an entry is so long.
const ENTRY: usize = 46;
/// The same of the head of a member.
const HEAD: usize = 30;
/// In these fields this value says that the true one stands elsewhere.
const ELSEWHERE: u64 = 0xffff_ffff;

/// Where the list is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Directory {
    at: u64,
    entries_left: u64,
    /// How many bytes stand before the archive, such as a program that unpacks it.
    before: u64,
}

/// What the list says of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub name: Vec<u8>,
    pub method: u16,
    pub is_locked: bool,
    pub is_link: bool,
    pub check: u32,
    pub packed: u64,
    /// Where its own head stands in the file.
    pub head_at: u64,
}

impl Directory {
    /// Finds the list.
    pub(crate) fn find(file: &mut dyn ReadSeek) -> Result<Self, Trouble> {
        let length = file.seek(SeekFrom::End(0))?;
        let tail_at = length.saturating_sub(TAIL);
        file.seek(SeekFrom::Start(tail_at))?;
        let mut tail = Vec::new();
        file.take(TAIL).read_to_end(&mut tail)?;
        let at = end_of(&tail).ok_or(Trouble::CutOff)?;
        let end = &tail[at..];
        let (mut entries, mut size, mut start) = (u16_at(end, 10), u32_at(end, 12), u32_at(end, 16));
        let mut list_end = tail_at + at as u64;
        let locator = at.checked_sub(20).map(|l| &tail[l..at]).filter(|l| l.starts_with(b"PK\x06\x07"));
        if let Some(locator) = locator {
            // Of the large form the place is given, but for bytes before the archive; it mostly stands right before.
            let places = [u64_at(locator, 8), list_end.saturating_sub(20 + 56)];
            if let Some((place, large)) = places.into_iter().find_map(|place| Some((place, large_end(file, place)?))) {
                (entries, size, start) = (u64_at(&large, 32), u64_at(&large, 40), u64_at(&large, 48));
                list_end = place;
            }
        }
        let real = list_end.checked_sub(size).filter(|real| *real >= start);
        let before = real.map_or(0, |real| real - start);
        Ok(Self { at: start.saturating_add(before), entries_left: entries, before })
    }

    /// The next entry; `None` at the end of the list.
    pub(crate) fn next(&mut self, file: &mut dyn ReadSeek) -> Result<Option<Entry>, Trouble> {
        if self.entries_left == 0 {
            return Ok(None);
        }
        self.entries_left -= 1;
        file.seek(SeekFrom::Start(self.at))?;
        let mut fixed = [0; ENTRY];
        file.read_exact(&mut fixed)?;
        if !fixed.starts_with(b"PK\x01\x02") {
            return Err(Trouble::Damaged("its list of contents is broken"));
        }
        let (name, extra, comment) = (u16_at(&fixed, 28), u16_at(&fixed, 30), u16_at(&fixed, 32));
        let mut variable = vec![0; (name + extra) as usize];
        file.read_exact(&mut variable)?;
        self.at += ENTRY as u64 + name + extra + comment;
        let extra = variable.split_off(name as usize);
        Ok(Some(self.entry(&fixed, variable, &extra)))
    }

    fn entry(&self, fixed: &[u8; ENTRY], name: Vec<u8>, extra: &[u8]) -> Entry {
        let mut entry = Entry {
            name,
            method: u16_at(fixed, 10) as u16,
            is_locked: u16_at(fixed, 8) & 1 != 0,
            // The upper half holds the rights and kind of a file as Unix has them.
            is_link: u32_at(fixed, 38) >> 16 & 0o170_000 == 0o120_000,
            check: u32_at(fixed, 16) as u32,
            packed: u32_at(fixed, 20),
            head_at: u32_at(fixed, 42),
        };
        entry.read_fields(u32_at(fixed, 24), extra);
        entry.head_at = entry.head_at.saturating_add(self.before);
        entry
    }
}

/// A member as its own head says it.
pub(super) struct Head {
    pub entry: Entry,
    pub body_at: u64,
    /// Whether its sizes and sum are not in the head but behind its bytes.
    pub ends_itself: bool,
}

impl Entry {
    /// The member whose head stands at some byte; `None` where the file ends before its bytes begin.
    pub(super) fn of_head(file: &mut dyn ReadSeek, head_at: u64) -> Result<Option<Head>, Trouble> {
        file.seek(SeekFrom::Start(head_at))?;
        let mut start = Vec::new();
        (&mut *file).take(HEAD as u64).read_to_end(&mut start)?;
        let (name_length, extra_length) = (u16_at(&start, 26), u16_at(&start, 28));
        let mut variable = Vec::new();
        file.take(name_length + extra_length).read_to_end(&mut variable)?;
        if start.len() < HEAD || (variable.len() as u64) < name_length + extra_length {
            return Ok(None);
        }
        let extra = variable.split_off(name_length as usize);
        let flags = u16_at(&start, 6);
        let mut entry = Self {
            name: variable,
            method: u16_at(&start, 8) as u16,
            is_locked: flags & 1 != 0,
            is_link: false,
            check: u32_at(&start, 14) as u32,
            packed: u32_at(&start, 18),
            head_at,
        };
        entry.read_fields(u32_at(&start, 22), &extra);
        entry.head_at = head_at;
        let body_at = head_at + HEAD as u64 + name_length + extra_length;
        Ok(Some(Head { entry, body_at, ends_itself: flags & 8 != 0 }))
    }

    /// Takes what stands in the fields that not all members have.
    fn read_fields(&mut self, unpacked: u64, extra: &[u8]) {
        for (kind, field) in extra_fields(extra) {
            match kind {
                1 => large_sizes(self, unpacked, field),
                // The name again, in UTF-8.
                0x7075 => self.name = field.get(5..).map_or(std::mem::take(&mut self.name), <[u8]>::to_vec),
                _ => {}
            }
        }
    }
}

/// Where in the tail of a file the end of the list stands: its comment fills up the file. Of several, and where none does
/// (something was added behind), the last.
fn end_of(tail: &[u8]) -> Option<usize> {
    let marks = || (0..tail.len().saturating_sub(21)).rev().filter(|&at| tail[at..].starts_with(b"PK\x05\x06"));
    let fits = |&at: &usize| at + 22 + u16_at(&tail[at..], 20) as usize == tail.len();
    marks().find(fits).or_else(|| marks().next())
}

/// The end of a large archive's list, if it stands there.
fn large_end(file: &mut dyn ReadSeek, at: u64) -> Option<[u8; 56]> {
    let mut end = [0; 56];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut end).ok()?;
    end.starts_with(b"PK\x06\x06").then_some(end)
}

/// The sizes of large members stand in a field of their own, in this order, those that are needed.
fn large_sizes(entry: &mut Entry, mut unpacked: u64, field: &[u8]) {
    let mut values = field.chunks_exact(8).map(|value| u64_at(value, 0));
    for size in [&mut unpacked, &mut entry.packed, &mut entry.head_at] {
        if *size == ELSEWHERE {
            *size = values.next().unwrap_or(*size);
        }
    }
}

fn extra_fields(mut extra: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(extra.get(..4)?, 0), u16_at(extra, 2) as usize);
        let field = extra.get(4..4 + length)?;
        extra = &extra[4 + length..];
        Some((kind, field))
    })
}

/// Where the bytes of a member begin: its own head has a name and fields of its own lengths.
pub(super) fn body_at(file: &mut dyn ReadSeek, entry: &Entry) -> Result<u64, Trouble> {
    let mut head = [0; HEAD];
    file.seek(SeekFrom::Start(entry.head_at))?;
    file.read_exact(&mut head)?;
    if !head.starts_with(b"PK\x03\x04") {
        return Err(Trouble::Damaged("it does not stand where the list of contents says"));
    }
    Ok(entry.head_at + HEAD as u64 + u16_at(&head, 26) + u16_at(&head, 28))
}

fn number_at(bytes: &[u8], at: usize, length: usize) -> u64 {
    let field = bytes.get(at..at + length).unwrap_or(&[]);
    field.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

fn u16_at(bytes: &[u8], at: usize) -> u64 {
    number_at(bytes, at, 2)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u64 {
    number_at(bytes, at, 4)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    number_at(bytes, at, 8)
}

/// Reads bytes and compares their sum at the end.
pub(super) struct Checked<R> {
    inner: R,
    sum: flate2::Crc,
    expected: u32,
}

impl<R: Read> Checked<R> {
    pub(super) fn new(inner: R, expected: u32) -> Self {
        Self { inner, sum: flate2::Crc::new(), expected }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.sum.update(&into[..count]);
        if count == 0 && !into.is_empty() && self.sum.sum() != self.expected {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(count)
    }
}
