//! The query language: what a person types, as what is looked for.
//!
//! | typed | found |
//! |---|---|
//! | `bridge toll` | passages with both words, in any order |
//! | `bridge OR ferry` | with either |
//! | `bridge -toll`, `bridge NOT toll` | with the first and without the second |
//! | `"toll on the bridge"` | with these words in a row |
//! | `"bridge toll"~5` | with both words, at most five others between them |
//! | `ferr*` | with a word that begins so |
//! | `(bridge OR ferry) toll` | brackets group |
//! | `Kaluschin` | a capital says it is a name: also Калушин, Kaloesjin, Kalouchine |
//! | `issuer:league`, `path:2021/` | in statements whose issuer, or path, has this in it |
//! | `language:nl` | in passages of statements in this language |
//! | `from:2021-03`, `to:2022` | in statements published then, both ends included |
//! | `question:H01` | that are evidence for this question, by a decision or else a proposal |
//!
//! Accents, case and ligatures are forgiven. `OR` and `NOT` are written in capitals.

use standpoint_languages::Words;
use standpoint_text::{CalendarDate, LanguageCode};

use crate::filter::Filter;
use crate::fold::{fold, Sounds};
use crate::wanted::{Term, Wanted};

/// How deep brackets may lie in each other.
const DEEPEST: usize = 32;
/// So many words make up a query at most.
const MOST_WORDS: usize = 64;
/// So many letters stand before a `*` at least: too many words begin with fewer.
const BEGINNING: usize = 2;

/// What is wrong with a query, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the query {query:?} can't be understood: {reason}")]
pub struct QueryError {
    /// The query as typed.
    pub query: String,
    /// What is wrong with it, and what to do.
    pub reason: String,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// `None` where only filters are given.
    pub(crate) wanted: Option<Wanted>,
    /// In which statements.
    pub filter: Filter,
    /// The words without any signs: what to look for by meaning.
    pub plain: String,
}

impl Query {
    /// Understands what a person typed.
    ///
    /// # Errors
    /// [`QueryError`] where it is empty, a bracket or quotation mark is not closed, a filter or date is unknown, or it only
    /// says what not to find.
    pub(crate) fn parse(typed: &str, sounds: &Sounds) -> Result<Self, QueryError> {
        let tokens = tokens(typed).map_err(|reason| QueryError { query: typed.to_owned(), reason })?;
        let mut reader =
            Reader { tokens, next: 0, depth: 0, words: 0, sounds, filter: Filter::default(), plain: String::new() };
        let read = reader.any().and_then(|wanted| match reader.peek() {
            None if wanted.is_none() && reader.filter == Filter::default() => {
                Err("it is empty; type a word".to_owned())
            }
            None => Ok(wanted),
            Some(_) => Err("a bracket is closed that was not opened".to_owned()),
        });
        let wanted = read.map_err(|reason| QueryError { query: typed.to_owned(), reason })?;
        Ok(Self { wanted, filter: reader.filter, plain: reader.plain.trim().to_owned() })
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Open,
    Close,
    Or,
    Not,
    /// Words in quotation marks, with the number after `~`.
    Quoted(String, Option<u32>),
    Field(String, String),
    Bare(String),
}

fn tokens(typed: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let token;
        (token, rest) = match first {
            '(' => (Token::Open, &rest[1..]),
            ')' => (Token::Close, &rest[1..]),
            '"' | '“' | '”' | '„' | '«' | '»' => quoted(rest, first)?,
            '-' if rest[1..].starts_with(|c: char| !c.is_whitespace()) => (Token::Not, &rest[1..]),
            _ => bare(rest)?,
        };
        tokens.push(token);
        rest = rest.trim_start();
    }
    Ok(tokens)
}

fn quoted(rest: &str, mark: char) -> Result<(Token, &str), String> {
    let inner = &rest[mark.len_utf8()..];
    let (words, after) =
        inner.split_once(['"', '“', '”', '„', '«', '»']).ok_or("a quotation mark is opened and not closed")?;
    let Some(number) = after.strip_prefix('~') else { return Ok((Token::Quoted(words.to_owned(), None), after)) };
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let distance =
        number[..digits].parse().map_err(|_| "after ~ stands how many words may lie between, such as \"a b\"~5")?;
    Ok((Token::Quoted(words.to_owned(), Some(distance)), &number[digits..]))
}

