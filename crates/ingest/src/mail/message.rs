//! An e-mail as a statement.

use standpoint_languages::Languages;

use super::heads::Heads;
use super::parts::{Body, Parts};
use super::{quoted, sender, subject};
use crate::about::{About, Origin, Told};
use crate::format::{Context, Format, Source};
use crate::paragraph::word_count_up_to;
use crate::{html, light_document, Document, IngestError};

/// A title of fewer words, in a message with a subject, is a greeting.
const GREETING: usize = 4;
/// Fields that only messages have that went from one machine to another.
const OF_THE_WAY: [&str; 6] = ["Received", "Return-Path", "Message-ID", "MIME-Version", "Delivered-To", "X-Mailer"];

pub(super) struct Mail;

impl Format for Mail {
    fn media_type(&self) -> &'static str {
        "message/rfc822"
    }

    fn read(&self, source: &Source<'_>, context: &Context<'_>) -> Result<Document, IngestError> {
        let parts = Parts::of(source.bytes);
        let languages = context.languages;
        let (mut document, passes_on, is_page) = match parts.body() {
            Body::Plain(text) if text.trim().is_empty() => return Err(IngestError::no_text(source.path)),
            Body::Plain(text) => {
                let (paragraphs, passes_on) = quoted::paragraphs(&text);
                (light_document(text, paragraphs, languages, About::default()), passes_on, false)
            }
            Body::Page(page) => {
                let (document, passes_on) = html::read_message(source.path, &page, languages, context.limits)?;
                (document, passes_on, true)
            }
        };
        let told = about(parts.heads(), languages, passes_on);
        let is_greeting = |title: &Told<String>| !is_page && word_count_up_to(&title.value, GREETING) < GREETING;
        if told.title.is_some() && document.about.title.as_ref().is_some_and(is_greeting) {
            document.about.title = None;
        }
        document.about = document.about.or(told);
        Ok(document)
    }
}

/// Whether a head has the fields that those of e-mails have.
pub(super) fn is_mail(heads: &Heads<'_>) -> bool {
    let addressed = heads.has("From") && (heads.has("Subject") || heads.has("To"));
    let sent = OF_THE_WAY.iter().any(|name| heads.has(name))
        && ["From", "Subject", "Date", "To"].iter().filter(|name| heads.has(name)).count() > 1;
    let is_of_parts = heads.kind().starts_with("multipart/")
        && heads.value("Content-Type").is_some_and(|value| value.to_ascii_lowercase().contains("boundary"));
    addressed || sent || is_of_parts
}

/// What the head says. Of a message that only passes on another it says nothing but where and how that was called.
fn about(heads: &Heads<'_>, languages: &Languages, passes_on: bool) -> About {
    let title = heads.words("Subject").and_then(|s| subject::title(&s, heads.has("List-Id"), languages));
    let url = heads.value("Archived-At").map(|v| v.trim().trim_matches(['<', '>']).to_owned());
    let url = url.filter(|url| url.starts_with("http"));
    let origin = |field: &'static str| Origin::Head(field.into());
    let title = title.map(|title| Told::new(title, origin("Subject")));
    let url = url.map(|url| Told::new(url, origin("Archived-At")));
    if passes_on {
        return About { title, ..About::default() };
    }
    let from = heads.value("From").map(|from| sender::about(&from, languages)).unwrap_or_default();
    let published = heads.value("Date").and_then(|date| sender::date(&date, languages));
    let published = published.map(|date| Told::new(date, origin("Date")));
    About { title, url, published, ..from }
}
