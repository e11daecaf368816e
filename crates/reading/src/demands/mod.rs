//! What the authors call for: the clause that says what ought to be done, slogans, and the items of a list of demands.
//!
//! # Where does a demand begin and end?
//!
//! With the clause ([`clause`]). In "Given all this, the council must repeal the toll, because it hurts us" the demand
//! is "the council must repeal the toll": what leads up to it and what gives the reason is no part of it. A sentence that
//! calls for several things, each with its own verb, makes several demands.
//!
//! # What is a demand?
//!
//! - A modal or an impersonal turn ("must", "it is time to"), where nobody else says it, no condition or question holds
//!   it, and nobody is driven to something by need ("many must flee") ([`calls`]).
//! - A verb of calling for something whose subject is the authors: "we demand", "this assembly urges", or the verb that
//!   opens an item of a resolution ("Calls on the council to …").
//! - A slogan or command: "No toll!", "Repeal the toll", "Tolls out" ([`slogans`]).
//! - An item of a list of demands ([`lists`]): under "We demand:", or where most items are commands or infinitives.
//!
//! Which words do that, the language file says under `[demanding]`.

mod calls;
mod clause;
mod lists;
mod slogans;

use std::ops::Range;

use standpoint_languages::Languages;
use standpoint_text::{PassageKind, Span, Statement};

use crate::demands::clause::Sentence;
use crate::{PassageReading, Quotation};

/// A quotation of so many words, by somebody with a name, is that person's voice.
const WORDS_OF_ANOTHER: usize = 4;

/// The demands of a statement, in the order of the text. A demand made twice is given twice.
pub(crate) fn demands(
    statement: &Statement,
    passages: &[PassageReading],
    languages: &Languages,
    quotations: &[Quotation],
) -> Vec<Span> {
    let issuer = statement.metadata.issuer().unwrap_or("").to_lowercase();
    let sentences: Vec<Option<Sentence<'_>>> = statement
        .passages
        .iter()
        .zip(passages)
        .map(|(passage, reading)| {
            let language = passage.language.and_then(|code| languages.get(code))?;
            Some(Sentence::of(passage.span.as_str(), &reading.words, language, &issuer))
        })
        .collect();
    let listed = lists::listed(statement, &sentences);
    let items = statement.passages.iter().filter(|passage| passage.kind == PassageKind::Item).count();
    let is_programme = items * 3 >= statement.passages.len();
    let mut found = Vec::new();
    for (number, (passage, sentence)) in statement.passages.iter().zip(&sentences).enumerate() {
        let Some(sentence) = sentence else { continue };
        let (is_listed, is_head) = (listed[number], listed.get(number + 1).is_some_and(|next| *next));
        if is_head && !is_listed && sentence.ends_with(&[':', '：']) {
            // What it calls for stands in the list under it.
            continue;
        }
        for words in in_passage(sentence, passage.kind, is_listed, is_programme) {
            let part = sentence.bytes(words).and_then(|bytes| passage.span.part(bytes).ok());
            found.extend(part.filter(|span| !is_of_another(span, quotations)));
        }
    }
    found
}

/// The demands of one passage, as ranges of its words, in order and not overlapping.
///
/// In a programme, one of whose passages in three at least is an item, "we" undertake what they call for.
fn in_passage(sentence: &Sentence<'_>, kind: PassageKind, is_listed: bool, is_programme: bool) -> Vec<Range<usize>> {
    if sentence.is_question() || sentence.is_empty() {
        return Vec::new();
    }
    match kind {
        PassageKind::Slogan => slogans::pieces(sentence),
        PassageKind::Heading => slogans::in_heading(sentence),
        PassageKind::Item if is_listed => vec![lists::item(sentence)],
        PassageKind::Item | PassageKind::Sentence => {
            let called = calls::called_for(sentence, is_programme || kind == PassageKind::Item);
            if called.is_empty() {
                slogans::in_line(sentence, kind)
            } else {
                called
            }
        }
    }
}

