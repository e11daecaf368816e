//! PDF files as they are read, from files made here.

mod papers;

use papers::{file, pdf, pdf_with, stream, Paper};
use standpoint_ingest::{read_statement, IngestError, Limits};
use standpoint_languages::Languages;
use standpoint_text::{PassageKind, Statement};

fn read(bytes: &[u8]) -> Result<Statement, IngestError> {
    read_statement("toll.pdf", bytes, Languages::built_in(), &Limits::default())
}

fn statement(papers: &[Paper]) -> Statement {
    read(&pdf(papers)).unwrap()
}

/// What each passage says, and its pages.
fn passages(statement: &Statement) -> Vec<(String, u32, u32)> {
    let shown = |p: &standpoint_text::Passage| {
        let pages = p.pages.unwrap();
        (p.span.as_str().to_owned(), pages.first, pages.last)
    };
    statement.passages.iter().map(shown).collect()
}

fn texts(statement: &Statement) -> Vec<&str> {
    statement.passages.iter().map(|p| p.span.as_str()).collect()
}

#[test]
fn a_page_of_text_is_read_with_its_title_and_its_page() {
    let paper = Paper::default().bold(72.0, 80.0, 18.0, "The toll on the old harbour").lines(
        72.0,
        120.0,
        &[
            "The council of Marhaven wants to take a toll from every boat that enters the old har-",
            "bour. Nobody asked the fishermen, and nobody asked the people of the isles. The quay",
            "belongs to those who work on it.",
        ],
    );
    let found = statement(&[paper]);
    assert_eq!(found.media_type, "application/pdf");
    assert_eq!(found.metadata.title(), Some("The toll on the old harbour"));
    let sentence = "The council of Marhaven wants to take a toll from every boat that enters the old harbour.";
    assert_eq!(passages(&found)[1], (sentence.to_owned(), 1, 1));
    assert_eq!(found.passages.len(), 4);
    assert_eq!(found.passages[0].kind, PassageKind::Heading);
}

const BODY: [&str; 4] = [
    "The council of Marhaven wants to take a toll from every boat that enters the harbour. The",
    "council asked nobody. Nobody asked the fishermen, and nobody asked those who live on the",
    "isles. The harbour belongs to those who work in it, and not to those who never saw it. The",
    "quay was built by our grandparents with their own hands.",
];

#[test]
fn a_sentence_that_a_page_and_its_running_head_cut_in_two_is_one_passage() {
    let head = |paper: Paper, number: usize| {
        paper.put(72.0, 40.0, 9.0, "Harbour League: Statement on the toll").put(290.0, 810.0, 9.0, &format!("{number}"))
    };
    let first = head(Paper::default(), 1).lines(72.0, 700.0, &BODY[..3]).lines(
        72.0,
        736.0,
        &["toll would cost each of us a week of work in every month of the year, and the council", "knows it, because"],
    );
    let cut = first.lines(
        72.0,
        760.0,
        &["the fishermen told it so in the spring, in the summer and in the autumn of the last year"],
    );
    let second =
        head(Paper::default(), 2).lines(72.0, 80.0, &["before the elections. It did not listen.", "It never did."]);
    let third = head(Paper::default(), 3).lines(72.0, 80.0, &BODY);
    let found = statement(&[cut, second, third]);
    let said = passages(&found);
    let sentence = said.iter().find(|(text, ..)| text.starts_with("The toll would cost")).unwrap();
    assert!(sentence.0.ends_with("of the last year before the elections."), "{}", sentence.0);
    assert_eq!((sentence.1, sentence.2), (1, 2));
    let text = found.text.as_str();
    assert!(text.contains("Harbour League: Statement on the toll"), "the head is kept in the text");
    assert!(said.iter().all(|(text, ..)| !text.contains("Statement on the toll") && text != "2"), "{said:?}");
    assert_eq!(said.last().unwrap().1, 3);
}

