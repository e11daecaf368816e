//! Which statements are worth aligning sentence by sentence.

use std::collections::{BTreeMap, BTreeSet};

use standpoint_meaning::likeness::cosines;
use standpoint_meaning::{Memory, Vector};
use standpoint_text::{LanguageCode, Statement};

/// Sentences of a statement that its vector is made of, the first ones.
const SENTENCES: usize = 10;
/// Shorter passages say too little.
const FEWEST_LETTERS: usize = 20;
/// Up to so many statements all are held against all; of more only those in the same cells.
const ALL_AGAINST_ALL: usize = 4096;
/// In a large collection a statement belongs to so many cells, those whose centre is nearest.
const CELLS: usize = 3;
/// Statements whose vectors are less alike are no translations of each other, where the encoder knows both languages and
/// where it does not.
const LEAST_LIKENESS: f32 = 0.54;
const LEAST_LIKENESS_UNKNOWN: f32 = 0.3;

/// A statement as one vector.
pub(crate) struct Document {
    /// Its number.
    pub statement: usize,
    pub language: LanguageCode,
    /// Whether the encoder was trained on its language.
    pub is_known: bool,
    pub vector: Vector,
}

/// The statements whose language is told, each as the mean of its first sentences' vectors. None where all are in one
/// language, as nothing is to be found then.
pub(crate) fn documents(
    statements: &[Statement],
    numbers: impl Iterator<Item = usize>,
    encoder: &Memory<'_>,
) -> Vec<Document> {
    let of_language = |number: usize| Some((number, statements[number].metadata.language()?));
    let looked_at: Vec<(usize, LanguageCode)> = numbers.filter_map(of_language).collect();
    let languages: BTreeSet<LanguageCode> = looked_at.iter().map(|(_, language)| *language).collect();
    if languages.len() < 2 {
        return Vec::new();
    }
    let mut documents = Vec::with_capacity(looked_at.len());
    for block in looked_at.chunks(256) {
        let (mut texts, mut owners) = (Vec::new(), Vec::new());
        for (owner, (number, _)) in block.iter().enumerate() {
            let passages = statements[*number].passages.iter().map(|passage| passage.span.as_str());
            for text in passages.filter(|text| text.len() >= FEWEST_LETTERS).take(SENTENCES) {
                texts.push(text);
                owners.push(owner);
            }
        }
        let mut sums = vec![vec![0.0f32; Vector::DIMENSIONS]; block.len()];
        for (vector, owner) in encoder.encode_all(&texts).iter().zip(owners) {
            sums[owner].iter_mut().zip(vector.as_slice()).for_each(|(sum, value)| *sum += value);
        }
        for ((statement, language), sum) in block.iter().zip(sums) {
            let vector = Vector::from_slice(&sum).filter(|vector| !vector.is_zero());
            let is_known = encoder.encoder().knows(language.as_str());
            documents.extend(vector.map(|vector| Document {
                statement: *statement,
                language: *language,
                is_known,
                vector,
            }));
        }
    }
    documents
}

/// Pairs of documents of which each is the nearest to the other among those of its language.
pub(crate) fn candidates(documents: &[Document]) -> Vec<(&Document, &Document)> {
    let mut nearest: Vec<BTreeMap<LanguageCode, (f32, usize)>> = vec![BTreeMap::new(); documents.len()];
    for cell in cells(documents) {
        let vectors: Vec<Vector> = cell.iter().map(|&number| documents[number].vector.clone()).collect();
        for (block, queries) in cell.chunks(256).zip(vectors.chunks(256)) {
            let likeness = cosines(queries, &vectors);
            for (query, row) in block.iter().zip(likeness.chunks(cell.len())) {
                for (&other, &likeness) in cell.iter().zip(row) {
                    let (document, language) = (&documents[*query], documents[other].language);
                    let knows = document.is_known && documents[other].is_known;
                    let least = if knows { LEAST_LIKENESS } else { LEAST_LIKENESS_UNKNOWN };
                    if language == document.language || likeness < least {
                        continue;
                    }
                    let best = nearest[*query].entry(language).or_insert((likeness, other));
                    if likeness > best.0 {
                        *best = (likeness, other);
                    }
                }
            }
        }
    }
    let is_nearest =
        |from: usize, to: usize| nearest[from].get(&documents[to].language).is_some_and(|&(_, nearest)| nearest == to);
    let mut pairs = Vec::new();
    for (number, others) in nearest.iter().enumerate() {
        for &(_, other) in others.values() {
            if number < other && is_nearest(other, number) {
                pairs.push((&documents[number], &documents[other]));
            }
        }
    }
    pairs
}

/// Groups of documents that are held against each other: all in one, or in a large collection those around as many centres
/// as its square root.
fn cells(documents: &[Document]) -> Vec<Vec<usize>> {
    if documents.len() <= ALL_AGAINST_ALL {
        return vec![(0..documents.len()).collect()];
    }
    let count = documents.len().isqrt();
    let centres: Vec<Vector> = (0..count).map(|n| documents[n * documents.len() / count].vector.clone()).collect();
    let mut cells = vec![Vec::new(); count];
    for (start, block) in documents.chunks(256).enumerate() {
        let vectors: Vec<Vector> = block.iter().map(|document| document.vector.clone()).collect();
        for (number, row) in cosines(&vectors, &centres).chunks(count).enumerate() {
            let mut nearest: Vec<usize> = (0..count).collect();
            let rank = |a: &usize, b: &usize| row[*b].total_cmp(&row[*a]).then(a.cmp(b));
            nearest.select_nth_unstable_by(CELLS.min(count - 1), rank);
            for &cell in nearest.iter().take(CELLS) {
                cells[cell].push(start * 256 + number);
            }
        }
    }
    cells
}
