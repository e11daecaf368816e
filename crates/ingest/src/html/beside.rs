//! Lines beside the main text that introduce or close it: who says it, when, where it was taken from. They are read for what
//! they say of the statement, and are in no passage.

use super::blocks::PageBlock;
use crate::paragraph::{is_running, word_count_up_to};

/// How many blocks before the main text are looked at, back to the title at most.
const BEFORE: usize = 8;
/// How many after it.
const AFTER: usize = 4;
/// A line of more words is none that introduces or closes.
const LONGEST: usize = 20;

/// The blocks of the main text with the lines beside it, which are marked as such. `kept` says which blocks are main text,
/// `is_title` which shows the title.
pub(super) fn with_lines_beside(
    blocks: Vec<PageBlock>,
    kept: &[bool],
    is_title: impl Fn(&PageBlock) -> bool,
) -> Vec<PageBlock> {
    let Some((first, last)) = kept.iter().position(|&k| k).zip(kept.iter().rposition(|&k| k)) else {
        return Vec::new();
    };
    let from = first.saturating_sub(BEFORE);
    let from = (from..first).rev().find(|&number| is_title(&blocks[number])).unwrap_or(from);
    let in_core = blocks[first].core;
    let is_line = |block: &PageBlock| {
        !block.around
            && (block.core || !in_core)
            && !is_running(&block.text)
            && word_count_up_to(&block.text, LONGEST + 1) <= LONGEST
    };
    let is_beside = |number: usize, block: &PageBlock| {
        ((from..first).contains(&number) || (last + 1..=last + AFTER).contains(&number)) && is_line(block)
    };
    let choose = |(number, block): (usize, PageBlock)| {
        let beside = !kept[number];
        (!beside || is_beside(number, &block)).then_some(PageBlock { beside, ..block })
    };
    blocks.into_iter().enumerate().filter_map(choose).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(blocks: &[(&str, bool, bool)], title: &str) -> Vec<(String, bool)> {
        let kept: Vec<bool> = blocks.iter().map(|b| b.1).collect();
        let block = |&(text, _, around): &(&str, bool, bool)| PageBlock {
            text: text.to_owned(),
            around,
            ..PageBlock::default()
        };
        let found = with_lines_beside(blocks.iter().map(block).collect(), &kept, |b| b.text == title);
        found.into_iter().map(|b| (b.text, b.beside)).collect()
    }

    #[test]
    fn short_lines_from_the_title_on_and_after_the_end_come_along() {
        let long = "a word and ".repeat(10);
        let page = [
            ("Latest news", false, false),
            ("No toll", false, false),
            ("Statement of the Harbour League", false, false),
            ("Home", false, true),
            ("The council wants a toll.", true, false),
            ("Subscribe", false, false),
            ("We say no.", true, false),
            ("Source: Tide", false, false),
            (&long, false, false),
        ];
        let expected = [
            ("No toll", true),
            ("Statement of the Harbour League", true),
            ("The council wants a toll.", false),
            ("We say no.", false),
            ("Source: Tide", true),
        ];
        assert_eq!(texts(&page, "No toll"), expected.map(|(text, beside)| (text.to_owned(), beside)));
        assert!(texts(&[("Home", false, false)], "").is_empty());
    }
}
