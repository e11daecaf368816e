//! The encoder's numbers, read from the asset that is part of the program.
//!
//! `tools/encoder/make_asset.py` writes the asset and describes its layout.

use std::ops::Range;

use ndarray::Array2;

use crate::error::EncoderError;
use crate::normalise::Normaliser;
use crate::parallel;
use crate::tokenise::{Tokeniser, Trie, FIRST};

static COMPRESSED: &[u8] = include_bytes!("../assets/encoder.bin.zst");

const MAGIC: &[u8] = b"SPENCODE";
const FORMAT: u32 = 1;
const SKIPPABLE_FRAME: u32 = 0x184D_2A50;
const BLOCKS: usize = 17;
/// Numbers in a row of the table.
pub(crate) const WIDTH: usize = 512;

/// Everything the asset holds.
pub(crate) struct Asset {
    pub(crate) name: String,
    pub(crate) tokeniser: Tokeniser,
    pub(crate) table: Table,
    pub(crate) epsilon: f32,
    pub(crate) arrays: Arrays,
}

/// The matrices and vectors of the network, by name.
pub(crate) struct Arrays(Vec<(String, Array2<f32>)>);

impl Arrays {
    /// Takes the array `name`, which has to have this shape.
    pub(crate) fn take(&mut self, name: &str, rows: usize, columns: usize) -> Result<Array2<f32>, EncoderError> {
        let place = self.0.iter().position(|(found, array)| found == name && array.dim() == (rows, columns));
        match place {
            Some(place) => Ok(self.0.swap_remove(place).1),
            None => Err(EncoderError::damaged(format!("there is no array {name} of {rows} x {columns}"))),
        }
    }

    /// Takes an array that is a single row.
    pub(crate) fn take_row(&mut self, name: &str, columns: usize) -> Result<Vec<f32>, EncoderError> {
        Ok(self.take(name, 1, columns)?.into_raw_vec_and_offset().0)
    }
}

/// The input row of every piece, in codes that become numbers when needed: as
/// f32 the table would take 200 MB and the start of the program much longer.
pub(crate) struct Table {
    /// The whole asset; the codes are the part `codes` of it.
    flat: Vec<u8>,
    codes: Range<usize>,
    block: Vec<u8>,
    scale: Vec<f32>,
    offset: Vec<f32>,
}

impl Table {
    /// Writes the row of piece `token`.
    pub(crate) fn read_row(&self, token: u32, row: &mut [f32]) {
        let token = token as usize;
        let block = usize::from(self.block[token]);
        let (scale, offset) = (self.scale[block], self.offset[block]);
        let codes = &self.flat[self.codes.clone()][token * WIDTH..][..WIDTH];
        for (value, &code) in row.iter_mut().zip(codes) {
            *value = f32::from(code) * scale + offset;
        }
    }
}

impl Asset {
    pub(crate) fn built_in() -> Result<Self, EncoderError> {
        Self::parse(decompress(COMPRESSED)?)
    }

    fn parse(flat: Vec<u8>) -> Result<Self, EncoderError> {
        let mut reader = Reader::new(&flat);
        if reader.take(MAGIC.len())? != MAGIC || reader.u32()? != FORMAT {
            return Err(EncoderError::damaged("it has another format"));
        }
        let name = reader.text()?;
        for _package_version_hash in 0..3 {
            reader.text()?;
        }
        let unknown_score = reader.f32()?;
        let epsilon = reader.f32()?;
        let map = reader.u32()? as usize;
        let normaliser =
            Normaliser::new(reader.take(map)?).ok_or_else(|| EncoderError::damaged("the map of characters"))?;
        let (trie, pieces) = read_pieces(&mut reader)?;
        let scores = reader.f32s(pieces)?;
        let block = reader.take(pieces)?.to_vec();
        let scale = reader.f32s(BLOCKS)?;
        let offset = reader.f32s(BLOCKS)?;
        let arrays = read_arrays(&mut reader)?;
        let codes = reader.at..reader.at + pieces * WIDTH;
        reader.take(pieces * WIDTH)?;
        if block.iter().any(|&block| usize::from(block) >= BLOCKS) {
            return Err(EncoderError::damaged("a piece has no block"));
        }
        Ok(Asset {
            name,
            tokeniser: Tokeniser { normaliser, trie, scores, unknown_score },
            epsilon,
            arrays,
            table: Table { codes, block, scale, offset, flat },
        })
    }
}

