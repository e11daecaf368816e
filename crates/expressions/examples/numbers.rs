//! Prints the numbers of a text, one a line: `numbers LANGUAGE < text`.

// A program whose output is its purpose.
#![allow(clippy::print_stdout)]

use std::io::Read;

use standpoint_expressions::numbers;
use standpoint_languages::Languages;
use standpoint_text::LanguageCode;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let code = std::env::args().nth(1).ok_or("which language?")?;
    let language =
        LanguageCode::new(&code).and_then(|code| Languages::built_in().get(code)).ok_or("no such language")?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let started = std::time::Instant::now();
    let found = numbers(&text, language);
    let seconds = started.elapsed().as_secs_f64();
    for number in &found {
        let max = number.value_max.map_or_else(String::new, |max| format!("..{max}"));
        let glued = if number.glued { " glued" } else { "" };
        let words = &text[number.qualified.clone()];
        println!("{words:?}\t{}{max}\t{:?}\t{:?}{glued}", number.value, number.qualifier, number.kind);
    }
    println!("{} numbers, {:.1} MB/s", found.len(), text.len() as f64 / 1e6 / seconds);
    Ok(())
}
