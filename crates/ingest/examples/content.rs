//! Prints what each document is read as, one JSON object a line: its text, its metadata and its passages, or the error.
//! `tools/benchmark/office.py` compares that with what others read.
#![allow(clippy::print_stdout)]

use serde_json::json;
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let read = read_statement(&path, &bytes, Languages::built_in(), &Limits::default());
        let line = match read {
            Ok(statement) => {
                let passages: Vec<_> =
                    statement.passages.iter().map(|p| json!([p.kind.as_str(), p.span.as_str()])).collect();
                let about = &statement.metadata;
                json!({
                    "path": path,
                    "media_type": statement.media_type,
                    "text": statement.text.as_str(),
                    "title": about.title(),
                    "issuer": about.issuer(),
                    "author": about.author(),
                    "published": about.published().map(|d| d.to_string()),
                    "published_from": about.published.said().map(|told| told.origin.detail()),
                    "passages": passages,
                })
            }
            Err(error) => json!({"path": path, "error": error.kind(), "message": error.to_string()}),
        };
        println!("{line}");
    }
    Ok(())
}
