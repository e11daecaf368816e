//! The encoder: many texts in, one vector for each out.

use std::collections::HashMap;
use std::num::NonZeroUsize;

use crate::asset::Asset;
use crate::error::EncoderError;
use crate::network::Network;
use crate::parallel;
use crate::tokenise::Tokeniser;
use crate::vector::Vector;

/// How many bytes of a text are read at most; the rest, from a character
/// boundary on, is left out. About 5,000 words, far beyond any sentence, so
/// that hostile input takes bounded time and memory.
pub const MAX_TEXT_BYTES: usize = 32 * 1024;

/// Texts are encoded in blocks of about this many bytes: enough to share work
/// among neighbouring windows and to keep the matrix products efficient, little
/// enough to keep several cores busy and the memory in tens of megabytes.
const BLOCK_BYTES: usize = 24 * 1024;

/// The languages it was trained on (Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval").
const LANGUAGES: [&str; 15] =
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"];

/// The built-in multilingual sentence encoder.
///
/// It holds about 80 MB. Opening it takes a tenth of a second, so open it once
/// and share it: all its methods take `&self` and may be used from any thread.
pub struct Encoder {
    name: String,
    tokeniser: Tokeniser,
    network: Network,
    threads: NonZeroUsize,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Encoder")
            .field("name", &self.name)
            .field("threads", &self.threads)
            .finish_non_exhaustive()
    }
}

impl Encoder {
    /// Opens the encoder that is part of the program.
    pub fn built_in() -> Result<Encoder, EncoderError> {
        let mut asset = Asset::built_in()?;
        let network = Network::new(asset.table, asset.epsilon, &mut asset.arrays)?;
        Ok(Encoder { name: asset.name, tokeniser: asset.tokeniser, network, threads: parallel::cores() })
    }

    /// The same encoder on at most this many threads (at first: all cores). The
    /// vectors do not depend on it.
    pub fn with_threads(mut self, threads: NonZeroUsize) -> Encoder {
        self.threads = threads;
        self
    }

    /// Whether the encoder was trained on this language, given by its two-letter code. Of others it knows what they share
    /// with these, which is too little to decide by.
    pub fn knows(&self, language: &str) -> bool {
        LANGUAGES.contains(&language)
    }

    /// Name and variant, to be kept with stored vectors: vectors of encoders
    /// with different names cannot be compared.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pieces of `text` as numbers: 1, the text's, 2. Unknown characters are
    /// 0, one for a run. Empty where the text has no content.
    pub fn tokens(&self, text: &str) -> Vec<u32> {
        self.tokeniser.tokens(beginning(text))
    }

    /// The vector of one text. For several texts [`Encoder::encode_all`] is
    /// several times faster.
    pub fn encode(&self, text: &str) -> Vector {
        self.encode_block(&[text]).pop().unwrap_or_else(Vector::zero)
    }

    /// The vectors of many texts, in their order, the same as [`Encoder::encode`]
    /// gives for each. Texts that occur several times are encoded once.
    pub fn encode_all(&self, texts: &[&str]) -> Vec<Vector> {
        let mut numbers: HashMap<&str, usize> = HashMap::with_capacity(texts.len());
        let mut different: Vec<&str> = Vec::new();
        let places: Vec<usize> = texts
            .iter()
            .map(|text| {
                *numbers.entry(beginning(text)).or_insert_with_key(|text| {
                    different.push(text);
                    different.len() - 1
                })
            })
            .collect();
        let blocks = blocks_of(&different);
        let vectors: Vec<Vector> =
            parallel::in_parallel(blocks.len(), self.threads, |block| self.encode_block(blocks[block]))
                .into_iter()
                .flatten()
                .collect();
        if different.len() == texts.len() {
            return vectors;
        }
        places.into_iter().map(|at| vectors[at].clone()).collect()
    }

    fn encode_block(&self, texts: &[&str]) -> Vec<Vector> {
        let tokens: Vec<Vec<u32>> = texts.iter().map(|text| self.tokens(text)).collect();
        let filled: Vec<bool> = tokens.iter().map(|text| !text.is_empty()).collect();
        let tokens: Vec<Vec<u32>> = tokens.into_iter().filter(|text| !text.is_empty()).collect();
        let mut vectors = match tokens.is_empty() {
            true => Vec::new(),
            false => self.network.vectors(&tokens),
        }
        .into_iter();
        filled
            .into_iter()
            .map(|filled| filled.then(|| vectors.next()).flatten())
            .map(|vector| vector.unwrap_or_else(Vector::zero))
            .collect()
    }
}

/// The part of a text that is read.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Consecutive texts, about [`BLOCK_BYTES`] at a time. Where the blocks begin
/// depends on the texts alone, never on the machine.
fn blocks_of<'a, 'b>(texts: &'b [&'a str]) -> Vec<&'b [&'a str]> {
    let mut blocks = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (place, text) in texts.iter().enumerate() {
        bytes += text.len();
        if bytes >= BLOCK_BYTES || place + 1 == texts.len() {
            blocks.push(&texts[start..=place]);
            (start, bytes) = (place + 1, 0);
        }
    }
    blocks
}
