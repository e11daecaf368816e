//! Slogans and commands.

use std::ops::Range;

use standpoint_languages::DemandCue;
use standpoint_text::PassageKind;

use super::clause::{Gap, Sentence};

/// A line of so many words at most can be a slogan.
const SLOGAN_WORDS: usize = 16;

/// What ends a slogan has so many words at most.
const LONGEST_END: usize = 4;

/// A slogan's parts: "No toll – ferries for all!" is two, and so is "No toll, no fence".
pub(super) fn pieces(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut cut: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for word in 1..=sentence.len() {
        if sentence.gap(word) != Gap::Joined {
            cut.push(start..word);
            start = word;
        }
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for piece in cut {
        let follows_comma = sentence.gap(piece.start) == Gap::Comma && piece.start > 0;
        match found.last_mut() {
            Some(before) if follows_comma && !is_slogan(sentence, &piece) => before.end = piece.end,
            _ => found.push(piece),
        }
    }
    if found.iter().any(|piece| piece.len() > 1) {
        found.retain(|piece| piece.len() > 1);
    } else {
        found.truncate(1);
    }
    found
}

/// The parts of a heading that begin or end as slogans do.
pub(super) fn in_heading(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    if sentence.len() > SLOGAN_WORDS || sentence.is_question() {
        return Vec::new();
    }
    pieces(sentence).into_iter().filter(|piece| is_slogan(sentence, piece)).collect()
}

/// A line that stands alone and has no verb that calls: a slogan or a command.
pub(super) fn in_line(sentence: &Sentence<'_>, kind: PassageKind) -> Vec<Range<usize>> {
    let first = sentence.first_word();
    if sentence.is_at(first, DemandCue::Command) && !sentence.is_quoted(first) {
        let end = sentence.clause_end(first, sentence.len());
        return std::iter::once(first..end).filter(|line| line.len() > 1).collect();
    }
    if sentence.len() > SLOGAN_WORDS {
        return Vec::new();
    }
    let pieces = pieces(sentence);
    let slogans: Vec<Range<usize>> = pieces.iter().filter(|piece| is_slogan(sentence, piece)).cloned().collect();
    // With a full stop it is rather a sentence, unless it is slogans from end to end.
    let is_open = !sentence.ends_with(&['.', ':', ';', ',']);
    let is_all_slogans = slogans.len() == pieces.len() && (pieces.len() > 1 || kind == PassageKind::Item);
    if is_open || is_all_slogans {
        slogans
    } else {
        Vec::new()
    }
}

fn is_slogan(sentence: &Sentence<'_>, piece: &Range<usize>) -> bool {
    let begins = |cue| sentence.is_at(piece.start, cue);
    piece.len() > 1
        && (begins(DemandCue::Command) || begins(DemandCue::SloganStart) || ends_as_slogan(sentence, piece.end))
}

/// Whether the words before `end` end a slogan: "tolls out".
pub(super) fn ends_as_slogan(sentence: &Sentence<'_>, end: usize) -> bool {
    let ends = |word: usize| sentence.marks_at(word).iter().any(|m| m.cue == DemandCue::SloganEnd && m.last + 1 == end);
    (end.saturating_sub(LONGEST_END)..end).any(ends)
}
