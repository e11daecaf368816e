//! What a page's markup says about it: JSON-LD, OpenGraph, Dublin Core and other `<meta>` elements, `<link>`, `<time>`.

use std::borrow::Cow;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Map, Value};
use standpoint_languages::Languages;
use standpoint_text::{CalendarDate, LanguageCode};

use crate::about::{byline, fill, is_organisation, is_person, person_line, About, Origin, Told};
use crate::dates::page::{self, Meta};
use crate::paragraph::is_address;

/// A script of more bytes than this is no description of a page.
const LONGEST_SCRIPT: usize = 1 << 20;
/// So many nodes of structured data are looked at.
const MOST_NODES: usize = 2000;
/// Types of structured data, beside those that end in "Article", that describe what is published.
const ARTICLES: [&str; 7] = [
    "BlogPosting",
    "LiveBlogPosting",
    "DiscussionForumPosting",
    "SocialMediaPosting",
    "Report",
    "Statement",
    "PressRelease",
];

/// Types, beside those that end in "Page", that a page may be about as a whole.
const PAGES: [&str; 4] = ["CreativeWork", "HowTo", "Recipe", "Review"];

/// What the markup says; its titles stand beside it, the likeliest first, because the page's own heading decides.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub about: About,
    pub titles: Vec<Told<String>>,
    /// When the page was published.
    pub dates: page::Given,
    /// When the page around the article was published, if its structured data say so.
    page_published: Option<Told<CalendarDate>>,
    /// When the article was last changed, or the page around it.
    last_change: Option<Told<CalendarDate>>,
    /// How its all-number dates are to be read, if the page's language and country settle it.
    pub day_first: Option<bool>,
}

/// Something that the markup says, and which part of it does.
fn markup<T>(value: T, what: impl Into<Cow<'static, str>>) -> Told<T> {
    Told::new(value, Origin::Markup(what.into()))
}

/// Reads the markup of a page.
pub(super) fn read(tree: &Html, languages: &Languages) -> Declared {
    let mut declared = Declared { day_first: day_first(tree, languages), ..Declared::default() };
    structured_data(tree, languages, &mut declared);
    let metas = metas(tree);
    let first = |names: &[&str]| -> Option<Told<String>> {
        let (name, value) = names.iter().find_map(|name| metas.iter().find(|(n, v)| n == name && !v.is_empty()))?;
        Some(markup(value.clone(), format!("meta {name}")))
    };
    declared.titles.extend(first(&["og:title"]));
    declared.titles.extend(first(&["dc.title", "dcterms.title", "twitter:title"]));
    declared.titles.extend(texts(tree, "title").into_iter().next().map(|title| markup(title, "<title>")));
    let mut about = std::mem::take(&mut declared.about);
    about.publisher = about
        .publisher
        .or_else(|| first(&["og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_publisher"]));
    declared.dates = dates(tree, &metas, languages, &mut declared, about.published.take());
    about.url = about.url.or_else(|| link(tree)).or_else(|| first(&["og:url"]).filter(|u| is_address(&u.value)));
    if about.author.is_none() && about.issuer.is_none() {
        let named = first(&["author", "dc.creator", "dcterms.creator", "article:author", "citation_author"]);
        named.filter(|n| !is_address(&n.value)).map(|n| person_line(&n.value, languages, &n.origin, &mut about));
    }
    if about.author.is_none() && about.issuer.is_none() {
        shown_author(tree, languages, &mut about);
    }
    about.language = about.language.or_else(|| language(tree));
    declared.titles.retain(|t| !t.value.trim().is_empty());
    Declared { about, ..declared }
}

