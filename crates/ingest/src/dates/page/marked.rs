//! What the markup of a page gives as its date.

use scraper::node::Node;
use scraper::{ElementRef, Html};
use standpoint_languages::{Languages, Words};
use standpoint_text::CalendarDate;

use super::line::{set_off, MOST_WORDS};
use super::{read, usable};
use crate::about::{Origin, Told};
use crate::dates::{of_publication, written_date};

/// Of an element's text so many bytes are read.
const LONGEST_ELEMENT: usize = 100;

/// The names under which `<meta>` elements give the date of publication, the surest first.
const METAS: [&str; 25] = [
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
    "article_date_original",
];
/// The names under which they give some date.
const DATE_METAS: [&str; 6] = ["dc.date.created", "dcterms.created", "datecreated", "dc.date", "dcterms.date", "date"];
/// The names under which they give the date of a change.
const CHANGE_METAS: [&str; 8] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "last_modified",
    "dateupdate",
];
/// Words in the class of an element that shows when something was published.
const OF_PUBLICATION: [&str; 9] =
    ["published", "publish", "pubdate", "datepublished", "posted", "submitted", "created", "entrydate", "postdate"];
/// The same of an element that shows some date.
const OF_DATE: [&str; 6] = ["date", "datum", "dateline", "timestamp", "datetime", "time"];
/// The same of an element that shows the date of a change.
const OF_CHANGE: [&str; 5] = ["updated", "update", "modified", "changed", "edited"];
/// The same of an element that shows another date than that of the page.
const OF_OTHER: [&str; 10] =
    ["comment", "comments", "event", "events", "related", "footer", "sidebar", "copyright", "widget", "teaser"];

/// What `<meta>` elements say of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meta {
    /// That it is the date of publication.
    Publication,
    /// That it is a date.
    Date,
    /// That it is the date of a change.
    Change,
}

/// The date that `<meta>` elements give.
pub(crate) fn in_metas(
    which: Meta,
    metas: &[(String, String)],
    languages: &Languages,
    day_first: Option<bool>,
) -> Option<Told<CalendarDate>> {
    let names: &[&str] = match which {
        Meta::Publication => &METAS,
        Meta::Date => &DATE_METAS,
        Meta::Change => &CHANGE_METAS,
    };
    names.iter().find_map(|name| {
        let (_, written) = metas.iter().find(|(n, _)| n == name)?;
        let date = read(written, languages, day_first)?;
        let what = if which == Meta::Change { "last change: " } else { "" };
        Some(Told::new(date, Origin::Markup(format!("{what}meta {name}").into())))
    })
}

/// What elements of a page's body say by their marks.
#[derive(Debug, Default)]
pub(crate) struct InElements {
    /// The date of the first element that is marked as the date of publication.
    pub marked: Option<Told<CalendarDate>>,
    /// The date of the surest of the others.
    pub shown: Option<Told<CalendarDate>>,
    /// The dates of change.
    pub changed: Vec<CalendarDate>,
}

/// How sure it is that an element gives the date of the page, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    Marked,
    Time,
    Shown,
    OnlyTime,
    Changed,
}

/// So many dates of change are kept.
const MOST_CHANGES: usize = 20;

/// Looks through the elements of a page.
pub(crate) fn in_elements(tree: &Html, languages: &Languages, day_first: Option<bool>) -> InElements {
    let mut found = InElements::default();
    let mut best: Option<(Sure, CalendarDate, &'static str)> = None;
    let mut times: Vec<CalendarDate> = Vec::new();
    for element in tree.tree.nodes().filter_map(ElementRef::wrap) {
        let Some((sure, what)) = marks(&element) else { continue };
        let is_known = match sure {
            Sure::Changed => found.changed.len() >= MOST_CHANGES,
            Sure::OnlyTime => times.len() > 1,
            _ => best.is_some_and(|(found, ..)| found <= sure) && (element.value().name() != "time" || times.len() > 1),
        };
        if is_known || (sure >= Sure::Shown && is_around(&element)) {
            continue;
        }
        let Some(date) = of_element(&element, sure, languages, day_first) else { continue };
        if sure == Sure::Changed {
            found.changed.push(date);
            continue;
        }
        if element.value().name() == "time" && !times.contains(&date) {
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
    if let Some((sure, date, what)) = best.or_else(only) {
        let told = Told::new(date, Origin::Markup(what.into()));
        let place = if sure == Sure::Marked { &mut found.marked } else { &mut found.shown };
        *place = Some(told);
    }
    found
}

/// Whether an element lies in what stands around the content of a page, where other things have their dates.
fn is_around(element: &ElementRef<'_>) -> bool {
    let mut names = element.ancestors().filter_map(ElementRef::wrap).map(|around| around.value().name());
    let around = names.find(|name| matches!(*name, "nav" | "footer" | "aside" | "header" | "article" | "main"));
    match around {
        // The header of an article is of the article.
        Some("header") => !names.any(|name| matches!(name, "article" | "main")),
        Some(name) => !matches!(name, "article" | "main"),
        None => false,
    }
}

/// What the marks of an element say.
fn marks(element: &ElementRef<'_>) -> Option<(Sure, &'static str)> {
    let value = element.value();
    let name = value.name();
    if matches!(name, "meta" | "script" | "style" | "body" | "html" | "input" | "form") {
        return None;
    }
    let property = value.attr("itemprop").or(value.attr("property")).unwrap_or("");
    let is = |known: &str| property.rsplit(':').next().is_some_and(|name| name.eq_ignore_ascii_case(known));
    if is("datePublished") {
        return Some((Sure::Marked, "element marked datePublished"));
    }
    if is("dateModified") {
        return Some((Sure::Changed, "element marked dateModified"));
    }
    let class = [value.attr("class"), value.attr("id")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = parted(&class);
    let class = class.to_ascii_lowercase();
    let has = |known: &[&str]| {
        let joined = class.split_whitespace().map(|name| name.replace(['-', '_'], ""));
        joined.into_iter().any(|name| known.contains(&name.as_str()))
            || parts.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| known.contains(&word))
    };
    match name {
        "time" if has(&OF_CHANGE) && !has(&OF_PUBLICATION) => Some((Sure::Changed, "<time> of a change")),
        _ if has(&OF_CHANGE) || has(&OF_OTHER) => None,
        "time" if value.attr("pubdate").is_some() || has(&OF_PUBLICATION) => {
            Some((Sure::Time, "<time> of publication"))
        }
        "abbr" if has(&OF_PUBLICATION) => Some((Sure::Time, "<abbr> of publication")),
        "time" => Some((Sure::OnlyTime, "<time>")),
        _ if has(&OF_PUBLICATION) || has(&OF_DATE) => Some((Sure::Shown, "element whose class says date")),
        _ => None,
    }
}

/// Names of classes with a mark where a part of them begins: "itemPostDate" is "item-post-date".
fn parted(names: &str) -> String {
    let mut parted = String::with_capacity(names.len() + 8);
    let mut is_small = false;
    for c in names.chars() {
        if c.is_ascii_uppercase() && is_small {
            parted.push('-');
        }
        is_small = c.is_ascii_lowercase();
        parted.push(c.to_ascii_lowercase());
    }
    parted
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
