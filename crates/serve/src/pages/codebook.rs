//! Codebook: the questions as they are asked, and the way to ask otherwise.

use standpoint_compare::Question;
use standpoint_report::page::{add, escape};

use super::parts::{self, hidden};
use super::revision;
use crate::failure::Failure;
use crate::proposing::State;
use crate::visit::{in_address, Answer, Page, Questions, Visit};

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let Some(questions) = visit.codebook()? else {
        let mut out = parts::NO_CODEBOOK.to_owned();
        if !visit.is_for_file() {
            out += "<p><a class=\"button\" href=\"/codebook/question\">Begin one with a first question</a></p>\n";
        }
        return Page::answer("Codebook", out);
    };
    let mut out = parts::codebook_choice(visit, &questions, "/codebook");
    let title = in_address(&questions.entry.title);
    if !visit.is_for_file() {
        add(
            &mut out,
            format_args!(
                "<p><a class=\"button\" href=\"/codebook/question?codebook={title}\" data-key=\"e\">Add a question<kbd>e</kbd></a></p>\n{}",
                proposals(visit, &questions)?
            ),
        );
    }
    for question in &questions.codebook.questions {
        out += &asked(visit, &title, question);
    }
    out += &orphaned(visit, &questions)?;
    out += &revision::versions(visit, &questions)?;
    add(
        &mut out,
        format_args!(
            "<details><summary>The file as it was written</summary><pre class=\"scroll\" tabindex=\"0\">{}</pre></details>\n",
            escape(&questions.entry.toml)
        ),
    );
    Page::answer("Codebook", out)
}

fn asked(visit: &Visit<'_>, title: &str, question: &Question) -> String {
    let mut out = format!(
        "<section id=\"{0}\"><h2>{0} <bdi>{1}</bdi></h2>\n<p class=\"question\"><bdi>{2}</bdi></p>\n",
        escape(&question.id),
        escape(&question.label),
        escape(&question.assertion)
    );
    for (head, phrases) in
        [("Said by those who are for it", &question.support), ("Said by those who are against it", &question.oppose)]
    {
        if !phrases.is_empty() {
            let items: String =
                phrases.iter().map(|phrase| format!("<li><bdi>{}</bdi></li>", escape(phrase))).collect();
            add(&mut out, format_args!("<h3>{head}</h3><ul>{items}</ul>\n"));
        }
    }
    if !visit.is_for_file() {
        add(
            &mut out,
            format_args!(
                "<p><a href=\"/codebook/question?codebook={title}&amp;question={}\">Change or remove {}</a></p>\n",
                in_address(&question.id),
                escape(&question.id)
            ),
        );
    }
    out + "</section>\n"
}

/// Whether proposals are there, are being made, or can be made.
fn proposals(visit: &Visit<'_>, questions: &Questions) -> Result<String, Failure> {
    let mut out = String::new();
    match visit.desk.proposing.state().filter(|state| state.version == questions.entry.number) {
        Some(state @ State { outcome: None, .. }) => return Ok(revision::under_way(&state)),
        Some(State { outcome: Some(Err(why)), .. }) => {
            add(&mut out, format_args!("<p role=\"alert\">The program could not propose: {}.</p>\n", escape(&why)));
        }
        _ => {}
    }
    if visit.desk.program.is_none() {
        return Ok(out);
    }
    let statements = visit.library.counts()?.statements;
    let proposed = visit.library.count_proposals(&questions.entry)?;
    let missing = (statements * questions.codebook.questions.len()).saturating_sub(proposed);
    if missing > 0 {
        add(
            &mut out,
            format_args!(
                "<form method=\"post\" action=\"/codebook/propose\" class=\"line\">{}{}<span>For {missing} cells nothing is proposed \
                 yet.</span><button>Let the program propose</button></form>\n",
                parts::form_token(visit),
                hidden("codebook", &questions.entry.title)
            ),
        );
    }
    Ok(out)
}

/// Decisions on questions that are no longer asked.
fn orphaned(visit: &Visit<'_>, questions: &Questions) -> Result<String, Failure> {
    let is_asked = |id: &str| questions.codebook.questions.iter().any(|question| question.id == id);
    let mut out = String::new();
    for cell in &visit.library.decided_cells(&questions.entry, |id| !is_asked(id))? {
        let entry = visit.library.find(cell.statement.as_str())?;
        add(
            &mut out,
            format_args!(
                "<li><a href=\"{}\">{}</a>, {}: {}</li>\n",
                parts::cell_address(&questions.entry.title, &cell.question, &cell.statement),
                escape(&cell.question),
                parts::statement_link(&entry.id, parts::name_of(&entry)),
                revision::decision(cell)
            ),
        );
    }
    if out.is_empty() {
        return Ok(out);
    }
    Ok(format!("<h2 id=\"orphaned\">Decisions on questions that are no longer asked</h2>\n<ul>\n{out}</ul>\n"))
}
