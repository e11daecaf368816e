//! Deciding, by the forms alone as a browser without JavaScript sends them.

mod common;

use common::{encoded, fields, form, served, Desk, Fields};
use standpoint_library::{Cell, Ruling, Standing};

fn decided(desk: &Desk) -> Vec<Cell> {
    let library = common::open(&desk.path());
    let entry = library.codebooks().unwrap().remove(0);
    library.cells(&entry).unwrap().into_iter().filter(|cell| cell.decision.is_some()).collect()
}

fn waiting(page: &str) -> usize {
    let end = page.find(" wait for a decision").unwrap();
    page[..end].rsplit('>').next().unwrap().parse().unwrap()
}

#[test]
fn ten_proposals_are_decided_and_stay_so() {
    let desk = Desk::new(&[]);
    let before = served(&desk, |browser| {
        let mut page = browser.page("/review");
        let before = waiting(&page);
        assert!(before > 12, "{before}");
        let rulings =
            ["accept", "accept", "support", "oppose", "mixed", "unclear", "none", "reject", "accept", "reject"];
        for (number, ruling) in rulings.into_iter().enumerate() {
            assert_eq!(waiting(&page), before - number);
            page = browser.page("/review");
            // A stance of one's own on what is proposed already has no button; that is accepting.
            let has_button = form(&page, "/decide").contains(&format!("value=\"{ruling}\" data-key"));
            page = browser.press(
                &page,
                "/decide",
                if has_button { ruling } else { "accept" },
                &format!("memo <{number}>"),
            );
        }
        assert!(page.contains("role=\"status\""), "what was done last is said");
        before
    });
    let cells = decided(&desk);
    assert_eq!(cells.len(), 10);
    let count =
        |is: fn(&Ruling) -> bool| cells.iter().filter(|cell| is(&cell.decision.as_ref().unwrap().ruling)).count();
    assert_eq!(count(|ruling| matches!(ruling, Ruling::Reject)), 2);
    assert!(count(|ruling| matches!(ruling, Ruling::Accept { .. })) >= 3);
    assert!(count(|ruling| matches!(ruling, Ruling::Change { .. })) >= 3);
    for cell in &cells {
        let decision = cell.decision.as_ref().unwrap();
        assert_eq!((&decision.who[..], decision.standing), ("ben", Standing::Holds));
        assert!(decision.memo.as_deref().unwrap().starts_with("memo <"));
        if let Ruling::Accept { stance, evidence } = &decision.ruling {
            let proposal = cell.proposal.as_ref().unwrap();
            assert_eq!((stance, evidence), (&proposal.stance, &proposal.evidence));
        }
    }
    // After a restart all of it is there, and undoing goes on where it was.
    served(&desk, |browser| {
        let page = browser.page("/review");
        assert_eq!(waiting(&page), before - 10);
        assert!(browser.page("/matrix").contains("decided by <bdi>ben</bdi>"));
        assert!(browser.page("/history").contains("memo &lt;3&gt;"));
        let page = browser.press(&page, "/undo", "", "");
        assert_eq!(waiting(&page), before - 9);
    });
    assert_eq!(decided(&desk).len(), 9);
}

#[test]
fn a_library_that_may_only_be_read_is_shown_and_left_alone() {
    let desk = Desk::new(&[]);
    let mut permissions = std::fs::metadata(desk.path()).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(desk.path(), permissions).unwrap();
    served(&desk, |browser| {
        let page = browser.page("/review");
        let mut fields = fields(form(&page, "/decide"));
        fields.push(("ruling".to_owned(), "reject".to_owned()));
        let answer = browser.post("/decide", &encoded(&fields));
        assert_eq!(answer.status, 403);
        assert!(
            answer.body.contains("can’t be written") || answer.body.contains("can&#39;t be written"),
            "{}",
            answer.body
        );
    });
    assert!(decided(&desk).is_empty());
}

#[test]
fn what_was_skipped_still_waits() {
    let desk = Desk::new(&[]);
    served(&desk, |browser| {
        let first = browser.page("/review");
        let shown = |page: &str| {
            fields(form(page, "/decide"))
                .into_iter()
                .filter(|(name, _)| name == "question" || name == "statement")
                .collect::<Vec<_>>()
        };
        let skip = first.rfind("data-key=\"n\" href=\"").unwrap() + "data-key=\"n\" href=\"".len();
        let address = first[skip..skip + first[skip..].find('"').unwrap()].replace("&amp;", "&");
        let second = browser.page(&address);
        assert_ne!(shown(&first), shown(&second));
        assert_eq!(waiting(&first), waiting(&second));
        // A decision leads to the one behind it, not back to what was skipped.
        let third = browser.press(&second, "/decide", "accept", "");
        assert_ne!(shown(&third), shown(&first));
        assert_ne!(shown(&third), shown(&second));
        assert_eq!(shown(&browser.page("/review")), shown(&first));
    });
}

