//! Whole documents, made up, in the forms in which statements are found.

use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_text::{MetadataKey, PassageKind, Statement};

fn read(path: &str, bytes: impl AsRef<[u8]>) -> Statement {
    match read_statement(path, bytes.as_ref(), Languages::built_in(), &Limits::default()) {
        Ok(statement) => statement,
        Err(error) => panic!("{error}"),
    }
}

fn passages(statement: &Statement) -> Vec<&str> {
    statement.passages.iter().map(|p| p.span.as_str()).collect()
}

/// Title, issuer, author, publisher, republished from, published, signed, url; a dash for what is not said.
fn about(statement: &Statement) -> [String; 8] {
    let entries = statement.metadata.entries();
    let shown = entries.into_iter().filter(|entry| entry.key != MetadataKey::Language);
    let values: Vec<String> = shown.map(|entry| entry.value.unwrap_or_else(|| "-".into())).collect();
    values.try_into().unwrap()
}

const BODY: &str = "The council of Northport wants to take a toll from every boat that enters the old harbour. Nobody \
    asked the fishermen, and nobody asked the people of the isles, who have no other way to the hospital. We have counted \
    the boats: there are more than three hundred of them every day. A toll would drive them away.";

#[test]
fn a_page_saved_as_text() {
    let file = format!(
        "\n<https://tide.example/article?17>\n\n\nNorthport\n\n# No toll in the old harbour!\n\n\
        - Tide magazine - 2021 - Issue 12 -\n\nPublication date: Friday 5 March 2021\n\n---\n\n\
        Copyright © The Tide - voice of the coast - All rights reserved\n\n---\n\n{BODY}\n\n\
        The harbour belongs to those who work in it, and we will not let it go to a company from far away that\n\n\
        ## No toll in the old harbour!\n\n---\n\nhas never seen a boat. It must stay ours.\n\n\
        <https://other.example/a>\n\n2 March 2021\n\nSource: [Dock\\\\*Side League](#).\n\nPS:\n\n\
        If you like this article, please consider donating to our work: [Donate](#).\n"
    );
    let statement = read("saved.txt", file);
    assert_eq!(
        about(&statement),
        [
            "No toll in the old harbour!",
            "Dock*Side League",
            "-",
            "The Tide",
            "Dock*Side League",
            "2021-03-05",
            "2021-03-02",
            "https://tide.example/article?17"
        ]
    );
    let found = passages(&statement);
    assert_eq!(found[0], "No toll in the old harbour!");
    assert_eq!(found[1], "The council of Northport wants to take a toll from every boat that enters the old harbour.");
    assert_eq!(found.last(), Some(&"It must stay ours."));
    assert!(found.iter().all(|p| !p.contains("http") && !p.contains("Tide") && !p.contains("donat")), "{found:#?}");
    assert_eq!(found.iter().filter(|p| p.starts_with("No toll")).count(), 1);
}

#[test]
fn a_sender_that_introduces_itself() {
    let file = format!(
        "Hands off our harbour! No toll!\n\nStatement by the Board of the Harbour League on the toll.\n\n\
        (Declaration of the Board of the Harbour League – HL/North)\n\nNordhafen, 5. März 2021\n\n{BODY}\n\n\
        End the toll!\nFreedom for the ferry!\nNo to the company!\n"
    );
    let statement = read("a.txt", file);
    assert_eq!(about(&statement)[..2], ["Hands off our harbour! No toll!", "Board of the Harbour League – HL/North"]);
    assert_eq!(about(&statement)[5], "2021-03-05");
    let slogans: Vec<&str> =
        statement.passages.iter().filter(|p| p.kind == PassageKind::Slogan).map(|p| p.span.as_str()).collect();
    assert_eq!(slogans.last(), Some(&"No to the company!"));
    assert_eq!(slogans.len(), 5);
}

#[test]
fn a_text_that_says_nothing_of_itself() {
    let statement = read("Harbour League.txt", BODY);
    assert!(about(&statement).iter().all(|v| v == "-"), "{:?}", about(&statement));
    assert_eq!(statement.metadata.language().unwrap().as_str(), "en");
    // Dates and names in running text say nothing about the document.
    let file = format!(
        "{BODY}\n\nOn 5 March 2021 the Harbour League published a statement of the Fishermen's Union.\n\n{BODY} "
    );
    assert!(about(&read("a.txt", file)).iter().all(|v| v == "-"));
}

