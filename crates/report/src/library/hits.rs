//! Passages that were found: whole, or as a concordance (KWIC: the words looked for below one another, with what stands left
//! and right of them).

use standpoint_library::Hit;

use crate::plain::{fold, one_line, pad, width};

/// By what the lines of a concordance are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The most telling passage first.
    AsFound,
    /// By the words left of it, the nearest first.
    Left,
    /// By the words right of it.
    Right,
}

/// Columns for the name of a statement.
const NAME: usize = 18;

/// One line of a concordance.
struct Line {
    name: String,
    left: String,
    word: String,
    right: String,
}

/// Each word that was looked for, in its context, on one line.
pub fn concordance_table(hits: &[Hit], order: Order, columns: usize, colour: bool) -> String {
    let mut lines: Vec<Line> = hits.iter().flat_map(lines_of).collect();
    let key = |text: &str| text.to_lowercase();
    match order {
        Order::AsFound => {}
        Order::Left => lines.sort_by_cached_key(|line| line.left.split_whitespace().rev().map(key).collect::<Vec<_>>()),
        Order::Right => lines.sort_by_cached_key(|line| key(&line.right)),
    }
    let word = lines.iter().map(|line| width(&line.word)).max().unwrap_or(0).min(columns / 3);
    let room = columns.saturating_sub(NAME + word + 6);
    let mut out = String::new();
    for line in &lines {
        let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
        let left = end_of(&line.left, room / 2);
        let right = pad(&line.right, room - room / 2);
        out += &format!(
            "{}  {left}  {bold}{}{plain}  {}\n",
            pad(&line.name, NAME),
            pad(&line.word, word),
            right.trim_end()
        );
    }
    out
}

/// A hit has a line for each run of words that was looked for.
fn lines_of(hit: &Hit) -> Vec<Line> {
    let (passage, whole) = (hit.span.bytes(), hit.span.as_str());
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for mark in &hit.marks {
        let (start, end) = (mark.bytes().start - passage.start, mark.bytes().end - passage.start);
        match runs.last_mut() {
            // Only white space or a hyphen stands between.
            Some(last) if whole.get(last.1..start).is_some_and(|gap| !gap.contains(char::is_alphanumeric)) => {
                last.1 = end
            }
            _ => runs.push((start, end)),
        }
    }
    let line = |(start, end): (usize, usize)| Line {
        name: name(hit),
        left: one_line(&whole[..start]),
        word: one_line(&whole[start..end]),
        right: one_line(&whole[end..]),
    };
    runs.into_iter().map(line).collect()
}

/// The end of a text that takes at most so many columns, filled up from the left.
fn end_of(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return " ".repeat(columns - width(text)) + text;
    }
    let mut kept = text;
    while width(kept) + 1 > columns {
        let mut letters = kept.chars();
        if letters.next().is_none() {
            break;
        }
        kept = letters.as_str();
    }
    let missing = columns.saturating_sub(width(kept) + 1);
    format!("{}…{kept}", " ".repeat(missing))
}

fn name(hit: &Hit) -> String {
    let entry = &hit.statement;
    let file = entry.path.rsplit(['/', '\\']).next().unwrap_or(&entry.path);
    one_line(entry.issuer.as_deref().or(entry.title.as_deref()).unwrap_or(file))
}

/// Whole passages, each under its statement and place.
pub fn hit_table(hits: &[Hit], columns: usize, colour: bool) -> String {
    let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let mut out = String::new();
    for hit in hits {
        let date = hit.statement.published.map(|date| format!(", {date}")).unwrap_or_default();
        let by = match (hit.by_words, hit.likeness) {
            (true, Some(likeness)) => format!("by its words, meaning {likeness:.2}"),
            (true, None) => "by its words".to_owned(),
            (false, likeness) => format!("by its meaning, {:.2}", likeness.unwrap_or(0.0)),
        };
        let head = format!(
            "{}{date}: {} [{}–{}; {by}]",
            name(hit),
            one_line(&hit.statement.path),
            hit.span.start(),
            hit.span.end()
        );
        out += &format!("{bold}{}{plain}\n", fold(&head, columns).join("\n"));
        for line in fold(&one_line(hit.span.as_str()), columns.saturating_sub(2)) {
            out += &format!("  {line}\n");
        }
    }
    out
}
