//! What a library keeps, finds and gives back.

mod common;

use std::path::Path;

use common::{add, add_by, found, paths, proposals, read, Desk, CODEBOOK, TOL, TOLL};
use standpoint_compare::{compare, Codebook, CountCopies, Stance};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_library::{Access, Added, Addition, EventKind, Found, Library, LibraryError, Quote, Ruling, Standing};
use standpoint_meaning::Vector;
use standpoint_reading::Reading;

#[test]
fn what_comes_in_comes_out_to_the_letter() {
    let desk = Desk::new();
    let (added, id) = add(&mut desk.open(), "toll.md", TOLL);
    assert_eq!(added, Added::New);
    let library = Library::open(&desk.path, Access::Read, Languages::built_in()).unwrap();
    let kept = library.statement(&id).unwrap();
    let statement = read("toll.md", TOLL);
    assert_eq!(kept.statement, statement);
    assert_eq!(kept.findings, Reading::of(&statement, Languages::built_in()).findings);
    assert!(!kept.findings.figures.is_empty() && !kept.findings.quotations.is_empty());
    assert_eq!(library.bytes(&id).unwrap(), TOLL.as_bytes());
    assert_eq!(library.find(&id.as_str()[..15]).unwrap().id, id);
    assert_eq!(library.find("toll.md").unwrap().issuer.as_deref(), Some("Harbour League"));
    assert!(matches!(library.find("toll"), Err(LibraryError::Unknown { .. })));
}

#[test]
fn only_what_is_new_or_changed_is_taken_in() {
    let (desk, changed) = (Desk::new(), TOLL.replace("1,200", "1,300"));
    let mut library = desk.open();
    let (_, first) = add(&mut library, "toll.md", TOLL);
    assert!(library.knows("toll.md", &first, "1", None).unwrap());
    assert!(!library.knows("toll.md", &first, "2", None).unwrap(), "another version may read it otherwise");
    assert_eq!(add(&mut library, "toll.md", TOLL).0, Added::Known);
    assert_eq!(add(&mut library, "copy.md", TOLL).0, Added::AlsoHere);
    assert_eq!(library.places(&first).unwrap(), ["copy.md", "toll.md"]);
    assert!(!library.knows("toll.md", &first, "1", Some("encoder")).unwrap(), "what it means is not known");
    assert_eq!(add_by(&mut library, "toll.md", TOLL, "2").0, Added::ReadAnew);
    // The other path still holds the first statement.
    let (added, second) = add(&mut library, "toll.md", &changed);
    assert_eq!(added, Added::New);
    assert_eq!(paths(&library), ["copy.md", "toll.md"]);
    assert_eq!(add(&mut library, "copy.md", &changed).0, Added::InPlaceOf(first.clone()));
    assert_eq!(paths(&library), ["copy.md"]);
    assert_eq!(library.find("copy.md").unwrap().id, second);
    assert_eq!(library.statement(&first).unwrap().statement.id, first, "its document is kept");
}

#[test]
fn words_are_found_in_any_spelling_and_only_where_they_stand() {
    let desk = Desk::new();
    let mut library = desk.open();
    add(&mut library, "toll.md", TOLL);
    let (_, dutch) = add(&mut library, "tol.md", TOL);
    assert_eq!(found(&library, "\"take a toll\""), ["take a toll"]);
    assert_eq!(found(&library, "Kalouchine").len(), 2, "a name in both languages");
    assert_eq!(found(&library, "Kalouchine language:nl"), ["Kaloesjin"]);
    assert!(found(&library, "kalouchine").is_empty());
    assert_eq!(found(&library, "tol issuer:havenbond").len(), 2);
    assert!(found(&library, "tol to:2021-03-05").is_empty());
    assert_eq!(found(&library, "tol from:2021-03-06 to:2021").len(), 2);
    assert!(found(&library, "bridge -toll -ours").iter().all(|marks| marks == "bridge"));
    library.remove(&[dutch], "ann").unwrap();
    assert!(found(&library, "tol").is_empty());
    assert_eq!(library.undo("ann").unwrap().unwrap().kind, EventKind::Removed);
    assert_eq!(found(&library, "tol").len(), 2);
}

