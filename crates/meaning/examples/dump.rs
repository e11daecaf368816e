//! Prints the pieces of every text of a JSON list, and the seconds it took one
//! thread to encode them; `tools/encoder/compare.py` compares them with the
//! reference. `dump TEXTS.json [VECTORS.f32]`
#![allow(clippy::print_stdout)] // printing is what it is for

use std::num::NonZeroUsize;
use std::time::Instant;

use standpoint_meaning::Encoder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("a JSON list of texts is needed")?;
    let texts: Vec<String> = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let encoder = Encoder::built_in()?.with_threads(NonZeroUsize::MIN);
    for text in &texts {
        println!("{:?}", encoder.tokens(text));
    }
    let clock = Instant::now();
    if let Some(output) = arguments.next() {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let vectors = encoder.encode_all(&texts);
        println!("{:.4}", clock.elapsed().as_secs_f64());
        let numbers = vectors.iter().flat_map(|vector| vector.as_slice());
        let bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
        std::fs::write(output, bytes)?;
    } else {
        println!("0");
    }
    Ok(())
}
