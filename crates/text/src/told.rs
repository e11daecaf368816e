use std::borrow::Cow;

use crate::Span;

/// A value that a document says of itself, with where it says it. The two can't part: there is no value without origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T, S = Span> {
    /// What it says.
    pub value: T,
    /// Where it says it.
    pub origin: Origin<S>,
}

impl<T, S> Told<T, S> {
    /// A value from this origin.
    pub fn new(value: T, origin: Origin<S>) -> Self {
        Self { value, origin }
    }

    /// The same with its place in the text found by `place`; `None` where it is a place in the text and there is none such.
    pub fn placed<P>(self, place: impl FnOnce(S) -> Option<P>) -> Option<Told<T, P>> {
        let origin = match self.origin {
            Origin::Text { line, span } => Origin::Text { line, span: place(span)? },
            Origin::Wording => Origin::Wording,
            Origin::Page(what) => Origin::Page(what),
            Origin::Markup(what) => Origin::Markup(what),
            Origin::Properties(what) => Origin::Properties(what),
            Origin::Head(what) => Origin::Head(what),
            Origin::Container(what) => Origin::Container(what),
            Origin::Address => Origin::Address,
            Origin::FileName => Origin::FileName,
        };
        Some(Told { value: self.value, origin })
    }
}

/// Where a document says something of itself, in the order of trust: of two that say different things, the one that stands
/// first here is believed. (A person's [`Correction`](crate::Correction) stands above them all.)
///
/// `S` is how a place in the text is given: a [`Span`], or a range of bytes while there is no [`Text`](crate::Text) yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin<S = Span> {
    /// A line of its own text says it.
    Text {
        /// What kind of line.
        line: Line,
        /// The line.
        span: S,
    },
    /// The words of the whole text show it. Of languages only.
    Wording,
    /// What the page shows outside of the statement's text says it; which part of the page.
    Page(Cow<'static, str>),
    /// Data for programs in the page or the file: JSON-LD, `<meta>`, `<time>`, `<link>`, front matter; which.
    Markup(Cow<'static, str>),
    /// A property of an office document, a book or a PDF; which.
    Properties(Cow<'static, str>),
    /// A field of the head of an e-mail or of a saved page; which.
    Head(Cow<'static, str>),
    /// What it lies in says it, such as a web archive; what of it.
    Container(Cow<'static, str>),
    /// The document's own address holds it.
    Address,
    /// The name of its file holds it.
    FileName,
}

impl<S> Origin<S> {
    /// A word for it, for other programs.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Wording => "wording",
            Self::Page(_) => "page",
            Self::Markup(_) => "markup",
            Self::Properties(_) => "properties",
            Self::Head(_) => "head",
            Self::Container(_) => "container",
            Self::Address => "address",
            Self::FileName => "file_name",
        }
    }

    /// More exactly, in words for people: "date line", "JSON-LD datePublished".
    pub fn detail(&self) -> Cow<'_, str> {
        match self {
            Self::Text { line, .. } => line.as_str().into(),
            Self::Wording => "the words of the text".into(),
            Self::Page(what) | Self::Markup(what) => what.as_ref().into(),
            Self::Properties(what) => format!("document property {what}").into(),
            Self::Head(what) => format!("the head's {what}").into(),
            Self::Container(what) => what.as_ref().into(),
            Self::Address => "its own address".into(),
            Self::FileName => "the file's name".into(),
        }
    }

    /// The line of the text that says it, where one does.
    pub fn span(&self) -> Option<&S> {
        match self {
            Self::Text { span, .. } => Some(span),
            _ => None,
        }
    }
}

/// What kind of line of a text says something of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The title, or a heading.
    Title,
    /// "Statement of the Harbour League on …".
    Introduction,
    /// "We, the Harbour League, declare …".
    Declaration,
    /// A date on a line of its own.
    Date,
    /// "Published: 5 March 2021".
    Publication,
    /// "By Jane Roe".
    Byline,
    /// "Source: Harbour Monthly".
    Source,
    /// A name under the statement.
    Signature,
    /// "© 2021 Harbour Monthly".
    Copyright,
    /// An address on a line of its own.
    Address,
}

impl Line {
    /// All there are.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Introduction,
        Self::Declaration,
        Self::Date,
        Self::Publication,
        Self::Byline,
        Self::Source,
        Self::Signature,
        Self::Copyright,
        Self::Address,
    ];

    /// What people call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Introduction => "“statement of” line",
            Self::Declaration => "“we, the …” sentence",
            Self::Date => "date line",
            Self::Publication => "publication line",
            Self::Byline => "by-line",
            Self::Source => "source line",
            Self::Signature => "signature",
            Self::Copyright => "copyright line",
            Self::Address => "address line",
        }
    }
}
