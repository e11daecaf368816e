//! A comparison for people and for programs: a table for the terminal, JSON, CSV, and one HTML file that needs nothing
//! beside it.
//!
//! # What may it show?
//!
//! Only words that stand in a statement, to the letter, and beside them where. A cut is marked outside the quotation.
//!
//! # What this crate may know
//!
//! Results. It reads no file, decides nothing, and knows no language but that of its own headings.

mod columns;
mod csv;
mod entities;
mod finding_kind;
mod findings_table;
mod html;
mod json;
mod library;
mod nearness;
mod plain;
mod reuse_table;
mod sentence;
mod sources;
mod table;
mod time_axis;
mod twice;
mod wording;

pub use csv::{comparison_csv, csv_head, csv_rows};
pub use finding_kind::FindingKind;
pub use findings_table::{conflict_table, finding_table, timeline_table};
pub use html::comparison_html;
pub use json::{
    comparison_json, conflict_lines, error_json, finding_lines, reuse_lines, source_json, statement_json,
    timeline_lines,
};
pub use library::{
    catalogue_table, concordance_table, entry_line, event_line, history_table, hit_line, hit_table, Order,
};
pub use reuse_table::reuse_table;
pub use sources::source_table;
pub use table::{comparison_table, statement_table};

/// What other pages of the program share with the report, so that all of them look and speak alike.
pub mod page {
    pub use crate::html::escape::{add, escape};
    pub use crate::html::time_drawing::{time_drawing, Dated};
    pub use crate::html::{percent, word, STYLE};
    pub use crate::plain::{cut, one_line};
    pub use crate::sources::{label, origin};
    pub use crate::table::sign;
    pub use crate::wording::{date, value};
}
