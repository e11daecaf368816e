//! Translations: what is found, aligned how, and what is not taken for one. The statements are made up.

use std::sync::OnceLock;

use standpoint_meaning::{Encoder, Memory};
use standpoint_reuse::{find_reuse, Found, ReuseKind};
use standpoint_text::{LanguageCode, Metadata, Origin, Passage, PassageKind, Statement, StatementId, Text, Told};

fn encoder() -> &'static Encoder {
    static ENCODER: OnceLock<Encoder> = OnceLock::new();
    ENCODER.get_or_init(|| Encoder::built_in().unwrap())
}

fn statement(language: &str, passages: &[&str]) -> Statement {
    let text = Text::new(passages.join("\n")).unwrap();
    let language = LanguageCode::new(language);
    let mut start = 0;
    let mut all = Vec::new();
    for (number, words) in passages.iter().enumerate() {
        let span = text.span(start..start + words.len()).unwrap();
        all.push(Passage {
            span,
            kind: PassageKind::Sentence,
            language,
            paragraph: number as u32,
            pages: None,
            element: None,
        });
        start += words.len() + 1;
    }
    let metadata =
        Metadata { language: language.map(|code| Told::new(code, Origin::Wording)).into(), ..Metadata::default() };
    let (path, media_type) = ("s.txt".to_owned(), "text/plain".to_owned());
    Statement { id: StatementId::from_sha256([0; 32]), path, media_type, metadata, text, passages: all }
}

const ENGLISH: [&str; 8] = [
    "The last public ferry must keep running after 30 June.",
    "About 4,200 people cross the harbour on it every day, most of them on their way to work.",
    "The council wants two crowns from everybody who walks over the old bridge.",
    "A cleaner who lives on the east bank would pay 900 crowns a year.",
    "Our members have been on strike since 4 March, and none of them did this lightly.",
    "The police arrested five of our pickets on Sunday.",
    "We demand their immediate release.",
    "We invite every neighbour to the meeting in the sailmakers' hall on Thursday evening.",
];

/// The same in German, with the third and fourth sentence made one.
const GERMAN: [&str; 7] = [
    "Die letzte öffentliche Fähre muss auch nach dem 30. Juni weiterfahren.",
    "Etwa 4.200 Menschen überqueren mit ihr jeden Tag den Hafen, die meisten auf dem Weg zur Arbeit.",
    "Der Rat will zwei Kronen von allen, die über die alte Brücke gehen, und eine Putzfrau, die am Ostufer wohnt, würde 900 \
     Kronen im Jahr bezahlen.",
    "Unsere Mitglieder streiken seit dem 4. März, und keinem von ihnen ist das leichtgefallen.",
    "Die Polizei nahm am Sonntag fünf unserer Streikposten fest.",
    "Wir fordern ihre sofortige Freilassung.",
    "Wir laden alle Nachbarn zur Versammlung am Donnerstagabend in der Halle der Segelmacher ein.",
];

/// Another statement on the same matter.
const FRENCH: [&str; 7] = [
    "La mairie a présenté hier son budget pour le port.",
    "Le bac public coûte plus qu'il ne rapporte, et le nombre de passagers baisse depuis dix ans.",
    "Un péage sur le vieux pont financera les réparations des quais.",
    "Nous regrettons la grève, qui frappe surtout ceux qui vont travailler.",
    "La police a fait son devoir dimanche devant la cale.",
    "Nous restons ouverts à la discussion avec le syndicat.",
    "Le conseil votera le projet avant la fin du mois.",
];

fn find(statements: &[Statement]) -> Found {
    find_reuse(statements, Some(&Memory::new(encoder())))
}

#[test]
fn a_translation_is_aligned_sentence_by_sentence_and_counts_once() {
    let statements = [statement("en", &ENGLISH), statement("fr", &FRENCH), statement("de", &GERMAN)];
    let found = find(&statements);
    assert_eq!(found.related.len(), 1, "{:?}", found.related);
    let related = &found.related[0];
    assert_eq!((related.a, related.b, related.kind, related.is_same), (0, 2, ReuseKind::Translation, true));
    assert_eq!(found.same.different(0..3), 2);
    let pairs: Vec<(&str, &str)> = found.reuse.iter().map(|r| (r.a.1.as_str(), r.b.1.as_str())).collect();
    assert!(pairs.contains(&(ENGLISH[0], GERMAN[0])), "{pairs:?}");
    assert!(pairs.contains(&(ENGLISH[6], GERMAN[5])), "{pairs:?}");
    let joined = ENGLISH[2..4].join("\n");
    assert!(pairs.contains(&(joined.as_str(), GERMAN[2])), "two for one: {pairs:?}");
    for two in found.reuse.windows(2) {
        assert!(
            two[0].a.1.bytes().end <= two[1].a.1.bytes().start && two[0].b.1.bytes().end <= two[1].b.1.bytes().start
        );
    }
}

#[test]
fn a_cut_translation_is_found_and_what_has_no_counterpart_is_left_out() {
    let added = "Der Hafenmeister hat einen neuen Hund.";
    let cut = [GERMAN[0], GERMAN[1], added, GERMAN[3], GERMAN[4], GERMAN[5]];
    let found = find(&[statement("en", &ENGLISH), statement("de", &cut)]);
    assert_eq!(found.related.len(), 1);
    assert!(found.reuse.iter().all(|reuse| !reuse.b.1.as_str().contains(added)), "{:?}", found.reuse);
}

#[test]
fn statements_on_one_matter_are_no_translations() {
    assert!(find(&[statement("en", &ENGLISH), statement("fr", &FRENCH)]).related.is_empty());
    assert!(find(&[statement("fr", &FRENCH), statement("de", &GERMAN)]).related.is_empty());
}

#[test]
fn without_an_encoder_or_a_second_language_nothing_is_looked_for() {
    let statements = [statement("en", &ENGLISH), statement("de", &GERMAN)];
    assert!(find_reuse(&statements, None).related.is_empty());
    let mislabelled = [statement("en", &ENGLISH), statement("en", &GERMAN)];
    assert!(find(&mislabelled).related.is_empty());
}

#[test]
fn a_copy_of_a_translation_is_the_same_statement_too() {
    let statements = [statement("de", &GERMAN), statement("en", &ENGLISH), statement("de", &GERMAN)];
    let found = find(&statements);
    assert_eq!(found.same.different(0..3), 1);
    assert_eq!(found.related.iter().map(|r| (r.a, r.b)).collect::<Vec<_>>(), [(0, 1), (0, 2)]);
}

#[test]
fn hostile_texts_take_bounded_time() {
    let repeated: Vec<&str> = std::iter::repeat_n(ENGLISH[0], 20_000).collect();
    let other: Vec<&str> = std::iter::repeat_n(GERMAN[0], 20_000).collect();
    let found = find(&[statement("en", &repeated), statement("de", &other)]);
    assert!(found.reuse.len() <= 4_000);
}
