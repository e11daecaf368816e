//! Any words looked up among the names: a match is never longer than what was asked, and a name always meets itself.
#![no_main]
use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::language_and_text;
use standpoint_gazetteer::{Gazetteer, Matching, Spelling};
use standpoint_languages::Words;

fuzz_target!(|bytes: &[u8]| {
    let Some((language, text)) = language_and_text(bytes) else { return };
    let gazetteer = Gazetteer::built_in();
    let spelling = Spelling::new(language.naming().spelling.iter().cloned());
    let words = Words::of(text);
    let words: Vec<&str> = words.iter().collect();
    for at in 0..words.len() {
        for matching in [Matching::Exact, Matching::Inflected { stem_changes: &language.naming().stem_changes }] {
            if let Some((length, entry)) = gazetteer.phrase(&words[at..], matching) {
                assert!(length >= 2 && at + length <= words.len() && !entry.name.is_empty());
            }
        }
        let _ = gazetteer.word(words[at]);
        let skeleton = spelling.skeleton(words[at]);
        assert!(skeleton.meets(&spelling.skeleton(words[at])));
    }
});
