//! When a page was published, where its main text does not say so: the line beside the title in which pages show it, and
//! what their markup gives.
//!
//! # Which date?
//!
//! That of publication. The date of a change ("updated", `dateModified`) is another thing and never taken for it.
//!
//! # In which order?
//!
//! The page's own words beside the title, then JSON-LD, `<meta>`, elements marked as the date of publication, `<time>`
//! elements, elements whose class says that they are a date, a `<time>` that is the only date of the page, and a line
//! anywhere that says "Published". Last comes the page's address (`address_date.rs`). Programs often give the moment of
//! publication in universal time, which may be another day than on the publisher's calendar: where the address holds the day
//! before or after, that is the one.

use scraper::node::Node;
use scraper::{ElementRef, Html};
use standpoint_languages::{Languages, Words};
use standpoint_text::{CalendarDate, Line};

use super::PageBlock;
use crate::about::{Origin, Told};
use crate::paragraph::{plain, word_count_up_to};
use crate::written_date::{clock_length, date_in, of_publication, written_date};

/// So many blocks after the title, and before it, may show the date.
const AFTER_TITLE: usize = 8;
const BEFORE_TITLE: usize = 3;
/// A longer line, in bytes, shows no date.
const LONGEST_LINE: usize = 150;
/// So many lines of a page are looked through for one that says "Published".
const MOST_LINES: usize = 3000;
/// Words beside the date in such a line.
const MOST_WORDS: usize = 14;
/// Words that may follow the date before the next mark.
const MOST_AFTER: usize = 5;
/// Of an element's text so many bytes are read.
const LONGEST_ELEMENT: usize = 100;
/// Nothing on the web was published before this year.
pub(super) const EARLIEST: u16 = 1990;

/// The names under which `<meta>` elements give the date of publication, the surest first.
const METAS: [&str; 31] = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date.issued",
    "sailthru.date",
    "parsely-pub-date",
    "bt:pubdate",
    "pub_date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "publication_date",
    "publicationdate",
    "article.published",
    "shareaholic:article_published_time",
    "citation_publication_date",
    "citation_online_date",
    "og:release_date",
    "dc.date.created",
    "dcterms.created",
    "datecreated",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "date",
];
/// Words in the class of an element that shows when something was published.
const OF_PUBLICATION: [&str; 8] =
    ["published", "publish", "pubdate", "datepublished", "posted", "created", "entrydate", "postdate"];
/// The same of an element that shows some date.
const OF_DATE: [&str; 6] = ["date", "datum", "dateline", "timestamp", "datetime", "time"];
/// Words in the class of an element that shows another date than that of the page.
const OF_OTHER: [&str; 14] = [
    "updated",
    "update",
    "modified",
    "changed",
    "edited",
    "comment",
    "comments",
    "event",
    "events",
    "related",
    "footer",
    "sidebar",
    "copyright",
    "widget",
];

/// The date in the line in which a page shows it beside its title.
pub(super) fn shown(
    blocks: &[PageBlock],
    title: Option<&str>,
    languages: &Languages,
    day_first: Option<bool>,
) -> Option<Told<CalendarDate>> {
    let at = title_block(blocks, title)?;
    let after = blocks.iter().skip(at + 1).take(AFTER_TITLE);
    let before = blocks[..at].iter().rev().take(BEFORE_TITLE);
    let date = after.chain(before).find_map(|block| in_line(block, languages, day_first))?;
    Some(Told::new(date, Origin::Page("line beside the title".into())))
}

/// Of what the text, the line beside the title, the markup and a labelled line say, the date that holds. A date alone on a
/// line of the text may be that of anything; the one beside the title is the page's.
pub(super) fn choose(
    text: Option<Told<CalendarDate>>,
    beside: Option<Told<CalendarDate>>,
    markup: Option<Told<CalendarDate>>,
    labelled: Option<Told<CalendarDate>>,
) -> Option<Told<CalendarDate>> {
    let alone = text.as_ref().is_some_and(|told| matches!(told.origin, Origin::Text { line: Line::Date, .. }));
    let differs = beside.as_ref().is_some_and(|beside| text.as_ref().is_some_and(|text| text.value != beside.value));
    let (first, second) = if alone && differs { (beside, text) } else { (text, beside) };
    first.or(second).or(markup).or(labelled)
}

