//! Makes archives, web archives and mailboxes for tests, byte by byte.
#![allow(dead_code)]

use std::io::Write;
use std::ops::ControlFlow;

use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use standpoint_ingest::{read_statements, IngestError, Input, Limits};
use standpoint_languages::Languages;
use standpoint_text::Statement;

pub const BODY: &str =
    "The council of Marhaven wants to take a toll from every boat that enters the old harbour. Nobody asked \
    the fishermen, and nobody asked the people of the isles. The harbour belongs to those who work in it.\n";

pub fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{BODY}</p></article></body></html>"
    )
}

pub type Read = Result<Statement, IngestError>;

/// Everything that comes of some bytes, and how much was passed over.
pub fn read_with(path: &str, bytes: &[u8], limits: &Limits) -> (Vec<Read>, usize) {
    let mut found = Vec::new();
    let passed_over =
        read_statements(path, Input::Stream(&mut &bytes[..]), Languages::built_in(), limits, &mut |read| {
            found.push(read);
            ControlFlow::Continue(())
        });
    (found, passed_over)
}

pub fn read(path: &str, bytes: &[u8]) -> Vec<Read> {
    read_with(path, bytes, &Limits::default()).0
}

/// The paths of what came, those of errors with their kind.
pub fn paths(found: &[Read]) -> Vec<String> {
    let shown = |read: &Read| match read {
        Ok(statement) => statement.path.clone(),
        Err(error) => format!("{} {}", error.path(), error.kind()),
    };
    found.iter().map(shown).collect()
}

/// A member of a ZIP: how it is packed, and what the archive says of it.
pub struct Packed {
    pub name: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    pub check: u32,
    pub packed: Vec<u8>,
    pub size: u32,
}

pub fn deflated(name: &str, content: &[u8]) -> Packed {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    Packed { method: 8, packed: encoder.finish().unwrap(), ..stored(name, content) }
}

pub fn stored(name: &str, content: &[u8]) -> Packed {
    let mut check = Crc::new();
    check.update(content);
    Packed {
        name: name.as_bytes().to_vec(),
        method: 0,
        flags: 0,
        check: check.sum(),
        packed: content.to_vec(),
        size: content.len() as u32,
    }
}

/// The same as programs write it that do not know its size yet: the sizes stand behind its bytes, with a mark before them or
/// not.
pub fn streamed(name: &str, content: &[u8], with_mark: bool) -> Packed {
    let Packed { mut packed, check, .. } = deflated(name, content);
    let sizes = [check, packed.len() as u32, content.len() as u32];
    packed.extend(if with_mark { &b"PK\x07\x08"[..] } else { b"" });
    packed.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
    Packed { method: 8, flags: 8, packed, ..stored(name, content) }
}

/// Ten gigabytes of zeros, as some megabytes.
pub fn zeros(name: &str) -> Packed {
    let piece = vec![0u8; 1 << 20];
    let mut packed = Vec::with_capacity(1 << 20);
    let mut compress = Compress::new(Compression::default(), false);
    assert_eq!(compress.compress_vec(&piece, &mut packed, FlushCompress::Full).unwrap(), Status::Ok);
    // A full flush ends at a byte and remembers nothing, so the same bytes can stand ten thousand times.
    let mut all = packed.repeat(10_000);
    all.extend([3, 0]);
    Packed { method: 8, packed: all, ..stored(name, b"") }
}

