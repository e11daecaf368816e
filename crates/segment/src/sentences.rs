use std::ops::Range;

use standpoint_languages::SentenceRules;

/// A parenthesis that stays open for more bytes than this is taken for a slip of the pen.
const LONGEST_PARENTHESIS: usize = 400;

/// The sentences of a paragraph, as byte ranges that cover it without gaps (each with the white space after it).
///
/// A sentence ends at `.`, `!`, `?` or `…` with any quotation marks and brackets closing after it, where white space and
/// then a capital, a digit or an opening mark follow, unless the full stop belongs to an abbreviation, an initial, an
/// ordinal or a list number, or the end lies inside a parenthesis. Cost: linear in the length.
///
/// ```
/// use standpoint_languages::Languages;
/// use standpoint_segment::sentences;
/// use standpoint_text::LanguageCode;
/// let english = Languages::built_in().get(LanguageCode::new("en").unwrap()).unwrap();
/// let text = "Dr. Roe said no. The toll is 3.50, i.e. too much!";
/// let found: Vec<&str> = sentences(text, Some(english.sentences())).into_iter().map(|r| text[r].trim()).collect();
/// assert_eq!(found, ["Dr. Roe said no.", "The toll is 3.50, i.e. too much!"]);
/// ```
pub fn sentences(paragraph: &str, rules: Option<&SentenceRules>) -> Vec<Range<usize>> {
    let none = SentenceRules::default();
    let finder = Finder { text: paragraph, rules: rules.unwrap_or(&none) };
    let mut found = Vec::new();
    let (mut start, mut open) = (0, None);
    let mut at = 0;
    while let Some(c) = paragraph[at..].chars().next() {
        let next = at + c.len_utf8();
        match c {
            '(' => open = Some(at),
            ')' => open = None,
            '.' | '!' | '?' | '…' => {
                let inside =
                    open.is_some_and(|from: usize| at - from < LONGEST_PARENTHESIS && finder.closes_after(next));
                let after = finder.after_end_marks(next);
                if !inside && finder.ends_here(start, at, c, after) {
                    let end = after + finder.white_space_at(after);
                    found.push(start..end);
                    (start, open) = (end, None);
                    at = end;
                    continue;
                }
            }
            _ => {}
        }
        at = next;
    }
    if !paragraph[start..].trim().is_empty() {
        found.push(start..paragraph.len());
    }
    found
}

struct Finder<'a> {
    text: &'a str,
    rules: &'a SentenceRules,
}

