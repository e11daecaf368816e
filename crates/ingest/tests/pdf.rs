//! PDF files as they are read, from files made here.

mod papers;

use papers::{file, pdf, pdf_with, stream, Paper};
use standpoint_ingest::{read_statement, IngestError, Limits};
use standpoint_languages::Languages;
use standpoint_text::{PassageKind, Statement};

fn read(bytes: &[u8]) -> Result<Statement, IngestError> {
    read_statement("toll.pdf", bytes, Languages::built_in(), &Limits::default())
}

fn statement(papers: &[Paper]) -> Statement {
    read(&pdf(papers)).unwrap()
}

/// What each passage says, and its pages.
fn passages(statement: &Statement) -> Vec<(String, u32, u32)> {
    let shown = |p: &standpoint_text::Passage| {
        let pages = p.pages.unwrap();
        (p.span.as_str().to_owned(), pages.first, pages.last)
    };
    statement.passages.iter().map(shown).collect()
}

fn texts(statement: &Statement) -> Vec<&str> {
    statement.passages.iter().map(|p| p.span.as_str()).collect()
}

#[test]
fn a_page_of_text_is_read_with_its_title_and_its_page() {
    let paper = Paper::default().bold(72.0, 80.0, 18.0, "No toll on the old harbour").lines(
        72.0,
        120.0,
        &[
            "The council of Marhaven wants to take a toll from every boat that enters the old har-",
            "bour. Nobody asked the fishermen, and nobody asked the people of the isles. The quay",
            "belongs to those who work on it.",
        ],
    );
    let found = statement(&[paper]);
    assert_eq!(found.media_type, "application/pdf");
    assert_eq!(found.metadata.title.as_deref(), Some("No toll on the old harbour"));
    let sentence = "The council of Marhaven wants to take a toll from every boat that enters the old harbour.";
    assert_eq!(passages(&found)[1], (sentence.to_owned(), 1, 1));
    assert_eq!(found.passages.len(), 4);
    assert_eq!(found.passages[0].kind, PassageKind::Heading);
}
