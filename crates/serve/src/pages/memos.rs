//! Memos: what people write down on a statement.

use standpoint_report::page::{add, escape};
use standpoint_text::StatementId;

use super::parts::{self, hidden, when};
use crate::failure::Failure;
use crate::visit::{digits, Answer, Visit};

/// The memos on a statement, and the form for one more.
pub(crate) fn section(visit: &Visit<'_>, id: &StatementId) -> Result<String, Failure> {
    let memos = visit.library.memos(id)?;
    if memos.is_empty() && visit.is_for_file() {
        return Ok(String::new());
    }
    let mut out = String::from("<h2 id=\"memos\">Memos</h2>\n");
    for memo in &memos {
        let on = memo.on.as_ref().map(|on| format!(" on “<bdi>{}</bdi>”", escape(&on.text))).unwrap_or_default();
        add(
            &mut out,
            format_args!(
                "<div class=\"said\"><p class=\"memo\"><bdi>{}</bdi></p><p class=\"soft small\"><bdi>{}</bdi>, {}{on} {}</p></div>\n",
                escape(&memo.memo),
                escape(&memo.who),
                when(memo.at),
                parts::take_back(visit, memo.event, "Take back")
            ),
        );
    }
    if !visit.is_for_file() {
        add(
            &mut out,
            format_args!(
                "<form method=\"post\" action=\"/note\">{}{}<label class=\"block\">New memo<kbd>e</kbd><textarea name=\"memo\" data-key=\"e\" \
                 required maxlength=\"20000\"></textarea></label><button>Keep the memo</button></form>\n",
                parts::form_token(visit),
                hidden("statement", digits(id))
            ),
        );
    }
    Ok(out)
}

/// Writes a memo down.
pub(crate) fn note(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let id = visit.statement_id()?;
    let memo = visit.field("memo").ok_or_else(|| Failure::Wrong("The memo is empty; nothing was kept.".to_owned()))?;
    let (memo, who) = (memo.to_owned(), visit.who.clone());
    visit.library.note(&id, None, &memo, &who)?;
    Ok(Answer::GoTo(format!("/statement/{}#memos", digits(&id))))
}
