//! Question: the form that adds, changes or removes a question of a codebook.
//!
//! Each edit is a new version of the whole codebook, by which the program proposes anew where that may differ; older versions stay.

use standpoint_compare::{Codebook, Question};
use standpoint_report::page::{add, escape};

use super::parts::{self, hidden};
use crate::failure::Failure;
use crate::proposing;
use crate::visit::{in_address, Answer, Page, Questions, Visit};

/// The form of one question, empty where the address names none.
pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let questions = visit.codebook()?;
    let wanted = visit.field("question");
    let asked = match (wanted, &questions) {
        (Some(wanted), Some(questions)) => Some(find(questions, wanted)?.clone()),
        _ => None,
    };
    let title = match &asked {
        Some(question) => format!("Question {}", question.id),
        None => "A new question".to_owned(),
    };
    proposing::prepare(visit.desk, visit.library)?;
    let mut out = form(visit, questions.as_ref(), asked.as_ref());
    if let (Some(questions), Some(question)) = (&questions, &asked) {
        out += &removal(visit, questions, question);
    }
    Page::answer(title, out)
}

fn find<'q>(questions: &'q Questions, wanted: &str) -> Result<&'q Question, Failure> {
    let found = questions.codebook.questions.iter().find(|question| question.id == wanted);
    found.ok_or_else(|| Failure::NotFound(format!("The codebook has no question {wanted:?}.")))
}

fn form(visit: &Visit<'_>, questions: Option<&Questions>, asked: Option<&Question>) -> String {
    let mut out =
        format!("<form method=\"post\" action=\"/codebook/save\" class=\"column\">{}", parts::form_token(visit));
    match questions {
        Some(questions) => out += &version(questions),
        None => out += &line("codebook", "Title of the codebook, which has none yet", "", ""),
    }
    match asked {
        Some(question) => out += &hidden("question", &question.id),
        None => {
            let id = questions.map_or("Q01".to_owned(), |questions| free_id(&questions.codebook));
            out += &line("id", "Its short name in tables, such as Q01", &id, " maxlength=\"20\"");
        }
    }
    let value = |of: fn(&Question) -> &String| asked.map_or("", |question| of(question).as_str());
    let lines = |of: fn(&Question) -> &Vec<String>| asked.map(|question| of(question).join("\n")).unwrap_or_default();
    out += &line("label", "Heading, a few words", value(|question| &question.label), " maxlength=\"200\"");
    out += &area(
        "assertion",
        "The sentence that a statement can affirm or deny",
        value(|question| &question.assertion),
        " required",
    );
    out += &area(
        "support",
        "How those say it who are for it, one phrasing a line, in any language",
        &lines(|question| &question.support),
        "",
    );
    out += &area(
        "oppose",
        "How those say it who are against it, one phrasing a line, in any language",
        &lines(|question| &question.oppose),
        "",
    );
    out += "<p>Saving makes a new version of the codebook; the one before is kept. The program then proposes anew for all statements, and \
        you see which cells change. What people decided stays as it is.</p>\n<button class=\"first\">Save</button></form>\n";
    out
}

fn line(name: &str, label: &str, value: &str, more: &str) -> String {
    format!(
        "<label class=\"block\">{label}<input name=\"{name}\" required value=\"{}\"{more}></label>\n",
        escape(value)
    )
}

fn area(name: &str, label: &str, value: &str, more: &str) -> String {
    format!("<label class=\"block\">{label}<textarea name=\"{name}\"{more}>\n{}</textarea></label>\n", escape(value))
}

/// Which version of which codebook a form is about.
pub(super) fn version(questions: &Questions) -> String {
    hidden("codebook", &questions.entry.title) + &hidden("version", &questions.entry.number.to_string())
}

/// A name that no question has yet, counting on from that of the last one.
fn free_id(codebook: &Codebook) -> String {
    let last = codebook.questions.last().map_or("Q00", |question| &question.id);
    let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &last[letters.len()..];
    let (width, first) = (digits.len().max(2), digits.parse::<u64>().unwrap_or(0));
    let mut names = (1..).map(|more| format!("{letters}{:0width$}", first.saturating_add(more)));
    names.find(|name| codebook.questions.iter().all(|question| question.id != *name)).unwrap_or_default()
}