#[test]
fn by_lines_in_several_languages() {
    for (line, author, issuer) in [
        ("By Jane Roe (Harbour League in Northland)", "Jane Roe", "Harbour League in Northland"),
        ("Door Jan de Wit (Havenbond)", "Jan de Wit", "-"),
        ("Von Anna Muster (Bündnis Hafen für alle)", "Anna Muster", "Bündnis Hafen für alle"),
        ("Par Jeanne Dupont, Collectif du Port", "Jeanne Dupont", "Collectif du Port"),
        ("By Jane Roe, London", "Jane Roe", "-"),
        ("By the Executive Committee of the Harbour League", "-", "Executive Committee of the Harbour League"),
    ] {
        let statement = read("a.txt", format!("{BODY}\n\n{line}\n\n{BODY} Again."));
        assert_eq!(about(&statement)[1..3], [issuer, author], "{line}");
        assert!(passages(&statement).iter().all(|p| !p.contains(line)), "{line}");
    }
}

#[test]
fn statements_of_organisations_in_several_languages() {
    for (line, issuer) in [
        ("Erklärung der Initiative Linie 9 zur Schließung der Straßenbahn", "Initiative Linie 9"),
        ("Déclaration du Collectif Bibliothèque sur la fermeture", "Collectif Bibliothèque"),
        ("Verklaring van de Vereniging Lijn 9 over de tram", "Vereniging Lijn 9"),
        ("Заявление Союза рыбаков о пошлине", "Союза рыбаков"),
        ("Oświadczenie Związku Rybaków w sprawie opłaty portowej", "Związku Rybaków"),
        ("Ferry Union: Statement on the toll", "Ferry Union"),
        ("Comunicado de la Asamblea del Puerto sobre el peaje", "Asamblea del Puerto"),
        (
            "Joint statement by the Harbour League and the Ferry Union, 5 March 2021",
            "Harbour League and the Ferry Union",
        ),
    ] {
        let statement = read("a.txt", format!("{line}\n\n{BODY}\n\n{BODY} Again."));
        assert_eq!(about(&statement)[1], issuer, "{line}");
    }
}

#[test]
fn the_title_among_section_and_sender() {
    let file = format!(
        "Harbour\n\nNo toll\n\nStatement of the Ferry Union\n\n- Tide - 2021 - Issue 3 -\n\n\
        Friday 5 March 2021, by Jane Roe\n\n{BODY}\n\n{BODY} Again.\n\nShare on Facebook\n\nRelated articles\n\n- Ferry stopped\n"
    );
    let statement = read("a.txt", file);
    assert_eq!(about(&statement)[..6], ["No toll", "Ferry Union", "Jane Roe", "-", "-", "2021-03-05"]);
    let found = passages(&statement);
    assert_eq!((found[0], found.last()), ("No toll", Some(&"Again.")));
    assert!(!found.contains(&"Harbour"));
}

#[test]
fn those_who_sign() {
    let one = read("a.txt", format!("# No toll\n\n{BODY}\n\nSigned:\n\nHarbour League\n"));
    assert_eq!(about(&one)[1], "Harbour League");
    let two = read("a.txt", format!("# No toll\n\n{BODY}\n\nSigned:\n\nHarbour League\nFerry Union\n"));
    assert_eq!(about(&two)[1], "-");
    assert!(!passages(&two).contains(&"Ferry Union"));
}

#[test]
fn signatures_and_self_declarations() {
    let file = format!("# No toll\n\n{BODY}\n\nNorthport Harbour League, 5 March 2021\n");
    let statement = read("a.md", file);
    assert_eq!(about(&statement), ["No toll", "Northport Harbour League", "-", "-", "-", "-", "2021-03-05", "-"]);
    assert_eq!(statement.media_type, "text/markdown");
    let file = format!("# No toll\n\n{BODY}\n\nWe, the Harbour League of Northport, declare that this must end.\n");
    assert_eq!(about(&read("a.md", file))[1], "Harbour League of Northport");
    let file = format!("# No toll\n\n{BODY}\n\nWe, the fishermen of Northport, declare that this must end.\n");
    assert_eq!(about(&read("a.md", file))[1], "-");
}

