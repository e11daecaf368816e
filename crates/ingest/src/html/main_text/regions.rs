//! How much text the places of a page hold, and how much stands in places marked up alike.

use std::collections::HashMap;

use super::letters::Letters;
use crate::html::blocks::PageBlock;
use crate::html::outline::{Outline, Tag, ROOT};

/// A block with fewer bytes speaks for no place.
const PARAGRAPH: usize = 25;
/// So many places outwards a paragraph speaks for.
const HEARD: usize = 4;

/// What is in a place, or in all places of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Contents {
    pub blocks: u32,
    pub words: u32,
    pub bytes: u32,
    pub linked: u32,
    pub commas: u32,
    pub ends: u32,
}

impl Contents {
    fn add(&mut self, other: Self) {
        self.blocks += other.blocks;
        self.words += other.words;
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.linked = self.linked.saturating_add(other.linked);
        self.commas += other.commas;
        self.ends += other.ends;
    }

    pub(super) fn linked_share(&self) -> f32 {
        self.linked as f32 / self.bytes.max(1) as f32
    }
}

/// What the places of a page hold.
pub(super) struct Regions {
    /// By number of the place, with all that lies in it.
    pub contents: Vec<Contents>,
    /// How likely each place holds the main text, by the paragraphs right in it, the best 1.
    pub scores: Vec<f32>,
    /// The place with the best score.
    pub best: usize,
    /// For each place the signature of it with those around it.
    pub signatures: Vec<u64>,
    alike: HashMap<u64, Contents>,
}

impl Regions {
    pub(super) fn of(blocks: &[PageBlock], letters: &[Letters], outline: &Outline) -> Self {
        let places = outline.places();
        let mut contents = vec![Contents::default(); places.len()];
        let mut scores = vec![0.0f32; places.len()];
        let signatures = signatures(outline);
        let mut alike: HashMap<u64, Contents> = HashMap::new();
        for (block, letters) in blocks.iter().zip(letters) {
            let own = Contents {
                blocks: 1,
                words: letters.words,
                bytes: u32::try_from(block.text.len()).unwrap_or(u32::MAX),
                linked: u32::try_from(block.linked).unwrap_or(u32::MAX),
                commas: letters.commas,
                ends: letters.ends,
            };
            contents[block.place].add(own);
            alike.entry(signatures[block.place]).or_default().add(own);
            speak(block, letters, outline, &mut scores);
        }
        for number in (1..places.len()).rev() {
            let inner = contents[number];
            contents[places[number].parent].add(inner);
        }
        let best = (0..places.len()).fold(ROOT, |best, number| {
            scores[number] *= 1.0 - contents[number].linked_share();
            if scores[number] > scores[best] {
                number
            } else {
                best
            }
        });
        let most = scores[best].max(1e-6);
        scores.iter_mut().for_each(|score| *score /= most);
        Self { contents, scores, best, signatures, alike }
    }

    /// What stands in places marked up like this one.
    pub(super) fn alike(&self, place: usize) -> Contents {
        self.alike.get(&self.signatures[place]).copied().unwrap_or_default()
    }
}

/// A paragraph speaks for the places it lies in, most for the innermost.
fn speak(block: &PageBlock, letters: &Letters, outline: &Outline, scores: &mut [f32]) {
    if block.text.len() < PARAGRAPH || block.linked * 2 > block.text.len() {
        return;
    }
    let said = 1.0 + letters.commas as f32 + (block.text.len() as f32 / 100.0).min(3.0);
    let places = outline.places();
    let mut place = block.place;
    if !matches!(places[place].tag, Tag::Div | Tag::Cell | Tag::Other) {
        place = places[place].parent;
    }
    for share in [1.0, 0.5, 0.25, 0.16].iter().take(HEARD) {
        scores[place] += said * share;
        if place == ROOT {
            return;
        }
        place = places[place].parent;
    }
}

fn signatures(outline: &Outline) -> Vec<u64> {
    let places = outline.places();
    let one = |number: usize| places[number].signature;
    (0..places.len())
        .map(|number| {
            let outer = places[number].parent;
            let outermost = places[outer].parent;
            one(number).wrapping_mul(31).wrapping_add(one(outer)).wrapping_mul(31).wrapping_add(one(outermost))
        })
        .collect()
}
