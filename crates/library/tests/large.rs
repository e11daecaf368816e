//! What a large library needs: parts, queues, searches that end in time, and files that unpack to no more than they say.

mod common;

use common::{add, found, proposals, read, Desk, CODEBOOK, TOL, TOLL};
use standpoint_compare::{compare, Codebook, CountCopies, Stance};
use standpoint_languages::Languages;
use standpoint_library::{Addition, Entry, Found, Library, LibraryError, Meanings, Place, Queue, Quote, Ruling};
use standpoint_meaning::Vector;
use standpoint_reading::Reading;
use standpoint_text::StatementId;

#[test]
fn the_collection_is_seen_in_parts_by_issuer_and_in_the_order_of_time() {
    let desk = Desk::new();
    let mut library = desk.open();
    for number in 0..5 {
        let (path, text) = (format!("{number}.md"), TOLL.replace("1,200", &format!("1,20{number}")));
        add(&mut library, &path, &text.replace("5 March 2021", &format!("{} March 2021", 9 - number)));
    }
    let (_, last) = add(&mut library, "tol.md", TOL);
    let names = |entries: Vec<Entry>| entries.into_iter().map(|entry| entry.path).collect::<Vec<_>>();
    assert_eq!(names(library.part(None, 1, 2).unwrap()), ["1.md", "2.md"]);
    assert_eq!(names(library.part(Some("Harbour League"), 4, 9).unwrap()), ["4.md"]);
    assert_eq!(names(library.part_with(Found::Quotations, 0, 9).unwrap()).len(), 5);
    assert_eq!(library.issuers().unwrap()[0], ("Harbour League".to_owned(), 5));
    let counts = library.counts().unwrap();
    assert_eq!((counts.statements, counts.languages.len()), (6, 2));
    let days = |library: &Library, from| -> Vec<String> {
        library.timeline(from, 9).unwrap().iter().map(|dated| dated.date.to_string()).collect()
    };
    let all = days(&library, 0);
    assert!(all.is_sorted() && all.len() >= 5, "{all:?}");
    assert_eq!(days(&library, 2), all[2..]);
    assert_eq!(library.dates_before(None).unwrap(), all.len());
    assert_eq!((library.dates_before(Some(2021)).unwrap(), library.dates_before(Some(2022)).unwrap()), (0, all.len()));
    library.remove(&[last], "ann").unwrap();
    assert_eq!(library.dates_before(None).unwrap(), days(&library, 0).len());
    assert_eq!(library.counts().unwrap().statements, 5);
}

#[test]
fn what_waits_is_gone_through_in_order_past_what_was_skipped_or_decided() {
    let desk = Desk::new();
    let mut library = desk.open();
    let mut statements = Vec::new();
    for number in 0..6 {
        let path = format!("{number}.md");
        let text = TOLL.replace("1,200", &format!("1,20{number}"));
        add(&mut library, &path, &text);
        statements.push(read(&path, &text));
    }
    let codebook = Codebook::parse(CODEBOOK).unwrap();
    let entry = library.put_codebook(&codebook, CODEBOOK, "ann").unwrap();
    let comparison = compare(Some(codebook), statements, Languages::built_in(), None, CountCopies::Each, |_| {});
    library.put_proposals(&entry, &proposals(&comparison)).unwrap();
    // Two are equally sure.
    let sure = "UPDATE proposal SET stance = 'oppose', confidence = round(0.5 + statement / 2 * 0.1, 1)";
    rusqlite::Connection::open(&desk.path).unwrap().execute_batch(sure).unwrap();
    let all = library.waiting(&entry, 99).unwrap();
    assert_eq!((all.len(), library.waiting_count(&entry).unwrap()), (6, 6));
    let order: Vec<StatementId> = all.iter().map(|proposal| proposal.statement.clone()).collect();
    let mut place = Place::First;
    for (number, wanted) in order.iter().enumerate() {
        let queue = library.queue(&entry, place).unwrap();
        assert_eq!((queue.before, &queue.next.unwrap().statement), (number, wanted));
        place = Place::After((wanted, "Q1"));
    }
    assert_eq!(library.queue(&entry, place).unwrap(), Queue { waiting: 6, before: 6, next: None });
    library.decide("The bridge", "Q1", &order[2], &Ruling::Reject, None, "ann").unwrap();
    let after = library.queue(&entry, Place::After((&order[2], "Q1"))).unwrap();
    assert_eq!((after.waiting, after.before, after.next.unwrap().statement), (5, 2, order[3].clone()));
    let at = library.queue(&entry, Place::At((&order[4], "Q1"))).unwrap();
    assert_eq!((at.before, at.next.unwrap().statement), (3, order[4].clone()));
    let gone = library.queue(&entry, Place::At((&order[2], "Q1"))).unwrap();
    assert_eq!(
        (gone.before, gone.next.unwrap().statement),
        (0, order[0].clone()),
        "what no longer waits is not gone to"
    );
    library.remove(&[order[2].clone(), order[0].clone()], "ann").unwrap();
    assert_eq!((library.waiting_count(&entry).unwrap(), library.waiting(&entry, 99).unwrap().len()), (4, 4));
    let cell = library.cell(&entry, (&order[3], "Q1")).unwrap().unwrap();
    assert_eq!((cell.statement, cell.decision), (order[3].clone(), None));
    assert_eq!(library.cells_of(&entry, &order[4..]).unwrap().len(), 2);
}

