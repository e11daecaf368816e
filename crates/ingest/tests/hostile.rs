//! Documents that mean harm, and documents that are only broken: no panic, no lie, no long wait.

use proptest::prelude::*;
use standpoint_ingest::{read_statement, IngestError, Limits};
use standpoint_languages::Languages;
use standpoint_text::Statement;

fn read(path: &str, bytes: &[u8]) -> Result<Statement, IngestError> {
    read_statement(path, bytes, Languages::built_in(), &Limits::default())
}

/// What holds of every statement.
fn check(statement: &Statement) {
    let mut last = 0;
    for passage in &statement.passages {
        let bytes = passage.span.bytes();
        assert!(bytes.start >= last && bytes.end <= statement.text.as_str().len());
        assert_eq!(&statement.text.as_str()[bytes.clone()], passage.span.as_str());
        assert!(!passage.span.as_str().contains('\u{fffd}'));
        last = bytes.end;
    }
    assert!(!statement.passages.is_empty());
}

/// Marks and phrases that the rules look for.
const MARKS: [&str; 31] = [
    "# ",
    "- ",
    "1. ",
    "**",
    "> ",
    "PS:\n\n",
    "Source: ",
    "By Jane Roe (",
    "Copyright © ",
    "© 2021 Roe\n\n",
    "© ",
    "(c)",
    "Publication date: ",
    "5 March 2021",
    "31 February 2021",
    "2021-03-05",
    "<https://a.example>",
    "Statement of the Harbour League on ",
    "We, the Harbour League, ",
    "[a](#)",
    "\\",
    "\u{feff}",
    "\u{2028}",
    "\r\n",
    "donate",
    "É",
    "İ",
    "ẞ",
    "é́",
    "„",
    "“",
];

/// Pieces of the lines in which pages show their date.
const OF_DATES: [&str; 28] = [
    "5",
    "March",
    "march",
    "2021",
    "20216",
    "2021Updated",
    "News5",
    "\u{ad}",
    "05.03.2021",
    "05.03.202106.03.2021",
    "03/05/21",
    "5. 3. ",
    "Published",
    "by",
    "von",
    "Updated:",
    "Stand",
    "wurde am",
    "gepostet",
    "veröffentlicht",
    "—",
    "⋅",
    "„",
    "(",
    ":",
    "İ",
    "ẞ",
    "é́",
];

/// Pieces that documents are made of, so that chance meets their rules.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z .,!?:;]{0,60}",
        "\\PC{0,20}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("---\n".to_owned()),
        prop::sample::select(MARKS.to_vec()).prop_map(str::to_owned),
    ]
}

fn tag() -> impl Strategy<Value = String> {
    let names = vec![
        "p", "div", "b", "i", "a", "table", "td", "tr", "li", "ul", "h1", "br", "svg", "script", "style", "title",
        "article", "pre", "svg/", "template", "select", "option", "math", "ruby", "rt", "x-y", "frameset", "noscript",
        "button",
    ];
    prop_oneof![
        prop::sample::select(names.clone()).prop_map(|n| format!("<{n}>")),
        prop::sample::select(names).prop_map(|n| format!("</{n}>")),
        "<[a-z]{1,3} [a-z]=[\"']?[a-z>]{0,3}[\"']?",
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("<![CDATA[".to_owned()),
        "&[a-z#0-9]{0,6};?",
        "[a-zA-Z .,!?]{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 300 } else { 20_000 }))]

    #[test]
    fn lines_of_dates_in_pages(
        lines in prop::collection::vec(
            (prop::sample::select(vec!["p", "h1", "li", "blockquote", "footer", "time"]),
             prop::collection::vec((prop::sample::select(OF_DATES.to_vec()), prop::sample::select(vec!["", " "])), 1..9)),
            1..9,
        ),
    ) {
        let line = |(name, pieces): &(&str, Vec<(&str, &str)>)| {
            let text: String = pieces.iter().flat_map(|(piece, gap)| [*piece, *gap]).collect();
            format!("<{name} class='date'>{text}</{name}>")
        };
        let page: String = lines.iter().map(line).collect();
        let body = "<p>The council wants a toll. Nobody asked the fishermen, and nobody asked the people of the isles.</p>";
        if let Ok(statement) = read("a.html", format!("<html lang='de'><body>{page}{body}</body></html>").as_bytes()) {
            check(&statement);
        }
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), html in any::<bool>()) {
        if let Ok(statement) = read(if html { "a.html" } else { "a.txt" }, &bytes) {
            check(&statement);
        }
    }

    #[test]
    fn any_light_markup(pieces in prop::collection::vec(piece(), 0..40)) {
        let content = pieces.concat();
        if let Ok(statement) = read("a.txt", content.as_bytes()) {
            check(&statement);
        }
    }

    #[test]
    fn any_page(tags in prop::collection::vec(tag(), 0..60)) {
        let page = format!("<html>{}", tags.concat());
        if let Ok(statement) = read("a.html", page.as_bytes()) {
            check(&statement);
        }
    }
}

