//! The matrix of positions, and what it comes to.

use standpoint_compare::{Comparison, Stance, Verdict};

use super::escape::{add, escape};
use super::parts::names;
use super::{percent, word};
use crate::plain::{cut, one_line};
use crate::table::sign;

pub(crate) fn section(comparison: &Comparison) -> String {
    let mut out = String::from(
        "<section id=\"matrix\"><h2>Matrix</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Matrix of \
         positions\"><table class=\"matrix\"><caption>+ for, − against, ± divided, ? a person decides, · read and not \
         addressed</caption>\n<thead><tr><th scope=\"col\">Question</th>",
    );
    for (number, statement) in comparison.statements.iter().enumerate() {
        let name = escape(&cut(&one_line(statement.short_name()), 48));
        let same = match comparison.same.representative(number) {
            own if own == number => String::new(),
            other => format!(" <span class=\"small soft\">the same as {}</span>", other + 1),
        };
        add(
            &mut out,
            format_args!(
                "<th scope=\"col\"><a href=\"#s{0}\">{1} <bdi>{name}</bdi></a>{same}</th>",
                number,
                number + 1
            ),
        );
    }
    out += "</tr></thead>\n<tbody>\n";
    for (question, asked) in comparison.codebook.questions.iter().enumerate() {
        add(
            &mut out,
            format_args!(
                "<tr><th scope=\"row\"><a href=\"#q{question}\">{} <bdi>{}</bdi></a></th>",
                escape(&asked.id),
                escape(&one_line(&asked.label))
            ),
        );
        for statement in 0..comparison.statements.len() {
            out += &cell(comparison, question, statement);
        }
        out += "</tr>\n";
    }
    out + "</tbody></table></div></section>\n"
}

fn cell(comparison: &Comparison, question: usize, statement: usize) -> String {
    let position = comparison.position(question, statement);
    let (class, sign, word) = (position.stance.as_str(), sign(position.stance), word(position.stance));
    if position.stance == Stance::Silent {
        return format!("<td class=\"none\"><span class=\"sign\" title=\"{word}\">{sign}</span></td>");
    }
    let sure = match position.stance {
        Stance::Unclear => String::new(),
        _ => format!(" <span class=\"small soft\">{} %</span>", percent(position.confidence)),
    };
    format!(
        "<td class=\"{class}\"><a class=\"{class}\" href=\"#q{question}s{statement}\"><span class=\"sign\">{sign}</span> \
         {word}{sure}</a></td>"
    )
}

/// Where the statements agree, differ and are silent.
pub(crate) fn summary(comparison: &Comparison) -> String {
    let (mut agree, mut differ, mut one, mut silent) = (String::new(), String::new(), String::new(), String::new());
    for (question, asked) in comparison.codebook.questions.iter().enumerate() {
        let link = format!("<a href=\"#q{question}\">{} {}</a>", escape(&asked.id), escape(&one_line(&asked.label)));
        let who = |statements: &[usize]| names(comparison, statements);
        match comparison.verdict(question) {
            Verdict::Agree { stance, statements } => {
                add(&mut agree, format_args!("<li>{link}: {} {}</li>\n", word(stance), who(&statements)));
            }
            Verdict::Differ { support, oppose } => {
                add(&mut differ, format_args!("<li>{link}: for {}; against {}</li>\n", who(&support), who(&oppose)));
            }
            Verdict::One { stance, statement } => {
                add(&mut one, format_args!("<li>{link}: {} {}</li>\n", word(stance), who(&[statement])));
            }
            Verdict::Undecided => {}
            Verdict::Silent => add(&mut silent, format_args!("<li>{link}</li>\n")),
        }
    }
    let mut out =
        String::from("<section id=\"agree\"><h2>Where they agree, differ and are silent</h2><div class=\"cols\">\n");
    for (title, list) in
        [("They differ", differ), ("They agree", agree), ("Only one speaks", one), ("None addresses", silent)]
    {
        if !list.is_empty() {
            add(&mut out, format_args!("<div class=\"panel\"><h3>{title}</h3><ul>\n{list}</ul></div>\n"));
        }
    }
    out + "</div></section>\n"
}
