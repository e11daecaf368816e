//! The stretches of a passage whose meaning is compared with the codebook's phrases.
//!
//! A long sentence that makes a claim in one clause lies nowhere near that claim as a whole. So windows of twelve words
//! and the clauses between commas are compared, and the best of them counts.

use std::ops::Range;

use standpoint_languages::Words;

/// Words in a window.
const WINDOW: usize = 12;
/// Words from one window to the next.
const STEP: usize = 6;
/// A clause of fewer words says too little to be compared.
const SHORTEST_CLAUSE: usize = 4;
/// Windows of one passage at most: a "sentence" with more is a table or an attack.
const MOST_WINDOWS: usize = 60;

/// The windows of a passage, as byte ranges of its text. Never empty unless there is no word.
pub(crate) fn windows(text: &str, words: &Words) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let bytes = |range: Range<usize>| words.bytes(range.start).start..words.bytes(range.end - 1).end;
    if words.len() <= WINDOW {
        return vec![bytes(0..words.len())];
    }
    let mut ranges: Vec<Range<usize>> = (0..words.len() - WINDOW)
        .step_by(STEP)
        .map(|start| start..start + WINDOW)
        .chain(std::iter::once(words.len() - WINDOW..words.len()))
        .collect();
    ranges.extend(clauses(text, words));
    ranges.truncate(MOST_WINDOWS);
    ranges.into_iter().map(bytes).collect()
}

fn clauses<'a>(text: &'a str, words: &'a Words) -> impl Iterator<Item = Range<usize>> + 'a {
    let breaks = (1..words.len()).filter(move |&word| {
        text[words.bytes(word - 1).end..words.bytes(word).start].contains([',', ';', ':', '—', '–', '('])
    });
    let mut start = 0;
    breaks
        .chain([words.len()])
        .map(move |end| std::mem::replace(&mut start, end)..end)
        .filter(|clause| (SHORTEST_CLAUSE..=WINDOW * 2).contains(&clause.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_passages_are_one_window() {
        let text = "“No toll on our bridge!”";
        let found = windows(text, &Words::of(text));
        assert_eq!(found.into_iter().map(|r| &text[r]).collect::<Vec<_>>(), ["No toll on our bridge"]);
        assert!(windows("…", &Words::of("…")).is_empty());
    }

    #[test]
    fn long_passages_are_covered_to_the_last_word() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen, a clause of its own";
        let found: Vec<&str> = windows(text, &Words::of(text)).into_iter().map(|r| &text[r]).collect();
        assert!(found[0].starts_with("one") && found.iter().any(|w| w.ends_with("own")));
        assert!(found.contains(&"a clause of its own"));
    }
}
