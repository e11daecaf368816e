//! Cell: one question and one statement, with what is proposed, what was decided, and the sentences both rest on.

use standpoint_library::{Cell, Quote, Ruling};
use standpoint_report::page::{add, escape};
use standpoint_text::Statement;

use super::parts::{self, when};
use super::review::Choice;
use super::{review, text};
use crate::failure::Failure;
use crate::visit::{in_address, Answer, Page, Visit};

/// So many sentences are offered to rest a decision on.
const MOST_SENTENCES: usize = 2000;

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let Some(questions) = visit.codebook()? else { return Page::answer("Cell", parts::NO_CODEBOOK.to_owned()) };
    let (id, wanted) = (visit.statement_id()?, visit.needed("question")?.to_owned());
    let asked = questions.codebook.questions.iter().find(|question| question.id == wanted);
    let cell = visit.library.cell(&questions.entry, (&id, &wanted))?;
    let cell =
        cell.ok_or_else(|| Failure::NotFound("Nothing is proposed or decided on this question here.".to_owned()))?;
    let entry = visit.library.find(id.as_str())?;
    let kept = visit.library.statement(&id)?;
    let mut out = review::question(asked, &wanted);
    add(&mut out, format_args!("<p>{}</p>\n", parts::statement_link(&entry.id, parts::name_of(&entry))));
    out += &decided(visit, &cell);
    let mut quotes = rests_on(&cell);
    let ticked = quotes.len();
    if let Some(proposal) = &cell.proposal {
        let more: Vec<Quote> = proposal.evidence.iter().filter(|quote| !quotes.contains(quote)).cloned().collect();
        quotes.extend(more);
        add(&mut out, format_args!("<p class=\"proposal\">Proposed: {}</p>\n", review::proposed(proposal)));
    }
    out += &text::around(&kept.statement, &quotes);
    if let Some(proposal) = cell.proposal.as_ref().filter(|_| !visit.is_for_file()) {
        let heading = if cell.decision.is_some() { "Decide anew" } else { "Decide" };
        add(&mut out, format_args!("<h3>{heading}</h3>\n"));
        let choice = Choice { quotes: &quotes, ticked, others: others(&kept.statement, &quotes) };
        out += &review::form(visit, &questions.entry.title, proposal, &choice, &[("back", "cell")]);
    }
    add(
        &mut out,
        format_args!(
            "<p><a href=\"/matrix?codebook={}\">Back to the matrix</a></p>\n",
            in_address(&questions.entry.title)
        ),
    );
    Page::answer(format!("{wanted}: {}", parts::name_of(&entry)), out)
}

/// The words that count now: those of the decision, else those of the proposal.
fn rests_on(cell: &Cell) -> Vec<Quote> {
    let proposed = || cell.proposal.as_ref().map(|proposal| proposal.evidence.clone()).unwrap_or_default();
    match cell.decision.as_ref().map(|decision| &decision.ruling) {
        Some(Ruling::Accept { evidence, .. } | Ruling::Change { evidence, .. }) => evidence.clone(),
        Some(Ruling::Reject) | None => proposed(),
    }
}

/// Every sentence of the statement to tick, but for those that are shown already.
fn others(statement: &Statement, shown: &[Quote]) -> String {
    let mut out = String::from("<details><summary>Rest it on other sentences</summary>\n");
    for (number, passage) in statement.passages.iter().enumerate().take(MOST_SENTENCES) {
        let place = review::place_of(&Quote::of(&passage.span));
        if shown.iter().all(|quote| review::place_of(quote) != place) {
            add(
                &mut out,
                format_args!(
                    "<label class=\"block\" dir=\"auto\"><input type=\"checkbox\" name=\"evidence\" value=\"{place}\"> <span \
                     class=\"soft small\">{}</span> {}</label>\n",
                    number + 1,
                    escape(passage.span.as_str())
                ),
            );
        }
    }
    if statement.passages.len() > MOST_SENTENCES {
        add(&mut out, format_args!("<p>Only the first {MOST_SENTENCES} sentences can be chosen here.</p>\n"));
    }
    out + "</details>"
}

fn decided(visit: &Visit<'_>, cell: &Cell) -> String {
    let Some(decision) = &cell.decision else { return String::new() };
    let what = match &decision.ruling {
        Ruling::Accept { stance, .. } => {
            format!("{} <span class=\"soft\">(proposal accepted)</span>", parts::persons_stance(*stance))
        }
        Ruling::Change { stance, .. } => parts::persons_stance(*stance),
        Ruling::Reject => "<span class=\"none\">open: the proposal was rejected</span>".to_owned(),
    };
    let doubt = parts::doubt(decision).map(|why| format!(" <strong>Look again: {why}.</strong>")).unwrap_or_default();
    let memo =
        decision.memo.as_deref().map(|memo| format!("<br>Memo: <bdi>{}</bdi>", escape(memo))).unwrap_or_default();
    let undo = if decision.who == visit.who { parts::undo(visit) } else { String::new() };
    format!(
        "<div class=\"said\"><p>Decided: {what} <span class=\"soft small\">by <bdi>{}</bdi>, {}</span>{doubt}{memo}</p>{undo}</div>\n",
        escape(&decision.who),
        when(decision.at)
    )
}
