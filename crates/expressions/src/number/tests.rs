use proptest::prelude::*;
use standpoint_languages::{Language, Languages};
use standpoint_text::LanguageCode;

use super::*;

fn language(code: &str) -> &'static Language {
    LanguageCode::new(code).and_then(|code| Languages::built_in().get(code)).expect("a language")
}

/// The numbers of a text with what qualifies them, each as "words = value" or "words = value..value".
fn found(code: &str, text: &str) -> Vec<String> {
    let shown = |n: &Number| {
        let words = &text[n.qualified.clone()];
        let value = (n.value * 1e6).round() / 1e6;
        n.value_max.map_or_else(|| format!("{words} = {value}"), |max| format!("{words} = {value}..{max}"))
    };
    let counts =
        |n: &&Number| !n.glued && !matches!(n.kind, NumberKind::Ordinal | NumberKind::Article | NumberKind::Label);
    numbers(text, language(code)).iter().filter(counts).map(shown).collect()
}

fn kinds(code: &str, text: &str) -> Vec<NumberKind> {
    numbers(text, language(code)).iter().map(|n| n.kind).collect()
}

fn qualifiers(code: &str, text: &str) -> Vec<Qualifier> {
    numbers(text, language(code)).iter().map(|n| n.qualifier).collect()
}

#[test]
fn digits_in_every_grouping() {
    assert_eq!(found("en", "1,980 and 12,34,567.89"), ["1,980 = 1980", "12,34,567.89 = 1234567.89"]);
    assert_eq!(found("nl", "1.980, 1 980 en 3.7 miljoen"), ["1.980 = 1980", "1 980 = 1980", "3.7 miljoen = 3700000"]);
    assert_eq!(found("fr", "1\u{202f}980,5 euros"), ["1\u{202f}980,5 = 1980.5"]);
    assert_eq!(found("de", "1'234'567.89 oder 2.000,5"), ["1'234'567.89 = 1234567.89", "2.000,5 = 2000.5"]);
    assert_eq!(found("en", "in 2022 300 boats sank"), ["2022 = 2022", "300 = 300"]);
    assert_eq!(found("en", "piers 22,24,26"), ["22 = 22", "24 = 24", "26 = 26"]);
}

#[test]
fn digits_with_what_stands_about_them() {
    assert_eq!(
        found("en", "½, 2½ and 3/4, -5 and 1e10"),
        ["½ = 0.5", "2½ = 2.5", "3/4 = 0.75", "-5 = -5", "1e10 = 10000000000"]
    );
    assert_eq!(found("en", "£5m, 1.2bn, 300k"), ["5m = 5000000", "1.2bn = 1200000000", "300k = 300000"]);
    assert_eq!(found("ru", "1,5 млн, 500 тыс. лодок"), ["1,5 млн = 1500000", "500 тыс. = 500000"]);
    assert_eq!(found("de", "70 Mrd. Euro"), ["70 Mrd. = 70000000000"]);
    assert_eq!(kinds("sv", "3:e kajen, 25 båtar"), [NumberKind::Ordinal, NumberKind::Cardinal]);
    assert_eq!(kinds("de", "am 3. Oktober"), [NumberKind::Ordinal]);
    assert_eq!(kinds("de", "Es waren 12. Die Fähre kam."), [NumberKind::Cardinal]);
    assert_eq!(found("en", "- 10 boats"), ["10 = 10"]);
}

#[test]
fn digits_that_name() {
    for name in ["F16", "G7", "T-34", "COVID-19", "A4", "B2B", "HIMARS M142", "2S7", "Mi-8"] {
        assert!(numbers(name, language("en")).is_empty(), "{name}");
    }
    for name in ["1.2.3", "14:30", "17/5/2018", "+1-222-2222", "192.168.1.2", "No. 5", "24/7", "007"] {
        assert!(kinds("en", name).iter().all(|&kind| kind == NumberKind::Label), "{name}");
    }
    assert!(numbers("https://marhaven.example/2024/12 or toll24@marhaven.example", language("en")).is_empty());
    let glued = numbers("das NATO-2-Prozent-Ziel, a 3-inch pipe, 29km", language("de"));
    assert_eq!(glued.iter().map(|n| (n.value, n.glued)).collect::<Vec<_>>(), [(2.0, true), (3.0, true), (29.0, true)]);
}

