//! `standpoint figures`, `dates`, `quotations`, `demands`, `names` and `timeline`

use anyhow::Result;
use standpoint_compare::{group_figures, order_dates};
use standpoint_languages::Languages;
use standpoint_reading::{Findings, Reading};
use standpoint_report::{
    conflict_lines, conflict_table, finding_lines, finding_table, timeline_lines, timeline_table, FindingKind,
};
use standpoint_reuse::find_reuse;
use standpoint_text::Statement;

use crate::arguments::{Read, ReadFormat};
use crate::each::{show_each, Form, Show};
use crate::Ended;

/// Prints the findings of one kind, statement by statement.
pub(crate) fn run(kind: FindingKind, read: &Read) -> Result<Ended> {
    show_each(read, &mut OfKind { kind, found: false })
}

/// Prints the figures, and then those that contradict each other.
pub(crate) fn figures(read: &Read) -> Result<Ended> {
    let figures = OfKind { kind: FindingKind::Figures, found: false };
    show_each(read, &mut Figures { figures, kept: Kept::default() })
}

/// Prints the dates of all statements in the order of time.
pub(crate) fn timeline(read: &Read) -> Result<Ended> {
    show_each(read, &mut Timeline(Kept::default()))
}

fn read(statement: &Statement) -> Reading {
    Reading::of(statement, Languages::built_in())
}

struct OfKind {
    kind: FindingKind,
    /// Whether there was one so far.
    found: bool,
}

impl OfKind {
    fn of(&mut self, number: usize, statement: &Statement, findings: &Findings, form: Form) -> String {
        let text = match form.format {
            ReadFormat::Jsonl => finding_lines(self.kind, statement, findings),
            ReadFormat::Table => finding_table(self.kind, number, statement, findings, form.columns, form.colour),
        };
        self.found |= !text.is_empty();
        text
    }
}

impl Show for OfKind {
    fn statement(&mut self, number: usize, statement: Statement, form: Form) -> String {
        let reading = read(&statement);
        self.of(number, &statement, &reading.findings, form)
    }

    fn end(&mut self, form: Form) -> String {
        nothing_found(self.found, self.kind.as_str(), form)
    }
}

/// People are told that nothing was found; for programs no line says it.
fn nothing_found(found: bool, what: &str, form: Form) -> String {
    if found || form.format == ReadFormat::Jsonl {
        String::new()
    } else {
        format!("no {what} were found\n")
    }
}

/// What has to be known of all statements at once.
#[derive(Default)]
struct Kept {
    statements: Vec<Statement>,
    readings: Vec<Reading>,
}

impl Kept {
    fn keep(&mut self, statement: Statement, reading: Reading) {
        self.statements.push(statement);
        self.readings.push(reading);
    }

    fn take_findings(&mut self) -> Vec<Findings> {
        std::mem::take(&mut self.readings).into_iter().map(|reading| reading.findings).collect()
    }
}

struct Figures {
    figures: OfKind,
    kept: Kept,
}

impl Show for Figures {
    fn statement(&mut self, number: usize, statement: Statement, form: Form) -> String {
        let reading = read(&statement);
        let text = self.figures.of(number, &statement, &reading.findings, form);
        self.kept.keep(statement, reading);
        text
    }

    fn end(&mut self, form: Form) -> String {
        // Copies neither confirm nor contradict each other; translations would need the encoder.
        let same = find_reuse(&self.kept.statements, None).same;
        let groups = group_figures(&self.kept.statements, &self.kept.readings, Languages::built_in(), &same);
        let findings = self.kept.take_findings();
        let statements = &self.kept.statements;
        let conflicts = match form.format {
            ReadFormat::Jsonl => conflict_lines(&groups, statements, &findings),
            ReadFormat::Table => conflict_table(&groups, statements, &findings, form.columns, form.colour),
        };
        self.figures.end(form) + &conflicts
    }
}

struct Timeline(Kept);

impl Show for Timeline {
    fn statement(&mut self, _number: usize, statement: Statement, _form: Form) -> String {
        let reading = read(&statement);
        self.0.keep(statement, reading);
        String::new()
    }

    fn end(&mut self, form: Form) -> String {
        let timeline = order_dates(&self.0.take_findings());
        let statements = &self.0.statements;
        match form.format {
            ReadFormat::Jsonl => timeline_lines(&timeline, statements),
            ReadFormat::Table => {
                let found = !timeline.is_empty();
                nothing_found(found, "dates", form) + &timeline_table(&timeline, statements, form.columns, form.colour)
            }
        }
    }
}
