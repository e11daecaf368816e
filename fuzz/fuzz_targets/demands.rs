//! Any statement in any language: every demand stands where it says, in order.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::{check_spans, findings};

fuzz_target!(|bytes: &[u8]| {
    if let Some((statement, findings)) = findings(bytes) {
        check_spans(&statement, findings.demands.iter(), false);
    }
});