#[test]
fn english_words() {
    assert_eq!(found("en", "twenty-one thousand and six"), ["twenty-one thousand and six = 21006"]);
    assert_eq!(found("en", "half a million, one and a half"), ["half a million = 500000", "one and a half = 1.5"]);
    assert_eq!(found("en", "two-thirds; a third of it; a third pier"), ["two-thirds = 0.666667", "a third = 0.333333"]);
    assert_eq!(found("en", "one in three, two out of five"), ["one in three = 0.333333", "two out of five = 0.4"]);
    assert_eq!(found("en", "1,500 out of 2,000"), ["1,500 = 1500", "2,000 = 2000"]);
    assert_eq!(found("en", "Twice, three times, tenfold"), ["Twice = 2", "three times = 3", "tenfold = 10"]);
    assert_eq!(found("en", "forty-five (45) days"), ["forty-five (45) = 45"]);
    assert_eq!(kinds("en", "One pays"), [NumberKind::Article]);
    assert_eq!(found("en", "Only one pier. This one."), ["one = 1"]);
}

#[test]
fn compounds_written_as_one_word() {
    let dutch = "achttienhonderd, eenentwintigduizend, tweeëntwintig, tweeënhalf, tienduizenden";
    let values = |code, text: &str| numbers(text, language(code)).iter().map(|n| n.value).collect::<Vec<_>>();
    assert_eq!(values("nl", dutch), [1800.0, 21000.0, 22.0, 2.5, 10000.0]);
    assert_eq!(values("de", "einundzwanzigtausenddreihundert, zehnfach, dreieinhalb"), [21300.0, 10.0, 3.5]);
    assert_eq!(values("it", "ventunomila, ottocentottantotto"), [21000.0, 888.0]);
    assert_eq!(values("sv", "trehundrafemtio, tiotusentals"), [350.0, 10000.0]);
    assert_eq!(kinds("nl", "eenentwintigste"), [NumberKind::Ordinal]);
    assert!(found("nl", "zeshoek, achter, driest, eend").is_empty());
    assert!(found("de", "einig, Achtung, dreist").is_empty());
}

#[test]
fn romance_words() {
    let french = "quatre-vingt-dix-sept, septante-deux, une vingtaine, un million et demi, au moins 40";
    let wanted = [
        "quatre-vingt-dix-sept = 97",
        "septante-deux = 72",
        "une vingtaine = 20",
        "un million et demi = 1500000",
        "au moins 40 = 40",
    ];
    assert_eq!(found("fr", french), wanted);
    assert!(found("fr", "un quai neuf, pour cent").is_empty());
    assert_eq!(
        found("es", "mil millones, medio millón, veintidós mil"),
        ["mil millones = 1000000000", "medio millón = 500000", "veintidós mil = 22000"]
    );
    assert_eq!(found("es", "el medio ambiente, por ciento"), [""; 0]);
    assert_eq!(
        found("pt", "vinte e duas mil, um em cada três"),
        ["vinte e duas mil = 22000", "um em cada três = 0.333333"]
    );
    assert_eq!(found("it", "Tu sei un pescatore, sei barche"), ["sei = 6"]);
}

