//! The records of a web archive: a head of lines, and a block of so many bytes.

use std::io::{self, BufRead};

use super::lines::{bare, next_line};

/// A head of more lines than this is none.
const MOST_LINES: usize = 1000;

/// What the head of a record says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// `response`, `request`, `revisit` …
    pub kind: String,
    pub url: String,
    pub content_type: String,
    pub length: u64,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    Record(Head),
    /// A line that is of no record.
    Lost,
    End,
}

/// Reads up to the block of the next record.
pub(super) fn next(reader: &mut dyn BufRead) -> io::Result<Next> {
    let mut line = Vec::new();
    loop {
        next_line(reader, &mut line)?;
        if line.is_empty() {
            return Ok(Next::End);
        }
        if line.starts_with(b"WARC/") {
            return Ok(head(reader)?.map_or(Next::Lost, Next::Record));
        }
        if !bare(&line).is_empty() {
            return Ok(Next::Lost);
        }
    }
}

/// The fields; `None` where they don't give the length of the block.
fn head(reader: &mut dyn BufRead) -> io::Result<Option<Head>> {
    let mut head = Head::default();
    let (mut line, mut length) = (Vec::new(), None);
    for _ in 0..MOST_LINES {
        next_line(reader, &mut line)?;
        let text = String::from_utf8_lossy(bare(&line));
        if text.is_empty() {
            break;
        }
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => head.kind = value.to_ascii_lowercase(),
            // The first version of the standard wrote brackets around it.
            "warc-target-uri" => head.url = value.trim_matches(['<', '>']).replace(char::is_control, ""),
            "content-type" => head.content_type = value.to_ascii_lowercase(),
            "content-length" => length = value.parse().ok(),
            _ => {}
        }
    }
    Ok(length.map(|length| Head { length, ..head }))
}
