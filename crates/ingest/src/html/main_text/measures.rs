//! What is measured of each block of a page: its letters, its place, what stands around it, and what the page says of it.

use std::collections::HashMap;

use super::letters::Letters;
use super::regions::Regions;
use crate::html::blocks::{Page, PageBlock};
use crate::html::markup::KINDS;
use crate::html::outline::ROOT;
use crate::paragraph::plain;

/// How many numbers are measured of a block.
pub(super) const MEASURES: usize = 80 + KINDS;
/// Stands for "no such thing", beyond all distances.
const NONE: f32 = 99.0;
/// Words that running text has at least.
const RUNNING: u32 = 15;
/// Blocks before and after that are looked at one by one.
const NEAR: isize = 3;

/// What is measured of a block.
pub(super) type Measures = [f32; MEASURES];

/// What is known of a page before its blocks are measured.
pub(super) struct Measured<'a> {
    pub page: &'a Page,
    pub letters: Vec<Letters>,
    pub regions: Regions,
    words_before: Vec<u32>,
    words: u32,
    repeated: HashMap<&'a str, u16>,
    title_at: Option<usize>,
    to_running: (Vec<u16>, Vec<u16>),
    title: String,
}

impl<'a> Measured<'a> {
    pub(super) fn of(page: &'a Page, title: Option<&str>) -> Self {
        let blocks = &page.blocks;
        let letters: Vec<Letters> = blocks.iter().map(|b| Letters::of(&b.text)).collect();
        let regions = Regions::of(blocks, &letters, &page.outline);
        let mut words = 0u32;
        let words_before = letters
            .iter()
            .map(|letters| {
                words += letters.words;
                words - letters.words
            })
            .collect();
        let mut repeated: HashMap<&str, u16> = HashMap::with_capacity(blocks.len());
        for block in blocks {
            let count = repeated.entry(block.text.as_str()).or_default();
            *count = count.saturating_add(1);
        }
        let title = title.map(plain).unwrap_or_default();
        let title_at = title_place(blocks, &title);
        let is_running = |n: usize| letters[n].words >= RUNNING && blocks[n].linked * 3 < blocks[n].text.len();
        let to_running = distances(blocks.len(), is_running);
        Self { page, letters, regions, words_before, words, repeated, title_at, to_running, title }
    }

    /// What is measured of one block.
    pub(super) fn block(&self, number: usize) -> Measures {
        let mut values = Row { values: [0.0; MEASURES], at: 0 };
        self.letters(number, &mut values);
        self.position(number, &mut values);
        self.around(number, &mut values);
        self.neighbours(number, &mut values);
        let place = &self.page.outline.places()[self.page.blocks[number].place];
        for kind in 0..KINDS {
            values.push(place.distance(kind).map_or(NONE, f32::from));
        }
        debug_assert_eq!(values.at, MEASURES);
        values.values
    }

    fn letters(&self, number: usize, values: &mut Row) {
        let (block, letters) = (&self.page.blocks[number], &self.letters[number]);
        let words = letters.words.max(1) as f32;
        let characters = letters.characters.max(1) as f32;
        let flags = [
            letters.has_contact,
            letters.has_copyright,
            letters.has_year,
            letters.begins_small,
            letters.begins_quoted,
            block.item,
            block.core,
            block.around,
        ];
        values.all(&[
            letters.words as f32,
            characters,
            linked_share(block),
            characters / words,
            letters.commas as f32 / words,
            letters.ends as f32,
            letters.capitals as f32 / words,
            letters.uppercase as f32 / characters,
            letters.digits as f32 / characters,
            letters.lines as f32,
            letters.separators as f32,
            f32::from(letters.ends_how as u8),
            f32::from(block.level.unwrap_or(0)),
        ]);
        flags.iter().for_each(|flag| values.push(f32::from(u8::from(*flag))));
    }

    fn position(&self, number: usize, values: &mut Row) {
        let (block, blocks) = (&self.page.blocks[number], &self.page.blocks);
        let place = &self.page.outline.places()[block.place];
        let told = &self.page.told;
        let is_title =
            !self.title.is_empty() && block.text.len() < self.title.len() * 4 + 40 && plain(&block.text) == self.title;
        values.all(&[
            f32::from(place.depth),
            f32::from(place.tag as u8),
            number as f32,
            (blocks.len() - number) as f32,
            number as f32 / blocks.len() as f32,
            self.words_before[number] as f32 / self.words.max(1) as f32,
            self.words as f32,
            self.title_at.map_or(-NONE, |at| (number as f32 - at as f32).clamp(-90.0, 200.0)),
            self.title_at.map_or(-1.0, |at| self.words_before[number].saturating_sub(self.words_before[at]) as f32),
            f32::from(u8::from(is_title)),
            f32::from(self.repeated.get(block.text.as_str()).copied().unwrap_or(1)),
            if told.has_body() { told.share_in_body(&block.text) } else { -1.0 },
            f32::from(u8::from(told.is_description(&block.text))),
        ]);
    }

