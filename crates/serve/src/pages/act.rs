//! What forms do: decide and take back. Each ends where its outcome is to be seen.

use standpoint_compare::Stance;
use standpoint_library::{Event, EventKind, Place, Proposal, Quote, Ruling};
use standpoint_text::{Statement, StatementId};

use super::review::key;
use super::text::quote_at;
use crate::failure::Failure;
use crate::visit::{digits, in_address, Answer, Questions, Visit};

/// A person's decision on a cell.
pub(crate) fn decide(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let id = visit.statement_id()?;
    let question = visit.needed("question")?.to_owned();
    let questions = named_codebook(visit)?;
    let statement = visit.library.statement(&id)?.statement;
    let ruling = ruling(visit, &questions, &question, &statement)?;
    let memo = visit.field("memo").map(str::to_owned);
    let (title, who) = (questions.entry.title.clone(), visit.who.clone());
    visit.library.decide(&title, &question, &id, &ruling, memo.as_deref(), &who)?;
    Ok(Answer::GoTo(after_decision(visit, &title, &question, &id)))
}

fn named_codebook(visit: &Visit<'_>) -> Result<Questions, Failure> {
    visit.needed("codebook")?;
    visit.codebook()?.ok_or_else(|| Failure::NotFound("There is no codebook in this library.".to_owned()))
}

fn after_decision(visit: &Visit<'_>, codebook: &str, question: &str, id: &StatementId) -> String {
    let codebook = in_address(codebook);
    if visit.field("back") == Some("review") {
        let after = visit.field("after").map(|after| format!("&after={}", in_address(after))).unwrap_or_default();
        return format!("/review?codebook={codebook}{after}");
    }
    format!("/cell?codebook={codebook}&question={}&statement={}", in_address(question), digits(id))
}

/// What the form says, as a ruling. What is accepted is what was seen: where the proposal has changed, nothing is.
fn ruling(visit: &Visit<'_>, questions: &Questions, question: &str, statement: &Statement) -> Result<Ruling, Failure> {
    let chosen = visit.needed("ruling")?;
    if chosen == "reject" {
        return Ok(Ruling::Reject);
    }
    let ticked = quotes(visit, "evidence", statement)?;
    if chosen == "accept" {
        let cell = visit.library.cell(&questions.entry, (&statement.id, question))?;
        let proposal = cell.and_then(|cell| cell.proposal).filter(|proposal| is_as_seen(visit, proposal));
        let proposal = proposal.ok_or_else(|| {
            Failure::Changed(
                "The proposal has changed since you saw it, so it was not accepted. Go back, load the page again and look at it \
                 once more."
                    .to_owned(),
            )
        })?;
        let stance = proposal.stance;
        if is_same(&ticked, &proposal.evidence) {
            return Ok(Ruling::Accept { stance, evidence: proposal.evidence });
        }
        return with_words(stance, ticked);
    }
    let stance = Stance::ALL.into_iter().find(|stance| stance.as_str() == chosen);
    let stance = stance.ok_or_else(|| Failure::Wrong(format!("{chosen:?} is no decision.")))?;
    with_words(stance, if stance == Stance::Silent { Vec::new() } else { ticked })
}

/// A stance of a person's own; it too rests on words.
fn with_words(stance: Stance, evidence: Vec<Quote>) -> Result<Ruling, Failure> {
    if stance != Stance::Silent && evidence.is_empty() {
        return Err(Failure::Wrong(
            "No sentence is ticked, and a stance rests on at least one. Go back and tick it, or choose “not addressed”.".to_owned(),
        ));
    }
    Ok(Ruling::Change { stance, evidence })
}

/// Whether two lists hold the same words, in whatever order.
fn is_same(a: &[Quote], b: &[Quote]) -> bool {
    a.len() == b.len() && a.iter().all(|quote| b.contains(quote))
}

fn is_as_seen(visit: &Visit<'_>, proposal: &Proposal) -> bool {
    let places = proposal.evidence.iter().map(|quote| format!("{}-{}", quote.start, quote.end));
    visit.field("shown") == Some(proposal.stance.as_str()) && places.eq(visit.all("shown_evidence").map(str::to_owned))
}

/// The words at the places that a form names, as they stand in the statement, each once and in the form's order.
fn quotes(visit: &Visit<'_>, field: &str, statement: &Statement) -> Result<Vec<Quote>, Failure> {
    let mut quotes: Vec<Quote> = Vec::new();
    for place in visit.all(field) {
        let numbers = place.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        let quote = numbers.and_then(|(start, end)| quote_at(statement, start, end));
        let quote =
            quote.ok_or_else(|| Failure::Wrong(format!("There are no words at {place:?} in the statement.")))?;
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    Ok(quotes)
}

/// Takes back the last act of this person, and shows the cell it was about.
pub(crate) fn undo(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let who = visit.who.clone();
    let undone = visit.library.undo(&who)?;
    let event = undone.ok_or_else(|| Failure::Wrong(format!("There is nothing left that {who} could take back.")))?;
    let (Some((codebook, question)), Some(id)) =
        (event.question.clone(), event.statement.as_deref().and_then(StatementId::parse))
    else {
        return Ok(Answer::GoTo(where_seen(&event)));
    };
    let codebooks = visit.library.codebooks()?;
    if let Some(entry) = codebooks.iter().find(|entry| entry.title == codebook) {
        let place = Place::At((&id, &question));
        let next = visit.library.queue(entry, place)?.next;
        if let Some(proposal) = next.filter(|p| p.question == question && p.statement == id) {
            let (codebook, at) = (in_address(&codebook), in_address(&key(&proposal)));
            return Ok(Answer::GoTo(format!("/review?codebook={codebook}&at={at}")));
        }
    }
    Ok(Answer::GoTo(after_decision(visit, &codebook, &question, &id)))
}

/// Takes back one act, whoever's it is, and shows what it was about.
pub(crate) fn take_back(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let number = visit.needed("event")?.parse();
    let number = number.map_err(|_| Failure::Wrong("The form names no act.".to_owned()))?;
    let who = visit.who.clone();
    let undone = visit.library.undo_event(number, &who)?;
    let event = undone.ok_or_else(|| {
        Failure::Changed("This was taken back already, or can’t be. Go back and load the page again.".to_owned())
    })?;
    Ok(Answer::GoTo(where_seen(&event)))
}

/// Where the outcome of an act that is about no cell is to be seen.
fn where_seen(event: &Event) -> String {
    let id = event.statement.as_deref().and_then(StatementId::parse);
    match (event.kind, id) {
        (EventKind::Corrected, Some(id)) => format!("/source/{}", digits(&id)),
        (EventKind::Memo, Some(id)) => format!("/statement/{}#memos", digits(&id)),
        _ => "/history".to_owned(),
    }
}
