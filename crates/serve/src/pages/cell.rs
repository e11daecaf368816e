//! Cell: one question and one statement, with what is proposed, what was decided, and the sentences both rest on.

use standpoint_library::{Cell, Proposal, Ruling};
use standpoint_report::page::{add, escape};

use super::parts::{self, when};
use super::{review, text};
use crate::failure::Failure;
use crate::visit::{in_address, Answer, Page, Visit};

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let Some(questions) = visit.codebook()? else { return Page::answer("Cell", parts::NO_CODEBOOK.to_owned()) };
    let (id, wanted) = (visit.statement_id()?, visit.needed("question")?.to_owned());
    let asked = questions.codebook.questions.iter().find(|question| question.id == wanted);
    let cells = visit.library.cells(&questions.entry)?;
    let cell = cells.into_iter().find(|cell| cell.question == wanted && cell.statement == id);
    let cell =
        cell.ok_or_else(|| Failure::NotFound("Nothing is proposed or decided on this question here.".to_owned()))?;
    let entry = visit.library.find(id.as_str())?;
    let kept = visit.library.statement(&id)?;
    let mut out = review::question(asked, &wanted);
    add(&mut out, format_args!("<p>{}</p>\n", parts::statement_link(&entry.id, parts::name_of(&entry))));
    out += &decided(visit, &cell);
    let rests_on = match (&cell.decision, &cell.proposal) {
        (Some(decision), proposal) => match &decision.ruling {
            Ruling::Accept { evidence, .. } | Ruling::Change { evidence, .. } => evidence.clone(),
            Ruling::Reject => proposal.as_ref().map(|proposal| proposal.evidence.clone()).unwrap_or_default(),
        },
        (None, proposal) => proposal.as_ref().map(|proposal| proposal.evidence.clone()).unwrap_or_default(),
    };
    if let Some(proposal) = &cell.proposal {
        add(&mut out, format_args!("<p class=\"proposal\">Proposed: {}</p>\n", review::proposed(proposal)));
    }
    out += &text::around(&kept.statement, &rests_on);
    if let Some(proposal) = &cell.proposal {
        let heading = if cell.decision.is_some() { "Decide anew" } else { "Decide" };
        add(&mut out, format_args!("<h3>{heading}</h3>\n"));
        // What can be ticked is what is shown above.
        let seen = Proposal { evidence: rests_on, ..proposal.clone() };
        out += &review::form(visit, &questions.entry.title, &seen, &[("back", "cell")]);
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

fn decided(visit: &Visit<'_>, cell: &Cell) -> String {
    let Some(decision) = &cell.decision else { return String::new() };
    let what = match &decision.ruling {
        Ruling::Accept { stance, .. } => {
            format!("{} <span class=\"soft\">(proposal accepted)</span>", parts::stance(*stance))
        }
        Ruling::Change { stance, .. } => parts::stance(*stance),
        Ruling::Reject => "<span class=\"none\">open: the proposal was rejected</span>".to_owned(),
    };
    let doubt = parts::doubt(decision).map(|why| format!(" <strong>Look again: {why}.</strong>")).unwrap_or_default();
    let memo =
        decision.memo.as_deref().map(|memo| format!("<br>Memo: <bdi>{}</bdi>", escape(memo))).unwrap_or_default();
    let undo = if decision.who == visit.desk.who { parts::undo(visit) } else { String::new() };
    format!(
        "<div class=\"said\"><p>Decided: {what} <span class=\"soft small\">by <bdi>{}</bdi>, {}</span>{doubt}{memo}</p>{undo}</div>\n",
        escape(&decision.who),
        when(decision.at)
    )
}
