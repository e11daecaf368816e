//! Matrix: question by statement; what people decided, and what the program only proposes.

use std::collections::HashMap;

use standpoint_compare::Stance;
use standpoint_library::{Cell, Entry};
use standpoint_report::page::{add, cut, escape, one_line, percent, sign, word};
use standpoint_text::{CalendarDate, StatementId};

use super::parts::{self, held};
use super::{issuers, turns};
use crate::failure::Failure;
use crate::visit::{digits, in_address, Answer, Page, Visit};

/// So many statements are on one page.
const ON_PAGE: usize = 40;
/// So many issuers can be chosen.
const ISSUERS: usize = 300;

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let Some(questions) = visit.codebook()? else { return Page::answer("Matrix", parts::NO_CODEBOOK.to_owned()) };
    if visit.field("by") == Some("issuer") {
        return issuers::page(visit, &questions);
    }
    let from: usize = visit.field("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let (all_issuers, all) = (visit.library.issuers()?, visit.library.counts()?.statements);
    let issuer = visit.field("issuer");
    // Beside the first statements alone, since it is about all of them.
    let speak_twice =
        from == 0 && all_issuers.iter().any(|(name, count)| *count > 1 && issuer.is_none_or(|one| one == name));
    let turns = if speak_twice {
        let Some(seen) = turns::by_issuer(visit, &questions)? else { return Ok(Answer::OnceFound) };
        turns::section(visit.library, &questions, &seen, issuer)?
    } else {
        String::new()
    };
    let entries = visit.library.part(issuer, from, ON_PAGE)?;
    let count = match issuer {
        None => all,
        Some(name) => all_issuers.iter().find(|(issuer, _)| issuer == name).map_or(0, |(_, count)| *count),
    };
    let title = &questions.entry.title;
    let mut out = parts::codebook_choice(visit, &questions, "/matrix");
    if all > ON_PAGE {
        out += &issuer_choice(title, &all_issuers, issuer);
    }
    if all_issuers.iter().any(|(_, count)| *count > 1) {
        add(
            &mut out,
            format_args!(
                "<p><a href=\"/matrix?codebook={}&amp;by=issuer\">Summed by issuer</a></p>\n",
                in_address(title)
            ),
        );
    }
    out += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Matrix of positions\"><table \
        class=\"matrix\"><caption>+ for, − against, ± divided, ? to be decided, · read and not addressed. A dashed frame is the \
        program’s proposal with its own estimate; a solid one is a person’s decision, with who decided.</caption>\n<thead><tr><th \
        scope=\"col\">Question</th>";
    let shown_ids: Vec<StatementId> = entries.iter().map(|entry| entry.id.clone()).collect();
    let spoken = visit.library.spoken(&shown_ids)?;
    let said_at: HashMap<&StatementId, CalendarDate> = spoken.iter().map(|said| (&said.entry.id, said.at)).collect();
    for entry in &entries {
        let date = said_at.get(&entry.id).copied().or(entry.published);
        let short = escape(&cut(&one_line(parts::name_of(entry)), 48));
        add(
            &mut out,
            format_args!(
                "<th scope=\"col\"><a href=\"/statement/{}\"><bdi>{short}</bdi></a>{}</th>",
                digits(&entry.id),
                date.map(|date| format!("<span class=\"who small\">{date}</span>")).unwrap_or_default()
            ),
        );
    }
    out += "</tr></thead>\n<tbody>\n";
    let cells = visit.library.cells_of(&questions.entry, &shown_ids)?;
    let by_place: HashMap<(&str, &StatementId), &Cell> =
        cells.iter().map(|cell| ((&cell.question[..], &cell.statement), cell)).collect();
    for question in &questions.codebook.questions {
        add(
            &mut out,
            format_args!(
                "<tr><th scope=\"row\"><a href=\"/codebook?codebook={}#{1}\">{1} <bdi>{2}</bdi></a></th>",
                in_address(title),
                escape(&question.id),
                escape(&one_line(&question.label))
            ),
        );
        for entry in &entries {
            out += &shown(title, &question.id, entry, by_place.get(&(&question.id[..], &entry.id)).copied());
        }
        out += "</tr>\n";
    }
    out += "</tbody></table></div>\n";
    out += &more(title, issuer, from, count);
    out += &turns;
    Page::answer("Matrix", out)
}

