//! What is in a library, for people at a terminal and for other programs.

mod hits;
mod lines;

use standpoint_library::{Entry, Event};

use crate::columns::{layout, Column, Wide};
use crate::plain::{cut, one_line};

pub use hits::{concordance_table, hit_table, Order};
pub use lines::{entry_line, event_line, hit_line};

/// The statements of a library, a row each.
pub fn catalogue_table(entries: &[Entry], columns: usize, colour: bool) -> String {
    let heads: [Column; 5] = [
        ("statement", Wide::AsNeeded(10)),
        ("issuer", Wide::Share(3)),
        ("title", Wide::Share(4)),
        ("published", Wide::AsNeeded(10)),
        ("path", Wide::Share(4)),
    ];
    let rows: Vec<[String; 5]> = entries
        .iter()
        .map(|entry| {
            let told = |value: Option<&str>| value.map_or_else(|| "–".to_owned(), one_line);
            [
                short_id(entry.id.as_str()),
                told(entry.issuer.as_deref()),
                told(entry.title.as_deref()),
                entry.published.map_or_else(|| "–".to_owned(), |date| date.to_string()),
                one_line(&entry.path),
            ]
        })
        .collect();
    layout(&heads, &rows, columns, colour)
}

/// The first letters of an id: enough to name a statement by.
fn short_id(id: &str) -> String {
    id.strip_prefix("sha256:").unwrap_or(id).chars().take(10).collect()
}

/// What was done in a library, a row each.
pub fn history_table(events: &[Event], columns: usize, colour: bool) -> String {
    let heads: [Column; 4] = [
        ("when (UTC)", Wide::AsNeeded(16)),
        ("who", Wide::AsNeeded(16)),
        ("what", Wide::AsNeeded(12)),
        ("on", Wide::Share(1)),
    ];
    let rows: Vec<[String; 4]> = events
        .iter()
        .map(|event| {
            let mut what = event.kind.as_str().to_owned();
            if event.is_undone {
                what.push_str(" ⌫");
            }
            [
                moment(event.at).replace('T', " ")[..16].to_owned(),
                one_line(&event.who),
                what,
                cut(&on(event), 2 * columns),
            ]
        })
        .collect();
    layout(&heads, &rows, columns, colour)
}

/// What an event is about, in a line.
fn on(event: &Event) -> String {
    let detail = |key: &str| event.detail.get(key).and_then(serde_json::Value::as_str).map(one_line);
    let mut parts = Vec::new();
    if let Some((codebook, question)) = &event.question {
        parts.push(format!("{} in {}", one_line(question), one_line(codebook)));
    }
    parts.extend(detail("stance"));
    parts.extend(event.statement.as_deref().map(short_id));
    let several = event.detail.get("statements").and_then(serde_json::Value::as_array).map(Vec::len);
    parts.extend(several.filter(|count| *count > 1).map(|count| format!("{count} statements")));
    parts.extend(detail("path"));
    parts.extend(
        detail("key").map(|key| format!("{key}: {}", detail("value").unwrap_or_else(|| "not said".to_owned()))),
    );
    parts.extend(detail("memo").map(|memo| format!("“{memo}”")));
    parts.join(" · ")
}

/// A moment in ISO 8601, to the second.
fn moment(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds)
        .map_or_else(|_| "????-??-??T??:??:??Z".to_owned(), |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
