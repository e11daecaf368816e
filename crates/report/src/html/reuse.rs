//! The same statement twice: the aligned passages side by side, with what differs marked.

use standpoint_compare::{changes, Comparison, Related, Reuse, ReuseKind};
use standpoint_text::{Span, Statement};

use super::escape::{add, escape};
use super::parts::{more, Ledger};
use crate::plain::{cut, one_line};
use crate::twice::{extent, relation, role};

/// Pairs of statements that the page shows at most, passages of each, and how many pairs unfolded.
const MOST_PAIRS: usize = 60;
const MOST_PASSAGES: usize = 60;
const UNFOLDED: usize = 3;
/// Bytes of unchanged words that are shown around a change, and at the beginning and the end.
const AROUND: usize = 90;

pub(crate) fn section(comparison: &Comparison) -> String {
    let mut out = String::from("<section id=\"reuse\"><h2>The same statement twice</h2>\n");
    if comparison.related.is_empty() {
        return out + "<p class=\"soft\">No passage was found that stands in two of the statements.</p></section>\n";
    }
    let (one, parts): (Vec<&Related>, Vec<&Related>) = comparison.related.iter().partition(|pair| pair.is_same);
    if !one.is_empty() {
        out += match comparison.same.different(0..comparison.statements.len()) < comparison.statements.len() {
            true => "<p>Each has its own column in the matrix, but counts once where statements agree, differ and demand.</p>\n",
            false => "<p>Each counts for itself, as asked with <code>--count-copies</code>.</p>\n",
        };
    }
    let open = if comparison.related.len() <= UNFOLDED { " open" } else { "" };
    for pair in one.iter().take(MOST_PAIRS) {
        out += &shown(comparison, pair, open);
    }
    out += &more(one.len(), MOST_PAIRS);
    if !parts.is_empty() {
        out += "<h3>Passages in common</h3>\n<p class=\"soft\">These are different statements.</p>\n";
    }
    for pair in parts.iter().take(MOST_PAIRS) {
        out += &shown(comparison, pair, open);
    }
    out + &more(parts.len(), MOST_PAIRS) + "</section>\n"
}

fn shown(comparison: &Comparison, pair: &Related, open: &str) -> String {
    let name = |statement: usize| {
        let name = escape(&cut(&one_line(comparison.statements[statement].short_name()), 60));
        format!("<b>{} <bdi>{name}</bdi></b>", statement + 1)
    };
    let mut out = format!(
        "<details id=\"u{}-{}\"{open}><summary>{} <span class=\"small\">{}</span></summary>\n",
        pair.a,
        pair.b,
        relation(pair, &name(pair.a), &name(pair.b)),
        extent(pair)
    );
    let first = comparison.reuse.partition_point(|reuse| (reuse.a.0, reuse.b.0) < (pair.a, pair.b));
    let passages: Vec<&Reuse> =
        comparison.reuse[first..].iter().take_while(|reuse| (reuse.a.0, reuse.b.0) == (pair.a, pair.b)).collect();
    let caption = "Words that only one of them has are underlined; […] stands for words that are the same in both";
    let caption = if pair.kind == ReuseKind::Translation { "Sentence by sentence" } else { caption };
    let mut ledger = Ledger::new(caption, ["In the one", "In the other", "How"]);
    for (number, reuse) in passages.iter().take(MOST_PASSAGES).enumerate() {
        ledger.row(&format!("u{}-{}-{number}", pair.a, pair.b), cells(comparison, reuse));
    }
    out += &ledger.finish();
    out + &more(passages.len(), MOST_PASSAGES) + "</details>\n"
}

fn cells(comparison: &Comparison, reuse: &Reuse) -> [String; 3] {
    let (changed_a, changed_b) = match reuse.kind {
        ReuseKind::Translation => (None, None),
        ReuseKind::Copy => (Some(Vec::new()), Some(Vec::new())),
        ReuseKind::NearCopy => {
            let (a, b) = changes(&reuse.a.1, &reuse.b.1);
            (Some(a), Some(b))
        }
    };
    let side = |(statement, span): &(usize, Span), changed: Option<Vec<Span>>| {
        let words = match changed {
            Some(changed) => with_changes(span, &changed),
            None => escape(span.as_str()),
        };
        let of = &comparison.statements[*statement];
        format!(
            "<span class=\"words\" dir=\"auto\"{}>{words}</span> <a class=\"small whole\" href=\"#s{statement}\">{}: \
             characters {}–{}</a>",
            language(of, span),
            statement + 1,
            span.start(),
            span.end()
        )
    };
    let how = format!("{}, <span class=\"value\">{:.2}</span>", reuse.kind.as_str(), reuse.score);
    [side(&reuse.a, changed_a), side(&reuse.b, changed_b), how]
}

/// The language of the passage that a span begins in.
fn language(statement: &Statement, span: &Span) -> String {
    let passage = statement.passages.partition_point(|p| p.span.bytes().end <= span.bytes().start);
    let language = statement.passages.get(passage).and_then(|passage| passage.language);
    language.map(|code| format!(" lang=\"{code}\"")).unwrap_or_default()
}

/// The words of a span, those that only it has marked, of the others only what stands around these.
fn with_changes(span: &Span, changed: &[Span]) -> String {
    let (text, start) = (span.as_str(), span.bytes().start);
    let mut out = String::new();
    let mut from = 0;
    for stretch in changed {
        let bytes = stretch.bytes();
        out += &unchanged(text.get(from..bytes.start - start).unwrap_or(""), from == 0, false);
        add(&mut out, format_args!("<u>{}</u>", escape(stretch.as_str())));
        from = bytes.end - start;
    }
    out + &unchanged(text.get(from..).unwrap_or(""), from == 0, true)
}

/// A stretch that is the same on both sides, without its middle if it is long.
fn unchanged(text: &str, is_first: bool, is_last: bool) -> String {
    let (head, tail) = if is_first && is_last { (3 * AROUND, 2 * AROUND) } else { (AROUND, AROUND) };
    if text.len() <= head + tail + AROUND {
        return escape(text);
    }
    // From one white space to another, so that no word is cut.
    let space_from = |byte: usize| {
        let spaces = text.char_indices().filter(|(at, c)| *at >= byte && c.is_whitespace());
        spaces.map(|(at, _)| at).next().unwrap_or(text.len())
    };
    let (head, tail) = (space_from(head), space_from(text.len() - tail));
    if tail <= head {
        return escape(text);
    }
    format!("{} <span class=\"soft\">[…]</span>{}", escape(&text[..head]), escape(&text[tail..]))
}

/// What a statement is a copy or translation of, as links; nothing where it is none.
pub(crate) fn same_as(comparison: &Comparison, statement: usize) -> Option<String> {
    let pairs = comparison.related.iter().filter(|pair| pair.is_same && (pair.a == statement || pair.b == statement));
    let links: Vec<String> = pairs
        .take(8)
        .map(|pair| {
            let other = if pair.a == statement { pair.b } else { pair.a };
            let name = escape(&cut(&one_line(comparison.statements[other].short_name()), 48));
            let kind = role(pair.kind);
            format!(
                "<a href=\"#u{}-{}\">{} <bdi>{name}</bdi></a> ({kind}, {})",
                pair.a,
                pair.b,
                other + 1,
                extent(pair)
            )
        })
        .collect();
    (!links.is_empty()).then(|| links.join("; "))
}
