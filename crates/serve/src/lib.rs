//! Pages in the browser over a library: to look around in it, and to decide on what the program proposes.
//!
//! # Who may come in?
//!
//! Only this machine, unless asked otherwise: the server listens on 127.0.0.1. Other programs of this machine, and pages of
//! other sites that are open in the same browser, are kept out by `door`: a random token in the address that is opened
//! first, a cookie after it, and for everything that changes something a second token in the form. Pages that are opened to
//! other machines ask for a password instead of the token (`password`). Documents are hostile: their words are escaped, and
//! the Content-Security-Policy lets nothing run or load but what the program itself brings.
//!
//! # How is a page made?
//!
//! One page is one file in `pages`: a function from a [`Visit`](visit::Visit) to HTML. It works without JavaScript; the one
//! script (`assets/keys.js`) only turns keys into clicks on what is there. `site` writes the same pages as files, without what
//! can be done on them.
//!
//! # What this crate may know
//!
//! The library, and what the report knows of words and looks. It reads no document and computes no proposal: that is done by
//! a [`Program`] it is given.

mod desk;
mod door;
mod failure;
mod layout;
mod looking;
mod pages;
mod password;
mod program;
mod proposing;
mod routes;
mod server;
mod site;
mod site_search;
mod visit;

pub use failure::ServeError;
pub use password::Password;
pub use program::{Asked, Contradiction, Contradictions, Program};
pub use server::{Server, Stopper};
pub use site::{export_site, Exported};
