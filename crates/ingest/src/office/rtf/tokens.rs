//! The marks of rich text: groups, control words, control symbols, bytes.

/// A piece of a rich text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word, with its number if it has one.
    Word(&'a str, Option<i32>),
    /// A backslash and one other character.
    Symbol(u8),
    /// A byte given in hexadecimal digits.
    Hex(u8),
    /// A byte of text.
    Byte(u8),
}

/// The tokens of a file.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Control words have at most so many letters.
const LONGEST_WORD: usize = 32;
/// And their numbers so many digits.
const LONGEST_NUMBER: usize = 10;

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over bytes that are no rich text, such as those of a picture.
    pub(super) fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return if first == b'\'' { self.hex() } else { Some(Token::Symbol(first)) };
        }
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take(LONGEST_WORD).take_while(|b| b.is_ascii_alphabetic()).count();
        let sign = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + sign..].iter().take(LONGEST_NUMBER).take_while(|b| b.is_ascii_digit()).count();
        let end = if digits > 0 { letters + sign + digits } else { letters };
        let number = std::str::from_utf8(&rest[letters..end]).ok().and_then(|n| n.parse::<i64>().ok());
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        let number = number.map(|n| n.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32);
        Some(Token::Word(std::str::from_utf8(&rest[..letters]).unwrap_or(""), number))
    }

    fn hex(&mut self) -> Option<Token<'a>> {
        let digits = self.bytes.get(self.at..self.at + 2).and_then(|d| std::str::from_utf8(d).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                self.at += 2;
                Some(Token::Hex(byte))
            }
            None => Some(Token::Symbol(b'\'')),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line breaks in the file are not in the text.
                b'\r' | b'\n' | 0 => {}
                b'\t' => return Some(Token::Word("tab", None)),
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_as_written() {
        let found: Vec<Token> = Tokens::new(b"{\\b0 No\r\n \\u-10179?\\'e9\\~\\par}\\x-").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Byte(b'N'),
            Token::Byte(b'o'),
            Token::Byte(b' '),
            Token::Word("u", Some(-10179)),
            Token::Byte(b'?'),
            Token::Hex(0xe9),
            Token::Symbol(b'~'),
            Token::Word("par", None),
            Token::Close,
            Token::Word("x", None),
            Token::Byte(b'-'),
        ];
        assert_eq!(found, expected);
        assert_eq!(Tokens::new(b"\\").next(), None);
        assert_eq!(Tokens::new(b"\\'4").next(), Some(Token::Symbol(b'\'')));
    }
}
