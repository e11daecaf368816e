//! Copies, cut and corrected versions, quotations: what is found, and what is taken for one statement.

use proptest::prelude::*;
use standpoint_reuse::{find_reuse, Found, ReuseKind};
use standpoint_text::{LanguageCode, Metadata, Origin, Passage, PassageKind, Statement, StatementId, Text, Told};

fn statement(passages: &[String]) -> Statement {
    let text = Text::new(passages.join("\n")).unwrap();
    let mut start = 0;
    let language = LanguageCode::new("en");
    let mut all = Vec::new();
    for (number, words) in passages.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        let span = text.span(start..start + words.len()).unwrap();
        all.push(Passage {
            span,
            kind: PassageKind::Sentence,
            language,
            paragraph: number as u32,
            pages: None,
            element: None,
        });
        start += words.len() + 1;
    }
    let metadata =
        Metadata { language: language.map(|code| Told::new(code, Origin::Wording)).into(), ..Metadata::default() };
    let (path, media_type) = ("s.txt".to_owned(), "text/plain".to_owned());
    Statement { id: StatementId::from_sha256([0; 32]), path, media_type, metadata, text, passages: all }
}

/// A statement of so many sentences about matter number `about`; no two sentences are alike.
fn sentences(about: usize, count: usize) -> Vec<String> {
    let word = |n: usize| format!("w{}", (about * 7919 + n).wrapping_mul(2_654_435_761) % 50_000);
    (0..count)
        .map(|sentence| {
            let words: Vec<String> = (0..12).map(|n| word(sentence * 100 + n)).collect();
            format!("The council {}.", words.join(" "))
        })
        .collect()
}

fn find(statements: &[&[String]]) -> Found {
    find_reuse(&statements.iter().map(|passages| statement(passages)).collect::<Vec<_>>(), None)
}

#[test]
fn a_copy_is_found_whatever_its_marks_and_case() {
    let original = sentences(1, 10);
    let shouted: Vec<String> = original.iter().map(|s| s.to_uppercase().replace('.', " !")).collect();
    let found = find(&[&original, &sentences(2, 10), &shouted]);
    assert_eq!(found.reuse.len(), 1);
    assert_eq!((found.reuse[0].kind, found.reuse[0].score), (ReuseKind::Copy, 1.0));
    assert_eq!(found.reuse[0].a.1.as_str(), original.join("\n"));
    assert_eq!(found.same.representative(2), 0);
    assert_eq!(found.related[0].passages, 10);
}

#[test]
fn a_cut_version_and_a_corrected_one_are_the_same_statement() {
    let original = sentences(1, 20);
    let cut: Vec<String> = original.iter().enumerate().filter(|(n, _)| n % 3 != 1).map(|(_, s)| s.clone()).collect();
    let mut corrected = original.clone();
    corrected[4] = "Only this was written anew.".into();
    corrected[9] = corrected[9].replace("The council", "The harbour council");
    let found = find(&[&original, &cut, &corrected]);
    assert!(found.related.iter().all(|r| r.is_same && r.kind == ReuseKind::NearCopy), "{:?}", found.related);
    assert_eq!((0..3).map(|s| found.same.representative(s)).collect::<Vec<_>>(), [0, 0, 0], "the longest");
    assert_eq!(found.same.different(0..3), 1);
}

#[test]
fn whoever_quotes_a_statement_keeps_one_of_their_own() {
    let original = sentences(1, 6);
    let quoting = [sentences(2, 12), original.clone(), sentences(3, 8)].concat();
    let one_sentence = [sentences(4, 5), vec![original[2].clone()], sentences(5, 5)].concat();
    let found = find(&[&original, &quoting, &one_sentence]);
    assert!(found.related.iter().all(|related| !related.is_same), "{:?}", found.related);
    let shown: Vec<_> = found.reuse.iter().map(|r| (r.a.0, r.b.0, r.b.1.as_str().to_owned())).collect();
    assert!(shown.contains(&(0, 1, original.join("\n"))), "{shown:?}");
    assert!(shown.contains(&(0, 2, original[2].clone())), "{shown:?}");
}

