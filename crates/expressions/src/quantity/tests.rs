use proptest::prelude::*;
use standpoint_languages::{Language, Languages};
use standpoint_text::LanguageCode;

use super::{quantities, Unit};

fn language(code: &str) -> &'static Language {
    LanguageCode::new(code).and_then(|code| Languages::built_in().get(code)).unwrap()
}

/// Each quantity with a unit: its words and the unit's English name.
fn found<'t>(code: &str, text: &'t str) -> Vec<(&'t str, String)> {
    let with_unit = |q: super::Quantity| q.unit.as_ref().map(|unit| (&text[q.bytes.clone()], unit.name().to_owned()));
    quantities(text, language(code)).into_iter().filter_map(with_unit).collect()
}

fn assert_found(code: &str, cases: &[(&str, &str)]) {
    for (written, unit) in cases {
        for text in [(*written).to_owned(), format!("* {written}.")] {
            assert_eq!(found(code, &text), [(*written, (*unit).to_owned())], "{code}: {text}");
        }
    }
}

#[test]
fn english() {
    assert_found(
        "en",
        &[
            ("$300 billion", "dollar"),
            ("US$ 3.2bn", "US dollar"),
            ("EUR 5m", "euro"),
            ("£ 20", "pound"),
            ("31 million Swedish kronor", "Swedish krona"),
            ("millions of dollars", "dollar"),
            ("2 per cent", "percent"),
            ("three percentage points", "percentage point"),
            ("three-year", "year"),
            ("3-inch", "inch"),
            ("200lbs", "pound"),
            ("5 °C", "degree Celsius"),
            ("20 years old", "year of age"),
            ("half an hour", "hour"),
            ("two more weeks", "week"),
            ("5 dollars and 20 cents", "dollar"),
        ],
    );
}

#[test]
fn dutch_german_and_swedish() {
    assert_found(
        "nl",
        &[
            ("600 miljoen dollar", "dollar"),
            ("14 uur", "hour"),
            ("duizend kilometer", "kilometre"),
            ("31 miljoen kronen", "crown"),
            ("80 km/u", "kilometre per hour"),
            ("3,5 procentpunt", "percentage point"),
        ],
    );
    assert_found(
        "de",
        &[
            ("72 Prozent", "percent"),
            ("70 Milliarden Euro", "euro"),
            ("5 Mio. t", "tonne"),
            ("10-jährige", "year"),
            ("420 schwedischen Kronen", "Swedish krona"),
            ("20 Jahre alt", "year of age"),
        ],
    );
    assert_found(
        "sv",
        &[
            ("12 procent", "percent"),
            ("30-åriga", "year"),
            ("30-åringar", "year of age"),
            ("fem mil", "Scandinavian mile"),
            ("fem år", "year"),
            ("40 kronor", "crown"),
        ],
    );
}

#[test]
fn romance_languages() {
    assert_found(
        "fr",
        &[
            ("413 milliards d'euros", "euro"),
            ("2 %", "percent"),
            ("20 ans", "year"),
            ("3 dollars canadiens", "Canadian dollar"),
        ],
    );
    assert_found(
        "es",
        &[
            ("5 millones de dólares", "dollar"),
            ("doce por ciento", "percent"),
            ("500 ha", "hectare"),
            ("3 libras esterlinas", "British pound"),
        ],
    );
    assert_found(
        "pt",
        &[("7 milhões de reais", "Brazilian real"), ("dez por cento", "percent"), ("30 km²", "square kilometre")],
    );
    assert_found(
        "it",
        &[("3 miliardi di euro", "euro"), ("18 anni", "year"), ("120 chilometri all'ora", "kilometre per hour")],
    );
}

#[test]
fn slavic_languages() {
    assert_found(
        "ru",
        &[
            ("72 процентов", "percent"),
            ("20-летний", "year"),
            ("20 лет", "year"),
            ("5 млрд долларов США", "US dollar"),
            ("40 шведскими кронами", "Swedish krona"),
            ("300 квадратных метров", "square metre"),
        ],
    );
    assert_found(
        "uk",
        &[("15 відсотків", "percent"), ("2 млн гривень", "Ukrainian hryvnia"), ("30 кілометрами", "kilometre")],
    );
    assert_found(
        "pl",
        &[("8 procent", "percent"), ("5 mln złotych", "Polish zloty"), ("12 koron czeskich", "Czech koruna")],
    );
}

