//! Every value says where it comes from: a line of the text that says so holds what it is said to be the origin of.

use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_text::{Line, MetadataKey, Origin, Statement};

const BODY: &str = "The council of Northport wants to take a toll from every boat that enters the old harbour. Nobody \
    asked the fishermen, and nobody asked the people of the isles, who have no other way to the hospital. We have counted \
    the boats: there are more than three hundred of them every day. A toll would drive them away.";

fn read(path: &str, content: &str) -> Statement {
    read_statement(path, content.as_bytes(), Languages::built_in(), &Limits::default()).unwrap()
}

/// Documents that say of themselves all that can be said, in all kinds of lines.
fn documents() -> Vec<Statement> {
    let page =
        |head: &str, body: &str| format!("<html><head>{head}</head><body><article>{body}<p>{BODY}</p></article>");
    vec![
        read("a.md", &format!("# No toll!\n\nStatement of the Harbour League\n\nNorthport, 5 March 2021\n\n{BODY}")),
        read("b.txt", &format!("No toll!\n\nBy Jane Roe (Harbour League)\n\n{BODY}\n\n© 2021 The Tide\n\nSource: Dock Union, 2 May 2020")),
        read("c.txt", &format!("Keine Maut!\n\n{BODY}\n\n{BODY}\n\nHarbour League, 5 March 2021")),
        read("d.txt", &format!("We, the Harbour League, declare that {BODY}\n\n{BODY}")),
        read("e.txt", &format!("https://tide.example/no-toll\n\nNo toll!\n\nPublication date: 5 March 2021\n\n{BODY}\n\nSigned: Harbour League")),
        read("f.html", &page("<title>No toll! | The Tide</title>", "<h1>No toll!</h1><p>5 March 2021</p>")),
        read("g.html", &page("<meta property='og:title' content='No toll at all!'><meta property='og:site_name' content='The Tide'>", "")),
    ]
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn lines_hold_what_they_are_the_origin_of() {
    let mut kinds = Vec::new();
    for statement in documents() {
        for entry in statement.metadata.entries() {
            let Some((value, Origin::Text { line, span })) = entry.said else { continue };
            let words = plain(span.as_str());
            let held = match entry.key {
                MetadataKey::Published | MetadataKey::Signed => words.contains(&value[..4]),
                _ => words.contains(&value),
            };
            assert!(held, "{:?} {value:?} is not in {words:?}", entry.key);
            assert_eq!(statement.text.as_str().get(span.bytes()), Some(span.as_str()));
            kinds.push(*line);
        }
    }
    for line in Line::ALL {
        assert!(kinds.contains(&line), "no document shows a {}", line.as_str());
    }
}

#[test]
fn a_title_that_the_page_does_not_show_comes_from_its_markup() {
    let titles: Vec<String> =
        documents()[5..].iter().map(|s| s.metadata.title.said().unwrap().origin.detail().into_owned()).collect();
    assert_eq!(titles, ["title", "meta og:title"]);
}

#[test]
fn the_credit_of_a_picture_names_no_publisher() {
    let publisher = |text: String| read("a.txt", &text).metadata.publisher().map(str::to_owned);
    for credit in ["© Jane Roe", "(Image: © Picture Pool)", "© 2021 Jane Roe"] {
        assert_eq!(publisher(format!("No toll!\n\n{credit}\n\n{BODY}\n\n{BODY}")), None, "{credit}");
    }
    for line in ["Copyright 2021 The Tide. All rights reserved.", "Copyright © 2021 The Tide"] {
        let text = format!("No toll!\n\n{line}\n\n{BODY}\n\n{BODY}");
        assert_eq!(publisher(text), Some("The Tide".to_owned()), "{line}");
    }
    assert_eq!(publisher(format!("No toll!\n\n{BODY}\n\n© The Tide")), Some("The Tide".to_owned()));
}

#[test]
fn a_source_is_a_name_and_no_date_or_sentence() {
    let source = |line: &str| {
        let text = format!("No toll!\n\n{BODY}\n\n{line}");
        read("a.txt", &text).metadata.republished_from().map(str::to_owned)
    };
    assert_eq!(source("Source: Harbour Monthly. Read the original article."), Some("Harbour Monthly".to_owned()));
    assert_eq!(source("Source: HMP. Read the original article."), Some("HMP".to_owned()));
    assert_eq!(source("Source: St. Elmo Times"), Some("St. Elmo Times".to_owned()));
    assert_eq!(source("Source: J. Roe Review"), Some("J. Roe Review".to_owned()));
    assert_eq!(source("Source: 5 March 2021"), None);
}
