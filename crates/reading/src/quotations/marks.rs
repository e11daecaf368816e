//! Quotation marks in pairs.
//!
//! The same mark opens in one language and closes in the next (“ closes a German „…“, ” opens a Swedish ”…”), and ’ and '
//! are apostrophes too. So a mark's part is told from what stands beside it and from which marks are open, not from a
//! table of languages; the language only says what its apostrophes stand in.

use std::ops::Range;

use standpoint_languages::{Language, SpeechWords};

use super::mark_tokens::{tokens, Kind, Kind::*, Token};

/// Words between two marks, both in bytes of the text they were looked for in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without the marks.
    pub inner: Range<usize>,
    /// In how many other pairs it stands.
    pub depth: usize,
}

/// An opening mark that nothing closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// Where the mark stands.
    pub mark: Range<usize>,
}

/// What a text has in quotation marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// The pairs, in the order in which they open.
    pub pairs: Vec<Pair>,
    /// The double marks left open at the end, in order.
    pub unclosed: Vec<Unclosed>,
}

/// So many bytes between two double marks at most.
const LONGEST: usize = 6000;
/// So many bytes between two single marks at most.
const LONGEST_SINGLE: usize = 1500;
/// How deep a closing mark looks for its opening mark.
const DEEPEST_LOOK: usize = 3;
/// How far to look for a better place to close than a plural's apostrophe.
const APOSTROPHE_LOOK: usize = 6;

/// Whether a text has anything that could be a quotation mark.
pub(super) fn has_marks(text: &str) -> bool {
    text.contains(['"', '“', '”', '„', '«', '»', '‘', '’', '‚', '‹', '›', '‟']) || text.contains(['\'', '`', '<', ','])
}

/// The pairs of marks in a text, one paragraph.
pub(super) fn marks(text: &str, language: Option<&Language>) -> Marks {
    let tokens = tokens(text);
    if tokens.is_empty() {
        return Marks::default();
    }
    let right_opens =
        |mark: char| language.is_some_and(|language| language.quotation_marks().iter().any(|&(open, _)| open == mark));
    let pairing = Pairing {
        text,
        tokens: &tokens,
        speech: language.map(Language::speech),
        right_single_opens: right_opens('’'),
        open: Vec::new(),
        orphans: Vec::new(),
        found: Marks::default(),
    };
    pairing.run()
}

struct Pairing<'a> {
    text: &'a str,
    tokens: &'a [Token],
    speech: Option<&'a SpeechWords>,
    right_single_opens: bool,
    /// The marks open at this place, by number.
    open: Vec<usize>,
    /// Closing double marks for which nothing was open, by number.
    orphans: Vec<usize>,
    found: Marks,
}

