//! What each statement says about itself, and where.

use standpoint_compare::Comparison;
use standpoint_text::MetadataKey;

use super::escape::{add, escape};
use super::reuse::same_as;
use crate::plain::one_line;
use crate::sources::origin;

pub(crate) fn section(comparison: &Comparison) -> String {
    let mut out = String::from("<section id=\"sources\"><h2>Sources</h2>\n");
    for (number, statement) in comparison.statements.iter().enumerate() {
        add(
            &mut out,
            format_args!(
                "<article id=\"s{number}\"><h3>{} <bdi>{}</bdi></h3><table>\n",
                number + 1,
                escape(&one_line(statement.short_name()))
            ),
        );
        for entry in statement.metadata.entries() {
            let name = heading(entry.key);
            let not_said = || "<span class=\"soft\">not said</span>".to_owned();
            let value = entry.value.as_ref().map_or_else(not_said, |value| shown(name, value));
            let from = escape(&origin(&entry));
            row(&mut out, name, &format!("{value}</td><td class=\"soft small\"><bdi>{from}</bdi>"));
        }
        let file = [
            ("File", statement.path.clone()),
            ("Passages", statement.passages.len().to_string()),
            ("Hash", statement.id.to_string()),
        ];
        for (name, value) in file {
            row(&mut out, name, &format!("{}</td><td>", shown(name, &value)));
        }
        if let Some(links) = same_as(comparison, number) {
            add(&mut out, format_args!("<tr><th scope=\"row\">The same statement as</th><td>{links}</td></tr>\n"));
        }
        out += "</table></article>\n";
    }
    out + "</section>\n"
}

fn row(out: &mut String, name: &str, cells: &str) {
    add(out, format_args!("<tr><th scope=\"row\">{name}</th><td>{cells}</td></tr>\n"));
}

fn heading(key: MetadataKey) -> &'static str {
    match key {
        MetadataKey::Title => "Title",
        MetadataKey::Issuer => "Issuer",
        MetadataKey::Author => "Author",
        MetadataKey::Publisher => "Publisher",
        MetadataKey::RepublishedFrom => "Republished from",
        MetadataKey::Published => "Published",
        MetadataKey::Signed => "Signed",
        MetadataKey::Language => "Language",
        MetadataKey::Url => "Address",
    }
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
