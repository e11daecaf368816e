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

use crate::format::Format;
use heads::Heads;

pub(crate) use heads::{charset, is_field};
pub(crate) use parts::Parts;

/// How many bytes the head of a message is looked for in.
const START: usize = 64 << 10;
/// A message with fewer words of its own passes on what it quotes.
pub(crate) const OWN_WORDS: usize = 12;

/// Whether a document is an e-mail or a page saved as one, by its bytes.
pub(crate) fn recognised(bytes: &[u8]) -> Option<Box<dyn Format>> {
    let (heads, _) = Heads::read(&bytes[..bytes.len().min(START)]);
    if saved_page::is_saved_page(&heads) {
        Some(Box::new(saved_page::SavedPage))
    } else if message::is_mail(&heads) {
        Some(Box::new(message::Mail))
    } else {
        None
    }
}

/// Whether bytes begin as an e-mail does.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    let (heads, _) = Heads::read(&bytes[..bytes.len().min(START)]);
    message::is_mail(&heads) && !saved_page::is_saved_page(&heads)
}
