//! The HTML page of the example: whole, self-contained, and every link inside it leads somewhere.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

fn page() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let arguments = ["compare", "examples/statements", "--codebook", "examples/harbour.toml", "--format", "html"];
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint")).current_dir(root).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A tag: its name, its attributes, whether it closes and whether it closes itself.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    closes: bool,
    closes_itself: bool,
}

/// All tags of a page that is written as ours is: attributes in double quotes, `<` and `>` of texts escaped.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let style = page.find("<style>").unwrap() + "<style>".len()..page.find("</style>").unwrap();
    let mut found = Vec::new();
    for (at, _) in page.match_indices('<').filter(|(at, _)| !style.contains(at)) {
        let inner = &page[at + 1..at + page[at..].find('>').unwrap()];
        if inner.starts_with('!') {
            continue;
        }
        let closes = inner.starts_with('/');
        let closes_itself = inner.ends_with('/');
        let inner = inner.trim_matches('/');
        let (name, mut rest) = inner.split_once(' ').unwrap_or((inner, ""));
        let mut attributes = Vec::new();
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap_or_else(|| panic!("not quoted: {inner}"));
            // An attribute without a value may stand before.
            attributes.push((key.rsplit(' ').next().unwrap(), value));
            rest = after.trim_start();
        }
        found.push(Tag { name, attributes, closes, closes_itself });
    }
    found
}

#[test]
fn every_element_is_closed_where_it_should_be() {
    let page = page();
    let mut open: Vec<&str> = Vec::new();
    for tag in tags(&page) {
        match tag {
            _ if tag.closes => assert_eq!(open.pop(), Some(tag.name), "closed out of order"),
            _ if tag.closes_itself || ["meta", "br", "hr"].contains(&tag.name) => {}
            _ => open.push(tag.name),
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}

#[test]
fn every_link_leads_to_one_place() {
    let page = page();
    let tags = tags(&page);
    let values = |wanted: &str| -> Vec<&str> {
        tags.iter().flat_map(|tag| &tag.attributes).filter(|(key, _)| *key == wanted).map(|(_, value)| *value).collect()
    };
    let ids = values("id");
    let places: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(places.len(), ids.len(), "an id is there twice");
    let inside: Vec<&str> = values("href").into_iter().filter_map(|href| href.strip_prefix('#')).collect();
    assert!(inside.len() > 100);
    for place in inside {
        assert!(places.contains(place), "#{place} is nowhere");
    }
}

#[test]
fn it_fetches_and_runs_nothing() {
    let page = page();
    for tag in tags(&page) {
        assert!(!["script", "link", "img", "iframe", "object", "form", "base"].contains(&tag.name), "a {}", tag.name);
        for (key, value) in tag.attributes {
            assert!(!key.starts_with("on") && key != "src" && key != "srcset" && key != "style", "{key}=\"{value}\"");
            // Only what a statement gives as its own address leads out, and only when a person follows it.
            let leads_out = key == "href" && !value.starts_with('#');
            assert!(!leads_out || value.starts_with("https://") && value.contains(".example/"), "{value}");
        }
    }
    let style = &page[page.find("<style>").unwrap()..page.find("</style>").unwrap()];
    assert!(!style.contains("url(") && !style.contains("@import"));
}

#[test]
fn tables_have_captions_and_heads() {
    let page = page();
    let tables: Vec<&str> = page.split("<table").skip(1).map(|rest| &rest[..rest.find("</table>").unwrap()]).collect();
    assert!(tables.len() > 8);
    for table in tables {
        assert!(table.contains("scope=\"col\"") || table.contains("scope=\"row\""), "no head: {}", &table[..80]);
        assert!(!table.contains("<thead>") || table.contains("<caption>"), "no caption: {}", &table[..80]);
    }
}

#[test]
fn every_part_is_there_and_the_timeline_is_drawn() {
    let page = page();
    for part in ["matrix", "agree", "evidence", "demands", "figures", "timeline", "quotations", "names", "sources"] {
        assert!(page.contains(&format!("<section id=\"{part}\">")), "no part {part}");
        assert!(page.contains(&format!("<a href=\"#{part}\">")), "no link to {part}");
    }
    let drawing = &page[page.find("<svg class=\"time\"").unwrap()..];
    let drawing = &drawing[..drawing.find("</svg>").unwrap()];
    assert!(drawing.matches("<a href=\"#t").count() > 10, "too few dates are drawn");
    assert!(drawing.contains("<circle") && drawing.contains("<rect"));
}