#[test]
fn columns_are_read_one_after_the_other_in_whatever_order_they_were_drawn() {
    let left = [
        "We say no to the toll, and we say",
        "why: it takes from those who have",
        "little and gives to those who have",
        "more than they will ever need, and",
    ];
    let right = [
        "it drives the boats away that the",
        "town lives on. A harbour without",
        "boats is a museum. We are no one's",
        "museum, and we will not be one.",
    ];
    let mut paper =
        Paper::default().bold(72.0, 80.0, 16.0, "Why the league says no to the toll on the harbour of the town");
    for (n, (left, right)) in left.iter().zip(&right).enumerate() {
        let y = 120.0 + 12.0 * n as f32;
        paper = paper.put(72.0, y, 10.0, left).put(310.0, y, 10.0, right);
    }
    let found = statement(&[paper]);
    let sentence =
        "We say no to the toll, and we say why: it takes from those who have little and gives to those who have \
                    more than they will ever need, and it drives the boats away that the town lives on.";
    assert_eq!(
        texts(&found)[1..],
        [sentence, "A harbour without boats is a museum.", "We are no one's museum, and we will not be one."]
    );
}

#[test]
fn footnotes_stand_at_the_end_and_in_no_passage() {
    let paper = Paper::default()
        .lines(72.0, 100.0, &BODY[..1])
        .put(72.0, 112.0, 10.0, "toll")
        .put(90.0, 108.0, 6.0, "1")
        .put(96.0, 112.0, 10.0, "is against the act, and the council knows that it is against the act.")
        .put(72.0, 780.0, 8.0, "1 Act on the harbour of 1902, which was never changed.");
    let found = statement(&[paper]);
    assert_eq!(texts(&found)[1], "The toll is against the act, and the council knows that it is against the act.");
    assert!(found.text.as_str().ends_with("1 Act on the harbour of 1902, which was never changed."));
    assert!(texts(&found).iter().all(|text| !text.contains("1902")));
}

#[test]
fn items_lose_their_bullets_and_tables_are_read_row_by_row() {
    let mut paper = Paper::default().lines(72.0, 100.0, &["We want:"]);
    paper = paper.put(72.0, 114.0, 10.0, "•").put(86.0, 114.0, 10.0, "a ferry every hour;");
    paper = paper.put(72.0, 128.0, 10.0, "•").put(86.0, 128.0, 10.0, "no toll for boats of the isles.");
    for (n, (name, count)) in [("Boats in the harbour", "412"), ("Boats on the quay", "31")].iter().enumerate() {
        let y = 200.0 + 14.0 * n as f32;
        paper = paper.put(72.0, y, 10.0, name).put(320.0, y, 10.0, count);
    }
    let found = statement(&[paper]);
    let said = texts(&found);
    assert!(said.contains(&"a ferry every hour;") && said.contains(&"no toll for boats of the isles."), "{said:?}");
    assert!(said.contains(&"Boats in the harbour 412") && said.contains(&"Boats on the quay 31"), "{said:?}");
    let items = found.passages.iter().filter(|p| p.kind == PassageKind::Item).count();
    assert_eq!(items, 2);
}

#[test]
fn words_broken_at_the_end_of_a_line_are_whole_and_hyphens_of_words_stay() {
    let found = statement(&[Paper::default().lines(
        72.0,
        100.0,
        &[
            "A long-term plan is what the council calls its toll. We call it a robbery, because it is no long-",
            "term plan but the quick help of a council that has run out of money and out of ideas and of ex-",
            "cuses. It will not stand, and nobody who lives here will pay it.",
        ],
    )]);
    let text = found.text.as_str();
    assert!(text.contains("no long-term plan but") && text.contains("of excuses."), "{text}");
}

#[test]
fn properties_say_what_the_text_leaves_open() {
    let paper = || Paper::default().lines(72.0, 100.0, &BODY);
    let read_with = |info: &str| read(&pdf_with(&[paper()], info)).unwrap().metadata;
    let said = read_with("/Title (No toll) /Author (Jane Roe) /CreationDate (D:20210305120000+01'00')");
    assert_eq!(said.title(), Some("No toll"));
    assert_eq!(said.author(), Some("Jane Roe"));
    assert_eq!(said.published().map(|date| date.to_string()).as_deref(), Some("2021-03-05"));
    let made_up = read_with("/Title (Microsoft Word - toll.doc) /Author (User) /CreationDate (D:19700101)");
    assert_eq!((made_up.title(), made_up.author(), made_up.published()), (None, None, None));
}

