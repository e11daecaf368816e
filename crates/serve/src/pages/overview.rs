//! Overview: what is here, what is new, what waits for a decision.

use standpoint_library::Counts;
use standpoint_report::page::{add, escape};
use standpoint_text::LanguageCode;

use super::parts::{self, deed, when};
use crate::failure::Failure;
use crate::visit::{in_address, Answer, Page, Visit};

/// So many of the last events are shown.
const NEWS: usize = 12;

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let Counts { statements, passages, languages } = visit.library.counts()?;
    let in_words = |(code, count): &(Option<LanguageCode>, usize)| {
        format!("{} {count}", code.map_or("unknown".to_owned(), |code| code.to_string()))
    };
    let languages: Vec<String> = languages.iter().map(in_words).collect();
    let mut out = format!(
        "<p class=\"soft\">The library <code>{}</code>.{}</p>\n<ul class=\"tiles\"><li class=\"panel\"><b>{statements}</b> <a href=\"/sources\">statements</a> <span class=\"soft small\">{}</span></li>\n<li class=\"panel\"><b>{passages}</b> \
         passages{}</li>\n",
        escape(parts::place(visit, &visit.library.path().display().to_string())),
        who(visit),
        escape(&languages.join(", ")),
        if visit.is_for_file() { "" } else { ", to <a href=\"/search\">search</a>" }
    );
    let codebooks = visit.library.codebooks()?;
    for entry in &codebooks {
        let waiting = visit.library.waiting_count(entry)?;
        let address = in_address(&entry.title);
        add(
            &mut out,
            format_args!(
                "<li class=\"panel\"><b>{waiting}</b> proposals {}<br><a \
                 class=\"small\" href=\"/matrix?codebook={address}\">Matrix: <bdi>{}</bdi></a></li>\n",
                parts::served_link(visit, &format!("/review?codebook={address}"), "wait for a decision"),
                escape(&entry.title)
            ),
        );
    }
    out += "</ul>\n";
    if codebooks.is_empty() {
        out += parts::NO_CODEBOOK;
    }
    out += "<h2>What happened last</h2>\n<ul>\n";
    for event in visit.library.history(NEWS)? {
        let about = match (&event.statement, &event.question) {
            (Some(hash), question) => {
                let entry = visit.library.find(hash)?;
                let asked = question.as_ref().map(|(_, id)| format!("{}: ", escape(id))).unwrap_or_default();
                format!("{asked}{}", parts::statement_link(&entry.id, parts::name_of(&entry)))
            }
            _ => String::new(),
        };
        let undone = if event.is_undone { " <span class=\"soft\">(undone)</span>" } else { "" };
        add(
            &mut out,
            format_args!(
                "<li>{about} {}{undone} <span class=\"soft small\">{}, <bdi>{}</bdi></span></li>\n",
                deed(event.kind),
                when(event.at),
                escape(&event.who)
            ),
        );
    }
    out += "</ul>\n<p><a href=\"/history\">All that happened</a></p>\n";
    Page::answer("Overview", out)
}

/// Under which name decisions are written down.
fn who(visit: &Visit<'_>) -> String {
    if visit.is_for_file() {
        return String::new();
    }
    format!(" Decisions are written down as those of <bdi>{}</bdi>.", escape(&visit.who))
}
