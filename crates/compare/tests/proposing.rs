//! Positions told block by block are those told of all statements at once, and an edit leaves as it was what it can't change.

use std::path::Path;

use standpoint_compare::{
    compare, judged_otherwise, Codebook, CountCopies, Position, Proposer, Surroundings, WindowMemory,
};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_meaning::Encoder;
use standpoint_text::Statement;

fn examples() -> (Codebook, Vec<Statement>) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let codebook = Codebook::parse(&std::fs::read_to_string(examples.join("harbour.toml")).unwrap()).unwrap();
    let mut paths: Vec<_> =
        std::fs::read_dir(examples.join("statements")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        read_statement(&path.to_string_lossy(), &bytes, Languages::built_in(), &Limits::default()).unwrap()
    };
    (codebook, paths.iter().map(read).collect())
}

/// The positions on some questions, told in blocks of three statements.
fn in_blocks(
    codebook: &Codebook,
    questions: &[usize],
    statements: &[Statement],
    encoder: Option<&Encoder>,
    memory: Option<&WindowMemory>,
) -> Vec<Position> {
    let passages = statements.iter().map(|statement| statement.passages.len()).sum();
    let mut surroundings = Surroundings::new(Languages::built_in(), passages);
    statements.iter().for_each(|statement| surroundings.take(statement));
    let proposer = Proposer::new(codebook, questions, &surroundings, encoder);
    let mut positions = Vec::new();
    for (block, some) in statements.chunks(3).enumerate() {
        for mut position in proposer.positions(some, memory) {
            position.statement += block * 3;
            positions.push(position);
        }
    }
    positions
}

/// Of concepts the sums may differ in their last bits, as they are added in no order.
fn assert_same(a: &[Position], b: &[Position], precision: f64) {
    assert_eq!(a.len(), b.len());
    for (a, b) in a.iter().zip(b) {
        assert_eq!((a.question, a.statement, a.stance), (b.question, b.statement, b.stance));
        assert_eq!(a.evidence, b.evidence, "{} {}", a.question, a.statement);
        assert!((a.confidence - b.confidence).abs() < precision, "{} {}", a.confidence, b.confidence);
    }
}

#[test]
fn positions_told_in_blocks_are_those_told_at_once() {
    let (codebook, statements) = examples();
    let all: Vec<usize> = (0..codebook.questions.len()).collect();
    let encoder = Encoder::built_in().unwrap();
    for encoder in [None, Some(&encoder)] {
        let (book, kept) = (codebook.clone(), statements.clone());
        let at_once = compare(Some(book), kept, Languages::built_in(), encoder, CountCopies::Once, |_| {}).positions;
        assert_same(&in_blocks(&codebook, &all, &statements, encoder, None), &at_once, 1e-6);
        let some: Vec<Position> =
            at_once.iter().filter(|position| [2, 7].contains(&position.question)).cloned().collect();
        assert_same(&in_blocks(&codebook, &[2, 7], &statements, encoder, None), &some, 1e-6);
        // What is remembered is rounded, always in the same way.
        let memory = WindowMemory::new();
        let first = in_blocks(&codebook, &all, &statements, encoder, Some(&memory));
        assert_same(&first, &at_once, 1e-3);
        assert_same(&in_blocks(&codebook, &all, &statements, encoder, Some(&memory)), &first, 1e-12);
    }
}

#[test]
fn an_edit_changes_no_position_on_the_questions_it_leaves() {
    let (codebook, statements) = examples();
    let languages = Languages::built_in();
    let mut left = 0;
    for edited in 0..codebook.questions.len() {
        let mut after = codebook.clone();
        after.questions[edited].support.push("The ferry and the school must be paid by taxes.".to_owned());
        after.questions[edited].label = "Another heading".to_owned();
        let anew = judged_otherwise(&codebook, &after, languages);
        assert!(anew.contains(&edited));
        let others: Vec<usize> = (0..codebook.questions.len()).filter(|question| !anew.contains(question)).collect();
        left += others.len();
        assert_same(
            &in_blocks(&after, &others, &statements, None, None),
            &in_blocks(&codebook, &others, &statements, None, None),
            1e-12,
        );
    }
    assert!(left > 0, "some are left");
}

#[test]
fn a_heading_changes_nothing_and_another_number_of_questions_changes_all() {
    let (codebook, _) = examples();
    let languages = Languages::built_in();
    let mut after = codebook.clone();
    after.questions[3].label = "Another heading".to_owned();
    assert!(judged_otherwise(&codebook, &after, languages).is_empty());
    after.questions.pop();
    assert_eq!(judged_otherwise(&codebook, &after, languages).len(), codebook.questions.len() - 1);
}
