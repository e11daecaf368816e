//! One HTML file that a person can mail, print or publish: it fetches nothing, runs nothing, and reads on a phone, on
//! paper and in the dark.

mod demands;
pub(crate) mod escape;
mod evidence;
mod figures;
mod matrix;
mod names;
mod parts;
mod plot;
mod quotations;
mod reuse;
mod sources;
pub(crate) mod time_drawing;
mod timeline;

use standpoint_compare::{Comparison, Stance};

use crate::plain::one_line;
use escape::{add, escape};

/// The look of the pages, as CSS.
pub const STYLE: &str = include_str!("style.css");

/// The parts of the page, by the name of their place.
const PARTS: [(&str, &str); 10] = [
    ("matrix", "Matrix"),
    ("agree", "Agreement"),
    ("evidence", "Evidence"),
    ("demands", "Demands"),
    ("figures", "Figures"),
    ("timeline", "Timeline"),
    ("quotations", "Quotations"),
    ("names", "Names"),
    ("reuse", "The same twice"),
    ("sources", "Sources"),
];

/// The word for a stance in sentences.
pub fn word(stance: Stance) -> &'static str {
    match stance {
        Stance::Support => "for",
        Stance::Oppose => "against",
        Stance::Mixed => "divided",
        Stance::Unclear => "to be decided",
        Stance::Silent => "not addressed",
    }
}

/// A comparison as one self-contained HTML page.
pub fn comparison_html(comparison: &Comparison) -> String {
    let title = escape(&one_line(&comparison.codebook.title));
    let mut out = String::with_capacity(64 << 10);
    add(
        &mut out,
        format_args!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width,initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<meta \
             name=\"referrer\" content=\"no-referrer\"><meta name=\"generator\" content=\"standpoint\">\n<title>{title}</title>\n\
             <style>{STYLE}</style></head><body>\n<a class=\"skip\" href=\"#matrix\">To the matrix</a>\n"
        ),
    );
    out += &head(comparison, &title);
    out += &matrix::section(comparison);
    out += &matrix::summary(comparison);
    out += &plot::section(comparison);
    out += &evidence::section(comparison);
    out += &demands::section(comparison);
    out += &figures::section(comparison);
    out += &timeline::section(comparison);
    out += &quotations::section(comparison);
    out += &names::section(comparison);
    out += &reuse::section(comparison);
    out += &sources::section(comparison);
    add(
        &mut out,
        format_args!(
            "<footer class=\"soft small\"><p>Coded by {}. A machine’s proposal: every cell is for a person to accept, change or \
             reject.</p></footer>\n</main></body></html>\n",
            escape(&comparison.by)
        ),
    );
    out
}

fn head(comparison: &Comparison, title: &str) -> String {
    let mut out = format!("<header><h1>{title}</h1>\n");
    add(
        &mut out,
        format_args!(
            "<p>What {} statements say on {} questions, in their own words. Each cell of the matrix opens the sentences it rests \
             on. <b class=\"none\">·</b> means: read, and not addressed. <b class=\"unclear\">?</b> means: taken up, and for a \
             person to decide. The percentage is the program's own estimate; open the sentences before you believe a cell.</p>\n",
            comparison.statements.len(),
            comparison.codebook.questions.len()
        ),
    );
    if comparison.codebook_is_proposed {
        out +=
            "<p><strong>The program proposed these questions itself</strong>, from what the statements demand.</p>\n";
    }
    let links = PARTS.map(|(id, name)| format!("<a href=\"#{id}\">{name}</a>"));
    add(&mut out, format_args!("<nav aria-label=\"On this page\">{}</nav></header>\n<main>\n", links.join(" · ")));
    out
}

/// A confidence as a percentage; nothing a machine reads is certain.
pub fn percent(confidence: f64) -> u32 {
    (confidence * 100.0).round().clamp(1.0, 99.0) as u32
}
