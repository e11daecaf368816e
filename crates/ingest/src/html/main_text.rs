//! Which blocks of a page are its main text.
//!
//! Every block is measured ([`measures`]), and trees fitted to pages of which people had marked the main text say how likely
//! it belongs there ([`trees`]): first of each block alone, then again of each among the others. What they choose is
//! only ever whole blocks of the page.

mod among;
mod letters;
mod measures;
mod regions;
mod trees;

use super::blocks::{Page, PageBlock};
use among::Among;
use measures::{Measured, Measures};
use trees::FORESTS;

/// A block that is at least so likely belongs to the main text.
const LIKELY: f32 = 0.5;
/// A main text of fewer words than this is doubted where the page has more.
const FEW: usize = 60;
/// A block is a menu where more of it than this, in hundredths, is links.
const MENU: usize = 60;

/// The blocks of the main text. Where next to nothing of a long page seems to belong to it, they are those of the article or
/// of the whole page without its frame.
pub(super) fn choose(page: Page, title: Option<&str>) -> Vec<PageBlock> {
    let likely = likelihoods(&page, title);
    let all = &page.blocks;
    let chosen: Vec<bool> = likely.iter().map(|likely| *likely >= LIKELY).collect();
    let fallback = framed(all);
    let words = |of: &[bool]| -> usize {
        all.iter().zip(of).filter(|(_, of)| **of).map(|(b, _)| b.text.split_whitespace().count()).sum()
    };
    let (main, rest) = (words(&chosen), words(&fallback));
    let doubted = main == 0 || (main < FEW && main * 5 < rest * 4) || main * 12 < rest;
    let kept = if doubted { fallback } else { chosen };
    page.blocks.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(block, _)| block).collect()
}

/// How likely each block of a page belongs to its main text.
fn likelihoods(page: &Page, title: Option<&str>) -> Vec<f32> {
    let measured = Measured::of(page, title);
    let (alone, among_others) = &*FORESTS;
    let measures: Vec<Measures> = (0..page.blocks.len()).map(|number| measured.block(number)).collect();
    let first: Vec<f32> = measures.iter().map(|measures| alone.likelihood(measures)).collect();
    let among = Among::of(&measured, &first);
    let second = |(number, measures)| among_others.likelihood(&among.block(number, measures));
    measures.iter().enumerate().map(second).collect()
}

/// What is measured of a block, for fitting the trees.
#[derive(Debug, Clone)]
pub struct MeasuredBlock {
    /// Its text.
    pub text: String,
    /// How many words it has.
    pub words: u32,
    /// The numbers of the elements that it lies in, from the innermost outwards.
    pub places: Vec<usize>,
    /// The same for blocks in elements marked up alike.
    pub signature: u64,
    /// What the first forest sees.
    pub measures: Vec<f32>,
}

/// What is measured of all blocks of a page.
pub(super) fn measured(page: &Page, title: Option<&str>) -> Vec<MeasuredBlock> {
    let measured = Measured::of(page, title);
    let places = page.outline.places();
    let block = |(number, block): (usize, &PageBlock)| {
        let outwards = |place: &usize| Some(places[*place].parent).filter(|parent| parent != place);
        MeasuredBlock {
            text: block.text.clone(),
            words: measured.letters[number].words,
            places: std::iter::successors(Some(block.place), outwards).collect(),
            signature: measured.regions.signatures[block.place],
            measures: measured.block(number).to_vec(),
        }
    };
    page.blocks.iter().enumerate().map(block).collect()
}

/// The blocks of the article or main part, else those outside the frame, without menus.
fn framed(all: &[PageBlock]) -> Vec<bool> {
    let is_menu = |b: &PageBlock| b.linked * 100 > b.text.len() * MENU && b.text.len() < 200;
    let within =
        |core: bool| -> Vec<bool> { all.iter().map(|b| !b.around && (b.core || !core) && !is_menu(b)).collect() };
    let core = within(true);
    if core.contains(&true) {
        core
    } else {
        within(false)
    }
}
