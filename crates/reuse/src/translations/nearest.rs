//! Which statements are worth aligning sentence by sentence.

use std::collections::BTreeMap;

use standpoint_meaning::likeness::cosines;
use standpoint_meaning::parallel::{cores, in_parallel};
use standpoint_meaning::Vector;
use standpoint_text::LanguageCode;

use super::documents::Document;
use super::signs::standing_out;

/// Up to so many statements all are held against all; of more only those in the same cells.
const ALL_AGAINST_ALL: usize = 4096;
/// In a large collection a statement belongs to so many cells, those whose centre is nearest.
const CELLS: usize = 6;
/// Statements that are held against a cell at a time.
const BLOCK: usize = 256;
/// So many of each language that are nearest to a statement may be its translation.
const NEAREST: usize = 3;
/// Statements whose vectors are less alike are no translations of each other, where the encoder knows both languages and
/// where it does not.
const LEAST_LIKENESS: f32 = 0.54;
const LEAST_LIKENESS_UNKNOWN: f32 = 0.3;
/// Nor are those whose first sentences stand out less. Measured on NTREX-128 translations have 0.63 and more, and 0.52 where
/// the encoder was not trained on one of the languages.
const LEAST_STANDING_OUT: f32 = 0.6;
const LEAST_STANDING_OUT_UNKNOWN: f32 = 0.48;

/// Those nearest to a statement in one language, the nearest first: their likeness and their number.
type Nearest = Vec<(f32, usize)>;

/// Two documents, by their numbers, that may be translations of each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub a: usize,
    pub b: usize,
    /// Whether each is *the* nearest to the other of those in its language.
    pub is_nearest: bool,
}

/// Pairs of documents, the first before the second, of which each is among the nearest to the other of those in its
/// language, and whose first sentences are near each other too.
pub(crate) fn candidates(documents: &[Document]) -> Vec<Pair> {
    let nearest = nearest(documents);
    let rank = |from: usize, to: usize| {
        let of_language = nearest[from].get(&documents[to].language)?;
        of_language.iter().position(|&(_, number)| number == to)
    };
    let mut pairs = Vec::new();
    for (a, others) in nearest.iter().enumerate() {
        for &(_, b) in others.values().flatten().filter(|(_, b)| a < *b) {
            if let (Some(to_b), Some(to_a)) = (rank(a, b), rank(b, a)) {
                if may_be_same(&documents[a], &documents[b]) {
                    pairs.push(Pair { a, b, is_nearest: to_a == 0 && to_b == 0 });
                }
            }
        }
    }
    pairs
}

fn may_be_same(a: &Document, b: &Document) -> bool {
    let least = if a.is_known && b.is_known { LEAST_STANDING_OUT } else { LEAST_STANDING_OUT_UNKNOWN };
    standing_out(&a.sentences, &b.sentences) >= least
}

fn nearest(documents: &[Document]) -> Vec<BTreeMap<LanguageCode, Nearest>> {
    let cells = cells(documents);
    let blocks: Vec<(&[usize], &[usize])> =
        cells.iter().flat_map(|cell| cell.chunks(BLOCK).map(|block| (block, &cell[..]))).collect();
    let mut nearest: Vec<BTreeMap<LanguageCode, Nearest>> = vec![BTreeMap::new(); documents.len()];
    // What a round finds is put together before the next, so that memory stays small.
    for round in blocks.chunks(BLOCK) {
        let found = in_parallel(round.len(), cores(), |number| nearest_in_cell(documents, round[number]));
        for (&(block, _), found) in round.iter().zip(found) {
            for (&number, found) in block.iter().zip(found) {
                for (language, near) in found {
                    let known = nearest[number].entry(language).or_default();
                    near.into_iter().for_each(|one| put_in(known, one));
                }
            }
        }
    }
    nearest
}

