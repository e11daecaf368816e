//! Changes: what an edit of a codebook did to it and to the program's proposals.

use std::collections::HashMap;

use standpoint_compare::{Codebook, Stance};
use standpoint_library::{Cell, ChangedCell, Version};
use standpoint_report::page::{add, escape};
use standpoint_text::StatementId;

use super::parts::{self, hidden, when};
use super::question::put;
use crate::failure::Failure;
use crate::proposing::{self, State};
use crate::visit::{in_address, Answer, Page, Questions, Visit};

/// So many changed cells are shown at most.
const MOST: usize = 500;

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let Some(questions) = visit.codebook()? else { return Page::answer("Changes", parts::NO_CODEBOOK.to_owned()) };
    let versions = visit.library.versions(&questions.entry.title)?;
    let wanted = visit.field("version").and_then(|number| number.parse::<i64>().ok());
    let place = versions.iter().position(|version| Some(version.entry.number) == wanted).unwrap_or(0);
    let title = in_address(&questions.entry.title);
    let back = format!("<p><a href=\"/codebook?codebook={title}\">To the codebook</a> · <a href=\"/matrix?codebook={title}\">To the matrix</a></p>\n");
    let (Some(after), Some(before)) = (versions.get(place), versions.get(place + 1)) else {
        return Page::answer("Changes", format!("<p>The codebook was not edited before this version.</p>\n{back}"));
    };
    let mut out = format!(
        "<p>What the edit by <bdi>{}</bdi> of {} changed.</p>\n{}",
        escape(&after.who),
        when(after.at),
        edited(before, after)
    );
    match visit.desk.proposing.state().filter(|state| state.version == after.entry.number) {
        Some(State { outcome: Some(Err(why)), .. }) => {
            let why = escape(&why);
            add(&mut out, format_args!("<p role=\"alert\">The program could not propose anew: {why}.</p>\n"));
        }
        Some(state @ State { outcome: None, .. }) => out += &under_way(&state),
        _ => out += &cells(visit, &questions, before, after)?,
    }
    Page::answer("Changes", out + &back)
}

/// How far the program is.
pub(super) fn under_way(state: &State) -> String {
    let (anew, all) = state.questions;
    let on = if anew == all {
        String::new()
    } else {
        format!(
            " on {anew} of {all} questions: those that are asked otherwise, and those that share a subject with them"
        )
    };
    format!(
        "<p role=\"status\" data-reload=\"2000\">The program is proposing anew{on}: {} of {} statements are done. <a href=\"\">Look again</a></p>\n",
        state.done, state.of
    )
}

/// Which questions are new, gone, or asked otherwise.
fn edited(before: &Version, after: &Version) -> String {
    let questions =
        |version: &Version| Codebook::parse(&version.entry.toml).map(|read| read.questions).unwrap_or_default();
    let (before, after) = (questions(before), questions(after));
    let mut out = String::from("<ul>\n");
    let mut line = |id: &str, label: &str, what: &str| {
        add(&mut out, format_args!("<li>{} <bdi>{}</bdi>: {what}</li>\n", escape(id), escape(label)));
    };
    for question in &after {
        match before.iter().find(|other| other.id == question.id) {
            None => line(&question.id, &question.label, "new"),
            Some(other) if other.assertion != question.assertion => {
                line(
                    &question.id,
                    &question.label,
                    "another sentence is asked, so decisions on it are to be looked at again",
                );
            }
            Some(other) if other != question => line(&question.id, &question.label, "other heading or phrasings"),
            Some(_) => {}
        }
    }
    for question in before.iter().filter(|question| after.iter().all(|other| other.id != question.id)) {
        line(&question.id, &question.label, "no longer asked");
    }
    out + "</ul>\n"
}

