//! Text of documents on a terminal: no control characters, no more columns than there are.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text on one line, white space as single spaces, control characters and marks that turn the writing direction
/// shown as `�`.
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Columns that a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The beginning of a text that takes at most so many columns, with `…` where it was cut.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let (mut kept, mut used) = (String::new(), 0);
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > columns {
            break;
        }
        kept.push(c);
        used += wide;
    }
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// A text filled up with spaces to so many columns.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    let text = cut(text, columns);
    let missing = columns.saturating_sub(width(&text));
    text + &" ".repeat(missing)
}

/// A text on lines of at most so many columns, each line but the first after `indent` spaces.
pub(crate) fn wrap(text: &str, columns: usize, indent: usize) -> String {
    let room = columns.saturating_sub(indent).max(8);
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let word = cut(word, room);
        if !line.is_empty() && width(&line) + 1 + width(&word) > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

/// A text on lines of at most so many columns, nothing left out: words too long for a line are broken.
pub(crate) fn fold(text: &str, columns: usize) -> Vec<String> {
    // A wide character takes two columns.
    let columns = columns.max(2);
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for word in text.split(' ') {
        let wide = width(word);
        if used > 0 && used + 1 + wide > columns {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if used + wide <= columns {
            line.push_str(word);
            used += wide;
        } else {
            for c in word.chars() {
                let wide = c.width().unwrap_or(0);
                if used + wide > columns {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push(c);
                used += wide;
            }
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in "\\PC{0,80}", columns in 1usize..60) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert_eq!(width(&pad(&one_line(&text), columns)), columns);
        }

        #[test]
        fn no_control_character_is_left(text in "(.|[\u{0}-\u{20}]){0,80}") {
            prop_assert!(!one_line(&text).chars().any(char::is_control));
        }
    }
}
