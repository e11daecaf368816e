//! SentencePiece's normaliser `nmt_nfkc`, from its own precompiled map.
//!
//! The map is a double-array trie from byte sequences to replacements (Unicode
//! NFKC plus the removal or widening of control and space characters), followed
//! by the replacements, each ending with a zero byte.

/// Stands for a space inside the pieces ("▁").
const SPACE: &[u8] = "\u{2581}".as_bytes();

/// Brings text to the form in which the pieces are written.
pub(crate) struct Normaliser {
    units: Vec<u32>,
    replacements: Vec<u8>,
}

impl Normaliser {
    /// From the bytes of a precompiled map; `None` where they are no such map.
    pub(crate) fn new(map: &[u8]) -> Option<Self> {
        let (size, rest) = map.split_first_chunk::<4>()?;
        let size = u32::from_le_bytes(*size) as usize;
        let (trie, replacements) = rest.split_at_checked(size)?;
        let units: Vec<u32> =
            trie.chunks_exact(4).map(|unit| u32::from_le_bytes([unit[0], unit[1], unit[2], unit[3]])).collect();
        (!units.is_empty()).then(|| Normaliser { units, replacements: replacements.to_vec() })
    }

    /// The normalised bytes of `text`: every word begins with "▁", runs of
    /// spaces are one, and there is none at the end. Empty where nothing is left.
    pub(crate) fn normalise(&self, text: &str) -> Vec<u8> {
        let bytes = text.as_bytes();
        let mut output = Vec::with_capacity(bytes.len() + bytes.len() / 4 + SPACE.len());
        let mut at = 0;
        // A space before the first word comes from the rule below, not the text.
        while at < bytes.len() {
            let (replacement, read) = self.prefix(&bytes[at..]);
            if replacement != b" " {
                break;
            }
            at += read;
        }
        if at == bytes.len() {
            return output;
        }
        output.extend_from_slice(SPACE);
        let mut after_space = true;
        while at < bytes.len() {
            let (mut replacement, read) = self.prefix(&bytes[at..]);
            at += read;
            while let (true, Some(rest)) = (after_space, replacement.strip_prefix(b" ")) {
                replacement = rest;
            }
            let Some(last) = replacement.last() else {
                continue;
            };
            after_space = *last == b' ';
            push_escaped(replacement, &mut output);
        }
        while output.ends_with(SPACE) {
            output.truncate(output.len() - SPACE.len());
        }
        output
    }

    /// The replacement of the longest known beginning of `bytes` (else of its
    /// first character, which then stays as it is) and how many bytes it covers.
    fn prefix<'a>(&'a self, bytes: &'a [u8]) -> (&'a [u8], usize) {
        let Some((value, read)) = self.longest_match(bytes) else {
            let read = character_length(bytes[0]).min(bytes.len());
            return (&bytes[..read], read);
        };
        let replacement = self.replacements.get(value..).unwrap_or_default();
        let end = replacement.iter().position(|&byte| byte == 0);
        (&replacement[..end.unwrap_or(replacement.len())], read)
    }

    /// Walks the double array (the layout of Darts-clone).
    fn longest_match(&self, bytes: &[u8]) -> Option<(usize, usize)> {
        let mut found = None;
        let mut node = offset(self.units[0]);
        for (position, &byte) in bytes.iter().enumerate() {
            node ^= usize::from(byte);
            let unit = *self.units.get(node)?;
            if unit & 0x8000_00FF != u32::from(byte) {
                break;
            }
            node ^= offset(unit);
            if unit & 0x100 != 0 {
                let value = self.units.get(node)? & 0x7FFF_FFFF;
                found = Some((value as usize, position + 1));
            }
        }
        found
    }
}

fn offset(unit: u32) -> usize {
    ((unit >> 10) << ((unit & 0x200) >> 6)) as usize
}

/// Bytes of the UTF-8 character that begins with `first`.
pub(crate) fn character_length(first: u8) -> usize {
    match first {
        0..=0xDF => 1 + usize::from(first >= 0xC0),
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

fn push_escaped(replacement: &[u8], output: &mut Vec<u8>) {
    for &byte in replacement {
        match byte {
            b' ' => output.extend_from_slice(SPACE),
            other => output.push(other),
        }
    }
}
