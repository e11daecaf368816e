//! What was found in statements, for people at a terminal. Beside each finding stands where: the number of the statement and
//! the offsets, `3:120–135`.

use standpoint_compare::{FigureGroup, TimelineEntry};
use standpoint_reading::{Figure, Findings};
use standpoint_text::{Span, Statement};

use crate::columns::{layout, Column, Wide};
use crate::entities::entities;
use crate::plain::{cut, fold, one_line};
use crate::sentence::in_sentence;
use crate::{wording, FindingKind};

const WHERE: Column = ("where", Wide::AsNeeded(24));
/// Places of a name that are listed at most.
const PLACES: usize = 12;

/// What was found of one kind in a statement, under its number and name; nothing where nothing was found.
pub fn finding_table(
    kind: FindingKind,
    number: usize,
    statement: &Statement,
    findings: &Findings,
    columns: usize,
    colour: bool,
) -> String {
    let columns = columns.max(40);
    let table = Table { number, statement, columns, colour };
    let rows = match kind {
        FindingKind::Figures => table.figures(findings),
        FindingKind::Dates => table.dates(findings),
        FindingKind::Quotations => table.quotations(findings),
        FindingKind::Demands => table.demands(findings),
        FindingKind::Names => table.names(findings),
    };
    if rows.is_empty() {
        return rows;
    }
    let name = one_line(statement.short_name());
    let head = fold(&format!("{number}  {name}: {}", one_line(&statement.path)), columns).join("\n");
    format!("{}\n{rows}\n", bold(&head, colour))
}

pub(crate) fn bold(text: &str, colour: bool) -> String {
    if colour {
        format!("\x1b[1m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

struct Table<'a> {
    number: usize,
    statement: &'a Statement,
    columns: usize,
    colour: bool,
}

impl Table<'_> {
    fn place(&self, span: &Span) -> String {
        place(self.number, span)
    }

    fn laid_out<const N: usize>(&self, columns: [Column; N], rows: Vec<[String; N]>) -> String {
        if rows.is_empty() {
            String::new()
        } else {
            layout(&columns, &rows, self.columns, self.colour)
        }
    }

    fn figures(&self, findings: &Findings) -> String {
        let columns = [WHERE, ("words", Wide::Share(4)), ("value", Wide::Share(3)), ("what it counts", Wide::Share(4))];
        let row = |figure: &Figure| {
            let value = wording::value(figure);
            let value = figure.unit.as_ref().map_or(value.clone(), |unit| format!("{value} {unit}"));
            [self.place(&figure.span), one_line(figure.span.as_str()), one_line(&value), one_line(&about(figure))]
        };
        self.laid_out(columns, findings.figures.iter().map(row).collect())
    }

    fn dates(&self, findings: &Findings) -> String {
        let columns =
            [WHERE, ("date", Wide::AsNeeded(22)), ("words", Wide::Share(2)), ("in their sentence", Wide::Share(5))];
        let rows = findings.dates.iter().map(|mention| {
            let words = one_line(mention.span.as_str());
            [self.place(&mention.span), wording::date(mention), words, sentence(self.statement, &mention.span)]
        });
        self.laid_out(columns, rows.collect())
    }

    fn quotations(&self, findings: &Findings) -> String {
        let columns = [WHERE, ("speaker", Wide::Share(1)), ("words", Wide::Share(3))];
        let rows = findings.quotations.iter().map(|quotation| {
            let speaker = quotation.speaker.as_deref().unwrap_or("nobody named");
            [self.place(&quotation.span), one_line(speaker), one_line(quotation.span.as_str())]
        });
        self.laid_out(columns, rows.collect())
    }

    fn demands(&self, findings: &Findings) -> String {
        let rows = findings.demands.iter().map(|span| [self.place(span), one_line(span.as_str())]);
        self.laid_out([WHERE, ("demand", Wide::Share(1))], rows.collect())
    }

    fn names(&self, findings: &Findings) -> String {
        let columns = [
            ("name", Wide::Share(3)),
            ("kind", Wide::AsNeeded(12)),
            ("spellings", Wide::Share(3)),
            ("where", Wide::Share(4)),
        ];
        let mentions = findings.names.iter().map(|mention| (self.number, mention));
        let rows = entities(mentions).into_iter().map(|entity| {
            let spellings: Vec<String> = entity.spellings().into_iter().map(|(spelling, _)| spelling).collect();
            let mut places: Vec<String> =
                entity.mentions.iter().take(PLACES).map(|(_, span)| self.place(span)).collect();
            if entity.mentions.len() > PLACES {
                places.push(format!("and {} more", entity.mentions.len() - PLACES));
            }
            [one_line(entity.name), entity.kind.as_str().to_owned(), spellings.join(", "), places.join(", ")]
        });
        self.laid_out(columns, rows.collect())
    }
}

pub(crate) fn place(number: usize, span: &Span) -> String {
    format!("{number}:{}–{}", span.start(), span.end())
}

/// What a figure counts, the time it holds for, and according to whom.
fn about(figure: &Figure) -> String {
    let as_of = figure.as_of.map(|date| format!("as of {date}"));
    let source = figure.attributed_to.as_ref().map(|who| format!("according to {who}"));
    [figure.what.clone(), as_of, source].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The sentence that holds some words, on one line.
fn sentence(statement: &Statement, span: &Span) -> String {
    let found = in_sentence(statement, span);
    let mark = |left_out: bool| if left_out { " […] " } else { "" };
    let [before, words, after] = found.left_out.map(mark);
    one_line(&[before, found.before, found.words, words, found.after, after].concat())
}

/// Figures that contradict each other: what is counted, and the sentences.
pub fn conflict_table(
    groups: &[FigureGroup],
    statements: &[Statement],
    findings: &[Findings],
    columns: usize,
    colour: bool,
) -> String {
    let columns = columns.max(40);
    let mut out = String::new();
    for group in groups.iter().filter(|group| group.conflict) {
        out += &format!("  {}", fold(&one_line(&group.what), columns - 4).join("\n    "));
        out.push('\n');
        let rows: Vec<_> = group
            .members
            .iter()
            .map(|&(statement, figure)| {
                let (figure, statement_of) = (&findings[statement].figures[figure], &statements[statement]);
                let name = cut(&one_line(statement_of.short_name()), 40);
                let words = format!("“{}”", sentence(statement_of, &figure.span));
                [place(statement + 1, &figure.span), wording::value(figure), name, words]
            })
            .collect();
        let heads = [WHERE, ("value", Wide::AsNeeded(18)), ("statement", Wide::Share(2)), ("sentence", Wide::Share(5))];
        out += &layout(&heads, &rows, columns, colour);
    }
    if out.is_empty() {
        out
    } else {
        format!("{}\n{out}\n", bold("Figures that contradict each other", colour))
    }
}

/// The dates of all statements in the order of time, each in its sentence.
pub fn timeline_table(timeline: &[TimelineEntry], statements: &[Statement], columns: usize, colour: bool) -> String {
    let rows: Vec<_> = timeline
        .iter()
        .map(|entry| {
            let statement = &statements[entry.statement];
            let name = cut(&one_line(statement.short_name()), 40);
            let place = place(entry.statement + 1, &entry.span);
            [entry.date.to_string(), place, name, sentence(statement, &entry.span)]
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let heads =
        [("date", Wide::AsNeeded(21)), WHERE, ("statement", Wide::Share(2)), ("in its sentence", Wide::Share(5))];
    layout(&heads, &rows, columns.max(40), colour)
}
