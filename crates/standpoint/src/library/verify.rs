//! `standpoint verify`: a library against the documents in it, or a report against the documents it was made from.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{bail, Context, Result};
use serde_json::Value;
use standpoint_ingest::read_statement;
use standpoint_languages::Languages;
use standpoint_library::{Access, Kept};
use standpoint_text::Statement;

use super::arguments::Verify;
use super::{folder_of, open, READER};
use crate::files::Files;
use crate::output::{complain, Output};
use crate::progress::Progress;
use crate::Ended;

/// Checks, and says what is wrong.
pub(crate) fn verify(verify: &Verify) -> Result<Ended> {
    if is_json(&verify.file)? {
        return report(verify);
    }
    let library = open(&verify.file, Access::Read)?;
    let mut count = 0;
    library.list(|_| {
        count += 1;
        true
    })?;
    let mut progress = Progress::new(verify.quiet, count);
    let (limits, folder) = (verify.bounds.limits(), folder_of(&verify.file));
    let mut read_again = |kept: &Kept, bytes: &[u8]| {
        // What a container said of it is not in its bytes, so a member may be read otherwise by itself.
        let is_file = kept.reader.split(' ').next() == Some(READER) && folder.join(&kept.statement.path).is_file();
        is_file.then(|| read_statement(&kept.statement.path, bytes, Languages::built_in(), &limits).ok()).flatten()
    };
    let faults = library.verify(&mut read_again, |done| progress.tell("checking", done))?;
    progress.clear();
    let lines: Vec<String> = faults
        .iter()
        .map(|fault| fault.statement.as_ref().map_or_else(|| fault.what.clone(), |id| format!("{id}: {}", fault.what)))
        .collect();
    end(&lines, &format!("{count} statements and all that rests on them are as they were written"))
}

fn is_json(path: &Path) -> Result<bool> {
    let mut start = [0; 1];
    let read = File::open(path).and_then(|mut file| file.read(&mut start));
    Ok(read.with_context(|| format!("{} can't be read", path.display()))? == 1 && start[0] == b'{')
}

fn end(faults: &[String], all_is_well: &str) -> Result<Ended> {
    let mut output = Output::to(None)?;
    for fault in faults {
        output.write_line(fault)?;
    }
    if faults.is_empty() {
        output.write_line(all_is_well)?;
    }
    output.finish()?;
    Ok(if faults.is_empty() { Ended::Well } else { Ended::WithUnreadableFiles })
}

/// Every quoted word of a report against the documents.
fn report(verify: &Verify) -> Result<Ended> {
    let name = verify.file.display();
    if verify.sources.is_empty() {
        bail!("name the documents that {name} was made from, too");
    }
    let report: Value = serde_json::from_slice(&fs::read(&verify.file)?)
        .with_context(|| format!("{name} is no report in JSON; write one with `standpoint compare --format json`"))?;
    let statements = sources(verify);
    let mut checked = Checked { statements: &statements, quotes: 0, faults: Vec::new() };
    for statement in report["statements"].as_array().into_iter().flatten() {
        checked.statement(statement);
    }
    for list in ["positions", "demand_groups", "figure_groups", "timeline", "reuse"] {
        checked.within(&report[list], None);
    }
    let well = format!(
        "{} quotations of {} statements stand in the documents to the letter",
        checked.quotes,
        statements.len()
    );
    let faults = checked.faults;
    end(&faults, &well)
}

fn sources(verify: &Verify) -> HashMap<String, Statement> {
    let mut files = Files::find(&verify.sources, None);
    let paths = std::mem::take(&mut files.paths);
    let mut statements = HashMap::new();
    for path in &paths {
        let _ = files.read_each(path, Languages::built_in(), &verify.bounds.limits(), &mut |read| {
            match read {
                Ok(statement) => drop(statements.insert(statement.id.as_str().to_owned(), statement)),
                Err(error) => complain(&error.to_string()),
            }
            ControlFlow::Continue(())
        });
    }
    statements
}

struct Checked<'a> {
    statements: &'a HashMap<String, Statement>,
    quotes: usize,
    faults: Vec<String>,
}

impl Checked<'_> {
    fn statement(&mut self, reported: &Value) {
        let id = reported["id"].as_str().unwrap_or("");
        let path = reported["path"].as_str().unwrap_or("");
        let Some(statement) = self.statements.get(id) else {
            self.faults.push(format!("{path}: no document with the hash {id} was named"));
            return;
        };
        if reported["text"].as_str() != Some(statement.text.as_str()) {
            self.faults.push(format!("{path}: the text is not what this version reads in the document"));
        }
        self.within(reported, Some(id));
    }

    /// Looks through all that is reported for stretches of a statement.
    fn within(&mut self, value: &Value, around: Option<&str>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.within(value, around)),
            Value::Object(fields) => {
                let statement = fields.get("statement").and_then(Value::as_str).or(around);
                let place = fields.get("start").and_then(Value::as_u64).zip(fields.get("end").and_then(Value::as_u64));
                if let (Some(id), Some((start, end)), Some(text)) =
                    (statement, place, fields.get("text").and_then(Value::as_str))
                {
                    self.quote(id, start as usize, end as usize, text);
                }
                fields.values().for_each(|value| self.within(value, statement));
            }
            _ => {}
        }
    }

    fn quote(&mut self, id: &str, start: usize, end: usize, text: &str) {
        self.quotes += 1;
        // That the document is missing has been said.
        let Some(statement) = self.statements.get(id) else { return };
        let quote = standpoint_library::Quote { start, end, text: text.to_owned() };
        if !quote.stands_in(&statement.text) {
            self.faults.push(format!("{}: these words do not stand at {start}–{end}: {text:?}", statement.path));
        }
    }
}
