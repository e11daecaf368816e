//! The evidence, question by question: the sentences as they stand, with those around them.

use standpoint_compare::{Comparison, Evidence, Position, Stance};
use standpoint_text::{Pages, Passage, Statement};

use super::escape::{add, escape};
use super::{percent, word};
use crate::plain::one_line;
use crate::table::sign;

/// With more statements the sentences stand without those around them, and silences without the nearest passages.
const MOST_WITH_CONTEXT: usize = 60;

pub(crate) fn section(comparison: &Comparison) -> String {
    let with_context = comparison.statements.len() <= MOST_WITH_CONTEXT;
    let mut out = String::from("<section id=\"evidence\"><h2>Evidence</h2>\n");
    for (question, asked) in comparison.codebook.questions.iter().enumerate() {
        add(
            &mut out,
            format_args!(
                "<section id=\"q{question}\"><h3>{} <bdi>{}</bdi></h3><p class=\"soft\"><bdi>{}</bdi></p>\n",
                escape(&asked.id),
                escape(&one_line(&asked.label)),
                escape(&asked.assertion)
            ),
        );
        let mut silent = String::new();
        for statement in 0..comparison.statements.len() {
            let position = comparison.position(question, statement);
            if position.stance != Stance::Silent {
                out += &spoken(comparison, position, with_context);
            } else if with_context {
                silent += &unspoken(comparison, position);
            }
        }
        if !silent.is_empty() {
            add(
                &mut out,
                format_args!(
                    "<details><summary>Read, not addressed: the nearest passages (not counted)</summary>\n{silent}</details>\n"
                ),
            );
        }
        out += "</section>\n";
    }
    out + "</section>\n"
}

fn spoken(comparison: &Comparison, position: &Position, with_context: bool) -> String {
    let statement = &comparison.statements[position.statement];
    let class = position.stance.as_str();
    let mut out = String::new();
    add(
        &mut out,
        format_args!(
            "<article id=\"q{}s{}\"><h4><span class=\"{class}\"><span class=\"sign\">{}</span> {}</span> — <a \
             href=\"#s{}\"><bdi>{}</bdi></a> <span class=\"soft small\">{} %</span></h4>\n",
            position.question,
            position.statement,
            sign(position.stance),
            word(position.stance),
            position.statement,
            escape(&one_line(statement.short_name())),
            percent(position.confidence)
        ),
    );
    for evidence in &position.evidence {
        out += &quote(statement, evidence, with_context);
    }
    out + "<p class=\"small\"><a href=\"#matrix\">back to the matrix</a></p></article>\n"
}

fn unspoken(comparison: &Comparison, position: &Position) -> String {
    if position.nearest.is_empty() {
        return String::new();
    }
    let statement = &comparison.statements[position.statement];
    let mut out = format!("<h4 class=\"none\"><bdi>{}</bdi></h4>\n", escape(&one_line(statement.short_name())));
    for evidence in position.nearest.iter().take(1) {
        out += &quote(statement, evidence, false);
    }
    out
}

fn quote(statement: &Statement, evidence: &Evidence, with_context: bool) -> String {
    let passages = &statement.passages;
    let here = &passages[evidence.passage];
    let beside = |number: Option<usize>| {
        let passage = number.and_then(|n| passages.get(n)).filter(|p| with_context && near(p, here));
        passage.map(|p| format!("<span class=\"around\">{}</span> ", escape(p.span.as_str()))).unwrap_or_default()
    };
    let language = here.language.map(|l| format!(" lang=\"{l}\"")).unwrap_or_default();
    format!(
        "<blockquote dir=\"auto\"{language}>{}<mark>{}</mark> {}<footer lang=\"en\" dir=\"ltr\">{}passage {} · \
         characters {}–{}</footer></blockquote>\n",
        beside(evidence.passage.checked_sub(1)),
        escape(evidence.span.as_str()),
        beside(Some(evidence.passage + 1)),
        here.pages.map(page).unwrap_or_default(),
        evidence.passage + 1,
        evidence.span.start(),
        evidence.span.end()
    )
}

/// Where something stands on paper, as it is cited.
fn page(pages: Pages) -> String {
    if pages.last > pages.first {
        format!("pp. {}–{} · ", pages.first, pages.last)
    } else {
        format!("p. {} · ", pages.first)
    }
}

/// Passages of the same or the next paragraph belong to the surroundings.
fn near(other: &Passage, here: &Passage) -> bool {
    other.paragraph.abs_diff(here.paragraph) <= 1 && other.span.as_str().len() < 1200
}
