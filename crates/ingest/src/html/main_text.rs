//! Which blocks of a page are its main text.
//!
//! Every block is measured ([`measures`]), and trees fitted to pages of which people had marked the main text say how likely
//! it belongs there ([`trees`]): first of each block alone, then again of each among the others. What they choose is
//! only ever whole blocks of the page.

mod among;
mod letters;
mod long;
mod measures;
mod regions;
mod trees;

use super::blocks::{Page, PageBlock};
use among::Among;
use measures::{Measured, Measures};
use trees::FORESTS;

/// A block that is at least so likely belongs to the main text.
const LIKELY: f32 = 0.6;
/// The same between two that do, not further from either than [`GAP`] blocks.
const LIKELY_BETWEEN: f32 = 0.4;
const GAP: usize = 2;
/// The same on a page of which next to nothing would belong.
const LIKELY_WHERE_FEW: f32 = 0.25;
/// A main text of fewer words than this is next to nothing.
const FEW: u32 = 40;
/// A block that alone is less likely than this is not asked about again: most of a page is menus.
const HOPELESS: f32 = 0.015;
/// A block is a menu where more of it than this, in hundredths, is links.
const MENU: usize = 60;

/// Which blocks are the main text. Where nothing but single words seems to belong to it, they are those of the article or of
/// the whole page without its frame.
pub(super) fn choose(page: &Page, title: Option<&str>) -> Vec<bool> {
    let measured = Measured::of(page, title);
    let (likely, words) = likelihoods(&measured);
    let mut kept = chosen(&likely);
    long::go_on(&measured, &mut kept);
    let in_it: u32 = kept.iter().zip(&words).filter(|(kept, _)| **kept).map(|(_, words)| words).sum();
    if in_it < FEW {
        kept = likely.iter().map(|likely| *likely >= LIKELY_WHERE_FEW).collect();
    }
    let counts = || kept.iter().zip(&words).filter(|(kept, _)| **kept).map(|(_, words)| *words);
    if counts().all(|words| words < 2) {
        kept = framed(&page.blocks);
    }
    kept
}

/// The likely blocks, and the less likely ones among them.
fn chosen(likely: &[f32]) -> Vec<bool> {
    let sure: Vec<bool> = likely.iter().map(|likely| *likely >= LIKELY).collect();
    let is_near = |from: usize, to: usize| sure[from.min(sure.len())..to.min(sure.len())].contains(&true);
    let is_between = |n: usize| is_near(n.saturating_sub(GAP), n) && is_near(n + 1, n + 1 + GAP);
    (0..likely.len()).map(|n| sure[n] || (likely[n] >= LIKELY_BETWEEN && is_between(n))).collect()
}

/// How likely each block of a page belongs to its main text, and how many words it has.
fn likelihoods(measured: &Measured<'_>) -> (Vec<f32>, Vec<u32>) {
    let (alone, among_others) = &*FORESTS;
    let measures: Vec<Measures> = (0..measured.page.blocks.len()).map(|number| measured.block(number)).collect();
    let first: Vec<f32> = measures.iter().map(|measures| alone.likelihood(measures)).collect();
    let among = Among::of(measured, &first);
    let second = |(number, measures)| match first[number] {
        hopeless if hopeless < HOPELESS => hopeless,
        _ => among_others.likelihood(&among.block(number, measures)),
    };
    let likely = measures.iter().enumerate().map(second).collect();
    (likely, measured.letters.iter().map(|letters| letters.words).collect())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsure_blocks_belong_among_sure_ones() {
        assert_eq!(chosen(&[0.9, 0.5, 0.1, 0.7, 0.5, 0.1]), [true, true, false, true, false, false]);
        assert_eq!(chosen(&[0.9, 0.5, 0.1, 0.1, 0.7]), [true, false, false, false, true]);
        assert_eq!(chosen(&[]), [false; 0]);
    }
}
