//! Any text in any language: every quantity holds its number and is in order.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_expressions::quantities;
use standpoint_fuzz::{check_ranges, language_and_text};

fuzz_target!(|bytes: &[u8]| {
    if let Some((language, text)) = language_and_text(bytes) {
        let found = quantities(text, language);
        check_ranges(text, found.iter().map(|quantity| quantity.qualified.clone()));
        for quantity in &found {
            assert!(text.get(quantity.bytes.clone()).is_some_and(|part| !part.is_empty()));
            assert!(quantity.qualified.start <= quantity.bytes.start && quantity.bytes.end <= quantity.qualified.end);
        }
    }
});
