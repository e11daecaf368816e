//! An answer of a web server as a web archive keeps it: head, and body as it was sent.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::budget::Unpacking;
use super::opened::read_whole;
use super::{Scene, Trouble};

/// A head is no longer than this, in bytes.
const LONGEST_HEAD: usize = 256 << 10;
/// Bodies packed more often than this are not unpacked.
const MOST_ENCODINGS: usize = 3;

/// What a server answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub status: u16,
    pub content_type: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer; its body is not unpacked if there is nothing to read in it.
    pub(super) fn read(block: Vec<u8>, scene: &Scene<'_>) -> Result<Self, Trouble> {
        let end = end_of_head(&block).ok_or(Trouble::Damaged("it has no head of an answer"))?;
        let head = String::from_utf8_lossy(&block[..end]);
        let mut lines = head.lines();
        let status = lines.next().and_then(status).ok_or(Trouble::Damaged("it has no head of an answer"))?;
        let fields: Vec<(String, String)> = lines.filter_map(field).collect();
        let value = |name: &str| fields.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
        let content_type = value("content-type").to_ascii_lowercase();
        if status != 200 {
            return Ok(Self { status, content_type, body: Vec::new() });
        }
        let mut body = block[end..].to_vec();
        if value("transfer-encoding").to_ascii_lowercase().contains("chunked") {
            body = unchunked(&body).unwrap_or(body);
        }
        let encodings = value("content-encoding").to_ascii_lowercase();
        for encoding in encodings.split(',').map(str::trim).rev().take(MOST_ENCODINGS) {
            body = unpacked(body, encoding, scene)?;
        }
        Ok(Self { status, content_type, body })
    }
}

fn end_of_head(block: &[u8]) -> Option<usize> {
    let head = &block[..block.len().min(LONGEST_HEAD)];
    if !head.starts_with(b"HTTP/") {
        return None;
    }
    let mut at = 0;
    for line in head.split_inclusive(|b| *b == b'\n') {
        at += line.len();
        if line.trim_ascii().is_empty() {
            return Some(at);
        }
    }
    // An answer of a head alone.
    (block.len() <= LONGEST_HEAD).then_some(block.len())
}

fn status(line: &str) -> Option<u16> {
    line.split_whitespace().nth(1)?.parse().ok()
}

fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

/// A body sent in pieces, whole; `None` where it is whole already, as some programs keep it.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let line = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
        let size = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok();
        let Some(size) = size else {
            // Of a body that breaks off what came is kept.
            return (!whole.is_empty()).then_some(whole);
        };
        rest = rest.get(line + 1..).unwrap_or(&[]);
        let piece = &rest[..size.min(rest.len())];
        whole.extend_from_slice(piece);
        if size == 0 || piece.len() < size {
            return Some(whole);
        }
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

fn unpacked(body: Vec<u8>, encoding: &str, scene: &Scene<'_>) -> Result<Vec<u8>, Trouble> {
    let is_gzip = body.starts_with(&[0x1f, 0x8b]);
    // Deflate means a zlib stream; some servers leave its head away.
    let is_zlib = body.first().is_some_and(|first| first & 0xf == 8) && body.len() > 1 && {
        (u16::from(body[0]) << 8 | u16::from(body[1])) % 31 == 0
    };
    let bytes = body.as_slice();
    let reader: Box<dyn Read + '_> = match encoding {
        "gzip" | "x-gzip" if is_gzip => Box::new(MultiGzDecoder::new(bytes)),
        "deflate" if is_zlib => Box::new(ZlibDecoder::new(bytes)),
        "deflate" => Box::new(DeflateDecoder::new(bytes)),
        "br" => Box::new(brotli_decompressor::Decompressor::new(bytes, 4096)),
        "zstd" => return Err(Trouble::Packing("zstd".to_owned())),
        _ => return Ok(body),
    };
    let size = body.len() as u64;
    Ok(read_whole(&mut Unpacking::new(reader, scene.budget, |_| size), scene.limits.file_bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::Budget;
    use crate::mail::charset;
    use crate::Limits;

    fn read(block: &[u8]) -> Result<Answer, Trouble> {
        let limits = Limits::default();
        Answer::read(block.to_vec(), &Scene { limits: &limits, budget: &Budget::new(&limits) })
    }

    #[test]
    fn pieces_are_put_together() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"\r\nTransfer-Encoding: chunked\r\n\r\n";
        let answer = read(format!("{head}5;x=1\r\nNo to\r\n4\r\nll.\n\r\n0\r\n\r\n").as_bytes()).unwrap();
        assert_eq!(answer.body, b"No toll.\n");
        assert_eq!(charset(&answer.content_type), Some(encoding_rs::WINDOWS_1251));
        assert_eq!(read(format!("{head}<p>No toll.").as_bytes()).unwrap().body, b"<p>No toll.");
        assert_eq!(read(format!("{head}ff\r\nNo toll.").as_bytes()).unwrap().body, b"No toll.");
        assert_eq!(read(format!("{head}ffffffffffffffff\r\nNo").as_bytes()).unwrap().body, b"No");
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        assert!(read(b"<p>No toll.").is_err());
        assert_eq!(read(b"HTTP/1.0 404 Not Found\n\nNo.").unwrap(), Answer { status: 404, ..Answer::default() });
    }
}
