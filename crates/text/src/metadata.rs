use std::fmt;
use std::sync::Arc;

use crate::{CalendarDate, LanguageCode, Origin, Told};

/// What a document says about itself, where it says it, and what a person corrected. What neither says is absent, never a
/// guess.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title of the statement.
    pub title: Field<String>,
    /// The organisation whose statement it is.
    pub issuer: Field<String>,
    /// A person who signs it.
    pub author: Field<String>,
    /// The outlet the copy came from.
    pub publisher: Field<String>,
    /// The earlier outlet the copy names.
    pub republished_from: Field<String>,
    /// When the copy was published.
    pub published: Field<CalendarDate>,
    /// When the statement was signed, as written under it.
    pub signed: Field<CalendarDate>,
    /// The language of most of its passages.
    pub language: Field<LanguageCode>,
    /// The address the document gives as its own.
    pub url: Field<String>,
}

impl Metadata {
    /// The title that holds, a correction before what the document says.
    pub fn title(&self) -> Option<&str> {
        self.title.value().map(String::as_str)
    }

    /// The issuer that holds.
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.value().map(String::as_str)
    }

    /// The author that holds.
    pub fn author(&self) -> Option<&str> {
        self.author.value().map(String::as_str)
    }

    /// The publisher that holds.
    pub fn publisher(&self) -> Option<&str> {
        self.publisher.value().map(String::as_str)
    }

    /// The earlier outlet that holds.
    pub fn republished_from(&self) -> Option<&str> {
        self.republished_from.value().map(String::as_str)
    }

    /// The date of publication that holds.
    pub fn published(&self) -> Option<CalendarDate> {
        self.published.value().copied()
    }

    /// The date of signing that holds.
    pub fn signed(&self) -> Option<CalendarDate> {
        self.signed.value().copied()
    }

    /// The language that holds.
    pub fn language(&self) -> Option<LanguageCode> {
        self.language.value().copied()
    }

    /// The address that holds.
    pub fn url(&self) -> Option<&str> {
        self.url.value().map(String::as_str)
    }

    /// All of it, one entry a key, in the order of [`MetadataKey::ALL`].
    pub fn entries(&self) -> [Entry<'_>; 9] {
        MetadataKey::ALL.map(|key| match key {
            MetadataKey::Title => self.title.entry(key),
            MetadataKey::Issuer => self.issuer.entry(key),
            MetadataKey::Author => self.author.entry(key),
            MetadataKey::Publisher => self.publisher.entry(key),
            MetadataKey::RepublishedFrom => self.republished_from.entry(key),
            MetadataKey::Published => self.published.entry(key),
            MetadataKey::Signed => self.signed.entry(key),
            MetadataKey::Language => self.language.entry(key),
            MetadataKey::Url => self.url.entry(key),
        })
    }
}

/// One thing that is known of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetadataKey {
    /// See [`Metadata::title`].
    Title,
    /// See [`Metadata::issuer`].
    Issuer,
    /// See [`Metadata::author`].
    Author,
    /// See [`Metadata::publisher`].
    Publisher,
    /// See [`Metadata::republished_from`].
    RepublishedFrom,
    /// See [`Metadata::published`].
    Published,
    /// See [`Metadata::signed`].
    Signed,
    /// See [`Metadata::language`].
    Language,
    /// See [`Metadata::url`].
    Url,
}

impl MetadataKey {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Issuer,
        Self::Author,
        Self::Publisher,
        Self::RepublishedFrom,
        Self::Published,
        Self::Signed,
        Self::Language,
        Self::Url,
    ];

    /// The key of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.as_str() == name)
    }

    /// What it is called in output and in sidecar files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Issuer => "issuer",
            Self::Author => "author",
            Self::Publisher => "publisher",
            Self::RepublishedFrom => "republished_from",
            Self::Published => "published",
            Self::Signed => "signed",
            Self::Language => "language",
            Self::Url => "url",
        }
    }
}

/// One value of the metadata as it is shown: whatever its type, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Which.
    pub key: MetadataKey,
    /// What holds: the correction, else what the document says.
    pub value: Option<String>,
    /// What the document says, and where.
    pub said: Option<(String, &'a Origin)>,
    /// Where a person corrected it: a sidecar file, or a library with who and when.
    pub corrected_in: Option<&'a str>,
}

/// What a document says of one thing, and what a person says of it. The person's word holds, and the document's is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    said: Option<Told<T>>,
    correction: Option<Correction<T>>,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { said: None, correction: None }
    }
}

impl<T> From<Option<Told<T>>> for Field<T> {
    fn from(said: Option<Told<T>>) -> Self {
        Self { said, correction: None }
    }
}

impl<T> From<Correction<T>> for Field<T> {
    fn from(correction: Correction<T>) -> Self {
        Self { said: None, correction: Some(correction) }
    }
}

impl<T> Field<T> {
    /// What holds.
    pub fn value(&self) -> Option<&T> {
        match &self.correction {
            Some(correction) => correction.value.as_ref(),
            None => self.said.as_ref().map(|told| &told.value),
        }
    }

    /// What the document says, and where.
    pub fn said(&self) -> Option<&Told<T>> {
        self.said.as_ref()
    }

    /// What a person says.
    pub fn correction(&self) -> Option<&Correction<T>> {
        self.correction.as_ref()
    }

    /// Lets a person's word hold.
    pub fn correct(&mut self, correction: Correction<T>) {
        self.correction = Some(correction);
    }
}

impl<T: fmt::Display> Field<T> {
    fn entry(&self, key: MetadataKey) -> Entry<'_> {
        Entry {
            key,
            value: self.value().map(T::to_string),
            said: self.said.as_ref().map(|told| (told.value.to_string(), &told.origin)),
            corrected_in: self.correction.as_ref().map(|correction| &*correction.file),
        }
    }
}

/// A person's word on one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction<T> {
    /// The right value; `None` says that the document does not say.
    pub value: Option<T>,
    /// Where it was written down: a sidecar file, or a library with who and when.
    pub file: Arc<str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_holds_and_what_was_said_is_kept() {
        let mut field: Field<String> = Some(Told::new("Harbour Leauge".to_owned(), Origin::FileName)).into();
        assert_eq!(field.value().unwrap(), "Harbour Leauge");
        field.correct(Correction { value: Some("Harbour League".to_owned()), file: "a.txt.toml".into() });
        assert_eq!(field.value().unwrap(), "Harbour League");
        assert_eq!(field.said().unwrap().value, "Harbour Leauge");
        field.correct(Correction { value: None, file: "a.txt.toml".into() });
        assert_eq!(field.value(), None, "cleared");
        let entry = Metadata { issuer: field, ..Metadata::default() }.entries()[1].corrected_in.map(str::to_owned);
        assert_eq!(entry.as_deref(), Some("a.txt.toml"));
    }

    #[test]
    fn entries_are_under_their_own_key() {
        let name = |key: &str| Field::from(Correction { value: Some(key.to_owned()), file: "f".into() });
        let metadata = Metadata {
            title: name("title"),
            issuer: name("issuer"),
            author: name("author"),
            publisher: name("publisher"),
            republished_from: name("republished_from"),
            url: name("url"),
            ..Metadata::default()
        };
        for entry in metadata.entries() {
            assert!(entry.value.is_none_or(|value| value == entry.key.as_str()));
        }
    }
}
