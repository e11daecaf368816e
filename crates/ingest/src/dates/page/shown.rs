//! The lines in which a page shows its date: beside its title or its main text.

use standpoint_languages::Languages;
use standpoint_text::CalendarDate;

use super::line::in_line;
use super::{usable, Page};
use crate::about::{Origin, Told};
use crate::dates::{date_in, says_only};
use crate::html::PageBlock;
use crate::paragraph::{is_running, plain};

/// So many blocks after the title may show the date.
const AFTER_TITLE: usize = 8;
/// So many before it, if they aren't of a list or around the page.
const BEFORE_TITLE: usize = 3;
/// So many before it, whatever they are.
const RIGHT_ABOVE: usize = 2;
/// So many blocks before the main text.
const BEFORE_MAIN: usize = 8;
/// So many at its beginning, and after its end.
const IN_MAIN: usize = 3;

/// The dates in the lines in which a page shows when it was published.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// In a line that belongs to the title, or introduces the main text.
    pub near: Option<Told<CalendarDate>>,
    /// In one further away, which may belong to something else.
    pub far: Option<Told<CalendarDate>>,
}

impl Page<'_> {
    /// Looks where pages show their date: beside the title, above the main text, and where neither shows one, further down.
    pub(super) fn lines(&self) -> Lines {
        let title = title_block(self.blocks, self.title);
        let main = self.kept.iter().position(|&kept| kept);
        let told = |date, what: &'static str| Told::new(date, Origin::Page(what.into()));
        let beside_title = title.and_then(|title| self.beside_title(title));
        let near = beside_title.map(|date| told(date, "line beside the title"));
        let near = near.or_else(|| Some(told(self.beside_main(main?, title)?, "line beside the main text")));
        if near.is_some() {
            return Lines { near, far: None };
        }
        let far = title.and_then(|title| self.after(title)).map(|date| told(date, "line below the title"));
        let far = far.or_else(|| Some(told(self.below_main()?, "line below the main text")));
        Lines { near, far }
    }

    /// The date below the title, in it, or above it.
    fn beside_title(&self, title: usize) -> Option<CalendarDate> {
        let opens = || opens_title(&self.blocks[title].text, self.languages, self.day_first);
        let right_above = || self.above(title, RIGHT_ABOVE, |_| true);
        // What stands around the content of the page is not of a title that stands in it.
        let may_be_of = |block: &PageBlock| !block.item && (!block.around || self.blocks[title].around);
        let above = || self.above(title, BEFORE_TITLE, may_be_of);
        self.below(title).or_else(opens).or_else(right_above).or_else(above)
    }

    /// The date above the main text, no further up than the title, or in its first lines.
    fn beside_main(&self, main: usize, title: Option<usize>) -> Option<CalendarDate> {
        let most = title.filter(|title| *title <= main).map_or(BEFORE_MAIN, |title| BEFORE_MAIN.min(main - title));
        let above = self.above(main, most, |block| !block.around);
        above.or_else(|| self.running(main).take(IN_MAIN).find_map(|number| self.in_block(number)))
    }

    /// The first date below the title, as far as running text.
    fn below(&self, title: usize) -> Option<CalendarDate> {
        self.running(title + 1).take(AFTER_TITLE).find_map(|number| self.in_block(number))
    }

    /// The blocks from one on, as far as running text.
    fn running(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        (from..self.blocks.len()).take_while(|&number| !is_running(&self.blocks[number].text))
    }

    /// The date in the lines that close the main text.
    fn below_main(&self) -> Option<CalendarDate> {
        let end = self.kept.iter().rposition(|&kept| kept)? + 1;
        let below = (end..self.blocks.len()).take(IN_MAIN).take_while(|&number| self.blocks[number].level.is_none());
        let is_of_text = |number: &usize| !self.blocks[*number].item && !self.blocks[*number].around;
        below.filter(is_of_text).find_map(|number| self.in_block(number))
    }

    /// The first date in what follows the title.
    fn after(&self, title: usize) -> Option<CalendarDate> {
        (title + 1..self.blocks.len()).take(AFTER_TITLE).find_map(|number| self.in_block(number))
    }

    /// The nearest date above a block.
    fn above(&self, number: usize, most: usize, may: impl Fn(&PageBlock) -> bool) -> Option<CalendarDate> {
        let above = (number.saturating_sub(most)..number).rev();
        above.filter(|&number| may(&self.blocks[number])).find_map(|number| self.in_block(number))
    }

    /// The date in a block, unless it is of a post of somebody else, or the line above says that it is of a change.
    fn in_block(&self, number: usize) -> Option<CalendarDate> {
        let label = number.checked_sub(1).map(|above| self.blocks[above].text.as_str());
        let is_change = || label.is_some_and(|label| says_only(label, self.languages, |words| &words.updated));
        let date = || in_line(&self.blocks[number], self.languages, self.day_first).filter(|_| !is_change());
        (!self.blocks[number].quoted).then(date).flatten()
    }
}

/// "05.03.2021 – No toll at all".
fn opens_title(title: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let found = date_in(title, languages, day_first)?;
    let marks = [" - ", " – ", " — ", ": ", " | "];
    let is_set_off = title[..found.bytes.start].trim().is_empty()
        && marks.iter().any(|mark| title[found.bytes.end..].starts_with(mark));
    usable(Some(found.date).filter(|_| is_set_off))
}

fn title_block(blocks: &[PageBlock], title: Option<&str>) -> Option<usize> {
    let words = title.map(plain).filter(|words| !words.is_empty());
    let is_title = |block: &PageBlock| {
        words.as_ref().is_some_and(|words| block.text.len() < words.len() * 4 + 40 && plain(&block.text) == *words)
    };
    let heading = |block: &PageBlock| block.level == Some(1);
    let marked = blocks.iter().position(|block| heading(block) && is_title(block));
    let own = |block: &PageBlock| !block.around && is_title(block);
    marked
        .or_else(|| blocks.iter().position(|block| block.level.is_some() && own(block)))
        .or_else(|| blocks.iter().position(own))
        .or_else(|| blocks.iter().position(heading))
}
