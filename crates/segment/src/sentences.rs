use std::ops::Range;

use standpoint_languages::SentenceRules;

use list::{marker, List};

mod closing;
mod full_stop;
mod list;

/// A parenthesis that stays open for more bytes than this is taken for a slip of the pen.
const LONGEST_PARENTHESIS: usize = 400;
/// Marks that may stand before the first word of a sentence.
const OPENING: [char; 17] = ['"', '\'', '“', '‘', '„', '‚', '«', '‹', '»', '”', '(', '[', '¿', '¡', '*', '_', '#'];
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

    fn ends_here(&self, start: usize, mark_at: usize, mark: char, after: usize) -> bool {
        let rest = &self.text[after..];
        let Some(next) = rest.chars().next() else { return true };
        if !next.is_whitespace() {
            return self.words_run_together(mark_at, mark, after);
        }
        let following = rest.trim_start();
        let bare = following.strip_prefix(",,").unwrap_or(following).trim_start_matches(OPENING).trim_start();
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
    fn numbers_of_sections_and_days() {
        assert_eq!(cut("en", "See Section 5.4.7. Nobody pays."), ["See Section 5.4.7.", "Nobody pays."]);
        assert_eq!(cut("en", "5.4.7. The toll"), ["5.4.7. The toll"]);
        assert_eq!(cut("de", "Siehe 5.4.7. Tarife gelten."), ["Siehe 5.4.7.", "Tarife gelten."]);
        assert_eq!(cut("de", "Am 12.05. Treffen im Hafen."), ["Am 12.05. Treffen im Hafen."]);
        assert_eq!(cut("de", "Er kam am 12.05. Die Maut blieb."), ["Er kam am 12.05.", "Die Maut blieb."]);
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
            assert!(!cut("en", &piece.repeat(30_000)).is_empty(), "{piece}");
            assert!(!cut("en", &format!("{}a", piece.repeat(30_000))).is_empty(), "{piece}");
        }
    }
}
