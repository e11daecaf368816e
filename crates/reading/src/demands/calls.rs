//! Sentences that call for something by a verb.

use std::ops::Range;

use standpoint_languages::{DemandCue, DemandMark};

use super::clause::{Gap, Sentence};

/// The authors stand so many words before their verb at most.
const SUBJECT_BEFORE: usize = 6;
/// In languages that turn subject and verb round, they stand so many words after it at most.
const SUBJECT_AFTER: usize = 2;
/// What people are driven to stands so many words after the modal at most.
const OBJECT_AFTER: usize = 7;
/// The verb that tells the tense of a turn of need stands so many words from it at most.
const TENSE_BESIDE: usize = 6;
/// Of the verbs of saying in a sentence, so many to either side of a modal are looked at.
const SAID_BESIDE: usize = 3;
/// What somebody says stands so many words from the verb of saying at most.
const LONGEST_REPORT: usize = 80;
/// A demand has so many words at least.
const FEWEST_WORDS: usize = 3;
/// A subject shorter than this after "and" is no clause of its own.
const REACH: usize = 25;

/// The clauses of a sentence that are called for, in order.
///
/// A programme calls for what "we" undertake in it, too.
pub(super) fn called_for(sentence: &Sentence<'_>, is_programme: bool) -> Vec<Range<usize>> {
    let verbs: Vec<DemandMark> = verbs(sentence, is_programme);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut before: Option<DemandMark> = None;
    for verb in verbs {
        let floor = before.map_or(0, |earlier| start_after(sentence, earlier, verb));
        if before.is_some() && floor == 0 {
            // In the clause of the verb before: "we demand that the council must".
            continue;
        }
        let start = start_of(sentence, verb, floor);
        let end = end_of(sentence, verb);
        if let Some(last) = found.last_mut().filter(|last| last.end > start) {
            last.end = without_joint(sentence, last.start, start);
        }
        before = Some(verb);
        found.push(start..end);
    }
    found.retain(|words| words.len() >= FEWEST_WORDS);
    found
}

/// Where a clause of its own can begin between two verbs: after a mark that cuts, or after "and". 0 where none begins.
fn start_after(sentence: &Sentence<'_>, earlier: DemandMark, verb: DemandMark) -> usize {
    let lowest = (earlier.last + 1).max(verb.first.saturating_sub(REACH));
    for word in (lowest..=verb.first).rev() {
        if matches!(sentence.gap(word), Gap::Cut | Gap::Semicolon) {
            return word;
        }
        if word > lowest && sentence.is_at(word - 1, DemandCue::And) && word > earlier.last + 2 {
            return word;
        }
    }
    // A verb right after a comma has its subject in the clause before.
    match (lowest..verb.first).rev().find(|&word| sentence.gap(word) == Gap::Comma) {
        Some(word) if !sentence.has(lowest - 1..word, DemandCue::ClauseStart) => word,
        _ => 0,
    }
}

/// The end of a clause before one that begins at `next`, without the "and" between them.
fn without_joint(sentence: &Sentence<'_>, start: usize, next: usize) -> usize {
    if next > start + 1 && sentence.is_at(next - 1, DemandCue::And) {
        next - 1
    } else {
        next
    }
}

fn start_of(sentence: &Sentence<'_>, verb: DemandMark, floor: usize) -> usize {
    let clause = sentence.clause_start(verb.first, floor);
    if verb.cue != DemandCue::Call {
        return clause;
    }
    let lowest = clause.max(verb.first.saturating_sub(SUBJECT_BEFORE));
    let subject = (lowest..verb.first).find(|&word| sentence.is_at(word, DemandCue::Authors));
    let names = sentence.names_issuer(clause..verb.first);
    subject.unwrap_or(if names { clause } else { verb.first })
}

/// "Our demand – a second ferry": what a turn without a verb calls for stands after the dash.
fn end_of(sentence: &Sentence<'_>, verb: DemandMark) -> usize {
    let end = sentence.clause_end(verb.last, sentence.len());
    if verb.cue == DemandCue::OwnCall && end == verb.last + 1 && end < sentence.len() {
        return sentence.clause_end(end, sentence.len());
    }
    end
}

/// The verbs by which something is called for, one for each place.
fn verbs(sentence: &Sentence<'_>, is_programme: bool) -> Vec<DemandMark> {
    let said = said_by_others(sentence);
    let mut found: Vec<DemandMark> = Vec::new();
    for mark in &sentence.marks {
        if found.last().is_some_and(|last| mark.first <= last.last) || sentence.is_quoted(mark.first) {
            continue;
        }
        let calls = match mark.cue {
            DemandCue::OwnCall => true,
            DemandCue::Call => is_by_authors(sentence, *mark),
            DemandCue::Must | DemandCue::Need => ought(sentence, *mark) && !is_told_of_others(sentence, *mark, &said),
            DemandCue::MustBefore => {
                has_infinitive_after(sentence, *mark)
                    && ought(sentence, *mark)
                    && !is_told_of_others(sentence, *mark, &said)
            }
            DemandCue::Commitment => is_programme && has_authors_beside(sentence, *mark),
            _ => false,
        };
        if calls && !is_conditional(sentence, *mark) {
            found.push(*mark);
        }
    }
    found
}

fn has_infinitive_after(sentence: &Sentence<'_>, modal: DemandMark) -> bool {
    let end = sentence.clause_end(modal.last, sentence.len());
    (modal.last + 1..(modal.last + 1 + OBJECT_AFTER).min(end)).any(|word| sentence.is_infinitive(word))
}

