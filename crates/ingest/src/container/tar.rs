//! TAR archives: names and bytes of plain files. Links, devices and holes are passed over, never followed.
//!
//! Long names of both kinds (GNU, pax) are read. A head whose sum is wrong is skipped with what follows, up to the next
//! head that is right.

use std::io::{self, Read};
use std::ops::ControlFlow;

use super::beside::is_sidecar;
use super::name::label;
use super::opened::Stretch;
use super::{Container, Content, Given, Member, Opened, Scene, Take, Trouble};

const BLOCK: usize = 512;
/// A longer name than this, in bytes, is cut.
const LONGEST_NAME: u64 = 64 << 10;
/// So many wrong heads one after the other are looked through for a right one.
const LOST: usize = 1 << 20;

pub(super) struct Tar;

impl Container for Tar {
    fn is_container_of(&self, file: &mut Opened<'_>, _scene: &Scene<'_>) -> bool {
        file.start().first_chunk().is_some_and(|block| Head::read(block).is_some_and(|head| head.kind.is_known()))
    }

    fn sidecars_follow(&self) -> bool {
        true
    }

    fn members(&self, file: &mut Opened<'_>, _scene: &Scene<'_>, take: &mut Take<'_>) -> Result<(), Trouble> {
        let mut reader = io::BufReader::with_capacity(BLOCK * 128, file.reader()?);
        let mut long_name: Option<Vec<u8>> = None;
        let mut lost = 0;
        while let Some(block) = next_block(&mut reader)? {
            let flow = match Head::read(&block) {
                Some(head) => {
                    lost = 0;
                    entry(head, &mut long_name, &mut reader, take)?
                }
                // Two empty blocks end an archive; what programs add after them is nothing.
                None if block == [0; BLOCK] => break,
                None => {
                    lost += 1;
                    say_lost(lost, take)?
                }
            };
            if flow.is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// One line for all that is lost between two entries.
fn say_lost(blocks: usize, take: &mut Take<'_>) -> Result<ControlFlow<()>, Trouble> {
    if blocks > LOST {
        return Err(Trouble::Damaged("most of it is lost"));
    }
    if blocks > 1 {
        return Ok(ControlFlow::Continue(()));
    }
    let content = Content::Broken(Trouble::Damaged("a part of it is lost"));
    Ok(take(Member { name: Some("?"), told: Given::default(), content }))
}

/// Gives what an entry holds, or keeps the name it gives to the next one, and goes to its end.
fn entry(
    head: Head,
    long_name: &mut Option<Vec<u8>>,
    reader: &mut dyn Read,
    take: &mut Take<'_>,
) -> Result<ControlFlow<()>, Trouble> {
    let mut body = Stretch::new(&mut *reader, head.size);
    let name = match head.kind {
        EntryKind::LongName => {
            *long_name = Some(gnu_name(&mut body)?);
            None
        }
        EntryKind::Extended => {
            *long_name = pax_name(&mut body)?.or(long_name.take());
            None
        }
        EntryKind::File | EntryKind::Folder | EntryKind::Link | EntryKind::Unknown => {
            Some(long_name.take().unwrap_or(head.name))
        }
    };
    let flow = match (name, head.kind) {
        (Some(name), EntryKind::File) => give(&name, &mut body, take),
        (_, EntryKind::Link) => take(Member { name: None, told: Given::default(), content: Content::PassedOver }),
        _ => ControlFlow::Continue(()),
    };
    if flow.is_continue() {
        body.skip_rest()?;
        Stretch::new(reader, padding(head.size)).skip_rest().or_else(at_end)?;
    }
    Ok(flow)
}

/// An archive may end without its last filling.
fn at_end(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return Ok(());
    }
    Err(error)
}

fn give(name: &[u8], body: &mut dyn Read, take: &mut Take<'_>) -> ControlFlow<()> {
    let name = label(name);
    let content = if is_sidecar(&name) { Content::Sidecar(body) } else { Content::named(&name, body) };
    take(Member { name: Some(&name), told: Given::default(), content })
}

fn padding(size: u64) -> u64 {
    size.wrapping_neg() % BLOCK as u64
}

fn next_block(reader: &mut dyn Read) -> io::Result<Option<[u8; BLOCK]>> {
    let mut block = [0; BLOCK];
    let mut filled = 0;
    while filled < BLOCK {
        match reader.read(&mut block[filled..])? {
            0 if filled == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => filled += count,
        }
    }
    Ok(Some(block))
}

fn gnu_name(body: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut name = Vec::new();
    body.take(LONGEST_NAME).read_to_end(&mut name)?;
    name.truncate(name.iter().position(|b| *b == 0).unwrap_or(name.len()));
    Ok(name)
}

/// The `path` among lines of the form `27 path=folder/name.txt`.
fn pax_name(body: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut lines = Vec::new();
    body.take(LONGEST_NAME).read_to_end(&mut lines)?;
    let path = lines.split(|b| *b == b'\n').find_map(|line| {
        let space = line.iter().position(|b| *b == b' ')?;
        line[space + 1..].strip_prefix(b"path=").map(<[u8]>::to_vec)
    });
    Ok(path)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntryKind {
    File,
    Folder,
    Link,
    LongName,
    Extended,
    Unknown,
}

impl EntryKind {
    fn of(flag: u8) -> Self {
        match flag {
            b'0' | 0 | b'7' => Self::File,
            b'5' => Self::Folder,
            b'1'..=b'4' | b'6' | b'S' => Self::Link,
            b'L' => Self::LongName,
            b'x' => Self::Extended,
            _ => Self::Unknown,
        }
    }

    /// Whether an archive may begin with it. The sum of a head is short, and other files have 512 bytes too.
    fn is_known(self) -> bool {
        self != Self::Unknown
    }
}

struct Head {
    name: Vec<u8>,
    size: u64,
    kind: EntryKind,
}

impl Head {
    /// `None` where the sum over its bytes is not what it says.
    fn read(block: &[u8; BLOCK]) -> Option<Self> {
        let sum: u64 =
            block.iter().enumerate().map(|(at, b)| if (148..156).contains(&at) { 32 } else { u64::from(*b) }).sum();
        if number(&block[148..156])? != sum || block[0] == 0 {
            return None;
        }
        let text = |range: std::ops::Range<usize>| {
            let bytes = &block[range];
            bytes[..bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len())].to_vec()
        };
        let mut name = text(0..100);
        let folder = if &block[257..263] == b"ustar\0" { text(345..500) } else { Vec::new() };
        if !folder.is_empty() {
            name = [&folder[..], b"/", &name].concat();
        }
        let ends_as_folder = name.ends_with(b"/");
        let kind = match EntryKind::of(block[156]) {
            EntryKind::File if ends_as_folder => EntryKind::Folder,
            EntryKind::Folder => EntryKind::Folder,
            kind => kind,
        };
        // Links have no body, whatever size they give.
        let size = if matches!(block[156], b'1'..=b'6') { 0 } else { number(&block[124..136])? };
        Some(Self { name, size, kind })
    }
}

/// A number in octal digits, or in bytes where the first has its highest bit set.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let value = field[1..].iter().try_fold(u64::from(field[0] & 0x7f), |value, byte| {
            (value < 1 << 54).then_some(value << 8 | u64::from(*byte))
        });
        return value;
    }
    let digits = std::str::from_utf8(field).ok()?;
    let digits = digits.trim_matches(['\0', ' ']);
    let digits = digits.split(['\0', ' ']).next()?;
    if digits.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(digits, 8).ok()
}