impl Pairing<'_> {
    fn run(mut self) -> Marks {
        for number in 0..self.tokens.len() {
            self.read(number);
        }
        let left = std::mem::take(&mut self.open);
        for number in left {
            let token = &self.tokens[number];
            if !token.kind.is_single() {
                self.found.unclosed.push(Unclosed { mark: token.start..token.end });
            }
        }
        self.found.pairs.sort_by_key(|pair| pair.outer.start);
        set_depths(&mut self.found.pairs);
        self.found
    }

    fn read(&mut self, number: usize) {
        let token = self.tokens[number];
        let closes = self.closing(&token);
        if token.kind.is_single() {
            self.read_single(number, closes);
            return;
        }
        let (opens_here, closes_here) = (token.may_open(), token.may_close());
        let opens = match token.kind {
            LowDouble => token.after.is_some_and(|c| !c.is_whitespace()),
            TwoBackticks => true,
            LeftGuillemet | LeftAngle => {
                let reversed = closes.is_some_and(|at| matches!(self.kind_of(at), RightGuillemet | RightAngle));
                !(closes_here && (reversed || (closes.is_some() && !opens_here)))
            }
            RightGuillemet | RightAngle => {
                let plain = closes.is_some_and(|at| matches!(self.kind_of(at), LeftGuillemet | LeftAngle));
                !plain && opens_here && !closes_here
            }
            LeftDouble if closes.is_some() => opens_here && !closes_here,
            LeftDouble => opens_here || !closes_here,
            RightDouble => opens_here && !closes_here,
            TwoSingles | StraightDouble => {
                (opens_here && !closes_here) || (opens_here == closes_here && closes.is_none())
            }
            _ => false,
        };
        match closes {
            _ if opens => self.open.push(number),
            Some(at) => self.close(at, number),
            None if closes_here && self.is_single_open() => self.close(self.open.len() - 1, number),
            None => self.read_orphan(number),
        }
    }

    fn read_single(&mut self, number: usize, closes: Option<usize>) {
        let token = self.tokens[number];
        let (opens_here, closes_here) = (token.may_open(), token.may_close());
        let may_be_opening = match token.kind {
            RightSingle => self.right_single_opens,
            _ => true,
        };
        let opens = opens_here && !closes_here && !self.is_elision(&token);
        if opens && (may_be_opening || self.is_closed_alike(number)) {
            self.open.push(number);
        } else if let Some(at) = closes.filter(|_| self.floats(&token)) {
            self.close(at, number);
        } else if closes.is_none() && closes_here && self.is_mistaken_close(number) {
            self.close(self.open.len() - 1, number);
        } else if let Some(at) = closes.filter(|_| closes_here) {
            if !self.is_possessive(number) {
                self.close(at, number);
            }
        }
    }

    /// A mark between two spaces behind the end of a sentence: ‘No toll. ’ She left.
    fn floats(&self, token: &Token) -> bool {
        let between_spaces =
            token.before.is_some_and(char::is_whitespace) && token.after.is_none_or(char::is_whitespace);
        between_spaces && self.text[..token.start].trim_end().ends_with(['.', ',', '!', '?', '…'])
    }

    /// Whether the last mark open is a single one: ‘… then ends in ”.
    fn is_single_open(&self) -> bool {
        self.open.last().is_some_and(|&number| {
            let token = &self.tokens[number];
            token.kind.is_single() && token.kind != RightSingle
        })
    }

    /// Whether a ’ that stands as an opening mark has its like at the end of a sentence near by: ’No toll,’ she said.
    fn is_closed_alike(&self, number: usize) -> bool {
        let mut later = self.tokens[number + 1..].iter().take(APOSTROPHE_LOOK).filter(|t| t.kind == RightSingle);
        later.any(|t| t.may_close() && t.before.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?')))
    }

    /// Whether a single mark closes a double one: “No toll,’ she said. No double mark closes it before the next opens.
    fn is_mistaken_close(&self, number: usize) -> bool {
        let token = &self.tokens[number];
        let Some(open) = self.open.last().map(|&open| &self.tokens[open]) else { return false };
        let is_double =
            !open.kind.is_single() && matches!(open.kind, LeftDouble | RightDouble | StraightDouble | LowDouble);
        let ends = token.before.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | '…'));
        let next = self.tokens[number + 1..].iter().find(|later| !later.kind.is_single());
        is_double && ends && next.is_none_or(|later| later.may_open() && !later.may_close())
    }

    fn kind_of(&self, at: usize) -> Kind {
        self.tokens[self.open[at]].kind
    }

    /// The place in the stack of what this mark would close.
    fn closing(&self, token: &Token) -> Option<usize> {
        let lowest = self.open.len().saturating_sub(DEEPEST_LOOK);
        (lowest..self.open.len()).rev().find(|&at| {
            let open = &self.tokens[self.open[at]];
            let longest = if open.kind.is_single() { LONGEST_SINGLE } else { LONGEST };
            token.kind.closes(open.kind) && token.start > open.end && token.start - open.end <= longest
        })
    }

    fn close(&mut self, at: usize, number: usize) {
        let (open, close) = (self.tokens[self.open[at]], self.tokens[number]);
        while self.orphans.last().is_some_and(|&orphan| orphan > self.open[at]) {
            self.orphans.pop();
        }
        self.open.truncate(at);
        self.push(open, close);
    }

    fn push(&mut self, open: Token, close: Token) {
        let content = &self.text[open.end..close.start];
        let start = open.end + (content.len() - content.trim_start().len());
        let end = start + content.trim().len();
        if content.chars().any(char::is_alphabetic) {
            self.found.pairs.push(Pair { outer: open.start..close.end, inner: start..end, depth: 0 });
        }
    }

    /// A closing mark with nothing to close. Two of them are a pair whose first has its space on the wrong side.
    fn read_orphan(&mut self, number: usize) {
        let token = self.tokens[number];
        let number_before = token.before.is_some_and(|c| c.is_ascii_digit());
        if number_before && token.kind == StraightDouble {
            return;
        }
        let first = self.orphans.last().map(|&orphan| self.tokens[orphan]).filter(|_| self.open.is_empty());
        match first {
            Some(first) if first.kind == token.kind && first.is_misplaced() && token.start - first.end <= 600 => {
                self.orphans.pop();
                self.push(first, token);
            }
            _ => self.orphans.push(number),
        }
    }

    /// "'s morgens", "'90s".
    fn is_elision(&self, token: &Token) -> bool {
        let rest = &self.text[token.end..];
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let next = rest[digits..].chars().next();
            return digits == 2 && next.is_none_or(|c| !c.is_ascii_digit());
        }
        let end = rest.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(at, _)| at);
        let word = &rest[..end];
        word.len() <= 12 && self.speech.is_some_and(|speech| speech.is_elision(&word.to_lowercase()))
    }

    /// "the workers’ union": not the end of the quotation where a better end follows.
    fn is_possessive(&self, number: usize) -> bool {
        let token = &self.tokens[number];
        let goes_on = token.after.is_some_and(char::is_whitespace)
            && self.text[token.end..].trim_start().starts_with(char::is_alphanumeric);
        if !goes_on {
            return false;
        }
        let before = &self.text[..token.start];
        let start = before.char_indices().rev().find(|(_, c)| !c.is_alphabetic());
        let word = &before[start.map_or(0, |(at, c)| at + c.len_utf8())..];
        let clipped = word.len() <= 12 && self.speech.is_some_and(|speech| speech.is_clipped(&word.to_lowercase()));
        if !(clipped || token.before == Some('s')) {
            return false;
        }
        for later in self.tokens[number + 1..].iter().take(APOSTROPHE_LOOK) {
            if !later.kind.is_single() || (later.may_open() && !later.may_close()) {
                return false;
            }
            if later.may_close() {
                return later.start - token.end <= 400;
            }
        }
        false
    }
}

