//! Every language file: does it load, is it whole, is its language recognised, do its cues and concepts catch?

use standpoint_languages::{Cue, Languages, Meaning, Words};
use standpoint_text::LanguageCode;

/// For each language: a sentence, and concepts it names.
const SENTENCES: &[(&str, &str, &[&str])] = &[
    (
        "en",
        "We demand that the council withdraw the toll and that negotiations with the trade unions begin at once.",
        &["withdraw", "negotiations", "trade-unions"],
    ),
    (
        "nl",
        "Wij eisen dat het gemeentebestuur de tol intrekt en dat er meteen onderhandelingen met de vakbonden komen.",
        &["negotiations", "trade-unions"],
    ),
    (
        "de",
        "Wir fordern, dass der Stadtrat die Maut zurücknimmt und sofort Verhandlungen mit den Gewerkschaften aufnimmt.",
        &["negotiations", "trade-unions"],
    ),
    (
        "fr",
        "Nous demandons que la mairie retire le péage et que des négociations avec les syndicats commencent aussitôt.",
        &["negotiations", "trade-unions"],
    ),
    (
        "es",
        "Exigimos que el ayuntamiento retire el peaje y que empiecen ya las negociaciones con los sindicatos.",
        &["negotiations", "trade-unions"],
    ),
    (
        "pt",
        "Exigimos que a câmara retire a portagem e que comecem já as negociações com os sindicatos.",
        &["negotiations", "trade-unions"],
    ),
    (
        "it",
        "Chiediamo che il comune ritiri il pedaggio e che comincino subito i negoziati con i sindacati.",
        &["negotiations", "trade-unions"],
    ),
    (
        "ru",
        "Мы требуем, чтобы городской совет отменил плату за мост и сразу начал переговоры с профсоюзами.",
        &["negotiations", "trade-unions"],
    ),
    (
        "uk",
        "Ми вимагаємо, щоб міська рада скасувала плату за міст і одразу почала переговори з профспілками.",
        &["negotiations", "trade-unions"],
    ),
    (
        "sv",
        "Vi kräver att kommunen drar tillbaka avgiften och genast inleder förhandlingar med fackföreningarna.",
        &["negotiations", "trade-unions"],
    ),
    (
        "pl",
        "Żądamy, aby rada miasta wycofała opłatę i natychmiast rozpoczęła negocjacje ze związkami zawodowymi.",
        &["negotiations", "trade-unions"],
    ),
];

#[test]
fn each_language_has_its_file_and_its_sentence() {
    let codes: Vec<String> = Languages::built_in().iter().map(|l| l.code().to_string()).collect();
    let mut tested: Vec<&str> = SENTENCES.iter().map(|(code, _, _)| *code).collect();
    tested.sort_unstable();
    assert_eq!(codes, tested);
}

#[test]
fn each_language_is_recognised_and_its_words_are_understood() {
    let languages = Languages::built_in();
    for (code, sentence, concepts) in SENTENCES {
        let words = Words::of(sentence);
        let found = languages.identify(&words);
        assert_eq!(found, LanguageCode::new(code), "{sentence}");
        let language = languages.get(found.unwrap()).unwrap();
        let marks = language.marks(&words);
        let asks = marks.iter().any(|m| m.meaning == Meaning::Cue(Cue::Wish));
        assert!(asks, "{code}: nothing says that this is demanded");
        for name in *concepts {
            let concept = Meaning::Concept(languages.concepts().get(name).unwrap());
            assert!(marks.iter().any(|m| m.meaning == concept), "{code}: {name} is not found in: {sentence}");
        }
    }
}

#[test]
fn each_language_has_its_months_and_marks() {
    for language in Languages::built_in().iter() {
        let code = language.code();
        assert_eq!(language.dates().months.len(), 12, "{code}");
        assert!(language.dates().months.iter().all(|forms| !forms.is_empty()), "{code}");
        assert!(!language.quotation_marks().is_empty(), "{code}");
        assert!(!language.document().published.is_empty(), "{code}");
        assert!(language.sentences().abbreviations.len() > 20, "{code}");
    }
}

#[test]
fn every_concept_has_words_in_every_language() {
    for (name, text) in files() {
        let table: toml::Table = text.parse().unwrap();
        let with_words = table["concepts"].as_table().unwrap();
        for concept in all_concepts() {
            let words = with_words.get(&concept).and_then(toml::Value::as_str).unwrap_or("");
            assert!(!words.trim().is_empty(), "{name} has no word for {concept}");
        }
    }
}

/// A stem so short that it catches what it should not.
#[test]
fn no_open_pattern_is_shorter_than_two_letters() {
    for (name, text) in files() {
        let table: toml::Table = text.parse().unwrap();
        for (concept, patterns) in table["concepts"].as_table().unwrap() {
            for word in patterns.as_str().unwrap().split([',', ' ']).filter(|w| w.contains('*')) {
                assert!(word.trim_matches('*').chars().count() >= 2, "{name}, {concept}: {word}");
            }
        }
    }
}

fn all_concepts() -> Vec<String> {
    let table: toml::Table = include_str!("../data/concepts.toml").parse().unwrap();
    table.values().flat_map(|group| group.as_table().unwrap().keys().cloned()).collect()
}

fn files() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_stem().unwrap().len() == 2)
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

/// A word that opens slogans for and against says neither.
#[test]
fn no_slogan_opener_is_on_both_sides() {
    for (name, text) in files() {
        let table: toml::Table = text.parse().unwrap();
        let list = |key: &str| -> Vec<String> {
            let written = table["lists"][key].as_str().unwrap().to_owned();
            written.split(',').map(|w| w.trim().to_owned()).collect()
        };
        let against = list("slogan_against");
        let both: Vec<String> = list("slogan_for").into_iter().filter(|w| against.contains(w)).collect();
        assert!(both.is_empty(), "{name}: {both:?}");
    }
}