fn shown(codebook: &str, question: &str, entry: &Entry, cell: Option<&Cell>) -> String {
    let Some(cell) = cell else {
        return "<td class=\"none\"><span title=\"not compared yet\">–</span></td>".to_owned();
    };
    let address = parts::cell_address(codebook, question, &entry.id);
    let Some((stance, _, is_decided)) = held(cell) else {
        let who = cell.decision.as_ref().map(|decision| escape(&decision.who)).unwrap_or_default();
        return format!(
            "<td class=\"none\"><a class=\"none decided\" href=\"{address}\">open<span class=\"who small\">proposal rejected by \
             <bdi>{who}</bdi></span></a></td>"
        );
    };
    let class = if stance == Stance::Silent { "none" } else { stance.as_str() };
    let said = if is_decided { parts::persons_word(stance) } else { word(stance) };
    let what = format!("<span class=\"sign\">{}</span> {said}", sign(stance));
    if let (true, Some(decision)) = (is_decided, &cell.decision) {
        let doubt = parts::doubt(decision).map(|why| format!("; {why}")).unwrap_or_default();
        return format!(
            "<td class=\"{class}\"><a class=\"{class} decided\" href=\"{address}\">{what}<span class=\"who small\">decided by \
             <bdi>{}</bdi>{doubt}</span></a></td>",
            escape(&decision.who)
        );
    }
    if stance == Stance::Silent {
        return format!("<td class=\"none\"><a class=\"none proposed\" href=\"{address}\" aria-label=\"{1}\" title=\"{1}\"><span class=\"sign\">{0}</span></a></td>", sign(stance), word(stance));
    }
    let sure = match (stance, &cell.proposal) {
        (Stance::Unclear, _) | (_, None) => String::new(),
        (_, Some(proposal)) => format!(", {} %", percent(proposal.confidence)),
    };
    format!(
        "<td class=\"{class}\"><a class=\"{class} proposed\" href=\"{address}\">{what}<span class=\"who small\">proposed{sure}\
         </span></a></td>"
    )
}

/// The statements of one issuer alone, where there are too many for one page.
fn issuer_choice(codebook: &str, issuers: &[(String, usize)], chosen: Option<&str>) -> String {
    let mut out = format!(
        "<form class=\"line\" action=\"/matrix\">{}<label>Statements of <select name=\"issuer\"><option \
         value=\"\">all issuers</option>",
        parts::hidden("codebook", codebook)
    );
    let listed = issuers.iter().take(ISSUERS);
    let beyond = issuers.iter().skip(ISSUERS).filter(|(name, _)| Some(&name[..]) == chosen);
    for (name, count) in listed.chain(beyond) {
        let selected = if Some(&name[..]) == chosen { " selected" } else { "" };
        let name = escape(name);
        add(&mut out, format_args!("<option value=\"{name}\"{selected}>{name} ({count})</option>"));
    }
    out += "</select></label><button>Show</button>";
    if issuers.len() > ISSUERS {
        add(
            &mut out,
            format_args!(
                "<span class=\"soft small\">The {ISSUERS} with most statements of {} can be chosen here.</span>",
                issuers.len()
            ),
        );
    }
    out + "</form>\n"
}

/// The way to the statements before and after these.
fn more(codebook: &str, issuer: Option<&str>, from: usize, count: usize) -> String {
    let codebook = in_address(codebook);
    let of = issuer.map(|issuer| format!("&amp;issuer={}", in_address(issuer))).unwrap_or_default();
    let link = |from: usize, key: &str, text: &str| {
        format!(
            "<a href=\"/matrix?codebook={codebook}{of}&amp;from={from}\" data-key=\"{key}\">{text}<kbd>{key}</kbd></a> "
        )
    };
    let mut out = String::from("<p>");
    if from > 0 {
        out += &link(from.saturating_sub(ON_PAGE), "p", "The statements before these");
    }
    if from + ON_PAGE < count {
        out += &link(from + ON_PAGE, "n", "The next statements");
    }
    let last = (from + ON_PAGE).min(count);
    out + &format!("<span class=\"soft\">Statements {} to {last} of {count}</span></p>\n", (from + 1).min(last))
}