/// The dates that the markup gives; `structured` is the one of the article in its structured data.
fn dates(
    tree: &Html,
    metas: &[(String, String)],
    languages: &Languages,
    declared: &mut Declared,
    structured: Option<Told<CalendarDate>>,
) -> page::Given {
    let day_first = declared.day_first;
    let in_metas = |which| page::in_metas(which, metas, languages, day_first);
    let elements = page::in_elements(tree, languages, day_first);
    let sure = structured.or_else(|| in_metas(Meta::Publication)).or(elements.marked);
    let is_sure = sure.is_some();
    let other = || in_metas(Meta::Date).or(elements.shown).or(declared.page_published.take());
    let published = sure.or_else(other);
    let of_element = || elements.changed.first().map(|date| markup(*date, "last change: element marked so"));
    let last_change = declared.last_change.take().or_else(|| in_metas(Meta::Change)).or_else(of_element);
    page::Given { published, is_sure, last_change, changed: elements.changed }
}

/// The name and content of each `<meta>` element.
fn metas(tree: &Html) -> Vec<(String, String)> {
    let name = |e: &ElementRef| {
        let name = e.value().attr("property").or(e.value().attr("name")).or(e.value().attr("itemprop"))?;
        Some(name.trim().to_ascii_lowercase())
    };
    all(tree, "meta")
        .filter_map(|e| Some((name(&e)?, e.value().attr("content")?.split_whitespace().collect::<Vec<_>>().join(" "))))
        .collect()
}

fn all<'a>(tree: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<ElementRef<'a>> = Selector::parse(selector).map(|s| tree.select(&s).collect()).unwrap_or_default();
    found.into_iter()
}

/// The words of the elements; what stands in parts of an element of their own are words of their own.
fn texts(tree: &Html, selector: &str) -> Vec<String> {
    let text = |e: ElementRef| e.text().take(1000).flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    all(tree, selector).take(20).map(text).collect()
}

fn link(tree: &Html) -> Option<Told<String>> {
    let url = all(tree, "link[rel=canonical]")
        .find_map(|e| e.value().attr("href").map(str::trim).filter(|h| is_address(h)).map(str::to_owned))?;
    Some(markup(url, "<link rel=canonical>"))
}

fn language(tree: &Html) -> Option<Told<LanguageCode>> {
    let root = tree.root_element();
    let code = root.value().attr("lang").or(root.value().attr("xml:lang")).and_then(LanguageCode::new)?;
    Some(markup(code, "<html lang>"))
}

/// English has no order of its own: of its countries one puts the month first.
fn day_first(tree: &Html, languages: &Languages) -> Option<bool> {
    let root = tree.root_element();
    let code = root.value().attr("lang").or(root.value().attr("xml:lang"))?;
    let language = languages.get(LanguageCode::new(code)?)?;
    let country = code.split(['-', '_']).nth(1).map(str::to_ascii_lowercase);
    let of_country = || country.map(|country| country != "us").filter(|_| language.code().as_str() == "en");
    language.dates().day_first.or_else(of_country)
}

/// An author that the page shows as such.
fn shown_author(tree: &Html, languages: &Languages, about: &mut About) {
    let origin = Origin::Markup("element marked as author".into());
    // What holds a name alone, before what may hold more.
    for selector in ["[rel=author]", "[itemprop=author]", ".author-name, .post-author", ".byline"] {
        for shown in texts(tree, selector) {
            if byline(&shown, languages, &origin, about) || person_line(&shown, languages, &origin, about) {
                return;
            }
        }
    }
}

