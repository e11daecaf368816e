//! Any bytes as rich text: no panic, and every passage says what the text says.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::check_document;

fuzz_target!(|bytes: &[u8]| {
    check_document(&[b"{\\rtf1\\ansi ", bytes].concat());
    // Closed, so that what is read is looked at too.
    check_document(&[b"{\\rtf1\\ansi ", bytes, b"}"].concat());
});