fn nearest_in_cell(
    documents: &[Document],
    (block, cell): (&[usize], &[usize]),
) -> Vec<BTreeMap<LanguageCode, Nearest>> {
    let vectors = |numbers: &[usize]| numbers.iter().map(|&number| &documents[number].vector).collect::<Vec<_>>();
    let likeness = cosines(&vectors(block), &vectors(cell));
    let of_query = |(&query, row): (&usize, &[f32])| {
        let document = &documents[query];
        let mut nearest: BTreeMap<LanguageCode, Nearest> = BTreeMap::new();
        for (&other, &likeness) in cell.iter().zip(row) {
            let knows = document.is_known && documents[other].is_known;
            let least = if knows { LEAST_LIKENESS } else { LEAST_LIKENESS_UNKNOWN };
            let language = documents[other].language;
            if language != document.language && likeness >= least {
                put_in(nearest.entry(language).or_default(), (likeness, other));
            }
        }
        nearest
    };
    block.iter().zip(likeness.chunks(cell.len())).map(of_query).collect()
}

/// Puts one in among the nearest, which stay few and in order.
fn put_in(nearest: &mut Nearest, one: (f32, usize)) {
    if nearest.contains(&one) {
        return;
    }
    let place = nearest.partition_point(|known| known.0 > one.0 || (known.0 == one.0 && known.1 < one.1));
    if place < NEAREST {
        nearest.truncate(NEAREST - 1);
        nearest.insert(place, one);
    }
}

/// Groups of documents that are held against each other: all in one, or in a large collection those around as many centres
/// as its square root.
fn cells(documents: &[Document]) -> Vec<Vec<usize>> {
    if documents.len() <= ALL_AGAINST_ALL {
        return vec![(0..documents.len()).collect()];
    }
    let count = documents.len().isqrt();
    let centres: Vec<&Vector> = (0..count).map(|n| &documents[n * documents.len() / count].vector).collect();
    let mut cells = vec![Vec::new(); count];
    for (start, block) in documents.chunks(BLOCK).enumerate() {
        let vectors: Vec<&Vector> = block.iter().map(|document| &document.vector).collect();
        for (number, row) in cosines(&vectors, &centres).chunks(count).enumerate() {
            let mut nearest: Vec<usize> = (0..count).collect();
            let rank = |a: &usize, b: &usize| row[*b].total_cmp(&row[*a]).then(a.cmp(b));
            nearest.select_nth_unstable_by(CELLS.min(count - 1), rank);
            for &cell in nearest.iter().take(CELLS) {
                cells[cell].push(start * BLOCK + number);
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_meaning::Signs;

    /// Documents in turn in two languages; a document and the next say the same.
    fn documents(count: usize) -> Vec<Document> {
        let vector = |number: usize| {
            let value = |place: usize| ((number / 2 * 7919 + place * 31) as f32).sin() + ((number % 2) as f32) * 0.05;
            Vector::from_slice(&(0..Vector::DIMENSIONS).map(value).collect::<Vec<f32>>()).unwrap()
        };
        let document = |number: usize| Document {
            statement: number,
            language: LanguageCode::new(["en", "de"][number % 2]).unwrap(),
            is_known: true,
            vector: vector(number),
            sentences: vec![Signs::of(&vector(number))],
        };
        (0..count).map(document).collect()
    }

    #[test]
    fn those_that_say_the_same_are_found_in_any_number_of_cells() {
        for count in [2, 10, ALL_AGAINST_ALL + 4] {
            let documents = documents(count);
            let pairs = candidates(&documents);
            let nearest = pairs.iter().filter(|pair| pair.is_nearest);
            let expected = (0..count / 2).map(|pair| (2 * pair, 2 * pair + 1));
            let found: Vec<(usize, usize)> = nearest.map(|pair| (pair.a, pair.b)).collect();
            let missed = expected.filter(|pair| !found.contains(pair)).count();
            assert!(missed * 100 <= count, "{missed} of {count} missed");
        }
    }

    #[test]
    fn the_nearest_stay_few_and_in_order() {
        let mut nearest = Nearest::new();
        for one in [(0.5, 7), (0.9, 3), (0.5, 2), (0.9, 3), (0.7, 1), (0.1, 9)] {
            put_in(&mut nearest, one);
        }
        assert_eq!(nearest, [(0.9, 3), (0.7, 1), (0.5, 2)]);
    }
}
