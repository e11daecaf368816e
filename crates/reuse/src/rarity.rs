//! How telling a word is, and how like two statements are by what they both say.

use standpoint_text::Statement;

use crate::words::{shingle, WordSequence};

/// Places of the table of counts. Words that share a place are counted together, which makes them look more common.
const PLACES: usize = 1 << 20;

/// In how many statements of a collection each word, and each pair of words, stands.
#[derive(Debug, Clone)]
pub struct Rarity {
    counts: Vec<u32>,
    statements: u32,
}

impl Rarity {
    /// Counts the words of a collection. The memory does not grow with it.
    pub fn of(statements: &[Statement]) -> Self {
        let mut rarity = Self::empty();
        statements.iter().for_each(|statement| rarity.add(&WordSequence::of(statement)));
        rarity
    }

    pub(crate) fn empty() -> Self {
        Self { counts: vec![0; PLACES], statements: 0 }
    }

    pub(crate) fn add(&mut self, sequence: &WordSequence) {
        self.statements += 1;
        for gram in grams(sequence, 1).into_iter().chain(grams(sequence, 2)) {
            if let Some(count) = self.counts.get_mut(place(gram)) {
                *count += 1;
            }
        }
    }

    /// How like two statements of the collection are, from 0 to 1: the share of the shorter's words and pairs of words that
    /// the longer has, the rarer ones weighing more.
    pub fn resemblance(&self, a: &Statement, b: &Statement) -> f64 {
        self.between(&WordSequence::of(a), &WordSequence::of(b))
    }

    pub(crate) fn between(&self, a: &WordSequence, b: &WordSequence) -> f64 {
        let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let contained = |words: usize| self.contained(&grams(shorter, words), &grams(longer, words));
        match (contained(1), contained(2)) {
            (Some(words), Some(pairs)) => (words + pairs) / 2.0,
            (Some(words), None) => words,
            (None, _) => 0.0,
        }
    }

    /// The share of the one's grams that are among the other's; both lists are sorted.
    fn contained(&self, shorter: &[u64], longer: &[u64]) -> Option<f64> {
        let (mut all, mut common) = (0.0, 0.0);
        let mut rest = longer.iter().peekable();
        for gram in shorter {
            let weight = self.weight(*gram);
            all += weight;
            while rest.next_if(|other| *other < gram).is_some() {}
            if rest.peek() == Some(&gram) {
                common += weight;
            }
        }
        (all > 0.0).then(|| common / all)
    }

    fn weight(&self, gram: u64) -> f64 {
        let count = self.counts.get(place(gram)).copied().unwrap_or(0).max(1);
        (1.0 + f64::from(self.statements) / f64::from(count)).ln()
    }
}

fn place(gram: u64) -> usize {
    (gram % PLACES as u64) as usize
}

/// The different runs of so many words, sorted.
fn grams(sequence: &WordSequence, words: usize) -> Vec<u64> {
    let mut grams: Vec<u64> = sequence.hashes.windows(words).map(shingle).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::statement;

    #[test]
    fn rare_words_in_common_tell_more() {
        let statements = [
            statement("en", &["the quay and the ferry"]),
            statement("en", &["and so does the mill"]),
            statement("en", &["that quay has that ferry"]),
            statement("en", &["and there is the road"]),
        ];
        let rarity = Rarity::of(&statements);
        let [little, telling] = [1, 2].map(|other| rarity.resemblance(&statements[0], &statements[other]));
        assert!(telling > little, "{telling} {little}");
        assert_eq!(rarity.resemblance(&statements[0], &statements[0]), 1.0);
        assert_eq!(rarity.resemblance(&statements[0], &statement("en", &["…"])), 0.0);
    }
}
