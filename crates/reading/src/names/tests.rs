use standpoint_languages::Languages;
use standpoint_text::{LanguageCode, Metadata, Passage, PassageKind, Statement, StatementId, Text};

/// A statement of these passages, one a line.
pub(super) fn statement(language: &str, text: &str) -> Statement {
    let content = Text::new(text.to_owned()).unwrap();
    let mut passages = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if let Some(span) = content.trimmed_span(start..start + line.len()) {
            passages.push(Passage {
                span,
                kind: PassageKind::Sentence,
                language: LanguageCode::new(language),
                paragraph: 0,
                pages: None,
                element: None,
            });
        }
        start += line.len() + 1;
    }
    Statement {
        id: StatementId::from_sha256([0; 32]),
        path: "test".into(),
        media_type: "text/plain".into(),
        metadata: Metadata::default(),
        text: content,
        passages,
    }
}

/// "text/kind/entity" for each name.
fn of(language: &str, text: &str) -> Vec<String> {
    crate::Reading::of(&statement(language, text), Languages::built_in())
        .findings
        .names
        .iter()
        .map(|name| format!("{}/{}/{}", name.span.as_str(), name.kind.as_str(), name.entity.as_deref().unwrap_or("-")))
        .collect()
}

#[test]
fn a_title_or_a_given_name_shows_a_person() {
    assert_eq!(of("en", "Yesterday Mayor Torvaan opened the bridge."), ["Torvaan/person/Torvaan"]);
    assert_eq!(
        of("en", "The mayor, Ilse Torvaan, was absent.\nBut Torvaan said nothing."),
        ["Ilse Torvaan/person/Ilse Torvaan", "Torvaan/person/Ilse Torvaan"]
    );
}

#[test]
fn organisations_show_themselves() {
    assert_eq!(
        of("en", "We thank the Ferry Crews' Union of Marhaven for its help."),
        ["Ferry Crews' Union of Marhaven/organisation/Ferry Crews' Union of Marhaven"]
    );
    assert_eq!(
        of("en", "The Confederation of Harbour Workers (CHW) met. Later CHW wrote."),
        [
            "Confederation of Harbour Workers/organisation/Confederation of Harbour Workers",
            "CHW/organisation/Confederation of Harbour Workers",
            "CHW/organisation/Confederation of Harbour Workers"
        ]
    );
}

#[test]
fn known_places_in_any_case() {
    assert_eq!(of("ru", "Мы были в Харькове и в Москве."), ["Харькове/place/Kharkiv", "Москве/place/Moscow"]);
    assert_eq!(of("uk", "Ми були в Харкові та у Варшаві."), ["Харкові/place/Kharkiv", "Варшаві/place/Warsaw"]);
    assert_eq!(of("pl", "Byliśmy w Charkowie i w Moskwie."), ["Charkowie/place/Kharkiv", "Moskwie/place/Moscow"]);
    assert_eq!(of("nl", "De NAVO-landen en Duitsland."), ["NAVO/organisation/NATO", "Duitsland/place/Germany"]);
}

#[test]
fn surnames_in_any_case_lead_to_the_full_name() {
    assert_eq!(
        of("ru", "Вчера Марина Торвина выступила.\nРечь Торвиной была короткой."),
        ["Марина Торвина/person/Marina Torvina", "Торвиной/person/Marina Torvina"]
    );
}

#[test]
fn what_is_no_name_is_not_reported() {
    assert_eq!(of("en", "On Monday the Russian workers and Catholics met. Bridges are closed."), Vec::<String>::new());
    assert_eq!(of("de", "Die Brücke und der Hafen gehören der Stadt."), Vec::<String>::new());
}

#[test]
fn an_unknown_place_is_told_by_what_stands_before_it() {
    assert_eq!(of("en", "The toll in Marhaven is unjust."), ["Marhaven/place/Marhaven"]);
    assert_eq!(of("de", "Die Stadt Marhaven wächst."), ["Marhaven/place/Marhaven"]);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn names_stand_in_order_and_do_not_overlap(
            text in "(\\PC{0,6}|[A-Z][a-z]{1,6}|[A-Z]{2,4}|of|the|\\(|\\)|'|«|»|-|\\.|Мэр|Москвы|Party|President|in){0,1}([ .,'-](\\PC{0,6}|[A-Z][a-z]{1,6}|[A-Z]{2,4}|of|the|Мэр|Москвы|Party|President|in|\\([A-Z]{2,3}\\)|«Z»)){0,25}",
            language in proptest::sample::select(vec!["en", "de", "ru", "pl", "fr"]),
        ) {
            let statement = statement(language, &text);
            let mut end = 0;
            for name in crate::Reading::of(&statement, Languages::built_in()).findings.names {
                let bytes = name.span.bytes();
                prop_assert!(bytes.start >= end, "{:?}", name);
                end = bytes.end;
            }
        }
    }
}
