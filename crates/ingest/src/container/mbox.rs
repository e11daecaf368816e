//! Mailboxes (mbox): each message is a document, named by its number. The line before a message (`From …`) is not part of
//! it, and a `>` that the mailbox put before such a line inside a message is taken off.

use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;

use super::lines::{bare, next_line};
use super::trouble::Bound;
use super::{Container, Content, Given, Member, Opened, Scene, Take, Trouble};

pub(super) struct Mbox;

impl Container for Mbox {
    fn is_container_of(&self, file: &mut Opened<'_>, _scene: &Scene<'_>) -> bool {
        let mut lines = file.start().split(|b| *b == b'\n');
        let begins = lines.next().is_some_and(is_separator);
        // A text may begin with "From" and a date; a message begins with a field.
        begins && lines.next().is_some_and(|line| line.starts_with(b">From ") || crate::mail::is_field(line))
    }

    fn members(&self, file: &mut Opened<'_>, scene: &Scene<'_>, take: &mut Take<'_>) -> Result<(), Trouble> {
        let mut reader = BufReader::with_capacity(64 << 10, file.reader()?);
        let mut message = Message { bytes: Vec::new(), is_too_large: false, number: 0, most: scene.limits.file_bytes };
        let mut line = Vec::new();
        let (mut at_start, mut after_gap) = (true, true);
        loop {
            if let Err(error) = reader.fill_buf() {
                // The messages before the damage are whole; what came of this one is not.
                return Err(error.into());
            }
            next_line(&mut reader, &mut line)?;
            if line.is_empty() {
                let _ = message.give(take);
                return Ok(());
            }
            if at_start && after_gap && is_separator(&line) {
                if message.give(take).is_break() {
                    return Ok(());
                }
            } else {
                let quoted = at_start && line.trim_ascii_start().starts_with(b">") && is_quoted_separator(&line);
                message.add(if quoted { &line[1..] } else { &line });
            }
            after_gap = at_start && bare(&line).is_empty();
            at_start = line.ends_with(b"\n");
        }
    }
}

/// `From ann@league.example Fri Mar  5 10:00:00 2021`
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let has_clock = rest.windows(5).any(|w| w[2] == b':' && [0, 1, 3, 4].iter().all(|&at| w[at].is_ascii_digit()));
    let has_year = rest.split(|b| !b.is_ascii_digit()).any(|digits| digits.len() == 4);
    has_clock && has_year
}

fn is_quoted_separator(line: &[u8]) -> bool {
    let quotes = line.iter().take_while(|b| **b == b'>').count();
    quotes > 0 && line[quotes..].starts_with(b"From ")
}

/// The message that is being read.
struct Message {
    bytes: Vec<u8>,
    is_too_large: bool,
    number: usize,
    most: u64,
}

impl Message {
    fn add(&mut self, line: &[u8]) {
        if self.bytes.len() as u64 + line.len() as u64 > self.most {
            self.is_too_large = true;
        } else {
            self.bytes.extend_from_slice(line);
        }
    }

    /// Gives the message, and begins the next.
    fn give(&mut self, take: &mut Take<'_>) -> ControlFlow<()> {
        let bytes = std::mem::take(&mut self.bytes);
        let is_too_large = std::mem::take(&mut self.is_too_large);
        // The empty line before the next message belongs to the mailbox.
        let bytes = bytes.strip_suffix(b"\n").map_or(bytes.as_slice(), |b| b.strip_suffix(b"\r").unwrap_or(b));
        if bytes.trim_ascii().is_empty() && !is_too_large {
            return ControlFlow::Continue(());
        }
        self.number += 1;
        let name = self.number.to_string();
        let mut reader = bytes;
        let content = match is_too_large {
            true => Content::Broken(Trouble::Beyond(Bound::Document)),
            false => Content::Bytes(&mut reader),
        };
        take(Member { name: Some(&name), told: Given::default(), content })
    }
}