impl Finder<'_> {
    /// Whether an open parenthesis is closed at all, near enough.
    fn closes_after(&self, at: usize) -> bool {
        self.text.as_bytes()[at..].iter().take(LONGEST_PARENTHESIS).any(|&b| b == b')')
    }

    /// The byte after further end marks and whatever closes with them.
    fn after_end_marks(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let marks = |c: char| matches!(c, '.' | '!' | '?' | '…');
        let closers = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '*' | '_');
        let end_marks = rest.find(|c| !marks(c)).unwrap_or(rest.len());
        let closing = &rest[end_marks..];
        let closed = closing.find(|c| !closers(c)).unwrap_or(closing.len());
        // German and Polish close with the mark that English opens with, Swedish with the one it closes with.
        let tail = &closing[closed..];
        let low_quotes = tail.starts_with(['“', '‘']) && tail.chars().nth(1).is_none_or(char::is_whitespace);
        from + end_marks + closed + if low_quotes { '“'.len_utf8() } else { 0 }
    }

    fn white_space_at(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
    }

    fn ends_here(&self, start: usize, mark_at: usize, mark: char, after: usize) -> bool {
        let rest = &self.text[after..];
        let Some(next) = rest.chars().next() else { return true };
        if !next.is_whitespace() {
            return self.words_run_together(mark_at, mark, after);
        }
        let following = rest.trim_start();
        let opens = |c: char| {
            matches!(
                c,
                '"' | '\''
                    | '“'
                    | '‘'
                    | '„'
                    | '‚'
                    | '«'
                    | '‹'
                    | '»'
                    | '”'
                    | '('
                    | '['
                    | '¿'
                    | '¡'
                    | '*'
                    | '_'
                    | '#'
            )
        };
        let bare = following.trim_start_matches(opens);
        let Some(first) = bare.chars().next() else { return true };
        if first.is_lowercase() || matches!(first, ',' | ';' | ':' | ')' | '%') {
            return false;
        }
        if matches!(first, '-' | '–' | '—') {
            let spoken = bare.trim_start_matches(['-', '–', '—', ' ', '\u{a0}']).chars().next();
            return spoken.is_some_and(|c| !c.is_lowercase());
        }
        mark != '.' || after > mark_at + 1 || self.full_stop_ends(start, mark_at, bare)
    }

    /// "…the harbour.The council…": a full stop between two words where the typist forgot the space.
    fn words_run_together(&self, mark_at: usize, mark: char, after: usize) -> bool {
        let before: Vec<char> = self.text[..mark_at].chars().rev().take(3).collect();
        let mut next = self.text[after..].chars();
        let lower_before = before.len() == 3 && before.iter().all(|c| c.is_lowercase());
        let (first, second) = (next.next(), next.next());
        matches!(mark, '.' | '!' | '?')
            && lower_before
            && first.is_some_and(char::is_uppercase)
            && second.is_some_and(|c| c.is_alphabetic() || c == ' ')
            && !self.text[..mark_at].rsplit(char::is_whitespace).next().is_some_and(|w| w.contains(['/', '@', '.']))
    }

    /// Whether a full stop, with white space and no lower-case letter after it, ends a sentence.
    fn full_stop_ends(&self, start: usize, mark_at: usize, following: &str) -> bool {
        let before = self.text[start..mark_at]
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '„' | '«' | '"'));
        let word = before.clone().next().unwrap_or("");
        let is_first = self.text[start..mark_at].trim_start().len() == word.len();
        let next_word = following.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let starts_sentence = self.rules.starters.contains(&next_word.to_lowercase());
        if word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty() {
            return self.number_ends(word, is_first, starts_sentence);
        }
        // A longer word is no abbreviation, and looking it up would cost.
        if word.len() > 40 {
            return true;
        }
        let lower = word.to_lowercase();
        let last_part = lower.rsplit(['.', '-', '’', '\'']).next().unwrap_or("");
        if self.rules.abbreviations.contains(&lower)
            || (lower.contains('.') && self.rules.abbreviations.contains(last_part))
        {
            return false;
        }
        if self.rules.abbreviations_before_a_number.contains(&lower) {
            return !following.starts_with(|c: char| c.is_ascii_digit());
        }
        if self.rules.abbreviations_that_may_end.contains(&lower) {
            return starts_sentence;
        }
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let dotted = lower.contains('.') && lower.split('.').all(|part| part.chars().count() <= 2);
        if initial || dotted {
            return starts_sentence && !is_first;
        }
        if self.rules.ordinal_full_stop && is_roman(word) {
            return starts_sentence;
        }
        true
    }

    fn number_ends(&self, number: &str, is_first: bool, starts_sentence: bool) -> bool {
        if is_first {
            return false;
        }
        // "am 3. Mai", but "im Jahr 2022. Die"
        !self.rules.ordinal_full_stop || number.len() > 2 || starts_sentence
    }
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
}

#[cfg(test)]
mod tests {
    use standpoint_languages::Languages;
    use standpoint_text::LanguageCode;

    use super::*;

    fn cut<'a>(language: &str, text: &'a str) -> Vec<&'a str> {
        let language = LanguageCode::new(language).and_then(|code| Languages::built_in().get(code));
        sentences(text, language.map(|l| l.sentences())).into_iter().map(|range| text[range].trim()).collect()
    }

    #[test]
    fn english() {
        assert_eq!(cut("en", "Stop! Who pays? We do…  They don't."), ["Stop!", "Who pays?", "We do…", "They don't."]);
        assert_eq!(cut("en", "See pp. 3 and fig. 4 of the plan."), ["See pp. 3 and fig. 4 of the plan."]);
        assert_eq!(cut("en", "J. Roe and A. B. Doe spoke. It rained."), ["J. Roe and A. B. Doe spoke.", "It rained."]);
        assert_eq!(
            cut("en", "“No toll!” they cried. “Never.” The mayor left."),
            ["“No toll!” they cried.", "“Never.”", "The mayor left."]
        );
        assert_eq!(
            cut("en", "The bridge (It is old. Very old.) must go. Now."),
            ["The bridge (It is old. Very old.) must go.", "Now."]
        );
        assert_eq!(cut("en", "It costs 3.5 million.The council knew."), ["It costs 3.5 million.", "The council knew."]);
        assert_eq!(
            cut("en", "1. Repeal the toll. 2. Repair the bridge."),
            ["1. Repeal the toll.", "2. Repair the bridge."]
        );
        assert_eq!(
            cut("en", "They met at 5 p.m. on Monday. The U.S. envoy was there."),
            ["They met at 5 p.m. on Monday.", "The U.S. envoy was there."]
        );
    }

    #[test]
    fn no_rules_and_odd_texts() {
        assert_eq!(cut("xx", "One. Two."), ["One.", "Two."]);
        assert!(cut("en", "  ").is_empty());
        assert_eq!(cut("en", "..."), ["..."]);
        assert_eq!(cut("en", "no end mark"), ["no end mark"]);
    }

    #[test]
    fn long_texts_take_linear_time() {
        let endless = "a".repeat(2_000_000);
        assert_eq!(cut("en", &endless).len(), 1);
        let nested = "(".repeat(100_000) + &". A".repeat(100_000);
        assert!(!cut("en", &nested).is_empty());
    }
}
