//! The encoder: many texts in, one vector for each out.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use crate::asset::Asset;
use crate::branches::Scratch;
use crate::contexts::{stretches, Stretch};
use crate::error::EncoderError;
use crate::network::Network;
use crate::parallel;
use crate::tokenise::Tokeniser;
use crate::vector::Vector;
use crate::vocabulary::{work_out, Piece, Vocabulary, TOGETHER};

/// How many bytes of a text are read at most; the rest, from a character
/// boundary on, is left out. About 5,000 words, far beyond any sentence, so
/// that hostile input takes bounded time and memory.
pub const MAX_TEXT_BYTES: usize = 32 * 1024;

/// Texts are encoded in stretches that have about so many different pieces: what is known of them takes 60 MiB.
const DIFFERENT_PIECES: usize = 4096;
/// Within them, in blocks of about so many pieces: enough to share work among neighbouring windows and to keep the matrix
/// products efficient, little enough to keep several cores busy and what is worked on near the processor.
const BLOCK_PIECES: usize = 1024;
/// Texts that are cut into pieces at a time.
const CUT_TOGETHER: usize = 64;

/// The languages it was trained on (Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval").
const LANGUAGES: [&str; 15] =
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"];

/// The built-in multilingual sentence encoder.
///
/// It holds about 80 MB, and up to 90 MiB more once it was used. Opening it takes a tenth of a second, so open it once
/// and share it: all its methods take `&self` and may be used from any thread.
pub struct Encoder {
    name: String,
    tokeniser: Tokeniser,
    network: Network,
    /// What is known of the pieces seen last; whoever encodes takes it and puts it back.
    vocabulary: Mutex<Vocabulary>,
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
        let vocabulary = Mutex::default();
        Ok(Encoder { name: asset.name, tokeniser: asset.tokeniser, network, vocabulary, threads: parallel::cores() })
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
        self.encode_different(&[beginning(text)]).pop().unwrap_or_else(Vector::zero)
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
        let vectors = self.encode_different(&different);
        if different.len() == texts.len() {
            return vectors;
        }
        places.into_iter().map(|at| vectors[at].clone()).collect()
    }

    fn encode_different(&self, texts: &[&str]) -> Vec<Vector> {
        let parts: Vec<&[&str]> = texts.chunks(CUT_TOGETHER).collect();
        let cut = |part: usize| parts[part].iter().map(|text| self.tokens(text)).collect::<Vec<_>>();
        let tokens: Vec<Vec<u32>> =
            parallel::in_parallel(parts.len(), self.threads, cut).into_iter().flatten().collect();
        // Another thread may encode at the same time: it begins with nothing known, and the larger vocabulary stays.
        let mut vocabulary = std::mem::take(&mut *self.vocabulary.lock().unwrap_or_else(PoisonError::into_inner));
        let vectors = self.encode_stretches(&stretches(tokens, DIFFERENT_PIECES), &mut vocabulary);
        let mut kept = self.vocabulary.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < vocabulary.len() {
            *kept = vocabulary;
        }
        vectors
    }

    /// While a stretch is encoded the pieces that the next one lacks are worked out: the work comes in small parts, which
    /// keep all cores busy to the end.
    fn encode_stretches(&self, stretches: &[Stretch], vocabulary: &mut Vocabulary) -> Vec<Vector> {
        let (mut vectors, mut pieces) = (Vec::new(), Vec::new());
        for number in 0..=stretches.len() {
            let here = number.checked_sub(1).map_or(&[][..], |here| &stretches[here].texts);
            let next = stretches.get(number).map_or(&[][..], |next| &next.tokens);
            let blocks = blocks_of(here);
            let missing = vocabulary.missing(next);
            let parts: Vec<&[u32]> = missing.chunks(TOGETHER).collect();
            let work = |scratch: &mut Scratch, job: usize| match blocks.get(job) {
                Some(block) => Done::Block(self.encode_block(block, &pieces, scratch)),
                None => Done::Part(work_out(parts[job - blocks.len()], &self.network)),
            };
            let mut learnt = Vec::with_capacity(missing.len());
            for done in parallel::in_parallel_with(blocks.len() + parts.len(), self.threads, Scratch::default, work) {
                match done {
                    Done::Block(block) => vectors.extend(block),
                    Done::Part(part) => learnt.extend(part),
                }
            }
            pieces = vocabulary.pieces(next, &missing, learnt);
            vocabulary.forget();
        }
        vectors
    }

    fn encode_block(&self, block: &[Vec<u32>], pieces: &[Arc<Piece>], scratch: &mut Scratch) -> Vec<Vector> {
        let filled: Vec<&[u32]> = block.iter().map(Vec::as_slice).filter(|text| !text.is_empty()).collect();
        let mut vectors = self.network.vectors(&filled, pieces, scratch).into_iter();
        let of_text = |text: &Vec<u32>| (!text.is_empty()).then(|| vectors.next()).flatten();
        block.iter().map(of_text).map(|vector| vector.unwrap_or_else(Vector::zero)).collect()
    }
}

/// A part of the work.
enum Done {
    Block(Vec<Vector>),
    Part(Vec<Piece>),
}

/// The part of a text that is read.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Consecutive texts, about [`BLOCK_PIECES`] at a time. Where the blocks begin depends on the texts alone, never on the
/// machine.
fn blocks_of(texts: &[Vec<u32>]) -> Vec<&[Vec<u32>]> {
    let mut blocks = Vec::new();
    let (mut start, mut pieces) = (0, 0);
    for (place, text) in texts.iter().enumerate() {
        pieces += text.len();
        if pieces >= BLOCK_PIECES || place + 1 == texts.len() {
            blocks.push(&texts[start..=place]);
            (start, pieces) = (place + 1, 0);
        }
    }
    blocks
}
