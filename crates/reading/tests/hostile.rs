//! Statements that mean harm to the finders: no panic, spans that hold, and an end.
//!
//! Nothing here looks at a clock. The texts are so large that a finder whose work grows with the square of their size would
//! not end while anybody waits; a linear one takes a moment.

use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_reading::{Findings, Reading};
use standpoint_text::{LanguageCode, Span, Statement};

/// Bytes of the large texts: fewer where nothing is optimised, since the constants are larger there.
const LARGE: usize = if cfg!(debug_assertions) { 30_000 } else { 1_000_000 };

/// Reads a text in this language and checks what holds of all findings.
fn find(language: &str, text: &str) -> Findings {
    let languages = Languages::built_in();
    let code = LanguageCode::new(language);
    let mut statement = match read_statement("any.txt", text.as_bytes(), languages, &Limits::default()) {
        Ok(statement) => statement,
        Err(error) => {
            assert!(["no_text", "empty"].contains(&error.kind()), "{error}");
            return Findings::default();
        }
    };
    statement.passages.iter_mut().for_each(|passage| passage.language = code);
    let findings = Reading::of(&statement, languages).findings;
    check(&statement, &findings);
    findings
}

fn check(statement: &Statement, findings: &Findings) {
    apart(statement, findings.figures.iter().map(|figure| &figure.span));
    apart(statement, findings.dates.iter().map(|date| &date.span));
    apart(statement, findings.names.iter().map(|name| &name.span));
    apart(statement, findings.demands.iter());
    let starts: Vec<usize> = findings.quotations.iter().map(|quotation| quotation.span.bytes().start).collect();
    assert!(starts.is_sorted());
    assert!(findings.quotations.iter().all(|quotation| quotation.span.bytes().end <= statement.text.as_str().len()));
}

/// In order, none over another, and saying what stands there.
fn apart<'a>(statement: &Statement, spans: impl Iterator<Item = &'a Span>) {
    let mut last = 0;
    for span in spans {
        assert!(span.bytes().start >= last, "{span:?}");
        assert_eq!(statement.text.as_str().get(span.bytes()), Some(span.as_str()));
        last = span.bytes().end;
    }
}

/// A piece again and again, until the text is large.
fn large(piece: &str) -> String {
    piece.repeat(LARGE / piece.len())
}

fn all_languages() -> Vec<String> {
    Languages::built_in().iter().map(|language| language.code().to_string()).collect()
}

#[test]
fn ten_megabytes_without_a_space() {
    let size = if cfg!(debug_assertions) { 1_000_000 } else { 10_000_000 };
    let found = find("en", &"a".repeat(size));
    assert_eq!(found, Findings::default());
    find("en", &"1".repeat(size));
}

#[test]
fn texts_without_a_space() {
    for piece in
        ["a", "ж", "é", "tolltoll", "Aa", "0", "1,", "1.", "12/", "5-", "’", "'", "-", "_", "%", "€", "@a.", "\u{ad}"]
    {
        find("en", &large(piece));
        find("en", &format!("The toll is {} crowns.", large(piece)));
    }
}

#[test]
fn numbers_without_end() {
    let glued = [
        ("en", "hundred"),
        ("en", "twenty-"),
        ("nl", "honderdduizend"),
        ("nl", "tweeëntwintig"),
        ("de", "einhunderttausend"),
        ("de", "zweiundzwanzig"),
        ("fr", "quatre-vingt-"),
        ("es", "veinti"),
        ("pt", "mil"),
        ("it", "trentamila"),
        ("ru", "двух"),
        ("uk", "двох"),
        ("sv", "hundratusen"),
        ("pl", "sto"),
    ];
    for (language, word) in glued {
        find(language, &large(word));
        find(language, &large(&format!("{word} ")));
    }
    for piece in
        ["1 000 ", "1.000.000,", "3.5 million and ", "between 3 and ", "1–2–", "½", "٣", "IV ", "$", "$5 ", "5 % "]
    {
        find("en", &large(piece));
    }
}

#[test]
fn dates_without_end() {
    for (language, piece) in [
        ("en", "24 February "),
        ("en", "2024-02-"),
        ("en", "May "),
        ("en", "1/2/3/"),
        ("de", "3. "),
        ("de", "3. Mai "),
        ("fr", "le 1er "),
        ("ru", "24 февраля "),
        ("es", "de marzo de "),
        ("en", "from 1999 to "),
    ] {
        find(language, &large(piece));
    }
}

