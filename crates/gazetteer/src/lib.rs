//! Open data on the names of places, organisations and people in the languages of the program, and the spelling of names
//! across languages and scripts.
//!
//! # What this crate may know
//!
//! Names. No statement, no language file.
