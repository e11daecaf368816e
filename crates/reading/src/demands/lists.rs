//! Lists of demands.

use std::ops::Range;

use standpoint_languages::DemandCue;
use standpoint_text::{PassageKind, Statement};

use super::clause::Sentence;
use super::slogans;

/// A line over a list has so many words at most.
const HEAD_WORDS: usize = 40;
/// A heading that announces demands has so many words at most.
const HEADING_WORDS: usize = 8;
/// A list without a line over it is one of demands where so many of its items are, or more than half if that is more.
const FEWEST_COMMANDS: usize = 2;

/// For each passage whether it is an item of a list of demands.
pub(super) fn listed(statement: &Statement, sentences: &[Option<Sentence<'_>>]) -> Vec<bool> {
    let passages = &statement.passages;
    let mut listed = vec![false; passages.len()];
    let mut head: Option<usize> = None;
    let mut at = 0;
    while at < passages.len() {
        if passages[at].kind != PassageKind::Item {
            head = Some(at);
            at += 1;
            continue;
        }
        let end = (at..passages.len()).find(|&n| passages[n].kind != PassageKind::Item).unwrap_or(passages.len());
        let announced = head.is_some_and(|head| {
            sentences[head].as_ref().is_some_and(|s| announces(s, passages[head].kind == PassageKind::Heading))
        });
        let is_first = |n: usize| n == at || passages[n].paragraph != passages[n - 1].paragraph;
        let items = (at..end).filter(|&n| is_first(n));
        let (all, commands) = items.fold((0, 0), |(all, commands), n| {
            (all + 1, commands + usize::from(sentences[n].as_ref().is_some_and(is_command)))
        });
        let by_form = commands >= FEWEST_COMMANDS && commands * 2 > all;
        for n in at..end {
            listed[n] = announced || (by_form && sentences[n].as_ref().is_some_and(is_command));
        }
        at = end;
    }
    listed
}

/// Whether a line announces demands: "We demand:", or a heading "Our demands".
fn announces(sentence: &Sentence<'_>, is_heading: bool) -> bool {
    let opens = if is_heading { sentence.len() <= HEADING_WORDS } else { sentence.ends_with(&[':', '：']) };
    let from = sentence.len().saturating_sub(HEAD_WORDS);
    let asks = [DemandCue::ListHead, DemandCue::OwnCall, DemandCue::Call];
    let ought = [DemandCue::Must, DemandCue::Need];
    opens
        && (asks.into_iter().any(|cue| sentence.has(from..sentence.len(), cue))
            || (!is_heading && ought.into_iter().any(|cue| sentence.has(from..sentence.len(), cue))))
}

fn is_command(sentence: &Sentence<'_>) -> bool {
    if sentence.is_empty() {
        return false;
    }
    let first = sentence.first_word();
    sentence.is_at(first, DemandCue::Command)
        || sentence.is_at(first, DemandCue::SloganStart)
        || sentence.begins_with_infinitive()
        || slogans::ends_as_slogan(sentence, sentence.len())
}

/// What an item demands: all of it, up to where a reason is given.
pub(super) fn item(sentence: &Sentence<'_>) -> Range<usize> {
    let first = sentence.first_word();
    first..sentence.clause_end(first, sentence.len())
}
