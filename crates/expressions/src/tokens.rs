use std::ops::Range;

use standpoint_languages::{is_letter, push_lower};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters with their combining marks.
    Word,
    /// Digits.
    Digits,
    /// Any other character but white space.
    Mark,
    /// Part of an address on the net or of a mailbox; nothing in it counts.
    Address,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    lower: u32,
    kind: TokenKind,
}

/// A text cut into runs of letters, runs of digits and single other characters, with the words in lower case.
///
/// Unlike `standpoint_languages::Words` it keeps what stands between words, which in numbers decides.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    lower: String,
    places: Vec<Place>,
}

impl<'t> Tokens<'t> {
    /// The tokens of a text. Only its first 4 GiB are looked at.
    pub fn of(text: &'t str) -> Self {
        let mut tokens =
            Self { text, lower: String::with_capacity(text.len()), places: Vec::with_capacity(text.len() / 4) };
        let mut chunk_end = 0;
        let mut address = false;
        for (at, c) in text.char_indices().take_while(|&(at, _)| u32::try_from(at).is_ok()) {
            if c.is_whitespace() {
                continue;
            }
            if at >= chunk_end {
                let rest = &text[at..];
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                chunk_end = at + length;
                address = is_address(&rest[..length]);
            }
            tokens.push(at, c, address);
        }
        tokens
    }

    fn push(&mut self, at: usize, c: char, address: bool) {
        let kind = if address { TokenKind::Address } else { kind_of(c) };
        let grows =
            self.places.last().is_some_and(|last| last.end as usize == at && self.continues(*last, kind, c, at));
        let lower = self.lower.len() as u32;
        let end = (at + c.len_utf8()) as u32;
        match self.places.last_mut() {
            Some(last) if grows => last.end = end,
            _ => self.places.push(Place { start: at as u32, end, lower, kind }),
        }
        match c {
            '\u{ad}' => {}
            c if is_apostrophe(c) => self.lower.push('\''),
            c => push_lower(&mut self.lower, c),
        }
    }

    fn continues(&self, last: Place, kind: TokenKind, c: char, at: usize) -> bool {
        match last.kind {
            TokenKind::Address => kind == TokenKind::Address,
            TokenKind::Digits => kind == TokenKind::Digits,
            // An apostrophe between Cyrillic letters is a letter: "п'ять".
            TokenKind::Word if is_apostrophe(c) => {
                let before = self.text[..at].chars().next_back();
                let after = self.text[at + c.len_utf8()..].chars().next();
                before.is_some_and(is_cyrillic) && after.is_some_and(is_cyrillic)
            }
            TokenKind::Word => kind == TokenKind::Word,
            TokenKind::Mark => false,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// What a token is.
    pub fn kind(&self, token: usize) -> TokenKind {
        self.places[token].kind
    }

    /// Where it stands, in bytes.
    pub fn bytes(&self, token: usize) -> Range<usize> {
        self.places[token].start as usize..self.places[token].end as usize
    }

    /// It as written.
    pub fn written(&self, token: usize) -> &'t str {
        &self.text[self.bytes(token)]
    }

    /// It in lower case, with every apostrophe as `'`.
    pub fn lower(&self, token: usize) -> &str {
        let start = self.places[token].lower as usize;
        let end = self.places.get(token + 1).map_or(self.lower.len(), |next| next.lower as usize);
        &self.lower[start..end]
    }

    /// It in lower case if there is such a token, else nothing.
    pub fn lower_at(&self, token: Option<usize>) -> &str {
        token.filter(|&t| t < self.len()).map_or("", |t| self.lower(t))
    }

    /// Whether nothing stands between a token and the next.
    pub fn touches_next(&self, token: usize) -> bool {
        self.places.get(token + 1).is_some_and(|next| next.start == self.places[token].end)
    }

    /// Whether nothing stands between a token and the one before.
    pub fn touches_previous(&self, token: usize) -> bool {
        token > 0 && self.touches_next(token - 1)
    }

    /// What stands between a token and the next: nothing or white space.
    pub fn gap_after(&self, token: usize) -> &'t str {
        let end = self.places[token].end as usize;
        let next = self.places.get(token + 1).map_or(self.text.len(), |next| next.start as usize);
        &self.text[end..next]
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }
}

fn kind_of(c: char) -> TokenKind {
    if c.is_ascii_digit() {
        TokenKind::Digits
    } else if (is_letter(c) && !matches!(c, 'º' | 'ª')) || ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{ad}' {
        TokenKind::Word
    } else {
        TokenKind::Mark
    }
}

/// Whether a character is written for an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '`')
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

fn is_address(chunk: &str) -> bool {
    chunk.contains("://") || chunk.starts_with("www.") || chunk.starts_with("(www.") || is_mailbox(chunk)
}

fn is_mailbox(chunk: &str) -> bool {
    let mut sides = chunk.splitn(2, '@');
    let alphanumeric = |side: Option<&str>, last: bool| {
        side.and_then(|s| if last { s.chars().next_back() } else { s.chars().next() })
            .is_some_and(char::is_alphanumeric)
    };
    alphanumeric(sides.next(), true) && alphanumeric(sides.next(), false)
}