fn title_block(blocks: &[PageBlock], title: Option<&str>) -> Option<usize> {
    let words = title.map(plain).filter(|words| !words.is_empty());
    let is_title = |block: &PageBlock| {
        words.as_ref().is_some_and(|words| block.text.len() < words.len() * 4 + 40 && plain(&block.text) == *words)
    };
    let heading = |block: &PageBlock| block.level == Some(1);
    let marked = blocks.iter().position(|block| heading(block) && is_title(block));
    marked
        .or_else(|| blocks.iter().position(|block| !block.around && is_title(block)))
        .or_else(|| blocks.iter().position(heading))
}

/// The date that a line shows as the page's: alone, or set off from what stands beside it, or after a word for it.
fn in_line(block: &PageBlock, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    if block.text.len() > LONGEST_LINE || !block.text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    block.text.split('\n').find_map(|line| {
        let line = of_publication(line, languages)?;
        usable(written_date(line, languages, day_first)).or_else(|| set_off(line, languages, day_first))
    })
}

/// The date in the first line of a page that says "Published" before it, wherever it stands.
pub(super) fn labelled(
    blocks: &[PageBlock],
    languages: &Languages,
    day_first: Option<bool>,
) -> Option<Told<CalendarDate>> {
    let date = blocks.iter().filter(|block| block.text.len() <= LONGEST_LINE).take(MOST_LINES).find_map(|block| {
        let lower = block.text.to_lowercase();
        let begins = |phrase: &String| lower.starts_with(phrase.as_str());
        let is_labelled = languages.iter().any(|l| l.document().published.iter().any(begins));
        is_labelled.then(|| in_line(block, languages, day_first)).flatten()
    })?;
    Some(Told::new(date, Origin::Page("publication line".into())))
}

/// Marks between the pieces of a line.
const MARKS: [char; 14] = ['|', '•', '·', '–', '—', '/', ',', ':', ';', '(', ')', '-', '»', '>'];

/// A date between marks ("Jane Roe | 5 March 2021 | News"), or after a word for publishing or writing ("by Jane Roe on 5
/// March 2021").
fn set_off(line: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let found = date_in(line, languages, day_first)?;
    let (before, after) = (&line[..found.bytes.start], &line[found.bytes.end..]);
    let after = &after[clock_length(after).unwrap_or(0)..];
    if word_count_up_to(before, MOST_WORDS) + word_count_up_to(after, MOST_WORDS) > MOST_WORDS {
        return None;
    }
    let rest = after.split(MARKS).next().unwrap_or("").trim_end();
    let words_after = word_count_up_to(rest, MOST_AFTER + 1);
    let is_sentence = words_after > 2 && rest.ends_with('.');
    let fits = introduces(before, languages) || (words_after == 0 && are_initials(before));
    usable(Some(found.date).filter(|_| fits && words_after <= MOST_AFTER && !is_sentence))
}

/// Whether what stands before a date leaves it for itself: nothing, a mark, a letter right before it, as where two elements
/// of a page meet, or a word for publishing or writing.
fn introduces(before: &str, languages: &Languages) -> bool {
    let beside = before.trim_end();
    let piece = beside.rfind(MARKS).map_or(beside, |at| beside[at..].trim_start_matches(MARKS)).trim();
    let says = |text: &str| {
        let lower = text.trim_start().to_lowercase();
        let begins = |phrase: &String| {
            lower.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        languages.iter().any(|l| l.document().published.iter().chain(&l.document().written_by).any(begins))
    };
    piece.is_empty() || before.ends_with(char::is_alphabetic) || says(piece) || says(before)
}

/// "dpa am", "mh": whoever wrote a piece of news, in a few letters.
fn are_initials(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    words.len() <= 2 && words.iter().all(|word| word.chars().count() <= 4 && word.chars().all(char::is_alphabetic))
}

/// Programs write the year 1 where they know no date; and a month is no date of publication.
fn usable(date: Option<CalendarDate>) -> Option<CalendarDate> {
    date.filter(|date| date.year() >= EARLIEST && date.day().is_some())
}

/// A date as markup gives it: in the form of programs, or in words.
pub(super) fn read(written: &str, languages: &Languages, day_first: Option<bool>) -> Option<CalendarDate> {
    let written = written.trim();
    let date = written.parse().ok().or_else(|| compact(written));
    let date = date.or_else(|| written_date(written, languages, day_first));
    let date = date.or_else(|| date_in(written, languages, day_first).map(|found| found.date));
    date.filter(|date: &CalendarDate| date.year() >= EARLIEST)
}

/// `20210305`, `20210305T100000Z`.
fn compact(written: &str) -> Option<CalendarDate> {
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let ends = matches!(written.as_bytes().get(digits), None | Some(b'T' | b' '));
    if digits != 8 || !ends {
        return None;
    }
    CalendarDate::new(written[..4].parse().ok()?, written[4..6].parse().ok(), written[6..8].parse().ok())
}

/// The date that `<meta>` elements give.
pub(super) fn in_metas(
    metas: &[(String, String)],
    languages: &Languages,
    day_first: Option<bool>,
) -> Option<Told<CalendarDate>> {
    METAS.iter().find_map(|name| {
        let (_, written) = metas.iter().find(|(n, _)| n == name)?;
        let date = read(written, languages, day_first)?;
        Some(Told::new(date, Origin::Markup(format!("meta {name}").into())))
    })
}

/// How sure it is that an element gives the date of the page, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    Marked,
    Time,
    Shown,
    OnlyTime,
}