/// The kind of the error; its sentence must say what to do.
fn refused(bytes: &[u8], says: &str) -> &'static str {
    let error = read(bytes).unwrap_err();
    let sentence = error.to_string();
    assert!(sentence.starts_with("toll.pdf ") && sentence.contains(';') && sentence.contains(says), "{sentence}");
    error.kind()
}

#[test]
fn what_can_not_be_read_says_what_to_do() {
    assert_eq!(refused(&pdf(&[Paper::default()]), "ocrmypdf"), "no_text_layer");
    assert_eq!(refused(b"%PDF-1.4\nnothing of it is left", "damaged"), "damaged");
    let lock = "/Encrypt << /Filter /Standard /V 2 /R 3 /O (x) /U (x) /P -4 /Length 128 >>";
    let locked =
        file(&["<< /Type /Catalog /Pages 2 0 R >>".into(), "<< /Type /Pages /Kids [] /Count 0 >>".into()], lock);
    assert_eq!(refused(&locked, "qpdf --password"), "locked");
}

#[test]
fn letters_that_only_their_font_knows_are_no_text() {
    // A font whose map leads to private characters.
    let map = "1 beginbfrange <20> <7e> <E020> endbfrange";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /R 5 0 R >> >> >>".to_owned(),
        stream("", &Paper::default().lines(72.0, 100.0, &BODY).content()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Odd /ToUnicode 6 0 R >>".to_owned(),
        stream("", map),
    ];
    assert_eq!(refused(&file(&objects, ""), "ocrmypdf"), "no_text_layer");
}

#[test]
fn fonts_with_units_of_their_own_have_words() {
    // Letters of half the size, in hundredths. Words are drawn in pieces that touch.
    let font = format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 100 100] /FontMatrix [0.01 0 0 0.01 0 0] /CharProcs << >> \
         /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [{}] >>",
        "50 ".repeat(95)
    );
    let content = "BT /R 10 Tf 72 700 Td (The) Tj 20 0 Td (har) Tj 15 0 Td (bour) Tj 25 0 Td (has no toll.) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /R 4 0 R >> >> >>".to_owned(),
        font,
        stream("", content),
    ];
    assert_eq!(texts(&read(&file(&objects, "")).unwrap()), ["The harbour has no toll."]);
}

#[test]
fn numbers_of_lines_are_in_no_passage() {
    let lines = [
        "We say no to the toll, and we say why: it",
        "takes from those who have little and gives",
        "to those who have more than they will ever",
        "need. The quay was built by those who work",
        "on it. It is not for sale, and it will never",
        "be for sale.",
    ];
    let numbered = |paper: Paper, (n, line): (usize, &&str)| {
        let y = 100.0 + 24.0 * n as f32;
        paper.put(60.0, y, 10.0, &(n + 1).to_string()).put(90.0, y, 10.0, line)
    };
    let found = statement(&[lines.iter().enumerate().fold(Paper::default(), numbered)]);
    let first =
        "We say no to the toll, and we say why: it takes from those who have little and gives to those who have \
                 more than they will ever need.";
    assert_eq!(
        texts(&found),
        [first, "The quay was built by those who work on it.", "It is not for sale, and it will never be for sale."]
    );
}

#[test]
fn the_rest_of_a_paragraph_belongs_to_the_nearest_that_has_no_end() {
    let first = Paper::default().lines(72.0, 100.0, &BODY).lines(80.0, 160.0, &["• the ferry", "• the quay"]).lines(
        72.0,
        736.0,
        &["toll would cost each of us a week of work in every month of the year, and the council knows"],
    );
    let second = Paper::default().lines(72.0, 80.0, &["it well, as it was told so."]).lines(72.0, 120.0, &BODY);
    let found = statement(&[first, second]);
    let said = texts(&found);
    assert!(said.contains(&"the quay"), "{said:?}");
    assert!(said.iter().any(|text| text.ends_with("and the council knows it well, as it was told so.")), "{said:?}");
}
