//! Turns: organisations that speak more than once and say something else later, both sentences with their dates.

use std::collections::{BTreeMap, HashMap};

use standpoint_compare::Stance;
use standpoint_library::{Cell, Entry, Quote};
use standpoint_report::page::{add, escape};
use standpoint_text::{CalendarDate, StatementId};

use super::parts::{self, held};
use crate::failure::Failure;
use crate::visit::{Questions, Visit};

/// So many turns are shown at most.
const MOST: usize = 100;

/// What an organisation held at a time.
struct Held<'a> {
    date: CalendarDate,
    entry: &'a Entry,
    stance: Stance,
    quote: Option<&'a Quote>,
    is_decided: bool,
}

/// The turns of all organisations on all questions; empty where none speaks more than once.
pub(crate) fn section(visit: &Visit<'_>, questions: &Questions, cells: &[Cell]) -> Result<String, Failure> {
    let mut by_issuer: BTreeMap<String, Vec<(CalendarDate, Entry)>> = BTreeMap::new();
    visit.library.list(|entry| {
        if let (Some(issuer), Some(date)) = (entry.issuer.clone(), entry.published) {
            by_issuer.entry(issuer).or_default().push((date, entry));
        }
        true
    })?;
    by_issuer.retain(|_, statements| statements.len() > 1);
    if by_issuer.is_empty() {
        return Ok(String::new());
    }
    let by_place: HashMap<(&str, &StatementId), &Cell> =
        cells.iter().map(|cell| ((&cell.question[..], &cell.statement), cell)).collect();
    let (mut out, mut count) = (String::new(), 0);
    for question in &questions.codebook.questions {
        for (issuer, statements) in &by_issuer {
            let mut said: Vec<Held<'_>> = statements
                .iter()
                .filter_map(|(date, entry)| taken(*date, entry, by_place.get(&(&question.id[..], &entry.id))?))
                .collect();
            said.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.entry.path.cmp(&b.entry.path)));
            for pair in said.windows(2) {
                let [before, after] = pair else { continue };
                if before.stance == after.stance || before.date == after.date {
                    continue;
                }
                count += 1;
                if count <= MOST {
                    add(
                        &mut out,
                        format_args!(
                            "<article class=\"panel\"><h3><bdi>{}</bdi> on {} <bdi>{}</bdi></h3>\n{}{}</article>\n",
                            escape(issuer),
                            escape(&question.id),
                            escape(&question.label),
                            shown(questions, &question.id, before),
                            shown(questions, &question.id, after)
                        ),
                    );
                }
            }
        }
    }
    if count == 0 {
        out = "<p class=\"soft\">Of those who speak more than once, none takes another side later.</p>\n".to_owned();
    } else if count > MOST {
        add(&mut out, format_args!("<p class=\"soft\">Only the first {MOST} of {count} are shown.</p>\n"));
    }
    Ok(format!("<section id=\"turns\"><h2>Other sides taken over time</h2>\n{out}</section>\n"))
}

/// A side that was taken; silence and doubt are none.
fn taken<'a>(date: CalendarDate, entry: &'a Entry, cell: &'a Cell) -> Option<Held<'a>> {
    let (stance, evidence, is_decided) = held(cell)?;
    let is_side = matches!(stance, Stance::Support | Stance::Oppose | Stance::Mixed);
    is_side.then(|| Held { date, entry, stance, quote: evidence.first(), is_decided })
}

fn shown(questions: &Questions, question: &str, held: &Held<'_>) -> String {
    let quote = held.quote.map_or("", |quote| &quote.text);
    let (said, by) = if held.is_decided {
        (parts::persons_stance(held.stance), "decided")
    } else {
        (parts::stance(held.stance), "proposed")
    };
    format!(
        "<p><b class=\"whole\">{}</b> <a href=\"{}\">{said}</a> <span class=\"soft small\">({by})</span></p><blockquote \
         dir=\"auto\">{}<footer>{}</footer></blockquote>\n",
        held.date,
        parts::cell_address(&questions.entry.title, question, &held.entry.id),
        escape(quote),
        parts::statement_link(&held.entry.id, held.entry.title.as_deref().unwrap_or_else(|| parts::name_of(held.entry)))
    )
}
