//! Any text in any language, written at a known time or not: every date is in order.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_expressions::{dates, CalendarContext};
use standpoint_fuzz::{check_ranges, language_and_text};
use standpoint_text::CalendarDate;

fuzz_target!(|bytes: &[u8]| {
    if let Some((language, text)) = language_and_text(bytes) {
        for written in [None, CalendarDate::new(2024, Some(2), Some(29))] {
            let found = dates(text, language, CalendarContext { written, ..CalendarContext::default() });
            check_ranges(text, found.iter().map(|date| date.bytes.clone()));
        }
    }
});