#[test]
fn nothing_is_accepted_unseen_and_nothing_rests_on_no_words() {
    let desk = Desk::new(&[]);
    served(&desk, |browser| {
        let page = browser.page("/review");
        let fields = fields(form(&page, "/decide"));
        let post = |change: &dyn Fn(&mut Fields), ruling: &str| {
            let mut fields = fields.clone();
            change(&mut fields);
            fields.push(("ruling".to_owned(), ruling.to_owned()));
            browser.post("/decide", &encoded(&fields))
        };
        let other = |fields: &mut Fields| {
            let shown = fields.iter_mut().find(|(name, _)| name == "shown").unwrap();
            shown.1 = if shown.1 == "support" { "oppose".to_owned() } else { "support".to_owned() };
        };
        let answer = post(&other, "accept");
        assert_eq!(answer.status, 409);
        assert!(answer.body.contains("has changed since you saw it"));
        let untick = |fields: &mut Fields| fields.retain(|(name, _)| name != "evidence");
        assert_eq!(post(&untick, "accept").status, 400);
        let nowhere = |fields: &mut Fields| fields.push(("evidence".to_owned(), "9999990-9999999".to_owned()));
        assert_eq!(post(&nowhere, "mixed").status, 400);
        assert_eq!(post(&|_| {}, "perhaps").status, 400);
        let elsewhere =
            |fields: &mut Fields| fields.iter_mut().find(|(name, _)| name == "question").unwrap().1 = "H99".to_owned();
        assert_eq!(post(&elsewhere, "mixed").status, 404);
    });
    assert!(decided(&desk).is_empty());
}

#[test]
fn a_decision_can_rest_on_any_sentence_and_be_made_anew() {
    let desk = Desk::new(&[]);
    let (digits, first, second) = {
        let library = common::open(&desk.path());
        let entry = library.codebooks().unwrap().remove(0);
        let silent = library.cells(&entry).unwrap().into_iter().find(|cell| {
            let proposal = cell.proposal.as_ref().unwrap();
            proposal.stance.as_str() == "none" && cell.question == "H07"
        });
        let id = silent.unwrap().statement;
        let spans = library.statement(&id).unwrap().statement.passages;
        let place = |number: usize| format!("{}-{}", spans[number].span.start(), spans[number].span.end());
        (id.as_str()["sha256:".len()..].to_owned(), place(1), place(2))
    };
    let address = format!("/cell?codebook=The+harbour+of+Marhaven&question=H07&statement={digits}");
    served(&desk, |browser| {
        let decide = |ruling: &str, evidence: &[&String]| {
            let mut fields = fields(form(&browser.page(&address), "/decide"));
            fields.retain(|(name, _)| name != "evidence");
            fields.extend(evidence.iter().map(|place| ("evidence".to_owned(), (*place).clone())));
            fields.push(("ruling".to_owned(), ruling.to_owned()));
            browser.post("/decide", &encoded(&fields)).status
        };
        assert!(browser.page(&address).contains(&format!("name=\"evidence\" value=\"{first}\"")));
        assert_eq!(decide("oppose", &[]), 400);
        assert_eq!(decide("oppose", &[&first, &second]), 303);
        let page = browser.page(&address);
        assert!(page.contains("Decide anew") && page.contains("by <bdi>ben</bdi>"));
        // The words decided on are ticked; the program's proposal can still be accepted.
        assert!(page.contains(&format!("value=\"{first}\" checked")));
        assert_eq!(decide("accept", &[]), 303);
    });
    let rulings: Vec<Ruling> = decided(&desk).into_iter().map(|cell| cell.decision.unwrap().ruling).collect();
    assert!(matches!(&rulings[..], [Ruling::Accept { evidence, .. }] if evidence.is_empty()));
}

#[test]
fn statements_and_searches_show_words_to_the_letter() {
    let desk = Desk::new(&[]);
    served(&desk, |browser| {
        let found = browser.page("/search?q=%22take+the+ferry%22");
        assert!(found.contains("4,200 people <mark class=\"evidence\">take the ferry</mark> every day."), "{found}");
        let link = found.split("href=\"/statement/").nth(1).unwrap();
        let (digits, passage) = link[..link.find('"').unwrap()].split_once('#').unwrap();
        let statement = browser.page(&format!("/statement/{digits}"));
        assert!(statement.contains(&format!("<span id=\"{passage}\">")));
        assert!(statement.contains("data-label=\"F\""), "figures are marked with a letter");
        assert!(statement.contains("id=\"e1\" tabindex=\"-1\" data-stop data-label=\"H"), "evidence has its question");
        assert!(statement.contains("href=\"#e2\">next evidence"));
        let plain = browser.page(&format!("/statement/{digits}?chosen=1"));
        assert!(plain.contains("About 4,200 people take the ferry every day."), "without marks");
        assert!(!plain.contains("<mark"));
        // The line that says whose statement it is belongs to none of its passages; a dash before an item is no text.
        assert_eq!(plain.matches("Not part of the statement").count(), 1);
        let lines = browser.page("/search?q=ferry&view=lines");
        assert!(lines.contains("<td class=\"word\" lang=\"en\"><mark class=\"evidence\">ferry</mark></td>"));
        let wrong = browser.page("/search?q=%22ferry");
        assert!(wrong.contains("a quotation mark is opened and not closed"));
        assert!(browser.page("/search?q=ferry&by=meaning").contains("No meanings are kept in this library"));
        assert!(browser.page("/figures").contains("4,200 people"));
        assert!(browser.page("/quotations").contains("Ilse Torvaan"));
        assert!(browser.page("/demands").contains("No toll on the harbour bridge"));
        assert!(browser.page("/timeline").contains("2024-06-30"));
        assert!(browser.page("/names").contains("Ilse Torvaan"));
        assert_eq!(browser.get("/statement/0123").status, 404);
    });
}
