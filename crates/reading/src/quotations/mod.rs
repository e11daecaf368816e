//! Words in quotation marks, and who said them.
//!
//! # What is a quotation?
//!
//! Words in quotation marks that somebody said or wrote, and words taken with tongs, whose speaker is then `None`. Not the
//! titles of works nor the names of ships, papers and parties ([`titles`]). The span is what stands between the marks. In a
//! quotation with another in it, the outer one is reported; one that is interrupted ("“A,” said X, “B.”") is two.
//!
//! # Where does it end?
//!
//! At the mark that closes it ([`marks`]); nearly every pair of marks is used somewhere and most marks open in one language
//! and close in another, so what stands beside a mark decides. A mark that nothing closes opens nothing, but at the
//! beginning of a paragraph or behind a colon, where the quotation goes to the end of the paragraph.
//!
//! # Who said it?
//!
//! The words around the quotations of a paragraph are put together to pieces ([`frame`], [`phrases`]): verbs of saying,
//! turns such as "according to", names with the offices before them. [`attribution`] then looks behind the quotation
//! ("…", said X), before it (X said that "…", according to X "…", in the words of X "…"), and for a verb at the end of the
//! clause (was X „…“ nennt). A pronoun stands for the only person named in its sentence or the sentences just before
//! ([`people`]). Where two could have said it, nobody did: `None`.

mod attribution;
mod blocks;
mod frame;
mod mark_tokens;
mod marks;
mod people;
mod phrases;
mod titles;

use std::ops::Range;

use foldhash::HashSet;
use standpoint_languages::{Languages, Words};
use standpoint_text::Statement;

use attribution::{said, Said, Shape};
use blocks::{blocks, Block};
use frame::{items, pieces, roles, Item, Items, Kind, Piece};
use marks::Marks;
use people::{person_before, People};

use crate::{NameKind, NameMention, Quotation};

/// The quotations of a statement, in the order of the text.
pub(crate) fn quotations(statement: &Statement, languages: &Languages, names: &[NameMention]) -> Vec<Quotation> {
    let blocks = blocks(statement, languages);
    let text = statement.text.as_str();
    if !blocks.iter().any(|block| marks::has_marks(&text[block.bytes.clone()])) {
        return Vec::new();
    }
    let people = People::of(statement, names);
    let mut reader = Reader { text, people: &people, last: None, opener: None, titles: HashSet::default() };
    let mut found = Vec::new();
    for block in &blocks {
        reader.read(block, &mut found);
    }
    let titles = reader.titles;
    found
        .into_iter()
        .filter(|(range, _)| !titles.contains(&text[range.clone()]))
        .filter_map(|(range, speaker)| Some(Quotation { span: statement.text.span(range).ok()?, speaker }))
        .collect()
}

/// So many bytes may lie between two paragraphs for a pronoun to stand for who spoke in the first.
const NEAR: usize = 200;
/// The subject of a sentence stands among so many pieces at its beginning.
const SUBJECT: usize = 5;
/// A paragraph that introduces the next with a colon is no longer than this, in bytes.
const OPENER: usize = 1000;
/// A quotation that is never closed is read to the end of its paragraph if that is no longer than this, in bytes.
const UNCLOSED: usize = 2000;

/// A range of the text, and who said it.
type Found = (Range<usize>, Option<String>);

struct Reader<'a> {
    text: &'a str,
    people: &'a People<'a>,
    /// Who was last found to say something, and up to where that may hold.
    last: Option<(String, usize)>,
    /// Who says the quotation that the next paragraph begins with.
    opener: Option<String>,
    /// Names that stand in quotation marks somewhere.
    titles: HashSet<&'a str>,
}

