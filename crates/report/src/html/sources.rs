//! What each statement says about itself.

use standpoint_compare::Comparison;

use super::escape::{add, escape};
use super::reuse::same_as;
use crate::plain::one_line;

pub(crate) fn section(comparison: &Comparison) -> String {
    let mut out = String::from("<section id=\"sources\"><h2>Sources</h2>\n");
    for (number, statement) in comparison.statements.iter().enumerate() {
        let meta = &statement.metadata;
        add(
            &mut out,
            format_args!(
                "<article id=\"s{number}\"><h3>{} <bdi>{}</bdi></h3><table>\n",
                number + 1,
                escape(&one_line(statement.short_name()))
            ),
        );
        let rows = [
            ("Title", meta.title.clone()),
            ("Issuer", meta.issuer.clone()),
            ("Author", meta.author.clone()),
            ("Publisher", meta.publisher.clone()),
            ("Republished from", meta.republished_from.clone()),
            ("Published", meta.published.map(|d| d.to_string())),
            ("Signed", meta.signed.map(|d| d.to_string())),
            ("Language", meta.language.map(|l| l.to_string())),
            ("Address", meta.url.clone()),
            ("File", Some(statement.path.clone())),
            ("Passages", Some(statement.passages.len().to_string())),
            ("Hash", Some(statement.id.to_string())),
        ];
        for (name, value) in rows {
            let shown = value.map_or_else(|| "<span class=\"soft\">not said</span>".to_owned(), |v| shown(name, &v));
            add(&mut out, format_args!("<tr><th scope=\"row\">{name}</th><td>{shown}</td></tr>\n"));
        }
        if let Some(links) = same_as(comparison, number) {
            add(&mut out, format_args!("<tr><th scope=\"row\">The same statement as</th><td>{links}</td></tr>\n"));
        }
        out += "</table></article>\n";
    }
    out + "</section>\n"
}

fn shown(name: &str, value: &str) -> String {
    let safe = escape(value);
    match name {
        "Address" if value.starts_with("https://") || value.starts_with("http://") => {
            format!("<a rel=\"noreferrer noopener nofollow\" href=\"{safe}\">{safe}</a>")
        }
        "Hash" | "File" => format!("<code>{safe}</code>"),
        _ => format!("<bdi>{safe}</bdi>"),
    }
}