#[test]
fn decisions_stay_through_everything_and_say_when_they_are_orphaned() {
    let desk = Desk::new();
    let codebook = Codebook::parse(CODEBOOK).unwrap();
    let mut library = desk.open();
    let (_, id) = add(&mut library, "toll.md", TOLL);
    let entry = library.put_codebook(&codebook, CODEBOOK, "ann").unwrap();
    let propose = |library: &mut Library| {
        let statements = vec![library.statement(&id).unwrap().statement];
        let comparison =
            compare(Some(codebook.clone()), statements, Languages::built_in(), None, CountCopies::Once, |_| {});
        library.put_proposals(&entry, &proposals(&comparison)).unwrap();
    };
    propose(&mut library);
    assert_eq!(library.cells(&entry).unwrap().len(), 1);
    let kept = library.statement(&id).unwrap();
    let no = kept.statement.passages.iter().find(|p| p.span.as_str() == "We say no.").unwrap();
    let ruling = Ruling::Change { stance: Stance::Oppose, evidence: vec![Quote::of(&no.span)] };
    library.decide("The bridge", "Q1", &id, &ruling, Some("the slogan says so too"), "ann").unwrap();
    assert!(library.waiting(&entry, 10).unwrap().is_empty());
    // New proposals, and a program that is started again, change nothing.
    propose(&mut library);
    drop(library);
    let mut library = desk.open();
    let decision = library.cells(&entry).unwrap().remove(0).decision.unwrap();
    assert_eq!((decision.ruling, decision.standing), (ruling.clone(), Standing::Holds));
    assert_eq!(decision.memo.as_deref(), Some("the slogan says so too"));

    let mut wrong = Quote::of(&no.span);
    wrong.text = "We say yes".to_owned();
    let ruling_on = |quote| Ruling::Accept { stance: Stance::Support, evidence: vec![quote] };
    let refused = library.decide("The bridge", "Q1", &id, &ruling_on(wrong), None, "ann");
    assert!(matches!(refused, Err(LibraryError::NotVerbatim(_))));
    assert!(matches!(
        library.decide("The bridge", "Q9", &id, &Ruling::Reject, None, "ann"),
        Err(LibraryError::Unknown { .. })
    ));

    let edited = CODEBOOK.replace("There should be a toll", "There should be no toll");
    let edited_entry = library.put_codebook(&Codebook::parse(&edited).unwrap(), &edited, "ann").unwrap();
    let standing = |library: &Library, entry| library.cells(entry).unwrap()[0].decision.as_ref().unwrap().standing;
    assert_eq!(standing(&library, &edited_entry), Standing::QuestionChanged);
    assert_eq!(standing(&library, &entry), Standing::Holds);

    add(&mut library, "toll.md", &TOLL.replace("We say no", "We say perhaps"));
    assert_eq!(standing(&library, &entry), Standing::Orphaned);
    library.undo("ann").unwrap().unwrap();
    assert!(library.cells(&entry).unwrap().iter().all(|cell| cell.decision.is_none()));
    assert!(library.undo("ann").unwrap().is_none(), "nothing is left that this person can take back");
    let kinds: Vec<_> = library.history(3).unwrap().into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Undone, EventKind::Replaced, EventKind::Added]);
}

#[test]
fn meanings_are_those_of_the_passages_as_read() {
    let desk = Desk::new();
    let mut library = desk.open();
    let statement = read("toll.md", TOLL);
    let findings = Reading::of(&statement, Languages::built_in()).findings;
    let vector = |number: usize| {
        Vector::from_slice(&(0..512).map(|i| ((i * (number + 3)) as f32).sin()).collect::<Vec<_>>()).unwrap()
    };
    let vectors: Vec<Vector> = (0..statement.passages.len()).map(vector).collect();
    let mut addition =
        Addition { bytes: TOLL.as_bytes(), statement: &statement, findings: &findings, meaning: None, reader: "1" };
    assert_eq!(library.add(&[addition], "ann").unwrap(), [Added::New]);
    assert!(library.meanings("e").unwrap().is_empty());
    addition = Addition {
        bytes: TOLL.as_bytes(),
        statement: &statement,
        findings: &findings,
        meaning: Some(("e", &vectors)),
        reader: "1",
    };
    assert_eq!(library.add(&[addition], "ann").unwrap(), [Added::ReadAnew], "the vectors are new");
    let meanings = library.meanings("e").unwrap();
    let hits = library.search_meaning(&meanings, &vector(2), &Default::default(), 1).unwrap();
    assert_eq!((hits.list.len(), hits.list[0].passage), (1, 2));
    assert!(library.meanings("another").unwrap().is_empty(), "vectors of two encoders can't be compared");
    add_by(&mut library, "toll.md", TOLL, "2");
    assert!(library.meanings("e").unwrap().is_empty(), "vectors of an older reading are gone");
}