#[test]
fn two_statements_with_the_same_closing_words_are_two() {
    let closing = sentences(9, 3);
    let [one, other] = [1, 2].map(|about| [sentences(about, 12), closing.clone()].concat());
    let found = find(&[&one, &other]);
    assert_eq!(found.reuse.len(), 1);
    assert!(!found.same.is_repeated(1));
}

#[test]
fn equal_fragments_are_copies_and_nothing_is_no_copy_of_nothing() {
    let slogan = vec!["No toll!".to_owned()];
    let found = find(&[&slogan, &[], &slogan, &[], &["…".to_owned()], &["?".to_owned()]]);
    assert_eq!(found.reuse.len(), 1);
    assert_eq!((found.reuse[0].a.0, found.reuse[0].b.0), (0, 2));
    let similar = find(&[&slogan, &["No toll, ever!".to_owned()]]);
    assert!(similar.reuse.is_empty());
}

#[test]
fn a_crowd_of_copies_takes_no_square_of_time_or_output() {
    let letter = sentences(1, 3);
    let equal: Vec<Statement> = (0..30_000).map(|_| statement(&letter)).collect();
    let found = find_reuse(&equal, None);
    assert!(found.reuse.len() < 30_100 && found.same.different(0..30_000) == 1);
    let signed: Vec<Statement> = (0..3_000)
        .map(|n| statement(&[letter.clone(), vec![format!("Signed by neighbour number {n}.")]].concat()))
        .collect();
    let found = find_reuse(&signed, None);
    assert_eq!(found.same.different(0..3_000), 1);
    assert!(found.related.len() < 3_100, "{}", found.related.len());
}

#[test]
fn one_sentence_over_and_over_is_aligned_in_bounded_time() {
    let repeated = |count: usize| vec![sentences(1, 1)[0].clone(); count];
    let found = find(&[&repeated(40_000), &repeated(20_000), &repeated(40_000)]);
    assert_eq!(found.same.different(0..3), 1);
}

/// A statement made of another: each sentence kept, dropped, changed in a word, or new.
fn edited(original: &[String], edits: &[u8]) -> Vec<String> {
    original
        .iter()
        .zip(edits)
        .flat_map(|(sentence, edit)| match edit {
            0..=5 => vec![sentence.clone()],
            6 => vec![],
            7 => vec![sentence.replacen(" w", " v", 1)],
            8 => vec![sentence.clone(), format!("é {edit} something new was written here, and not little of it.")],
            _ => vec![sentence.chars().rev().collect()],
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spans_lie_in_their_texts_rise_and_do_not_overlap(
        edits in prop::collection::vec(0u8..10, 14), more in prop::collection::vec(0u8..10, 14),
    ) {
        let original = sentences(3, 14);
        let versions = [original.clone(), edited(&original, &edits), edited(&original, &more)];
        let statements: Vec<Statement> = versions.iter().map(|v| statement(v)).collect();
        let found = find_reuse(&statements, None);
        for reuse in &found.reuse {
            prop_assert!(reuse.a.0 < reuse.b.0 && (0.0..=1.0).contains(&reuse.score));
            for (number, span) in [&reuse.a, &reuse.b] {
                prop_assert!(span.text() == &statements[*number].text);
            }
        }
        for two in found.reuse.windows(2).filter(|two| (two[0].a.0, two[0].b.0) == (two[1].a.0, two[1].b.0)) {
            prop_assert!(two[0].a.1.bytes().end <= two[1].a.1.bytes().start);
            prop_assert!(two[0].b.1.bytes().end <= two[1].b.1.bytes().start);
        }
        for related in &found.related {
            let count = found.reuse.iter().filter(|r| (r.a.0, r.b.0) == (related.a, related.b)).count();
            prop_assert!(count > 0 && related.share_of_a <= 1.0 && related.share_of_b <= 1.0);
        }
    }

    #[test]
    fn no_text_makes_it_fail(texts in prop::collection::vec("(\\PC|[ \n.]){0,80}", 0..6)) {
        let statements: Vec<Statement> = texts
            .iter()
            .map(|text| statement(&text.split('\n').map(str::to_owned).filter(|line| !line.is_empty()).collect::<Vec<_>>()))
            .collect();
        let found = find_reuse(&[statements.clone(), statements].concat(), None);
        prop_assert!(found.reuse.iter().all(|reuse| reuse.a.0 < reuse.b.0));
    }
}
