//! Statements for tests.

use standpoint_text::{LanguageCode, Metadata, Origin, Passage, PassageKind, Statement, StatementId, Text, Told};

/// A statement of these passages, each on a line of its own.
pub(crate) fn statement(language: &str, passages: &[&str]) -> Statement {
    let text = Text::new(passages.join("\n")).unwrap();
    let mut start = 0;
    let passage = |(number, words): (usize, &&str)| {
        let span = text.span(start..start + words.len()).unwrap();
        start += words.len() + 1;
        let (kind, paragraph) = (PassageKind::Sentence, number as u32);
        Passage { span, kind, language: LanguageCode::new(language), paragraph, pages: None, element: None }
    };
    let passages = passages.iter().enumerate().map(passage).collect();
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
