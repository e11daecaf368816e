//! Matrix by issuer: how many statements of each organisation hold what, over all of its statements.

use standpoint_compare::Stance;
use standpoint_library::{ByIssuer, Held};
use standpoint_report::page::{add, cut, escape, one_line, sign, word};

use super::parts;
use super::turns::{self, not_there, COUNTED};
use crate::failure::Failure;
use crate::looking::Seen;
use crate::visit::{in_address, Answer, Page, Questions, Visit};

/// So many issuers are on one page.
const ON_PAGE: usize = 40;

pub(crate) fn page(visit: &Visit<'_>, questions: &Questions) -> Result<Answer, Failure> {
    let Some(seen) = turns::by_issuer(visit, questions)? else { return Ok(Answer::OnceFound) };
    let from: usize = visit.field("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let issuers = visit.library.issuers()?;
    let title = &questions.entry.title;
    let mut out = parts::codebook_choice(visit, questions, "/matrix");
    add(
        &mut out,
        format_args!("<p><a href=\"/matrix?codebook={}\">Statement by statement</a></p>\n", in_address(title)),
    );
    match &seen {
        Seen::Found(found) => out += &table(questions, found, issuers.iter().skip(from).take(ON_PAGE)),
        seen => out += &not_there(seen),
    }
    out += &more(title, from, issuers.len());
    let shown = issuers.iter().map(|(_, count)| count).sum::<usize>();
    let nameless = visit.library.counts()?.statements.saturating_sub(shown);
    if nameless > 0 {
        add(
            &mut out,
            format_args!("<p class=\"soft\">{nameless} statements don’t say whose they are and count nowhere.</p>\n"),
        );
    }
    if from == 0 {
        out += &turns::section(visit.library, questions, &seen, None)?;
    }
    Page::answer("Matrix by issuer", out)
}

fn table<'i>(questions: &Questions, found: &ByIssuer, issuers: impl Iterator<Item = &'i (String, usize)>) -> String {
    let issuers: Vec<&(String, usize)> = issuers.collect();
    let title = in_address(&questions.entry.title);
    let mut out = String::from(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Matrix of issuers\"><table class=\"matrix\"><caption>How \
         many statements of each issuer are + for, − against, ± divided, ? to be decided: a person’s word where there is one, else the \
         program’s. · where none takes the question up.</caption>\n<thead><tr><th scope=\"col\">Question</th>",
    );
    for (issuer, count) in &issuers {
        add(
            &mut out,
            format_args!(
                "<th scope=\"col\"><a href=\"{}\"><bdi>{}</bdi></a><span class=\"who small\">{count} {}</span></th>",
                address(&title, issuer),
                escape(&cut(&one_line(issuer), 48)),
                if *count == 1 { "statement" } else { "statements" }
            ),
        );
    }
    out += "</tr></thead>\n<tbody>\n";
    for question in &questions.codebook.questions {
        add(
            &mut out,
            format_args!(
                "<tr><th scope=\"row\"><a href=\"/codebook?codebook={title}#{0}\">{0} <bdi>{1}</bdi></a></th>",
                escape(&question.id),
                escape(&one_line(&question.label))
            ),
        );
        for (issuer, _) in &issuers {
            let held = found.held.get(&issuer[..]).and_then(|held| held.get(&question.id[..]));
            out += &cell(&address(&title, issuer), held.copied().unwrap_or_default());
        }
        out += "</tr>\n";
    }
    out + "</tbody></table></div>\n"
}

fn address(title: &str, issuer: &str) -> String {
    format!("/matrix?codebook={title}&amp;issuer={}", in_address(issuer))
}

fn cell(address: &str, held: Held) -> String {
    let counts = [held.support, held.oppose, held.mixed, held.unclear];
    let told: Vec<String> = COUNTED
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(stance, count)| {
            format!(
                "<span class=\"{} whole\"><span class=\"sign\">{}</span> {count}<span class=\"unseen\"> {}</span></span>",
                stance.as_str(),
                sign(stance),
                word(stance)
            )
        })
        .collect();
    if told.is_empty() {
        let (sign, word) = (sign(Stance::Silent), word(Stance::Silent));
        return format!(
            "<td class=\"none\"><span class=\"sign\" role=\"img\" aria-label=\"{word}\">{sign}</span></td>"
        );
    }
    let decided = match held.decided {
        0 => String::new(),
        count => format!("<span class=\"who small\">{count} decided</span>"),
    };
    format!("<td><a class=\"sums\" href=\"{address}\">{}{decided}</a></td>", told.join(" "))
}

/// The way to the issuers before and after these.
fn more(codebook: &str, from: usize, count: usize) -> String {
    let link = |from: usize, key: &str, text: &str| {
        format!(
            "<a href=\"/matrix?codebook={}&amp;by=issuer&amp;from={from}\" data-key=\"{key}\">{text}<kbd>{key}</kbd></a> ",
            in_address(codebook)
        )
    };
    let mut out = String::from("<p>");
    if from > 0 {
        out += &link(from.saturating_sub(ON_PAGE), "p", "The issuers before these");
    }
    if from + ON_PAGE < count {
        out += &link(from + ON_PAGE, "n", "The next issuers");
    }
    let last = (from + ON_PAGE).min(count);
    out + &format!(
        "<span class=\"soft\">Issuers {} to {last} of {count}, those with most statements first</span></p>\n",
        (from + 1).min(last)
    )
}
