//! The text of a statement: all of it, or the paragraphs around some words.

use std::ops::Range;

use standpoint_library::Quote;
use standpoint_report::page::{add, escape};
use standpoint_text::{Passage, PassageKind, Statement};

use super::marked::{in_order, marked, Mark};
use super::parts::lang;

/// So many passages of its paragraph are shown on either side of a piece of evidence.
const AROUND: usize = 3;

/// Where quotes stand, in bytes; `None` for one whose words do not stand there.
pub(crate) fn places(statement: &Statement, quotes: &[&Quote]) -> Vec<Option<Range<usize>>> {
    let text = statement.text.as_str();
    let mut offsets: Vec<usize> = quotes.iter().flat_map(|quote| [quote.start, quote.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut bytes = Vec::with_capacity(offsets.len());
    let mut borders = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).enumerate();
    for &offset in &offsets {
        // Each offset is behind the one before it.
        bytes.push(borders.find(|(code_points, _)| *code_points == offset).map(|(_, byte)| byte));
    }
    let byte_of =
        |offset: usize| offsets.binary_search(&offset).ok().and_then(|place| bytes.get(place).copied().flatten());
    let place = |quote: &&Quote| {
        let range = byte_of(quote.start)?..byte_of(quote.end)?;
        (text.get(range.clone()) == Some(&quote.text[..])).then_some(range)
    };
    quotes.iter().map(place).collect()
}

/// The words of a statement at these code points, as a quote; `None` where there are none.
pub(crate) fn quote_at(statement: &Statement, start: usize, end: usize) -> Option<Quote> {
    let count = end.checked_sub(start).filter(|count| *count > 0)?;
    let text: String = statement.text.as_str().chars().skip(start).take(count).collect();
    (text.chars().count() == count).then_some(Quote { start, end, text })
}

/// Where something stands on paper, as it is cited.
fn pages(passage: &Passage) -> String {
    match passage.pages {
        None => String::new(),
        Some(pages) if pages.last > pages.first => format!("pp. {}–{} · ", pages.first, pages.last),
        Some(pages) => format!("p. {} · ", pages.first),
    }
}

/// The paragraphs around some words, the words marked; each with where it stands.
pub(crate) fn around(statement: &Statement, quotes: &[Quote]) -> String {
    let passages = &statement.passages;
    let all: Vec<&Quote> = quotes.iter().collect();
    let mut marks: Vec<Mark> = Vec::new();
    for (number, range) in places(statement, &all).into_iter().enumerate() {
        let Some(bytes) = range else { continue };
        let id = Some(format!("e{}", number + 1));
        marks.push(Mark { bytes, class: "evidence", label: (number + 1).to_string(), id });
    }
    in_order(&mut marks);
    let mut out = String::new();
    let mut shown_to = 0;
    for mark in &marks {
        if mark.bytes.start < shown_to {
            continue;
        }
        let here = passages.partition_point(|passage| passage.span.bytes().end <= mark.bytes.start);
        let Some(passage) = passages.get(here) else { continue };
        let belongs = |other: &&Passage| other.paragraph == passage.paragraph;
        let before = passages.iter().take(here).rev().take(AROUND).take_while(belongs).count();
        let last = passages.iter().skip(here).take(AROUND + 1).take_while(belongs).last().unwrap_or(passage);
        let first = passages.get(here - before).unwrap_or(passage);
        let range = first.span.bytes().start..last.span.bytes().end.max(mark.bytes.end);
        shown_to = range.end;
        add(
            &mut out,
            format_args!(
                "<div class=\"sentence\" dir=\"auto\"{}>{}</div><p class=\"stops\">{}<a href=\"/statement/{}#p{}\">passage {} in the \
                 statement</a></p>\n",
                lang(passage.language),
                marked(statement.text.as_str(), range, &marks),
                pages(passage),
                crate::visit::digits(&statement.id),
                here + 1,
                here + 1
            ),
        );
    }
    out
}

/// Marks that run on over several passages, a piece for each of them: the label stands behind the last.
fn by_passage(statement: &Statement, marks: &[Mark]) -> Vec<Mark> {
    let passages = &statement.passages;
    let mut pieces = Vec::with_capacity(marks.len());
    for mark in marks {
        let first = passages.partition_point(|passage| passage.span.bytes().end <= mark.bytes.start);
        let inside = passages.iter().skip(first).map(|passage| passage.span.bytes());
        let mut id = mark.id.clone();
        for passage in inside.take_while(|passage| passage.start < mark.bytes.end) {
            let bytes = mark.bytes.start.max(passage.start)..mark.bytes.end.min(passage.end);
            let label = if bytes.end == mark.bytes.end { mark.label.clone() } else { String::new() };
            pieces.push(Mark { bytes, class: mark.class, label, id: id.take() });
        }
    }
    in_order(&mut pieces);
    pieces
}

/// The whole text by paragraphs. What is no part of the statement is folded away where it stands.
pub(crate) fn whole(statement: &Statement, marks: &[Mark], mut behind: impl FnMut(Range<usize>) -> String) -> String {
    let (text, passages) = (statement.text.as_str(), &statement.passages);
    let marks = by_passage(statement, marks);
    let (mut out, mut at, mut next) = (String::with_capacity(text.len() * 2), 0, 0);
    while let Some(first) = passages.get(next) {
        let count = passages[next..].iter().take_while(|passage| passage.paragraph == first.paragraph).count();
        let paragraph = &passages[next..next + count];
        left_out(&mut out, text.get(at..first.span.bytes().start).unwrap_or_default());
        let tag = if first.kind == PassageKind::Heading { "h2" } else { "p" };
        let bullet = if first.kind == PassageKind::Item { "<span aria-hidden=\"true\">• </span>" } else { "" };
        add(&mut out, format_args!("<{tag} dir=\"auto\"{}>{bullet}", lang(first.language)));
        at = first.span.bytes().start;
        for (number, passage) in (next..).zip(paragraph) {
            let bytes = passage.span.bytes();
            // Mostly a space, but whatever stands there stands there.
            out += &escape(text.get(at..bytes.start).unwrap_or_default());
            add(&mut out, format_args!("<span id=\"p{}\">{}</span>", number + 1, marked(text, bytes.clone(), &marks)));
            at = bytes.end;
        }
        add(&mut out, format_args!("</{tag}>\n{}", behind(first.span.bytes().start..at)));
        next += count;
    }
    left_out(&mut out, text.get(at..).unwrap_or_default());
    out
}

fn left_out(out: &mut String, text: &str) {
    // Signs alone are the document's own markup, such as the dash before an item, which is shown as one.
    if !text.chars().any(char::is_alphanumeric) {
        return;
    }
    let count = text.trim().chars().count();
    add(
        out,
        format_args!(
            "<details class=\"small\"><summary>Not part of the statement ({count} characters)</summary><p class=\"soft\" \
             dir=\"auto\">{}</p></details>\n",
            escape(text.trim())
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use standpoint_text::{Metadata, StatementId, Text};

    fn statement(sentences: &[&str]) -> Statement {
        let text = Text::new(sentences.join(" ")).unwrap();
        let mut at = 0;
        let passages = sentences.iter().map(|sentence| {
            let span = text.span(at..at + sentence.len()).unwrap();
            at += sentence.len() + 1;
            Passage { span, kind: PassageKind::Sentence, language: None, paragraph: 0, pages: None, element: None }
        });
        let passages = passages.collect();
        let id = StatementId::from_sha256([0; 32]);
        let (path, media_type) = ("harbour.txt".to_owned(), "text/plain".to_owned());
        Statement { id, path, media_type, metadata: Metadata::default(), text, passages }
    }

    #[test]
    fn quotes_stand_where_their_words_stand_and_nowhere_else() {
        let statement = statement(&["Één brug.", "Géén tol!"]);
        let toll = Quote { start: 15, end: 18, text: "tol".into() };
        let moved = Quote { start: 14, end: 17, text: "tol".into() };
        let beyond = Quote { start: 15, end: 99, text: "tol!".into() };
        let found = places(&statement, &[&moved, &toll, &beyond]);
        assert_eq!(found, [None, Some(19..22), None]);
        assert_eq!(quote_at(&statement, 15, 18), Some(toll));
        assert_eq!(quote_at(&statement, 15, 99), None);
        assert_eq!(quote_at(&statement, 15, 15), None);
    }

    #[test]
    fn a_mark_over_two_sentences_is_in_both_and_labelled_once() {
        let statement = statement(&["One bridge.", "One ferry."]);
        let mark = Mark { bytes: 4..15, class: "found", label: "Q".into(), id: None };
        let html = whole(&statement, &[mark], |_| String::new());
        assert_eq!(
            html,
            "<p dir=\"auto\"><span id=\"p1\">One <mark class=\"found\">bridge.</mark></span> <span id=\"p2\"><mark class=\"found\" \
             data-label=\"Q\">One</mark> ferry.</span></p>\n"
        );
    }

    #[test]
    fn what_is_no_passage_is_folded_away_and_still_there() {
        let mut statement = statement(&["Menu: <home>", "One bridge."]);
        statement.passages.remove(0);
        let html = whole(&statement, &[], |_| String::new());
        assert!(
            html.starts_with("<details class=\"small\"><summary>Not part of the statement (12 characters)</summary>")
        );
        assert!(html.contains("Menu: &lt;home&gt;"));
    }
}
