//! What stands in two statements, for people at a terminal.

use standpoint_compare::{Related, Reuse, SameStatement};
use standpoint_text::Statement;

use crate::columns::{layout, Column, Wide};
use crate::findings_table::{bold, place};
use crate::plain::{cut, fold, one_line, wrap};
use crate::twice::{extent, relation};

/// Columns of words shown of one side of a pair at most.
const MOST_WORDS: usize = 280;

/// Pairs of statements with the passages that stand in both, side by side.
pub fn reuse_table(
    related: &[Related],
    reuse: &[Reuse],
    statements: &[Statement],
    columns: usize,
    colour: bool,
) -> String {
    let columns = columns.max(40);
    if related.is_empty() {
        return "no passage was found that stands in two of the statements\n".to_owned();
    }
    let mut out = String::new();
    for pair in related {
        let name = |statement: usize| {
            format!("{} ({})", statement + 1, cut(&one_line(statements[statement].short_name()), 60))
        };
        let title = format!("{}; {}", relation(pair, &name(pair.a), &name(pair.b)), extent(pair));
        out += &bold(&fold(&title, columns).join("\n"), colour);
        for statement in [pair.a, pair.b] {
            let path = format!("  {}  {}", statement + 1, one_line(&statements[statement].path));
            out += &format!("\n{}", cut(&path, columns));
        }
        out.push('\n');
        out += &passages(pair, reuse, columns, colour);
        out.push('\n');
    }
    out
}

fn passages(pair: &Related, reuse: &[Reuse], columns: usize, colour: bool) -> String {
    let first = reuse.partition_point(|reuse| (reuse.a.0, reuse.b.0) < (pair.a, pair.b));
    let rows: Vec<_> = reuse[first..]
        .iter()
        .take_while(|reuse| (reuse.a.0, reuse.b.0) == (pair.a, pair.b))
        .map(|reuse| {
            let place = |(statement, span): &(usize, _)| place(statement + 1, span);
            let words = |span: &standpoint_text::Span| cut(&one_line(span.as_str()), MOST_WORDS);
            [place(&reuse.a), words(&reuse.a.1), place(&reuse.b), words(&reuse.b.1), reuse.kind.as_str().to_owned()]
        })
        .collect();
    let heads: [Column; 5] = [
        ("where", Wide::AsNeeded(18)),
        ("words", Wide::Share(1)),
        ("where", Wide::AsNeeded(18)),
        ("words", Wide::Share(1)),
        ("kind", Wide::AsNeeded(11)),
    ];
    layout(&heads, &rows, columns, colour)
}

/// The part of a comparison's table that says which statements are one, and which share passages, `most` of either at most.
pub(crate) fn reuse_list(related: &[Related], same: &SameStatement, most: usize, columns: usize) -> String {
    let (one, parts): (Vec<&Related>, Vec<&Related>) = related.iter().partition(|related| related.is_same);
    let mut out = String::new();
    for (title, pairs) in [("The same statement twice", one), ("Passages in common", parts)] {
        if pairs.is_empty() {
            continue;
        }
        out += &format!("\n{title}\n");
        for pair in pairs.iter().take(most) {
            let (a, b) = ((pair.a + 1).to_string(), (pair.b + 1).to_string());
            out += &format!("  {}\n", wrap(&format!("{} ({})", relation(pair, &a, &b), extent(pair)), columns, 4));
        }
        if pairs.len() > most {
            out += &format!("  … and {} more (standpoint reuse)\n", pairs.len() - most);
        }
    }
    if related.iter().any(|related| same.representative(related.a) == same.representative(related.b)) {
        out += "  Copies and translations of one statement count once; --count-copies counts each.\n";
    }
    out
}
