//! Review: one proposal after the other, each with the sentence in its paragraph; each decision is one key.
//!
//! What was decided leaves the queue; what was skipped is remembered by the address alone (`after`), so that nothing has to
//! be kept for it.

use standpoint_compare::{Question, Stance};
use standpoint_library::{EventKind, Place, Proposal, Quote};
use standpoint_report::page::{add, escape, percent};
use standpoint_text::StatementId;

use super::parts::{self, hidden};
use super::text;
use crate::failure::Failure;
use crate::visit::{digits, in_address, Answer, Page, Questions, Visit};

/// The stances a person can choose, each with its key.
pub(crate) const CHOICES: [(Stance, char); 5] = [
    (Stance::Support, 's'),
    (Stance::Oppose, 'o'),
    (Stance::Mixed, 'm'),
    (Stance::Unclear, 'u'),
    (Stance::Silent, 'x'),
];

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let Some(questions) = visit.codebook()? else { return Page::answer("Review", parts::NO_CODEBOOK.to_owned()) };
    let (at, after) = (visit.field("at").and_then(named), visit.field("after").and_then(named));
    let place = match (&at, &after) {
        (Some((id, question)), _) => Place::At((id, question)),
        (None, Some((id, question))) => Place::After((id, question)),
        (None, None) => Place::First,
    };
    let queue = visit.library.queue(&questions.entry, place)?;
    let mut out = parts::codebook_choice(&questions, "/review");
    out += &last_act(visit)?;
    let Some(proposal) = queue.next else {
        add(&mut out, format_args!("{}", nothing_left(&questions, queue.waiting)));
        return Page::answer("Review", out);
    };
    let (waiting, number) = (queue.waiting, queue.before + 1);
    add(&mut out, format_args!("<p class=\"soft\">{waiting} wait for a decision; this is number {number}.</p>\n"));
    out += &shown(visit, &questions, &proposal, visit.field("after").unwrap_or(""))?;
    Page::answer("Review", out)
}

/// The statement and question that a [`key`] stands for.
fn named(key: &str) -> Option<(StatementId, String)> {
    let (digits, question) = key.split_once('.')?;
    Some((StatementId::parse(&format!("sha256:{digits}"))?, question.to_owned()))
}

/// What stands for a proposal in addresses.
pub(crate) fn key(proposal: &Proposal) -> String {
    format!("{}.{}", digits(&proposal.statement), proposal.question)
}

fn nothing_left(questions: &Questions, waiting: usize) -> String {
    let codebook = in_address(&questions.entry.title);
    if waiting == 0 {
        return format!(
            "<p>Nothing waits for a decision. <a href=\"/matrix?codebook={codebook}\">To the matrix</a></p>\n"
        );
    }
    format!(
        "<p>You have reached the end; {waiting} that you skipped still wait. <a href=\"/review?codebook={codebook}\" \
         data-key=\"n\">Begin again<kbd>n</kbd></a></p>\n"
    )
}

/// What this person did last, with the way to take it back.
fn last_act(visit: &Visit<'_>) -> Result<String, Failure> {
    let last = visit.library.history(1)?.pop();
    let Some(event) = last.filter(|event| event.who == visit.desk.who && event.kind != EventKind::Codebook) else {
        return Ok(String::new());
    };
    let stance =
        parts::decided_stance(&event).map(|stance| format!(": {}", parts::persons_word(stance))).unwrap_or_default();
    let question = event.question.map(|(_, id)| format!(" on {}", escape(&id))).unwrap_or_default();
    let undo = parts::undo(visit);
    Ok(format!(
        "<div role=\"status\" class=\"said\">Last: {}{question}{stance} {undo}</div>\n",
        parts::deed(event.kind)
    ))
}

