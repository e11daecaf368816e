//! Texts, passages and vectors in few bytes.
//!
//! A passage is seven numbers as LEB128: bytes since the end of the passage before, its length in bytes, its kind, its
//! language (0 for none, else letters as base 26 plus one), paragraphs since that of the passage before, its first page (0
//! for none), and how many pages later it ends. Where its element is known, its kind is larger by the number of kinds, and
//! there follow: how many bytes of the selector before its selector begins with, how many bytes come then, and these.

use std::io::{Cursor, Read};
use std::sync::Arc;

use standpoint_meaning::Vector;
use standpoint_text::{LanguageCode, Pages, Passage, PassageKind, Text};

/// Little is gained beyond this level, and a lot of time lost.
const LEVEL: i32 = 3;
const KINDS: [PassageKind; 4] = [PassageKind::Heading, PassageKind::Sentence, PassageKind::Item, PassageKind::Slogan];

/// What is longer unpacked has at least one packed byte for [`TIMES`] of its own. So a file of a few hundred kilobytes from
/// elsewhere can't fill the memory.
const LARGE: usize = 64 << 20;
const TIMES: usize = 1000;
/// Begins a frame that unpacking skips; its length follows in four bytes (RFC 8878, 3.1.2).
const SKIPPED: [u8; 4] = [0x50, 0x2a, 0x4d, 0x18];

pub(crate) fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = zstd::bulk::compress(bytes, LEVEL)?;
    let missing = (bytes.len() / TIMES).saturating_sub(packed.len());
    if bytes.len() > LARGE && missing > 0 {
        packed.extend(SKIPPED);
        packed.extend(u32::try_from(missing).unwrap_or(u32::MAX).to_le_bytes());
        packed.resize(packed.len() + missing, 0);
    }
    Ok(packed)
}

/// What [`pack`] packed; `None` where it is damaged, more than `size` bytes, or no work of [`pack`].
pub(crate) fn unpack(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    if size > most(packed) {
        return None;
    }
    // Nothing is reserved on the word of the file.
    let mut bytes = Vec::new();
    let reader = zstd::stream::Decoder::new(Cursor::new(packed)).ok()?;
    reader.take(size as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= size).then_some(bytes)
}

/// No more than this is in what [`pack`] packed.
pub(crate) fn most(packed: &[u8]) -> usize {
    LARGE.max(packed.len().saturating_add(1).saturating_mul(TIMES))
}

pub(crate) fn pack_passages(passages: &[Passage]) -> Vec<u8> {
    let mut out = Vec::with_capacity(passages.len() * 6);
    let (mut end, mut paragraph, mut before) = (0, 0, "");
    for passage in passages {
        let bytes = passage.span.bytes();
        let of_element = if passage.element.is_some() { KINDS.len() } else { 0 };
        push(&mut out, bytes.start - end);
        push(&mut out, bytes.len());
        push(&mut out, KINDS.iter().position(|&k| k == passage.kind).unwrap_or(1) + of_element);
        push(&mut out, passage.language.map_or(0, number_of));
        push(&mut out, passage.paragraph.saturating_sub(paragraph) as usize);
        push(&mut out, passage.pages.map_or(0, |pages| pages.first as usize));
        push(&mut out, passage.pages.map_or(0, |pages| pages.last.saturating_sub(pages.first) as usize));
        if let Some(element) = passage.element.as_deref() {
            let same = element.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
            push(&mut out, same);
            push(&mut out, element.len() - same);
            out.extend(&element.as_bytes()[same..]);
            before = element;
        }
        (end, paragraph) = (bytes.end, passage.paragraph);
    }
    out
}

/// The passages of a text; `None` where they are not of this text.
pub(crate) fn unpack_passages(packed: &[u8], text: &Text) -> Option<Vec<Passage>> {
    let mut left = packed;
    let (mut end, mut paragraph, mut passages) = (0usize, 0u32, Vec::new());
    let mut before: Arc<str> = "".into();
    while !left.is_empty() {
        let start = end.checked_add(pull(&mut left)?)?;
        end = start.checked_add(pull(&mut left)?)?;
        let number = pull(&mut left)?;
        let kind = *KINDS.get(number % KINDS.len())?;
        let language = match pull(&mut left)? {
            0 => None,
            number => Some(language_of(number)?),
        };
        paragraph = paragraph.checked_add(u32::try_from(pull(&mut left)?).ok()?)?;
        let (first, further) = (u32::try_from(pull(&mut left)?).ok()?, u32::try_from(pull(&mut left)?).ok()?);
        let pages = match first {
            0 => None,
            first => Some(Pages { first, last: first.checked_add(further)? }),
        };
        let element = match number / KINDS.len() {
            0 => None,
            1 => {
                before = pull_element(&mut left, &before)?;
                Some(before.clone())
            }
            _ => return None,
        };
        passages.push(Passage { span: text.span(start..end).ok()?, kind, language, paragraph, pages, element });
    }
    Some(passages)
}

