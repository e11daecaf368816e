//! In which direction a clause speaks of something.
//!
//! The cues before a mention govern it, each turning the direction that the others give: "stop (−) the persecution (−) of
//! the pickets" is for the pickets. Where nothing stands before it, what follows says it: "the toll must be abolished".
//! Where neither does, the adjective on it does: "the unjust toll".

use std::ops::Range;

use standpoint_languages::Cue;

use crate::clauses::{direction, Clause, Operator};

/// A cue governs what stands so many words after it at most.
const REACH: usize = 14;
/// A noun of blame ("persecution of") governs what stands so many words after it at most.
const NOUN_REACH: usize = 4;

/// The direction in which a clause speaks of the words `mention`: 1 for, -1 against, 0 neither.
pub(crate) fn attitude(clause: &Clause, mention: &Range<usize>) -> i32 {
    let own = |o: &&Operator| o.last < mention.start || o.first >= mention.end;
    let operators: Vec<Operator> =
        clause.inherited.iter().chain(clause.operators.iter().filter(own)).copied().collect();
    let before: Vec<Operator> = operators.iter().filter(|o| o.last < mention.start).copied().collect();
    let governing = governing(&before, mention.start, clause.words.start);
    if !governing.is_empty() {
        return product(&governing);
    }
    let after: Vec<Operator> = operators.iter().filter(|o| o.first >= mention.end).copied().collect();
    let predicate: Vec<Operator> = after.iter().filter(|o| direction(o.cue) != 0).copied().collect();
    if predicate.iter().any(|o| o.cue != Cue::Good || o.first - mention.end < NOUN_REACH) {
        return product(&predicate);
    }
    match description(&before, mention.start) {
        // "There should be a ferry": what is only wished for is wished for.
        0 if before.iter().any(|o| o.cue == Cue::Wish) => 1,
        direction => direction,
    }
}

/// Those cues before a mention that have it as their object.
fn governing(before: &[Operator], mention: usize, clause_start: usize) -> Vec<Operator> {
    before
        .iter()
        .filter(|operator| {
            // An inherited cue stands before the clause: its reach was decided when it was inherited.
            let gap = if operator.last < clause_start { 0 } else { mention - operator.last - 1 };
            match operator.cue {
                Cue::Bad => (1..=NOUN_REACH).contains(&gap) && operator.last >= clause_start,
                Cue::Good | Cue::SoCalled => false,
                cue => direction(cue) != 0 && gap <= REACH,
            }
        })
        .copied()
        .collect()
}

/// What the word right before a mention says of it.
fn description(before: &[Operator], mention: usize) -> i32 {
    before
        .iter()
        .rev()
        .find(|o| mention - o.last <= 2 && matches!(o.cue, Cue::Bad | Cue::Good | Cue::SoCalled))
        .map_or(0, |o| direction(o.cue))
}

/// The product of the directions. Cues of one kind side by side ("end and abolish") say the same thing twice and count once.
fn product(operators: &[Operator]) -> i32 {
    let mut sign = 1;
    let mut last: Option<Operator> = None;
    for operator in operators {
        let says_it_again = last.is_some_and(|before| {
            let same = before.cue == operator.cue || (is_blame(before.cue) && is_blame(operator.cue));
            same && operator.first.saturating_sub(before.last) <= 2
        });
        if !says_it_again {
            sign *= direction(operator.cue);
        }
        last = Some(*operator);
    }
    sign
}

fn is_blame(cue: Cue) -> bool {
    matches!(cue, Cue::Bad | Cue::SoCalled)
}

#[cfg(test)]
mod tests {
    use standpoint_languages::Languages;
    use standpoint_text::{LanguageCode, PassageKind};

    use crate::PassageReading;

    /// The directions in which a sentence speaks of a concept.
    fn of(language: &str, concept: &str, sentence: &str) -> Vec<i32> {
        let languages = Languages::built_in();
        let language = languages.get(LanguageCode::new(language).unwrap()).unwrap();
        let concept = languages.concepts().get(concept).unwrap();
        let reading = PassageReading::of(sentence, PassageKind::Sentence, language, languages.concepts());
        reading.mentions.iter().filter(|m| m.concept == concept).map(|m| m.attitude).collect()
    }

    #[test]
    fn what_stands_before_governs() {
        assert_eq!(of("en", "rent", "We reject the expansion of the rent."), [-1]);
        assert_eq!(of("en", "rent", "We support higher rents."), [1]);
        assert_eq!(of("en", "strike", "Stop the persecution of those on strike."), [1]);
        assert_eq!(of("en", "taxes", "We will not accept the tax."), [-1]);
    }

    #[test]
    fn what_stands_after_says_it_of_a_subject() {
        assert_eq!(of("en", "taxes", "The tax must be abolished."), [-1]);
        assert_eq!(of("en", "pensions", "Pensions should be increased."), [1]);
    }

    #[test]
    fn the_verb_reaches_over_a_list() {
        assert_eq!(of("en", "rent", "We oppose the tax, the rent and the levy."), [-1]);
    }
}