#[test]
fn filters_alone_give_all_passages_and_what_is_not_exact_is_looked_through() {
    let desk = Desk::new();
    let mut library = desk.open();
    let (_, id) = add(&mut library, "toll.md", TOLL);
    add(&mut library, "tol.md", TOL);
    let passages = library.statement(&id).unwrap().statement.passages.len();
    assert_eq!(library.search(&library.query("issuer:harbour").unwrap(), 20).unwrap().list.len(), passages);
    assert_eq!(library.search(&library.query("issuer:harbour").unwrap(), 2).unwrap().list.len(), 2);
    // The one passage in which the words are near lies behind many in which they are not.
    let far = "The toll of the harbour is what all the people of this town and of its islands fear for their bridge. "
        .repeat(40);
    add(&mut library, "far.md", &format!("# Far\n\n{far}\n\nBut a bridge toll would end, so long a story it may be, what the town has lived by since its founding.\n"));
    assert_eq!(found(&library, "\"toll bridge\"~0 path:far").len(), 1);
}

#[test]
fn a_statement_that_has_left_takes_no_decision() {
    let desk = Desk::new();
    let mut library = desk.open();
    library.put_codebook(&Codebook::parse(CODEBOOK).unwrap(), CODEBOOK, "ann").unwrap();
    let (_, first) = add(&mut library, "toll.md", TOLL);
    let (_, second) = add(&mut library, "tol.md", TOL);
    assert_eq!(library.remove(&[first.clone(), second, first.clone()], "ann").unwrap(), 2);
    let refused = library.decide("The bridge", "Q1", &first, &Ruling::Reject, None, "ann");
    assert!(matches!(refused, Err(LibraryError::Unknown { .. })), "{refused:?}");
    library.undo("ann").unwrap().unwrap();
    assert_eq!(paths(&library).len(), 2, "what was one act is undone as one");
    library.decide("The bridge", "Q1", &first, &Ruling::Reject, None, "ann").unwrap();
}

#[test]
fn statements_are_found_by_any_path() {
    let desk = Desk::new();
    let mut library = desk.open();
    let (_, id) = add(&mut library, "notes [1]*.md", TOLL);
    assert_eq!(library.find("notes [1]*.md").unwrap().id, id);
    assert_eq!(library.find(&id.as_str()[7..14]).unwrap().id, id);
    assert!(library.find("sha256:").is_err());
}

#[test]
fn memos_are_on_words_that_stand_there() {
    let desk = Desk::new();
    let mut library = desk.open();
    let (_, id) = add(&mut library, "toll.md", TOLL);
    library.note(&id, None, "compare with the Dutch one", "ann").unwrap();
    let quote = Quote { start: 0, end: 3, text: "abc".into() };
    assert!(matches!(library.note(&id, Some(&quote), "?", "ann"), Err(LibraryError::NotVerbatim(_))));
    assert_eq!(library.history(1).unwrap()[0].detail["memo"], "compare with the Dutch one");
}

fn faults(path: &Path) -> Vec<String> {
    let library = Library::open(path, Access::Read, Languages::built_in()).unwrap();
    let mut read_again = |kept: &standpoint_library::Kept, bytes: &[u8]| {
        read_statement(&kept.statement.path, bytes, Languages::built_in(), &Limits::default()).ok()
    };
    library.verify(&mut read_again, |_| {}).unwrap().into_iter().map(|fault| fault.what).collect()
}

#[test]
fn verify_finds_what_was_tampered_with() {
    let desk = Desk::new();
    let mut library = desk.open();
    let (_, id) = add(&mut library, "toll.md", TOLL);
    add(&mut library, "tol.md", TOL);
    drop(library);
    assert!(faults(&desk.path).is_empty());
    let tamper = |sql: &str| rusqlite::Connection::open(&desk.path).unwrap().execute_batch(sql).unwrap();
    tamper(&format!("UPDATE source SET bytes = (SELECT bytes FROM source WHERE hash <> '{id}') WHERE hash = '{id}'"));
    let found = faults(&desk.path);
    assert!(found.iter().any(|f| f.contains("damaged") || f.contains("not those of its hash")), "{found:?}");
    tamper("UPDATE content SET passages = x'7f7f7f7f7f7f'");
    assert!(faults(&desk.path).iter().any(|fault| fault.contains("damaged")));
}

