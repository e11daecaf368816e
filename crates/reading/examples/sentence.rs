//! Shows how a sentence is read: each concept it names, in which direction, and whether that is avowed.
//!
//! usage: sentence LANGUAGE SENTENCE...
#![allow(clippy::print_stdout)]

use standpoint_languages::Languages;
use standpoint_reading::PassageReading;
use standpoint_text::{LanguageCode, PassageKind};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let languages = Languages::built_in();
    let code =
        arguments.next().and_then(|code| LanguageCode::new(&code)).ok_or("usage: sentence LANGUAGE SENTENCE...")?;
    let language = languages.get(code).ok_or("there is no file for this language")?;
    for sentence in arguments {
        let reading = PassageReading::of(&sentence, PassageKind::Sentence, language, languages.concepts());
        println!("{sentence}");
        println!(
            "  demand {} reported {} conditional {}",
            reading.is_demand, reading.is_reported, reading.is_conditional
        );
        for mention in &reading.mentions {
            let words: Vec<&str> = (mention.words.0..=mention.words.1).map(|w| reading.words.get(w)).collect();
            let name = languages.concepts().name(mention.concept);
            let avowed = if mention.is_avowed { "avowed" } else { "told" };
            println!("  {:+} {avowed:6} praise {:+} {name:22} {}", mention.attitude, mention.praise, words.join(" "));
        }
    }
    Ok(())
}
