//! Where each value of the metadata comes from, for people at a terminal and for programs.

use standpoint_text::{Entry, MetadataKey, Origin, Statement};

use crate::columns::{layout, Column, Wide};
use crate::plain::{cut, fold, one_line};

/// The longest line of a statement that is shown as an origin, in columns.
const LONGEST_LINE: usize = 120;

/// What is known of a statement and where each value comes from, under its number and path.
pub fn source_table(number: usize, statement: &Statement, columns: usize, colour: bool) -> String {
    let columns = columns.max(40);
    let head = fold(&format!("{number}  {}", one_line(&statement.path)), columns).join("\n");
    let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let entries = statement.metadata.entries();
    let (known, unknown): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) =
        entries.iter().partition(|entry| entry.value.is_some() || entry.corrected_in.is_some());
    let rows: Vec<[String; 3]> = known.into_iter().map(row).collect();
    let heads: [Column; 3] = [("what", Wide::AsNeeded(16)), ("value", Wide::Share(2)), ("where from", Wide::Share(3))];
    let mut out = format!("{bold}{head}{plain}\n{}", layout(&heads, &rows, columns, colour));
    if !unknown.is_empty() {
        let names: Vec<&str> = unknown.iter().map(|entry| label(entry.key)).collect();
        let line = format!("not said: {}", names.join(", "));
        out += &fold(&line, columns - 2).iter().map(|line| format!("  {line}\n")).collect::<String>();
    }
    out + "\n"
}

fn row(entry: &Entry<'_>) -> [String; 3] {
    let value = entry.value.as_ref().map_or_else(|| "not said".to_owned(), |value| one_line(value));
    [label(entry.key).to_owned(), value, origin(entry)]
}

/// What people call a value.
pub fn label(key: MetadataKey) -> &'static str {
    match key {
        MetadataKey::RepublishedFrom => "republished from",
        MetadataKey::Url => "address",
        key => key.as_str(),
    }
}

/// Where a value comes from, in words.
pub fn origin(entry: &Entry<'_>) -> String {
    let said = |(value, origin): &(String, &Origin)| place(value, origin);
    match (entry.corrected_in, &entry.said) {
        (None, None) => String::new(),
        (None, Some(told)) => said(told),
        (Some(file), None) => format!("corrected in {}; the document does not say", one_line(file)),
        (Some(file), Some(told)) => {
            format!("corrected in {}; the document says {} ({})", one_line(file), one_line(&told.0), said(told))
        }
    }
}

/// "date line: “Harbourtown, 5 March 2021”"; the line is left out where it is the value and nothing more.
fn place(value: &str, origin: &Origin) -> String {
    let detail = one_line(&origin.detail());
    let line = origin.span().map(|span| one_line(span.as_str())).filter(|line| line != &one_line(value));
    let Some(line) = line else { return detail };
    // The mark of a cut stands outside the quotation marks: nobody wrote it.
    let kept = cut(&line, LONGEST_LINE);
    let (kept, mark) = if kept == line { (kept.as_str(), "") } else { (kept.trim_end_matches('…'), " …") };
    format!("{detail}: “{kept}”{mark}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_text::{Correction, Line, Metadata, StatementId, Text, Told};

    fn statement() -> Statement {
        let text = Text::new("No toll\n\nMarhaven, 5 March 2021".into()).unwrap();
        let line = |line, bytes| Origin::Text { line, span: text.span(bytes).unwrap() };
        let date = Told::new("2021-03-05".parse().unwrap(), line(Line::Date, 9..31));
        let mut metadata = Metadata {
            title: Some(Told::new("No toll".to_owned(), line(Line::Title, 0..7))).into(),
            published: Some(date).into(),
            publisher: Some(Told::new("Tide".to_owned(), Origin::Markup("meta og:site_name".into()))).into(),
            ..Metadata::default()
        };
        metadata.publisher.correct(Correction { value: None, file: "a.txt.toml".into() });
        metadata.issuer.correct(Correction { value: Some("League".into()), file: "a.txt.toml".into() });
        let (id, path, media_type) = (StatementId::from_sha256([0; 32]), "a.txt".into(), "text/plain".into());
        Statement { id, path, media_type, metadata, text, passages: Vec::new() }
    }

    #[test]
    fn each_value_says_where_it_comes_from() {
        let shown = statement().metadata.entries().map(|entry| origin(&entry));
        assert_eq!(shown[0], "title");
        assert_eq!(shown[1], "corrected in a.txt.toml; the document does not say");
        assert_eq!(shown[3], "corrected in a.txt.toml; the document says Tide (meta og:site_name)");
        assert_eq!(shown[5], "date line: “Marhaven, 5 March 2021”");
    }

    #[test]
    fn what_is_not_said_is_named_and_nothing_is_too_wide() {
        for columns in [40, 72, 100] {
            let table = source_table(1, &statement(), columns, false);
            let line = table.lines().find(|line| line.starts_with("  not said: ")).unwrap();
            assert!(line.contains("author") && !line.contains("publisher"), "{table}");
            assert!(table.lines().all(|line| crate::plain::width(line) <= columns), "{table}");
        }
    }
}
