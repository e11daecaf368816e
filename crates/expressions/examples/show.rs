//! Prints the quantities in a text: `show LANGUAGE TEXT...`.
#![allow(clippy::print_stdout)]
use standpoint_expressions::{numbers, quantities};
fn main() {
    let mut arguments = std::env::args().skip(1);
    let code = arguments.next().unwrap_or_default();
    let languages = standpoint_languages::Languages::built_in();
    let Some(language) = standpoint_text::LanguageCode::new(&code).and_then(|code| languages.get(code)) else { return };
    for text in arguments {
        println!("{text}");
        for n in numbers(&text, language) {
            println!(
                "   number {:?} {:?} {} {:?} {:?} {:?}",
                &text[n.bytes.clone()],
                &text[n.qualified.clone()],
                n.value,
                n.value_max,
                n.kind,
                n.qualifier
            );
        }
        for q in quantities(&text, language) {
            println!(
                "   {:?} {:?} {} {:?} {:?} {:?}",
                &text[q.bytes.clone()],
                &text[q.qualified.clone()],
                q.number.value,
                q.number.value_max,
                q.number.qualifier,
                q.unit
            );
        }
    }
}
