use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;
use standpoint_text::LanguageCode;
use toml::Spanned;

/// A list of questions that statements are compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codebook {
    /// What it is about.
    pub title: String,
    /// The language it is written in, if it says so.
    pub language: Option<LanguageCode>,
    /// The questions, in its own order.
    pub questions: Vec<Question>,
}

/// One question of a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name in tables and files, such as `Q01`; no two questions share one.
    pub id: String,
    /// A heading of a few words.
    pub label: String,
    /// The sentence that a statement can affirm or deny.
    pub assertion: String,
    /// Other ways to affirm it, in any language.
    pub support: Vec<String>,
    /// Ways to deny it, in any language.
    pub oppose: Vec<String>,
}

/// Why a codebook can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodebookError {
    /// The file is no TOML, has an unknown key or lacks one.
    #[error("line {line}: {message}")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// Two questions share an id.
    #[error("line {line}: the id {id:?} is already that of the question in line {first}; give each question its own")]
    DoubleId {
        /// The line of the second question's id, from 1.
        line: usize,
        /// The id.
        id: String,
        /// The line of the first question's id.
        first: usize,
    },
    /// A value that must say something is empty.
    #[error("line {line}: {key} is empty; write what it should say")]
    Empty {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: &'static str,
    },
    /// There is no `[[question]]` in it.
    #[error("it has no question; add at least one [[question]] with id, label and assertion")]
    NoQuestion,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCodebook {
    title: String,
    language: Option<Spanned<String>>,
    #[serde(default)]
    question: Vec<WrittenQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenQuestion {
    id: Spanned<String>,
    label: Spanned<String>,
    assertion: Spanned<String>,
    #[serde(default)]
    support: Vec<Spanned<String>>,
    #[serde(default)]
    oppose: Vec<Spanned<String>>,
}

impl Codebook {
    /// Reads a codebook from TOML.
    ///
    /// # Errors
    /// [`CodebookError`] with the line where it is wrong: no TOML, an unknown key, a missing or double id, an empty value.
    pub fn parse(toml_text: &str) -> Result<Self, CodebookError> {
        let lines = Lines(toml_text);
        let written: WrittenCodebook = toml::from_str(toml_text).map_err(|error| CodebookError::Malformed {
            line: lines.of(error.span().unwrap_or(0..0)),
            message: error.message().to_owned(),
        })?;
        let language = match &written.language {
            None => None,
            Some(code) => Some(LanguageCode::new(code.get_ref()).ok_or_else(|| CodebookError::Malformed {
                line: lines.of(code.span()),
                message: format!("{:?} is no language code; write two letters, such as \"en\"", code.get_ref()),
            })?),
        };
        if written.question.is_empty() {
            return Err(CodebookError::NoQuestion);
        }
        refuse_double_ids(&written.question, &lines)?;
        let questions = written.question.iter().map(|q| read_question(q, &lines)).collect::<Result<_, _>>()?;
        Ok(Self { title: written.title, language, questions })
    }

    /// The codebook as TOML, in the form that [`Codebook::parse`] reads.
    pub fn to_toml(&self) -> String {
        let quoted = |s: &str| toml::Value::String(s.to_owned()).to_string();
        let list = |phrases: &[String]| phrases.iter().map(|p| quoted(p)).collect::<Vec<_>>().join(", ");
        let mut out = format!("title = {}\n", quoted(&self.title));
        if let Some(language) = self.language {
            out += &format!("language = {}\n", quoted(language.as_str()));
        }
        for question in &self.questions {
            out += &format!(
                "\n[[question]]\nid = {}\nlabel = {}\nassertion = {}\n",
                quoted(&question.id),
                quoted(&question.label),
                quoted(&question.assertion)
            );
            for (key, phrases) in [("support", &question.support), ("oppose", &question.oppose)] {
                if !phrases.is_empty() {
                    out += &format!("{key} = [{}]\n", list(phrases));
                }
            }
        }
        out
    }
}

fn refuse_double_ids(questions: &[WrittenQuestion], lines: &Lines<'_>) -> Result<(), CodebookError> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for question in questions {
        let line = lines.of(question.id.span());
        if let Some(&first) = seen.get(question.id.get_ref().as_str()) {
            return Err(CodebookError::DoubleId { line, id: question.id.get_ref().clone(), first });
        }
        seen.insert(question.id.get_ref(), line);
    }
    Ok(())
}

fn read_question(written: &WrittenQuestion, lines: &Lines<'_>) -> Result<Question, CodebookError> {
    let said = |key: &'static str, value: &Spanned<String>| {
        let text = value.get_ref().trim();
        match text.is_empty() {
            true => Err(CodebookError::Empty { line: lines.of(value.span()), key }),
            false => Ok(text.to_owned()),
        }
    };
    Ok(Question {
        id: said("id", &written.id)?,
        label: said("label", &written.label)?,
        assertion: said("assertion", &written.assertion)?,
        support: written.support.iter().map(|p| said("support", p)).collect::<Result<_, _>>()?,
        oppose: written.oppose.iter().map(|p| said("oppose", p)).collect::<Result<_, _>>()?,
    })
}

struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn of(&self, bytes: Range<usize>) -> usize {
        let end = bytes.start.min(self.0.len());
        self.0.as_bytes()[..end].iter().filter(|&&b| b == b'\n').count() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "title = \"The bridge\"\nlanguage = \"en\"\n\n[[question]]\nid = \"Q1\"\nlabel = \"Toll\"\nassertion = \
                        \"There should be a toll.\"\nsupport = [\"A fair \\\"price\\\".\"]\n";

    #[test]
    fn what_is_written_is_read_again() {
        let codebook = Codebook::parse(GOOD).unwrap();
        assert_eq!(codebook.questions[0].support, ["A fair \"price\"."]);
        assert_eq!(Codebook::parse(&codebook.to_toml()).unwrap(), codebook);
    }

    #[test]
    fn every_error_names_its_line() {
        let with = |extra: &str| Codebook::parse(&format!("{GOOD}{extra}")).unwrap_err().to_string();
        assert!(
            with("suport = [\"x\"]\n").starts_with("line 9: unknown field `suport`"),
            "{}",
            with("suport = [\"x\"]\n")
        );
        assert!(with("[[question]]\nlabel = \"L\"\nassertion = \"A\"\n").starts_with("line 9: missing field `id`"));
        let double = with("[[question]]\nid = \"Q1\"\nlabel = \"L\"\nassertion = \"A\"\n");
        assert!(double.starts_with("line 10: the id \"Q1\" is already that of the question in line 5"), "{double}");
        assert!(
            with("[[question]]\nid = \"Q2\"\nlabel = \"\"\nassertion = \"A\"\n").starts_with("line 11: label is empty")
        );
        assert_eq!(Codebook::parse("title = \"T\"").unwrap_err(), CodebookError::NoQuestion);
        assert!(Codebook::parse("title = ").unwrap_err().to_string().starts_with("line 1:"));
    }
}