#[test]
fn files_that_are_no_library_and_places_that_cannot_be_written_get_a_sentence() {
    let desk = Desk::new();
    let open = |access| Library::open(&desk.path, access, Languages::built_in());
    assert!(matches!(open(Access::Write), Err(LibraryError::Missing(_))));
    std::fs::write(&desk.path, "Dear harbour master, this is no database at all. ".repeat(20)).unwrap();
    assert!(matches!(open(Access::Create), Err(LibraryError::NotALibrary(_))));
    std::fs::remove_file(&desk.path).unwrap();
    rusqlite::Connection::open(&desk.path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let before = std::fs::read(&desk.path).unwrap();
    assert!(matches!(open(Access::Create), Err(LibraryError::NotALibrary(_))));
    assert_eq!(std::fs::read(&desk.path).unwrap(), before, "another program's file is left as it was");
    std::fs::remove_file(&desk.path).unwrap();
    // What is left of a program that was ended while it made the file.
    rusqlite::Connection::open(&desk.path).unwrap().execute_batch("PRAGMA journal_mode = WAL").unwrap();
    assert!(std::fs::metadata(&desk.path).unwrap().len() > 0);
    drop(open(Access::Create).unwrap());
    std::fs::remove_file(&desk.path).unwrap();
    let mut library = desk.open();
    add(&mut library, "toll.md", TOLL);
    let copy = desk.path.with_extension("copy");
    library.backup(&copy).unwrap();
    assert!(library.backup(&copy).is_err(), "a backup overwrites nothing");
    drop(library);
    assert_eq!(paths(&Library::open(&copy, Access::Read, Languages::built_in()).unwrap()), ["toll.md"]);
    rusqlite::Connection::open(&copy).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(
        Library::open(&copy, Access::Read, Languages::built_in()),
        Err(LibraryError::Newer { found: 99, .. })
    ));
}

#[test]
fn a_program_that_writes_keeps_others_waiting_and_breaks_nothing() {
    let desk = Desk::new();
    let mut library = desk.open();
    add(&mut library, "toll.md", TOLL);
    let other = rusqlite::Connection::open(&desk.path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let statement = read("tol.md", TOL);
    let findings = Reading::of(&statement, Languages::built_in()).findings;
    let addition =
        Addition { bytes: TOL.as_bytes(), statement: &statement, findings: &findings, meaning: None, reader: "1" };
    assert!(matches!(library.add(&[addition], "ann"), Err(LibraryError::InUse(_))));
    assert_eq!(paths(&library), ["toll.md"]);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(add(&mut library, "tol.md", TOL).0, Added::New);
}

/// The form that libraries had first, from what they are now.
const BACK_TO_FORM_1: &str = "
    ALTER TABLE statement ADD COLUMN metadata TEXT NOT NULL DEFAULT '';
    ALTER TABLE statement ADD COLUMN text BLOB NOT NULL DEFAULT x'';
    ALTER TABLE statement ADD COLUMN passages BLOB NOT NULL DEFAULT x'';
    ALTER TABLE statement ADD COLUMN findings BLOB NOT NULL DEFAULT x'';
    UPDATE statement SET (metadata, text, passages, findings) =
        (SELECT metadata, text, passages, findings FROM content WHERE content.statement = statement.id);
    ALTER TABLE meaning ADD COLUMN vectors BLOB NOT NULL DEFAULT x'';
    DROP TABLE content; DROP TABLE dated; DROP TABLE vector;
    DROP INDEX proposal_waiting; DROP INDEX proposal_of_statement; DROP INDEX statement_that_left;
    ALTER TABLE statement DROP COLUMN figures; ALTER TABLE statement DROP COLUMN demands;
    ALTER TABLE statement DROP COLUMN quotations; ALTER TABLE statement DROP COLUMN names;
    PRAGMA user_version = 1;";

#[test]
fn an_older_library_is_brought_up_to_date_after_a_copy_and_holds_all_it_held() {
    let desk = Desk::new();
    let mut library = desk.open();
    let (_, id) = add(&mut library, "toll.md", TOLL);
    let before = library.statement(&id).unwrap();
    let counted = (library.count_of(Found::Figures).unwrap(), library.timeline(0, 9).unwrap());
    assert!(counted.0 .1 > 0 && !counted.1.is_empty());
    let bridges = found(&library, "bridge");
    drop(library);
    rusqlite::Connection::open(&desk.path).unwrap().execute_batch(BACK_TO_FORM_1).unwrap();
    let library = Library::open(&desk.path, Access::Read, Languages::built_in()).unwrap();
    assert_eq!(library.statement(&id).unwrap(), before);
    assert_eq!((library.count_of(Found::Figures).unwrap(), library.timeline(0, 9).unwrap()), counted);
    assert_eq!(found(&library, "bridge"), bridges);
    assert!(faults(&desk.path).is_empty());
    let copy = rusqlite::Connection::open(desk.path.with_extension("standpoint.before-2")).unwrap();
    assert_eq!(copy.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap(), 1);
}
