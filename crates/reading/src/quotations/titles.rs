//! What stands in quotation marks and is no quotation: titles of works, names of ships, papers and parties, and words
//! whose meaning is given.

use standpoint_languages::SpeechRole as Role;

use super::frame::{Item, Items, Kind};

/// A name has at most so many words.
const NAME: usize = 8;
/// A name without a noun for what it names has at most so many.
const BARE_NAME: usize = 4;

/// Whether the quotation at an item carries a name, as the words beside it say.
pub(super) fn is_name(items: &Items, at: usize, content: &str) -> bool {
    if content.split_whitespace().count() > NAME || !begins_as_name(content) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|item| items.word(item));
    if before.is_some_and(|word| items.has(word, Role::Kind)) {
        return true;
    }
    let after = items.word(at + 1);
    after.is_some_and(|word| items.has(word, Role::Kind)) && is_title_case(content)
}

/// Whether it is a name with no noun beside it.
pub(super) fn is_bare_name(items: &Items, at: usize, content: &str, is_attributed: bool) -> bool {
    let words = content.split_whitespace().count();
    if words > BARE_NAME || !begins_as_name(content) || content.ends_with(['.', '!', '?', '…', ',']) {
        return false;
    }
    let Some(language) = items.language else { return false };
    let is_said = at.checked_sub(1).is_none_or(|item| match items.items[item] {
        Item::Mark(kind) => matches!(kind, Kind::Sentence | Kind::Colon | Kind::Dash),
        Item::Word(word) => {
            items.has(word, Role::Says) || items.has(word, Role::Calls) || items.has(word, Role::Saying)
        }
    });
    if is_said {
        return false;
    }
    if language.speech().capital_in_quotes_is_a_name() {
        return true;
    }
    !is_attributed && !language.speech().nouns_have_capitals() && words > 1 && is_title_case(content)
}

/// Whether a word is explained: "it means “…”".
pub(super) fn is_gloss(items: &Items, at: usize, content: &str) -> bool {
    let before = at.checked_sub(1).and_then(|item| items.word(item));
    let explained = (0..3).filter_map(|back| before.and_then(|word: usize| word.checked_sub(back)));
    content.split_whitespace().count() <= 4 && explained.into_iter().any(|word| items.has(word, Role::Means))
}

fn begins_as_name(content: &str) -> bool {
    content.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !content.ends_with(['.', ',', ';', ':'])
}

/// Every word of more than three letters has a capital, and at least two words have.
fn is_title_case(content: &str) -> bool {
    let mut capitals = 0;
    for word in content.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if word.chars().count() > 3 || word.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
    }
    capitals > 1
}
