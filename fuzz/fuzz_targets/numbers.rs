//! Any text in any language: every number lies in its qualified place, which is in order.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_expressions::numbers;
use standpoint_fuzz::{check_ranges, language_and_text};

fuzz_target!(|bytes: &[u8]| {
    if let Some((language, text)) = language_and_text(bytes) {
        let found = numbers(text, language);
        check_ranges(text, found.iter().map(|number| number.qualified.clone()));
        for number in &found {
            assert!(text.get(number.bytes.clone()).is_some_and(|part| !part.is_empty()));
            assert!(number.qualified.start <= number.bytes.start && number.bytes.end <= number.qualified.end);
            assert!(!number.value.is_nan());
        }
    }
});
