//! Any text as a codebook: no panic, and what is read is written and read again.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_compare::Codebook;

fuzz_target!(|text: &str| {
    if let Ok(codebook) = Codebook::parse(text) {
        assert_eq!(Codebook::parse(&codebook.to_toml()).as_ref(), Ok(&codebook));
    }
});
