//! Lines of bytes, in pieces where they are very long.

use std::io::{self, BufRead, Read};

/// A longer line than this, in bytes, comes in pieces.
const PIECE: u64 = 64 << 10;

/// Reads the next line, or piece of one, with its line break; it is empty at the end.
pub(super) fn next_line(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<()> {
    line.clear();
    reader.take(PIECE).read_until(b'\n', line).map(|_| ())
}

/// A line without its break and the spaces before it.
pub(super) fn bare(line: &[u8]) -> &[u8] {
    line.trim_ascii_end()
}
