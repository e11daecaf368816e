//! Correcting what a document says about itself, and memos.

mod common;

use common::{digits, served, Desk};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_library::{Access, Addition, Library};
use standpoint_reading::Reading;
use standpoint_text::{MetadataKey, MetadataValue, StatementId};

const NOTE: &str = "# No toll\n\nStatement of the Harbour Leauge\n\n5 March 2021\n\nWe meet again on 3 May. We reject the toll on the bridge.\n";

/// Reads a document of a test again, as a later version of the program does.
fn read_anew(desk: &Desk, name: &str, text: &str, reader: &str, sidecar: Option<(MetadataKey, &str)>) {
    let languages = Languages::built_in();
    let mut statement = read_statement(name, text.as_bytes(), languages, &Limits::default()).unwrap();
    if let Some((key, value)) = sidecar {
        let value = MetadataValue::parse(key, value).unwrap();
        statement.metadata.correct(key, &value, &"09.md.toml".into());
    }
    let findings = Reading::of(&statement, languages).findings;
    let addition =
        Addition { bytes: text.as_bytes(), statement: &statement, findings: &findings, meaning: None, reader };
    let mut library = Library::open(&desk.path(), Access::Write, languages).unwrap();
    library.add(&[addition], "ann").unwrap();
}

#[test]
fn a_correction_holds_everywhere_until_it_is_taken_back() {
    let desk = Desk::new(&[("09.md", NOTE)]);
    let address = format!("/source/{}", digits(&desk, "09.md"));
    let own = |key, value| [("key", key), ("value", value)];
    served(&desk, |browser| {
        let page = browser.page(&address);
        assert!(page.contains("“statement of” line: “Statement of the Harbour Leauge”"), "{page}");
        let page = browser.fill(&page, "/correct", &own("issuer", " Harbour  League "));
        assert!(page.contains("<strong>corrected</strong> by <bdi>ben</bdi>"), "{page}");
        assert!(page.contains("the document says <bdi>Harbour Leauge</bdi>"), "{page}");
        for other in ["/sources", "/matrix", "/history"] {
            assert!(browser.page(other).contains("Harbour League"), "{other}");
        }
        assert!(!browser.page("/matrix").contains("Leauge"));
        assert!(browser.page("/search?q=toll+issuer%3Aleague").contains("We reject the <mark"), "search goes by it");
        // The same again is no second act.
        let history = browser.page("/history").matches("source corrected").count();
        browser.fill(&page, "/correct", &own("issuer", "Harbour League"));
        assert_eq!((browser.page("/history").matches("source corrected").count(), history), (1, 1));
    });
    // The document is read anew, and a sidecar says something else.
    read_anew(&desk, "09.md", NOTE, "2", Some((MetadataKey::Issuer, "Rowing Club")));
    served(&desk, |browser| {
        assert!(browser.page("/sources").contains("Harbour League"));
        let page = browser.page(&address);
        assert!(!page.contains("Rowing Club"));
        let page = browser.fill(&page, "/correct", &own("issuer", ""));
        assert!(page.contains("<td data-head=\"Value\"><span class=\"soft\">not said</span>"), "an empty one clears");
        assert!(!browser.page("/sources").contains("Harbour League"));
        let page = browser.fill(&page, "/take-back", &[]);
        assert!(page.contains("<bdi>Harbour League</bdi>"), "the correction before holds again");
        let page = browser.fill(&page, "/take-back", &[]);
        assert!(page.contains("<bdi>Rowing Club</bdi>") && page.contains("corrected in 09.md.toml"), "{page}");
        assert!(browser.page("/sources").contains("Rowing Club"));
    });
    let faults = common::open(&desk.path()).verify(&mut |_, _| None, |_| {}).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn what_can_not_be_gets_a_sentence_and_changes_nothing() {
    let desk = Desk::new(&[("09.md", NOTE)]);
    let address = format!("/source/{}", digits(&desk, "09.md"));
    served(&desk, |browser| {
        let page = browser.page(&address);
        for (key, value, why) in [
            ("published", "5 March", "is no date; write it as &quot;2021-03-05&quot;"),
            ("signed", "2021-02-30", "is no date"),
            ("language", "english", "is no language code; write two letters"),
            ("colour", "blue", "There is no value called"),
        ] {
            let answer = browser.send_form(&page, "/correct", &[("key", key), ("value", value)]);
            assert_eq!(answer.status, 400, "{key}");
            assert!(answer.body.contains(why), "{}", answer.body);
        }
        assert_eq!(browser.page(&address), page);
    });
}

#[test]
fn dates_take_their_year_from_a_corrected_date() {
    let desk = Desk::new(&[("09.md", NOTE)]);
    let years = || {
        let library = common::open(&desk.path());
        let kept = library.statement(&library.find("09.md").unwrap().id).unwrap();
        kept.findings.dates.iter().filter_map(|date| Some(date.date?.to_string())).collect::<Vec<_>>()
    };
    assert!(years().contains(&"2021-05-03".to_owned()), "{:?}", years());
    let address = format!("/source/{}", digits(&desk, "09.md"));
    served(&desk, |browser| {
        browser.fill(&browser.page(&address), "/correct", &[("key", "published"), ("value", "2019-03-05")]);
    });
    assert!(years().contains(&"2019-05-03".to_owned()), "{:?}", years());
    read_anew(&desk, "09.md", NOTE, "2", None);
    assert!(years().contains(&"2019-05-03".to_owned()), "also where the document is read anew: {:?}", years());
    Library::open(&desk.path(), Access::Write, Languages::built_in()).unwrap().undo("ben").unwrap().unwrap();
    assert!(years().contains(&"2021-05-03".to_owned()), "{:?}", years());
}

#[test]
fn memos_are_kept_on_a_statement_and_can_be_taken_back() {
    let desk = Desk::new(&[]);
    let address = format!("/statement/{}", digits(&desk, "01-ferry-crews.txt"));
    served(&desk, |browser| {
        let page = browser.page(&address);
        assert_eq!(browser.send_form(&page, "/note", &[("memo", "  ")]).status, 400);
        let page = browser.fill(&page, "/note", &[("memo", "Ask <them> for the annex.")]);
        assert!(page.contains("Ask &lt;them&gt; for the annex."), "{page}");
        assert!(browser.page("/history").contains("Ask &lt;them&gt;"));
    });
    served(&desk, |browser| {
        let page = browser.page(&address);
        assert!(page.contains("Ask &lt;them&gt; for the annex."), "after a restart");
        let stale = page.clone();
        assert!(!browser.fill(&page, "/take-back", &[]).contains("for the annex"));
        assert_eq!(browser.send_form(&stale, "/take-back", &[]).status, 409, "once is enough");
    });
    let library = common::open(&desk.path());
    let id = StatementId::parse(&format!("sha256:{}", digits(&desk, "01-ferry-crews.txt"))).unwrap();
    assert!(library.memos(&id).unwrap().is_empty());
}
