//! The encoder against the reference software, on texts that
//! `tools/encoder/make_reference.py` ran through it.

use std::num::NonZeroUsize;

use standpoint_meaning::{Encoder, Vector, MAX_TEXT_BYTES};

/// Largest difference allowed between any number of ours and the reference's.
const TOLERANCE: f32 = 1e-5;

struct Entry {
    text: String,
    tokens: Vec<u32>,
    vector: Option<Vec<f32>>,
}

fn reference() -> Vec<Entry> {
    let file: serde_json::Value = serde_json::from_str(include_str!("reference.json")).unwrap();
    let entry = |value: &serde_json::Value| Entry {
        text: value["text"].as_str().unwrap().to_owned(),
        tokens: value["tokens"].as_array().unwrap().iter().map(|token| token.as_u64().unwrap() as u32).collect(),
        vector: value["vector"].as_str().map(numbers),
    };
    file["texts"].as_array().unwrap().iter().map(entry).collect()
}

/// Little-endian f32 numbers from base64.
fn numbers(base64: &str) -> Vec<f32> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |byte: u8| alphabet.iter().position(|&letter| letter == byte).unwrap_or(0) as u32;
    let mut bytes = Vec::new();
    for four in base64.as_bytes().chunks(4) {
        let bits = four.iter().fold(0, |bits, &byte| bits << 6 | digit(byte));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
    }
    let number = |four: &[u8]| f32::from_le_bytes(four.try_into().unwrap());
    bytes.chunks_exact(4).take(Vector::DIMENSIONS).map(number).collect()
}

#[test]
#[allow(clippy::print_stdout)] // shown with --nocapture
fn tokens_and_vectors_are_those_of_the_reference() {
    let encoder = Encoder::built_in().unwrap();
    let entries = reference();
    let texts: Vec<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
    let vectors = encoder.encode_all(&texts);
    let mut largest = 0.0f32;
    for (entry, vector) in entries.iter().zip(&vectors) {
        assert_eq!(encoder.tokens(&entry.text), entry.tokens, "{:?}", entry.text);
        let Some(expected) = &entry.vector else {
            assert!(vector.is_zero(), "{:?}", entry.text);
            continue;
        };
        for (ours, theirs) in vector.as_slice().iter().zip(expected) {
            largest = largest.max((ours - theirs).abs());
        }
    }
    println!("largest difference of a number: {largest:.2e}");
    assert!(entries.len() >= 60 && largest <= TOLERANCE, "{largest:.2e}");
}

#[test]
fn neither_threads_nor_neighbours_change_a_vector() {
    let entries = reference();
    // Often enough for several blocks, and different each time.
    let texts: Vec<String> =
        (0..6).flat_map(|round| entries.iter().map(move |entry| format!("{} {round}", entry.text))).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let encoder = Encoder::built_in().unwrap().with_threads(NonZeroUsize::MIN);
    let alone = encoder.encode_all(&texts);
    for (text, vector) in texts.iter().zip(&alone).step_by(7) {
        assert_eq!(&encoder.encode(text), vector, "{text:?}");
    }
    let reversed: Vec<&str> = texts.iter().rev().copied().collect();
    let encoder = encoder.with_threads(NonZeroUsize::new(5).unwrap());
    assert_eq!(encoder.encode_all(&texts), alone);
    assert!(encoder.encode_all(&reversed).iter().rev().eq(&alone));
}

#[test]
fn texts_that_occur_twice_have_the_same_vector() {
    let encoder = Encoder::built_in().unwrap();
    let vectors = encoder.encode_all(&["tram", "", "harbour", "tram", " "]);
    assert_eq!(vectors[0], vectors[3]);
    assert_ne!(vectors[0], vectors[2]);
    assert!(vectors[1].is_zero() && vectors[4].is_zero());
    assert!(encoder.encode_all(&[]).is_empty());
}

#[test]
fn only_the_beginning_of_a_huge_text_is_read() {
    let encoder = Encoder::built_in().unwrap();
    let huge = "ж".repeat(5_000_000);
    let vector = encoder.encode(&huge);
    assert_eq!(vector, encoder.encode(&huge[..MAX_TEXT_BYTES]));
    assert!((vector.cosine(&vector) - 1.0).abs() < 1e-5);
    let mixed: String = (0..2_000_000u32).filter_map(|n| char::from_u32(0x21 + n.wrapping_mul(7919) % 0x500)).collect();
    assert!(!encoder.encode(&mixed).is_zero());
}

#[test]
fn translations_are_nearer_than_other_sentences() {
    let encoder = Encoder::built_in().unwrap();
    let english = encoder.encode("The library must not close.");
    let german = encoder.encode("Die Bücherei darf nicht schließen.");
    let other = encoder.encode("Der Fahrplan gilt ab Montag.");
    assert!(english.cosine(&german) > english.cosine(&other) + 0.2);
    assert_eq!(encoder.name(), "use-multilingual-3 6-bit");
}