#[test]
fn slavic_words_in_all_cases() {
    assert_eq!(
        found("ru", "трёмстам пятидесяти, пятьюстами, двое"),
        ["трёмстам пятидесяти = 350", "пятьюстами = 500", "двое = 2"]
    );
    assert_eq!(
        found("ru", "полтора миллиона, три с половиной миллиона, полмиллиона"),
        ["полтора миллиона = 1500000", "три с половиной миллиона = 3500000", "полмиллиона = 500000"]
    );
    assert_eq!(found("ru", "две пятых, одна пятая флота, вдвое"), ["две пятых = 0.4", "одна пятая = 0.2", "вдвое = 2"]);
    assert!(found("ru", "Он увёз мою семью").is_empty());
    assert_eq!(
        found("uk", "вісьмох, тридцятьох, п’ятьма, втричі"),
        ["вісьмох = 8", "тридцятьох = 30", "п’ятьма = 5", "втричі = 3"]
    );
    assert_eq!(
        found("pl", "dwustu, trzystu pięćdziesięciu, dwoje"),
        ["dwustu = 200", "trzystu pięćdziesięciu = 350", "dwoje = 2"]
    );
    assert_eq!(
        found("pl", "trzy i pół miliona, dwie trzecie, dwukrotnie"),
        ["trzy i pół miliona = 3500000", "dwie trzecie = 0.666667", "dwukrotnie = 2"]
    );
}

#[test]
fn orders_of_magnitude() {
    for (code, text, value) in [
        ("en", "tens of thousands", 10_000.0),
        ("nl", "honderden miljoenen", 100_000_000.0),
        ("de", "Hunderttausende", 100_000.0),
        ("fr", "dizaines de milliers", 10_000.0),
        ("es", "cientos de miles", 100_000.0),
        ("pt", "milhares", 1000.0),
        ("it", "centinaia di migliaia", 100_000.0),
        ("ru", "десятки тысяч", 10_000.0),
        ("uk", "мільйони", 1_000_000.0),
        ("sv", "Miljontals", 1_000_000.0),
        ("pl", "setki tysięcy", 100_000.0),
    ] {
        let found = numbers(text, language(code));
        assert_eq!(
            found.iter().map(|n| (n.value, n.qualifier)).collect::<Vec<_>>(),
            [(value, Qualifier::Order)],
            "{text}"
        );
        assert_eq!(found[0].bytes, 0..text.len(), "{text}");
    }
}

#[test]
fn how_exactly_a_number_is_meant() {
    use Qualifier::{About, Exact, Over, Under};
    assert_eq!(
        qualifiers("en", "over 10, nearly 20, at least $30, up to 40, 50 or so, 60+, 70"),
        [Over, About, Over, Under, About, Over, Exact]
    );
    assert_eq!(
        qualifiers("nl", "ruim 10, zo'n 20, minstens 30, nog geen 40, tot twee keer"),
        [Over, About, Over, Under, Exact]
    );
    assert_eq!(
        qualifiers("de", "rund 10, mehr als 20, knapp 30, höchstens 40, fast die Hälfte"),
        [About, Over, Under, Under, About]
    );
    assert_eq!(
        qualifiers("ru", "около 10, свыше 20, не менее 30, до 40, 50 и более"),
        [About, Over, Over, Under, Over]
    );
    assert_eq!(qualifiers("uk", "близько 10, понад 20, щонайменше 30, до двох"), [About, Over, Over, Exact]);
    assert_eq!(qualifiers("pl", "około 10, ponad 20, co najmniej 30, niespełna 40"), [About, Over, Over, Under]);
    assert_eq!(found("sv", "drygt 10 och över 20"), ["drygt 10 = 10", "över 20 = 20"]);
    assert_eq!(found("fr", "près de 10 ou 300 environ"), ["près de 10 = 10", "300 environ = 300"]);
}

