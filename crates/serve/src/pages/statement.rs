//! Statement: the text as published, evidence and findings marked in it, and beside it what is known of it.

use std::ops::Range;

use standpoint_library::{Kept, Quote};
use standpoint_report::page::{add, escape, label, origin, sign};
use standpoint_text::Span;

use super::marked::{in_order, Mark};
use super::parts::{self, held};
use super::text;
use crate::failure::Failure;
use crate::visit::{digits, Answer, Page, Visit};

/// What can be marked: its name in the address, in words, and the letter behind it in the text.
const KINDS: [(&str, &str, &str); 6] = [
    ("evidence", "evidence", "question and sign"),
    ("figures", "figures", "F"),
    ("quotations", "quotations", "Q"),
    ("demands", "demands", "D"),
    ("dates", "dates", "T"),
    ("names", "names", "N"),
];
/// What is marked where the address does not say.
const AT_FIRST: [&str; 4] = ["evidence", "figures", "quotations", "demands"];

/// A piece of evidence with the cells it is evidence for.
struct Stop {
    bytes: Range<usize>,
    label: String,
    links: String,
}

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    let id = visit.statement_id()?;
    let kept = visit.library.statement(&id)?;
    let entry = visit.library.find(id.as_str())?;
    let chosen: Vec<&str> = match visit.field("chosen") {
        None => AT_FIRST.to_vec(),
        Some(_) => {
            KINDS.iter().map(|kind| kind.0).filter(|kind| visit.all("show").any(|shown| shown == *kind)).collect()
        }
    };
    let stops = stops(visit, &kept)?;
    let mut marks: Vec<Mark> = Vec::new();
    if chosen.contains(&"evidence") {
        marks.extend(stops.iter().enumerate().map(|(number, stop)| Mark {
            bytes: stop.bytes.clone(),
            class: "evidence",
            label: stop.label.clone(),
            id: Some(format!("e{}", number + 1)),
        }));
    }
    for (kind, _, letter) in &KINDS[1..] {
        if chosen.contains(kind) {
            marks.extend(spans(&kept, kind).into_iter().map(|span| Mark {
                bytes: span.bytes(),
                class: "found",
                label: (*letter).to_owned(),
                id: None,
            }));
        }
    }
    in_order(&mut marks);
    let shows_evidence = chosen.contains(&"evidence");
    let body =
        text::whole(
            &kept.statement,
            &marks,
            |paragraph| {
                if shows_evidence {
                    ways(&stops, &paragraph)
                } else {
                    String::new()
                }
            },
        );
    let main = format!(
        "{}{}<div class=\"beside\"><article class=\"text\" aria-label=\"Text of the statement\">\n{body}</article>\n<aside \
         aria-label=\"What is known and found\">{}{}{}</aside></div>\n",
        if visit.is_for_file() { String::new() } else { choice(&id, &chosen) },
        first_stop(visit, &stops),
        about(visit, &kept)?,
        super::memos::section(visit, &id)?,
        findings(&kept),
    );
    Page::answer(entry.title.as_deref().unwrap_or_else(|| parts::name_of(&entry)), main)
}

/// The way to the first piece of evidence, and the keys to the others.
fn first_stop(visit: &Visit<'_>, stops: &[Stop]) -> String {
    if stops.is_empty() {
        return String::new();
    }
    let keys = if visit.is_for_file() { "" } else { "<kbd>j</kbd> next, <kbd>k</kbd> previous" };
    format!("<p class=\"small stops\"><a href=\"#e1\">To the first evidence</a>{keys}</p>\n")
}

/// The evidence of all codebooks, in the order of the text; the same words for several questions once.
fn stops(visit: &Visit<'_>, kept: &Kept) -> Result<Vec<Stop>, Failure> {
    let mut found: Vec<(Quote, String, String)> = Vec::new();
    for codebook in visit.library.codebooks()? {
        for cell in &visit.library.cells_of(&codebook, std::slice::from_ref(&kept.statement.id))? {
            let Some((stance, evidence, is_decided)) = held(cell) else { continue };
            let by = match (&cell.decision, is_decided) {
                (Some(decision), true) => format!("decided by <bdi>{}</bdi>", escape(&decision.who)),
                _ => "proposed".to_owned(),
            };
            let address = parts::cell_address(&codebook.title, &cell.question, &cell.statement);
            let question = escape(&cell.question);
            let said = if is_decided { parts::persons_stance(stance) } else { parts::stance(stance) };
            let link = format!("<a href=\"{address}\">{question}</a> {said} ({by})");
            let label = format!("{} {}", cell.question, sign(stance));
            found.extend(evidence.iter().map(|quote| (quote.clone(), label.clone(), link.clone())));
        }
    }
    let quotes: Vec<&Quote> = found.iter().map(|(quote, ..)| quote).collect();
    let places = text::places(&kept.statement, &quotes);
    let mut placed: Vec<Stop> = places
        .into_iter()
        .zip(&found)
        .filter_map(|(bytes, (_, label, links))| {
            Some(Stop { bytes: bytes?, label: label.clone(), links: links.clone() })
        })
        .collect();
    placed.sort_by_key(|stop| (stop.bytes.start, stop.bytes.end));
    let mut stops: Vec<Stop> = Vec::new();
    for stop in placed {
        match stops.last_mut().filter(|last| last.bytes == stop.bytes) {
            Some(last) => {
                last.label = format!("{} · {}", last.label, stop.label);
                last.links = format!("{}, {}", last.links, stop.links);
            }
            None => stops.push(stop),
        }
    }
    Ok(stops)
}

