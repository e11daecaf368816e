use std::ops::Range;

use standpoint_languages::SentenceRules;

use list::{marker, List};

mod list;

/// A parenthesis that stays open for more bytes than this is taken for a slip of the pen.
const LONGEST_PARENTHESIS: usize = 400;
/// A word or address is looked at no further than this many bytes.
const LONGEST_WORD: usize = 80;
/// A sentence of fewer words does not end in an abbreviation: "At 5 a.m. Dr. Roe rose."
const FEWEST_WORDS: usize = 4;
/// So many full stops with spaces between them are the dots of an omission and the full stop of a sentence.
const OMISSION_AND_END: usize = 4;

/// The sentences of a paragraph, as byte ranges that cover it without gaps (each with the white space after it).
///
/// A sentence ends at `.`, `!`, `?` or `…` with any quotation marks and brackets closing after it, where white space and
/// then a capital, a digit or an opening mark follow, unless the full stop belongs to an abbreviation, an initial, an
/// ordinal or a list number, or the end lies inside a parenthesis. Where a sentence begins with a list marker ("1.", "b)"),
/// the next marker of the list begins another sentence. Cost: linear in the length.
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
    let mut cutter =
        Cutter { text: paragraph, found: Vec::new(), start: 0, words: 0, marker_end: 0, list: List::default() };
    cutter.begin(0);
    let mut open = None;
    let mut at = cutter.words;
    while let Some(&byte) = paragraph.as_bytes().get(at) {
        let (border, next) = match byte {
            b'(' => {
                open = Some(at);
                (None, at + 1)
            }
            b')' => {
                open = None;
                (None, at + 1)
            }
            b' ' | b'\n' | b'\t' if cutter.list.is_open() => (finder.item_begins(&cutter.list, at + 1), at + 1),
            b'.' | b'!' | b'?' if at < cutter.marker_end => (None, at + 1),
            b'.' | b'!' | b'?' => finder.mark(cutter.words, at, open),
            0xe2 if paragraph[at..].starts_with('…') => finder.mark(cutter.words, at, open),
            _ => (None, at + 1),
        };
        at = next;
        if let Some(border) = border {
            cutter.cut(border);
            (at, open) = (cutter.start, None);
        }
    }
    if !paragraph[cutter.start..].trim().is_empty() {
        cutter.found.push(cutter.start..paragraph.len());
    }
    cutter.found
}

/// The sentences so far, and where the one that is read begins.
struct Cutter<'a> {
    text: &'a str,
    found: Vec<Range<usize>>,
    start: usize,
    /// Where its first word stands.
    words: usize,
    /// Where its list marker ends, if it has one.
    marker_end: usize,
    list: List,
}

impl Cutter<'_> {
    /// Ends a sentence here; the white space that follows belongs to it.
    fn cut(&mut self, border: usize) {
        let end = border + white_space(&self.text[border..]);
        self.found.push(self.start..end);
        self.begin(end);
    }

    fn begin(&mut self, start: usize) {
        (self.start, self.words) = (start, start + white_space(&self.text[start..]));
        self.marker_end = self.words;
        if let Some(marker) = marker(&self.text[self.words..]) {
            self.marker_end += marker.length;
            self.list.go_on(&marker);
        }
    }
}

fn white_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// The word that a text begins with, lower case, and what comes after it.
fn first_word(text: &str) -> (String, &str) {
    let mut characters = text.char_indices().take(LONGEST_WORD);
    let end = characters.find(|(_, c)| !c.is_alphanumeric()).map_or(text.len(), |(at, _)| at);
    if end > 4 * LONGEST_WORD {
        (String::new(), "")
    } else {
        (text[..end].to_lowercase(), &text[end..])
    }
}

struct Finder<'a> {
    text: &'a str,
    rules: &'a SentenceRules,
}

