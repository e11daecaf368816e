//! Search: passages by their words, by their meaning, or by both.

use standpoint_library::{Hit, Hits, Query};
use standpoint_report::page::{add, escape};

use super::marked::{in_order, marked, Mark};
use super::parts::{self, passage_address};
use crate::failure::Failure;
use crate::visit::{Answer, Page, Visit};

/// So many passages are shown at most.
const MOST: usize = 100;
/// So much stands on either side of a word in the lines of words in context, in characters.
const CONTEXT: usize = 90;
const WAYS: [(&str, &str); 3] = [("words", "by words"), ("meaning", "by meaning"), ("both", "by both")];

const HINTS: &str = "<details><summary>What can be typed</summary><ul><li><code>bridge toll</code> both words; <code>bridge OR ferry</code> \
    either; <code>bridge -toll</code> without the second</li><li><code>\"toll on the bridge\"</code> in a row; <code>\"bridge toll\"~5</code> \
    with up to five words between</li><li><code>ferr*</code> beginnings of words; a capital says it is a name and finds its other \
    spellings</li><li><code>issuer:league</code> <code>path:2021/</code> <code>language:nl</code> <code>from:2021-03</code> \
    <code>to:2022</code> <code>question:H01</code></li></ul></details>\n";

/// The form where there is no server; `assets/search.js` shows it, and what is found.
const IN_FILES: &str = "<p id=\"without\">To search in these files the browser has to run the scripts beside them: JavaScript is off, or \
    they are missing. All other pages need none.</p>\n<div id=\"with\" hidden><form id=\"search\" class=\"line\" role=\"search\"><label>Look for \
    <input type=\"search\" name=\"q\" size=\"36\" autocomplete=\"off\"></label><button>Search</button></form>\n<p class=\"soft\">Finds the \
    passages that have all of the words; accents and capitals make no difference. <code>ferr*</code> finds what begins so.</p>\n<p \
    id=\"said\" role=\"status\"></p>\n<div id=\"hits\"></div>\n<p><button id=\"more\" type=\"button\" hidden>Show more</button></p></div>\n";

pub(crate) fn page(visit: &mut Visit<'_>) -> Result<Answer, Failure> {
    if visit.is_for_file() {
        return Page::answer("Search", IN_FILES.to_owned());
    }
    let typed = visit.field("q").unwrap_or("").to_owned();
    let way = visit.field("by").filter(|by| WAYS.iter().any(|(way, _)| way == by)).unwrap_or("words").to_owned();
    let in_lines = visit.field("view") == Some("lines");
    let mut out = form(&typed, &way, in_lines);
    if typed.is_empty() {
        out += HINTS;
        return Page::answer("Search", out);
    }
    let query = match visit.library.query(&typed) {
        Ok(query) => query,
        Err(error) => {
            add(&mut out, format_args!("<p role=\"alert\">{}</p>\n{HINTS}", escape(&error.to_string())));
            return Page::answer("Search", out);
        }
    };
    let hits = match found(visit, &query, &way) {
        Ok(hits) => hits,
        Err(Failure::Wrong(sentence)) => {
            add(&mut out, format_args!("<p role=\"alert\">{}</p>\n", escape(&sentence)));
            return Page::answer("Search", out);
        }
        Err(failure) => return Err(failure),
    };
    let count = match hits.list.len() {
        0 => "Nothing was found.".to_owned(),
        MOST => format!("The {MOST} most telling passages."),
        1 => "One passage.".to_owned(),
        count => format!("{count} passages, the most telling first."),
    };
    let caution = hits.caution().map(|caution| format!(" {}", escape(&caution))).unwrap_or_default();
    add(&mut out, format_args!("<p role=\"status\">{count}{caution}</p>\n"));
    out += &if in_lines { lines(&hits.list) } else { passages(&hits.list) };
    Page::answer("Search", out)
}

fn form(typed: &str, way: &str, in_lines: bool) -> String {
    let mut out = format!(
        "<form class=\"line\" action=\"/search\" role=\"search\"><label>Look for <input type=\"search\" name=\"q\" value=\"{}\" \
         size=\"36\" data-key=\"/\"></label><kbd>/</kbd><label>How <select name=\"by\">",
        escape(typed)
    );
    for (value, text) in WAYS {
        let chosen = if value == way { " selected" } else { "" };
        add(&mut out, format_args!("<option value=\"{value}\"{chosen}>{text}</option>"));
    }
    let checked = if in_lines { " checked" } else { "" };
    add(
        &mut out,
        format_args!(
            "</select></label><label><input type=\"checkbox\" name=\"view\" value=\"lines\"{checked}> words in context, line by \
             line</label><button>Search</button></form>\n"
        ),
    );
    out
}

