//! Which statements are one statement.

use std::collections::{BTreeMap, BTreeSet};

use crate::Related;

/// The statements of a collection, each with the one that stands for it and its copies. Statements go by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SameStatement {
    representative: Vec<usize>,
}

impl SameStatement {
    /// Every statement for itself: copies count each.
    pub fn each(statements: usize) -> Self {
        Self { representative: (0..statements).collect() }
    }

    /// Copies and translations of one statement together. The longest stands for them all, as it says all that the others
    /// say; of equally long ones the first. `words` are the lengths of the statements.
    pub(crate) fn of(words: &[usize], related: &[Related]) -> Self {
        let mut all = Self::each(words.len());
        for Related { a, b, .. } in related.iter().filter(|related| related.is_same) {
            all.join(*a, *b);
        }
        let mut best: Vec<usize> = (0..words.len()).collect();
        for statement in 0..words.len() {
            let root = all.root(statement);
            if words[statement] > words[best[root]] {
                best[root] = statement;
            }
        }
        let representative = (0..words.len()).map(|statement| best[all.root(statement)]).collect();
        Self { representative }
    }

    /// The statement that stands for this one: itself, unless it is a copy of another. One beyond the collection stands for
    /// itself.
    pub fn representative(&self, statement: usize) -> usize {
        self.representative.get(statement).copied().unwrap_or(statement)
    }

    /// Whether another statement stands for this one.
    pub fn is_repeated(&self, statement: usize) -> bool {
        self.representative(statement) != statement
    }

    /// How many different statements these are.
    pub fn different(&self, statements: impl IntoIterator<Item = usize>) -> usize {
        let mut different: Vec<usize> = statements.into_iter().map(|s| self.representative(s)).collect();
        different.sort_unstable();
        different.dedup();
        different.len()
    }

    /// Of these statements those that count: of copies of each other only one, that which stands for them if it is among
    /// these, else the first.
    pub fn counted(&self, statements: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut counted: BTreeMap<usize, usize> = BTreeMap::new();
        for statement in statements {
            let representative = self.representative(statement);
            let known = counted.entry(representative).or_insert(statement);
            if statement == representative || (*known != representative && statement < *known) {
                *known = statement;
            }
        }
        counted.into_values().collect()
    }

    /// Makes two statements one, under the smaller number.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.representative[a.max(b)] = a.min(b);
    }

    /// The smallest number that a statement was joined with.
    pub(crate) fn root(&mut self, statement: usize) -> usize {
        let mut root = statement;
        while self.representative[root] != root {
            // Halving the way keeps it short for the next.
            self.representative[root] = self.representative[self.representative[root]];
            root = self.representative[root];
        }
        root
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReuseKind;

    fn related(a: usize, b: usize, is_same: bool) -> Related {
        let kind = ReuseKind::NearCopy;
        Related { a, b, kind, share_of_a: 1.0, share_of_b: 1.0, score: 1.0, passages: 1, is_same }
    }

    #[test]
    fn the_longest_stands_for_all() {
        let related = [related(0, 2, true), related(2, 4, true), related(1, 3, false)];
        let same = SameStatement::of(&[50, 70, 90, 70, 90], &related);
        assert_eq!((0..5).map(|s| same.representative(s)).collect::<Vec<_>>(), [2, 1, 2, 3, 2]);
        assert_eq!(same.different([0, 2, 4, 1]), 2);
        assert!(same.is_repeated(0) && !same.is_repeated(2));
        assert_eq!(same.counted([0, 4, 3]), [0, 3].into());
        assert_eq!(same.counted([0, 4, 3, 2]), [2, 3].into());
        assert_eq!(SameStatement::each(2).representative(1), 1);
    }
}
