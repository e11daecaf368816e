//! Stretches of a text marked in it. What marks them (letters, lines) is no part of the text, so that who copies words
//! copies only words.

use std::fmt::Write;
use std::ops::Range;

use standpoint_report::page::escape;

/// A stretch to mark.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// Its class in the style.
    pub class: &'static str,
    /// What stands behind it, so that colour does not say it alone.
    pub label: String,
    /// Its name in the page, if one can go there.
    pub id: Option<String>,
}

/// Puts marks into the order in which [`marked`] wants them.
pub(crate) fn in_order(marks: &mut [Mark]) {
    marks.sort_by(|a, b| a.bytes.start.cmp(&b.bytes.start).then(b.bytes.end.cmp(&a.bytes.end)));
}

/// A stretch of a text as HTML, with the marks that begin in it. The marks are in order; where some overlap, each piece has
/// all its marks and the labels stand where they end.
pub(crate) fn marked(text: &str, range: Range<usize>, marks: &[Mark]) -> String {
    let first = marks.partition_point(|mark| mark.bytes.start < range.start);
    let after = marks.partition_point(|mark| mark.bytes.start < range.end);
    let marks = marks.get(first..after).unwrap_or_default();
    let end_of = |mark: &Mark| mark.bytes.end.min(range.end);
    let mut borders: Vec<usize> = marks.iter().flat_map(|mark| [mark.bytes.start, end_of(mark)]).collect();
    borders.extend([range.start, range.end]);
    borders.sort_unstable();
    borders.dedup();
    let (mut out, mut next, mut open) = (String::with_capacity(range.len() + 64), 0, Vec::<&Mark>::new());
    for piece in borders.windows(2) {
        let &[start, end] = piece else { continue };
        while let Some(mark) = marks.get(next).filter(|mark| mark.bytes.start == start) {
            open.push(mark);
            next += 1;
        }
        let words = escape(text.get(start..end).unwrap_or_default());
        write_piece(&mut out, &words, &open, start, |mark| end_of(mark) == end);
        open.retain(|mark| end_of(mark) > end);
    }
    out
}

fn write_piece(out: &mut String, words: &str, open: &[&Mark], start: usize, ends: impl Fn(&Mark) -> bool) {
    if open.is_empty() {
        out.push_str(words);
        return;
    }
    let mut classes: Vec<&str> = open.iter().map(|mark| mark.class).collect();
    classes.dedup();
    let labels: Vec<&str> =
        open.iter().filter(|mark| ends(mark) && !mark.label.is_empty()).map(|mark| &mark.label[..]).collect();
    // Writing to a string can't fail.
    let _ = write!(out, "<mark class=\"{}\"", classes.join(" "));
    let id = open.iter().filter(|mark| mark.bytes.start == start).find_map(|mark| mark.id.as_deref());
    if let Some(id) = id {
        let _ = write!(out, " id=\"{id}\" tabindex=\"-1\" data-stop");
    }
    if !labels.is_empty() {
        let _ = write!(out, " data-label=\"{}\"", escape(&labels.join(" · ")));
    }
    let _ = write!(out, ">{words}</mark>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(bytes: Range<usize>, label: &str) -> Mark {
        Mark { bytes, class: "found", label: label.to_owned(), id: None }
    }

    #[test]
    fn marks_that_overlap_leave_the_words_as_they_are() {
        let text = "No <toll> on the bridge";
        let mut marks = [mark(3..9, "a"), mark(0..12, "b"), mark(17..99, "c")];
        in_order(&mut marks);
        let html = marked(text, 0..text.len(), &marks);
        assert_eq!(
            html,
            "<mark class=\"found\">No </mark><mark class=\"found\" data-label=\"a\">&lt;toll&gt;</mark><mark class=\"found\" \
             data-label=\"b\"> on</mark> the <mark class=\"found\" data-label=\"c\">bridge</mark>"
        );
        assert_eq!(marked(text, 10..16, &marks), "on the");
    }
}
