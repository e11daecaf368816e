//! Whatever the text, there is a vector of length one, or the zero vector where
//! there are no pieces.

use std::sync::LazyLock;

use proptest::prelude::*;
use standpoint_meaning::{Encoder, Vector};

static ENCODER: LazyLock<Encoder> = LazyLock::new(|| Encoder::built_in().unwrap());

fn length(vector: &Vector) -> f64 {
    vector.as_slice().iter().map(|&value| f64::from(value).powi(2)).sum::<f64>().sqrt()
}

fn check(text: &str) {
    let tokens = ENCODER.tokens(text);
    let vector = ENCODER.encode(text);
    assert_eq!(tokens.is_empty(), vector.is_zero(), "{text:?}");
    if !tokens.is_empty() {
        assert!((length(&vector) - 1.0).abs() < 1e-5, "{text:?}");
        assert!(tokens.len() >= 3 && tokens[0] == 1 && tokens[tokens.len() - 1] == 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_unicode(text in proptest::collection::vec(any::<char>(), 0..80)) {
        check(&text.into_iter().collect::<String>());
    }

    #[test]
    fn letters_marks_and_spaces(text in "[ a-zA-ZÀ-ʯ\u{300}-\u{36f}а-яΑ-ω\u{200b}\u{ad}\n\t▁ﬀ-ﬆ①-⑳]{0,120}") {
        check(&text);
    }
}

#[test]
fn every_character_alone() {
    let texts: Vec<String> = ('\0'..=char::MAX).step_by(61).map(String::from).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for vector in ENCODER.encode_all(&texts) {
        assert!(vector.is_zero() || (length(&vector) - 1.0).abs() < 1e-5);
    }
}
