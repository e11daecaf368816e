//! What a statement claims in numbers.
//!
//! A figure is a number that counts or measures the world: people, money, shares, spans of time that last, distances. Its
//! span holds the words that say how exactly it is meant, the number, its unit and the noun it counts: "over 10,000
//! dockers", "600 million crowns", "half of the crews".
//!
//! # What is no figure?
//!
//! Dates and years ([`crate::DateMention`]), ordinals, "one" as an article, numbers that name something ("article 5", "pier
//! 3", "Catch 22"), the numbering of lists, footnote marks, spans of time that only say when ("two years ago"), and a small
//! number spoken of again ("these four towns").
//!
//! # What does a figure say beside its number?
//!
//! - `unit`: the unit of measure or currency, or the counted noun as the text has it. A share is in percent, whether written
//!   as "50 %" or "half of".
//! - `what`: what is counted, in the statement's own words: what follows the number in its clause, or, where nothing does,
//!   what comes before it.
//! - `as_of`: the date that stands with it in its sentence, or the year that "last year" points to; else the month in which
//!   the statement was published, unless the sentence speaks of another time ("formerly").
//! - `attributed_to`: whoever the sentence gives the figure to ("according to …", "… says"), never the authors themselves.
//!
//! What the words do not say is left open.

mod circumstances;
mod counted;
mod excluded;
mod sentence;

use standpoint_expressions::{quantities, NumberKind, Quantity, Unit};
use standpoint_languages::Languages;
use standpoint_text::Statement;

use crate::{DateMention, Figure, NameMention, PassageReading};
use sentence::Sentence;

/// The figures of a statement, in the order of the text.
pub(crate) fn figures(
    statement: &Statement,
    passages: &[PassageReading],
    languages: &Languages,
    dates: &[DateMention],
    names: &[NameMention],
) -> Vec<Figure> {
    let published = statement.metadata.published().or(statement.metadata.signed());
    let mut found: Vec<Figure> = Vec::new();
    let (mut dates, mut names) = (dates, names);
    for (passage, reading) in statement.passages.iter().zip(passages) {
        let bytes = passage.span.bytes();
        dates = &dates[dates.partition_point(|d| d.span.bytes().end <= bytes.start)..];
        names = &names[names.partition_point(|n| n.span.bytes().end <= bytes.start)..];
        let Some(language) = passage.language.and_then(|code| languages.get(code)) else { continue };
        let quantities = quantities(passage.span.as_str(), language);
        if quantities.is_empty() {
            continue;
        }
        let dates = &dates[..dates.partition_point(|d| d.span.bytes().start < bytes.end)];
        let names = &names[..names.partition_point(|n| n.span.bytes().start < bytes.end)];
        let sentence = Sentence { passage, words: &reading.words, language, dates, names, published };
        let marks = language.figures().marks(&reading.words);
        for (number, quantity) in quantities.iter().enumerate() {
            if excluded::is_no_figure(quantity, &sentence, &marks) {
                continue;
            }
            let next = quantities.get(number + 1).map_or(usize::MAX, |next| next.qualified.start);
            if let Some(figure) = figure(quantity, next, &sentence, &marks, found.last()) {
                if !excluded::is_said_again(&figure, &found) {
                    found.push(figure);
                }
            }
        }
    }
    found
}

/// The figure that a quantity is; `next` is where the next one begins.
fn figure(
    quantity: &Quantity,
    next: usize,
    sentence: &Sentence,
    marks: &[standpoint_languages::FigureMark],
    before: Option<&Figure>,
) -> Option<Figure> {
    let counted = counted::counted(quantity, next, sentence, marks);
    if excluded::is_bare(quantity, &counted) {
        return None;
    }
    let end = counted.noun.as_ref().map_or(quantity.qualified.end, |noun| noun.end.max(quantity.qualified.end));
    let span = sentence.passage.span.part(quantity.qualified.start..end).ok()?;
    let (value, value_max, unit) = measured(quantity, &counted, sentence, before);
    let unit = unit.map(|unit| match circumstances::per(quantity, sentence, marks) {
        Some(per) => format!("{unit} {per}"),
        None => unit,
    });
    Some(Figure {
        span,
        value,
        value_max,
        qualifier: quantity.number.qualifier,
        unit,
        what: counted.what.map(|range| one_line(&sentence.text()[range])),
        as_of: circumstances::as_of(quantity, sentence, marks),
        attributed_to: circumstances::attributed_to(quantity, sentence, marks)
            .or_else(|| before.filter(|_| counted.is_of_them).and_then(|figure| figure.attributed_to.clone())),
    })
}

/// The values in the unit that they are given in: a share is given in percent, decades in years.
fn measured(
    quantity: &Quantity,
    counted: &counted::Counted,
    sentence: &Sentence,
    before: Option<&Figure>,
) -> (f64, Option<f64>, Option<String>) {
    let (value, most) = (quantity.number.value, quantity.number.value_max);
    let times = |factor: f64| (round(value * factor), most.map(|most| round(most * factor)));
    match (&quantity.unit, quantity.number.kind) {
        (None, NumberKind::Fraction) if value < 1.0 => {
            let (value, most) = times(100.0);
            (value, most, Some("percent".into()))
        }
        (None, NumberKind::Multiple) => (value, most, Some("times".into())),
        (Some(Unit::Measure(name)), _) if name == "decade" => {
            let (value, most) = times(10.0);
            (value, most, Some("years".into()))
        }
        (Some(unit), _) => (value, most, Some(unit.plural().to_owned())),
        (None, _) => {
            let noun = counted.noun.clone().map(|range| one_line(&sentence.text()[range]));
            let inherited = || before.filter(|_| counted.is_of_them).and_then(|figure| figure.unit.clone());
            (value, most, noun.or_else(inherited))
        }
    }
}

/// Two places behind the point: a third is 33.33 %.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The words on one line; nothing else about them is changed.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
