//! `standpoint read`

use anyhow::Result;
use standpoint_languages::Languages;
use standpoint_reading::Reading;
use standpoint_report::{statement_json, statement_table};
use standpoint_text::Statement;

use crate::arguments::{Read, ReadFormat};
use crate::each::{show_each, Form, Show};
use crate::Ended;

/// Reads and prints statements.
pub(crate) fn run(read: &Read) -> Result<Ended> {
    show_each(read, &mut Whole)
}

/// All that there is of a statement.
struct Whole;

impl Show for Whole {
    fn statement(&mut self, _number: usize, statement: Statement, form: Form) -> String {
        let reading = Reading::of(&statement, Languages::built_in());
        let text = match form.format {
            ReadFormat::Jsonl => statement_json(&statement, &reading.findings),
            ReadFormat::Table => statement_table(&statement, &reading.findings, form.columns),
        };
        text + "\n"
    }
}
