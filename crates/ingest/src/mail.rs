//! E-mail, and web pages saved as one file (MHTML), which are written like e-mails.
//!
//! # What is kept, what is left out?
//!
//! Of an e-mail its text: the plain one, or the page where the plain one holds much less. What others wrote (`> …`, the
//! message below an answer) and the signature below `-- ` are not the sender's statement; they are in no passage. A
//! message that only passes on another is that other message. Of a saved page its first page; pictures, frames and styles
//! are passed over, and no address is ever followed. Attached documents are read as documents of their own
//! (`container/attachments.rs`).
//!
//! # What its head says
//!
//! Where the text does not say better: the sender, if the name is an organisation's, is the issuer, and if it is a person's, the
//! author; the subject, less the marks of answering and passing on in every language (`reply_marks` in the language files),
//! is the title; the date, as the sender's clock had it, is when it was published. The subject of a saved page is its title,
//! its date only says when it was saved.
//!
//! # Limits
//!
//! A thousand parts, sixteen deep; what lies beyond is text of the part around it. One pass over the lines.

mod heads;
mod message;
mod parts;
mod quoted;
mod saved_page;
mod sender;
mod structure;
mod subject;
mod transfer;
mod words;

pub(crate) use heads::is_field;
pub(crate) use message::{is_mail, Mail};
pub(crate) use parts::Parts;
pub(crate) use saved_page::SavedPage;
