//! The people, organisations and places the statements name, each with its spellings.

use std::cmp::Reverse;

use standpoint_compare::Comparison;

use super::escape::{add, escape};
use super::parts::{more, sentence, source, Ledger};
use crate::entities::{entities, Entity};
use crate::plain::one_line;

/// Entities that the page shows at most, spellings of each, and statements whose first sentence is shown.
const MOST: usize = 300;
const MOST_SPELLINGS: usize = 10;
const MOST_SENTENCES: usize = 8;

pub(crate) fn section(comparison: &Comparison) -> String {
    let out = String::from("<section id=\"names\"><h2>Names</h2>\n");
    let mentions = comparison.findings.iter().enumerate();
    let mentions = mentions.flat_map(|(statement, found)| found.names.iter().map(move |mention| (statement, mention)));
    let mut named = entities(mentions);
    if named.is_empty() {
        return out + "<p class=\"soft\">No name was found.</p></section>\n";
    }
    named.sort_by_cached_key(|entity| Reverse((entity.statements().len(), entity.mentions.len())));
    let caption = "Who and what the statements name, those in most statements first";
    let mut ledger = Ledger::new(caption, ["Name", "Kind", "As written", "Statements"]);
    for (number, entity) in named.iter().take(MOST).enumerate() {
        let cells = [
            format!("<bdi>{}</bdi>", escape(&one_line(entity.name))),
            entity.kind.as_str().to_owned(),
            spellings(entity),
            statements(comparison, entity),
        ];
        ledger.row(&format!("n{number}"), cells);
    }
    out + &ledger.finish() + &more(named.len(), MOST) + "</section>\n"
}

fn spellings(entity: &Entity<'_>) -> String {
    let spellings = entity.spellings();
    let shown = spellings.iter().take(MOST_SPELLINGS);
    let mut shown: Vec<String> = shown.map(|(words, count)| format!("<bdi>{}</bdi> {count}×", escape(words))).collect();
    if spellings.len() > MOST_SPELLINGS {
        shown.push(format!("and {} more", spellings.len() - MOST_SPELLINGS));
    }
    shown.join(", ")
}

fn statements(comparison: &Comparison, entity: &Entity<'_>) -> String {
    let found = entity.statements();
    let count = found.len();
    let mut out = match count {
        1 => "<details><summary>1 statement".to_owned(),
        _ => format!("<details><summary>{count} statements"),
    };
    let numbers: Vec<String> = found.iter().take(MOST_SENTENCES).map(|(number, ..)| (number + 1).to_string()).collect();
    let and_more = if count > MOST_SENTENCES { " …" } else { "" };
    add(&mut out, format_args!(": {}{and_more}</summary>\n", numbers.join(", ")));
    for (statement, first, times) in found.into_iter().take(MOST_SENTENCES) {
        let times = if times > 1 { format!(", first of {times}") } else { String::new() };
        let words = sentence(&comparison.statements[statement], first);
        let source = source(comparison, statement, first);
        add(&mut out, format_args!("<blockquote>{words}<footer>{source}{times}</footer></blockquote>\n"));
    }
    out + &more(count, MOST_SENTENCES) + "</details>"
}