fn found(visit: &Visit<'_>, query: &Query, way: &str) -> Result<Hits, Failure> {
    if way == "words" {
        return Ok(visit.library.search(query, MOST)?);
    }
    if query.plain.is_empty() {
        return Err(Failure::Wrong("To search by meaning, type some words.".to_owned()));
    }
    let library = &*visit.library;
    if !library.has_meanings()? {
        return Err(Failure::Wrong("No meanings are kept in this library; search by words.".to_owned()));
    }
    let vector = visit.desk.vector(&query.plain)?;
    visit.desk.with_meanings(library, |meanings| match way {
        "meaning" => library.search_meaning(meanings, &vector, &query.filter, MOST),
        _ => library.search_both(query, meanings, &vector, MOST),
    })
}

/// The marks of a hit; words in a row are one.
fn marks(hit: &Hit) -> Vec<Mark> {
    let text = hit.span.text().as_str();
    let mut marks: Vec<Mark> = Vec::new();
    for span in &hit.marks {
        let bytes = span.bytes();
        let gap = |last: &Mark| text.get(last.bytes.end..bytes.start).is_some_and(|gap| gap.trim().is_empty());
        match marks.last_mut().filter(|last| gap(last)) {
            Some(last) => last.bytes.end = bytes.end,
            None => marks.push(Mark { bytes, class: "evidence", label: String::new(), id: None }),
        }
    }
    in_order(&mut marks);
    marks
}

fn passages(hits: &[Hit]) -> String {
    let mut out = String::new();
    for hit in hits {
        let words = marked(hit.span.text().as_str(), hit.span.bytes(), &marks(hit));
        let near = hit.likeness.map(|near| format!(" · near in meaning: {near:.2}")).unwrap_or_default();
        let date = hit.statement.published.map(|date| format!(", {date}")).unwrap_or_default();
        add(
            &mut out,
            format_args!(
                "<blockquote dir=\"auto\"{}>{words}<footer lang=\"en\" dir=\"ltr\"><a href=\"{}\">{}, passage \
                 {}</a>{date}{near}</footer></blockquote>\n",
                parts::lang(hit.statement.language),
                passage_address(&hit.statement.id, hit.passage),
                parts::name(parts::name_of(&hit.statement)),
                hit.passage + 1
            ),
        );
    }
    out
}

/// A line for each place where the words stand, the words under each other.
fn lines(hits: &[Hit]) -> String {
    let mut out = String::from(
        "<table class=\"kwic\"><caption>Words in context</caption><thead><tr><th scope=\"col\">Before</th><th \
         scope=\"col\">Words</th><th scope=\"col\">After</th><th scope=\"col\">Where</th></tr></thead><tbody>\n",
    );
    for hit in hits {
        let (text, passage) = (hit.span.text().as_str(), hit.span.bytes());
        let lang = parts::lang(hit.statement.language);
        for mark in marks(hit) {
            let before = text.get(passage.start..mark.bytes.start).unwrap_or_default();
            let after = text.get(mark.bytes.end..passage.end).unwrap_or_default();
            let skipped = before.chars().count().saturating_sub(CONTEXT);
            let before: String = before.chars().skip(skipped).collect();
            let after: String = after.chars().take(CONTEXT).collect();
            add(
                &mut out,
                format_args!(
                    "<tr><td class=\"before\"{lang}><span>{}</span></td><td class=\"word\"{lang}><mark class=\"evidence\">{}</mark></td><td \
                     class=\"after\"{lang}>{}</td><td class=\"from\"><a href=\"{}\">{}</a></td></tr>\n",
                    escape(&before),
                    escape(text.get(mark.bytes.clone()).unwrap_or_default()),
                    escape(&after),
                    passage_address(&hit.statement.id, hit.passage),
                    parts::name(parts::name_of(&hit.statement))
                ),
            );
        }
    }
    out += "</tbody></table>\n";
    // Found by meaning alone: no words to put under each other.
    let without: Vec<Hit> = hits.iter().filter(|hit| hit.marks.is_empty()).cloned().collect();
    out + &passages(&without)
}