/// The cells for which the program proposes something else than before.
fn cells(visit: &Visit<'_>, questions: &Questions, before: &Version, after: &Version) -> Result<String, Failure> {
    let (old, new) = (&before.entry, &after.entry);
    if visit.library.count_proposals(new)? == 0 {
        return Ok("<p>Nothing was proposed by this version yet.</p>\n".to_owned());
    }
    let (count, changed) = visit.library.count_changed(old, new)?;
    let mut out = format!("<h2>Cells that change</h2>\n<p role=\"status\">{changed} of {count}.</p>\n");
    if changed == 0 {
        return Ok(out);
    }
    out += "<table class=\"ledger\"><thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Statement</th><th \
        scope=\"col\">Before</th><th scope=\"col\">After</th><th scope=\"col\">Decided</th></tr></thead><tbody>\n";
    let decided = visit.library.decided_cells(&questions.entry, |_| true)?;
    let decided: HashMap<(&str, &StatementId), &Cell> =
        decided.iter().map(|cell| ((&cell.question[..], &cell.statement), cell)).collect();
    for ChangedCell { question, statement, before, after } in &visit.library.changed_cells(old, new, MOST)? {
        let entry = visit.library.find(statement.as_str())?;
        let shown = |stance: &Option<Stance>| stance.map_or("not asked".to_owned(), parts::stance);
        let is_asked = after.is_some();
        let address = parts::cell_address(&questions.entry.title, question, statement);
        let asked = if is_asked { format!("<a href=\"{address}\">{}</a>", escape(question)) } else { escape(question) };
        let decided = decided.get(&(&question[..], statement)).map(|cell| decision(cell)).unwrap_or_default();
        let empty = if decided.is_empty() { " class=\"empty\"" } else { "" };
        add(
            &mut out,
            format_args!(
                "<tr><th scope=\"row\" data-head=\"Question\">{asked}</th><td data-head=\"Statement\">{}</td><td \
                 data-head=\"Before\">{}</td><td data-head=\"After\">{}</td><td data-head=\"Decided\"{empty}>{decided}</td></tr>\n",
                parts::statement_link(&entry.id, parts::name_of(&entry)),
                shown(before),
                shown(after),
            ),
        );
    }
    out += "</tbody></table>\n";
    if changed > MOST {
        add(&mut out, format_args!("<p class=\"soft\">Only the first {MOST} are shown.</p>\n"));
    }
    Ok(out)
}

/// What a person decided on a cell, which no edit changes.
pub(super) fn decision(cell: &Cell) -> String {
    let Some(decision) = &cell.decision else { return String::new() };
    let what = match parts::held(cell) {
        Some((stance, _, true)) => parts::persons_stance(stance),
        _ => "proposal rejected".to_owned(),
    };
    let doubt = parts::doubt(decision).map(|why| format!(" ({why})")).unwrap_or_default();
    format!("{what} <span class=\"soft small\">by <bdi>{}</bdi>{doubt}</span>", escape(&decision.who))
}

/// The versions of a codebook, each with what it changed and the way back to it.
pub(super) fn versions(visit: &Visit<'_>, questions: &Questions) -> Result<String, Failure> {
    let versions = visit.library.versions(&questions.entry.title)?;
    if versions.len() < 2 {
        return Ok(String::new());
    }
    let mut out = String::from("<h2>Versions</h2>\n<ul>\n");
    for (number, version) in versions.iter().enumerate() {
        add(&mut out, format_args!("<li>{}, <bdi>{}</bdi>", when(version.at), escape(&version.who)));
        if number + 1 < versions.len() {
            let title = in_address(&version.entry.title);
            let id = version.entry.number;
            add(
                &mut out,
                format_args!(" · <a href=\"/codebook/changes?codebook={title}&amp;version={id}\">what it changed</a>"),
            );
        }
        if number == 0 {
            out += " · in use";
        } else if !visit.is_for_file() {
            add(
                &mut out,
                format_args!(
                    " <form method=\"post\" action=\"/codebook/use\" class=\"inline\">{}{}{}<button>Use it again<span class=\"unseen\">: that \
                     of {}</span></button></form>",
                    parts::form_token(visit),
                    hidden("codebook", &version.entry.title),
                    hidden("version", &version.entry.number.to_string()),
                    when(version.at)
                ),
            );
        }
        out += "</li>\n";
    }
    Ok(out + "</ul>\n")
}

/// Puts an older version into use again, as a new version.
pub(crate) fn use_again(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let (title, number) = (visit.needed("codebook")?, visit.needed("version")?);
    let versions = visit.library.versions(title)?;
    let version = versions.iter().find(|version| version.entry.number.to_string() == number);
    let version = version.ok_or_else(|| Failure::NotFound("There is no such version of the codebook.".to_owned()))?;
    let codebook = Codebook::parse(&version.entry.toml)
        .map_err(|error| Failure::Wrong(format!("This version can’t be read any longer: {error}.")))?;
    put(visit, &codebook)
}

/// Has the program propose by the version in use, also for statements that came in since.
pub(crate) fn propose(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    visit.needed("codebook")?;
    let Some(questions) = visit.codebook()? else { return Err(Failure::NotFound("There is no codebook.".to_owned())) };
    if visit.desk.proposing.under_way().is_none() {
        proposing::begin(visit.desk, visit.library, None, questions.entry.clone(), questions.codebook)?;
    }
    Ok(Answer::GoToWhenProposed(format!("/codebook?codebook={}", in_address(&questions.entry.title))))
}
