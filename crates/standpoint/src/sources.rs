//! `standpoint sources`

use anyhow::Result;
use standpoint_report::{source_json, source_table};
use standpoint_text::Statement;

use crate::arguments::{Read, ReadFormat};
use crate::each::{show_each, Form, Show};
use crate::Ended;

/// Prints what is known of each statement and where it comes from.
pub(crate) fn run(read: &Read) -> Result<Ended> {
    show_each(read, &mut Sources)
}

struct Sources;

impl Show for Sources {
    fn statement(&mut self, number: usize, statement: Statement, form: Form) -> String {
        match form.format {
            ReadFormat::Jsonl => source_json(&statement) + "\n",
            ReadFormat::Table => source_table(number, &statement, form.columns, form.colour),
        }
    }
}
