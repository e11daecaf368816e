//! Prints the main text of web pages, one JSON object a line: `{"path", "text"}` or `{"path", "error"}`, its paragraphs
//! joined by line breaks. `tools/benchmark/articles.py` compares it with what people marked, and measures its speed.
//!
//! usage: main_text [--statements] LIST
//!
//! LIST is a file with a path on each line. `--statements` prints the passages of the statement that the whole crate reads,
//! less its title. The last line is `{"pages", "cpu_s"}`: processor time without reading files and printing, where the
//! system tells it.
#![allow(clippy::print_stdout)]

use std::{env, fs, io};

use serde_json::{json, Value};
use standpoint_ingest::{main_text, read_statement, IngestError, Limits};
use standpoint_languages::Languages;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1).peekable();
    let statements = arguments.next_if(|a| a == "--statements").is_some();
    let list = fs::read_to_string(arguments.next().unwrap_or_default())?;
    let files: Vec<(&str, Vec<u8>)> =
        list.lines().map(|path| Ok((path, fs::read(path)?))).collect::<io::Result<_>>()?;
    let languages = Languages::built_in();
    let before = cpu_seconds();
    let read: Vec<_> = files.iter().map(|(path, bytes)| (path, text(path, bytes, languages, statements))).collect();
    let cpu_s = cpu_seconds().zip(before).map(|(after, before)| after - before);
    for (path, text) in read {
        match text {
            Ok(text) => println!("{}", json!({"path": path, "text": text})),
            Err(error) => println!("{}", json!({"path": path, "error": error.to_string()})),
        }
    }
    println!("{}", json!({"pages": files.len(), "cpu_s": cpu_s.map_or(Value::Null, Value::from)}));
    Ok(())
}

fn text(path: &str, bytes: &[u8], languages: &Languages, statements: bool) -> Result<String, IngestError> {
    // The benchmarks name pages in their own ways.
    let name = format!("{path}.html");
    if !statements {
        return Ok(main_text(&name, bytes, languages, &Limits::default())?.join("\n"));
    }
    let statement = read_statement(&name, bytes, languages, &Limits::default())?;
    let title = statement.metadata.title();
    let passages = statement.passages.iter().map(|p| p.span.as_str());
    Ok(passages.filter(|p| Some(*p) != title).collect::<Vec<_>>().join("\n"))
}

/// Seconds of processor time that this process has used, as Linux tells it in hundredths.
fn cpu_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u32>().ok()? + fields.get(12)?.parse::<u32>().ok()?;
    Some(f64::from(ticks) / 100.0)
}
