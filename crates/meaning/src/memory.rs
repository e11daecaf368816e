//! An encoder that remembers: for steps that ask for the same sentences one after the other.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::{Encoder, Vector};

/// So many vectors are remembered at most: 32 MiB, and their texts.
const MOST: usize = 16 << 10;
/// Longer texts are not remembered.
const LONGEST_BYTES: usize = 2048;

/// An encoder with a memory of bounded size. It gives the vectors that the encoder gives.
#[derive(Debug)]
pub struct Memory<'a> {
    encoder: &'a Encoder,
    known: Mutex<HashMap<String, Vector>>,
}

impl<'a> Memory<'a> {
    /// An empty memory before this encoder.
    pub fn new(encoder: &'a Encoder) -> Self {
        Self { encoder, known: Mutex::default() }
    }

    /// The encoder behind it.
    pub fn encoder(&self) -> &'a Encoder {
        self.encoder
    }

    /// The vectors of many texts, as [`Encoder::encode_all`] gives them.
    pub fn encode_all(&self, texts: &[&str]) -> Vec<Vector> {
        // Vectors are put in whole, so a memory left by a panicking thread is good.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Option<Vector>> = texts.iter().map(|text| known.get(*text).cloned()).collect();
        let missing: Vec<&str> =
            texts.iter().zip(&found).filter(|(_, vector)| vector.is_none()).map(|(text, _)| *text).collect();
        let encoded = self.encoder.encode_all(&missing);
        for (text, vector) in missing.iter().zip(&encoded) {
            if known.len() < MOST && text.len() <= LONGEST_BYTES {
                known.insert((*text).to_owned(), vector.clone());
            }
        }
        let mut encoded = encoded.into_iter();
        found.iter_mut().for_each(|vector| {
            if vector.is_none() {
                *vector = encoded.next();
            }
        });
        found.into_iter().map(|vector| vector.unwrap_or_else(Vector::zero)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_gives_what_the_encoder_gives() {
        let encoder = Encoder::built_in().unwrap();
        let memory = Memory::new(&encoder);
        let texts = ["The ferry must stay.", "", "Die Fähre muss bleiben.", "The ferry must stay."];
        assert_eq!(memory.encode_all(&texts[..2]), encoder.encode_all(&texts[..2]));
        assert_eq!(memory.encode_all(&texts), encoder.encode_all(&texts));
        assert_eq!(memory.known.lock().unwrap().len(), 3);
    }
}
