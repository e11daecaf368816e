//! Text to pieces, exactly as SentencePiece's unigram model does it.

use crate::normalise::{character_length, Normaliser};

/// The piece for characters that no piece covers.
pub(crate) const UNKNOWN: u32 = 0;
/// The piece before the first one of every text.
pub(crate) const BEGIN: u32 = 1;
/// The piece after the last one of every text.
pub(crate) const END: u32 = 2;
/// The first ordinary piece.
pub(crate) const FIRST: u32 = 3;

const NONE: u32 = u32::MAX;

/// Splits text into the most probable sequence of pieces.
pub(crate) struct Tokeniser {
    pub(crate) normaliser: Normaliser,
    pub(crate) trie: Trie,
    /// Log probability of every piece, by number.
    pub(crate) scores: Vec<f32>,
    /// Log probability of a character that no piece covers.
    pub(crate) unknown_score: f32,
}

/// The best way to end at one byte of the text.
#[derive(Clone, Copy)]
struct Ending {
    score: f32,
    start: u32,
    piece: u32,
}

impl Tokeniser {
    /// The pieces of `text` between [`BEGIN`] and [`END`]; empty where the text
    /// has no content.
    pub(crate) fn tokens(&self, text: &str) -> Vec<u32> {
        let bytes = self.normaliser.normalise(text);
        if bytes.is_empty() {
            return Vec::new();
        }
        let endings = self.endings(&bytes);
        let mut tokens = vec![END];
        let mut at = bytes.len();
        while at > 0 {
            let ending = endings[at];
            // SentencePiece joins a run of unknown characters to one piece.
            if ending.piece != UNKNOWN || tokens.last() != Some(&UNKNOWN) {
                tokens.push(ending.piece);
            }
            at = ending.start as usize;
        }
        tokens.push(BEGIN);
        tokens.reverse();
        tokens
    }

    /// Viterbi over the bytes. A piece has at most 64 bytes, so this is linear.
    fn endings(&self, bytes: &[u8]) -> Vec<Ending> {
        let unreached = Ending { score: 0.0, start: NONE, piece: UNKNOWN };
        let mut endings = vec![unreached; bytes.len() + 1];
        let mut start = 0;
        while start < bytes.len() {
            let so_far = endings[start].score;
            let character = character_length(bytes[start]).min(bytes.len() - start);
            let mut character_is_piece = false;
            let mut node = Trie::ROOT;
            for (position, &byte) in bytes.iter().enumerate().skip(start) {
                let Some(child) = self.trie.child(node, byte) else {
                    break;
                };
                node = child;
                if let Some(piece) = self.trie.piece(node) {
                    // In f32, as SentencePiece does: between segmentations with
                    // the same pieces in another order the rounding decides.
                    let score = self.scores[piece as usize] + so_far;
                    offer(&mut endings[position + 1], score, start, piece);
                    character_is_piece |= position + 1 - start == character;
                }
            }
            if !character_is_piece {
                let score = self.unknown_score + so_far;
                let end = &mut endings[start + character];
                offer(end, score, start, UNKNOWN);
            }
            start += character;
        }
        endings
    }
}

/// Replaces an ending by a better one; at a tie the earlier one stays.
fn offer(ending: &mut Ending, score: f32, start: usize, piece: u32) {
    if ending.start == NONE || score > ending.score {
        *ending = Ending { score, start: start as u32, piece };
    }
}

/// All pieces as a tree of bytes. The children of a node lie side by side.
pub(crate) struct Trie {
    /// First child of every node; its last child is before the next one's first.
    first_child: Vec<u32>,
    /// The byte that leads to a node.
    label: Vec<u8>,
    /// The piece that ends at a node, or `NONE`.
    piece: Vec<u32>,
}

impl Trie {
    const ROOT: usize = 0;

    /// A tree of `texts`, which are sorted, different and not empty; the first
    /// one is piece number [`FIRST`]. `None` where they are not like that.
    pub(crate) fn new(texts: &[&[u8]]) -> Option<Self> {
        let sorted = texts.windows(2).all(|pair| pair[0] < pair[1]);
        if !sorted || texts.first().is_some_and(|text| text.is_empty()) {
            return None;
        }
        let mut trie = Trie { first_child: Vec::new(), label: vec![0], piece: Vec::new() };
        // The range of texts below a node, and how many bytes they share.
        let mut nodes = vec![(0, texts.len(), 0)];
        while let Some(&(from, to, depth)) = nodes.get(trie.piece.len()) {
            let ends_here = depth > 0 && texts[from].len() == depth;
            trie.piece.push(if ends_here { from as u32 + FIRST } else { NONE });
            trie.first_child.push(nodes.len() as u32);
            let mut at = from + usize::from(ends_here);
            while at < to {
                let byte = texts[at][depth];
                let same = texts[at..to].iter().take_while(|text| text[depth] == byte).count();
                nodes.push((at, at + same, depth + 1));
                trie.label.push(byte);
                at += same;
            }
        }
        trie.first_child.push(nodes.len() as u32);
        Some(trie)
    }

    fn child(&self, node: usize, byte: u8) -> Option<usize> {
        let first = self.first_child[node] as usize;
        let children = &self.label[first..self.first_child[node + 1] as usize];
        let place = children.binary_search(&byte).ok()?;
        Some(first + place)
    }

    fn piece(&self, node: usize) -> Option<u32> {
        Some(self.piece[node]).filter(|&piece| piece != NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_finds_its_texts_and_nothing_else() {
        let texts: [&[u8]; 4] = [b"a", b"ab", b"abc", b"b"];
        let trie = Trie::new(&texts).unwrap();
        let find = |text: &[u8]| {
            let node = text.iter().try_fold(Trie::ROOT, |node, &byte| trie.child(node, byte))?;
            trie.piece(node)
        };
        let found: Vec<_> = texts.iter().map(|text| find(text)).collect();
        assert_eq!(found, [Some(3), Some(4), Some(5), Some(6)]);
        assert_eq!(find(b"ac"), None);
        assert_eq!(find(b""), None);
        assert!(Trie::new(&[b"b", b"a"]).is_none());
        assert!(Trie::new(&[b""]).is_none());
    }
}
