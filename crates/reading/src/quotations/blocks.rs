//! A statement's paragraphs as stretches of its text.

use std::ops::Range;

use standpoint_languages::{Language, Languages};
use standpoint_text::Statement;

/// A paragraph, heading or item: sentences with nothing but white space and marks between them.
#[derive(Debug, Clone)]
pub(super) struct Block<'a> {
    /// Where it stands, in bytes of the statement's text.
    pub bytes: Range<usize>,
    /// Its language, if it can be told and there is a file for it.
    pub language: Option<&'a Language>,
    /// Where its sentences begin, in bytes of the statement's text.
    pub sentences: Vec<usize>,
}

/// The blocks of a statement, in the order of the text.
pub(super) fn blocks<'a>(statement: &Statement, languages: &'a Languages) -> Vec<Block<'a>> {
    let text = statement.text.as_str();
    let mut blocks: Vec<Block> = Vec::new();
    let mut last_paragraph = None;
    for passage in &statement.passages {
        let bytes = passage.span.bytes();
        if let Some(block) = blocks.last_mut().filter(|_| last_paragraph == Some(passage.paragraph)) {
            let between = &text[block.bytes.end..bytes.start];
            if !between.contains(char::is_alphanumeric) {
                block.bytes.end = bytes.end;
                block.sentences.push(bytes.start);
                continue;
            }
        }
        last_paragraph = Some(passage.paragraph);
        let code = passage.language.or(statement.metadata.language());
        let language = code.and_then(|code| languages.get(code));
        blocks.push(Block { sentences: vec![bytes.start], bytes, language });
    }
    blocks
}
