//! Editing the codebook in the pages.

mod common;

use std::sync::{Arc, Mutex};

use common::{digits, encoded, links, served, Browser, Desk, Watched, Words};
use standpoint_compare::Codebook;
use standpoint_languages::Languages;
use standpoint_library::{Access, Library, Proposal, Standing};
use standpoint_serve::{Asked, Program};

/// Opens the form of a question.
fn question(browser: &Browser, id: &str) -> String {
    let codebook = browser.page("/codebook");
    let address = links(&codebook).into_iter().find(|link| link.ends_with(&format!("&question={id}")));
    browser.page(&address.unwrap())
}

/// What is written in a field of several lines.
fn area(page: &str, name: &str) -> String {
    let start = page.find(&format!("<textarea name=\"{name}\"")).unwrap();
    let text = &page[start..start + page[start..].find("</textarea>").unwrap()];
    text[text.find('>').unwrap() + 1..].trim().replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Sends the form of a question with some fields changed.
fn change(browser: &Browser, id: &str, own: &[(&str, &str)]) -> String {
    let page = question(browser, id);
    let areas = ["assertion", "support", "oppose"].map(|name| (name, area(&page, name)));
    let mut fields: Vec<(&str, &str)> = areas.iter().map(|(name, value)| (*name, &value[..])).collect();
    fields.push(("label", "A heading"));
    fields.retain(|(name, _)| own.iter().all(|(other, _)| other != name));
    fields.extend(own);
    save(browser, &page, &fields)
}

/// Sends a question as its form does, and gives the page that shows what changed once all is proposed.
fn save(browser: &Browser, page: &str, own: &[(&str, &str)]) -> String {
    let mut page = browser.fill(page, "/codebook/save", own);
    while page.contains("The program is proposing anew") {
        page = browser.page("/codebook/changes");
    }
    page
}

fn version(desk: &Desk) -> (usize, String) {
    let library = common::open(&desk.path());
    let entry = library.codebooks().unwrap().remove(0);
    (library.versions(&entry.title).unwrap().len(), entry.toml)
}

#[test]
fn an_edited_question_is_a_new_version_and_shows_what_it_changes() {
    let desk = Desk::new(&[]);
    let (_, before) = version(&desk);
    served(&desk, |browser| {
        let review = browser.page("/review");
        let decided = common::fields(common::form(&review, "/decide"));
        let id = &decided.iter().find(|(name, _)| name == "question").unwrap().1.clone();
        browser.press(&review, "/decide", "accept", "");
        // The sides change places.
        let page = question(browser, id);
        let area = |name: &str| area(&page, name);
        let (support, oppose) = (area("support"), area("oppose"));
        assert!(!support.is_empty() && !oppose.is_empty());
        let assertion = oppose.lines().next().unwrap();
        let changes = save(
            browser,
            &page,
            &[("label", "The other way round"), ("assertion", assertion), ("support", &oppose), ("oppose", &support)],
        );
        assert!(changes.contains("another sentence is asked"), "{changes}");
        assert!(changes.contains("Cells that change") && changes.contains("data-head=\"Before\""), "{changes}");
        let (for_it, against) = (changes.matches("> for</span>").count(), changes.matches("> against</span>").count());
        assert!(for_it > 0 && against > 0, "{changes}");
        assert!(changes.contains("the question has changed since"), "the decision stays, and is doubted: {changes}");
        assert!(browser.page("/matrix").contains("The other way round"));
        // Back to the version before: everything is as it was.
        let codebook = browser.page("/codebook");
        let mut page = browser.fill(&codebook, "/codebook/use", &[]);
        while page.contains("The program is proposing anew") {
            page = browser.page("/codebook/changes");
        }
        assert!(!browser.page("/matrix").contains("The other way round"));
    });
    let (versions, after) = version(&desk);
    assert_eq!(versions, 3, "none is lost");
    let questions = |toml: &str| standpoint_compare::Codebook::parse(toml).unwrap();
    assert_eq!(questions(&before), questions(&after));
    let library = common::open(&desk.path());
    let entry = library.codebooks().unwrap().remove(0);
    let cells = library.cells(&entry).unwrap();
    let decisions: Vec<_> = cells.iter().filter_map(|cell| cell.decision.as_ref()).collect();
    assert_eq!(decisions.len(), 1);
    assert_eq!(decisions[0].standing, Standing::Holds);
}

#[test]
fn questions_are_added_and_removed_and_decisions_stay() {
    let desk = Desk::new(&[]);
    served(&desk, |browser| {
        let page = browser.page("/codebook/question");
        assert!(page.contains("name=\"id\" required value=\"H13\""), "the next name is proposed: {page}");
        let own = [
            ("id", "H13"),
            ("label", "Night ferry"),
            ("assertion", "The ferry should run at night."),
            ("support", "We want a night ferry.\n\n  The   ferry must also run at night. "),
            ("oppose", "No ferry at night."),
        ];
        let changes = save(browser, &page, &own);
        assert!(changes.contains("<bdi>Night ferry</bdi>: new"), "{changes}");
        assert!(changes.contains("<td data-head=\"Before\">not asked</td>"), "{changes}");
        let codebook = browser.page("/codebook");
        assert!(codebook.contains("<li><bdi>The ferry must also run at night.</bdi></li>"), "{codebook}");
        let again = browser.send_form(
            &browser.page("/codebook/question"),
            "/codebook/save",
            &[&own[1..], &[("id", "H01")]].concat(),
        );
        assert_eq!(again.status, 400);
        assert!(again.body.contains("There is a question H01 already"));
        // A decision on a question that goes.
        let review = browser.page("/review");
        let decided = common::fields(common::form(&review, "/decide"));
        let id = decided.iter().find(|(name, _)| name == "question").unwrap().1.clone();
        browser.press(&review, "/decide", "accept", "");
        let changes = browser.fill(&question(browser, &id), "/codebook/remove", &[]);
        assert!(changes.contains("no longer asked"), "{changes}");
        while browser.page("/codebook").contains("The program is proposing anew") {}
        let codebook = browser.page("/codebook");
        let orphaned = codebook.find("id=\"orphaned\"").expect("it is shown as orphaned");
        assert!(codebook[orphaned..].contains("by <bdi>ben</bdi>"), "{codebook}");
        let cell = links(&codebook[orphaned..]).into_iter().find(|link| link.starts_with("/cell")).unwrap();
        assert!(browser.page(&cell).contains("The codebook no longer has this question."));
        assert!(!browser.page("/matrix").contains(&format!("#{id}\"")));
    });
}

#[test]
fn a_stale_form_and_an_empty_field_save_nothing() {
    let desk = Desk::new(&[]);
    served(&desk, |browser| {
        let stale = question(browser, "H01");
        let own = [("label", "A"), ("assertion", "The toll should go."), ("support", ""), ("oppose", "")];
        save(browser, &stale, &own);
        let answer = browser.send_form(&stale, "/codebook/save", &own);
        assert_eq!(answer.status, 409);
        assert!(answer.body.contains("was changed since you opened this form"));
        let page = question(browser, "H01");
        let answer = browser.send_form(&page, "/codebook/save", &[("label", "A"), ("assertion", " ")]);
        assert_eq!(answer.status, 400);
        assert!(answer.body.contains("affirmed or denied is empty"));
    });
    assert_eq!(version(&desk).0, 2);
}

#[test]
fn a_first_codebook_is_begun_in_the_pages() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.standpoint");
    standpoint_library::Library::open(
        &path,
        standpoint_library::Access::Create,
        standpoint_languages::Languages::built_in(),
    )
    .unwrap();
    let server = standpoint_serve::Server::bind(&path, 0, "ben", standpoint_languages::Languages::built_in()).unwrap();
    let (address, stopper) = (server.address(), server.stopper());
    let running = std::thread::spawn(move || server.run().unwrap());
    let browser = Browser::enter(&address);
    assert!(browser.page("/codebook").contains("Begin one with a first question"));
    let page = browser.page("/codebook/question");
    let own = [("codebook", "Harbour"), ("id", "Q01"), ("label", "Toll"), ("assertion", "The toll should go.")];
    browser.fill(&page, "/codebook/save", &own);
    assert!(browser.page("/codebook").contains("The toll should go."));
    stopper.stop();
    running.join().unwrap();
}

