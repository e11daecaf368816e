//! Contradictions are looked for while other pages are shown, and only where statements came, left or were corrected.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{channel, Sender};
use std::sync::{Arc, Mutex};

use common::{Browser, Desk, Watched};
use standpoint_languages::Languages;
use standpoint_library::{Access, Library};
use standpoint_serve::Asked;

const UNDER_WAY: &str = "are being held against each other";

/// The figures, once the contradictions are there.
fn found(browser: &Browser) -> String {
    let mut page = browser.page("/figures");
    while page.contains(UNDER_WAY) {
        page = browser.page("/figures");
    }
    page
}

/// Serves what is in a desk while `act` allows to look, or not; gives how often was looked.
fn served(desk: &Desk, act: impl FnOnce(&Browser, &Sender<()>)) -> usize {
    let (allow, allowed) = channel();
    let looked = Arc::new(AtomicUsize::new(0));
    let (allowed, count) = (Mutex::new(allowed), looked.clone());
    let program = Watched {
        proposing: |_: &Asked<'_>| (),
        contradicting: move || {
            count.fetch_add(1, Ordering::SeqCst);
            allowed.lock().unwrap().recv().unwrap();
        },
    };
    common::served_with(desk, Box::new(program), |browser| act(browser, &allow));
    looked.load(Ordering::SeqCst)
}

#[test]
fn other_pages_are_shown_while_contradictions_are_looked_for() {
    let desk = Desk::new(&[]);
    let looked = served(&desk, |browser, allow| {
        // Nobody allows it yet, so each of these would wait for ever if it waited for that.
        let page = browser.page("/figures");
        assert!(
            page.contains(UNDER_WAY) && page.contains("statements are read. <a href=\"\">Look again</a>"),
            "{page}"
        );
        assert!(
            page.contains("All figures") && page.contains("<table class=\"ledger\">"),
            "the figures are there: {page}"
        );
        browser.page("/matrix");
        let review = browser.page("/review");
        browser.press(&review, "/decide", "accept", "");
        allow.send(()).unwrap();
        assert!(found(browser).contains("class=\"panel conflict\""));
    });
    assert_eq!(looked, 1, "it is looked for once, and a decision changes no figures");
}

#[test]
fn contradictions_are_looked_for_anew_where_a_statement_left() {
    let desk = Desk::new(&[]);
    let looked = served(&desk, |browser, allow| {
        (0..3).for_each(|_| allow.send(()).unwrap());
        let before = found(browser);
        let conflicts = |page: &str| page.matches("class=\"panel conflict\"").count();
        assert!(conflicts(&before) > 0);
        let mut library = Library::open(&desk.path(), Access::Write, Languages::built_in()).unwrap();
        let mut ids = Vec::new();
        library
            .list(|entry| {
                ids.push(entry.id);
                true
            })
            .unwrap();
        library.remove(&ids[1..], "ann").unwrap();
        let alone = found(browser);
        assert_eq!(conflicts(&alone), 0, "one statement contradicts nobody: {alone}");
        library.undo("ann").unwrap();
        assert_eq!(conflicts(&found(browser)), conflicts(&before));
    });
    assert_eq!(looked, 3);
}
