//! Sentences of two texts aligned in their order.
//!
//! As in Gale and Church (1993) one sentence may stand for one or two, or have none on the other side; as in Thompson and
//! Koehn (2019, "Vecalign") what fits is told from vectors. A pair fits by how much nearer the two are to each other than
//! to the other sentences of the other text: the idea of margins in Artetxe and Schwenk (2019, "Margin-based parallel
//! corpus mining"), which makes sentences that lie near to everything harmless.

use std::ops::Range;

use standpoint_meaning::likeness::cosines;
use standpoint_meaning::Vector;

use super::numbers::in_common;

/// A pair has to stand out by so much.
const LEAST_MARGIN: f32 = 0.12;
/// Two sentences for one have to fit better than either of them alone, by so much.
const BETTER_TOGETHER: f32 = 0.02;

/// A passage as it is aligned.
pub(crate) struct Sentence {
    /// The number of the passage.
    pub passage: usize,
    pub words: usize,
    pub numbers: Vec<u32>,
    pub vector: Vector,
}

/// One or two sentences for one or two of the other text; sentences go by their place in the list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bead {
    pub a: Range<usize>,
    pub b: Range<usize>,
    /// The likeness of both sides, from -1 to 1.
    pub likeness: f32,
    /// How much more alike they are than either is to the rest of the other text.
    pub margin: f32,
}

/// What the beads of two texts come to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sum {
    pub share_of_a: f64,
    pub share_of_b: f64,
    /// The mean likeness of the pairs, weighed by their words.
    pub likeness: f64,
    pub margin: f64,
    /// How many numbers stand in the beads, on both sides together, and how many of them both sides have.
    pub given: usize,
    pub agreeing: usize,
    pub beads: usize,
}

/// The shapes of beads, in the order in which they are tried.
const SHAPES: [(usize, usize); 3] = [(1, 1), (1, 2), (2, 1)];

/// Aligns two texts; the beads rise on both sides.
pub(crate) fn beads(a: &[Sentence], b: &[Sentence]) -> Vec<Bead> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let table = Table::of(a, b);
    let wide = b.len() + 1;
    let mut best = vec![0.0f32; (a.len() + 1) * wide];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skipped = best[(i + 1) * wide + j].max(best[i * wide + j + 1]);
            let taken = SHAPES.iter().filter_map(|&shape| {
                let rest = best.get((i + shape.0) * wide + j + shape.1)?;
                Some(table.gain(i, j, shape)? + rest)
            });
            best[i * wide + j] = taken.fold(skipped, f32::max);
        }
    }
    let (mut i, mut j, mut beads) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        let here = best[i * wide + j];
        let taken = SHAPES.iter().find(|&&shape| {
            let gain = table.gain(i, j, shape);
            gain.is_some_and(|gain| gain + best[(i + shape.0) * wide + j + shape.1] >= here)
        });
        if let Some(&(in_a, in_b)) = taken {
            if let Some((likeness, margin)) = table.fit(i, j, (in_a, in_b)) {
                beads.push(Bead { a: i..i + in_a, b: j..j + in_b, likeness, margin });
            }
            (i, j) = (i + in_a, j + in_b);
        } else if best[(i + 1) * wide + j] >= here {
            i += 1;
        } else {
            j += 1;
        }
    }
    beads
}

/// The likeness of all sentences of one text to all of the other.
struct Table<'a> {
    a: &'a [Sentence],
    b: &'a [Sentence],
    likeness: Vec<f32>,
    /// The mean likeness of each sentence to those of the other text, but for the nearest.
    usual_a: Vec<f32>,
    usual_b: Vec<f32>,
    /// The length of the sum of each sentence's vector and the next one's, weighed by their words.
    joint_a: Vec<f32>,
    joint_b: Vec<f32>,
}

impl<'a> Table<'a> {
    fn of(a: &'a [Sentence], b: &'a [Sentence]) -> Self {
        let vectors = |sentences: &'a [Sentence]| sentences.iter().map(|s| &s.vector).collect::<Vec<_>>();
        let likeness = cosines(&vectors(a), &vectors(b));
        let usual_a = likeness.chunks(b.len()).map(|row| usual(row.iter().copied())).collect();
        let usual_b = (0..b.len()).map(|j| usual(likeness.iter().skip(j).step_by(b.len()).copied())).collect();
        Self { a, b, likeness, usual_a, usual_b, joint_a: joint(a), joint_b: joint(b) }
    }

    fn at(&self, i: usize, j: usize) -> f32 {
        self.likeness[i * self.b.len() + j]
    }

    /// The likeness of sentences from `i` on and from `j` on, and by how much it stands out; `None` where there are not so
    /// many, or where two fit no better than one.
    fn fit(&self, i: usize, j: usize, shape: (usize, usize)) -> Option<(f32, f32)> {
        let (likeness, usual) = match shape {
            (1, 1) => (self.at(i, j), (self.usual_a[i] + self.usual_b[j]) / 2.0),
            (1, _) if j + 1 < self.b.len() => {
                let together = joined([self.at(i, j), self.at(i, j + 1)], &self.b[j..j + 2], self.joint_b[j])?;
                (together, (self.usual_a[i] + self.usual_b[j].max(self.usual_b[j + 1])) / 2.0)
            }
            (_, 1) if i + 1 < self.a.len() => {
                let together = joined([self.at(i, j), self.at(i + 1, j)], &self.a[i..i + 2], self.joint_a[i])?;
                (together, (self.usual_a[i].max(self.usual_a[i + 1]) + self.usual_b[j]) / 2.0)
            }
            _ => return None,
        };
        Some((likeness, likeness - usual))
    }

