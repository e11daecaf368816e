//! Which words two spans do not have in common.

use standpoint_languages::Words;
use standpoint_text::Span;

use crate::align::common_words;
use crate::words::folded;

/// The stretches of each of two spans whose words do not stand in the other in the same order: what was changed, left out
/// or added.
pub fn changes(a: &Span, b: &Span) -> (Vec<Span>, Vec<Span>) {
    let (words_a, words_b) = (Words::of(a.as_str()), Words::of(b.as_str()));
    let hashes = |words: &Words| words.iter().map(folded).collect::<Vec<u64>>();
    let pairs = common_words(&hashes(&words_a), &hashes(&words_b));
    let in_a: Vec<u32> = pairs.iter().map(|pair| pair.0).collect();
    let in_b: Vec<u32> = pairs.iter().map(|pair| pair.1).collect();
    (others(a, &words_a, &in_a), others(b, &words_b, &in_b))
}

/// The stretches between the words in common.
fn others(span: &Span, words: &Words, common: &[u32]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut next = 0;
    for word in common.iter().map(|&word| word as usize).chain([words.len()]) {
        if next < word {
            found.extend(span.part(words.bytes(next).start..words.bytes(word - 1).end));
        }
        next = word + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_text::Text;

    #[test]
    fn only_what_differs_is_given() {
        let [a, b] = ["«Two crowns — for the old bridge.»", "Two CROWNS, no less, for the bridge!"].map(|words| {
            let text = Text::new(words.into()).unwrap();
            text.span(0..words.len()).unwrap()
        });
        let (in_a, in_b) = changes(&a, &b);
        assert_eq!(in_a.iter().map(Span::as_str).collect::<Vec<_>>(), ["old"]);
        assert_eq!(in_b.iter().map(Span::as_str).collect::<Vec<_>>(), ["no less"]);
        assert_eq!(changes(&a, &a), (vec![], vec![]));
    }
}