    /// What the places around a block hold, and those marked up like its own.
    fn around(&self, number: usize, values: &mut Row) {
        let (block, regions) = (&self.page.blocks[number], &self.regions);
        let places = self.page.outline.places();
        let all = self.words.max(1) as f32;
        let alike = regions.alike(block.place);
        values.all(&[
            alike.words as f32,
            alike.blocks as f32,
            alike.linked_share(),
            alike.words as f32 / all,
            alike.words as f32 / alike.blocks.max(1) as f32,
            alike.ends as f32 / alike.blocks.max(1) as f32,
        ]);
        let mut place = block.place;
        for _ in 0..4 {
            let contents = &regions.contents[place];
            values.all(&[
                contents.words as f32 / all,
                contents.linked_share(),
                contents.words as f32 / contents.blocks.max(1) as f32,
                contents.commas as f32 / contents.words.max(1) as f32,
            ]);
            place = places[place].parent;
        }
        let (mut inside, mut outwards, mut best_score) = (NONE, block.place, 0.0f32);
        for steps in 0..12u8 {
            best_score = best_score.max(regions.scores[outwards]);
            if outwards == regions.best {
                inside = f32::from(steps);
                break;
            }
            if outwards == ROOT {
                break;
            }
            outwards = places[outwards].parent;
        }
        values.all(&[inside, best_score]);
    }

    fn neighbours(&self, number: usize, values: &mut Row) {
        let blocks = &self.page.blocks;
        for step in (-NEAR..=NEAR).filter(|step| *step != 0) {
            let other = number.checked_add_signed(step).filter(|n| *n < blocks.len());
            let signature = |n: usize| self.regions.signatures[blocks[n].place];
            values.all(&other.map_or([-1.0, -1.0, -1.0], |n| {
                let alike = signature(n) == signature(number);
                [self.letters[n].words as f32, linked_share(&blocks[n]), f32::from(u8::from(alike))]
            }));
        }
        let level = |n: Option<usize>| n.and_then(|n| blocks.get(n)).and_then(|b| b.level).map_or(0.0, f32::from);
        values.push(level(number.checked_sub(1)));
        values.push(level(number.checked_add(1)));
        values.push(f32::from(self.to_running.0[number]));
        values.push(f32::from(self.to_running.1[number]));
    }
}

/// The numbers of a block as they are written down.
struct Row {
    values: Measures,
    at: usize,
}

impl Row {
    fn push(&mut self, value: f32) {
        if let Some(slot) = self.values.get_mut(self.at) {
            *slot = value;
        }
        self.at += 1;
    }

    fn all(&mut self, values: &[f32]) {
        values.iter().for_each(|value| self.push(*value));
    }
}

fn linked_share(block: &PageBlock) -> f32 {
    (block.linked as f32 / block.text.len().max(1) as f32).min(1.0)
}

/// Where the title stands: the first-level heading that it is, else a block that it is, else the first such heading.
fn title_place(blocks: &[PageBlock], title: &str) -> Option<usize> {
    let is_title = |b: &PageBlock| !title.is_empty() && b.text.len() < title.len() * 4 + 40 && plain(&b.text) == title;
    let heads = || blocks.iter().enumerate().filter(|(_, b)| b.level == Some(1));
    heads()
        .find(|(_, b)| is_title(b))
        .or_else(|| blocks.iter().enumerate().find(|(_, b)| b.level.is_some() && is_title(b)))
        .or_else(|| heads().next())
        .map(|(number, _)| number)
}

/// For each block how many blocks back, and how many on, the next one lies for which something holds.
fn distances(count: usize, holds: impl Fn(usize) -> bool) -> (Vec<u16>, Vec<u16>) {
    const FAR: u16 = 50;
    let (mut back, mut on) = (vec![FAR; count], vec![FAR; count]);
    let mut last = FAR;
    for (number, slot) in back.iter_mut().enumerate() {
        *slot = last;
        last = if holds(number) { 1 } else { (last + 1).min(FAR) };
    }
    last = FAR;
    for number in (0..count).rev() {
        on[number] = last;
        last = if holds(number) { 1 } else { (last + 1).min(FAR) };
    }
    (back, on)
}
