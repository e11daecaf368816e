//! Turns: organisations that speak more than once and say something else later, both sentences with their dates.

use standpoint_compare::Stance;
use standpoint_library::{ByIssuer, Library, Side, Turn};
use standpoint_report::page::{add, escape};

use super::parts::{self, held};
use crate::failure::Failure;
use crate::looking::{Looking, Seen};
use crate::visit::{Questions, Visit};

/// So many turns are shown at most.
const MOST: usize = 100;
/// So many statements are gone through while a page is made; more, meanwhile.
const AT_ONCE: usize = 1000;

/// What organisations hold over all their statements; `None` where it is only being looked for and may soon be there.
pub(crate) fn by_issuer(visit: &Visit<'_>, questions: &Questions) -> Result<Option<Seen<ByIssuer>>, Failure> {
    let entry = questions.entry.clone();
    if visit.library.counts()?.statements <= AT_ONCE {
        return Ok(Some(Seen::Found(visit.library.by_issuer(&entry)?.into())));
    }
    let (others, own) = visit.library.file_version()?;
    let work = move |_: &_, library: &Library, _: &mut dyn FnMut(usize, usize)| Ok(library.by_issuer(&entry)?);
    let key = (questions.entry.number, others, own);
    let seen = Looking::look(visit.desk, |desk| &desk.by_issuer, visit.library, key, work);
    Ok(Some(seen).filter(|seen| visit.has_waited || !matches!(seen, Seen::UnderWay { .. })))
}

/// Why what organisations hold is not shown.
pub(crate) fn not_there<T>(seen: &Seen<T>) -> String {
    match seen {
        Seen::Failed(why) => format!("<p role=\"alert\">The statements could not be gone through: {}.</p>\n", escape(why)),
        _ => "<p role=\"status\" data-reload=\"2000\">All statements are being gone through. <a href=\"\">Look again</a></p>\n".to_owned(),
    }
}

/// The turns of an issuer, or of all.
pub(crate) fn section(
    library: &Library,
    questions: &Questions,
    seen: &Seen<ByIssuer>,
    issuer: Option<&str>,
) -> Result<String, Failure> {
    let Seen::Found(found) = seen else { return Ok(framed(&not_there(seen))) };
    let turns: Vec<&Turn> =
        found.turns.iter().filter(|turn| issuer.is_none_or(|issuer| *turn.issuer == *issuer)).collect();
    if turns.is_empty() {
        return Ok(framed("<p class=\"soft\">Of those who speak more than once, none takes another side later.</p>\n"));
    }
    let mut out = String::new();
    // In the order of the questions as they are asked; questions that are no longer asked have no proposals.
    let asked = &questions.codebook.questions;
    let in_order = asked.iter().flat_map(|question| {
        turns.iter().filter(move |turn| *turn.question == *question.id).map(move |turn| (question, turn))
    });
    let mut count = 0;
    for (question, turn) in in_order {
        count += 1;
        if count > MOST {
            continue;
        }
        add(
            &mut out,
            format_args!(
                "<article class=\"panel\"><h3><bdi>{}</bdi> on {} <bdi>{}</bdi></h3>\n{}{}</article>\n",
                escape(&turn.issuer),
                escape(&question.id),
                escape(&question.label),
                shown(library, questions, &question.id, &turn.before)?,
                shown(library, questions, &question.id, &turn.after)?
            ),
        );
    }
    if count > MOST {
        add(&mut out, format_args!("<p class=\"soft\">Only the first {MOST} of {count} are shown.</p>\n"));
    }
    Ok(framed(&out))
}

fn framed(inside: &str) -> String {
    format!("<section id=\"turns\"><h2>Other sides taken over time</h2>\n{inside}</section>\n")
}

fn shown(library: &Library, questions: &Questions, question: &str, side: &Side) -> Result<String, Failure> {
    let entry = library.find(side.statement.as_str())?;
    let cell = library.cell(&questions.entry, (&side.statement, question))?;
    let quote = cell.as_ref().and_then(held).and_then(|(_, evidence, _)| evidence.first());
    let (said, by) = if side.is_decided {
        (parts::persons_stance(side.stance), "decided")
    } else {
        (parts::stance(side.stance), "proposed")
    };
    Ok(format!(
        "<p><b class=\"whole\">{}</b> <a href=\"{}\">{said}</a> <span class=\"soft small\">({by})</span></p><blockquote \
         dir=\"auto\"{}>{}<footer lang=\"en\" dir=\"ltr\">{}</footer></blockquote>\n",
        side.at,
        parts::cell_address(&questions.entry.title, question, &side.statement),
        parts::lang(entry.language),
        escape(quote.map_or("", |quote| &quote.text)),
        parts::statement_link(&entry.id, entry.title.as_deref().unwrap_or_else(|| parts::name_of(&entry)))
    ))
}

/// The stances that are counted, in the order in which legends list them.
pub(crate) const COUNTED: [Stance; 4] = [Stance::Support, Stance::Oppose, Stance::Mixed, Stance::Unclear];
