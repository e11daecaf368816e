use standpoint_languages::{Language, Languages};
use standpoint_text::{CalendarDate, LanguageCode};

use super::{dates, CalendarContext};

fn language(code: &str) -> &'static Language {
    LanguageCode::new(code).and_then(|code| Languages::built_in().get(code)).unwrap()
}

/// What is found in a text written on 10 May 2023: each expression, its date, and a star where it was completed.
fn found(code: &str, text: &str) -> Vec<String> {
    found_in(code, text, CalendarDate::new(2023, Some(5), Some(10)))
}

fn found_in(code: &str, text: &str, written: Option<CalendarDate>) -> Vec<String> {
    dates(text, language(code), CalendarContext { written, day_first: None })
        .into_iter()
        .map(|m| {
            let date = m.date.map_or("none".to_owned(), |date| date.to_string());
            format!("{} = {date}{}", &text[m.bytes], if m.inferred { "*" } else { "" })
        })
        .collect()
}

#[track_caller]
fn check(code: &str, text: &str, wanted: &[&str]) {
    assert_eq!(found(code, text), wanted, "{code}: {text}");
}

#[test]
fn full_dates_in_every_language() {
    for (code, text, wanted) in [
        (
            "en",
            "on 24 February 2022 and February 25th, 2022",
            "24 February 2022 = 2022-02-24|February 25th, 2022 = 2022-02-25",
        ),
        ("en", "the 24th of February, 2022", "24th of February, 2022 = 2022-02-24"),
        ("nl", "op 24 februari 2022", "24 februari 2022 = 2022-02-24"),
        ("de", "am 24. Februar 2022", "24. Februar 2022 = 2022-02-24"),
        ("fr", "le 1er mars 2022", "1er mars 2022 = 2022-03-01"),
        ("es", "el 24 de febrero de 2022", "24 de febrero de 2022 = 2022-02-24"),
        ("pt", "em 24 de fevereiro de 2022", "24 de fevereiro de 2022 = 2022-02-24"),
        ("it", "il 24 febbraio 2022", "24 febbraio 2022 = 2022-02-24"),
        ("sv", "den 24 februari 2022", "24 februari 2022 = 2022-02-24"),
        ("pl", "dnia 24 lutego 2022 r.", "24 lutego 2022 r. = 2022-02-24"),
        ("ru", "24 февраля 2022 года", "24 февраля 2022 года = 2022-02-24"),
        ("uk", "24 лютого 2022 року", "24 лютого 2022 року = 2022-02-24"),
    ] {
        check(code, text, &wanted.split('|').collect::<Vec<_>>());
    }
}

#[test]
fn days_in_words() {
    check("de", "am dritten März", &["dritten März = 2023-03-03*"]);
    check("de", "der vierundzwanzigste Februar", &["vierundzwanzigste Februar = 2023-02-24*"]);
    check("ru", "двадцать четвёртого февраля", &["двадцать четвёртого февраля = 2023-02-24*"]);
    check("uk", "двадцять четвертого лютого", &["двадцять четвертого лютого = 2023-02-24*"]);
    check("es", "el veinticuatro de febrero", &["veinticuatro de febrero = 2023-02-24*"]);
    check("en", "the twenty-fourth of February", &["twenty-fourth of February = 2023-02-24*"]);
    check("en", "March the 3rd", &["March the 3rd = 2023-03-03*"]);
    check("sv", "den tjugofjärde februari", &["tjugofjärde februari = 2023-02-24*"]);
    check("pl", "dwudziestego czwartego lutego", &["dwudziestego czwartego lutego = 2023-02-24*"]);
}

#[test]
fn dates_in_numbers() {
    check("de", "am 24.02.2022 und am 24.2.", &["24.02.2022 = 2022-02-24", "24.2. = 2023-02-24*"]);
    check(
        "en",
        "on 24/02/2022, 2022-02-24 and 03/04/2022",
        &["24/02/2022 = 2022-02-24", "2022-02-24 = 2022-02-24", "03/04/2022 = none"],
    );
    check("fr", "le 03/04/2022", &["03/04/2022 = 2022-04-03"]);
    check("de", "vom 24.02.22 bis", &["24.02.22 = 2022-02-24"]);
    for text in ["version 2.0.14", "192.168.10.12", "1.2.3.2022", "call 555-2014", "open 24/7", "won 3-2", "3/4 of it"]
    {
        check("en", text, &[]);
    }
}

#[test]
fn a_weekday_belongs_to_its_date() {
    check("en", "on Saturday 24 February 2024.", &["Saturday 24 February 2024 = 2024-02-24"]);
    check("de", "am Donnerstag, dem 3. März 2022", &["Donnerstag, dem 3. März 2022 = 2022-03-03"]);
    check("pt", "na sexta-feira, 4 de março de 2022", &["sexta-feira, 4 de março de 2022 = 2022-03-04"]);
    check("uk", "у п’ятницю, 4 березня 2022 р.", &["п’ятницю, 4 березня 2022 р. = 2022-03-04"]);
    check("en", "on Monday we met", &[]);
}

#[test]
fn months_alone() {
    check("nl", "die van begin maart en medio september", &["begin maart = 2023-03*", "medio september = 2022-09*"]);
    check("de", "im August", &["August = 2023-08*"]);
    check("ru", "в начале марта", &["начале марта = 2023-03*"]);
    check("fr", "fin août", &["fin août = 2023-08*"]);
    check("en", "In March, and in late May", &["March = 2023-03*", "late May = 2023-05*"]);
    for (code, text) in [
        ("en", "We march; you may come. Theresa May and June Carter spoke to August Vale."),
        ("fr", "Les sept ports. La planète Mars."),
        ("de", "August Thorven sprach."),
        ("nl", "Keizer Augustus bouwde een haven."),
        ("uk", "Лютий ворог і лютий холод."),
        ("pt", "Saiu out; set partidas."),
    ] {
        check(code, text, &[]);
    }
}

