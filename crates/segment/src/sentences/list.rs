//! Lists that run on in one paragraph: "1. The toll goes 2. The ferry stays".

/// Signs that an item may begin with, alone or before its number.
const BULLETS: [char; 8] = ['•', '⁃', '◦', '▪', '‣', '●', '■', '∙'];
/// The first numbers as the Romans wrote them.
const ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
];
/// A number with more digits counts no items.
const MOST_DIGITS: usize = 3;

/// The marker that a sentence begins with: "1.", "2.)", "(iii)", "• 9.", "a.".
#[derive(Debug)]
pub(super) struct Marker {
    /// Its length in bytes.
    pub length: usize,
    /// How the next item would begin; two ways where "i)" may be a letter or a number.
    next: Vec<String>,
}

/// Reads the marker at the beginning of a text.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let bullet = text.chars().next().filter(|c| BULLETS.contains(c));
    let after_bullet = bullet.map_or(text, |c| &text[c.len_utf8()..]);
    let numbered = after_bullet.trim_start_matches(' ');
    let before = &text[..text.len() - numbered.len()];
    if before.len() > 8 {
        return None;
    }
    let open = if numbered.starts_with('(') { "(" } else { "" };
    let labelled = &numbered[open.len()..];
    let label = &labelled[..labelled.bytes().take_while(u8::is_ascii_alphanumeric).take(6).count()];
    let close = closing(&labelled[label.len()..], open);
    match (close, following(label, close.unwrap_or(""))) {
        (Some(close), labels) if !labels.is_empty() => {
            let next = labels.iter().map(|label| format!("{before}{open}{label}{close}")).collect();
            Some(Marker { length: before.len() + open.len() + label.len() + close.len(), next })
        }
        _ => bullet.map(|bullet| Marker { length: bullet.len_utf8(), next: vec![bullet.to_string()] }),
    }
}

fn closing(text: &str, open: &str) -> Option<&'static str> {
    let close = [".)", ")", "."].into_iter().find(|close| text.starts_with(close))?;
    let spaced = text[close.len()..].starts_with(char::is_whitespace);
    (spaced && (open.is_empty() || close == ")")).then_some(close)
}

/// The labels that may come after a label in a list.
fn following(label: &str, close: &str) -> Vec<String> {
    let mut labels = Vec::new();
    if !label.is_empty() && label.len() <= MOST_DIGITS && label.bytes().all(|b| b.is_ascii_digit()) {
        labels.extend(label.parse::<u32>().ok().map(|number| (number + 1).to_string()));
    }
    if let [letter] = label.as_bytes() {
        // "A. Roe and B. Doe" are no items.
        let may_be_one = letter.is_ascii_lowercase() || (letter.is_ascii_uppercase() && close != ".");
        if may_be_one && !letter.eq_ignore_ascii_case(&b'z') {
            labels.push(char::from(letter + 1).to_string());
        }
    }
    if let Some(place) = ROMAN.iter().position(|roman| *roman == label) {
        labels.extend(ROMAN.get(place + 1).map(|roman| (*roman).to_owned()));
    }
    labels
}

/// What the next item of the list that a paragraph has begun would look like.
#[derive(Debug, Default)]
pub(super) struct List {
    next: Vec<String>,
}

impl List {
    /// Goes on from this marker.
    pub fn go_on(&mut self, marker: &Marker) {
        self.next.clone_from(&marker.next);
    }

    /// Whether a next item is waited for.
    pub fn is_open(&self) -> bool {
        !self.next.is_empty()
    }

    /// Whether the next item begins here. Where "2." also says "second", a text before it that has not ended goes on.
    pub fn begins(&self, text: &str, here: usize, number_may_be_ordinal: bool) -> bool {
        self.next.iter().any(|next| {
            let rest = text[here..].strip_prefix(next.as_str());
            let set_off = || text[..here].trim_end().ends_with(['.', '!', '?', '…', ':', ';', ',']);
            rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
                && (!number_may_be_ordinal || !next.ends_with('.') || set_off())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(text: &str) -> Vec<String> {
        marker(text).map(|m| m.next).unwrap_or_default()
    }

    #[test]
    fn each_marker_says_what_comes_next() {
        assert_eq!(next("1. The toll"), ["2."]);
        assert_eq!(next("9.) The toll"), ["10.)"]);
        assert_eq!(next("• 9. The toll"), ["• 10."]);
        assert_eq!(next("• The toll"), ["•"]);
        assert_eq!(next("(c) the toll"), ["(d)"]);
        assert_eq!(next("i) the toll"), ["j)", "ii)"]);
        assert_eq!(next("iv. the toll"), ["v."]);
    }

    #[test]
    fn what_is_no_marker() {
        for text in ["", "1", "1.5 million", "2024. That", "A. Roe spoke", "(see) it", "The toll", "z) last", "(1. a"] {
            assert!(next(text).is_empty(), "{text}");
        }
    }
}
