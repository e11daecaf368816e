//! Codebook: the questions as they are asked.

use standpoint_report::page::{add, escape};

use super::parts;
use crate::failure::Failure;
use crate::visit::{Answer, Page, Visit};

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let Some(questions) = visit.codebook()? else { return Page::answer("Codebook", parts::NO_CODEBOOK.to_owned()) };
    let mut out = parts::codebook_choice(&questions, "/codebook");
    for question in &questions.codebook.questions {
        add(
            &mut out,
            format_args!(
                "<section id=\"{0}\"><h2>{0} <bdi>{1}</bdi></h2>\n<p class=\"question\"><bdi>{2}</bdi></p>\n",
                escape(&question.id),
                escape(&question.label),
                escape(&question.assertion)
            ),
        );
        for (head, phrases) in [
            ("Said by those who are for it", &question.support),
            ("Said by those who are against it", &question.oppose),
        ] {
            if !phrases.is_empty() {
                let items: String =
                    phrases.iter().map(|phrase| format!("<li><bdi>{}</bdi></li>", escape(phrase))).collect();
                add(&mut out, format_args!("<h3>{head}</h3><ul>{items}</ul>\n"));
            }
        }
        out += "</section>\n";
    }
    add(
        &mut out,
        format_args!(
            "<details><summary>The file as it was written</summary><pre class=\"scroll\" tabindex=\"0\">{}</pre></details>\n",
            escape(&questions.entry.toml)
        ),
    );
    Page::answer("Codebook", out)
}