pub fn zip_of(members: &[Packed]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for member in members {
        let at = file.len() as u32;
        let mut common = Vec::new();
        for number in [20, member.flags, member.method, 0, 0] {
            common.extend(number.to_le_bytes());
        }
        for number in [member.check, member.packed.len() as u32, member.size] {
            common.extend(number.to_le_bytes());
        }
        common.extend((member.name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        file.extend([&b"PK\x03\x04"[..], &common, &member.name, &member.packed].concat());
        list.extend([&b"PK\x01\x02\x14\x03"[..], &common, &[0; 10], &at.to_le_bytes(), &member.name].concat());
    }
    let (count, at) = (members.len() as u16, file.len() as u32);
    let size = list.len() as u32;
    file.extend(list);
    file.extend([&b"PK\x05\x06\0\0\0\0"[..], &count.to_le_bytes(), &count.to_le_bytes()].concat());
    file.extend([&size.to_le_bytes()[..], &at.to_le_bytes(), &[0, 0]].concat());
    file
}

/// A ZIP as programs write it where it is, or might become, larger than four gigabytes (ZIP64).
pub fn large_zip(name: &str, content: &[u8]) -> Vec<u8> {
    let Packed { check, packed, .. } = deflated(name, content);
    let sizes = [(content.len() as u64).to_le_bytes(), (packed.len() as u64).to_le_bytes()].concat();
    let extra = [&[1, 0, 16, 0][..], &sizes].concat();
    let common = |extra: usize| {
        let start = [&[45, 0, 0, 0, 8, 0, 0, 0, 0, 0][..], &check.to_le_bytes(), &[0xff; 8]].concat();
        [&start[..], &(name.len() as u16).to_le_bytes(), &(extra as u16).to_le_bytes()].concat()
    };
    let mut file = [b"PK\x03\x04", &common(extra.len())[..], name.as_bytes(), &extra, &packed].concat();
    let list_extra = [&[1, 0, 24, 0][..], &sizes, &[0; 8]].concat();
    let fields = [&[0; 10][..], &[0xff; 4], name.as_bytes(), &list_extra].concat();
    let list = [b"PK\x01\x02\x2d\x03", &common(list_extra.len())[..], &fields].concat();
    let at = file.len() as u64;
    let end_at = at + list.len() as u64;
    file.extend(list);
    file.extend([&b"PK\x06\x06"[..], &44u64.to_le_bytes(), &[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat());
    for number in [1, 1, end_at - at, at] {
        file.extend(number.to_le_bytes());
    }
    file.extend([&b"PK\x06\x07\0\0\0\0"[..], &end_at.to_le_bytes(), &[1, 0, 0, 0]].concat());
    file.extend([&b"PK\x05\x06\0\0\0\0"[..], &[0xff; 12], &[0, 0]].concat());
    file
}

pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    zip_of(&members.iter().map(|(name, content)| deflated(name, content)).collect::<Vec<_>>())
}

pub fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A TAR entry of a kind.
pub fn tar_entry(kind: u8, name: &str, content: &[u8]) -> Vec<u8> {
    let mut head = [0u8; 512];
    head[..name.len()].copy_from_slice(name.as_bytes());
    head[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
    head[156] = kind;
    head[257..263].copy_from_slice(b"ustar\0");
    let sum: u64 = head.iter().map(|b| u64::from(*b)).sum::<u64>() + 8 * 32;
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let padding = content.len().wrapping_neg() % 512;
    [&head[..], content, &vec![0; padding]].concat()
}

pub fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file: Vec<u8> = members.iter().flat_map(|(name, content)| tar_entry(b'0', name, content)).collect();
    file.extend([0; 1024]);
    file
}

pub fn record(kind: &str, url: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-05T10:00:00Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

pub fn answer(url: &str, status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {status}\r\n{fields}\r\n\r\n").as_bytes(), body].concat();
    record("response", url, "application/http; msgtype=response", &block)
}

pub fn html_answer(url: &str, title: &str) -> Vec<u8> {
    answer(url, "200 OK", "Content-Type: text/html; charset=utf-8", page(title).as_bytes())
}

/// A web archive, each record a gzip of its own.
pub fn warc_gz(records: &[Vec<u8>]) -> Vec<u8> {
    records.iter().flat_map(|record| gzip(record)).collect()
}

pub fn mail(from: &str, subject: &str, more: &str, body: &str) -> String {
    format!("From: {from}\r\nTo: all@marhaven.example\r\nSubject: {subject}\r\nDate: Fri, 5 Mar 2021 10:00:00 +0100\r\n{more}\r\n{body}")
}
