//! What the letters of a block say, counted in one pass.

/// Counts of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters {
    pub words: u32,
    pub characters: u32,
    pub commas: u32,
    /// Marks that end a sentence, before a space or at the end.
    pub ends: u32,
    /// Words that begin with a capital.
    pub capitals: u32,
    pub uppercase: u32,
    pub digits: u32,
    pub lines: u32,
    /// Marks that part the links of menus and trails.
    pub separators: u32,
    pub has_contact: bool,
    pub has_copyright: bool,
    pub has_year: bool,
    pub begins_small: bool,
    pub begins_quoted: bool,
    pub ends_how: End,
}

/// How a text ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum End {
    #[default]
    Open = 0,
    FullStop = 1,
    Question = 2,
    Colon = 3,
    Ellipsis = 4,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        let (mut before, mut in_word, mut digits_in_row) = (' ', false, 0);
        for c in text.chars() {
            letters.characters += 1;
            if c.is_alphanumeric() {
                if !in_word {
                    letters.words += 1;
                    letters.capitals += u32::from(c.is_uppercase());
                }
                letters.uppercase += u32::from(c.is_uppercase());
            } else {
                letters.mark(c);
            }
            in_word = c.is_alphanumeric() || (in_word && matches!(c, '\'' | '’' | '-'));
            letters.ends += u32::from(c.is_whitespace() && ends_sentence(before));
            digits_in_row = if c.is_ascii_digit() { digits_in_row + 1 } else { 0 };
            letters.digits += u32::from(c.is_ascii_digit());
            letters.has_year |= digits_in_row == 4;
            before = c;
        }
        letters.ends += u32::from(ends_sentence(before));
        letters.begins_small = text.chars().next().is_some_and(char::is_lowercase);
        letters.begins_quoted = text.starts_with(['"', '“', '„', '«', '‘', '\'', '»', '–', '—']);
        letters.ends_how = end(text);
        letters
    }

    fn mark(&mut self, c: char) {
        match c {
            ',' | '、' | '，' => self.commas += 1,
            '\n' => self.lines += 1,
            '|' | '·' | '•' | '›' | '»' | '/' | '>' => self.separators += 1,
            '@' => self.has_contact = true,
            '©' | '®' => self.has_copyright = true,
            _ => {}
        }
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。')
}

fn end(text: &str) -> End {
    let bare = text.trim_end_matches(['"', '”', '“', '’', '»', '«', ')', ']', '\'']);
    if bare.ends_with("...") || bare.ends_with('…') {
        return End::Ellipsis;
    }
    match bare.chars().next_back() {
        Some('.' | '。') => End::FullStop,
        Some('!' | '?') => End::Question,
        Some(':' | ';') => End::Colon,
        _ => End::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        let letters = Letters::of("The toll, they say, isn't new. It began in 1987…");
        assert_eq!((letters.words, letters.commas, letters.ends, letters.capitals), (10, 2, 2, 2));
        assert!(letters.has_year && !letters.begins_small);
        assert_eq!(letters.ends_how, End::Ellipsis);
        assert_eq!(Letters::of("“No toll!”").ends_how, End::Question);
        assert_eq!(Letters::of("Home » Bridge | Toll").separators, 2);
    }
}
