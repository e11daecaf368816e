//! What a document's own text says about itself: address, title, sender, outlet, dates. Only lines that introduce or close
//! the statement are looked at, never its running text; what they do not say stays unsaid.

use standpoint_languages::{Languages, Words};
use standpoint_segment::BlockKind;
use standpoint_text::CalendarDate;

use crate::markup::{is_address, page_turns, Paragraph};
use crate::written_date::written_date;

/// Paragraphs at the top among which title, sender and dates are looked for.
const TOP: usize = 14;
/// Paragraphs at the end among which a signature, a date and a source are looked for.
const TAIL: usize = 8;
/// Words of a line that can be a title.
const LONGEST_TITLE: usize = 30;
/// Words of a line that can be about the document rather than of it.
const LONGEST_NOTE: usize = 24;

/// What part a paragraph plays for the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineRole {
    /// Part of the statement.
    Body,
    /// The statement's title.
    Title,
    /// About the statement or the page; in no passage.
    Note,
}

/// What a document says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub url: Option<String>,
    pub title: Option<String>,
    pub issuer: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    pub republished_from: Option<String>,
    pub published: Option<CalendarDate>,
    pub signed: Option<CalendarDate>,
}

/// Reads what the paragraphs say about the document, and marks those that are not part of the statement.
pub(crate) fn read(content: &str, paragraphs: &mut [Paragraph], languages: &Languages) -> Head {
    let mut head = Head::default();
    if let Some(first) = paragraphs.first_mut() {
        let text = &content[first.bytes.clone()];
        if is_address(text) {
            head.url = Some(text.trim_start_matches('<').trim_end_matches('>').to_owned());
            first.role = LineRole::Note;
        }
    }
    let body = body_start(content, paragraphs);
    notes(content, paragraphs, body, languages, &mut head);
    title(content, paragraphs, body, &mut head);
    sender(content, paragraphs, body, languages, &mut head);
    if head.issuer.is_none() && head.republished_from.is_some() {
        head.issuer.clone_from(&head.republished_from);
    }
    head
}

/// The first paragraph of running text: long, or with more than one sentence.
fn body_start(content: &str, paragraphs: &[Paragraph]) -> usize {
    paragraphs
        .iter()
        .position(|p| {
            let text = &content[p.bytes.clone()];
            p.kind == BlockKind::Paragraph && (text.len() > 200 || Words::of(text).len() > LONGEST_TITLE)
        })
        .unwrap_or(paragraphs.len())
}

fn notes(content: &str, paragraphs: &mut [Paragraph], body: usize, languages: &Languages, head: &mut Head) {
    let count = paragraphs.len();
    for (number, paragraph) in paragraphs.iter_mut().enumerate() {
        let near_top = number < TOP.max(body + 4);
        let near_end = number + TAIL >= count;
        let text = &content[paragraph.bytes.clone()];
        if !(near_top || near_end) || text.len() > 300 || Words::of(text).len() > LONGEST_NOTE {
            continue;
        }
        if note(text, number <= body, languages, head) {
            paragraph.role = LineRole::Note;
        }
    }
}

/// Whether a short paragraph is about the document; what it says goes into `head`.
fn note(text: &str, before_body: bool, languages: &Languages, head: &mut Head) -> bool {
    let line = unlinked(text.trim_matches(['*', '_', ' ']));
    if let Some(outlet) = copyright(&line) {
        head.publisher = head.publisher.take().or(outlet);
        return true;
    }
    if let Some(rest) = labelled(&line, languages, |d| &d.source) {
        let source = clean_name(rest);
        if !source.is_empty() && head.republished_from.is_none() {
            head.republished_from = Some(source);
        }
        return true;
    }
    if let Some(date) = labelled(&line, languages, |d| &d.published).and_then(|rest| written_date(rest, languages)) {
        head.published = head.published.or(Some(date));
        return true;
    }
    if let Some(date) = written_date(&line, languages) {
        let place = if before_body { &mut head.published } else { &mut head.signed };
        *place = place.or(Some(date));
        return true;
    }
    if byline(&line, languages, head) {
        return true;
    }
    before_body && (page_turns(&line, languages) > 0 || is_breadcrumb(&line))
}

/// "- Magazine - 2024 - Issue 12 -": pieces between dashes, a year among them.
fn is_breadcrumb(line: &str) -> bool {
    let pieces: Vec<&str> = line.split(" - ").map(|p| p.trim_matches(['-', ' '])).filter(|p| !p.is_empty()).collect();
    pieces.len() >= 3 && pieces.iter().any(|p| p.len() == 4 && p.bytes().all(|b| b.is_ascii_digit()))
}