#[test]
fn sentences_of_cues_without_end() {
    for (language, piece) in [
        ("en", "stop the toll and "),
        ("en", "no strike, "),
        ("en", "we must "),
        ("en", "they say that we "),
        ("en", "the brutal war of the "),
        ("nl", "wij eisen geen tol en "),
        ("de", "nein zum Streik und "),
        ("fr", "contre la guerre et "),
        ("ru", "нет войне и "),
        ("en", "Mayor Ilse Torvaan of "),
        ("en", "Mayor Minister "),
        ("en", "Union of "),
    ] {
        find(language, &large(piece));
    }
}

#[test]
fn quotation_marks_that_open_and_never_close() {
    let depth = LARGE / 3;
    for (open, close) in [
        ("“", "”"),
        ("‘", "’"),
        ("„", "“"),
        ("‚", "‘"),
        ("«", "»"),
        ("»", "«"),
        ("‹", "›"),
        ("”", "”"),
        ("\"", "\""),
        ("'", "'"),
        ("``", "''"),
        (",,", "''"),
        ("(", ")"),
        ("[", "]"),
    ] {
        let depth = depth / open.len();
        find("en", &format!("{}no toll{}", open.repeat(depth), close.repeat(depth)));
        find("de", &format!("{}no toll", format!("{open}a ").repeat(depth / 2)));
        find("fr", &format!("no toll{}", format!(" a{close}").repeat(depth / 2)));
        find("sv", &large(&format!("{open}No toll{close}, said Ilse Torvaan. ")));
        find("pl", &large(&format!("{open}no{close}{open}\n")));
    }
}

#[test]
fn full_stops_and_other_marks_without_end() {
    for piece in
        [".", "!", "?", "…", ". ", "...\n", ";", ":", ",", "– ", "—", "*", "#", "(.", ".)", "a.", "A. ", "¿", "\\"]
    {
        find("es", &large(piece));
        find("en", &format!("We demand: {}", large(piece)));
    }
}

#[test]
fn other_scripts_and_marks_that_combine() {
    for piece in [
        "\u{301}",
        "e\u{301}",
        "a\u{300}\u{301}\u{302} ",
        "לא אגרה ",
        "لا رسوم ",
        "\u{202e}toll \u{202c}",
        "\u{200b}",
        "\u{200d}",
        "橋の通行料",
        "👩\u{200d}🚒",
        "İ",
        "ẞ",
        "ŉ",
        "\u{a0}",
        "\u{feff}",
        "5\u{301} ",
        "\u{2028}",
    ] {
        find("en", &large(piece));
        find("ru", &format!("«{}» 5 May 2024 {}", large(piece), piece));
    }
}

#[test]
fn names_without_end() {
    for piece in [
        "Ilse ",
        "Ilse Torvaan ",
        "Torvaan-",
        "of ",
        "van der ",
        "de la ",
        "The Harbour League of ",
        "HL ",
        "(HL) ",
        "J. ",
        "O’",
        "Marhaven, ",
        "New ",
        "MARHAVEN ",
    ] {
        for language in ["en", "nl", "es"] {
            find(language, &large(piece));
        }
    }
}

#[test]
fn lists_and_demands_without_end() {
    for piece in [
        "No toll! ",
        "- No toll on the bridge\n",
        "We demand ",
        "We demand that ",
        "We demand:\n\n- a ferry\n\n",
        "must ",
        "and ",
        ", and ",
        "1. No toll 2. A ferry ",
        "* \n",
        "Stop the toll and ",
        "not ",
    ] {
        find("en", &large(piece));
    }
    let list = format!("We demand {}.", large("an end to the toll, "));
    find("en", &list);
    let items = find("en", &format!("We demand:\n\n{}", "- an end to the toll on the bridge\n".repeat(1_000)));
    assert!(items.demands.len() >= 1_000, "{}", items.demands.len());
}

#[test]
fn every_language_reads_what_every_other_writes() {
    let mixed =
        "“No toll,” said Ilse Torvaan (HL) on 5 May 2024: „Nein“, «non», »nej«. Over 3,5 miljoen kronen, 12 % мит. ";
    for language in all_languages() {
        find(&language, &mixed.repeat(200));
        for cut in mixed.char_indices().map(|(at, _)| at) {
            find(&language, &mixed[cut..]);
            find(&language, &mixed[..cut]);
        }
    }
}