#[test]
fn who_speaks_twice_is_shown_with_both_sentences_and_numbers_with_theirs() {
    let twice = "# Toll\n\nStatement of the Harbour League\n\n1 June 2019\n\nWe demand a toll on the bridge.\n";
    let later = "# Toll\n\nStatement of the Harbour League\n\n5 March 2023\n\nWe reject the toll on the bridge.\n";
    let desk = Desk::new(&[("09.md", twice), ("10.md", later)]);
    served(&desk, |browser| {
        let codebook = common::open(&desk.path()).codebooks().unwrap().remove(0).title;
        for (name, words, ruling) in [
            ("09.md", "We demand a toll on the bridge.", "support"),
            ("10.md", "We reject the toll on the bridge.", "oppose"),
        ] {
            let library = common::open(&desk.path());
            let text = library.statement(&library.find(name).unwrap().id).unwrap().statement.text;
            let start = text.as_str().split(words).next().unwrap().chars().count();
            let place = format!("{start}-{}", start + words.chars().count());
            let token = common::fields(common::form(&browser.page("/history"), "/undo")).remove(0).1;
            let digits = digits(&desk, name);
            let own = [
                ("form_token", &token[..]),
                ("codebook", &codebook),
                ("question", "H01"),
                ("statement", &digits),
                ("ruling", ruling),
                ("evidence", &place),
            ];
            let own: Vec<_> = own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            assert_eq!(browser.post("/decide", &encoded(&own)).status, 303);
        }
        let matrix = browser.page("/matrix");
        let turn = &matrix[matrix.find("Other sides taken over time").unwrap()..];
        let (first, second) = (
            turn.find("We demand a toll on the bridge.").unwrap(),
            turn.find("We reject the toll on the bridge.").unwrap(),
        );
        assert!(
            first < second && turn.find("2019-06-01").unwrap() < first && turn.find("2023-03-05").unwrap() < second
        );
        let figures = browser.page("/figures");
        let conflict =
            &figures[figures.find("class=\"panel conflict\"").unwrap()..figures.find("All figures").unwrap()];
        assert!(conflict.matches("<blockquote").count() >= 2, "{conflict}");
    });
}

