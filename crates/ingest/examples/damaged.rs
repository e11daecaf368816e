//! Reads damaged copies of some files, to see that none breaks the reader: each copy must end with statements or errors.
//!
//! usage: damaged COPIES SEED FILE...
//!
//! A copy has bytes changed, its end cut off, a piece taken out, doubled or overwritten. Prints what came of the copies and
//! the slowest, and exits with 1 where one made the reader panic; that copy is kept in the folder for temporary files.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::time::{Duration, Instant};

use standpoint_ingest::{read_statements, Input, Limits};
use standpoint_languages::Languages;

/// A row of numbers that looks like chance and is the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most.max(1) as u64) as usize
    }
}

fn damaged(whole: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut copy = whole.to_vec();
    let from = chance.below(copy.len());
    let to = (from + 1 + chance.below(5000)).min(copy.len());
    match chance.below(5) {
        0 => copy.truncate(from),
        1 => drop(copy.drain(from..to)),
        2 => {
            let piece = copy[from..to].to_vec();
            copy.splice(from..from, piece);
        }
        3 => copy[from..to].fill(chance.below(256) as u8),
        _ => {
            for _ in 0..[1, 10, 100, 1000][chance.below(4)] {
                let at = chance.below(copy.len());
                copy[at] = chance.below(256) as u8;
            }
        }
    }
    copy
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [copies, seed, names @ ..] = &arguments[..] else {
        println!("usage: damaged COPIES SEED FILE...");
        std::process::exit(2);
    };
    let copies: usize = copies.parse().unwrap_or(1000);
    let mut chance = Chance(seed.parse().unwrap_or(1));
    let files: Vec<(&String, Vec<u8>)> =
        names.iter().map(|name| Ok((name, std::fs::read(name)?))).collect::<std::io::Result<_>>()?;
    let mut outcomes: BTreeMap<&'static str, usize> = BTreeMap::new();
    let (mut broken, mut slowest) = (0, (Duration::ZERO, String::new()));
    for number in 0..copies {
        let (name, whole) = &files[chance.below(files.len())];
        let copy = damaged(whole, &mut chance);
        let began = Instant::now();
        let read = catch_unwind(AssertUnwindSafe(|| {
            let mut kinds = Vec::new();
            read_statements(
                name,
                Input::Stream(&mut &copy[..]),
                Languages::built_in(),
                &Limits::default(),
                &mut |read| {
                    kinds.push(read.map_or_else(|error| error.kind(), |_| "read"));
                    ControlFlow::Continue(())
                },
            );
            kinds
        }));
        if began.elapsed() > slowest.0 {
            slowest = (began.elapsed(), format!("{name}, copy {number}"));
        }
        match read {
            Ok(kinds) if !kinds.is_empty() => {
                kinds.into_iter().for_each(|kind| *outcomes.entry(kind).or_default() += 1)
            }
            _ => {
                broken += 1;
                let kept = std::env::temp_dir().join(format!("broken-{seed}-{number}"));
                std::fs::write(&kept, &copy)?;
                println!("a copy of {name} broke the reader or said nothing: {}", kept.display());
            }
        }
    }
    println!("{copies} copies of {} files: {broken} broke the reader; {outcomes:?}; slowest {slowest:?}", files.len());
    std::process::exit(i32::from(broken > 0));
}
