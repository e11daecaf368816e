//! What windows mean, kept from one codebook to the next: encoding them is nearly all of the work, and an edit of a question
//! changes none of them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use standpoint_meaning::{Encoder, Vector};

/// So many windows are kept at most, each in a good kilobyte: those of some 3,500 statements of 22 passages.
const MOST: usize = 250_000;
/// By what the numbers of a vector are multiplied to fit into 16 bits. A cosine then is off by a hundred-thousandth.
const SCALE: f32 = 32_767.0;

/// Vectors of windows, in memory of bounded size.
#[derive(Debug, Default)]
pub struct WindowMemory {
    known: Mutex<HashMap<[u64; 2], Remembered>>,
}

#[derive(Debug)]
struct Remembered {
    numbers: Box<[i16; Vector::DIMENSIONS]>,
    /// How near it lies to everything, and by which sentences that was measured.
    hub: Option<(u64, f32)>,
}

/// A window with what is known of it.
pub(crate) struct Known {
    pub vector: Vector,
    /// How near it lies to everything.
    pub hub: Option<f32>,
}

impl WindowMemory {
    /// With nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<[u64; 2], Remembered>> {
        // Windows are put in whole, so a memory left by a panicking thread is good.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The vectors of windows, encoded where they are not known. `hub_of` names the sentences by which hubs are measured. A vector is the
    /// same whether it was known or not.
    pub(crate) fn vectors(&self, encoder: &Encoder, texts: &[&str], hub_of: u64) -> Vec<Known> {
        let keys: Vec<[u64; 2]> = texts.iter().map(|text| key(text)).collect();
        let mut found: Vec<Option<Known>> = {
            let known = self.lock();
            keys.iter().map(|key| known.get(key).map(|window| window.known(hub_of))).collect()
        };
        let missing: Vec<usize> = (0..texts.len()).filter(|number| found[*number].is_none()).collect();
        let encoded = encoder.encode_all(&missing.iter().map(|number| texts[*number]).collect::<Vec<_>>());
        let mut known = self.lock();
        for (number, vector) in missing.into_iter().zip(&encoded) {
            let window = Remembered { numbers: packed(vector), hub: None };
            found[number] = Some(window.known(hub_of));
            if known.len() < MOST {
                known.insert(keys[number], window);
            }
        }
        let none = || Known { vector: Vector::zero(), hub: None };
        found.into_iter().map(|known| known.unwrap_or_else(none)).collect()
    }

    pub(crate) fn keep_hubs(&self, texts: &[&str], hubs: &[f32], hub_of: u64) {
        let mut known = self.lock();
        for (text, hub) in texts.iter().zip(hubs) {
            if let Some(window) = known.get_mut(&key(text)) {
                window.hub = Some((hub_of, *hub));
            }
        }
    }
}

impl Remembered {
    fn known(&self, hub_of: u64) -> Known {
        let numbers: Vec<f32> = self.numbers.iter().map(|number| f32::from(*number) / SCALE).collect();
        let hub = self.hub.filter(|(of, _)| *of == hub_of).map(|(_, hub)| hub);
        Known { vector: Vector::from_slice(&numbers).unwrap_or_else(Vector::zero), hub }
    }
}

fn packed(vector: &Vector) -> Box<[i16; Vector::DIMENSIONS]> {
    let mut numbers = Box::new([0; Vector::DIMENSIONS]);
    for (number, value) in numbers.iter_mut().zip(vector.as_slice()) {
        *number = (value * SCALE).round() as i16;
    }
    numbers
}

/// A name for some sentences.
pub(crate) fn name_of(sentences: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    sentences.hash(&mut hasher);
    hasher.finish()
}

/// Two texts with the same 128 bits are not met.
fn key(text: &str) -> [u64; 2] {
    [0u8, 1].map(|seed| {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        text.hash(&mut hasher);
        hasher.finish()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_what_was_encoded() {
        let encoder = Encoder::built_in().unwrap();
        let memory = WindowMemory::new();
        let texts = ["The ferry must stay.", "", "Die Fähre muss bleiben."];
        let first = memory.vectors(&encoder, &texts, 7);
        assert!(first.iter().all(|known| known.hub.is_none()));
        memory.keep_hubs(&texts, &[0.1, 0.2, 0.3], 7);
        let again = memory.vectors(&encoder, &texts, 7);
        for ((first, again), exact) in first.iter().zip(&again).zip(encoder.encode_all(&texts)) {
            assert_eq!(first.vector, again.vector);
            assert!(exact.is_zero() || (exact.cosine(&again.vector) - 1.0).abs() < 1e-5);
        }
        assert_eq!(again.iter().map(|known| known.hub).collect::<Vec<_>>(), [Some(0.1), Some(0.2), Some(0.3)]);
        assert!(memory.vectors(&encoder, &texts, 8).iter().all(|known| known.hub.is_none()), "other sentences");
    }
}
