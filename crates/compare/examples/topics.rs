//! Prints what each question of a codebook is taken to be about: concepts, weights, and which way they point.
//!
//! usage: topics CODEBOOK
#![allow(clippy::print_stdout)]

use standpoint_compare::{describe_topics, Codebook};
use standpoint_languages::Languages;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: topics CODEBOOK")?;
    let codebook = Codebook::parse(&std::fs::read_to_string(path)?)?;
    for line in describe_topics(&codebook, Languages::built_in()) {
        println!("{line}");
    }
    Ok(())
}