/// Remembers on which questions it was asked.
fn noting(asked: &Arc<Mutex<Vec<Vec<usize>>>>) -> Box<dyn Program> {
    let asked = asked.clone();
    Box::new(Watched {
        proposing: move |now: &Asked<'_>| asked.lock().unwrap().push(now.questions.to_vec()),
        contradicting: || (),
    })
}

/// What is proposed by the codebook in use, by question and statement, without the last bits of what is estimated.
fn proposed(library: &Library) -> Vec<(String, String, String, String)> {
    let entry = library.codebooks().unwrap().remove(0);
    let mut all: Vec<_> = library
        .proposals_of(&entry)
        .unwrap()
        .into_iter()
        .map(|proposal| {
            let estimate = format!("{} {:.6}", proposal.stance.as_str(), proposal.confidence);
            (proposal.question, proposal.statement.to_string(), estimate, format!("{:?}", proposal.evidence))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn only_questions_that_may_be_judged_otherwise_are_proposed_anew() {
    let desk = Desk::new(&[]);
    let asked = Arc::new(Mutex::new(Vec::new()));
    let last = || asked.lock().unwrap().last().cloned();
    let all: Vec<usize> = (0..12).collect();
    let own = [("support", "Everybody must pay the same toll.\nThe toll must be fair.")];
    common::served_with(&desk, noting(&asked), |browser| {
        // A heading says nothing to the program.
        let changes = change(browser, "H01", &[("label", "A toll")]);
        assert_eq!(last(), Some(Vec::new()));
        assert!(changes.contains("other heading or phrasings") && changes.contains(">0 of 96.<"), "{changes}");
        change(browser, "H01", &own);
        let some = last().unwrap();
        assert!(some.contains(&0) && some.len() < 12, "{some:?}");
    });
    // What stands there now is what all questions asked anew would give.
    let kept = proposed(&common::open(&desk.path()));
    assert_eq!(kept.len(), 96);
    let codebook = Codebook::parse(&version(&desk).1).unwrap();
    {
        let reading = common::open(&desk.path());
        let mut library = Library::open(&desk.path(), Access::Write, Languages::built_in()).unwrap();
        let entry = library.codebooks().unwrap().remove(0);
        let mut put = |proposals: Vec<Proposal>| library.put_proposals(&entry, &proposals);
        Words
            .propose(&Asked { library: &reading, codebook: &codebook, questions: &all }, &mut put, &mut |_| {})
            .unwrap();
    }
    assert_eq!(proposed(&common::open(&desk.path())), kept);
    // Where a statement left meanwhile, what a concept tells is another matter.
    let mut library = Library::open(&desk.path(), Access::Write, Languages::built_in()).unwrap();
    let ids = library.ids().unwrap();
    library.remove(&ids[..1], "ann").unwrap();
    common::served_with(&desk, noting(&asked), |browser| {
        change(browser, "H02", &own);
    });
    assert_eq!(last(), Some(all));
}