#[test]
fn a_search_that_does_not_look_through_everything_says_so() {
    let desk = Desk::new();
    let mut library = desk.open();
    let mut text = String::from("# Tolls\n\nStatement of the Harbour League\n\n5 March 2021\n\n");
    for number in 0..10_400 {
        text.push_str(if number % 4000 == 3000 { "No ferry, no toll! " } else { "We want no toll. " });
    }
    add(&mut library, "many.md", &text);
    let search = |typed: &str| library.search(&library.query(typed).unwrap(), 20).unwrap();
    let hits = search("toll");
    assert_eq!((hits.list.len(), hits.cut_at), (20, Some(10_000)));
    assert!(hits.caution().unwrap().contains("10000"));
    let hits = search("toll OR ferry");
    assert!(hits.list[..2].iter().all(|hit| hit.span.as_str().contains("ferry")), "the rarer word comes first");
    let hits = search("ferry");
    assert_eq!((hits.list.len(), hits.cut_at), (2, None));
}

#[test]
fn passages_are_found_by_the_question_they_are_evidence_for() {
    let desk = Desk::new();
    let mut library = desk.open();
    let (_, id) = add(&mut library, "toll.md", TOLL);
    add(&mut library, "tol.md", TOL);
    let codebook = Codebook::parse(CODEBOOK).unwrap();
    library.put_codebook(&codebook, CODEBOOK, "ann").unwrap();
    assert!(found(&library, "question:Q1").is_empty());
    let statement = library.statement(&id).unwrap().statement;
    let said = statement.passages.iter().find(|passage| passage.span.as_str() == "We say no.").unwrap();
    let ruling = Ruling::Change { stance: Stance::Oppose, evidence: vec![Quote::of(&said.span)] };
    library.decide("The bridge", "Q1", &id, &ruling, None, "ann").unwrap();
    let search = |typed: &str| library.search(&library.query(typed).unwrap(), 20).unwrap();
    let hits = search("question:Q1");
    assert_eq!(hits.list.iter().map(|hit| hit.span.as_str()).collect::<Vec<_>>(), ["We say no."]);
    assert_eq!((search("question:Q1 no").list.len(), search("question:Q1 bridge").list.len()), (1, 0));
    assert!(search("question:Q2").list.is_empty());
}

#[test]
fn meanings_are_kept_up_to_date_without_loading_them_anew() {
    let desk = Desk::new();
    let mut library = desk.open();
    let vector = |number: usize| {
        Vector::from_slice(&(0..512).map(|i| ((i * (number + 3)) as f32).sin()).collect::<Vec<_>>()).unwrap()
    };
    let put = |library: &mut Library, path: &str, text: &str, first: usize, reader: &str| {
        let statement = read(path, text);
        let findings = Reading::of(&statement, Languages::built_in()).findings;
        let vectors: Vec<Vector> = (first..first + statement.passages.len()).map(vector).collect();
        let meaning = Some(("e", &vectors[..]));
        let addition = Addition { bytes: text.as_bytes(), statement: &statement, findings: &findings, meaning, reader };
        library.add(&[addition], "ann").unwrap();
        statement.passages.len()
    };
    let first = put(&mut library, "toll.md", TOLL, 0, "1");
    let mut meanings = library.meanings("e").unwrap();
    let nearest = |library: &Library, meanings: &Meanings, number| {
        let hits = library.search_meaning(meanings, &vector(number), &Default::default(), 1).unwrap();
        hits.list.first().map(|hit| (hit.statement.path.clone(), hit.passage))
    };
    let second = put(&mut library, "tol.md", TOL, 20, "1");
    library.refresh(&mut meanings).unwrap();
    assert_eq!(meanings.len(), first + second);
    assert_eq!(nearest(&library, &meanings, 21), Some(("tol.md".to_owned(), 1)));
    put(&mut library, "toll.md", TOLL, 40, "2");
    library.refresh(&mut meanings).unwrap();
    assert_eq!(meanings.len(), first + second);
    assert_eq!(nearest(&library, &meanings, 42), Some(("toll.md".to_owned(), 2)));
    let id = library.find("toll.md").unwrap().id;
    library.remove(&[id], "ann").unwrap();
    library.refresh(&mut meanings).unwrap();
    assert_eq!(nearest(&library, &meanings, 42), None, "what has left is not found");
    library.undo("ann").unwrap();
    assert_eq!(nearest(&library, &meanings, 42), Some(("toll.md".to_owned(), 2)));
}

#[test]
fn a_file_from_elsewhere_cannot_unpack_to_more_than_it_says() {
    let desk = Desk::new();
    let mut library = desk.open();
    let (_, id) = add(&mut library, "toll.md", TOLL);
    let tamper = |sql: &str| rusqlite::Connection::open(&desk.path).unwrap().execute_batch(sql).unwrap();
    for sql in [
        "UPDATE content SET text_size = text_size - 1",
        "UPDATE content SET text_size = 1099511627776",
        "UPDATE content SET text_size = 1000000000",
        "UPDATE content SET text_size = -1",
    ] {
        tamper(sql);
        assert!(matches!(library.statement(&id), Err(LibraryError::Damaged { .. })), "{sql}");
    }
    tamper("UPDATE source SET size = 2000000000");
    assert!(matches!(library.bytes(&id), Err(LibraryError::Damaged { .. })));
}