impl Finder<'_> {
    /// Where the sentence ends that has an end mark here, if it does, and where to read on if it does not.
    fn mark(&self, start: usize, at: usize, open: Option<usize>) -> (Option<usize>, usize) {
        if let Some((dots, end)) = self.spaced_dots(at) {
            return (self.omission_ends(at, dots, end), end);
        }
        let mark = self.text[at..].chars().next().unwrap_or('.');
        let run_end = at + self.text[at..].find(|c| !is_end_mark(c)).unwrap_or(self.text.len() - at);
        if self.is_in_brackets(at, run_end) {
            return (None, run_end);
        }
        let inside = open.is_some_and(|from| at - from < LONGEST_PARENTHESIS && self.closes_after(run_end));
        let after = self.after_closing_marks(run_end);
        let ends = !inside && self.ends_here(start, at, mark, after);
        (ends.then_some(after), run_end)
    }

    fn item_begins(&self, list: &List, at: usize) -> Option<usize> {
        list.begins(self.text, at, self.rules.ordinal_full_stop).then_some(at)
    }

    /// Three or more full stops with a space between each: how many, and where they end.
    fn spaced_dots(&self, at: usize) -> Option<(usize, usize)> {
        let rest = self.text[at..].strip_prefix('.')?;
        let pairs = rest.as_bytes().chunks_exact(2).take_while(|pair| *pair == b" .").count();
        (pairs >= 2).then_some((pairs + 1, at + 1 + 2 * pairs))
    }

    /// "It stands. . . . The toll": the first dot ends the sentence, or the last where a space comes before all of them.
    fn omission_ends(&self, at: usize, dots: usize, end: usize) -> Option<usize> {
        let after = self.after_closing_marks(end);
        if dots < OMISSION_AND_END || !self.begins_sentence(after) {
            return None;
        }
        let attached = !self.text[..at].ends_with(char::is_whitespace);
        Some(if attached && after == end { at + 1 } else { after })
    }

    fn begins_sentence(&self, at: usize) -> bool {
        self.text[at..].trim_start().chars().next().is_some_and(char::is_uppercase)
    }

    /// "[...]" stands for words left out.
    fn is_in_brackets(&self, from: usize, to: usize) -> bool {
        self.text[..from].ends_with(['[', '(']) && self.text[to..].starts_with([']', ')'])
    }

    /// Whether an open parenthesis is closed at all, near enough.
    fn closes_after(&self, at: usize) -> bool {
        self.text.as_bytes()[at..].iter().take(LONGEST_PARENTHESIS).any(|&b| b == b')')
    }

    /// The byte after whatever closes with the sentence.
    fn after_closing_marks(&self, from: usize) -> usize {
        let closing = &self.text[from..];
        let closers = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '*' | '_');
        let closed = closing.find(|c| !closers(c)).unwrap_or(closing.len());
        // German and Polish close with the mark that English opens with, Swedish with the one it closes with.
        let tail = &closing[closed..];
        let low_quotes = tail.starts_with(['“', '‘']) && tail.chars().nth(1).is_none_or(char::is_whitespace);
        let closed = from + closed + if low_quotes { '“'.len_utf8() } else { 0 };
        closed + self.spaced_quote(closed).max(self.note_number(closed))
    }

    /// The length of a quotation mark that closes after a space, as in French; what follows shows that it does not open.
    fn spaced_quote(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let spaces = rest.chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
        let closing = ["»", "”", "\"", "''"].into_iter().find(|mark| spaces > 0 && rest[spaces..].starts_with(mark));
        closing.map_or(0, |mark| {
            let length = spaces + mark.len();
            let next = rest[length..].chars().next();
            if next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')')) {
                length
            } else {
                0
            }
        })
    }

    /// The length of the numbers of notes ("the toll.[7][8] The", "the toll.11 The").
    fn note_number(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let digits = |from: usize| rest[from..].bytes().take(3).take_while(u8::is_ascii_digit).count();
        let mut length = 0;
        while rest[length..].starts_with('[') {
            let end = length + 1 + digits(length + 1);
            if end == length + 1 || !rest[end..].starts_with(']') {
                break;
            }
            length = end + 1;
        }
        let word = self.text[..at].trim_end_matches(is_end_mark);
        let after_words = word.ends_with(')') || word.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3;
        if length == 0 && after_words && (1..3).contains(&digits(0)) && self.begins_sentence(at + digits(0)) {
            let spaced = rest[digits(0)..].starts_with(char::is_whitespace);
            length = if spaced { digits(0) } else { 0 };
        }
        length
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
        let bare = following.strip_prefix(",,").unwrap_or(following).trim_start_matches(opens).trim_start();
        let Some(first) = bare.chars().next() else { return true };
        if first.is_lowercase() || matches!(first, ',' | ';' | ':' | ')' | '%') {
            return false;
        }
        if matches!(first, '-' | '–' | '—') {
            // "from the 1. -3. of May"
            if bare.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
                return false;
            }
            let spoken = bare.trim_start_matches(['-', '–', '—', ' ', '\u{a0}']).chars().next();
            return spoken.is_some_and(|c| !c.is_lowercase());
        }
        mark != '.' || after > mark_at + 1 || self.full_stop_ends(start, mark_at, bare)
    }

    /// "…the harbour.The council…": a full stop between two words where the typist forgot the space.
    fn words_run_together(&self, mark_at: usize, mark: char, after: usize) -> bool {
        let before: Vec<char> = self.text[..mark_at].chars().rev().take(3).collect();
        let mut next = self.text[after..].chars();
        let (first, second) = (next.next(), next.next());
        let after_word = before.len() == 3 && before.iter().all(|c| c.is_lowercase());
        let after_number =
            before.len() == 3 && before.iter().all(char::is_ascii_digit) && second.is_some_and(char::is_lowercase);
        matches!(mark, '.' | '!' | '?')
            && (after_word || after_number)
            && first.is_some_and(char::is_uppercase)
            && second.is_some_and(|c| c.is_alphabetic() || c == ' ')
            && !self.is_address(mark_at, after)
    }

    /// Whether the mark stands in an address ("jane.Roe@post.example", "port.Example/toll"), as far as a word can be long.
    fn is_address(&self, mark_at: usize, after: usize) -> bool {
        let before = self.text[..mark_at].chars().rev().take(LONGEST_WORD).take_while(|c| !c.is_whitespace());
        let behind = self.text[after..].chars().take(LONGEST_WORD).take_while(|c| !c.is_whitespace());
        before.into_iter().any(|c| matches!(c, '/' | '@' | '.')) || behind.into_iter().any(|c| matches!(c, '/' | '@'))
    }

    /// Whether a full stop, with white space and no lower-case letter after it, ends a sentence.
    fn full_stop_ends(&self, start: usize, mark_at: usize, following: &str) -> bool {
        let word = self.word_before(start, mark_at);
        let is_first = start + word.len() == mark_at;
        let (next_word, after_next) = first_word(following);
        let is_initial = next_word.chars().count() == 1 && after_next.starts_with('.');
        let starts_sentence = !is_initial && self.rules.starters.contains(&next_word);
        if word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty() {
            return self.number_ends(word, is_first, starts_sentence);
        }
        // A longer word is no abbreviation, and looking it up would cost.
        if word.len() > LONGEST_WORD / 2 {
            return true;
        }
        let lower = word.to_lowercase();
        let last_part = lower.rsplit(['.', '-', '’', '\'']).next().unwrap_or("");
        if self.rules.abbreviations.contains(&lower)
            || (lower.contains(['.', '’', '\'']) && self.rules.abbreviations.contains(last_part))
        {
            return false;
        }
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if !initial && self.rules.abbreviations_before_a_number.contains(&lower) {
            return !following.starts_with(|c: char| c.is_ascii_digit());
        }
        if self.rules.abbreviations_that_may_end.contains(&lower) {
            // "At 6 p.m. Dr. Roe left": a title begins a sentence as well.
            let is_title = after_next.starts_with('.') && self.rules.abbreviations.contains(&next_word);
            return (starts_sentence || is_title) && self.has_words(start, mark_at);
        }
        let dotted = lower.contains('.') && lower.split('.').all(|part| part.chars().count() <= 2);
        if initial || dotted {
            return starts_sentence && !is_first;
        }
        if self.rules.ordinal_full_stop && is_roman(word) {
            return starts_sentence;
        }
        true
    }

    /// The word that a full stop stands after.
    fn word_before(&self, start: usize, mark_at: usize) -> &str {
        let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '„' | '«' | '"');
        self.text[start..mark_at].rsplit(opens).next().unwrap_or("")
    }

    fn has_words(&self, start: usize, end: usize) -> bool {
        self.text[start..end].split_whitespace().take(FEWEST_WORDS).count() == FEWEST_WORDS
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
    fn lists_in_a_line() {
        assert_eq!(cut("en", "1) no toll 2) a night ferry"), ["1) no toll", "2) a night ferry"]);
        assert_eq!(cut("en", "• No toll • Two ferries"), ["• No toll", "• Two ferries"]);
        assert_eq!(cut("de", "1. Mai und 2. Mai sind frei."), ["1. Mai und 2. Mai sind frei."]);
        assert_eq!(cut("en", " (i) No toll; (ii) two ferries."), ["(i) No toll;", "(ii) two ferries."]);
    }

    #[test]
    fn omissions() {
        assert_eq!(cut("en", "The bridge . . . I mean the toll."), ["The bridge . . . I mean the toll."]);
        assert_eq!(cut("en", "It stands. . . . The toll goes."), ["It stands.", ". . . The toll goes."]);
        assert_eq!(cut("en", "“The toll [...]” (Roe 12) goes."), ["“The toll [...]” (Roe 12) goes."]);
    }

    #[test]
    fn notes_titles_and_addresses() {
        assert_eq!(cut("en", "The toll rose.[3][4] Nobody paid."), ["The toll rose.[3][4]", "Nobody paid."]);
        assert_eq!(cut("en", "The toll rose.12 Nobody paid."), ["The toll rose.12", "Nobody paid."]);
        assert_eq!(cut("en", "We met at 6 p.m. Dr. Roe came late."), ["We met at 6 p.m.", "Dr. Roe came late."]);
        assert_eq!(cut("en", "At 6 p.m. Dr. Roe came."), ["At 6 p.m. Dr. Roe came."]);
        assert_eq!(cut("en", "Write to jane.Roe@post.example today."), ["Write to jane.Roe@post.example today."]);
    }

    #[test]
    fn marks_that_close_after_a_space() {
        assert_eq!(
            cut("fr", "Il a dit : « C’est fini. » Nous disons non."),
            ["Il a dit : « C’est fini. »", "Nous disons non."]
        );
        assert_eq!(cut("fr", "Selon M. Torvaan, le péage monte."), ["Selon M. Torvaan, le péage monte."]);
        assert_eq!(
            cut("nl", "De tol gaat weg. ,,Nooit meer,'' zei zij."),
            ["De tol gaat weg.", ",,Nooit meer,'' zei zij."]
        );
        assert_eq!(cut("it", "È qui l'avv. Torvaan. Parla."), ["È qui l'avv. Torvaan.", "Parla."]);
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
        for piece in
            [".", ". ", "a.A/", "aaa.Bb/", ".)", ".[1]", "1. ", "• ", "e.g. ", "(a) ", "\u{301}.", "’.", " . A"]
        {
            assert!(!cut("en", &piece.repeat(300_000)).is_empty(), "{piece}");
            assert!(!cut("en", &format!("{}a", piece.repeat(300_000))).is_empty(), "{piece}");
        }
    }
}
