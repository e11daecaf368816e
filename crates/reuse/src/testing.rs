//! Statements for tests, here and in `tests/`.
#![allow(dead_code)]

use standpoint_text::{LanguageCode, Metadata, Origin, Passage, PassageKind, Statement, StatementId, Text, Told};

/// A statement of these passages, each on a line of its own; an empty line is no passage.
pub(crate) fn statement<S: AsRef<str>>(language: &str, lines: &[S]) -> Statement {
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    let text = Text::new(lines.join("\n")).unwrap();
    let mut start = 0;
    let passage = |(number, words): (usize, &&str)| {
        let place = start..start + words.len();
        start = place.end + 1;
        let span = text.span(place).ok().filter(|_| !words.is_empty())?;
        let (kind, paragraph) = (PassageKind::Sentence, number as u32);
        Some(Passage { span, kind, language: LanguageCode::new(language), paragraph, pages: None, element: None })
    };
    let passages = lines.iter().enumerate().filter_map(passage).collect();
    let metadata = Metadata {
        language: LanguageCode::new(language).map(|code| Told::new(code, Origin::Wording)).into(),
        ..Metadata::default()
    };
    let (path, media_type) = ("s.txt".to_owned(), "text/plain".to_owned());
    Statement { id: StatementId::from_sha256([0; 32]), path, media_type, metadata, text, passages }
}

/// So many words, each another one, from the number `from` on.
pub(crate) fn numbered(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
}
