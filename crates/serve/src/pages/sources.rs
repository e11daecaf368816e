//! Sources: every statement with what is known of it.

use standpoint_report::page::{add, escape};

use super::parts::{self, name, name_of};
use crate::failure::Failure;
use crate::visit::{digits, Answer, Page, Visit};

/// So many are on one page.
const ON_PAGE: usize = 200;

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let from: usize = visit.field("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let (mut rows, count) = (String::new(), visit.library.counts()?.statements);
    let more = if visit.is_for_file() { "Where from" } else { "Where from, correct" };
    for entry in visit.library.part(None, from, ON_PAGE)? {
        let cell = |head: &str, value: Option<String>| match value {
            Some(value) => format!("<td data-head=\"{head}\">{value}</td>"),
            None => format!("<td data-head=\"{head}\" class=\"empty\"></td>"),
        };
        add(
            &mut rows,
            format_args!(
                "<tr><th scope=\"row\" data-head=\"Statement\"><a href=\"/statement/{}\">{}</a></th>{}{}{}{}{}{}</tr>\n",
                digits(&entry.id),
                name(entry.title.as_deref().unwrap_or_else(|| name_of(&entry))),
                cell("Issuer", entry.issuer.as_deref().map(name)),
                cell("Published", entry.published.map(|date| format!("<span class=\"whole\">{date}</span>"))),
                cell("Language", entry.language.map(|code| code.to_string())),
                cell("Passages", Some(entry.passages.to_string())),
                cell("Found at", Some(format!("<code>{}</code>", escape(parts::place(visit, &entry.path))))),
                cell("Where from", Some(format!("<a href=\"/source/{}\">{more}</a>", digits(&entry.id)))),
            ),
        );
    }
    let mut out = format!(
        "<p>{count} statements. What a document does not say of itself stays empty.</p>\n<table class=\"ledger\"><thead><tr>\
         <th scope=\"col\">Statement</th><th scope=\"col\">Issuer</th><th scope=\"col\">Published</th><th scope=\"col\">Language</th>\
         <th scope=\"col\">Passages</th><th scope=\"col\">Found at</th><th scope=\"col\">Where from</th></tr></thead><tbody>\n{rows}</tbody></table>\n"
    );
    if from > 0 {
        add(
            &mut out,
            format_args!(
                "<a data-key=\"p\" href=\"/sources?from={}\">Those before<kbd>p</kbd></a> ",
                from.saturating_sub(ON_PAGE)
            ),
        );
    }
    if from + ON_PAGE < count {
        add(
            &mut out,
            format_args!("<a data-key=\"n\" href=\"/sources?from={}\">The next<kbd>n</kbd></a>", from + ON_PAGE),
        );
    }
    Page::answer("Sources", out)
}