/// A selector that begins as the one before.
fn pull_element(left: &mut &[u8], before: &Arc<str>) -> Option<Arc<str>> {
    let (same, length) = (pull(left)?, pull(left)?);
    let (rest, after) = left.split_at_checked(length)?;
    let begin = before.as_bytes().get(..same)?;
    *left = after;
    if same == before.len() && rest.is_empty() {
        return Some(before.clone());
    }
    String::from_utf8([begin, rest].concat()).ok().map(Arc::from)
}

fn number_of(language: LanguageCode) -> usize {
    language.as_str().bytes().fold(0, |number, letter| number * 26 + usize::from(letter - b'a')) + 1
}

fn language_of(number: usize) -> Option<LanguageCode> {
    let number = number - 1;
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    (number < 26 * 26)
        .then(|| [letter(number / 26), letter(number)].iter().collect::<String>())
        .and_then(|code| LanguageCode::new(&code))
}

fn push(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn pull(left: &mut &[u8]) -> Option<usize> {
    let mut number = 0usize;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = left.split_first()?;
        *left = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Each number as a signed byte, the largest as 127: the direction of the vector to within half a per cent.
pub(crate) fn pack_vector(vector: &Vector, out: &mut Vec<u8>) {
    let largest = vector.as_slice().iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
    let scale = if largest > 0.0 { 127.0 / largest } else { 0.0 };
    out.extend(vector.as_slice().iter().map(|value| (value * scale).round() as i8 as u8));
}

/// The cosine of a vector with a packed one.
pub(crate) fn cosine(vector: &Vector, packed: &[u8]) -> f32 {
    let (mut product, mut length) = (0.0f32, 0.0f32);
    for (value, &byte) in vector.as_slice().iter().zip(packed) {
        let other = f32::from(byte as i8);
        product += value * other;
        length += other * other;
    }
    if length > 0.0 {
        product / length.sqrt()
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn passages_come_back_as_they_were(parts in prop::collection::vec((0usize..300, 1usize..40, 0usize..4, 0usize..677, 0u32..3), 0..30)) {
            let length: usize = parts.iter().map(|p| p.0 + p.1).sum();
            let text = Text::new("a".repeat(length)).unwrap();
            let (mut end, mut paragraph, mut passages) = (0, 0, Vec::new());
            for (gap, long, kind, language, further) in parts {
                let start = end + gap;
                end = start + long;
                paragraph += further;
                let language = if language == 0 { None } else { language_of(language) };
                let pages = (paragraph % 3 > 0).then_some(Pages { first: paragraph, last: paragraph + paragraph % 2 });
                let element = (kind > 0).then(|| format!("#a > p:nth-of-type({})", paragraph + 1).into());
                let span = text.span(start..end).unwrap();
                passages.push(Passage { span, kind: KINDS[kind], language, paragraph, pages, element });
            }
            prop_assert_eq!(unpack_passages(&pack_passages(&passages), &text), Some(passages));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let text = Text::new("Één brug".repeat(20)).unwrap();
            let _ = unpack_passages(&bytes, &text);
            let _ = unpack(&bytes, 1000);
        }
    }

    #[test]
    fn what_is_packed_is_unpacked_within_its_size() {
        let packed = pack(&[7; 5000]).unwrap();
        assert!(packed.len() < 100);
        assert_eq!(unpack(&packed, 5000), Some(vec![7; 5000]));
        assert_eq!(unpack(&packed, 4999), None, "a bomb is cut off");
    }

    #[test]
    fn little_that_claims_to_be_a_lot_is_not_unpacked_and_what_we_pack_is() {
        let long = vec![b'a'; LARGE + 1000];
        let packed = pack(&long).unwrap();
        assert!(unpack(&packed, long.len()).is_some_and(|unpacked| unpacked == long));
        let bomb = zstd::bulk::compress(&long, LEVEL).unwrap();
        assert!(bomb.len() < 20_000);
        assert_eq!(unpack(&bomb, long.len()), None);
    }

    #[test]
    fn a_packed_vector_keeps_its_direction() {
        let values: Vec<f32> = (0..512).map(|i| ((i * 37) as f32 * 0.11).sin()).collect();
        let vector = Vector::from_slice(&values).unwrap();
        let mut packed = Vec::new();
        pack_vector(&vector, &mut packed);
        assert_eq!(packed.len(), 512);
        assert!(cosine(&vector, &packed) > 0.9999);
        assert_eq!(cosine(&vector, &[0; 512]), 0.0);
    }
}