/// Tells each pair in how many others it stands. Pairs cross nowhere, since closing one drops what was open inside it.
fn set_depths(pairs: &mut [Pair]) {
    let mut ends: Vec<usize> = Vec::new();
    for pair in pairs {
        while ends.last().is_some_and(|&end| end <= pair.outer.start) {
            ends.pop();
        }
        pair.depth = ends.len();
        ends.push(pair.outer.end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use standpoint_languages::Languages;
    use standpoint_text::LanguageCode;

    use super::*;

    fn quoted(code: &str, text: &str) -> Vec<String> {
        let language = LanguageCode::new(code).and_then(|code| Languages::built_in().get(code));
        marks(text, language).pairs.iter().map(|pair| text[pair.inner.clone()].to_owned()).collect()
    }

    #[test]
    fn every_convention_is_read() {
        for text in [
            "the “toll” is",
            "the ‘toll’ is",
            "the \"toll\" is",
            "the 'toll' is",
            "die „toll“ ist",
            "die ‚toll‘ ist",
            "die »toll« ist",
            "die ›toll‹ ist",
            "le « toll » est",
            "le «toll» est",
            "le ‹ toll › est",
            "den ”toll” är",
            "den »toll» är",
            "to „toll” jest",
            "the <<toll>> is",
            "the ``toll'' is",
            "to ,,toll'' jest",
            "de “toll\" is",
            "de ‘toll‘ is",
            "de “toll“ is",
            "the \u{a0}«\u{a0}toll\u{a0}» is",
            "afferma: \" toll\" è",
        ] {
            assert_eq!(quoted("en", text), ["toll"], "{text}");
        }
        assert_eq!(quoted("sv", "den ’toll’ är"), ["toll"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        let cases = [
            ("en", "the dockers' bridge, don't, '90s and rock 'n' roll"),
            ("en", "the dockers’ bridge, don’t, ’90s, ’tis"),
            ("nl", "'s morgens, 's avonds, foto's, 't Schip en d'n haven"),
            ("nl", "’s morgens, ’s avonds, foto’s, ‘t Schip"),
            ("fr", "l'eau qu'il n'a d'un coup; l’eau qu’il n’a"),
            ("it", "un po' d'acqua dell'isola, un po’ di"),
            ("en", "a plank of 6' 2\" and one of 5\""),
        ];
        for (code, text) in cases {
            assert_eq!(quoted(code, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_broken_swallows_nothing() {
        assert_eq!(quoted("en", "“A toll on “the bridge” is wrong"), ["the bridge"]);
        assert_eq!(quoted("en", "a toll on the bridge” is wrong"), [""; 0]);
        assert_eq!(quoted("es", "diciendo” no hay peaje”, y nada"), ["no hay peaje"]);
        assert_eq!(quoted("en", "‘No toll. ’ She left."), ["No toll."]);
        assert_eq!(quoted("en", "“No toll,’ she said"), ["No toll,"]);
    }

    #[test]
    fn pairs_know_how_deep_they_stand() {
        let found = marks("“a ‘b “c” d’ e” and “f”", None);
        assert_eq!(found.pairs.iter().map(|pair| pair.depth).collect::<Vec<_>>(), [0, 1, 2, 0]);
    }

    #[test]
    fn a_hundred_thousand_nested_marks_are_no_trouble() {
        let text = format!("{}a{}", "“".repeat(100_000), "”".repeat(100_000));
        assert!(marks(&text, None).pairs.len() <= 100_000);
        let text = format!("{}a", " '\"«‘„".repeat(100_000));
        assert!(marks(&text, None).pairs.len() <= 500_000);
    }

    proptest! {
        #[test]
        fn pairs_lie_on_characters_in_order_and_cross_nowhere(text in "[a s.\u{e9}:,\"'`<>“”„‟‘’‚«»‹›\n(-]{0,60}") {
            let found = marks(&text, Languages::built_in().iter().next());
            let mut ends: Vec<usize> = Vec::new();
            let mut last = 0;
            for pair in &found.pairs {
                prop_assert!(text.get(pair.inner.clone()).is_some_and(|words| !words.is_empty()));
                prop_assert!(pair.outer.start >= last);
                last = pair.outer.start;
                while ends.last().is_some_and(|&end| end <= pair.outer.start) {
                    ends.pop();
                }
                prop_assert!(ends.last().is_none_or(|&end| pair.outer.end <= end), "{:?}", found.pairs);
                ends.push(pair.outer.end);
            }
        }
    }
}
