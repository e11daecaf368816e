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

mod csv;
mod html;
mod json;
mod nearness;
mod plain;
mod table;

pub use csv::comparison_csv;
pub use html::comparison_html;
pub use json::{comparison_json, error_json, statement_json};
pub use table::{comparison_table, statement_table};
