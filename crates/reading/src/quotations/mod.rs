//! Words in quotation marks, and who said them.

mod attribution;
mod blocks;
mod frame;
mod marks;
mod people;
mod phrases;
mod titles;

use std::collections::HashSet;
use std::ops::Range;

use standpoint_languages::{Languages, Words};
use standpoint_text::Statement;

use attribution::{said, Said, Shape};
use blocks::{blocks, Block};
use frame::{items, pieces, roles, Item, Items, Kind, Piece};
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
    let mut reader = Reader { text, people: &people, last: None, titles: HashSet::new() };
    let mut found = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &blocks[before]);
        reader.read(block, before, &mut found);
    }
    let titles = reader.titles;
    found
        .into_iter()
        .filter(|(range, _)| !titles.contains(&text[range.clone()]))
        .filter_map(|(range, speaker)| Some(Quotation { span: statement.text.span(range).ok()?, speaker }))
        .collect()
}

/// A range of the text, and who said it.
type Found = (Range<usize>, Option<String>);

struct Reader<'a> {
    text: &'a str,
    people: &'a People<'a>,
    /// Who was last found to say something, and up to where that may hold.
    last: Option<(String, usize)>,
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
    fn read(&mut self, block: &Block<'a>, before: Option<&Block<'a>>, found: &mut Vec<Found>) {
        let content = &self.text[block.bytes.clone()];
        if !marks::has_marks(content) {
            return;
        }
        let marks = marks::marks(content, block.language);
        let outer: Vec<&marks::Pair> = marks.pairs.iter().filter(|pair| pair.depth == 0).collect();
        if outer.is_empty() {
            return;
        }
        let quotes: Vec<Range<usize>> = outer.iter().map(|pair| pair.outer.clone()).collect();
        let words = Words::of(content);
        let roles = roles(&words, block.language);
        let offset = block.bytes.start;
        let is_known_name = |word: &str| self.people.is_name(word);
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
            items: items(content, &words, &quotes, &sentences),
            is_known_name: &is_known_name,
            is_known_person: &is_known_person,
        };
        let pieces = pieces(&items);
        let places: Vec<usize> = quote_places(pieces.iter().map(|piece| piece.kind));
        let item_places: Vec<usize> = quote_places(items.items.iter().map(|item| match item {
            Item::Mark(kind) => *kind,
            Item::Word(_) => Kind::Other,
        }));
        let paragraph = Paragraph { items, pieces, offset };
        let mut before_here: Option<String> = None;
        for (number, pair) in outer.iter().enumerate() {
            let (Some(&at), Some(&item)) = (places.get(number), item_places.get(number)) else { break };
            let words = &content[pair.inner.clone()];
            if titles::is_name(&paragraph.items, item, words) {
                self.titles.insert(words);
                continue;
            }
            let speaker = self.speaker(&paragraph, at, words, before, before_here.as_ref());
            if speaker.is_none() && titles::is_gloss(&paragraph.items, item, words) {
                continue;
            }
            before_here.clone_from(&speaker);
            found.push((offset + pair.inner.start..offset + pair.inner.end, speaker));
        }
    }

    /// Who says the quotation at a piece.
    fn speaker(
        &mut self,
        paragraph: &Paragraph,
        at: usize,
        words: &str,
        _before: Option<&Block<'a>>,
        said_before: Option<&String>,
    ) -> Option<String> {
        let speech = paragraph.items.language.map(|language| language.speech());
        let last = words.chars().next_back();
        let shape = Shape {
            ends: last.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | '…')),
            cries: last.is_some_and(|c| matches!(c, '!' | '?' | '…')),
            subject_may_be_left_out: speech.is_some_and(|speech| speech.subject_may_be_left_out()),
            verb_may_end_clause: speech.is_some_and(|speech| speech.verb_may_end_clause()),
        };
        let found = match said(&paragraph.pieces, at, shape) {
            Some(Said::By(piece)) => self.name(paragraph, piece),
            Some(Said::Dropped(verb)) => self.person(paragraph, verb),
            Some(Said::Nobody) => None,
            None if stands_alone(&paragraph.pieces, at) => said_before.cloned(),
            None => None,
        };
        if let Some(name) = &found {
            self.last = Some((name.clone(), paragraph.offset + paragraph.items.text.len()));
        }
        found
    }

    fn name(&self, paragraph: &Paragraph, number: usize) -> Option<String> {
        let piece = &paragraph.pieces[number];
        match piece.kind {
            Kind::Nobody => None,
            Kind::Pronoun | Kind::Possessive => self.person(paragraph, number),
            _ => Some(self.people.speaker(&paragraph.items, paragraph.offset, piece)),
        }
    }

    /// Whom a pronoun, or a verb without a subject, stands for.
    fn person(&self, paragraph: &Paragraph, number: usize) -> Option<String> {
        let is_person = |piece: &Piece| self.people.is_person(&paragraph.items, paragraph.offset, piece);
        let named = person_before(&paragraph.pieces, number, is_person);
        if let Some(named) = named {
            return Some(self.people.speaker(&paragraph.items, paragraph.offset, &paragraph.pieces[named]));
        }
        let (name, end) = self.last.as_ref()?;
        (paragraph.offset <= end + 4).then(|| name.clone())
    }
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
