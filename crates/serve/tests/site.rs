//! The pages as files.

mod common;

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use common::{digits, links, served, Desk, Words};
use standpoint_languages::Languages;
use standpoint_serve::{export_site, ServeError};

const HOSTILE: &str = "# <script>alert(1)</script> \"><img src=x onerror=alert(2)>\n\nStatement of the League href=\"/review\" & \
    Friends\n\n5 March 2024\n\nWe reject the toll <script src=\"https://harbour.example/x.js\"></script> on the harbour bridge.\n";

fn export(desk: &Desk, folder: &Path) -> Result<usize, ServeError> {
    let written = export_site(&desk.path(), Languages::built_in(), Box::new(Words), folder, &mut |_| {})?;
    assert_eq!(written.first, folder.join("index.html"));
    Ok(written.pages)
}

/// All files below a folder, by their path in it.
fn files(folder: &Path) -> HashMap<PathBuf, String> {
    let mut found = HashMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in std::fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), text);
            }
        }
    }
    found
}

/// Where a link of a page leads, in the folder.
fn target(page: &Path, link: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for part in page.parent().unwrap().join(link).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::ParentDir => assert!(path.pop(), "{link} leads out of the folder"),
            other => panic!("{link}: {other:?}"),
        }
    }
    path
}

#[test]
fn every_page_is_a_file_whose_links_lead_to_files() {
    let desk = Desk::new(&[("09-hostile.md", HOSTILE)]);
    served(&desk, |browser| {
        browser.press(&browser.page("/review"), "/decide", "accept", "a <memo>");
        let address = format!("/source/{}", digits(&desk, "01-ferry-crews.txt"));
        browser.fill(&browser.page(&address), "/correct", &[("key", "publisher"), ("value", "Harbour Monthly")]);
    });
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("deep/pages");
    let count = export(&desk, &place).unwrap();
    let files = files(&place);
    let ends = |ending: &str| files.keys().filter(|path| path.extension().is_some_and(|is| is == ending)).count();
    assert_eq!((ends("html"), ends("css")), (count, 1));
    assert_eq!(files.len(), count + 1 + ends("js"), "and the style, and what searches");
    let mut followed = 0;
    for (path, html) in files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html")) {
        if *path == Path::new("search.html") {
            continue;
        }
        assert!(html.contains("default-src 'none'; style-src 'self' file:;"), "{path:?}");
        for wrong in ["<script", "<form", "<button", "<img", "<input", "http-equiv=\"refresh\"", " onclick=", "src=\""]
        {
            assert!(!html.contains(wrong), "{path:?} has {wrong}");
        }
        for link in links(html).iter().filter(|link| !link.starts_with("data:")) {
            assert!(!link.starts_with('/') && !link.contains("://"), "{path:?} leads to {link}");
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { target(path, file) };
            let there = files.get(&target).unwrap_or_else(|| panic!("{path:?} leads to {link}, which is nowhere"));
            assert!(fragment.is_empty() || there.contains(&format!("id=\"{fragment}\"")), "{path:?}: {link}");
            followed += 1;
        }
    }
    assert!(followed > 500, "{followed}");
    let page = |name: &str| &files[Path::new(name)];
    assert!(page("matrix.html").contains("decided by <bdi>ben</bdi>"));
    assert!(page("history.html").contains("a &lt;memo&gt;"));
    assert!(
        page("index.html").contains("harbour.standpoint")
            && !page("index.html").contains(&*folder.path().to_string_lossy())
    );
    assert!(files.iter().any(|(path, html)| path.starts_with("source") && html.contains("Harbour Monthly")));
    assert!(!page("matrix.html").contains("review.html"));
}

#[test]
fn words_are_found_in_the_files_by_the_scripts_beside_them() {
    let desk = Desk::new(&[("09-hostile.md", HOSTILE)]);
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("pages");
    export(&desk, &place).unwrap();
    let files = files(&place);
    let page = &files[Path::new("search.html")];
    assert!(page.contains("content=\"default-src 'none'; script-src 'self' file:; style-src 'self' file:;"), "{page}");
    let scripts: Vec<&str> =
        page.split("<script").skip(1).map(|rest| &rest[..rest.find("</script>").unwrap()]).collect();
    assert_eq!(
        scripts,
        [" src=\"search.js\" defer>", " src=\"search/start.js\" defer>"],
        "nothing runs but what lies there"
    );
    assert!(page.contains("<div id=\"with\" hidden>") && page.contains("JavaScript is off"), "{page}");
    assert!(files[Path::new("index.html")].contains("href=\"search.html\""));
    let part = |kind: &str| -> serde_json::Value {
        let script = &files[Path::new(&format!("search/{kind}-0.js"))];
        let content = script.strip_prefix(&format!("standpointSearch.{kind}(0,")).unwrap();
        serde_json::from_str(content.strip_suffix(");\n").unwrap()).unwrap()
    };
    let (words, passages) = (part("words"), part("passages"));
    let mut number = 0;
    let mut found = Vec::new();
    for step in words["toll"].as_str().unwrap().split(',') {
        number += usize::from_str_radix(step, 36).unwrap();
        if number < 200 {
            found.push(&passages["passages"][number]);
        }
    }
    let with_toll = |passage: &serde_json::Value| {
        let text = passage[3].as_str().unwrap().to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "toll")
    };
    let all = passages["passages"].as_array().unwrap();
    assert_eq!(found, all.iter().filter(|passage| with_toll(passage)).collect::<Vec<_>>());
    for passage in found {
        let file = passages["statements"][passage[0].as_u64().unwrap() as usize][0].as_str().unwrap();
        assert!(files[Path::new(file)].contains(&format!("id=\"p{}\"", passage[1])), "{file} {passage}");
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let desk = Desk::new(&[]);
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("pages");
    std::fs::create_dir(&place).unwrap();
    std::fs::write(place.join("mine.txt"), "mine").unwrap();
    let refused = export(&desk, &place).unwrap_err().to_string();
    assert!(refused.contains("name a folder that is new or empty"), "{refused}");
    assert_eq!(files(folder.path()).len(), 1);
    std::fs::remove_file(place.join("mine.txt")).unwrap();
    assert!(export(&desk, &place).unwrap() > 50, "an empty one is taken");
}

#[test]
fn the_page_export_writes_beside_the_library_and_never_twice_into_one_folder() {
    let desk = Desk::new(&[]);
    served(&desk, |browser| {
        for name in ["harbour-pages", "harbour-pages-2"] {
            let page = browser.fill(&browser.page("/export"), "/export/site", &[]);
            let place = desk.path().with_file_name(name).join("index.html");
            assert!(page.contains(&*place.to_string_lossy()) && place.is_file(), "{page}");
        }
        let page = browser.page("/export?written=..%2F..%2Fetc");
        assert!(!page.contains("The pages are written"), "only what lies beside the library is told of");
    });
}
