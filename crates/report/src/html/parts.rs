//! What the parts of the page share.

use standpoint_compare::Comparison;
use standpoint_text::{Span, Statement};

use super::escape::{add, escape};
use crate::plain::{cut, one_line};
use crate::sentence::in_sentence;

/// Up to six statements by name and number, the rest by their count.
pub(crate) fn names(comparison: &Comparison, statements: &[usize]) -> String {
    let name = |&s: &usize| {
        let short = cut(&one_line(comparison.statements[s].short_name()), 32);
        format!("<bdi>{}</bdi> ({})", escape(&short), s + 1)
    };
    let shown: Vec<String> = statements.iter().take(6).map(name).collect();
    let more = statements.len().saturating_sub(6);
    if more > 0 {
        format!("{} and {more} more", shown.join(", "))
    } else {
        shown.join(", ")
    }
}

/// The statement as a link to what it says about itself, and where in it the words stand.
pub(crate) fn source(comparison: &Comparison, statement: usize, span: &Span) -> String {
    format!(
        "<a href=\"#s{statement}\">{} <bdi>{}</bdi></a> <span class=\"soft small whole\">characters {}–{}</span>",
        statement + 1,
        escape(&cut(&one_line(comparison.statements[statement].short_name()), 34)),
        span.start(),
        span.end()
    )
}

/// Words marked in the sentence they stand in, in their own language and writing direction.
pub(crate) fn sentence(statement: &Statement, span: &Span) -> String {
    let found = in_sentence(statement, span);
    let language = found.passage.and_then(|number| statement.passages[number].language);
    let language = language.map(|code| format!(" lang=\"{code}\"")).unwrap_or_default();
    // Nobody wrote the sign of what was left out: it stands apart.
    let cut = |left_out: bool| if left_out { " <span class=\"soft\">[…]</span> " } else { "" };
    let [before, words, after] = found.left_out.map(cut);
    format!(
        "<span class=\"words\" dir=\"auto\"{language}>{before}{}<mark>{}</mark>{words}{}{after}</span>",
        escape(found.before),
        escape(found.words),
        escape(found.after)
    )
}

/// Says how many were left out of a part that holds at most so many; nothing where none was.
pub(crate) fn more(all: usize, shown: usize) -> String {
    let left_out = all.saturating_sub(shown);
    if left_out == 0 {
        return String::new();
    }
    format!("<p class=\"soft\">… and {left_out} more, in the JSON (<code>--format json</code>).</p>\n")
}

/// A table that a narrow screen shows as cards.
pub(crate) struct Ledger<const N: usize> {
    heads: [&'static str; N],
    html: String,
}

impl<const N: usize> Ledger<N> {
    pub(crate) fn new(caption: &str, heads: [&'static str; N]) -> Self {
        let mut html = format!("<table class=\"ledger\"><caption>{caption}</caption><thead><tr>");
        for head in heads {
            add(&mut html, format_args!("<th scope=\"col\">{head}</th>"));
        }
        html += "</tr></thead><tbody>\n";
        Self { heads, html }
    }

    /// Adds a row, given its cells as HTML; the first is the head of the row.
    pub(crate) fn row(&mut self, id: &str, cells: [String; N]) {
        add(&mut self.html, format_args!("<tr id=\"{id}\">"));
        for (number, (head, cell)) in self.heads.iter().zip(cells).enumerate() {
            let (open, close) = if number == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
            // An empty cell of a card is left away.
            let empty = if cell.is_empty() { " class=\"empty\"" } else { "" };
            add(&mut self.html, format_args!("<{open}{empty} data-head=\"{head}\">{cell}</{close}>"));
        }
        self.html += "</tr>\n";
    }

    pub(crate) fn finish(self) -> String {
        self.html + "</tbody></table>\n"
    }
}
