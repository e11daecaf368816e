//! What a document's own words say about it: address, title, sender, outlet, dates.
//!
//! Only lines that introduce or close the statement are looked at, never its running text (but for "We, the …, declare"),
//! and what they do not say stays unsaid. Paragraphs that turn out to be about the statement rather than of it become
//! notes, which are in no passage.

mod dateline;
mod names;
mod notes;
mod sender;
mod title;

use std::ops::Range;

use standpoint_languages::{Languages, Words};
use standpoint_text::{CalendarDate, LanguageCode, Line};

use crate::paragraph::{bare_address, is_address, is_running, Paragraph, Role};

pub(crate) use names::{is_organisation, is_person};
pub(crate) use notes::{byline, person_line};

/// Paragraphs at the top among which title, sender and dates are looked for.
const TOP: usize = 14;
/// Paragraphs after the first of running text that may still introduce it.
const AFTER_OPENING: usize = 3;
/// Paragraphs at the end among which a signature, a date and a source are looked for.
const TAIL: usize = 8;
/// How many bytes of the text its language is told from.
const SAMPLE: usize = 4000;

/// A value with where the document says it. Places in the text are bytes, as long as there is no text yet.
pub(crate) type Told<T> = standpoint_text::Told<T, Range<usize>>;
/// Where the document says something.
pub(crate) type Origin = standpoint_text::Origin<Range<usize>>;

/// What a document says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub url: Option<Told<String>>,
    pub title: Option<Told<String>>,
    pub issuer: Option<Told<String>>,
    pub author: Option<Told<String>>,
    pub publisher: Option<Told<String>>,
    pub republished_from: Option<Told<String>>,
    pub published: Option<Told<CalendarDate>>,
    /// When it was last changed; it stands for the date of publication where there is none.
    pub changed: Option<Told<CalendarDate>>,
    pub signed: Option<Told<CalendarDate>>,
    pub language: Option<Told<LanguageCode>>,
}

/// Takes a value for what nothing is known of yet.
pub(crate) fn fill<T>(known: &mut Option<Told<T>>, value: T, origin: &Origin) {
    if known.is_none() {
        *known = Some(Told::new(value, origin.clone()));
    }
}

impl About {
    /// Takes from another what this one does not say.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            url: self.url.or(other.url),
            title: self.title.or(other.title),
            issuer: self.issuer.or(other.issuer),
            author: self.author.or(other.author),
            publisher: self.publisher.or(other.publisher),
            republished_from: self.republished_from.or(other.republished_from),
            published: self.published.or(other.published),
            changed: self.changed.or(other.changed),
            signed: self.signed.or(other.signed),
            language: self.language.or(other.language),
        }
    }

    /// Whether the outlet of the copy is the one that it is said to be taken from.
    pub(crate) fn publisher_is_source(&self) -> bool {
        let [publisher, source] = [&self.publisher, &self.republished_from].map(|t| t.as_ref().map(|t| &t.value));
        publisher == source
    }
}

/// What the finders of this module work on.
pub(crate) struct Reading<'a> {
    pub content: &'a str,
    pub paragraphs: &'a mut [Paragraph],
    pub languages: &'a Languages,
    /// The first paragraph of running text; the number of paragraphs where there is none.
    pub body: usize,
    /// The last paragraph of running text.
    pub last_running: Option<usize>,
    /// How an all-number date is to be read, if the text's language settles it.
    pub day_first: Option<bool>,
    pub about: About,
}

impl<'a> Reading<'a> {
    fn text(&self, number: usize) -> &'a str {
        self.paragraphs[number].text(self.content)
    }

    /// A paragraph as where something is said.
    fn origin(&self, number: usize, line: Line) -> Origin {
        Origin::Text { line, span: self.paragraphs[number].bytes.clone() }
    }

    fn is_top(&self, number: usize) -> bool {
        number <= self.body.min(TOP) + AFTER_OPENING
    }

    fn is_tail(&self, number: usize) -> bool {
        number + TAIL >= self.paragraphs.len() && number > 0
    }

    /// Whether running text comes after this paragraph.
    fn runs_after(&self, number: usize) -> bool {
        self.last_running.is_some_and(|last| last > number)
    }
}

/// Reads what the paragraphs of a statement say about it. `known` is what markup outside the text has said already and the
/// text can't say better: a title that stands in the text.
pub(crate) fn read(content: &str, paragraphs: &mut [Paragraph], languages: &Languages, known: About) -> About {
    let body = paragraphs
        .iter()
        .position(|p| !p.marked_heading && p.role == Role::Body && is_running(p.text(content)))
        .unwrap_or(paragraphs.len());
    let day_first = main_language(content, paragraphs, languages).and_then(|l| languages.get(l)?.dates().day_first);
    // Once, as a hostile document asks for it in every line.
    let last_running = paragraphs.iter().rposition(|p| p.is_kept() && is_running(p.text(content)));
    let mut reading = Reading { content, paragraphs, languages, body, last_running, day_first, about: known };
    addresses(&mut reading);
    notes::read(&mut reading);
    dateline::read(&mut reading);
    title::read(&mut reading);
    sender::read(&mut reading);
    reading.about
}

/// The language of the beginning of the running text.
pub(crate) fn main_language(content: &str, paragraphs: &[Paragraph], languages: &Languages) -> Option<LanguageCode> {
    let mut sample = String::new();
    for paragraph in paragraphs.iter().filter(|p| p.is_kept() && p.bytes.len() > 40) {
        sample.extend(paragraph.text(content).chars().take(SAMPLE));
        sample.push('\n');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    languages.identify(&Words::of(&sample))
}

/// An address alone in the first line is the document's own; elsewhere it belongs to the page.
fn addresses(reading: &mut Reading) {
    for number in 0..reading.paragraphs.len() {
        let text = reading.text(number);
        if is_address(text) {
            if number == 0 {
                let origin = reading.origin(number, Line::Address);
                fill(&mut reading.about.url, bare_address(text).to_owned(), &origin);
            }
            reading.paragraphs[number].role = Role::Note;
        }
    }
}
