//! One HTML file that a person can mail, print or publish: it fetches nothing, runs nothing, and reads on a phone, on
//! paper and in the dark.

mod escape;
mod evidence;
mod plot;

use standpoint_compare::{Comparison, Stance, Verdict};

use crate::plain::{cut, one_line};
use crate::table::sign;
use escape::{add, escape};

const STYLE: &str = include_str!("style.css");

/// The word for a stance in sentences.
fn word(stance: Stance) -> &'static str {
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
    out += &matrix(comparison);
    out += &summary(comparison);
    out += &plot::section(comparison);
    out += &evidence::section(comparison);
    out += &demands(comparison);
    out += &timeline(comparison);
    out += &sources(comparison);
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
             person to decide. The percentage says how likely the cell is right.</p>\n",
            comparison.statements.len(),
            comparison.codebook.questions.len()
        ),
    );
    if comparison.codebook_is_proposed {
        out +=
            "<p><strong>The program proposed these questions itself</strong>, from what the statements demand.</p>\n";
    }
    out + "<nav aria-label=\"On this page\"><a href=\"#matrix\">Matrix</a> · <a href=\"#agree\">Agreement</a> · <a \
           href=\"#evidence\">Evidence</a> · <a href=\"#demands\">Demands</a> · <a href=\"#sources\">Sources</a></nav></header>\n<main>\n"
}

fn matrix(comparison: &Comparison) -> String {
    let mut out = String::from(
        "<section id=\"matrix\"><h2>Matrix</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Matrix of \
         positions\"><table class=\"matrix\"><caption>+ for, − against, ± divided, ? a person decides, · read and not \
         addressed</caption>\n<thead><tr><th scope=\"col\">Question</th>",
    );
    for (number, statement) in comparison.statements.iter().enumerate() {
        let name = escape(&cut(&one_line(statement.short_name()), 48));
        add(
            &mut out,
            format_args!("<th scope=\"col\"><a href=\"#s{0}\">{1} <bdi>{name}</bdi></a></th>", number, number + 1),
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

/// A confidence as a percentage; nothing a machine reads is certain.
fn percent(confidence: f64) -> u32 {
    (confidence * 100.0).round().clamp(1.0, 99.0) as u32
}

fn summary(comparison: &Comparison) -> String {
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

/// Up to six statements by name and number, the rest by their count.
fn names(comparison: &Comparison, statements: &[usize]) -> String {
    let name = |&s: &usize| {
        let short = cut(&one_line(comparison.statements[s].short_name()), 32);
        format!("<bdi>{}</bdi> ({})", escape(&short), s + 1)
    };
    let shown: Vec<String> = statements.iter().take(6).map(name).collect();
    let more = statements.len().saturating_sub(6);
    if more > 0 {
        format!("{} and {more} more", shown.join(", "))
    } else {
        shown.join(", ")
    }
}

fn demands(comparison: &Comparison) -> String {
    let mut out = String::from("<section id=\"demands\"><h2>Demands they share</h2>\n");
    if comparison.demand_groups.is_empty() {
        return out + "<p class=\"soft\">No demand was found in more than one statement.</p></section>\n";
    }
    for group in &comparison.demand_groups {
        add(&mut out, format_args!("<details><summary><bdi>{}</bdi></summary>\n", escape(&group.label)));
        for (statement, span) in &group.members {
            add(
                &mut out,
                format_args!(
                    "<blockquote dir=\"auto\">{}<footer>{} · {}–{}</footer></blockquote>\n",
                    escape(span.as_str()),
                    names(comparison, &[*statement]),
                    span.start(),
                    span.end()
                ),
            );
        }
        out += "</details>\n";
    }
    out + "</section>\n"
}

fn timeline(comparison: &Comparison) -> String {
    if comparison.timeline.is_empty() {
        return String::new();
    }
    let mut out = String::from("<section id=\"timeline\"><h2>Timeline</h2><ul>\n");
    for entry in &comparison.timeline {
        let who = names(comparison, &[entry.statement]);
        add(&mut out, format_args!("<li><b>{}</b> {who}: “{}”</li>\n", entry.date, escape(entry.span.as_str())));
    }
    out + "</ul></section>\n"
}

fn sources(comparison: &Comparison) -> String {
    let mut out = String::from("<section id=\"sources\"><h2>Sources</h2>\n");
    for (number, statement) in comparison.statements.iter().enumerate() {
        let meta = &statement.metadata;
        add(
            &mut out,
            format_args!(
                "<article id=\"s{number}\"><h3>{} <bdi>{}</bdi></h3><table>\n",
                number + 1,
                escape(&one_line(statement.short_name()))
            ),
        );
        let rows = [
            ("Title", meta.title.clone()),
            ("Issuer", meta.issuer.clone()),
            ("Author", meta.author.clone()),
            ("Publisher", meta.publisher.clone()),
            ("Republished from", meta.republished_from.clone()),
            ("Published", meta.published.map(|d| d.to_string())),
            ("Signed", meta.signed.map(|d| d.to_string())),
            ("Language", meta.language.map(|l| l.to_string())),
            ("Address", meta.url.clone()),
            ("File", Some(statement.path.clone())),
            ("Passages", Some(statement.passages.len().to_string())),
            ("Hash", Some(statement.id.to_string())),
        ];
        for (name, value) in rows {
            let shown = value.map_or_else(|| "<span class=\"soft\">not said</span>".to_owned(), |v| shown(name, &v));
            add(&mut out, format_args!("<tr><th scope=\"row\">{name}</th><td>{shown}</td></tr>\n"));
        }
        out += "</table></article>\n";
    }
    out + "</section>\n"
}

fn shown(name: &str, value: &str) -> String {
    let safe = escape(value);
    match name {
        "Address" if value.starts_with("https://") || value.starts_with("http://") => {
            format!("<a rel=\"noreferrer noopener nofollow\" href=\"{safe}\">{safe}</a>")
        }
        "Hash" | "File" => format!("<code>{safe}</code>"),
        _ => format!("<bdi>{safe}</bdi>"),
    }
}
