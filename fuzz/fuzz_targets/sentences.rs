//! Any paragraph into sentences: no panic, no gap.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_languages::Languages;
use standpoint_segment::sentences;

fuzz_target!(|text: &str| {
    for language in Languages::built_in().iter() {
        let found = sentences(text, Some(language.sentences()));
        for pair in found.windows(2) {
            assert_eq!(pair[0].end, pair[1].start);
        }
    }
});