#[test]
fn ranges() {
    assert_eq!(
        found("en", "between 10 and 20, 10-20 thousand"),
        ["between 10 and 20 = 10..20", "10-20 thousand = 10000..20000"]
    );
    assert_eq!(
        found("en", "from $10 to $20; two or three million"),
        ["from $10 to $20 = 10..20", "two or three million = 2000000..3000000"]
    );
    assert_eq!(
        found("de", "zwischen 3 und 5, 100 bis 300 Milliarden"),
        ["zwischen 3 und 5 = 3..5", "100 bis 300 Milliarden = 100000000000..300000000000"]
    );
    assert_eq!(found("fr", "2 à 3 quais"), ["2 à 3 = 2..3"]);
    assert_eq!(found("ru", "от 10 до 20, две-три лодки"), ["от 10 до 20 = 10..20", "две-три = 2..3"]);
    assert_eq!(found("en", "won 5 to 3"), ["5 = 5", "3 = 3"]);
}

const CODES: [&str; 11] = ["en", "nl", "de", "fr", "es", "pt", "it", "ru", "uk", "sv", "pl"];

/// Places lie at character borders, in order, without overlap, and what is qualified holds what is counted.
fn is_sound(text: &str, found: &[Number]) -> bool {
    let mut end = 0;
    found.iter().all(|n| {
        let sound = text.get(n.bytes.clone()).is_some_and(|words| !words.is_empty())
            && text.get(n.qualified.clone()).is_some()
            && n.qualified.start <= n.bytes.start
            && n.bytes.end <= n.qualified.end
            && n.qualified.start >= end
            && n.value.is_finite();
        end = n.qualified.end;
        sound
    })
}

#[test]
fn every_digit_and_letter_is_passed_once() {
    let texts = [
        "7".repeat(400_000),
        "1,".repeat(200_000),
        "2-".repeat(200_000),
        "twenty ".repeat(60_000),
        "million ".repeat(50_000),
        "one in ".repeat(60_000),
        "een".repeat(130_000),
        "a half and ".repeat(40_000),
        "between 1 and ".repeat(30_000),
        "½".repeat(200_000),
        "miljoen driedrie ".repeat(30_000),
        "\u{301}".repeat(200_000),
    ];
    for text in texts {
        // No clock: what is not linear takes hours, and shows as a run that does not end.
        for code in ["en", "nl"] {
            assert!(is_sound(&text, &numbers(&text, language(code))));
        }
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,80}", code in proptest::sample::select(&CODES[..])) {
        prop_assert!(is_sound(&text, &numbers(&text, language(code))));
    }

    #[test]
    fn no_heap_of_number_words_is_too_strange(
        words in proptest::collection::vec(proptest::sample::select(&[
            "one", "twenty", "-", "and", "half", "a", "million", "third", "thirds", "of", "12", "3.5", "½", "hundred", "(", ")", "minus",
            "point", "dozen", "times", "in", "over", "up to", "between", "to", "или", "два", "с", "половиной", "İ", "thousands", "\n\n",
        ][..]), 0..14),
        code in proptest::sample::select(&CODES[..]),
    ) {
        let text = words.join(" ");
        prop_assert!(is_sound(&text, &numbers(&text, language(code))));
    }

    #[test]
    fn digits_keep_their_value(value in 0u32..999_999_999, code in proptest::sample::select(&CODES[..])) {
        let found = numbers(&value.to_string(), language(code));
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].value, f64::from(value));
    }
}

/// A chain of scores once overflowed the stack.
#[test]
fn a_chain_of_scores_ends() {
    let french = Languages::built_in().get(LanguageCode::new("fr").unwrap()).unwrap();
    let found = super::numbers(&"quatre-vingt-".repeat(20_000), french);
    assert!(found.iter().all(|number| number.value < 100.0) && !found.is_empty());
}

#[test]
fn words_before_the_next_number_are_its_own() {
    let french = Languages::built_in().get(LanguageCode::new("fr").unwrap()).unwrap();
    let text = "En 12 plus de deux cents personnes";
    let found: Vec<_> = super::numbers(text, french).into_iter().map(|n| (&text[n.qualified], n.qualifier)).collect();
    assert_eq!(found, [("12", Qualifier::Exact), ("plus de deux cents", Qualifier::Over)]);
}
