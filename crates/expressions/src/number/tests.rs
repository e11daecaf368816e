use standpoint_languages::{Language, Languages};
use standpoint_text::LanguageCode;

use super::*;

fn language(code: &str) -> &'static Language {
    LanguageCode::new(code).and_then(|code| Languages::built_in().get(code)).expect("a language")
}

/// The numbers of a text, each as "words = value" or "words = value..value".
fn found(code: &str, text: &str) -> Vec<String> {
    numbers(text, language(code))
        .iter()
        .map(|n| match n.value_max {
            Some(max) => format!("{} = {}..{max}", &text[n.qualified.clone()], n.value),
            None => format!("{} = {}", &text[n.qualified.clone()], n.value),
        })
        .collect()
}

#[test]
fn digits_in_every_grouping() {
    assert_eq!(found("en", "1,980 and 12,34,567.89"), ["1,980 = 1980", "12,34,567.89 = 1234567.89"]);
    assert_eq!(found("nl", "1.980, 1 980 en 3.7 miljoen"), ["1.980 = 1980", "1 980 = 1980", "3.7 miljoen = 3700000"]);
    assert_eq!(found("fr", "1\u{202f}980,5 euros"), ["1\u{202f}980,5 = 1980.5"]);
}
