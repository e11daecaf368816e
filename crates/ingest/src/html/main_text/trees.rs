//! Decision trees that were fitted to pages of which people had marked the main text, and how they are asked.
//!
//! `data/main_text.trees` holds two forests. The first sees the measures of one block. The second sees them again, and what
//! the first says of the blocks around. Each line is a tree, its nodes in the order of a walk: `12:0.5` asks whether measure
//! 12 is at most 0.5 (then the next node follows, else the one after all that lies under it), `=0.2` is an answer.
//! `tools/fit/main_text.py` writes the file and says what it was fitted on.

use std::sync::LazyLock;

const TREES: &str = include_str!("../../../data/main_text.trees");
/// Marks a node that answers.
const ANSWER: u16 = u16::MAX;

/// The forests that come with the crate: the one that sees a block alone, and the one that sees it among others.
pub(super) static FORESTS: LazyLock<(Forest, Forest)> = LazyLock::new(|| {
    let mut parts = TREES.split("\nsecond\n");
    let mut next = || Forest::parse(parts.next().unwrap_or_default());
    (next(), next())
});

/// Trees whose answers are added up.
pub(super) struct Forest {
    nodes: Vec<Node>,
    roots: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Node {
    measure: u16,
    /// How many nodes further on the one for larger values stands.
    otherwise: u16,
    /// What is asked of the measure, or the answer.
    value: f32,
}

impl Forest {
    fn parse(text: &str) -> Self {
        let mut forest = Self { nodes: Vec::new(), roots: Vec::new() };
        for line in text.lines().filter(|line| line.contains('=')).filter(|line| !line.starts_with('#')) {
            forest.roots.push(u32::try_from(forest.nodes.len()).unwrap_or(0));
            forest.tree(line);
        }
        forest
    }

    fn tree(&mut self, line: &str) {
        // Questions whose first branch is still being written.
        let mut open: Vec<usize> = Vec::new();
        for word in line.split(' ') {
            let node = match word.split_once(':') {
                Some((measure, value)) => {
                    Node { measure: measure.parse().unwrap_or(0), otherwise: 0, value: value.parse().unwrap_or(0.0) }
                }
                None => {
                    Node { measure: ANSWER, otherwise: 0, value: word.trim_start_matches('=').parse().unwrap_or(0.0) }
                }
            };
            self.nodes.push(node);
            if node.measure != ANSWER {
                open.push(self.nodes.len() - 1);
            } else if let Some(question) = open.pop() {
                self.nodes[question].otherwise = u16::try_from(self.nodes.len() - question).unwrap_or(0);
            }
        }
    }

    /// How likely it is, between 0 and 1, that a block of these measures belongs to the main text.
    pub(super) fn likelihood(&self, measures: &[f32]) -> f32 {
        let sum: f32 = self.roots.iter().map(|root| self.answer(*root as usize, measures)).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    fn answer(&self, mut at: usize, measures: &[f32]) -> f32 {
        while let Some(node) = self.nodes.get(at) {
            if node.measure == ANSWER {
                return node.value;
            }
            let value = measures.get(usize::from(node.measure)).copied().unwrap_or(0.0);
            at += if value <= node.value { 1 } else { usize::from(node.otherwise).max(1) };
        }
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_answer_as_they_are_written() {
        let forest = Forest::parse("# two trees\n0:0.5 1:2 =-4 =1 =3\n1:2 =0 =1\n");
        let sum = |measures: &[f32]| {
            let likelihood = forest.likelihood(measures);
            (likelihood / (1.0 - likelihood)).ln().round()
        };
        assert_eq!(sum(&[0.5, 2.0]), -4.0);
        assert_eq!(sum(&[0.5, 2.5]), 2.0);
        assert_eq!(sum(&[0.6, 2.0]), 3.0);
    }

    #[test]
    fn the_forests_of_the_crate_can_be_read() {
        for forest in [&FORESTS.0, &FORESTS.1] {
            assert!(forest.roots.len() > 10);
            for (number, node) in forest.nodes.iter().enumerate() {
                assert!(node.measure == ANSWER || usize::from(node.otherwise) + number < forest.nodes.len());
            }
        }
    }
}