fn bare(rest: &str) -> Result<(Token, &str), String> {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"')).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    if word == "OR" {
        return Ok((Token::Or, after));
    }
    if word == "NOT" {
        return Ok((Token::Not, after));
    }
    match word.split_once(':') {
        Some((name, "")) if after.starts_with('"') => match quoted(after, '"')? {
            (Token::Quoted(value, _), after) => Ok((Token::Field(name.to_owned(), value), after)),
            _ => Err("a filter takes one value".to_owned()),
        },
        Some((name, value)) if !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase()) => {
            Ok((Token::Field(name.to_owned(), value.to_owned()), after))
        }
        _ => Ok((Token::Bare(word.to_owned()), after)),
    }
}

struct Reader<'a> {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    words: usize,
    sounds: &'a Sounds,
    filter: Filter,
    plain: String,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    fn any(&mut self) -> Result<Option<Wanted>, String> {
        let mut parts: Vec<Wanted> = self.all()?.into_iter().collect();
        while self.peek() == Some(&Token::Or) {
            self.next += 1;
            let part = self.all()?;
            if parts.is_empty() || part.is_none() {
                return Err("OR stands between two words".to_owned());
            }
            parts.extend(part);
        }
        Ok(if parts.len() > 1 { Some(Wanted::Any(parts)) } else { parts.pop() })
    }

    fn all(&mut self) -> Result<Option<Wanted>, String> {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        while let Some(token) = self.peek().cloned() {
            match token {
                Token::Close | Token::Or => break,
                Token::Not => {
                    self.next += 1;
                    let unwanted = self.one(false)?;
                    without.push(unwanted.ok_or("after - or NOT stands what is not wanted")?);
                }
                _ => with.extend(self.one(true)?),
            }
        }
        let wanted = if with.len() > 1 { Some(Wanted::All(with)) } else { with.pop() };
        let unwanted = if without.len() > 1 { Some(Wanted::Any(without)) } else { without.pop() };
        match (wanted, unwanted) {
            (Some(wanted), Some(unwanted)) => Ok(Some(Wanted::Without(Box::new(wanted), Box::new(unwanted)))),
            (None, Some(_)) => Err("it only says what not to find; add a word to find".to_owned()),
            (wanted, None) => Ok(wanted),
        }
    }

    /// One word, phrase, filter or bracket. `is_wanted` says whether its words are what is looked for by meaning.
    fn one(&mut self, is_wanted: bool) -> Result<Option<Wanted>, String> {
        let Some(token) = self.peek().cloned() else { return Ok(None) };
        self.next += 1;
        match token {
            Token::Open => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(format!("brackets lie more than {DEEPEST} deep"));
                }
                let inner = self.any()?;
                if self.peek() != Some(&Token::Close) {
                    return Err("a bracket is opened and not closed".to_owned());
                }
                (self.next, self.depth) = (self.next + 1, self.depth - 1);
                Ok(inner)
            }
            Token::Field(name, value) => self.field(&name, &value).map(|()| None),
            Token::Quoted(words, distance) => self.words(&words, distance, is_wanted),
            Token::Bare(word) => self.words(&word, None, is_wanted),
            Token::Close | Token::Or | Token::Not => Err("a word is missing".to_owned()),
        }
    }

    fn words(&mut self, typed: &str, distance: Option<u32>, is_wanted: bool) -> Result<Option<Wanted>, String> {
        let words = Words::of(typed);
        self.words += words.len();
        if self.words > MOST_WORDS {
            return Err(format!("it has more than {MOST_WORDS} words"));
        }
        if is_wanted {
            self.plain.push_str(typed.trim_end_matches('*'));
            self.plain.push(' ');
        }
        let goes_on = typed.ends_with('*');
        if goes_on && words.len().checked_sub(1).is_some_and(|last| words.get(last).chars().count() < BEGINNING) {
            return Err(format!("too many words begin so; at least {BEGINNING} letters stand before a *"));
        }
        let term = |number: usize| Term {
            folded: fold(words.get(number)),
            is_beginning: goes_on && number + 1 == words.len(),
            sounds: if words.is_capitalised(number) {
                self.sounds.in_any_language(words.get(number))
            } else {
                Vec::new()
            },
        };
        let mut terms: Vec<Term> = (0..words.len()).map(term).collect();
        Ok(match terms.len() {
            0 => None,
            1 => terms.pop().map(Wanted::Word),
            _ => Some(Wanted::Words(terms, distance)),
        })
    }

    fn field(&mut self, name: &str, value: &str) -> Result<(), String> {
        let text = || {
            if value.is_empty() {
                Err(format!("{name}: needs a value, such as {name}:league"))
            } else {
                Ok(value.to_owned())
            }
        };
        let date = || {
            value
                .parse::<CalendarDate>()
                .map_err(|()| format!("{value:?} is no date; write {name}:2021, {name}:2021-03 or {name}:2021-03-05"))
        };
        match name {
            "issuer" => self.filter.issuer = Some(text()?),
            "path" => self.filter.path = Some(text()?),
            "question" => self.filter.question = Some(text()?),
            "from" => self.filter.from = Some(date()?),
            "to" => self.filter.to = Some(date()?),
            "language" => {
                let code = LanguageCode::new(value)
                    .ok_or_else(|| format!("{value:?} is no language code; write two letters, such as language:nl"))?;
                self.filter.language = Some(code);
            }
            _ => {
                return Err(format!(
                    "there is no filter {name}:; there are issuer:, path:, language:, from:, to: and question:"
                ))
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wanted::Heard;
    use proptest::prelude::*;
    use standpoint_languages::Languages;

    fn parse(typed: &str) -> Result<Query, QueryError> {
        Query::parse(typed, &Sounds::new(Languages::built_in()))
    }

    fn finds(typed: &str, passage: &str) -> bool {
        let words = Words::of(passage);
        let sounds = Sounds::new(Languages::built_in());
        let heard: Vec<Heard> = (0..words.len())
            .map(|n| Heard {
                folded: fold(words.get(n)),
                sounds: if words.is_capitalised(n) {
                    sounds.of(words.get(n), LanguageCode::new("en").unwrap())
                } else {
                    Vec::new()
                },
            })
            .collect();
        parse(typed).unwrap().wanted.unwrap().marks(&heard).is_some()
    }

    #[test]
    fn the_language_of_queries_means_what_its_table_says() {
        let passage = "The league wants no toll on the old bridge.";
        for yes in [
            "bridge toll",
            "ferry OR toll",
            "toll -ferry",
            "\"toll on the\"",
            "\"bridge toll\"~3",
            "brid*",
            "(ferry OR toll) BRIDGE",
            "tóll",
        ] {
            assert!(finds(yes, passage), "{yes}");
        }
        for no in [
            "bridge ferry",
            "toll -bridge",
            "toll NOT (old bridge)",
            "\"toll the\"",
            "\"league bridge\"~3",
            "ridge",
            "bridg",
        ] {
            assert!(!finds(no, passage), "{no}");
        }
        assert!(finds("Kaluschin", "Said Kalushin to the council."), "a name in another spelling");
        assert!(!finds("kaluschin", "Said Kalushin to the council."), "without a capital it is a word");
    }

    #[test]
    fn filters_are_told_from_words() {
        let query = parse("toll issuer:\"Harbour League\" language:nl from:2021-03 to:2022").unwrap();
        assert_eq!(query.plain, "toll");
        assert_eq!(query.filter.issuer.as_deref(), Some("Harbour League"));
        assert_eq!(query.filter.language, LanguageCode::new("nl"));
        assert_eq!(query.filter.from.unwrap().to_string(), "2021-03");
        assert!(parse("issuer:league").unwrap().wanted.is_none());
    }

    #[test]
    fn what_cannot_be_understood_says_why() {
        for (typed, why) in [
            ("", "empty"),
            ("-toll", "what not to find"),
            ("(toll", "not closed"),
            ("toll)", "not opened"),
            ("\"toll", "not closed"),
            ("OR toll", "between two words"),
            ("from:march", "no date"),
            ("colour:red", "no filter"),
            ("\"a b\"~x", "how many words"),
            ("toll -", ""),
            ("language:dutch", "two letters"),
        ] {
            match parse(typed) {
                Err(error) => assert!(error.to_string().contains(why), "{typed}: {error}"),
                Ok(_) => assert_eq!(typed, "toll -", "{typed}"),
            }
        }
        assert!(parse(&"(".repeat(100)).is_err());
        assert!(parse(&"word ".repeat(100)).is_err());
    }

    proptest! {
        #[test]
        fn no_query_makes_it_panic(typed in "[a-zA-Z\"~0-9():* -]{0,40}|\\PC{0,30}") {
            if let Ok(query) = parse(&typed) {
                if let Some(wanted) = query.wanted {
                    let _ = wanted.expression();
                }
            }
        }
    }
}