#[test]
fn a_wrapped_text_file_with_carriage_returns() {
    let file = "NO TOLL IN THE OLD HARBOUR\r\n\r\nThe council of Northport wants to take a toll from every boat that\r\n\
        enters the old harbour. Nobody asked the fishermen, and nobody asked\r\nThe people of the isles, who have no other \
        way.\r\n\r\nWe demand:\r\n\r\n- no toll for boats under\r\n  twenty tonnes\r\n- a ferry on Sundays\r\n";
    let statement = read("a.txt", file);
    assert_eq!(
        passages(&statement),
        [
            "NO TOLL IN THE OLD HARBOUR",
            "The council of Northport wants to take a toll from every boat that\nenters the old harbour.",
            "Nobody asked the fishermen, and nobody asked\nThe people of the isles, who have no other way.",
            "We demand:",
            "no toll for boats under\n  twenty tonnes",
            "a ferry on Sundays"
        ]
    );
}

#[test]
fn a_hole_in_a_sentence_drops_it() {
    let mut file = format!("{BODY} Größe, Länge, Höhe, Gewässer: über alles wird gestritten.").into_bytes();
    file.insert(20, 0xff);
    let statement = read("a.txt", file);
    assert!(statement.text.as_str().contains('\u{fffd}'));
    assert!(passages(&statement).iter().all(|p| !p.contains('\u{fffd}')));
    assert_eq!(
        passages(&statement)[0],
        "Nobody asked the fishermen, and nobody asked the people of the isles, who have no other way to the hospital."
    );
}

#[test]
fn a_web_page() {
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><title>No toll in the old harbour | The Tide</title>\
        <meta property='og:site_name' content='The Tide'><meta property='article:published_time' content='2021-03-05T10:00'>\
        <link rel=canonical href='https://tide.example/17'>\
        <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{{\"@type\":\"Organization\",\
        \"name\":\"Harbour League\"}}}}</script></head><body><nav><a href=/>Home</a> <a href=/news>News</a></nav>\
        <article><h1>No toll in the old harbour</h1><p>{BODY}</p><h2>What we want</h2><p>{BODY} We want <a href=x>peace and \
        quiet</a> on the&nbsp;quay.</p><ul><li>no toll for any boat at all<li>a ferry on Sundays too</ul>\
        <p>The old harbour is ours, and it will be ours when the council is long forgotten by everyone.</p></article>\
        <footer>© 2021 The Tide. <a href=/p>Privacy policy</a></footer></body></html>"
    );
    let statement = read("a.html", page);
    assert_eq!(
        about(&statement),
        [
            "No toll in the old harbour",
            "Harbour League",
            "-",
            "The Tide",
            "-",
            "2021-03-05",
            "-",
            "https://tide.example/17"
        ]
    );
    assert_eq!(statement.media_type, "text/html");
    let found = passages(&statement);
    assert_eq!(found[0], "No toll in the old harbour");
    assert!(found.contains(&"We want peace and quiet on the\u{a0}quay."), "{found:#?}");
    assert!(found.contains(&"no toll for any boat at all"), "{found:#?}");
    assert!(!found.iter().any(|p| p.contains("Home") || p.contains("Privacy") || p.contains('©')), "{found:#?}");
}

#[test]
fn the_words_of_a_page_win_over_its_markup() {
    let page = format!(
        "<html><head><title>No toll</title><meta name=author content='Web Team Union'></head><body><main><h1>No toll</h1>\
        <p>Statement of the Harbour League on the toll</p><p>{BODY}</p><p>{BODY} Really.</p></main>"
    );
    assert_eq!(about(&read("a.html", page))[1], "Harbour League");
}

#[test]
fn a_fragment_and_an_old_page() {
    let found = read("-", "<p>No toll in the old harbour, says the league.</p><p>It is enough.</p>");
    assert_eq!(passages(&found), ["No toll in the old harbour, says the league.", "It is enough."]);
    let old = b"<HTML><BODY BGCOLOR=white><FONT SIZE=2>Die Br\xfccke geh\xf6rt allen.<BR><BR>Keine Maut f\xfcr den Hafen!</BODY>";
    assert_eq!(passages(&read("alt.htm", old)), ["Die Brücke gehört allen.", "Keine Maut für den Hafen!"]);
}