/// No clock: what is not linear takes hours on documents of this size, and shows as a run that does not end.
fn in_time(path: &str, bytes: &[u8]) -> Result<Statement, IngestError> {
    read(path, bytes)
}

#[test]
fn large_texts_take_linear_time() {
    let line = "We want no toll on the bridge, and nobody asked us. ".repeat(200_000);
    check(&in_time("one line", line.as_bytes()).unwrap());
    let empty = format!("{}No toll on the bridge!", "\n".repeat(1_000_000));
    check(&in_time("empty lines", empty.as_bytes()).unwrap());
    let items = "- End the toll on the bridge\n\n".repeat(50_000);
    check(&in_time("items", items.as_bytes()).unwrap());
    let credits = format!("We want no toll on the bridge.\n\n{}", "© 2021 Jane Roe\n\n".repeat(100_000));
    assert_eq!(in_time("credits", credits.as_bytes()).unwrap().passages.len(), 1);
    assert_eq!(in_time("marks", "[**".repeat(500_000).as_bytes()).unwrap_err().kind(), "no_text");
}

#[test]
fn pages_that_attack_the_parser() {
    let words = "No toll on the bridge, says the league.";
    let numbered = |tag: &str| (0..20_000).map(|i| format!("<{tag} id={i}>")).collect::<String>();
    let attributes: String = (0..300_000).map(|i| format!(" a{i}=1")).collect();
    for page in [
        format!("<html>{}{words}", "<div>".repeat(100_000)),
        format!("<html>{}{words}", "<div><table></div>".repeat(60_000)),
        format!("<html>{}<p>{words}", numbered("b")),
        format!("<html>{}{}<p>{words}", numbered("font"), "<p>x".repeat(20_000)),
        format!("<html><p{attributes}>{words}"),
        format!("<html><p>{words}</p>{}", "<svg>".repeat(100_000)),
        format!("<html>{}<p>{words}", "</x>".repeat(100_000)),
        format!("<html><script type=application/ld+json>{}</script><p>{words}", "[".repeat(200_000)),
        format!("<html><p>{words}</p>{}", "<".repeat(1_000_000)),
        format!("<html>{}<p>{words}", "<ruby><rt>".repeat(50_000)),
        format!("<html>{}<p>{words}", "<x-very-long-name-that-goes-on-and-on-beyond-all-reason>".repeat(20_000)),
    ] {
        let statement = in_time("a.html", page.as_bytes()).unwrap();
        check(&statement);
        assert!(statement.text.as_str().contains(words));
    }
    let many = "<i>".repeat(500_000);
    assert_eq!(in_time("a.html", format!("<html>{many}").as_bytes()).unwrap_err().kind(), "too_large");
}

#[test]
fn what_is_no_statement_is_refused_with_a_reason() {
    for (bytes, kind) in [
        (&b""[..], "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.4\n%\xe2\xe3", "damaged"),
        (b"PK\x03\x04\0\0word/document.xml", "unsupported"),
        (b"{\\rtf1 {\\b No toll", "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (b"\0\0\0\0\0\0", "binary"),
        (b"... --- ...", "no_text"),
        (b"<?xml version='1.0'?><rss><p>a</p></rss>", "unsupported"),
    ] {
        let error = read("dir/a.file", bytes).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        let sentence = error.to_string();
        assert!(sentence.starts_with("dir/a.file ") && sentence.contains(';'), "{sentence}");
    }
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    assert_eq!(read_statement("a", &[b'a'; 11], Languages::built_in(), &limits).unwrap_err().kind(), "too_large");
}
