//! Any bytes as an archive of each kind: no panic, bounded work, and every member's path lies below the archive's. The first
//! byte says whether they are wrapped in a ZIP, a TAR or a gzip whose sums are right, so that what lies in them is reached.
#![no_main]
use std::io::Write;
use std::ops::ControlFlow;

use flate2::{write::GzEncoder, Compression};
use libfuzzer_sys::fuzz_target;
use standpoint_ingest::{read_statements, Input, Limits};
use standpoint_languages::Languages;

fuzz_target!(|bytes: &[u8]| {
    let Some((way, rest)) = bytes.split_first() else { return };
    let file = match way % 6 {
        0 => gzip(rest),
        1 => tar(rest),
        2 => [b"WARC/1.0\r\n", rest].concat(),
        3 => [b"From a Fri Mar  5 10:00:00 2021\n", rest].concat(),
        4 => zip(rest),
        _ => bytes.to_vec(),
    };
    let limits = Limits { file_bytes: 1 << 20, container_bytes: 4 << 20, members: 50, ..Limits::default() };
    read_statements("a", Input::Stream(&mut &file[..]), Languages::built_in(), &limits, &mut |read| {
        let path = read.map_or_else(|error| error.path().to_owned(), |statement| statement.path);
        assert!(path == "a" || path.starts_with("a/"), "{path}");
        assert!(!path.split('/').any(|step| step == "..") || path.contains("://"), "{path}");
        ControlFlow::Continue(())
    });
});

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let _ = encoder.write_all(content);
    encoder.finish().unwrap_or_default()
}

/// A TAR whose first head is right; the bytes give its name and content.
fn tar(content: &[u8]) -> Vec<u8> {
    let mut head = [0u8; 512];
    head[..5].copy_from_slice(b"a.eml");
    head[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
    head[156] = b'0';
    let sum: u64 = head.iter().map(|b| u64::from(*b)).sum::<u64>() + 8 * 32;
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    [&head[..], content].concat()
}

/// A ZIP with one stored member whose sum is right.
fn zip(content: &[u8]) -> Vec<u8> {
    let mut check = flate2::Crc::new();
    check.update(content);
    let size = (content.len() as u32).to_le_bytes();
    let common =
        [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &check.sum().to_le_bytes(), &size, &size, &[6, 0, 0, 0]].concat();
    let file = [b"PK\x03\x04", &common[..], b"a.html", content].concat();
    let list = [b"PK\x01\x02\x14\x03", &common[..], &[0; 14], b"a.html"].concat();
    let (at, length) = ((file.len() as u32).to_le_bytes(), (list.len() as u32).to_le_bytes());
    [&file[..], &list, b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &length, &at, &[0, 0]].concat()
}