/// The outlet of a copyright line; `Some(None)` where the line names none.
fn copyright(line: &str) -> Option<Option<String>> {
    let at = line.find('©').map(|i| i + '©'.len_utf8()).or_else(|| {
        let lower = line.to_lowercase();
        (lower.starts_with("copyright")).then_some("copyright".len())
    })?;
    let rest = line[at..].trim_start_matches(|c: char| c.is_ascii_digit() || " -–—:,()cC©".contains(c));
    let name = rest
        .split([" - ", " – ", " — ", " | ", ". "].iter().copied().find(|s| rest.contains(s)).unwrap_or("\n"))
        .next();
    let name = name.unwrap_or("").trim().trim_end_matches('.');
    Some((!name.is_empty()).then(|| name.to_owned()))
}

/// What stands after a label such as "Source:", if the line begins with one.
fn labelled<'a>(
    line: &'a str,
    languages: &Languages,
    labels: impl Fn(&standpoint_languages::DocumentWords) -> &Vec<String>,
) -> Option<&'a str> {
    let lower = line.to_lowercase();
    // Lower case may change the length of odd letters; then offsets would not fit.
    if lower.len() != line.len() {
        return None;
    }
    languages.iter().flat_map(|l| labels(l.document())).find_map(|label| {
        let rest = lower.strip_prefix(label.as_str())?;
        let rest = rest.trim_start();
        let is_label = rest.starts_with([':', '：']) || (label.contains(' ') && line.len() < 80);
        is_label.then(|| line[line.len() - rest.len()..].trim_start_matches([':', '：', ' ']))
    })
}

/// "By Jane Roe (Harbour League)".
fn byline(line: &str, languages: &Languages, head: &mut Head) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() > 16 || line.ends_with(['.', '!', '?', ';']) {
        return false;
    }
    let lower = line.to_lowercase();
    let opener = languages
        .iter()
        .flat_map(|l| &l.document().written_by)
        .find(|by| lower.strip_prefix(by.as_str()).is_some_and(|rest| rest.starts_with([' ', ':'])));
    let Some(opener) = opener else { return false };
    if lower.len() != line.len() {
        return false;
    }
    let rest = line[opener.len()..].trim_start_matches([':', ' ']);
    let (person, affiliation) = match rest.split_once('(') {
        Some((person, inside)) => (person.trim(), Some(inside.trim_end_matches([')', ' ']))),
        None => {
            (rest.split([',', '–', '—']).next().unwrap_or(rest).trim(), rest.split_once(',').map(|(_, a)| a.trim()))
        }
    };
    let is_name = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
    let names: Vec<&str> = person.split_whitespace().collect();
    if !(2..=5).contains(&names.len()) || names.iter().filter(|w| is_name(w)).count() < 2 {
        return false;
    }
    head.author = head.author.take().or(Some(person.to_owned()));
    if let Some(organisation) = affiliation.filter(|a| a.chars().next().is_some_and(char::is_uppercase)) {
        head.issuer = head.issuer.take().or(Some(clean_name(organisation)));
    }
    true
}

fn title(content: &str, paragraphs: &mut [Paragraph], body: usize, head: &mut Head) {
    let open: Vec<usize> =
        (0..body.min(paragraphs.len()).min(TOP)).filter(|&i| paragraphs[i].role == LineRole::Body).collect();
    let has_notes = paragraphs.iter().take(body).any(|p| p.role == LineRole::Note);
    let is_text = |i: &usize| {
        let words = Words::of(&content[paragraphs[*i].bytes.clone()]).len();
        (2..=LONGEST_TITLE).contains(&words) && paragraphs[*i].kind != BlockKind::Item
    };
    let marked = open.iter().copied().find(|&i| paragraphs[i].marked_heading && is_text(&i));
    let first_note = paragraphs.iter().take(body).skip(1).position(|p| p.role == LineRole::Note).map(|i| i + 1);
    let chosen = marked.or_else(|| {
        let before_notes = open.iter().copied().filter(|i| first_note.is_none_or(|n| *i < n)).filter(is_text);
        let candidates: Vec<usize> = before_notes.collect();
        // Of several lines above the notes the last is the title, what stands above it the section.
        if has_notes && first_note.is_some() && head.url.is_some() {
            candidates.last().copied()
        } else {
            candidates.first().copied()
        }
    });
    let Some(chosen) = chosen.filter(|_| body < paragraphs.len() || open.len() > 1) else { return };
    // A text that begins with running sentences has no title.
    let first_open = open.first().copied().unwrap_or(chosen);
    let text = &content[paragraphs[chosen].bytes.clone()];
    let sentence_like = text.ends_with('.') && !paragraphs[chosen].marked_heading;
    if sentence_like || (paragraphs[chosen].kind == BlockKind::Item) {
        return;
    }
    head.title = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs[chosen].role = LineRole::Title;
    for section in paragraphs[first_open..chosen].iter_mut().filter(|p| p.role == LineRole::Body) {
        if Words::of(&content[section.bytes.clone()]).len() <= 4 {
            section.role = LineRole::Note;
        }
    }
}

