//! Contradictions: numbers that several statements give of the same thing, each with its sentence.

use standpoint_library::Library;
use standpoint_reading::Figure;
use standpoint_report::page::{add, escape, one_line, value};
use standpoint_text::StatementId;

use super::parts::{self, passage_at};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::looking::{Looking, Seen, Tell};
use crate::program::{Contradiction, Contradictions};
use crate::visit::Visit;

/// So many contradictions, and figures of one, are shown at most.
const MOST: usize = 50;
const MOST_MEMBERS: usize = 12;

/// What contradicts each other; empty where nothing can look for it, and `None` where it is only being looked for and may soon be
/// there.
pub(crate) fn section(visit: &Visit<'_>) -> Result<Option<String>, Failure> {
    if visit.desk.program.is_none() {
        return Ok(Some(String::new()));
    }
    let key = (visit.library.collection_version()?, 0, 0);
    let found = match Looking::look(visit.desk, |desk| &desk.contradictions, visit.library, key, found) {
        Seen::Found(html) => html.to_string(),
        Seen::Failed(why) => {
            format!("<p role=\"alert\">Contradictions could not be looked for: {}.</p>\n", escape(&why))
        }
        Seen::UnderWay { .. } if !visit.has_waited => return Ok(None),
        Seen::UnderWay { done, of } => under_way(done, of),
    };
    Ok(Some(format!("<h2>They contradict each other</h2>\n{found}<h2>All figures</h2>\n")))
}

fn under_way(done: usize, of: usize) -> String {
    let how_far = if of == 0 { String::new() } else { format!(": {done} of {of} statements are read") };
    format!(
        "<p role=\"status\" data-reload=\"3000\">The figures of all statements are being held against each other{how_far}. <a \
         href=\"\">Look again</a></p>\n"
    )
}

/// What was found, as HTML: opening the statements again would take longer than all the rest of the page.
fn found(desk: &Desk, library: &Library, tell: Tell<'_>) -> Result<String, Failure> {
    let Some(program) = desk.program.as_deref() else { return Ok(String::new()) };
    let Contradictions { list, cut } = program.contradictions(library, tell)?;
    let mut out = shown(library, &list)?;
    if let Some((may, held)) = cut {
        add(
            &mut out,
            format_args!(
                "<p class=\"soft\">{may} statements may contradict others. {held} of them were looked at, some of each contradiction.</p>\n"
            ),
        );
    }
    Ok(out)
}

fn shown(library: &Library, found: &[Contradiction]) -> Result<String, Failure> {
    if found.is_empty() {
        return Ok("<p class=\"soft\">No figures were found that contradict each other.</p>\n".to_owned());
    }
    let mut out = String::new();
    for contradiction in found.iter().take(MOST) {
        let what = escape(&one_line(&contradiction.what));
        add(&mut out, format_args!("<article class=\"panel conflict\"><h3><bdi>{what}</bdi></h3>\n<ul>"));
        for (id, figure) in contradiction.members.iter().take(MOST_MEMBERS) {
            out += &member(library, id, figure)?;
        }
        out += "</ul></article>\n";
    }
    if found.len() > MOST {
        add(&mut out, format_args!("<p class=\"soft\">Only the first {MOST} of {} are shown.</p>\n", found.len()));
    }
    Ok(out)
}

fn member(library: &Library, id: &StatementId, figure: &Figure) -> Result<String, Failure> {
    let entry = library.find(id.as_str())?;
    let statement = library.statement(id)?.statement;
    let passage = passage_at(&statement, figure.span.start());
    let sentence = statement.passages.get(passage).map_or(figure.span.as_str(), |passage| passage.span.as_str());
    let unit = figure.unit.as_deref().map(|unit| format!(" {}", escape(&one_line(unit)))).unwrap_or_default();
    let as_of = figure.as_of.map(|date| format!(" <span class=\"whole\">({date})</span>")).unwrap_or_default();
    Ok(format!(
        "<li><b class=\"value\">{}{unit}</b>{as_of} <blockquote dir=\"auto\"><a class=\"words\" href=\"{}\"{}>{}</a><footer>{}</footer>\
         </blockquote></li>\n",
        escape(&value(figure)),
        parts::passage_address(id, passage),
        parts::lang(statement.passages.get(passage).and_then(|passage| passage.language)),
        escape(sentence),
        parts::statement_link(id, parts::name_of(&entry))
    ))
}