/// The texts of the pieces as a tree, and how many pieces there are.
fn read_pieces(reader: &mut Reader) -> Result<(Trie, usize), EncoderError> {
    let count = reader.u32()? as usize;
    let lengths = reader.take(count)?;
    let texts = lengths.iter().map(|&length| reader.take(usize::from(length))).collect::<Result<Vec<_>, _>>()?;
    let ordinary = texts.get(FIRST as usize..).ok_or_else(|| EncoderError::damaged("there are no pieces"))?;
    let trie = Trie::new(ordinary).ok_or_else(|| EncoderError::damaged("the order of pieces"))?;
    Ok((trie, count))
}

fn read_arrays(reader: &mut Reader) -> Result<Arrays, EncoderError> {
    let count = reader.u32()?;
    let mut arrays = Vec::new();
    for _ in 0..count {
        let name = reader.text()?;
        let (rows, columns) = (reader.u32()? as usize, reader.u32()? as usize);
        let palette = usize::from(reader.u16()?);
        let values = match palette {
            0 => reader.f32s(rows * columns)?,
            _ => read_coded(reader, palette, rows * columns)?,
        };
        let array = Array2::from_shape_vec((rows, columns), values)
            .map_err(|error| EncoderError::damaged(format!("{name}: {error}")))?;
        arrays.push((name, array));
    }
    Ok(Arrays(arrays))
}

/// Numbers that are written as places in a list of at most 256.
fn read_coded(reader: &mut Reader, palette: usize, count: usize) -> Result<Vec<f32>, EncoderError> {
    let mut values = reader.f32s(palette)?;
    // With 256 entries every code has one, so the loop needs no check.
    values.resize(256, 0.0);
    let codes = reader.take(count)?;
    Ok(codes.iter().map(|&code| values[usize::from(code)]).collect())
}

/// Decompresses the frames side by side: half the time on two cores.
fn decompress(compressed: &[u8]) -> Result<Vec<u8>, EncoderError> {
    let mut reader = Reader::new(compressed);
    if reader.u32()? != SKIPPABLE_FRAME {
        return Err(EncoderError::damaged("it has no list of its parts"));
    }
    let _size_of_list = reader.u32()?;
    let count = reader.u32()?;
    let sizes = (0..count)
        .map(|_| Ok((reader.u32()? as usize, reader.u32()? as usize)))
        .collect::<Result<Vec<_>, EncoderError>>()?;
    let frames = sizes.iter().map(|&(packed, _)| reader.take(packed)).collect::<Result<Vec<_>, _>>()?;
    let parts = parallel::in_parallel(frames.len(), parallel::cores(), |part| {
        decompress_frame(part, frames[part], sizes[part].1)
    });
    let mut flat = Vec::with_capacity(sizes.iter().map(|&(_, size)| size).sum());
    for part in parts {
        flat.extend_from_slice(&part?);
    }
    Ok(flat)
}

fn decompress_frame(part: usize, frame: &[u8], size: usize) -> Result<Vec<u8>, EncoderError> {
    zstd::bulk::decompress(frame, size).map_err(|error| EncoderError::Decompress { part, reason: error.to_string() })
}

/// Reads little-endian numbers one after the other.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, at: 0 }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], EncoderError> {
        let taken = self
            .bytes
            .get(self.at..)
            .and_then(|rest| rest.get(..count))
            .ok_or_else(|| EncoderError::damaged("it ends too early"))?;
        self.at += count;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], EncoderError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn u16(&mut self) -> Result<u16, EncoderError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    fn u32(&mut self) -> Result<u32, EncoderError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn f32(&mut self) -> Result<f32, EncoderError> {
        Ok(f32::from_le_bytes(self.array()?))
    }

    fn f32s(&mut self, count: usize) -> Result<Vec<f32>, EncoderError> {
        let bytes = self.take(count.saturating_mul(4))?;
        let number = |four: &[u8]| f32::from_le_bytes([four[0], four[1], four[2], four[3]]);
        Ok(bytes.chunks_exact(4).map(number).collect())
    }

    fn text(&mut self) -> Result<String, EncoderError> {
        let length = usize::from(self.u16()?);
        let bytes = self.take(length)?.to_vec();
        String::from_utf8(bytes).map_err(|_| EncoderError::damaged("a name is not text"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_an_error_and_not_a_panic() {
        assert!(decompress(b"").is_err());
        assert!(decompress(&COMPRESSED[4..100]).is_err());
        assert!(decompress(&COMPRESSED[..1000]).is_err());
        assert!(Asset::parse(b"SPENCODE\x02\0\0\0".to_vec()).is_err());
        assert!(Asset::parse(b"SPENCODE\x01\0\0\0\x09\0abc".to_vec()).is_err());
    }
}
