//! How fast the encoder is: `cargo run --release --example speed -- FILE [threads]`
//! encodes the lines of FILE in one call and prints times and a sample of figures.
#![allow(clippy::print_stdout)] // printing is what it is for

use std::num::NonZeroUsize;
use std::time::Instant;

use standpoint_meaning::likeness::Hubness;
use standpoint_meaning::Encoder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("a file with a text per line is needed")?;
    let text = std::fs::read_to_string(file)?;
    let lines: Vec<&str> = text.lines().collect();
    let start = Instant::now();
    let mut encoder = Encoder::built_in()?;
    println!("opened in {:.3} s", start.elapsed().as_secs_f64());
    if let Some(threads) = arguments.next() {
        encoder = encoder.with_threads(threads.parse::<NonZeroUsize>()?);
    }
    let clock = Instant::now();
    let pieces: usize = lines.iter().map(|line| encoder.tokens(line).len()).sum();
    println!("{pieces} pieces in {:.3} s", clock.elapsed().as_secs_f64());
    let clock = Instant::now();
    let vectors = encoder.encode_all(&lines);
    let seconds = clock.elapsed().as_secs_f64();
    let count = lines.len();
    println!("{count} texts in {seconds:.3} s, {:.0} a second", count as f64 / seconds);
    let clock = Instant::now();
    let hubness = Hubness::new(&vectors).of_all(&vectors);
    let mean = hubness.iter().sum::<f32>() / count.max(1) as f32;
    println!("hubness in {:.3} s, mean {mean:.3}", clock.elapsed().as_secs_f64());
    Ok(())
}
