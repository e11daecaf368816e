//! Statements as vectors: one for each, and the signs of those of its first sentences.

use std::collections::BTreeSet;

use standpoint_meaning::{Memory, Signs, Vector};
use standpoint_text::{LanguageCode, Statement};

/// Sentences of a statement that its vector is made of, the first ones.
const SENTENCES: usize = 10;
/// Shorter passages say too little.
const FEWEST_LETTERS: usize = 20;
/// Statements that are encoded together.
const TOGETHER: usize = 256;

/// A statement as it is looked for.
pub(crate) struct Document {
    /// Its number.
    pub statement: usize,
    pub language: LanguageCode,
    /// Whether the encoder was trained on its language.
    pub is_known: bool,
    /// The direction of the mean of its first sentences' vectors.
    pub vector: Vector,
    /// What is kept of the vectors of these sentences.
    pub sentences: Vec<Signs>,
}

/// The statements whose language is told. None where all are in one language, as nothing is to be found then.
/// `tell` is called with how many are done.
pub(crate) fn documents(
    statements: &[Statement],
    numbers: impl Iterator<Item = usize>,
    encoder: &Memory<'_>,
    mut tell: impl FnMut(usize),
) -> Vec<Document> {
    let of_language = |number: usize| Some((number, statements[number].metadata.language()?));
    let mut looked_at: Vec<(usize, LanguageCode)> = numbers.filter_map(of_language).collect();
    let languages: BTreeSet<LanguageCode> = looked_at.iter().map(|(_, language)| *language).collect();
    if languages.len() < 2 {
        return Vec::new();
    }
    // Texts in one language share most of their pieces, which the encoder then works out once.
    looked_at.sort_by_key(|&(number, language)| (language, number));
    let mut documents = Vec::with_capacity(looked_at.len());
    for block in looked_at.chunks(TOGETHER) {
        tell(documents.len());
        let mut texts = Vec::new();
        let mut ends = Vec::with_capacity(block.len());
        for (number, _) in block {
            let passages = statements[*number].passages.iter().map(|passage| passage.span.as_str());
            texts.extend(passages.filter(|text| text.len() >= FEWEST_LETTERS).take(SENTENCES));
            ends.push(texts.len());
        }
        let vectors = encoder.encode_all(&texts);
        let mut start = 0;
        for ((statement, language), end) in block.iter().zip(ends) {
            let of_statement = &vectors[std::mem::replace(&mut start, end)..end];
            let is_known = encoder.encoder().knows(language.as_str());
            documents.extend(mean(of_statement).map(|vector| Document {
                statement: *statement,
                language: *language,
                is_known,
                vector,
                sentences: of_statement.iter().map(Signs::of).collect(),
            }));
        }
    }
    documents.sort_by_key(|document: &Document| document.statement);
    documents
}

fn mean(vectors: &[Vector]) -> Option<Vector> {
    let mut sum = vec![0.0f32; Vector::DIMENSIONS];
    for vector in vectors {
        sum.iter_mut().zip(vector.as_slice()).for_each(|(sum, value)| *sum += value);
    }
    Vector::from_slice(&sum).filter(|vector| !vector.is_zero())
}