#[test]
fn marks_of_emphasis_part_nothing() {
    assert_eq!(found("de", "Es sind **70 Milliarden** Euro."), [("70 Milliarden** Euro", "euro".to_owned())]);
    assert_eq!(found("de", "Das 70-Milliarden-Euro-Paket"), [("70-Milliarden-Euro", "euro".to_owned())]);
}

#[test]
fn a_year_and_an_everyday_word_are_no_units() {
    for (code, text) in [
        ("ru", "В 2022 году мост закрыли."),
        ("es", "En 2022 ha subido el peaje."),
        ("en", "Tolls rose by 5 in the town of Marhaven."),
        ("en", "A second time, at the foot of the bridge."),
        ("en", "TOP 10 reasons."),
        ("en", "In the 1980s a percentage of it was paid."),
        ("sv", "De tog en rad beslut."),
        ("pt", "Foram dez sem pagar."),
        ("en", "The third year."),
    ] {
        assert_eq!(found(code, text), [], "{text}");
    }
}

#[test]
fn pounds_of_something_are_a_weight() {
    let unit = |text: &str| quantities(text, language("en"))[0].unit.clone();
    assert_eq!(unit("two pounds of salt"), Some(Unit::Measure("pound-weight".into())));
    assert_eq!(unit("two pounds"), Some(Unit::Currency("pound".into())));
}

#[test]
fn ranges_with_their_unit_twice_are_one() {
    let text = "between 2 km and 5 km";
    let found = quantities(text, language("en"));
    assert_eq!(found.len(), 1);
    assert_eq!(&text[found[0].qualified.clone()], text);
    assert_eq!((found[0].number.value, found[0].number.value_max), (2.0, Some(5.0)));
}

#[test]
fn a_long_text_of_digits_signs_and_words_takes_no_longer_than_it_must() {
    for unit in ["5 ", "$", "5 km de ", "1 square ", "half of an ", "é\u{301}", "10 por cento", "7 feet ", "* _ "] {
        let text = unit.repeat(20_000);
        assert!(quantities(&text, language("en")).len() <= 20_000, "{unit}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn quantities_are_whole_characters_in_order(
        text in "([0-9]{1,4}| |-|\n|\\$|€|%|km|м²|\\*|years|лет|d'|de |half|mil|jährig|°|ß|\u{301}|\u{ad}|\\PC){0,40}",
        code in prop::sample::select(vec!["en", "nl", "de", "fr", "es", "pt", "it", "ru", "uk", "sv", "pl"]),
    ) {
        let mut end = 0;
        for quantity in quantities(&text, language(code)) {
            prop_assert!(text.get(quantity.bytes.clone()).is_some_and(|words| !words.is_empty()));
            prop_assert!(text.get(quantity.qualified.clone()).is_some());
            prop_assert!(quantity.bytes.start >= end);
            end = quantity.bytes.end;
        }
    }
}

/// Found by the fuzz target: what says how exactly one number is meant ran into the next.
#[test]
fn words_between_two_numbers_belong_to_one() {
    let long = format!("On 22222222222222222,{}t loses 6.2 million crowns a year.", "2".repeat(56));
    for (code, text) in [
        ("fr", "depuis janvier: 0plus de deux cents personnes"),
        ("en", long.as_str()),
        ("de", &long),
        ("en", "a10.0 024-100L"),
        ("pt", "1012-0$3-15"),
        ("en", "A crossing is 5 crowns or more than 3 crowns a head."),
    ] {
        let mut end = 0;
        for quantity in quantities(text, language(code)) {
            assert!(quantity.qualified.start >= end, "{text}: {:?} begins before {end}", quantity.qualified);
            end = quantity.qualified.end;
        }
    }
}
