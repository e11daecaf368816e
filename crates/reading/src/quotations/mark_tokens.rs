//! Quotation marks one by one: what they may open or close by what stands beside them.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    LowDouble,
    LeftDouble,
    RightDouble,
    StraightDouble,
    TwoSingles,
    TwoBackticks,
    LowSingle,
    LeftSingle,
    RightSingle,
    StraightSingle,
    LeftGuillemet,
    RightGuillemet,
    LeftAngle,
    RightAngle,
}

use Kind::*;

impl Kind {
    pub fn is_single(self) -> bool {
        matches!(self, LowSingle | LeftSingle | RightSingle | StraightSingle)
    }

    /// Whether this mark closes what that mark opened.
    pub fn closes(self, open: Kind) -> bool {
        match open {
            LowDouble => matches!(self, LeftDouble | RightDouble | StraightDouble | TwoSingles),
            LeftDouble | RightDouble | StraightDouble => {
                matches!(self, LeftDouble | RightDouble | StraightDouble | TwoSingles)
            }
            TwoBackticks | TwoSingles => matches!(self, TwoSingles | StraightDouble | RightDouble),
            LowSingle | LeftSingle => matches!(self, LeftSingle | RightSingle | StraightSingle),
            StraightSingle => matches!(self, StraightSingle | RightSingle),
            RightSingle => self == RightSingle,
            LeftGuillemet => matches!(self, RightGuillemet | LeftGuillemet),
            RightGuillemet => matches!(self, LeftGuillemet | RightGuillemet),
            LeftAngle => matches!(self, RightAngle | LeftAngle),
            RightAngle => matches!(self, LeftAngle | RightAngle),
        }
    }
}

/// A mark where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    pub before: Option<char>,
    pub after: Option<char>,
}

impl Token {
    /// Whether an opening mark could stand here.
    pub fn may_open(&self) -> bool {
        let before = self.before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | '*' | '_' | ':')
                || is_mark(c)
        });
        before && self.after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | ')' | ']'))
    }

    /// Whether a closing mark could stand here.
    pub fn may_close(&self) -> bool {
        let after = self.after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | '['));
        after && self.before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '['))
    }

    /// "saying” I will”": the space stands on the wrong side of an opening mark.
    pub fn is_misplaced(&self) -> bool {
        self.after.is_some_and(char::is_whitespace) && self.before.is_some_and(|c| c.is_alphabetic() || c == ':')
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '\'' | '`' | '‟')
}

/// Every mark of a text but the apostrophes inside words, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut before = None;
    let mut characters = text.char_indices().peekable();
    while let Some((start, c)) = characters.next() {
        let after = characters.peek().map(|&(_, c)| c);
        let doubled = after == Some(c);
        let kind = match c {
            '"' | '＂' | '″' => Some(StraightDouble),
            '“' | '‟' => Some(LeftDouble),
            '”' => Some(RightDouble),
            '„' => Some(LowDouble),
            '«' => Some(LeftGuillemet),
            '»' => Some(RightGuillemet),
            '‹' => Some(LeftAngle),
            '›' => Some(RightAngle),
            '‚' if doubled => Some(LowDouble),
            '‚' => Some(LowSingle),
            '‘' | '`' if doubled => Some(TwoBackticks),
            '’' | '\'' if doubled => Some(TwoSingles),
            '<' if doubled => Some(LeftGuillemet),
            '>' if doubled => Some(RightGuillemet),
            ',' if doubled => Some(LowDouble),
            '‘' | '`' => Some(LeftSingle),
            '’' => Some(RightSingle),
            '\'' => Some(StraightSingle),
            _ => None,
        };
        let mut end = start + c.len_utf8();
        let mut last = c;
        let is_two = matches!(kind, Some(TwoBackticks | TwoSingles)) || matches!(c, '<' | '>' | ',' | '‚');
        if doubled && is_two {
            if let Some((at, next)) = characters.next() {
                end = at + next.len_utf8();
                last = next;
            }
        }
        if let Some(kind) = kind {
            let after = characters.peek().map(|&(_, c)| c);
            let inside_a_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
            if !(inside_a_word && kind.is_single()) {
                found.push(Token { kind, start, end, before, after });
            }
        }
        before = Some(last);
    }
    found
}
