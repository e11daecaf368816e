//! Source: what is known of one statement, where each value comes from, and the way to correct it.

use standpoint_library::MetadataCorrection;
use standpoint_report::page::{add, escape, label, origin};
use standpoint_text::{Entry, MetadataKey, Statement};

use super::parts::{self, hidden, when};
use crate::failure::Failure;
use crate::visit::{digits, Answer, Page, Visit};

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let id = visit.statement_id()?;
    let statement = visit.library.statement(&id)?.statement;
    let entry = visit.library.find(id.as_str())?;
    let corrections = visit.library.corrections(&id)?;
    let mut out = format!("<p>{}</p>\n", parts::statement_link(&id, parts::name_of(&entry)));
    if !visit.is_for_file() {
        out += "<p>What you write here holds everywhere before what the document says, also where the document is read anew, until you \
            take it back. The document itself stays as it is. An empty field says that the document does not say.</p>\n";
    }
    let head = if visit.is_for_file() { "" } else { "<th scope=\"col\">Correct</th>" };
    add(
        &mut out,
        format_args!(
            "<table class=\"ledger\"><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Value</th><th scope=\"col\">Where it comes \
             from</th>{head}</tr></thead><tbody>\n"
        ),
    );
    for entry in statement.metadata.entries() {
        let correction = corrections.iter().find(|correction| correction.key == entry.key);
        out += &row(visit, &statement, &entry, correction);
    }
    out += "</tbody></table>\n<h2>Found at</h2>\n<ul>\n";
    for place in visit.library.places(&id)? {
        add(&mut out, format_args!("<li><code>{}</code></li>\n", escape(parts::place(visit, &place))));
    }
    out += "</ul>\n<p><a href=\"/sources\">All sources</a></p>\n";
    Page::answer(format!("Source: {}", parts::name_of(&entry)), out)
}

fn row(visit: &Visit<'_>, statement: &Statement, entry: &Entry<'_>, correction: Option<&MetadataCorrection>) -> String {
    let (key, name) = (entry.key.as_str(), label(entry.key));
    let value = match &entry.value {
        Some(value) => format!("<bdi>{}</bdi>", escape(value)),
        None => "<span class=\"soft\">not said</span>".to_owned(),
    };
    let mut from = match correction {
        Some(correction) => by_person(visit, entry, correction),
        None => format!("<bdi>{}</bdi>", escape(&origin(entry))),
    };
    let span = entry.said.as_ref().and_then(|(_, origin)| origin.span());
    if let Some(span) =
        span.filter(|span| statement.passages.iter().any(|p| p.span.bytes().contains(&span.bytes().start)))
    {
        let passage = parts::passage_at(statement, span.start());
        let address = parts::passage_address(&statement.id, passage);
        add(&mut from, format_args!(" <a href=\"{address}\">in the text</a>"));
    }
    let empty = if from == "<bdi></bdi>" { " class=\"empty\"" } else { "" };
    let form = if visit.is_for_file() {
        String::new()
    } else {
        format!("<td data-head=\"Correct\">{}</td>", form(visit, statement, entry))
    };
    format!(
        "<tr id=\"{key}\"><th scope=\"row\" data-head=\"What\">{name}</th><td data-head=\"Value\">{value}</td><td data-head=\"Where it comes \
         from\"{empty}>{from}</td>{form}</tr>\n"
    )
}

/// Who corrected it when, what the document says, and the way back.
fn by_person(visit: &Visit<'_>, entry: &Entry<'_>, correction: &MetadataCorrection) -> String {
    let without = Entry { corrected_in: None, ..entry.clone() };
    let said = match &entry.said {
        Some((value, _)) => format!("the document says <bdi>{}</bdi> ({})", escape(value), escape(&origin(&without))),
        None => "the document does not say".to_owned(),
    };
    format!(
        "<strong>corrected</strong> by <bdi>{}</bdi>, {}; {said} {}",
        escape(&correction.who),
        when(correction.at),
        parts::take_back(visit, correction.event, "Take the correction back")
    )
}

fn form(visit: &Visit<'_>, statement: &Statement, entry: &Entry<'_>) -> String {
    let (key, name) = (entry.key.as_str(), label(entry.key));
    let help = match entry.key {
        MetadataKey::Published | MetadataKey::Signed => " placeholder=\"2021-03-05\" size=\"12\"",
        MetadataKey::Language => " placeholder=\"en\" size=\"4\" maxlength=\"8\"",
        _ => "",
    };
    format!(
        "<form method=\"post\" action=\"/correct\" class=\"line\">{}{}{}<input name=\"value\" aria-label=\"Corrected {name}\" \
         maxlength=\"2000\" value=\"{}\"{help}><button>Save<span class=\"unseen\"> the {name}</span></button></form>",
        parts::form_token(visit),
        hidden("statement", digits(&statement.id)),
        hidden("key", key),
        escape(entry.value.as_deref().unwrap_or_default())
    )
}