#[test]
fn years_alone() {
    check(
        "en",
        "Since 2014 and after the election (2020), the Games 2018, Seaway-2015, pre-2013 and mid-2012",
        &["2014 = 2014", "2020 = 2020", "2018 = 2018", "2015 = 2015", "2013 = 2013", "mid-2012 = 2012"],
    );
    check("en", "The peace of 1815 and 1945.", &["1815 = 1815", "1945 = 1945"]);
    check("de", "Die Stadt plant 2024 über 70 Brücken.", &["2024 = 2024"]);
    check("uk", "у 2014 році", &["2014 році = 2014"]);
    check("en", "the 2014 annexation, 2014's end", &["2014 = 2014", "2014 = 2014"]);
}

#[test]
fn numbers_that_are_no_years() {
    for (code, text) in [
        ("en", "2000 people, 2000 new homes, 1984 euros, 1,980 boats, § 2014, page 2014, €2014, 2014%"),
        ("en", "Law 1234/2022, IV2014, ISBN 978-2014-1234"),
        ("nl", "Bijna 1400 mensen en 2000 soldaten"),
        ("de", "2000 Menschen und 1984 Euro"),
        ("ru", "2000 человек"),
        ("fr", "2000 manifestants"),
    ] {
        check(code, text, &[]);
    }
}

#[test]
fn spans() {
    check(
        "en",
        "2014–2022, 2021-22, 2021/2022",
        &["2014–2022 = 2014/2022", "2021-22 = 2021/2022", "2021/2022 = 2021/2022"],
    );
    check("en", "from 2014 to 2016", &["2014 = 2014", "2016 = 2016"]);
    check("en", "24-26 February 2022", &["24-26 February 2022 = 2022-02-24/2022-02-26"]);
    check("fr", "du 3 au 5 mars 2022", &["3 au 5 mars 2022 = 2022-03-03/2022-03-05"]);
    check("ru", "с 13 по 15 июля 2022 года", &["13 по 15 июля 2022 года = 2022-07-13/2022-07-15"]);
    check("en", "24 and 25 February 2022", &["24 = 2022-02-24*", "25 February 2022 = 2022-02-25"]);
    check("en", "28 December 2021 – 3 January 2022", &["28 December 2021 – 3 January 2022 = 2021-12-28/2022-01-03"]);
    check("en", "March–April 2022", &["March–April 2022 = 2022-03/2022-04"]);
}

#[test]
fn decades_and_seasons() {
    check("en", "the 1990s and early '90s", &["1990s = 1990/1999", "early '90s = 1990/1999"]);
    check("nl", "de jaren negentig en de jaren 80", &["jaren negentig = 1990/1999", "jaren 80 = 1980/1989"]);
    check(
        "fr",
        "les années 1990, les années quatre-vingt-dix",
        &["années 1990 = 1990/1999", "années quatre-vingt-dix = 1990/1999"],
    );
    check("ru", "90-е годы", &["90-е годы = 1990/1999"]);
    check(
        "de",
        "die 1990er Jahre und die neunziger Jahre",
        &["1990er Jahre = 1990/1999", "neunziger Jahre = 1990/1999"],
    );
    check("sv", "på 1990-talet", &["1990-talet = 1990/1999"]);
    check("en", "in the winter of 2022 and autumn 2021", &["winter of 2022 = 2022", "autumn 2021 = 2021"]);
}

#[test]
fn the_year_of_a_date_without_one() {
    check("en", "In November they voted.", &["November = 2022-11*"]);
    check("en", "On 26 May we will vote.", &["26 May = 2023-05-26*"]);
    check(
        "en",
        "last March, March last year, next June",
        &["last March = 2023-03*", "March last year = 2022-03*", "next June = 2023-06*"],
    );
    check("ru", "в марте прошлого года", &["марте прошлого года = 2022-03*"]);
    check("sv", "i mars i år", &["mars i år = 2023-03*"]);
    assert_eq!(found_in("uk", "6 квітня", None), ["6 квітня = --04-06"]);
    assert_eq!(found_in("en", "24–26 February", None), ["24–26 February = --02-24/--02-26"]);
}

#[test]
fn days_that_do_not_exist() {
    check("en", "31 February 2022", &["31 February 2022 = none"]);
    check("en", "the year 9999", &[]);
}

#[test]
fn long_texts_take_no_long_time() {
    let count = |text: &str, times: usize| dates(&text.repeat(times), language("en"), CalendarContext::default()).len();
    assert_eq!(count("24 and ", 20_000), 0);
    assert_eq!(count("1", 200_000), 0);
    assert_eq!(count("2022-", 20_000), 0);
    assert_eq!(count("In March. ", 10_000), 10_000);
    assert_eq!(count("- – — ' ", 20_000), 0);
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ranges_are_in_order_and_at_character_borders(
            text in r"([0-9]{1,4}|[ .,/'’:()–-]|мая |mars |May |of |de |the |in |\PC){0,60}",
            code in "(en|de|fr|es|nl|ru|uk|pl|sv|it|pt)",
        ) {
            let mut last = 0;
            for mention in dates(&text, language(&code), CalendarContext { written: CalendarDate::new(2023, Some(5), Some(10)), day_first: None }) {
                prop_assert!(mention.bytes.start >= last && mention.bytes.start < mention.bytes.end);
                prop_assert!(text.get(mention.bytes.clone()).is_some());
                last = mention.bytes.end;
            }
        }
    }
}
