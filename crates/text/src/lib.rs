//! The vocabulary of the house: what a statement is made of, and nothing else.
//!
//! A [`Text`] is the wording of one document as read. A [`Span`] is a stretch of one text; only that text can make it, and
//! it carries the text with it, so a span and the words it stands for can't part. A [`Passage`] is a span with the
//! part it plays (heading, sentence, list item, slogan), and a [`Statement`] is a text with its passages and with what
//! the document says about itself ([`Metadata`]), each value with where it says it ([`Told`]) and beside a person's
//! [`Correction`].
//!
//! # Offsets
//!
//! Offsets that leave the program are half-open, 0-based and count Unicode code points, as in REFI-QDA and in the W3C Web
//! Annotation `TextPositionSelector`. Inside the program spans are kept in UTF-8 bytes, because that is how Rust slices;
//! [`Span::start`] and [`Span::end`] translate.
//!
//! # What this crate may know
//!
//! No language, no format, no codebook, no file system. It has no dependencies.

mod correcting;
mod date;
mod language;
mod metadata;
mod passage;
mod span;
mod statement;
mod told;

pub use correcting::MetadataValue;
pub use date::{CalendarDate, DateValue};
pub use language::LanguageCode;
pub use metadata::{Correction, Entry, Field, Metadata, MetadataKey};
pub use passage::{Pages, Passage, PassageKind};
pub use span::{Span, SpanError, Text, TextTooLong};
pub use statement::{Statement, StatementId};
pub use told::{Line, Origin, Told};