/// Whether a demand stands in words that somebody else is quoted with. Quotations and demands are both in order, but few
/// enough that a search by halves serves.
fn is_of_another(demand: &Span, quotations: &[Quotation]) -> bool {
    let bytes = demand.bytes();
    let next = quotations.partition_point(|q| q.span.bytes().end < bytes.end);
    quotations.get(next).is_some_and(|q| {
        q.span.bytes().start <= bytes.start
            && q.speaker.is_some()
            && q.span.as_str().split_whitespace().take(WORDS_OF_ANOTHER).count() == WORDS_OF_ANOTHER
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use standpoint_languages::{Languages, Words};
    use standpoint_text::{Correction, LanguageCode, Metadata, Passage, PassageKind, Statement, StatementId, Text};

    use crate::{PassageReading, Quotation, Reading};

    fn statement(passages: &[(&str, PassageKind)]) -> Statement {
        let content: String = passages.iter().map(|(words, _)| format!("{words}\n")).collect();
        let text = Text::new(content).unwrap();
        let mut start = 0;
        let passages = passages
            .iter()
            .enumerate()
            .filter_map(|(number, &(words, kind))| {
                let bytes = start..start + words.len();
                start = bytes.end + 1;
                let language = LanguageCode::new("en");
                let span = text.trimmed_span(bytes)?;
                Some(Passage { span, kind, language, paragraph: number as u32, pages: None, element: None })
            })
            .collect();
        let metadata = Metadata {
            issuer: Correction { value: Some("Rowers of Marhaven".into()), file: "a.txt.toml".into() }.into(),
            ..Metadata::default()
        };
        let id = StatementId::from_sha256([0; 32]);
        Statement { id, path: "a.txt".into(), media_type: "text/plain".into(), metadata, text, passages }
    }

    fn demands(passages: &[(&str, PassageKind)]) -> Vec<String> {
        let statement = statement(passages);
        let found = Reading::of(&statement, Languages::built_in()).findings.demands;
        found.iter().map(|span| span.as_str().to_owned()).collect()
    }

    #[test]
    fn a_demand_is_the_clause() {
        use PassageKind::{Heading, Item, Sentence, Slogan};
        let of = |words: &str| demands(&[(words, Sentence)]);
        assert_eq!(
            of("Given all this, the council must repeal the toll, because it hurts us."),
            ["the council must repeal the toll"]
        );
        assert_eq!(of("Rowers demand a second lock."), ["Rowers demand a second lock."]);
        assert!(of("Drivers demand a second lock.").is_empty());
        let listed = [("We call for:", Sentence), ("A second lock", Item), ("Cheaper crossings", Item)];
        assert_eq!(demands(&listed), ["A second lock", "Cheaper crossings"]);
        assert_eq!(demands(&[("No toll – no fence!", Slogan)]), ["No toll", "no fence!"]);
        assert!(demands(&[("The story of the toll", Heading)]).is_empty());
    }

    #[test]
    fn words_of_another_are_no_demand_of_the_authors() {
        let statement = statement(&[("The council must repeal the bridge toll now.", PassageKind::Sentence)]);
        let languages = Languages::built_in();
        let passage = &statement.passages[0];
        let english = languages.get(passage.language.unwrap()).unwrap();
        let reading = PassageReading::of(passage.span.as_str(), passage.kind, english, languages.concepts());
        let quoted = |speaker: Option<&str>| {
            let quotation = Quotation { span: passage.span.clone(), speaker: speaker.map(str::to_owned) };
            super::demands(&statement, std::slice::from_ref(&reading), languages, &[quotation]).len()
        };
        assert_eq!((quoted(Some("Ilse Torvaan")), quoted(None)), (0, 1));
    }

    #[test]
    fn long_texts_take_linear_time() {
        // Quadratic, it would take minutes.
        for words in ["must ", "must said ", "we demand that ", "who must, ", "and must ", "no - ", "“must "] {
            let long = words.repeat(4_000);
            let found = demands(&[(&long, PassageKind::Sentence), (&long, PassageKind::Item)]);
            assert!(found.len() <= Words::of(&long).len() * 2);
        }
    }

    proptest! {
        #[test]
        fn demands_are_in_order_and_do_not_overlap(
            words in "((must|we|demand|no|,|who|said|and|but|“|”|:|;|-|toll|stop|because|é|\\n|because|!) ){0,30}",
            kind in prop::sample::select(vec![
                PassageKind::Heading,
                PassageKind::Item,
                PassageKind::Sentence,
                PassageKind::Slogan,
            ]),
        ) {
            let statement = statement(&[(&words, kind)]);
            let mut end = 0;
            for span in Reading::of(&statement, Languages::built_in()).findings.demands {
                prop_assert!(span.bytes().start >= end && !span.as_str().is_empty());
                end = span.bytes().end;
            }
        }

        #[test]
        fn no_text_makes_it_panic(words in "(.|\n){0,200}") {
            let _ = demands(&[(&words, PassageKind::Item), (&words, PassageKind::Sentence)]);
        }
    }
}