fn removal(visit: &Visit<'_>, questions: &Questions, question: &Question) -> String {
    let mut out = String::from("<h2>Remove it</h2>\n");
    if questions.codebook.questions.len() == 1 {
        return out + "<p>It is the only question; a codebook has at least one.</p>\n";
    }
    add(
        &mut out,
        format_args!(
            "<p>It is no longer asked. Decisions on it are kept and shown as orphaned; the version before can be used again.</p>\n<form \
             method=\"post\" action=\"/codebook/remove\">{}{}{}<button>Remove {}</button></form>\n",
            parts::form_token(visit),
            version(questions),
            hidden("question", &question.id),
            escape(&question.id)
        ),
    );
    out
}

/// Saves a question, new or changed.
pub(crate) fn save(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let questions = if visit.library.codebooks()?.is_empty() { None } else { Some(current(visit)?) };
    let id = visit.field("question").or_else(|| visit.field("id"));
    let question = Question {
        id: written(id, "short name")?,
        label: written(visit.field("label"), "heading")?,
        assertion: written(visit.field("assertion"), "sentence that can be affirmed or denied")?,
        support: phrasings(visit, "support"),
        oppose: phrasings(visit, "oppose"),
    };
    let mut codebook = match questions {
        Some(questions) => questions.codebook,
        None => Codebook { title: written(visit.field("codebook"), "title")?, language: None, questions: Vec::new() },
    };
    let place = codebook.questions.iter().position(|other| other.id == question.id);
    match (place, visit.field("question")) {
        (Some(place), Some(_)) => codebook.questions[place] = question,
        (None, None) => codebook.questions.push(question),
        (Some(_), None) => {
            let why =
                format!("There is a question {} already. Go back and give this one another short name.", question.id);
            return Err(Failure::Wrong(why));
        }
        (None, Some(_)) => return Err(Failure::Changed("The question was removed in the meantime.".to_owned())),
    }
    put(visit, &codebook)
}

/// Removes a question.
pub(crate) fn remove(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let mut codebook = current(visit)?.codebook;
    let wanted = visit.needed("question")?;
    codebook.questions.retain(|question| question.id != wanted);
    if codebook.questions.is_empty() {
        return Err(Failure::Wrong("It is the only question; a codebook has at least one.".to_owned()));
    }
    put(visit, &codebook)
}

/// The codebook of a form, where that is still the version in use.
fn current(visit: &Visit<'_>) -> Result<Questions, Failure> {
    visit.needed("codebook")?;
    let questions =
        visit.codebook()?.ok_or_else(|| Failure::NotFound("There is no codebook in this library.".to_owned()))?;
    if visit.needed("version")? != questions.entry.number.to_string() {
        let why = "The codebook was changed since you opened this form, so nothing was saved. Open the question again.";
        return Err(Failure::Changed(why.to_owned()));
    }
    Ok(questions)
}

/// Words on one line.
fn written(field: Option<&str>, what: &str) -> Result<String, Failure> {
    let words = field.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Err(Failure::Wrong(format!("The {what} is empty. Go back and write it.")));
    }
    Ok(words)
}

fn phrasings(visit: &Visit<'_>, name: &str) -> Vec<String> {
    let lines = visit.field(name).unwrap_or_default().lines();
    let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Takes in a version of a codebook, has proposals made by it, and shows what that changes.
pub(super) fn put(visit: &mut Visit<'_>, codebook: &Codebook) -> Result<Answer, Failure> {
    if let Some(state) = visit.desk.proposing.under_way() {
        return Err(Failure::Changed(format!(
            "The program is still proposing for an edit before this one ({} of {} statements). Nothing was saved; go back and save when \
             that is done.",
            state.done, state.of
        )));
    }
    let toml = codebook.to_toml();
    // What is written must be readable again before it is kept.
    let codebook = Codebook::parse(&toml).map_err(|error| Failure::Wrong(format!("This can’t be kept: {error}.")))?;
    let who = visit.who.clone();
    let before = visit.library.codebooks()?.into_iter().find(|entry| entry.title == codebook.title);
    let entry = visit.library.put_codebook(&codebook, &toml, &who)?;
    let address = format!("/codebook/changes?codebook={}", in_address(&entry.title));
    if visit.desk.program.is_none() {
        return Ok(Answer::GoTo(address));
    }
    proposing::begin(visit.desk, visit.library, before, entry, codebook)?;
    Ok(Answer::GoToWhenProposed(address))
}
