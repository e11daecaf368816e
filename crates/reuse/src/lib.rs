//! The same statement twice: copies, cut and corrected versions, passages taken over, and translations, found across a
//! collection and aligned passage by passage.
//!
//! # What is a copy?
//!
//! * [`ReuseKind::Copy`]: the same words, whatever their case, marks, white space and Unicode forms.
//! * [`ReuseKind::NearCopy`]: most words of the one stand in the other in the same order: cut, corrected, lightly rewritten,
//!   or a passage of one taken over into another.
//! * [`ReuseKind::Translation`]: the same in another language, sentence by sentence.
//!
//! A [`Reuse`] is a pair of spans. A [`Related`] sums up the reuse between two statements and says whether they are *one*
//! statement ([`Related::is_same`]), to be counted once: at least 80 % of the shorter's words stand in the other in order,
//! the shorter is no fragment, and the longer is not mostly something else. So a statement that quotes another, however
//! long, stays a statement of its own. Who copied whom is not said: texts don't tell.
//!
//! # How are they found?
//!
//! Equal texts by a fingerprint of their words. Others by a sketch of fixed size, the smallest hashes of the runs of three
//! words (Broder 1997, "On the resemblance and containment of documents"). The numbers of the sketches lead from statement
//! to statement (what Schleimer, Wilkerson and Aiken 2003, "Winnowing", do for positions); statements that share a few are
//! then aligned word by word, first by what is unique in both, between that by the longest common subsequence. What is
//! aligned decides, never the sketch. [`Related::score`] is the share of the shorter's words and word pairs that the longer
//! has, each weighed by how few statements have it (Clough and Stevenson 2011, "Developing a corpus of plagiarised short
//! answers", compare such measures).
//!
//! Translations by the sentence vectors of the built-in encoder: statements of which each is among the nearest to the other
//! in its language are aligned sentence by sentence, one for one, two or none, in order (`translations/`). A pair has to stand
//! out from the other sentences of both texts (Artetxe and Schwenk 2019; Thompson and Koehn 2019), numbers have to agree, and
//! of several in one language only those count that fit nearly as well as the best.
//! Of languages that the encoder was not trained on, such as Ukrainian and Swedish, fewer translations are found, not more
//! wrong ones.
//!
//! # What does it cost?
//!
//! A statement is compared with a bounded number of others, chosen through a bounded number of others, so the time grows
//! with the number of statements, also where they are all the same. In a crowd of copies a further one is shown beside one of
//! the others, not beside all of them. A statement takes half a kilobyte of memory for its sketch, and where
//! there are several languages three more for the vectors of its first ten sentences. In a large collection vectors are
//! compared with those around the same of some centres, as many as the root of their number. Nearly all of the time goes into
//! encoding these ten sentences, and all of those statements that may be translations.
//!
//! # What this crate may know
//!
//! Statements, words, vectors. No format, no codebook, no view.

mod align;
mod candidates;
mod changes;
mod copies;
mod rarity;
mod runs;
mod same;
mod sketch;
#[cfg(test)]
mod testing;
mod translations;
mod words;

use std::collections::BTreeSet;

use standpoint_meaning::Memory;
use standpoint_text::{Span, Statement};

pub use changes::changes;
pub use rarity::Rarity;
pub use same::SameStatement;

/// In what way a passage, or a statement, is the same as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReuseKind {
    /// The same words.
    Copy,
    /// Most of the words in the same order.
    NearCopy,
    /// The same in another language.
    Translation,
}

impl ReuseKind {
    /// The word for it in the program's output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::NearCopy => "near-copy",
            Self::Translation => "translation",
        }
    }
}

/// A passage, or several in a row, that stands in two statements.
#[derive(Debug, Clone, PartialEq)]
pub struct Reuse {
    /// The number of the one statement, the smaller, and the words there.
    pub a: (usize, Span),
    /// The number of the other statement, and the words there.
    pub b: (usize, Span),
    /// In what way they are the same.
    pub kind: ReuseKind,
    /// How much of it is the same, from 0 to 1: the share of words in common, or for a translation the likeness of meaning.
    pub score: f64,
}

/// Two statements of which passages are the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The number of the one statement, the smaller.
    pub a: usize,
    /// The number of the other.
    pub b: usize,
    /// In what way they are the same: the weakest way in which any aligned passages are.
    pub kind: ReuseKind,
    /// The share of the words of `a` that stand in passages which are the same, from 0 to 1.
    pub share_of_a: f64,
    /// The same share of `b`.
    pub share_of_b: f64,
    /// How like the two are as a whole, from 0 to 1.
    pub score: f64,
    /// How many passages are aligned.
    pub passages: usize,
    /// Whether they are one statement, to be counted once.
    pub is_same: bool,
}

/// What was found in a collection.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Passages that stand in two statements, by the numbers of the statements and in the order of the first.
    pub reuse: Vec<Reuse>,
    /// Statements that share passages, in the same order.
    pub related: Vec<Related>,
    /// Which statements are one.
    pub same: SameStatement,
}

/// What is being looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookingFor {
    /// Copies and near-copies.
    Copies,
    /// Translations.
    Translations,
}

/// Finds what stands in several of these statements; translations only with an encoder.
pub fn find_reuse(statements: &[Statement], encoder: Option<&Memory<'_>>) -> Found {
    find_reuse_telling(statements, encoder, |_, _| ())
}

/// As [`find_reuse`]; `tell` is called now and then with what is looked for and in how many statements it was, for showing
/// progress.
pub fn find_reuse_telling(
    statements: &[Statement],
    encoder: Option<&Memory<'_>>,
    mut tell: impl FnMut(LookingFor, usize),
) -> Found {
    let copies::Copies { mut reuse, mut related, words } =
        copies::copies(statements, |done| tell(LookingFor::Copies, done));
    let mut same = SameStatement::of(&words, &related);
    if let Some(encoder) = encoder {
        let found = translations::translations(statements, &words, &same, encoder, |done| {
            tell(LookingFor::Translations, done);
        });
        // Words that a translation left as they were, such as names, are part of it, not reuse beside it.
        let pairs: BTreeSet<(usize, usize)> = found.related.iter().map(|pair| (pair.a, pair.b)).collect();
        reuse.retain(|reuse| !pairs.contains(&(reuse.a.0, reuse.b.0)));
        related.retain(|pair| !pairs.contains(&(pair.a, pair.b)));
        reuse.extend(found.reuse);
        related.extend(found.related);
        same = SameStatement::of(&words, &related);
    }
    reuse.sort_by_key(|reuse| (reuse.a.0, reuse.b.0, reuse.a.1.bytes().start));
    related.sort_by_key(|related| (related.a, related.b));
    Found { reuse, related, same }
}
