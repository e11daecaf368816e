//! Any bytes as an e-mail, as the body of one, and as a saved page: no panic, and every passage stands where it says.
#![no_main]
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use standpoint_ingest::{read_statements, Input, Limits};
use standpoint_languages::Languages;

const HEADS: [&[u8]; 5] = [
    b"From: a@b.example\nSubject: ",
    b"From: A\nTo: b\n\n",
    b"From: A\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"From: A\nTo: b\nContent-Type: text/html\n\n",
    b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((way, rest)) = bytes.split_first() else { return };
    let head = HEADS.get(usize::from(*way) % (HEADS.len() + 1)).copied().unwrap_or_default();
    let file = [head, rest].concat();
    read_statements("a", Input::Stream(&mut &file[..]), Languages::built_in(), &Limits::default(), &mut |read| {
        if let Ok(statement) = read {
            let text: Vec<char> = statement.text.as_str().chars().collect();
            for passage in &statement.passages {
                let words: String = text[passage.span.start()..passage.span.end()].iter().collect();
                assert_eq!(words, passage.span.as_str());
            }
        }
        ControlFlow::Continue(())
    });
});
