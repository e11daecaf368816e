//! Numbers, quantities and calendar dates as a text writes them, in every language that has a file.
//!
//! # What does it find?
//!
//! [`numbers`] finds what is written in digits, in words or in both, and how exactly it is meant; [`quantities`] adds the
//! unit or currency that stands with it; [`dates`] finds days, months, years and spans of them. None of them knows what a
//! statement claims: whether a number is a figure is for the reading to say.
//!
//! # How are places given?
//!
//! As half-open ranges of bytes into the text that was handed in, always at character borders.
//!
//! # What this crate may know
//!
//! One stretch of text and one language. No statement, no format.

mod calendar;
mod number;
mod quantity;
mod tokens;

pub use calendar::{dates, CalendarContext, CalendarMention};
pub use number::{numbers, numbers_apart, Number, NumberKind, Qualifier};
pub use quantity::{quantities, quantities_apart, Dimension, Quantity, Unit};