/// "Critics say that the toll must go": somebody other than the authors speaks. After a "but" it is the authors again.
fn is_told_of_others(sentence: &Sentence<'_>, verb: DemandMark, said: &[DemandMark]) -> bool {
    let turns = |mut words: Range<usize>| {
        words.any(|w| sentence.is_at(w, DemandCue::And) && sentence.is_at(w, DemandCue::ClauseStart))
    };
    let next = said.partition_point(|said| said.first < verb.first);
    let nearest = next.saturating_sub(SAID_BESIDE)..said.len().min(next + SAID_BESIDE);
    said[nearest].iter().any(|said| {
        let between = said.last.min(verb.last)..said.first.max(verb.first);
        between.len() < LONGEST_REPORT && !turns(between)
    })
}

/// The verbs of saying and thinking whose subject is not the authors.
fn said_by_others(sentence: &Sentence<'_>) -> Vec<DemandMark> {
    let by_others = |said: &&DemandMark| {
        let from = said.first.saturating_sub(SUBJECT_BEFORE);
        !sentence.has(from..said.last + SUBJECT_AFTER + 1, DemandCue::Authors)
    };
    sentence.marks.iter().filter(|m| m.cue == DemandCue::Said).filter(by_others).copied().collect()
}

fn is_by_authors(sentence: &Sentence<'_>, verb: DemandMark) -> bool {
    let first = sentence.first_word();
    if is_described(sentence, verb) {
        return false;
    }
    if verb.first == first || has_authors_beside(sentence, verb) {
        return true;
    }
    let clause = sentence.clause_start(verb.first, 0);
    if sentence.names_issuer(clause.max(verb.first.saturating_sub(SUBJECT_BEFORE))..verb.first) {
        return true;
    }
    // "We reject the toll, demand a ferry and call for …": the subject of the verb before is that of this one.
    let joined = sentence.gap(verb.first) == Gap::Comma || sentence.is_at(verb.first.saturating_sub(1), DemandCue::And);
    joined && sentence.has(0..verb.first.min(first + 2), DemandCue::Authors)
}

fn has_authors_beside(sentence: &Sentence<'_>, verb: DemandMark) -> bool {
    let before = (verb.first.saturating_sub(SUBJECT_BEFORE)..verb.first)
        .rev()
        .take_while(|&word| {
            word + 1 == verb.first || sentence.gap(word + 1) == Gap::Joined || is_short_aside(sentence, word)
        })
        .any(|word| sentence.is_at(word, DemandCue::Authors));
    let after = verb.last + 1..(verb.last + 1 + SUBJECT_AFTER).min(sentence.len());
    before || after.into_iter().any(|word| sentence.is_at(word, DemandCue::Authors))
}

/// "We, the members of the union, demand": a comma right after the subject.
fn is_short_aside(sentence: &Sentence<'_>, word: usize) -> bool {
    sentence.gap(word + 1) == Gap::Comma
}

/// Whether a modal says what ought to be.
fn ought(sentence: &Sentence<'_>, modal: DemandMark) -> bool {
    let end = sentence.clause_end(modal.last, sentence.len());
    let reach = modal.last + 1..(modal.last + 1 + OBJECT_AFTER).min(end);
    let is_told = match modal.cue {
        DemandCue::Need => {
            sentence.has(modal.first.saturating_sub(TENSE_BESIDE)..modal.last + TENSE_BESIDE, DemandCue::Tells)
        }
        _ => sentence.has(reach, DemandCue::Compelled),
    };
    !is_told && !is_described(sentence, modal)
}

/// "If we want …"
fn is_conditional(sentence: &Sentence<'_>, verb: DemandMark) -> bool {
    let start = sentence.clause_start(verb.first, 0);
    let is_condition = |word: usize| sentence.is_at(word, DemandCue::Condition);
    is_condition(start) || (start > 0 && is_condition(start - 1))
}

/// "The fishers who must …", "how the fishers must …": the clause tells what somebody is like, or what is asked.
fn is_described(sentence: &Sentence<'_>, verb: DemandMark) -> bool {
    let start = sentence.clause_start(verb.first, 0);
    let relative = |word: usize| sentence.is_at(word, DemandCue::Relative);
    let near = verb.first.saturating_sub(sentence.relative_reach()).max(start.saturating_sub(1));
    let opens = start > 0 && start < verb.first && sentence.gap(start) == Gap::Comma && relative(start);
    opens
        || (near..verb.first).any(|word| relative(word) && !has_comma(sentence, word + 1..verb.first + 1))
        || asks_indirectly(sentence, start, verb.first)
}

/// "They debate how we must …"; but "What we must do is …" calls for it.
fn asks_indirectly(sentence: &Sentence<'_>, start: usize, verb: usize) -> bool {
    let comma = (start + 1..=verb).rev().find(|&word| sentence.gap(word) == Gap::Comma);
    let question = (comma.unwrap_or(start)..verb).find(|&word| sentence.is_at(word, DemandCue::Indirect));
    question.is_some_and(|word| word > 0 || !sentence.has(1..1 + SUBJECT_AFTER, DemandCue::Authors))
}

fn has_comma(sentence: &Sentence<'_>, mut words: Range<usize>) -> bool {
    words.any(|word| sentence.gap(word) != Gap::Joined)
}