fn shown(visit: &Visit<'_>, questions: &Questions, proposal: &Proposal, after: &str) -> Result<String, Failure> {
    let kept = visit.library.statement(&proposal.statement)?;
    let entry = visit.library.find(proposal.statement.as_str())?;
    let asked = questions.codebook.questions.iter().find(|question| question.id == proposal.question);
    let mut out = question(asked, &proposal.question);
    add(&mut out, format_args!("<p>{}", parts::statement_link(&entry.id, parts::name_of(&entry))));
    if let Some(date) = entry.published {
        add(&mut out, format_args!(", {date}"));
    }
    add(&mut out, format_args!("</p>\n<p class=\"proposal\">Proposed: {}</p>\n", proposed(proposal)));
    out += &text::around(&kept.statement, &proposal.evidence);
    let choice = Choice { quotes: &proposal.evidence, ticked: proposal.evidence.len(), others: String::new() };
    let back = [("back", "review"), ("after", after)];
    out += &form(visit, &questions.entry.title, proposal, &choice, &back);
    add(
        &mut out,
        format_args!(
            "<p><a href=\"{}\">Rest it on other sentences</a></p>\n",
            parts::cell_address(&questions.entry.title, &proposal.question, &proposal.statement)
        ),
    );
    add(
        &mut out,
        format_args!(
            "<p><a class=\"button\" data-key=\"n\" href=\"/review?codebook={}&amp;after={}\">Skip: decide later<kbd>n</kbd></a></p>\n",
            in_address(&questions.entry.title),
            in_address(&key(proposal))
        ),
    );
    Ok(out)
}

/// What stands for some words in forms.
pub(crate) fn place_of(quote: &Quote) -> String {
    format!("{}-{}", quote.start, quote.end)
}

/// The question with the sentence that can be affirmed or denied.
pub(crate) fn question(asked: Option<&Question>, id: &str) -> String {
    match asked {
        Some(asked) => format!(
            "<h2>{} <bdi>{}</bdi></h2>\n<p class=\"question\"><bdi>{}</bdi></p>\n",
            escape(id),
            escape(&asked.label),
            escape(&asked.assertion)
        ),
        None => format!("<h2>{}</h2>\n<p>The codebook no longer has this question.</p>\n", escape(id)),
    }
}

/// A proposal in words.
pub(crate) fn proposed(proposal: &Proposal) -> String {
    let sure = match proposal.stance {
        Stance::Unclear => String::new(),
        _ => format!(" <span class=\"soft\">{} % by its own estimate,</span>", percent(proposal.confidence)),
    };
    format!("{}{sure} <span class=\"soft small\">by {}</span>", parts::stance(proposal.stance), escape(&proposal.coder))
}

/// What a decision can rest on, as a form offers it.
#[derive(Default)]
pub(crate) struct Choice<'a> {
    /// Numbered as they are marked in the text above the form.
    pub quotes: &'a [Quote],
    /// How many of them, from the first, are ticked.
    pub ticked: usize,
    /// More to tick, as HTML.
    pub others: String,
}

/// The form with which a person decides on a proposal.
pub(crate) fn form(
    visit: &Visit<'_>,
    codebook: &str,
    proposal: &Proposal,
    choice: &Choice<'_>,
    back: &[(&str, &str)],
) -> String {
    let mut out = format!(
        "<form method=\"post\" action=\"/decide\">{}{}{}{}{}",
        parts::form_token(visit),
        hidden("codebook", codebook),
        hidden("question", &proposal.question),
        hidden("statement", digits(&proposal.statement)),
        hidden("shown", proposal.stance.as_str())
    );
    for (name, value) in back {
        out += &hidden(name, value);
    }
    for quote in &proposal.evidence {
        out += &hidden("shown_evidence", &place_of(quote));
    }
    if !choice.quotes.is_empty() || !choice.others.is_empty() {
        out += "<fieldset class=\"said\"><legend>The decision rests on</legend>";
        for (number, quote) in choice.quotes.iter().enumerate() {
            let ticked = if number < choice.ticked { " checked" } else { "" };
            add(
                &mut out,
                format_args!(
                    "<label><input type=\"checkbox\" name=\"evidence\" value=\"{}\"{ticked}> sentence {}</label> ",
                    place_of(quote),
                    number + 1
                ),
            );
        }
        out += &choice.others;
        out += "</fieldset>";
    }
    out += "<div class=\"keys\">";
    let button = |value: &str, key: char, class: &str, text: &str| {
        format!(
            "<button name=\"ruling\" value=\"{value}\" data-key=\"{key}\" aria-keyshortcuts=\"{key}\" class=\"{class}\">{text}\
             <kbd>{key}</kbd></button>\n"
        )
    };
    out += &button("accept", 'a', "first", &format!("Accept: {}", parts::persons_word(proposal.stance)));
    for (stance, key) in CHOICES {
        if stance != proposal.stance {
            out += &button(stance.as_str(), key, "", &parts::persons_stance(stance));
        }
    }
    out += &button("reject", 'r', "", "Reject, leave open");
    out + "</div><label class=\"block\">Memo, kept with the decision<kbd>e</kbd><textarea name=\"memo\" data-key=\"e\" maxlength=\"20000\">\
        </textarea></label></form>\n"
}