/// A paragraph cut up, with its quotations.
struct Paragraph<'a> {
    items: Items<'a>,
    pieces: Vec<Piece>,
    offset: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self, block: &Block<'a>, found: &mut Vec<Found>) {
        let content = &self.text[block.bytes.clone()];
        let opener = self.opener.take();
        let marks = if marks::has_marks(content) { marks::marks(content, block.language) } else { Marks::default() };
        let outer = outermost(content, &marks);
        if !outer.is_empty() {
            let quotes: Vec<Range<usize>> = outer.iter().map(|pair| pair.outer.clone()).collect();
            let (spoken, titles) =
                self.cut(block, &quotes, |paragraph| self.spoken(paragraph, &outer, opener.as_ref()));
            self.titles.extend(titles.into_iter().map(|range| &content[range]));
            if let Some(name) = spoken.iter().rev().find_map(|(_, speaker)| speaker.clone()) {
                self.last = Some((name, block.bytes.end));
            }
            let is_open = outer.last().is_some_and(|pair| pair.outer.end == pair.inner.end);
            self.opener = spoken.last().filter(|_| is_open).and_then(|(_, speaker)| speaker.clone());
            found.extend(spoken);
        }
        if content.len() <= OPENER && content.trim_end().ends_with(':') {
            let end = content.len();
            let quote = end..end;
            self.opener = self.cut(block, std::slice::from_ref(&quote), |paragraph| {
                let last = paragraph.pieces.len() - 1;
                self.speaker(paragraph, last, ":", None)
            });
        }
    }

    /// Cuts a paragraph with these quotations into pieces.
    fn cut<R>(&self, block: &Block, quotes: &[Range<usize>], then: impl FnOnce(&Paragraph) -> R) -> R {
        let content = &self.text[block.bytes.clone()];
        let words = Words::of(content);
        let roles = roles(&words, block.language);
        let offset = block.bytes.start;
        let is_known_person = |word: usize| {
            let bytes = words.bytes(word);
            let mention = self.people.mention(&(offset + bytes.start..offset + bytes.end));
            mention.is_some_and(|mention| mention.kind == NameKind::Person)
        };
        let sentences: Vec<usize> = block.sentences.iter().map(|start| start - offset).collect();
        let items = Items {
            text: content,
            words: &words,
            roles: &roles,
            language: block.language,
            items: items(content, &words, quotes, &sentences),
            is_known_name: &|word| self.people.is_name(word),
            is_known_person: &is_known_person,
        };
        let pieces = pieces(&items);
        then(&Paragraph { items, pieces, offset })
    }

    /// The quotations of a paragraph with their speakers, and what is a name and no quotation.
    fn spoken(
        &self,
        paragraph: &Paragraph,
        outer: &[marks::Pair],
        opener: Option<&String>,
    ) -> (Vec<Found>, Vec<Range<usize>>) {
        let Paragraph { items, pieces, offset } = paragraph;
        let places = quote_places(pieces.iter().map(|piece| piece.kind));
        let item_places = quote_places(items.items.iter().map(|item| match item {
            Item::Mark(kind) => *kind,
            Item::Word(_) => Kind::Other,
        }));
        let (mut found, mut titles): (Vec<Found>, _) = (Vec::new(), Vec::new());
        let begins = outer.first().is_some_and(|pair| pair.outer.start == 0);
        let mut last: Option<String> = opener.filter(|_| begins).cloned();
        for ((pair, &at), &item) in outer.iter().zip(&places).zip(&item_places) {
            let words = &items.text[pair.inner.clone()];
            if titles::is_name(items, item, words) {
                titles.push(pair.inner.clone());
                continue;
            }
            let here = self.speaker(paragraph, at, words, last.as_ref());
            let is_name = titles::is_bare_name(items, item, words, here.is_some());
            if is_name || (here.is_none() && titles::is_gloss(items, item, words)) {
                continue;
            }
            found.push((offset + pair.inner.start..offset + pair.inner.end, here.clone()));
            last = here;
        }
        (found, titles)
    }

    /// Who says the quotation at a piece.
    fn speaker(&self, paragraph: &Paragraph, at: usize, words: &str, last: Option<&String>) -> Option<String> {
        let speech = paragraph.items.language.map(|language| language.speech());
        let end = words.chars().next_back();
        let shape = Shape {
            ends: end.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | '…')),
            cries: end.is_some_and(|c| matches!(c, '!' | '?' | '…')),
            subject_may_be_left_out: speech.is_some_and(|speech| speech.subject_may_be_left_out()),
            verb_may_end_clause: speech.is_some_and(|speech| speech.verb_may_end_clause()),
        };
        match said(&paragraph.pieces, at, shape) {
            Some(Said::By(piece)) => self.name(paragraph, piece, last),
            Some(Said::Dropped(verb)) => self.person(paragraph, verb).or_else(|| last.cloned()),
            Some(Said::Nobody) => None,
            None if stands_alone(&paragraph.pieces, at) => last.cloned(),
            None => None,
        }
    }

    fn name(&self, paragraph: &Paragraph, number: usize, last: Option<&String>) -> Option<String> {
        let piece = &paragraph.pieces[number];
        match piece.kind {
            Kind::Nobody => None,
            Kind::Pronoun | Kind::Possessive => self.person(paragraph, number).or_else(|| last.cloned()),
            _ => Some(self.people.speaker(&paragraph.items, paragraph.offset, piece)),
        }
    }

    /// Whom a pronoun, or a verb without a subject, stands for.
    fn person(&self, paragraph: &Paragraph, number: usize) -> Option<String> {
        let is_person = |piece: &Piece| self.people.is_person(&paragraph.items, paragraph.offset, piece);
        let is_other = |piece: &Piece| self.people.is_no_person(&paragraph.items, paragraph.offset, piece);
        let pieces = &paragraph.pieces;
        let named = person_before(pieces, number, is_person);
        let first = first_subject(pieces, number).filter(|&first| !is_other(&pieces[first]));
        let chosen = match (named, first) {
            // A name in the pronoun's own sentence goes before one in an earlier sentence.
            (Some(named), Some(first)) => Some(named.max(first)),
            (named, first) => named.or(first),
        };
        if let Some(chosen) = chosen {
            return Some(self.people.speaker(&paragraph.items, paragraph.offset, &pieces[chosen]));
        }
        let (name, end) = self.last.as_ref()?;
        (paragraph.offset <= end + NEAR).then(|| name.clone())
    }
}

