//! What the program prints is what its JSON Schema says: `crates/report/schema/format-1.schema.json`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn schema() -> Value {
    let file = root().join("crates/report/schema/format-1.schema.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint")).current_dir(root()).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Holds a value against the parts of JSON Schema that ours uses.
fn check(value: &Value, schema: &Value, whole: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
        return check(value, &whole["$defs"][name], whole, at);
    }
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(allowed.contains(value), "{at}: {value} is none of {allowed:?}");
        return;
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let is = |wanted: &str| match wanted {
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{at}: the schema has the unknown type {other}"),
    };
    assert!(types.iter().any(|t| is(t)), "{at}: {value} is no {types:?}");
    if let Some(items) = value.as_array() {
        for (number, item) in items.iter().enumerate() {
            check(item, &schema["items"], whole, &format!("{at}[{number}]"));
        }
    }
    if let Some(fields) = value.as_object() {
        for required in schema["required"].as_array().unwrap() {
            assert!(fields.contains_key(required.as_str().unwrap()), "{at} lacks {required}");
        }
        for (key, field) in fields {
            let of_key = schema["properties"].get(key).unwrap_or_else(|| panic!("{at}: the schema knows no {key}"));
            check(field, of_key, whole, &format!("{at}.{key}"));
        }
    }
}

#[test]
fn statements_and_errors_keep_to_the_schema() {
    let schema = schema();
    let lines = printed(&["read", "examples/statements", "examples/none.txt", "--format", "jsonl"]);
    assert_eq!(lines.lines().count(), 9);
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let kind = if value.get("error").is_some() { "error" } else { "statement" };
        check(&value, &schema["$defs"][kind], &schema, kind);
    }
}

/// A file of two pages; a sentence begins on the first and ends on the second.
const PAPER: &str = "%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R 4 0 R] /MediaBox [0 0 595 842] >> endobj
3 0 obj << /Type /Page /Contents 5 0 R /Resources << /Font << /R 7 0 R >> >> >> endobj
4 0 obj << /Type /Page /Contents 6 0 R /Resources << /Font << /R 7 0 R >> >> >> endobj
5 0 obj << >> stream
BT /R 10 Tf 72 700 Td (We say no to the toll. The council of Marhaven wants to take it from) Tj ET
endstream endobj
6 0 obj << >> stream
BT /R 10 Tf 72 700 Td (every boat that enters the harbour. Nobody asked us.) Tj ET
endstream endobj
7 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj
trailer << /Root 1 0 R >>
";

#[test]
fn pages_stand_in_the_passages_of_paper_and_keep_to_the_schema() {
    let schema = schema();
    let file = std::env::temp_dir().join(format!("standpoint-schema-{}.pdf", std::process::id()));
    std::fs::write(&file, PAPER).unwrap();
    let line = printed(&["read", file.to_str().unwrap(), "--format", "jsonl"]);
    std::fs::remove_file(&file).unwrap();
    let value: Value = serde_json::from_str(&line).unwrap();
    check(&value, &schema["$defs"]["statement"], &schema, "statement");
    let pages = |passage: &Value| (passage["page"].as_u64(), passage["page_end"].as_u64());
    let found: Vec<_> = value["passages"].as_array().unwrap().iter().map(pages).collect();
    assert_eq!(found, [(Some(1), None), (Some(1), Some(2)), (Some(2), None)]);
}

#[test]
fn comparisons_keep_to_the_schema() {
    let schema = schema();
    let text = printed(&["compare", "examples/statements", "--codebook", "examples/harbour.toml", "--format", "json"]);
    check(&serde_json::from_str(&text).unwrap(), &schema["$defs"]["comparison"], &schema, "comparison");
}

#[test]
fn lines_of_findings_keep_to_the_schema() {
    let schema = schema();
    let commands = ["figures", "dates", "quotations", "demands", "names", "timeline"];
    for (command, kind) in commands.into_iter().zip(["figure", "date", "quotation", "demand", "name", "timeline"]) {
        let lines = printed(&[command, "examples/statements", "examples/none.txt", "--format", "jsonl"]);
        assert!(lines.lines().count() > 1, "{command} found nothing");
        for line in lines.lines() {
            let value: Value = serde_json::from_str(line).unwrap();
            let kind = match &value {
                error if error.get("error").is_some() => "error".to_owned(),
                group if group.get("members").is_some() => "conflict_line".to_owned(),
                _ => format!("{kind}_line"),
            };
            check(&value, &schema["$defs"][&kind], &schema, &kind);
        }
    }
}

#[test]
fn lines_of_sources_keep_to_the_schema() {
    let schema = schema();
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("toll.txt");
    std::fs::write(&document, "No toll\n\nStatement of the Harbour League\n\nWe say no to the toll on the bridge.")
        .unwrap();
    std::fs::write(folder.path().join("toll.txt.toml"), "issuer = 'Rowers'\ntitle = ''\nauthor = 'Ann Lee'").unwrap();
    let lines = printed(&[
        "sources",
        "examples/statements",
        "examples/none.txt",
        document.to_str().unwrap(),
        "--format",
        "jsonl",
    ]);
    assert_eq!(lines.lines().count(), 10);
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let kind = if value.get("error").is_some() { "error" } else { "source" };
        check(&value, &schema["$defs"][kind], &schema, kind);
    }
}
