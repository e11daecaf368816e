//! The marks of light markup: list markers, headings, rules, stars, links.

use std::ops::Range;

use standpoint_segment::BlockKind;

/// The marks that begin an item and need a space after them, because they also stand in running text.
const DASHES: [char; 6] = ['-', '*', '+', '–', '—', '·'];
/// The marks that begin an item whatever comes after them.
const BULLETS: [char; 16] = ['•', '▪', '◦', '‣', '●', '○', '■', '□', '➤', '➢', '►', '▶', '❖', '✓', '✔', '→'];

/// What stands at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    None,
    /// `#`, `##` …
    Heading,
    /// A mark that can begin nothing but an item.
    Bullet,
    /// A dash or a number, which a line that goes on may begin with too.
    DashOrNumber,
    /// `>`.
    Quote,
}

/// What marks a line, and how many bytes of it the mark takes with the white space behind it.
pub(crate) fn mark(line: &str) -> (Mark, usize) {
    let with_space = |bytes: usize| line.len() - line[bytes..].trim_start().len();
    let Some(first) = line.chars().next() else { return (Mark::None, 0) };
    let after = first.len_utf8();
    match first {
        '#' => {
            let hashes = line.len() - line.trim_start_matches('#').len();
            let is_heading = hashes <= 6 && line[hashes..].starts_with([' ', '\t', '\u{a0}']);
            if is_heading {
                (Mark::Heading, with_space(hashes))
            } else {
                (Mark::None, 0)
            }
        }
        '>' => (Mark::Quote, with_space(after)),
        c if BULLETS.contains(&c) => (Mark::Bullet, with_space(after)),
        c if DASHES.contains(&c) && line[after..].starts_with([' ', '\t', '\u{a0}']) => {
            (Mark::DashOrNumber, with_space(after))
        }
        _ => number(line).map_or((Mark::None, 0), |bytes| (Mark::DashOrNumber, with_space(bytes))),
    }
}

/// The length of `1.`, `1)`, `(1)`, `a)` or `(a)` at the beginning of a line with white space behind it.
fn number(line: &str) -> Option<usize> {
    let open = usize::from(line.starts_with('('));
    let rest = &line[open..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letter = usize::from(digits == 0 && rest.starts_with(|c: char| c.is_ascii_lowercase()));
    let length = digits + letter;
    if !(1..=3).contains(&length) {
        return None;
    }
    let close = rest[length..].chars().next()?;
    let closes = close == ')' || (close == '.' && digits > 0 && open == 0);
    let end = open + length + 1;
    (closes && line.get(end..)?.starts_with([' ', '\t', '\u{a0}'])).then_some(end)
}

/// The kind of block that a mark begins.
pub(crate) fn kind_of(mark: Mark) -> BlockKind {
    match mark {
        Mark::Heading => BlockKind::Heading,
        Mark::Bullet | Mark::DashOrNumber => BlockKind::Item,
        Mark::None | Mark::Quote => BlockKind::Paragraph,
    }
}

/// A line of nothing but dashes, stars and the like.
pub(crate) fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | '~' | '–' | '—' | ' '))
}

/// A rule that makes a heading of the line right above it.
pub(crate) fn is_underline(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|b| b == b'-') || line.bytes().all(|b| b == b'='))
}

/// Lines that are only markup: fences, images, comments, tables' borders.
pub(crate) fn is_only_markup(line: &str) -> bool {
    line.starts_with("```")
        || (line.starts_with("![") && line.ends_with(')') && line.matches('[').count() == 1)
        || (line.starts_with("<!--") && line.ends_with("-->"))
        || (line.starts_with('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')))
}

/// Takes the stars or underscores off a paragraph that is bold or slanted as a whole; whether there were any.
pub(crate) fn unwrap_stars(content: &str, bytes: &mut Range<usize>) -> bool {
    let before = bytes.clone();
    for mark in ["***", "**", "__", "*", "_"] {
        let text = content.get(bytes.clone()).unwrap_or("");
        let inner = text.strip_prefix(mark).and_then(|t| t.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.trim().is_empty() && !inner.contains(mark)) {
            let start = bytes.start + mark.len() + (inner.len() - inner.trim_start().len());
            *bytes = start..start + inner.trim().len();
        }
    }
    *bytes != before
}

/// A line as a reader sees it: `[text](address)` as `text`, no stars around it, no backslashes before marks.
pub(crate) fn as_shown(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line.trim_matches(['*', '_', ' ', '\n']);
    while let Some(open) = rest.find('[') {
        let Some((label, after)) = rest[open + 1..].split_once("](") else { break };
        let Some((_, tail)) = after.split_once(')') else { break };
        shown.push_str(&rest[..open]);
        shown.push_str(label);
        rest = tail;
    }
    shown.push_str(rest);
    without_escapes(&shown)
}

/// Backslashes stand before punctuation to take its meaning as markup from it; a copy of a copy has two.
fn without_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let escapes = c == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        if !escapes {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lines() {
        for (line, expected, rest) in [
            ("- no toll", Mark::DashOrNumber, "no toll"),
            ("•No toll", Mark::Bullet, "No toll"),
            ("12) no toll", Mark::DashOrNumber, "no toll"),
            ("(a) no toll", Mark::DashOrNumber, "no toll"),
            ("## No toll", Mark::Heading, "No toll"),
            ("> No toll", Mark::Quote, "No toll"),
            ("#NoToll", Mark::None, "#NoToll"),
            ("-5 degrees", Mark::None, "-5 degrees"),
            ("2024. A year", Mark::None, "2024. A year"),
            ("a. b", Mark::None, "a. b"),
        ] {
            let (found, bytes) = mark(line);
            assert_eq!((found, &line[bytes..]), (expected, rest), "{line}");
        }
    }

    #[test]
    fn lines_as_a_reader_sees_them() {
        assert_eq!(as_shown("**Source:** [Dock\\\\*Side](#)."), "Source:** Dock*Side.");
        assert_eq!(as_shown("*By [Jane Roe](https://a.example)*"), "By Jane Roe");
        assert_eq!(as_shown("a [b"), "a [b");
    }

    #[test]
    fn stars_around_a_whole_paragraph() {
        let unwrapped = |text: &str| {
            let mut bytes = 0..text.len();
            unwrap_stars(text, &mut bytes);
            text[bytes].to_owned()
        };
        assert_eq!(unwrapped("***No toll***"), "No toll");
        assert_eq!(unwrapped("**No** toll, **no**"), "**No** toll, **no**");
        assert_eq!(unwrapped("__No toll__"), "No toll");
        assert_eq!(unwrapped("****"), "****");
    }
}
