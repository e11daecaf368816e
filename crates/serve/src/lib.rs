//! Pages in the browser over a library: to look around in it, and to decide on what the program proposes.
//!
//! # Who may come in?
//!
//! Only this machine: the server listens on 127.0.0.1. Other programs of this machine, and pages of other sites that are
//! open in the same browser, are kept out by `door`: a random token in the address that is opened first, a cookie
//! after it, and for everything that changes something a second token in the form. Documents are hostile: their words are
//! escaped, and the Content-Security-Policy lets nothing run or load but what the program itself brings.
//!
//! # How is a page made?
//!
//! One page is one file in `pages`: a function from a [`Visit`](visit::Visit) to HTML. It works without JavaScript; the one
//! script (`assets/keys.js`) only turns keys into clicks on what is there.
//!
//! # What this crate may know
//!
//! The library, and what the report knows of words and looks. It reads no document and computes no proposal.

mod desk;
mod door;
mod failure;
mod layout;
mod pages;
mod server;
mod visit;

pub use failure::ServeError;
pub use server::{Server, Stopper};
