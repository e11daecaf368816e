//! History: what was done, by whom, when.

use standpoint_library::Event;
use standpoint_report::page::{add, escape};

use super::parts::{self, deed, when};
use crate::failure::Failure;
use crate::visit::{Answer, Page, Visit};

/// So many events are shown at most.
const MOST: usize = 500;

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let events = visit.library.history(MOST)?;
    let mut out =
        String::from("<p>Nothing is ever struck out of this list: what undoes an act is a line of its own.</p>\n");
    out += &parts::undo(visit);
    out += "<table class=\"ledger\"><caption>The youngest first</caption><thead><tr><th scope=\"col\">Number</th><th \
        scope=\"col\">When</th><th scope=\"col\">Who</th><th scope=\"col\">What</th><th scope=\"col\">About</th></tr></thead><tbody>\n";
    for event in &events {
        let about = about(visit, event)?;
        let mut what = deed(event.kind).to_owned();
        if let Some(undone) = event.undoes {
            add(&mut what, format_args!(": number {undone}"));
        }
        if event.is_undone {
            what += " <span class=\"soft\">(undone)</span>";
        }
        add(
            &mut out,
            format_args!(
                "<tr><th scope=\"row\" data-head=\"Number\">{}</th><td data-head=\"When\">{}</td><td data-head=\"Who\"><bdi>{}</bdi></td><td \
                 data-head=\"What\">{what}</td><td data-head=\"About\">{about}</td></tr>\n",
                event.number,
                when(event.at),
                escape(&event.who)
            ),
        );
    }
    out += "</tbody></table>\n";
    if events.len() == MOST {
        add(&mut out, format_args!("<p class=\"soft\">Only the last {MOST} are shown.</p>\n"));
    }
    Page::answer("History", out)
}

/// What an event is about: the statement and the question, and what it says of them.
fn about(visit: &Visit<'_>, event: &Event) -> Result<String, Failure> {
    let mut about = match &event.statement {
        Some(hash) => {
            let entry = visit.library.find(hash)?;
            parts::statement_link(&entry.id, parts::name_of(&entry))
        }
        None => String::new(),
    };
    if let Some((codebook, question)) = &event.question {
        add(&mut about, format_args!(" {} <bdi>{}</bdi>", escape(question), escape(codebook)));
    }
    if let Some(stance) = parts::decided_stance(event) {
        add(&mut about, format_args!("<br>{}", parts::persons_stance(stance)));
    }
    for (key, said) in [("memo", "memo"), ("path", "found at")] {
        if let Some(value) = event.detail[key].as_str() {
            add(
                &mut about,
                format_args!(
                    "<br>{said}: <bdi>{}</bdi>",
                    escape(if key == "path" { parts::place(visit, value) } else { value })
                ),
            );
        }
    }
    if let Some(key) = event.detail["key"].as_str() {
        let value = event.detail["value"].as_str().unwrap_or("not said");
        add(&mut about, format_args!("<br>{}: <bdi>{}</bdi>", escape(key), escape(value)));
    }
    Ok(about)
}
