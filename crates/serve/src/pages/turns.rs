//! Turns: organisations that speak more than once and say something else later, both sentences with their dates.

use std::collections::HashMap;

use standpoint_compare::Stance;
use standpoint_library::{Cell, Quote, Spoken};
use standpoint_report::page::{add, escape};
use standpoint_text::StatementId;

use super::parts::{self, held};
use crate::visit::Questions;

/// So many turns are shown at most.
const MOST: usize = 100;

/// What an organisation held at a time.
struct Held<'a> {
    spoken: &'a Spoken,
    stance: Stance,
    quote: Option<&'a Quote>,
    is_decided: bool,
}

/// The turns on all questions of organisations with these statements, which are in the order of organisation and time.
/// `are_part` says that there are more statements than these.
pub(crate) fn section(questions: &Questions, cells: &[Cell], spoken: &[Spoken], are_part: bool) -> String {
    let of_same = |a: &Spoken, b: &Spoken| a.entry.issuer == b.entry.issuer;
    if spoken.chunk_by(of_same).all(|of_one| of_one.len() == 1) {
        return String::new();
    }
    let by_place: HashMap<(&str, &StatementId), &Cell> =
        cells.iter().map(|cell| ((&cell.question[..], &cell.statement), cell)).collect();
    let (mut out, mut count) = (String::new(), 0);
    for question in &questions.codebook.questions {
        for statements in spoken.chunk_by(of_same) {
            let sides: Vec<Held<'_>> = statements
                .iter()
                .filter_map(|spoken| taken(spoken, by_place.get(&(&question.id[..], &spoken.entry.id))?))
                .collect();
            for pair in sides.windows(2) {
                let [before, after] = pair else { continue };
                if before.stance == after.stance || before.spoken.at == after.spoken.at {
                    continue;
                }
                count += 1;
                if count <= MOST {
                    add(
                        &mut out,
                        format_args!(
                            "<article class=\"panel\"><h3><bdi>{}</bdi> on {} <bdi>{}</bdi></h3>\n{}{}</article>\n",
                            escape(before.spoken.entry.issuer.as_deref().unwrap_or_default()),
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
    if are_part {
        out += "<p class=\"soft\">Only the statements of this page are held against each other.</p>\n";
    }
    format!("<section id=\"turns\"><h2>Other sides taken over time</h2>\n{out}</section>\n")
}

/// A side that was taken; silence and doubt are none.
fn taken<'a>(spoken: &'a Spoken, cell: &'a Cell) -> Option<Held<'a>> {
    let (stance, evidence, is_decided) = held(cell)?;
    let is_side = matches!(stance, Stance::Support | Stance::Oppose | Stance::Mixed);
    is_side.then(|| Held { spoken, stance, quote: evidence.first(), is_decided })
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
         dir=\"auto\"{}>{}<footer lang=\"en\" dir=\"ltr\">{}</footer></blockquote>\n",
        held.spoken.at,
        parts::cell_address(&questions.entry.title, question, &held.spoken.entry.id),
        parts::lang(held.spoken.entry.language),
        escape(quote),
        parts::statement_link(&held.spoken.entry.id, held.spoken.entry.title.as_deref().unwrap_or_else(|| parts::name_of(&held.spoken.entry)))
    )
}
