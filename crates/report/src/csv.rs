//! A comparison as CSV (RFC 4180), one row for each piece of evidence and one for each silence.
//!
//! Quotes are verbatim, so a passage that begins with `=`, `+`, `-` or `@` begins so here too. Import the file as text if
//! your spreadsheet takes such cells for formulas.

use standpoint_compare::{Comparison, Position, Question};
use standpoint_text::Statement;

/// The columns.
const COLUMNS: [&str; 16] = [
    "question_id",
    "question_label",
    "statement_id",
    "path",
    "issuer",
    "title",
    "published",
    "language",
    "stance",
    "confidence",
    "rank",
    "start",
    "end",
    "passage",
    "evidence",
    "by",
];

/// A comparison as CSV.
pub fn comparison_csv(comparison: &Comparison) -> String {
    let Comparison { codebook, statements, positions, by, .. } = comparison;
    csv_head() + &csv_rows(&codebook.questions, statements, positions, by)
}

/// The first line: the names of the columns.
pub fn csv_head() -> String {
    COLUMNS.join(",") + "\n"
}

/// The rows of some positions, for comparisons that are written part by part.
pub fn csv_rows(questions: &[Question], statements: &[Statement], positions: &[Position], by: &str) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail, and all rows have the columns' number.
    for position in positions {
        let statement = &statements[position.statement];
        let question = &questions[position.question];
        let meta = &statement.metadata;
        let head = [
            question.id.clone(),
            question.label.clone(),
            statement.id.to_string(),
            statement.path.clone(),
            meta.issuer().unwrap_or_default().to_owned(),
            meta.title().unwrap_or_default().to_owned(),
            meta.published().map(|d| d.to_string()).unwrap_or_default(),
            meta.language().map(|l| l.to_string()).unwrap_or_default(),
            position.stance.as_str().to_owned(),
            format!("{:.3}", position.confidence),
        ];
        let by = by.to_owned();
        if position.evidence.is_empty() {
            let rest = [String::new(), String::new(), String::new(), String::new(), String::new(), by.clone()];
            let _ = writer.write_record(head.iter().chain(&rest));
        }
        for (rank, evidence) in position.evidence.iter().enumerate() {
            let span = &evidence.span;
            let rest = [
                (rank + 1).to_string(),
                span.start().to_string(),
                span.end().to_string(),
                (evidence.passage + 1).to_string(),
                span.as_str().to_owned(),
                by.clone(),
            ];
            let _ = writer.write_record(head.iter().chain(&rest));
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
