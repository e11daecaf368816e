//! What in the page of an e-mail is not the sender's own, by the marks that the common mail programs leave on it.

use scraper::{Html, Selector};

use crate::mail::OWN_WORDS;
use crate::paragraph::word_count_up_to;

/// What others wrote, and what introduces it.
const QUOTED: &str =
    "blockquote[type=cite], blockquote.cite, .gmail_quote, .gmail_attr, .moz-cite-prefix, .yahoo_quoted, \
    .protonmail_quote, .zmail_extra, #divRplyFwdMsg, #divRplyFwdMsg ~ *, #appendonsend, #appendonsend ~ *";
const SIGNATURE: &str = ".gmail_signature, .moz-signature, .protonmail_signature_block, #Signature, \
    #ms-outlook-mobile-signature";

/// Whose words a page holds.
pub(super) enum Own {
    /// The sender's only.
    All,
    /// The sender's are these; the rest was taken out.
    Part(String),
    /// Those that the sender passes on.
    PassedOn,
}

/// Parts what is the sender's own from what is not.
pub(super) fn own(page: &str) -> Own {
    let mut tree = Html::parse_document(page);
    let found = |tree: &Html, what: &str| -> Vec<_> {
        Selector::parse(what).map_or_else(|_| Vec::new(), |s| tree.select(&s).map(|element| element.id()).collect())
    };
    let (quoted, signature) = (found(&tree, QUOTED), found(&tree, SIGNATURE));
    if quoted.is_empty() && signature.is_empty() {
        return Own::All;
    }
    for id in quoted.iter().chain(&signature) {
        if let Some(mut node) = tree.tree.get_mut(*id) {
            node.detach();
        }
    }
    let words: usize = tree.root_element().text().map(|text| word_count_up_to(text, OWN_WORDS)).sum();
    match (words >= OWN_WORDS, quoted.is_empty()) {
        (true, _) => Own::Part(tree.html()),
        (false, true) => Own::All,
        (false, false) => Own::PassedOn,
    }
}
