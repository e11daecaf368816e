use std::cell::OnceCell;
use std::ops::Range;

use standpoint_languages::{Language, NameWords, Words};
use standpoint_text::Span;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing that would part them: a space.
    Space,
    /// A hyphen.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// The full stop of an initial or a short title.
    Stop,
    /// Punctuation that parts them.
    Break,
    /// The beginning of a sentence or of quoted words: a capital means nothing there.
    Opening,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// In small letters, or no word of letters.
    Small,
    /// With a capital.
    Capital,
    /// In two capitals or more.
    Capitals,
    /// One capital: an initial.
    Initial,
}

/// A passage cut into words, with what names are told by.
pub(super) struct Passage<'a> {
    pub(super) span: &'a Span,
    pub(super) language: &'a Language,
    pub(super) words: &'a Words,
    joints: Vec<Joint>,
    shapes: Vec<Shape>,
    /// Whether a word is a given name, for the words that were asked for.
    given: Vec<OnceCell<bool>>,
    /// Whether capitals mean nothing in all of it: a heading in capitals or with a capital on every word.
    pub(super) is_display: bool,
}

impl<'a> Passage<'a> {
    /// `words` are those of the span.
    pub(super) fn of(span: &'a Span, words: &'a Words, language: &'a Language) -> Self {
        let text = span.as_str();
        let shapes: Vec<Shape> = (0..words.len()).map(|word| shape(&text[words.bytes(word)])).collect();
        let joints = (0..words.len()).map(|word| joint(text, words, &shapes, word)).collect();
        let is_display = is_display(words, &shapes, language, text);
        let given = vec![OnceCell::new(); words.len()];
        Self { span, language, words, joints, shapes, given, is_display }
    }

    pub(super) fn naming(&self) -> &'a NameWords {
        self.language.naming()
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// What parts a word from the one before; a break where there is no such word.
    pub(super) fn joint(&self, word: usize) -> Joint {
        self.joints.get(word).copied().unwrap_or(Joint::Break)
    }

    pub(super) fn shape(&self, word: usize) -> Shape {
        self.shapes.get(word).copied().unwrap_or(Shape::Small)
    }

    pub(super) fn has_capital(&self, word: usize) -> bool {
        self.shape(word) != Shape::Small
    }

    /// Whether a word is a given name; `find` tells it the first time.
    pub(super) fn is_given(&self, word: usize, find: impl FnOnce() -> bool) -> bool {
        self.given.get(word).is_some_and(|given| *given.get_or_init(find))
    }

    /// Whether a word stands where every word has a capital.
    pub(super) fn opens(&self, word: usize) -> bool {
        self.joint(word) == Joint::Opening
    }

    /// Whether a word is joined to the one before.
    pub(super) fn is_joined(&self, word: usize) -> bool {
        !matches!(self.joint(word), Joint::Break | Joint::Opening)
    }

    pub(super) fn written(&self, words: &Range<usize>) -> &'a str {
        let bytes = self.bytes(words);
        &self.span.as_str()[bytes]
    }

    pub(super) fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.words.bytes(words.start).start..self.words.bytes(words.end - 1).end
    }

    /// The text between a word and the one before.
    pub(super) fn gap(&self, word: usize) -> &'a str {
        let text = self.span.as_str();
        let from = if word == 0 { 0 } else { self.words.bytes(word - 1).end };
        let to = if word < self.len() { self.words.bytes(word).start } else { text.len() };
        &text[from..to]
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return Shape::Small };
    if !first.is_uppercase() {
        return Shape::Small;
    }
    let (mut any, mut small) = (false, false);
    for c in letters {
        any = true;
        small |= c.is_lowercase();
    }
    match (any, small) {
        (false, _) => Shape::Initial,
        (true, true) => Shape::Capital,
        (true, false) => Shape::Capitals,
    }
}

fn joint(text: &str, words: &Words, shapes: &[Shape], word: usize) -> Joint {
    let Some(before) = word.checked_sub(1) else { return Joint::Opening };
    let gap = &text[words.bytes(before).end..words.bytes(word).start];
    match gap {
        " " | "\u{a0}" | "\n" | "\u{202f}" => Joint::Space,
        "-" | "\u{2010}" | "\u{2011}" => Joint::Hyphen,
        "'" | "’" | "ʼ" => Joint::Apostrophe,
        "' " | "’ " => Joint::Space,
        "." | ". " | ".\u{a0}" if is_abbreviated(words, shapes, before) => Joint::Stop,
        gap if gap.contains(['.', '!', '?', ':', '…', '“', '„', '«', '"', '”', '»', '•', '*', '–', '—', '‘']) => {
            Joint::Opening
        }
        _ => Joint::Break,
    }
}

fn is_abbreviated(words: &Words, shapes: &[Shape], word: usize) -> bool {
    shapes[word] == Shape::Initial || (shapes[word] == Shape::Capital && words.get(word).chars().count() <= 4)
}

/// Whether nearly all words of some length have a capital, or most are in capitals.
fn is_display(words: &Words, shapes: &[Shape], language: &Language, text: &str) -> bool {
    let naming = language.naming();
    let (mut long, mut capital, mut capitals) = (0, 0, 0);
    for (word, shape) in shapes.iter().enumerate() {
        let length = words.bytes(word).len();
        if length < 4 || naming.connectors.contains(words.get(word)) {
            continue;
        }
        long += 1;
        capital += usize::from(*shape != Shape::Small);
        capitals += usize::from(*shape == Shape::Capitals);
    }
    let is_sentence = text.ends_with(['.', ';', ',']);
    (long >= 2 && capitals * 2 > long)
        || (long >= 4 && !is_sentence && capital * 5 >= long * 4 && !naming.nouns_have_capitals)
}
