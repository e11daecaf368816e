//! The element of a web page that a passage stands in: a selector that leads to it.

use proptest::prelude::*;
use scraper::{Html, Selector};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_text::Statement;

fn read(page: &str) -> Statement {
    read_statement("a.html", page.as_bytes(), Languages::built_in(), &Limits::default()).unwrap()
}

fn elements(page: &str) -> Vec<(String, String)> {
    let of = |passage: &standpoint_text::Passage| {
        (passage.span.as_str().to_owned(), passage.element.as_deref().unwrap_or("-").to_owned())
    };
    read(page).passages.iter().map(of).collect()
}

const MORE: &str = "The council of Marhaven wants a toll from every boat that enters the old harbour.";

#[test]
fn a_selector_begins_at_an_id_or_at_the_body() {
    let page = format!(
        "<html><head><title>No toll at all</title></head><body><div><h1>No toll at all</h1><p>{MORE} Nobody asked the \
         fishermen, and nobody asked us.</p><section id='aims'><h2>What we want</h2><ul><li>A ferry on every day of the \
         year</li><li>A bridge for all who live on the isles</li></ul></section><p>{MORE} We say no to it.</p></div></body></html>"
    );
    let found = elements(&page);
    let of = |words: &str| found.iter().find(|(text, _)| text.starts_with(words)).map(|(_, element)| element.as_str());
    assert_eq!(of("No toll"), Some("body > div > h1"));
    assert_eq!(of("Nobody asked"), Some("body > div > p:nth-of-type(1)"));
    assert_eq!(of("What we want"), Some("#aims > h2"));
    assert_eq!(of("A bridge"), Some("#aims > ul > li:nth-of-type(2)"));
    assert_eq!(of("We say no"), Some("body > div > p:nth-of-type(2)"));
}

#[test]
fn an_id_that_leads_nowhere_sure_is_none_to_begin_at() {
    let page = format!(
        "<body><div id='x'><p>{MORE} {MORE}</p></div><div id='x'><p id='1 a'>We say no to it. {MORE}</p></div></body>"
    );
    let found = elements(&page);
    assert_eq!(found.first().unwrap().1, "body > div:nth-of-type(1) > p");
    assert_eq!(found.last().unwrap().1, "body > div:nth-of-type(2) > p");
}

#[test]
fn what_is_no_web_page_has_none() {
    let text = format!("# No toll\n\n{MORE} {MORE}");
    let statement = read_statement("a.md", text.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    assert!(statement.passages.iter().all(|passage| passage.element.is_none()));
    let mail = format!("From: a@b.example\r\nTo: c@b.example\r\nSubject: No\r\nDate: Fri, 5 Mar 2021 10:00:00 +0100\r\nContent-Type: text/html\r\n\r\n<p>{MORE}</p>");
    let statement = read_statement("a.eml", mail.as_bytes(), Languages::built_in(), &Limits::default()).unwrap();
    assert!(statement.passages.iter().all(|passage| passage.element.is_none()));
}

/// A page of elements in each other, not all of which may lie there; some have ids, some the same.
fn part() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("The council wants a toll from every boat that enters the harbour, and nobody asked us about it."),
        Just("We say no to the toll."),
        Just("A ferry on every day<br>of the year"),
        Just("Free the <b>old</b> bridge!<br><br>No toll for the isles."),
    ];
    let leaf = words.prop_map(str::to_owned);
    leaf.prop_recursive(5, 40, 4, |inner| {
        let names = prop_oneof![
            Just("div"),
            Just("p"),
            Just("section"),
            Just("ul"),
            Just("li"),
            Just("h2"),
            Just("table"),
            Just("td"),
            Just("em")
        ];
        let id = prop_oneof![
            Just(String::new()),
            (0..6u8).prop_map(|n| format!(" id='x{n}'")),
            Just(" id='1.2'".to_owned())
        ];
        (names, id, prop::collection::vec(inner, 1..4))
            .prop_map(|(name, id, parts)| format!("<{name}{id}>{}</{name}>", parts.concat()))
    })
}

/// A text as it is compared: without white space, which the page has more of.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_selector_leads_to_one_element_with_the_passage_in_it(parts in prop::collection::vec(part(), 1..5)) {
        let page = format!("<html><body><h1>No toll at all</h1><p>{MORE} {MORE}</p>{}</body></html>", parts.concat());
        let tree = Html::parse_document(&page);
        for passage in read(&page).passages {
            let selector = passage.element.unwrap();
            let found: Vec<_> = tree.select(&Selector::parse(&selector).unwrap()).collect();
            prop_assert_eq!(found.len(), 1, "{}", selector);
            let text: String = found[0].text().collect();
            prop_assert!(bare(&text).contains(&bare(passage.span.as_str())), "{}: {}", selector, passage.span.as_str());
        }
    }
}