/// The date of an element of the page's body that says by its marks that it is one.
pub(super) fn in_elements(tree: &Html, languages: &Languages, day_first: Option<bool>) -> Option<Told<CalendarDate>> {
    let mut best: Option<(Sure, CalendarDate, &'static str)> = None;
    let mut times: Vec<CalendarDate> = Vec::new();
    for element in tree.tree.nodes().filter_map(ElementRef::wrap) {
        let is_time = element.value().name() == "time";
        let Some((sure, what)) = marks(&element) else { continue };
        if best.is_some_and(|(found, ..)| found <= sure) && !is_time {
            continue;
        }
        let Some(date) = of_element(&element, sure, languages, day_first) else { continue };
        if is_time && !times.contains(&date) && times.len() < 2 {
            times.push(date);
        }
        if sure < Sure::OnlyTime && best.is_none_or(|(found, ..)| sure < found) {
            best = Some((sure, date, what));
        }
    }
    let only = || match times[..] {
        [date] => Some((Sure::OnlyTime, date, "the page's only <time>")),
        _ => None,
    };
    let (_, date, what) = best.or_else(only)?;
    Some(Told::new(date, Origin::Markup(what.into())))
}

/// What the marks of an element say.
fn marks(element: &ElementRef<'_>) -> Option<(Sure, &'static str)> {
    let value = element.value();
    let name = value.name();
    if matches!(name, "meta" | "script" | "style" | "body" | "html" | "input" | "form") {
        return None;
    }
    let property = value.attr("itemprop").or(value.attr("property")).unwrap_or("");
    if property.eq_ignore_ascii_case("datePublished") || property.ends_with(":datePublished") {
        return Some((Sure::Marked, "element marked datePublished"));
    }
    let class = [value.attr("class"), value.attr("id")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let class = class.to_ascii_lowercase();
    let has = |known: &[&str]| {
        let joined = class.split_whitespace().map(|name| name.replace(['-', '_'], ""));
        joined.into_iter().any(|name| known.contains(&name.as_str()))
            || class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| known.contains(&word))
    };
    let other = has(&OF_OTHER) || property.eq_ignore_ascii_case("dateModified");
    match name {
        _ if other => None,
        "time" if value.attr("pubdate").is_some() || has(&OF_PUBLICATION) => {
            Some((Sure::Time, "<time> of publication"))
        }
        "abbr" if has(&OF_PUBLICATION) => Some((Sure::Time, "<abbr> of publication")),
        "time" => Some((Sure::OnlyTime, "<time>")),
        _ if has(&OF_PUBLICATION) || has(&OF_DATE) => Some((Sure::Shown, "element whose class says date")),
        _ => None,
    }
}

fn of_element(
    element: &ElementRef<'_>,
    sure: Sure,
    languages: &Languages,
    day_first: Option<bool>,
) -> Option<CalendarDate> {
    let attributes = ["datetime", "content", "title"].iter().filter_map(|name| element.value().attr(name));
    let given = attributes.filter(|_| sure != Sure::Shown).find_map(|written| read(written, languages, day_first));
    given.filter(|date| date.day().is_some()).or_else(|| {
        let text = text(element)?;
        if sure == Sure::Shown {
            let line = of_publication(&text, languages)?;
            return usable(written_date(line, languages, day_first)).or_else(|| set_off(line, languages, day_first));
        }
        usable(read(&text, languages, day_first))
    })
}

/// The text of an element, if it is a short line.
fn text(element: &ElementRef<'_>) -> Option<String> {
    let mut text = String::new();
    for node in element.descendants() {
        if let Node::Text(part) = node.value() {
            text.push_str(part);
            text.push(' ');
        }
        if text.len() > LONGEST_ELEMENT * 4 {
            return None;
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (text.len() <= LONGEST_ELEMENT && Words::of(&text).len() <= MOST_WORDS).then_some(text)
}
