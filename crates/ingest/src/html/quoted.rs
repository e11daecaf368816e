//! What in the page of an e-mail is not the sender's own, by the marks that the common mail programs leave on it.

use scraper::{Html, Selector};

use crate::paragraph::word_count_up_to;

/// Quotations, what introduces them, signatures.
const NOT_OWN: &str =
    "blockquote[type=cite], blockquote.cite, .gmail_quote, .gmail_attr, .gmail_signature, .moz-cite-prefix, \
    .moz-signature, .yahoo_quoted, .protonmail_quote, .protonmail_signature_block, .zmail_extra, #divRplyFwdMsg, \
    #divRplyFwdMsg ~ *, #appendonsend, #appendonsend ~ *, #Signature, #ms-outlook-mobile-signature";
/// A message with fewer words of its own passes on what it quotes.
const OWN_WORDS: usize = 12;

/// The page without what is not the sender's own; `None` where there is nothing of that kind, or nothing else.
pub(super) fn without(page: &str) -> Option<String> {
    let selector = Selector::parse(NOT_OWN).ok()?;
    let mut tree = Html::parse_document(page);
    let found: Vec<_> = tree.select(&selector).map(|element| element.id()).collect();
    if found.is_empty() {
        return None;
    }
    for id in found {
        if let Some(mut node) = tree.tree.get_mut(id) {
            node.detach();
        }
    }
    let own: usize = tree.root_element().text().map(|text| word_count_up_to(text, OWN_WORDS)).sum();
    (own >= OWN_WORDS).then(|| tree.html())
}

/// Whether a page that consists of little but quotations has one.
pub(super) fn passes_on(page: &str) -> bool {
    ["type=\"cite\"", "gmail_quote", "divRplyFwdMsg", "yahoo_quoted", "moz-cite-prefix"]
        .iter()
        .any(|mark| page.contains(mark))
}
