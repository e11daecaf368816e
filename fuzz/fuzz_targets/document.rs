//! Any bytes as text, Markdown and HTML: no panic, and every passage stands where it says.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_reading::Reading;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.txt", "a.md", "a.html"] {
        let Ok(statement) = read_statement(name, bytes, Languages::built_in(), &Limits::default()) else { continue };
        for passage in &statement.passages {
            let words: String = statement
                .text
                .as_str()
                .chars()
                .skip(passage.span.start())
                .take(passage.span.end() - passage.span.start())
                .collect();
            assert_eq!(words, passage.span.as_str());
        }
        let _ = Reading::of(&statement, Languages::built_in());
    }
});
