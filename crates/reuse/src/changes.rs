//! Which words two spans do not have in common.

use std::ops::Range;

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

/// The stretches between the words in common, each from one white space to another: of `4,200` and `4,700` all differs.
fn others(span: &Span, words: &Words, common: &[u32]) -> Vec<Span> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    for word in common.iter().map(|&word| word as usize).chain([words.len()]) {
        if next < word {
            let stretch = whole(span.as_str(), words.bytes(next).start..words.bytes(word - 1).end);
            match found.last_mut().filter(|last| last.end >= stretch.start) {
                Some(last) => last.end = last.end.max(stretch.end),
                None => found.push(stretch),
            }
        }
        next = word + 1;
    }
    found.into_iter().filter_map(|stretch| span.part(stretch).ok()).collect()
}

/// A stretch with what is written together with its ends, without the marks around that.
fn whole(text: &str, bytes: Range<usize>) -> Range<usize> {
    let is_mark = |c: char| !c.is_alphanumeric();
    let before = text[..bytes.start].rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(is_mark);
    let after = text[bytes.end..].split(char::is_whitespace).next().unwrap_or("").trim_end_matches(is_mark);
    bytes.start - before.len()..bytes.end + after.len()
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

    #[test]
    fn a_number_is_changed_as_a_whole() {
        let [a, b] = ["(About 4,200 people.)", "About 4,700 people!"].map(|words| {
            let text = Text::new(words.into()).unwrap();
            text.span(0..words.len()).unwrap()
        });
        let (in_a, in_b) = changes(&a, &b);
        assert_eq!((in_a[0].as_str(), in_b[0].as_str()), ("4,200", "4,700"));
    }

    proptest::proptest! {
        #[test]
        fn stretches_rise_inside_their_span(a in "[ab1,.()é ]{1,40}", b in "[ab1,.()é ]{1,40}") {
            let [a, b] = [a, b].map(|words| Text::new(words).unwrap());
            let (a, b) = (a.span(0..a.as_str().len()).unwrap(), b.span(0..b.as_str().len()).unwrap());
            for found in <[Vec<Span>; 2]>::from(changes(&a, &b)) {
                proptest::prop_assert!(found.windows(2).all(|two| two[0].bytes().end < two[1].bytes().start));
            }
        }
    }
}
