//! Blocks of a text into passages: where sentences end, what is a slogan, which language each is in.
//!
//! # How are sentences found?
//!
//! By one rule file ([`mod@sentences`]) and the abbreviation lists of the language files. No crate does it well enough on
//! abbreviations, and the segmentation rules of Unicode (UAX 29) know none.
//!
//! # How is the language told?
//!
//! Paragraph by paragraph; the whole text votes, and what is too short to tell takes the language of the whole.
//!
//! # What this crate may know
//!
//! Texts and languages. Not where a block came from: the formats do that.

mod sentences;

use std::collections::HashMap;
use std::ops::Range;

use standpoint_languages::{Cue, Language, Languages, Meaning, Words};
use standpoint_text::{LanguageCode, Passage, PassageKind, Text};

pub use sentences::sentences;

/// Slogans have at most so many words.
const SLOGAN_WORDS: usize = 14;
/// A paragraph needs so many words to have a language of its own against that of the whole text.
const WORDS_TO_TELL: usize = 8;

/// A piece of a text that its format sets apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, in bytes of the text.
    pub bytes: Range<usize>,
    /// What the format says it is.
    pub kind: BlockKind,
}

/// What a format says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A title or heading.
    Heading,
    /// Running text, or a line that stands alone.
    Paragraph,
    /// An item of a list.
    Item,
}

/// The passages of a text and the language of most of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segmented {
    /// The passages, in the order of the blocks.
    pub passages: Vec<Passage>,
    /// The language that most words are in, if it can be told.
    pub language: Option<LanguageCode>,
}

/// Cuts blocks into passages. Blocks that are no range of the text are left out.
pub fn segment(text: &Text, blocks: &[Block], languages: &Languages) -> Segmented {
    let guesses: Vec<(Option<LanguageCode>, usize)> = blocks
        .iter()
        .map(|block| {
            let words = Words::of(text.as_str().get(block.bytes.clone()).unwrap_or(""));
            (languages.identify(&words), words.len())
        })
        .collect();
    let language = vote(&guesses);
    let mut passages = Vec::new();
    for (number, (block, &(guess, words))) in blocks.iter().zip(&guesses).enumerate() {
        let own = guess.filter(|_| words >= WORDS_TO_TELL).or(language).or(guess);
        cut(text, block, number as u32, own.and_then(|code| languages.get(code)), own, &mut passages);
    }
    Segmented { passages, language }
}

fn vote(guesses: &[(Option<LanguageCode>, usize)]) -> Option<LanguageCode> {
    let mut votes: HashMap<LanguageCode, usize> = HashMap::new();
    for &(guess, words) in guesses {
        if let Some(code) = guess {
            *votes.entry(code).or_default() += words;
        }
    }
    votes.into_iter().max_by_key(|&(code, words)| (words, std::cmp::Reverse(code))).map(|(code, _)| code)
}

fn cut(
    text: &Text,
    block: &Block,
    paragraph: u32,
    language: Option<&Language>,
    code: Option<LanguageCode>,
    passages: &mut Vec<Passage>,
) {
    let Some(content) = text.as_str().get(block.bytes.clone()) else { return };
    let found = sentences(content, language.map(Language::sentences));
    let alone = found.len() == 1;
    for range in found {
        let bytes = block.bytes.start + range.start..block.bytes.start + range.end;
        let Some(span) = text.trimmed_span(bytes) else { continue };
        if !span.as_str().chars().any(char::is_alphanumeric) {
            continue;
        }
        let kind = match block.kind {
            BlockKind::Item => PassageKind::Item,
            BlockKind::Heading if is_slogan(span.as_str(), language) => PassageKind::Slogan,
            BlockKind::Heading => PassageKind::Heading,
            BlockKind::Paragraph if (alone || content.len() < 400) && is_slogan(span.as_str(), language) => {
                PassageKind::Slogan
            }
            BlockKind::Paragraph => PassageKind::Sentence,
        };
        passages.push(Passage { span, kind, language: code, paragraph, pages: None, element: None });
    }
}

/// A slogan is short, and either cries out or begins as slogans of its language do and has no full stop.
fn is_slogan(sentence: &str, language: Option<&Language>) -> bool {
    // A longer sentence can't be one, and counting its words would cost.
    if sentence.len() > 200 {
        return false;
    }
    let words = Words::of(sentence);
    if words.is_empty() || words.len() > SLOGAN_WORDS {
        return false;
    }
    let bare = sentence.trim_end_matches(['"', '”', '’', '»', '*', '_', ' ']);
    let begins_as_slogan = || {
        language.is_some_and(|language| {
            let begins = |cue| matches!(cue, Meaning::Cue(Cue::SloganFor | Cue::SloganAgainst));
            language.marks(&words).iter().any(|mark| mark.first == 0 && begins(mark.meaning))
        })
    };
    bare.ends_with('!') || (!bare.ends_with(['.', '?', ':', ';', ',']) && words.len() >= 2 && begins_as_slogan())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn passages(content: &str, kinds: &[BlockKind]) -> Vec<(String, PassageKind, String)> {
        let text = Text::new(content.into()).unwrap();
        let mut blocks = Vec::new();
        let mut at = 0;
        for (line, &kind) in content.split('\n').zip(kinds) {
            blocks.push(Block { bytes: at..at + line.len(), kind });
            at += line.len() + 1;
        }
        segment(&text, &blocks, Languages::built_in())
            .passages
            .into_iter()
            .map(|p| (p.span.as_str().into(), p.kind, p.language.map(|l| l.to_string()).unwrap_or_default()))
            .collect()
    }

    #[test]
    fn headings_slogans_items_and_sentences() {
        let found = passages(
            "The toll on the bridge\nThe council has decided. We are against it and we will say so.\nNo toll!\nRepeal of the \
             bridge act",
            &[BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Item],
        );
        let kinds: Vec<PassageKind> = found.iter().map(|(_, kind, _)| *kind).collect();
        use PassageKind::{Heading, Item, Sentence, Slogan};
        assert_eq!(kinds, [Heading, Sentence, Sentence, Slogan, Item]);
        assert!(found.iter().all(|(_, _, language)| language == "en"));
    }

    proptest! {
        #[test]
        fn passages_are_in_order_and_do_not_overlap(content in "(.|\n){0,200}") {
            let text = Text::new(content.clone()).unwrap();
            let block = Block { bytes: 0..content.len(), kind: BlockKind::Paragraph };
            let mut end = 0;
            for passage in segment(&text, &[block], Languages::built_in()).passages {
                prop_assert!(passage.span.bytes().start >= end);
                end = passage.span.bytes().end;
            }
        }
    }
}