/// JSON-LD: the first node that describes an article.
fn structured_data(tree: &Html, languages: &Languages, declared: &mut Declared) {
    let mut left = MOST_NODES;
    for script in all(tree, "script[type='application/ld+json']") {
        let text: String = script.text().collect();
        if text.len() > LONGEST_SCRIPT {
            continue;
        }
        // What stands after the first value, a bracket too many, is passed over.
        let Some(Ok(value)) = serde_json::Deserializer::from_str(&text).into_iter::<Value>().next() else { continue };
        let mut open = vec![&value];
        while let Some(node) = open.pop().filter(|_| left > 0) {
            left -= 1;
            match node {
                Value::Array(nodes) => open.extend(nodes.iter().rev()),
                Value::Object(fields) => {
                    open.extend(fields.get("@graph").into_iter().chain(fields.get("mainEntity")));
                    if is_article(fields) {
                        article(fields, languages, declared);
                    } else if is_page(fields) {
                        page(fields, languages, declared);
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_article(fields: &Map<String, Value>) -> bool {
    let is = |t: &str| t.ends_with("Article") || ARTICLES.contains(&t);
    has_type(fields, is)
}

fn is_page(fields: &Map<String, Value>) -> bool {
    has_type(fields, |t| t.ends_with("Page") || PAGES.contains(&t))
}

/// What is said of the page around the article counts where nothing is said of the article.
fn page(fields: &Map<String, Value>, languages: &Languages, declared: &mut Declared) {
    let written = fields.get("datePublished").and_then(Value::as_str);
    if let Some(date) = written.and_then(|written| page::read(written, languages, declared.day_first)) {
        declared.page_published.get_or_insert(markup(date, "JSON-LD datePublished of the page"));
    }
    modified(fields, languages, declared);
}

fn modified(fields: &Map<String, Value>, languages: &Languages, declared: &mut Declared) {
    let written = fields.get("dateModified").and_then(Value::as_str);
    let date = written.and_then(|written| page::read(written, languages, declared.day_first));
    if let Some(date) = date {
        declared.last_change.get_or_insert(markup(date, "last change: JSON-LD dateModified"));
    }
}

fn has_type(fields: &Map<String, Value>, named: impl Fn(&str) -> bool) -> bool {
    match fields.get("@type") {
        Some(Value::String(name)) => named(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(named),
        _ => false,
    }
}

fn article(fields: &Map<String, Value>, languages: &Languages, declared: &mut Declared) {
    let words =
        |key: &str| fields.get(key).and_then(Value::as_str).map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
    declared.titles.extend(words("headline").map(|title| markup(title, "JSON-LD headline")));
    let (about, day_first) = (&mut declared.about, declared.day_first);
    let told = |key: &str| Origin::Markup(format!("JSON-LD {key}").into());
    if let Some(date) = words("datePublished").and_then(|d| page::read(&d, languages, day_first)) {
        fill(&mut about.published, date, &told("datePublished"));
    }
    modified(fields, languages, declared);
    let about = &mut declared.about;
    if let Some(code) = words("inLanguage").and_then(|l| LanguageCode::new(&l)) {
        fill(&mut about.language, code, &told("inLanguage"));
    }
    if let Some(url) = words("url").filter(|u| is_address(u)) {
        fill(&mut about.url, url, &told("url"));
    }
    if let Some((name, _)) = names(fields.get("publisher")).into_iter().next() {
        fill(&mut about.publisher, name, &told("publisher"));
    }
    let origin = told("author");
    for (name, kind) in names(fields.get("author")) {
        let organisation = kind.as_deref().is_some_and(|k| k.ends_with("Organization"));
        if organisation || is_organisation(&name, languages) {
            fill(&mut about.issuer, name, &origin);
        } else if !byline(&name, languages, &origin, about) && (kind.as_deref() == Some("Person") || is_person(&name)) {
            fill(&mut about.author, name, &origin);
        }
    }
}

/// The names in a value that may be a name, a node, or a list of either, with what kind each is.
fn names(value: Option<&Value>) -> Vec<(String, Option<String>)> {
    let one = |value: &Value| match value {
        Value::String(name) => Some((name.clone(), None)),
        Value::Object(fields) => {
            let kind = fields.get("@type").and_then(Value::as_str).map(str::to_owned);
            fields.get("name").and_then(Value::as_str).map(|name| (name.to_owned(), kind))
        }
        _ => None,
    };
    let found: Vec<_> = match value {
        Some(Value::Array(values)) => values.iter().take(20).filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    };
    let usable = |name: &str| !name.trim().is_empty() && name.len() < 200 && !is_address(name);
    found.into_iter().filter(|(name, _)| usable(name)).map(|(name, kind)| (name.trim().to_owned(), kind)).collect()
}
