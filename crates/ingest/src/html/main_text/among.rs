//! What is said of the blocks around a block: the measures that only the second forest sees.

use super::measures::{Measured, MEASURES};

/// How many numbers the second forest sees.
pub(super) const AMONG: usize = MEASURES + ADDED;
/// How many of them the first does not see.
const ADDED: usize = 18;
/// Blocks before and after that are looked at one by one.
const NEAR: isize = 4;
/// Blocks before and after that are looked at together.
const WINDOW: usize = 8;
/// So many places outwards are looked at.
const OUTWARDS: usize = 4;

/// What the first forest says of the blocks of a page, summed up in every way that is asked for.
pub(super) struct Among<'a> {
    measured: &'a Measured<'a>,
    first: &'a [f32],
    /// For each block, words before it and the share of them said to be of the main text, as running sums.
    sums: Vec<(f32, f32)>,
    places: Vec<(f32, f32)>,
    alike: std::collections::HashMap<u64, (f32, f32)>,
}

impl<'a> Among<'a> {
    pub(super) fn of(measured: &'a Measured<'a>, first: &'a [f32]) -> Self {
        let places = measured.page.outline.places();
        let mut among = Self {
            measured,
            first,
            sums: vec![(0.0, 0.0)],
            places: vec![(0.0, 0.0); places.len()],
            alike: std::collections::HashMap::new(),
        };
        let mut sum = (0.0, 0.0);
        for (number, said) in first.iter().enumerate() {
            let words = measured.letters[number].words as f32 + 1.0;
            let own = (words, words * said);
            sum = plus(sum, own);
            among.sums.push(sum);
            let place = measured.page.blocks[number].place;
            among.places[place] = plus(among.places[place], own);
            let alike = among.alike.entry(measured.regions.signatures[place]).or_default();
            *alike = plus(*alike, own);
        }
        for number in (1..places.len()).rev() {
            let parent = places[number].parent;
            among.places[parent] = plus(among.places[parent], among.places[number]);
        }
        among
    }

    /// The measures of a block with what is said around it.
    pub(super) fn block(&self, number: usize, measures: &[f32; MEASURES]) -> [f32; AMONG] {
        let mut values = [0.0; AMONG];
        values[..MEASURES].copy_from_slice(measures);
        let added = self.added(number);
        values[MEASURES..].copy_from_slice(&added);
        values
    }

    fn added(&self, number: usize) -> [f32; ADDED] {
        let count = self.first.len();
        let mut values = [0.0; ADDED];
        let near = (-NEAR..=NEAR).map(|step| {
            let other = number.checked_add_signed(step);
            other.and_then(|n| self.first.get(n)).copied().unwrap_or(-0.1)
        });
        let mut place = self.measured.page.blocks[number].place;
        let signature = self.measured.regions.signatures[place];
        let outwards = (0..OUTWARDS).map(|_| {
            let share = share(self.places[place]);
            place = self.measured.page.outline.places()[place].parent;
            share
        });
        let between = |from: usize, to: usize| minus(self.sums[to.min(count)], self.sums[from]);
        let all = self.sums[count].1.max(1.0);
        let together = [
            share(self.alike.get(&signature).copied().unwrap_or_default()),
            share(between(number.saturating_sub(WINDOW), number)),
            share(between(number + 1, (number + 1 + WINDOW).max(number + 1))),
            self.sums[number].1 / all,
            (self.sums[count].1 - self.sums[number + 1].1) / all,
        ];
        for (slot, value) in values.iter_mut().zip(near.chain(outwards).chain(together)) {
            *slot = value;
        }
        values
    }
}

fn plus(a: (f32, f32), b: (f32, f32)) -> (f32, f32) {
    (a.0 + b.0, a.1 + b.1)
}

fn minus(a: (f32, f32), b: (f32, f32)) -> (f32, f32) {
    (a.0 - b.0, a.1 - b.1)
}

fn share((words, said): (f32, f32)) -> f32 {
    if words > 0.0 {
        said / words
    } else {
        -0.1
    }
}