/// What stands under a paragraph with evidence: what it is evidence for, and the way to the next.
fn ways(stops: &[Stop], paragraph: &Range<usize>) -> String {
    let first = stops.partition_point(|stop| stop.bytes.start < paragraph.start);
    let after = stops.partition_point(|stop| stop.bytes.start < paragraph.end);
    if first == after {
        return String::new();
    }
    let mut for_what: Vec<&str> = stops.iter().skip(first).take(after - first).map(|stop| &stop.links[..]).collect();
    for_what.dedup();
    let mut out = format!("<p class=\"stops\">Evidence for {}", for_what.join("; "));
    if first > 0 {
        add(&mut out, format_args!(" · <a href=\"#e{first}\">previous evidence</a>"));
    }
    if after < stops.len() {
        add(&mut out, format_args!(" · <a href=\"#e{}\">next evidence</a>", after + 1));
    }
    out + "</p>\n"
}

fn spans<'a>(kept: &'a Kept, kind: &str) -> Vec<&'a Span> {
    let findings = &kept.findings;
    match kind {
        "figures" => findings.figures.iter().map(|figure| &figure.span).collect(),
        "quotations" => findings.quotations.iter().map(|quotation| &quotation.span).collect(),
        "demands" => findings.demands.iter().collect(),
        "dates" => findings.dates.iter().map(|date| &date.span).collect(),
        "names" => findings.names.iter().map(|name| &name.span).collect(),
        _ => Vec::new(),
    }
}

fn choice(id: &standpoint_text::StatementId, chosen: &[&str]) -> String {
    let mut out = format!(
        "<form class=\"line\" action=\"/statement/{}\"><fieldset class=\"said\"><legend>Mark in the text</legend>{}",
        digits(id),
        parts::hidden("chosen", "1")
    );
    for (kind, word, letter) in KINDS {
        let checked = if chosen.contains(&kind) { " checked" } else { "" };
        add(
            &mut out,
            format_args!(
                "<label><input type=\"checkbox\" name=\"show\" value=\"{kind}\"{checked}> {word} <span class=\"soft \
                 small\">({letter})</span></label> "
            ),
        );
    }
    out + "<button>Mark</button></fieldset></form>\n"
}

fn about(visit: &Visit<'_>, kept: &Kept) -> Result<String, Failure> {
    let mut out = String::from("<h2>About it</h2>\n<dl>\n");
    for entry in kept.statement.metadata.entries() {
        let Some(value) = &entry.value else { continue };
        let from = format!("({})", escape(&origin(&entry)));
        add(
            &mut out,
            format_args!(
                "<dt>{}</dt><dd><bdi>{}</bdi> <span class=\"soft small\">{from}</span></dd>\n",
                label(entry.key),
                escape(value)
            ),
        );
    }
    for place in visit.library.places(&kept.statement.id)? {
        let place = parts::place(visit, &place);
        add(&mut out, format_args!("<dt>found at</dt><dd><code>{}</code></dd>\n", escape(place)));
    }
    add(
        &mut out,
        format_args!(
            "<dt>id</dt><dd><code>{}</code></dd><dt>read by</dt><dd>{}</dd></dl>\n",
            escape(kept.statement.id.as_str()),
            escape(&kept.reader)
        ),
    );
    let words =
        if visit.is_for_file() { "Where each of these comes from" } else { "Where each comes from, and correcting it" };
    add(&mut out, format_args!("<p><a href=\"/source/{}\">{words}</a></p>\n", digits(&kept.statement.id)));
    Ok(out)
}

/// What was found, each linking to the sentence it stands in.
fn findings(kept: &Kept) -> String {
    let mut out = String::new();
    for (kind, word, _) in &KINDS[1..] {
        let spans = spans(kept, kind);
        if spans.is_empty() {
            continue;
        }
        add(&mut out, format_args!("<details><summary>{word} ({})</summary><ul>\n", spans.len()));
        for span in spans {
            let passage = parts::passage_at(&kept.statement, span.start());
            let words = standpoint_report::page::cut(&standpoint_report::page::one_line(span.as_str()), 80);
            add(&mut out, format_args!("<li><a href=\"#p{}\"><bdi>{}</bdi></a></li>\n", passage + 1, escape(&words)));
        }
        out += "</ul></details>\n";
    }
    if out.is_empty() {
        return out;
    }
    format!("<h2>Found in it</h2>\n{out}")
}