    fn gain(&self, i: usize, j: usize, shape: (usize, usize)) -> Option<f32> {
        let (_, margin) = self.fit(i, j, shape)?;
        let gain = (margin - LEAST_MARGIN) * (shape.0 + shape.1) as f32 / 2.0;
        (gain > 0.0).then_some(gain)
    }
}

/// The likeness of one sentence to two together, if they fit better than either.
fn joined(alone: [f32; 2], two: &[Sentence], length: f32) -> Option<f32> {
    let weighed: f32 = alone.iter().zip(two).map(|(likeness, sentence)| likeness * sentence.words as f32).sum();
    let together = weighed / length.max(f32::MIN_POSITIVE);
    (together > alone[0].max(alone[1]) + BETTER_TOGETHER).then_some(together.min(1.0))
}

fn joint(sentences: &[Sentence]) -> Vec<f32> {
    let length = |two: &[Sentence]| match two {
        [one, other] => {
            let (x, y) = (one.words as f32, other.words as f32);
            (x * x + y * y + 2.0 * x * y * one.vector.cosine(&other.vector)).max(0.0).sqrt()
        }
        _ => 0.0,
    };
    sentences.windows(2).map(length).collect()
}

/// What sentences of one matter have in common on the whole.
pub(crate) const OF_ONE_MATTER: f32 = 0.3;

/// The mean of all but the largest; where there is but one, what sentences of one matter have in common on the whole.
fn usual(likeness: impl Iterator<Item = f32>) -> f32 {
    let (mut sum, mut count, mut largest) = (0.0, 0, f32::MIN);
    for value in likeness {
        sum += value;
        count += 1;
        largest = largest.max(value);
    }
    match count {
        0 | 1 => OF_ONE_MATTER,
        _ => (sum - largest) / (count - 1) as f32,
    }
}

/// What the beads of two texts come to; `None` where there are none.
pub(crate) fn sum(a: &[Sentence], b: &[Sentence], beads: &[Bead]) -> Option<Sum> {
    let words = |sentences: &[Sentence]| sentences.iter().map(|sentence| sentence.words).sum::<usize>() as f64;
    let (mut in_a, mut in_b, mut likeness, mut margin) = (0.0, 0.0, 0.0, 0.0);
    let (mut agreeing, mut given) = (0, 0);
    for bead in beads {
        let (side_a, side_b) = (&a[bead.a.clone()], &b[bead.b.clone()]);
        let here = words(side_a) + words(side_b);
        in_a += words(side_a);
        in_b += words(side_b);
        likeness += f64::from(bead.likeness) * here;
        margin += f64::from(bead.margin) * here;
        let [numbers_a, numbers_b] = [side_a, side_b].map(|side| {
            let mut all: Vec<u32> = side.iter().flat_map(|sentence| sentence.numbers.iter().copied()).collect();
            all.sort_unstable();
            all
        });
        agreeing += in_common(&numbers_a, &numbers_b);
        given += numbers_a.len() + numbers_b.len();
    }
    let all = in_a + in_b;
    (all > 0.0).then(|| Sum {
        share_of_a: in_a / words(a).max(1.0),
        share_of_b: in_b / words(b).max(1.0),
        likeness: likeness / all,
        margin: margin / all,
        given,
        agreeing,
        beads: beads.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A sentence whose vector points where these numbers say; the same numbers mean the same.
    fn sentence(meaning: &[u8]) -> Sentence {
        let mut values = vec![0.05f32; Vector::DIMENSIONS];
        meaning.iter().for_each(|&place| values[usize::from(place)] += 1.0);
        Sentence { passage: 0, words: 10, numbers: Vec::new(), vector: Vector::from_slice(&values).unwrap() }
    }

    fn aligned(a: &[&[u8]], b: &[&[u8]]) -> Vec<(Range<usize>, Range<usize>)> {
        let [a, b] = [a, b].map(|text| text.iter().map(|meaning| sentence(meaning)).collect::<Vec<_>>());
        beads(&a, &b).into_iter().map(|bead| (bead.a, bead.b)).collect()
    }

    #[test]
    fn one_two_or_none_stand_for_one() {
        assert_eq!(aligned(&[&[1], &[2], &[3]], &[&[1], &[2], &[3]]), [(0..1, 0..1), (1..2, 1..2), (2..3, 2..3)]);
        assert_eq!(aligned(&[&[1], &[9], &[3]], &[&[1], &[3]]), [(0..1, 0..1), (2..3, 1..2)]);
        assert_eq!(aligned(&[&[1], &[2, 3], &[4]], &[&[1], &[2], &[3], &[4]])[1], (1..2, 1..3));
        assert_eq!(aligned(&[&[1], &[2], &[3], &[4]], &[&[1], &[2, 3], &[4]])[1], (1..3, 1..2));
        assert!(aligned(&[], &[&[1]]).is_empty());
    }

    #[test]
    fn what_is_near_to_everything_is_no_pair() {
        assert!(aligned(&[&[1], &[1], &[1]], &[&[1], &[1], &[1]]).is_empty());
    }

    proptest! {
        #[test]
        fn beads_rise_on_both_sides_and_do_not_overlap(
            a in prop::collection::vec(prop::collection::vec(0u8..9, 1..3), 0..14),
            b in prop::collection::vec(prop::collection::vec(0u8..9, 1..3), 0..14),
        ) {
            let slices = |text: &[Vec<u8>]| -> Vec<Sentence> { text.iter().map(|m| sentence(m)).collect() };
            let (a, b) = (slices(&a), slices(&b));
            let found = beads(&a, &b);
            prop_assert!(found.windows(2).all(|two| two[0].a.end <= two[1].a.start && two[0].b.end <= two[1].b.start));
            prop_assert!(found.iter().all(|bead| bead.a.end <= a.len() && bead.b.end <= b.len()));
        }
    }
}