/// The pairs that stand in no other, and what is opened and never closed at the beginning of a paragraph or behind a
/// colon: quotations over several paragraphs open each paragraph and close the last.
fn outermost(content: &str, marks: &marks::Marks) -> Vec<marks::Pair> {
    let mut outer: Vec<marks::Pair> = marks.pairs.iter().filter(|pair| pair.depth == 0).cloned().collect();
    let is_sure = |mark: &Range<usize>| {
        let before = content[..mark.start].trim_end();
        before.is_empty() || before.ends_with(':')
    };
    let unclosed = marks.unclosed.iter().find(|unclosed| is_sure(&unclosed.mark));
    if let Some(mark) = unclosed.map(|unclosed| unclosed.mark.clone()) {
        let words = &content[mark.end..];
        let end = mark.end + words.trim_end().len();
        let start = end - words.trim().len();
        if end - mark.end <= UNCLOSED && words.contains(char::is_alphabetic) {
            outer.retain(|pair| pair.outer.end <= mark.start);
            outer.push(marks::Pair { outer: mark.start..end, inner: start..end, depth: 0 });
        }
    }
    outer
}

/// The name that the sentence of a piece has as its first subject.
fn first_subject(pieces: &[Piece], number: usize) -> Option<usize> {
    let sentence = pieces[..number].iter().rposition(|piece| piece.kind == Kind::Sentence);
    let start = sentence.map_or(0, |sentence| sentence + 1);
    let first = (start..number).take(SUBJECT).find(|&at| pieces[at].is_subject())?;
    (pieces[first].kind == Kind::Name).then_some(first)
}

/// A quotation that is a sentence of its own.
fn stands_alone(pieces: &[Piece], at: usize) -> bool {
    let is_border =
        |piece: Option<&Piece>| piece.is_none_or(|piece| matches!(piece.kind, Kind::Sentence | Kind::Quote(_)));
    is_border(at.checked_sub(1).map(|before| &pieces[before])) && is_border(pieces.get(at + 1))
}

/// Where the quotations stand, in their order.
fn quote_places(kinds: impl Iterator<Item = Kind>) -> Vec<usize> {
    kinds.enumerate().filter(|(_, kind)| matches!(kind, Kind::Quote(_))).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use standpoint_ingest::{read_statement, Limits};

    use super::*;

    fn read(text: &str) -> Vec<(String, Option<String>)> {
        let languages = Languages::built_in();
        let Ok(statement) = read_statement("case.txt", text.as_bytes(), languages, &Limits::default()) else {
            return Vec::new();
        };
        let found = quotations(&statement, languages, &[]);
        let mut end = 0;
        for quotation in &found {
            assert!(quotation.span.bytes().start >= end, "{found:?}");
            end = quotation.span.bytes().end;
        }
        found.into_iter().map(|q| (q.span.as_str().to_owned(), q.speaker)).collect()
    }

    fn by(words: &str, speaker: &str) -> (String, Option<String>) {
        (words.to_owned(), Some(speaker.to_owned()))
    }

    #[test]
    fn a_quotation_over_paragraphs_opens_each_and_has_one_speaker() {
        let text = "Ilse Torvaan spoke to the dockers in the old harbour on Sunday and said:\n\n\
                    “The bridge is ours, and nobody will ever make us pay for it.\n\n\
                    “The ferry is ours too, and we will sail it as long as there is water,” she said.";
        let found = read(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(
            found[1],
            by("The ferry is ours too, and we will sail it as long as there is water,", "Ilse Torvaan")
        );
    }

    #[test]
    fn a_name_in_marks_is_a_name_wherever_it_stands() {
        let text = "The dockers went to the newspaper “Harbour Light” and told it about the toll on the bridge. \
                    On Monday “Harbour Light” wrote nothing about the toll or the dockers at all.";
        assert_eq!(read(text), []);
    }

    #[test]
    fn marks_without_end_cost_little() {
        let text =
            format!("The dockers of the harbour say that the toll on the bridge is wrong {}.", "“a ”b ".repeat(20_000));
        assert!(read(&text).len() <= 40_000);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "(said|The mayor|Ilse|Torvaan|of|the|он|dass|[a-z\u{e9}A-Z.,:;()—\u{2013}“”„‘’'\"«» \n-]|\\PC){0,80}") {
            read(&text);
        }
    }
}