/// "Statement of the Harbour League on …", on a line of its own or in brackets, above the body.
fn sender(content: &str, paragraphs: &[Paragraph], body: usize, languages: &Languages, head: &mut Head) {
    if head.issuer.is_some() {
        return;
    }
    let mut found: Vec<String> = Vec::new();
    for paragraph in paragraphs.iter().take((body + 1).min(TOP)) {
        let text = unlinked(&content[paragraph.bytes.clone()]);
        if text.len() > 300 {
            continue;
        }
        found.extend(sender_in(&text, languages));
    }
    // A line that also gives the short name ("– HL") says most.
    head.issuer = found.into_iter().max_by_key(String::len);
}

fn sender_in(text: &str, languages: &Languages) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let (at, length) = languages
        .iter()
        .flat_map(|l| &l.document().statement_of)
        .filter_map(|phrase| find_phrase(&lower, phrase).map(|at| (at, phrase.len())))
        .min_by_key(|&(at, length)| (at, std::cmp::Reverse(length)))?;
    let rest = text[at + length..].trim_start();
    let name = clean_name(&rest[..name_end(rest)]);
    let capital = name.split_whitespace().any(|w| w.chars().next().is_some_and(char::is_uppercase));
    (capital && name.chars().count() > 2).then_some(name)
}

/// A phrase between word borders.
fn find_phrase(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Where the name of the sender ends: at "on", "about", punctuation, or a closing bracket.
fn name_end(rest: &str) -> usize {
    const STOPS: [&str; 40] = [
        " on ",
        " about ",
        " regarding ",
        " concerning ",
        " over ",
        " against ",
        " for peace",
        " in support",
        " under ",
        " sur ",
        " à propos",
        " concernant ",
        " contre ",
        " über ",
        " zu ",
        " zum ",
        " zur ",
        " gegen ",
        " sobre ",
        " ante ",
        " contra ",
        " over de ",
        " over het ",
        " tegen ",
        " su ",
        " sulla ",
        " sul ",
        " contro ",
        " о ",
        " об ",
        " про ",
        " щодо ",
        " по поводу",
        " w sprawie",
        " wobec ",
        " przeciw",
        " om ",
        " med anledning",
        " mot ",
        " acerca",
    ];
    let stop = STOPS.iter().filter_map(|s| rest.find(s)).min();
    let mark = rest.find([')', ':', '!', '?', ';', '\n', '.']).into_iter();
    stop.into_iter().chain(mark).min().unwrap_or(rest.len())
}

/// A name without article, brackets, quotation marks and closing punctuation.
fn clean_name(name: &str) -> String {
    let mut name = name.trim().trim_matches(['*', '_', '“', '”', '"', '«', '»', '[', ']', ' ', ',', '.', ':']).trim();
    if name.starts_with('(') && name.ends_with(')') {
        name = name[1..name.len() - 1].trim();
    }
    for article in [
        "the ", "The ", "de ", "het ", "der ", "die ", "das ", "des ", "le ", "la ", "les ", "l’", "l'", "el ", "los ",
        "las ", "o ", "a ", "os ", "as ", "il ", "lo ", "gli ", "i ",
    ] {
        if let Some(rest) = name.strip_prefix(article) {
            name = rest;
            break;
        }
    }
    name.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line with `[text](address)` read as `text`.
fn unlinked(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        let Some((label, after)) = rest[open + 1..].split_once("](") else { break };
        let Some((_, tail)) = after.split_once(')') else { break };
        out.push_str(&rest[..open]);
        out.push_str(label);
        rest = tail;
    }
    out.push_str(rest);
    out.replace("\\*", "*").replace("\\\\", "")
}

/// Whether a line opens what follows the statement: "PS:", "Notes".
pub(crate) fn opens_postscript(text: &str, languages: &Languages) -> bool {
    if text.len() > 60 {
        return false;
    }
    let bare = text.trim_matches(['*', '_', '#', ' ', ':', '.']).to_lowercase();
    languages.iter().any(|l| l.document().postscript.iter().any(|p| p.trim_matches('.') == bare))
}
