//! Writes what is measured of every block of some web pages: what `tools/fit/main_text.py` fits the choice of the main
//! text on.
//!
//! usage: main_text_measures NUMBERS LIST
//!
//! LIST is a file with a path on each line. A line is printed for each block; the numbers go to the file NUMBERS, as
//! little-endian 32-bit floats.
#![allow(clippy::print_stdout)]

use std::io::{BufWriter, Write};
use std::{env, fs, io};

use serde_json::json;
use standpoint_ingest::{measured_blocks, Limits};
use standpoint_languages::Languages;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let mut numbers = BufWriter::new(fs::File::create(arguments.next().unwrap_or_default())?);
    let list = fs::read_to_string(arguments.next().unwrap_or_default())?;
    for path in list.lines() {
        let name = format!("{path}.html");
        let read = measured_blocks(&name, &fs::read(path)?, Languages::built_in(), &Limits::default());
        for block in read.unwrap_or_default() {
            for number in &block.measures {
                numbers.write_all(&number.to_le_bytes())?;
            }
            let line = json!({
                "path": path,
                "text": block.text,
                "words": block.words,
                "places": block.places,
                "signature": block.signature,
            });
            println!("{line}");
        }
    }
    numbers.flush()
}
