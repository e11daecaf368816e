//! Sidecar files: what a person corrected of what a document says about itself.
//!
//! # Where does it lie?
//!
//! Beside the document, as `NAME.ext.toml` for `NAME.ext`; or as `NAME.toml` where only one document beside it is called
//! `NAME` ([`Sidecars`]). It is no statement itself. A document on standard input has none.
//!
//! # What may stand in it?
//!
//! ```toml
//! title = "No toll on the old bridge!"
//! issuer = "Harbour League"
//! author = ""                     # empty: the document does not say
//! publisher = "Harbour Monthly"
//! republished_from = "The Tide"
//! published = "2021-03-05"        # or 2021-03, or 2021
//! signed = "2021-03-02"
//! language = "en"
//! url = "https://league.example/no-toll"
//! ```
//!
//! All are optional; what is not named stays as the document says it. In a ZIP or TAR it may lie beside the document as it does
//! in a folder (`container/beside.rs`). For documents in any archive there may also be one beside the archive
//! (`ARCHIVE.zip.toml`), with a table for each under its path in there; what that says holds before what lies inside:
//!
//! ```toml
//! ["folder/page.html"]
//! issuer = "Harbour League"
//! ```
//!
//! # What if it is wrong?
//!
//! A key that does not exist, a date that can't be, or a document that is not there is an error that names file and line.
//! Nothing of such a file is applied, except that a wrong name of a document in an archive does not touch the others.

mod beside;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use standpoint_text::{MetadataKey, MetadataValue, Statement};
use toml::de::{DeTable, DeValue};
use toml::Spanned;

use crate::IngestError;
pub use beside::Sidecars;

/// A larger file is no sidecar.
const LONGEST: u64 = 4 << 20;

/// What a person corrected in one document, or in the documents of one archive.
#[derive(Debug)]
pub struct Sidecar {
    file: Arc<str>,
    own: Part,
    members: BTreeMap<String, Part>,
}

/// What is said of one document.
#[derive(Debug, Default)]
struct Part {
    values: Vec<(MetadataKey, MetadataValue)>,
    /// The line where it begins, from 1.
    line: usize,
    /// Whether the document was there.
    met: bool,
}

impl Sidecar {
    /// Reads a sidecar file.
    ///
    /// # Errors
    /// [`IngestError`] of the kind `sidecar` where it can't be opened or is wrong.
    pub fn read(file: &Path) -> Result<Self, IngestError> {
        let path = file.to_string_lossy();
        let mut content = String::new();
        let read = File::open(file).and_then(|file| file.take(LONGEST + 1).read_to_string(&mut content));
        match read {
            Err(why) => Err(unusable(&path, &format!("it can't be read as UTF-8 text ({why})"))),
            Ok(_) if content.len() as u64 > LONGEST => Err(unusable(&path, "it is larger than 4 MiB")),
            Ok(_) => Self::parse(&path, &content),
        }
    }

    /// Reads a sidecar from TOML; `file` is what it is called.
    ///
    /// # Errors
    /// [`IngestError`] of the kind `sidecar` that names the line: no TOML, a key that does not exist, a value that can't be.
    ///
    /// ```
    /// use standpoint_ingest::Sidecar;
    /// assert!(Sidecar::parse("toll.txt.toml", "issuer = \"Harbour League\"\npublished = \"2021-03-05\"").is_ok());
    /// let error = Sidecar::parse("toll.txt.toml", "\npublished = \"2021-02-30\"").unwrap_err();
    /// assert!(error.to_string().starts_with("toll.txt.toml can't be used: line 2: \"2021-02-30\" is no date"));
    /// ```
    pub fn parse(file: &str, content: &str) -> Result<Self, IngestError> {
        let line = |byte: usize| 1 + content.bytes().take(byte).filter(|b| *b == b'\n').count();
        let at = |byte: usize, what: &str| unusable(file, &format!("line {}: {what}", line(byte)));
        let table =
            DeTable::parse(content).map_err(|e| at(e.span().map_or(0, |span| span.start), e.message().trim_end()))?;
        let mut sidecar =
            Self { file: file.into(), own: Part { line: 1, ..Part::default() }, members: BTreeMap::new() };
        for (key, value) in table.get_ref() {
            if let DeValue::Table(inside) = value.get_ref() {
                let mut part = Part { line: line(key.span().start), ..Part::default() };
                for (key, value) in inside {
                    part.values.push(known(key, value).map_err(|(byte, what)| at(byte, &what))?);
                }
                sidecar.members.insert(key.get_ref().to_string(), part);
            } else {
                sidecar.own.values.push(known(key, value).map_err(|(byte, what)| at(byte, &what))?);
            }
        }
        Ok(sidecar)
    }

    /// Lets what the person says of a statement hold; `document` is the path of the document or archive that it lies in.
    pub fn correct(&mut self, document: &str, statement: &mut Statement) {
        let file = self.file.clone();
        if let Some(part) = self.part(document, &statement.path) {
            part.met = true;
            part.values.iter().for_each(|(key, value)| statement.metadata.correct(*key, value, &file));
        }
    }

    /// Takes note that a document was there that could not be read; that is an error already.
    pub fn pass(&mut self, document: &str, path: &str) {
        if path == document {
            self.members.values_mut().for_each(|part| part.met = true);
        }
        if let Some(part) = self.part(document, path) {
            part.met = true;
        }
    }

    /// What is said of documents that were not there, when all were read.
    pub fn left_over(&self, document: &str) -> Vec<IngestError> {
        let own = (!self.own.met && !self.own.values.is_empty()).then(|| {
            let what = format!(
                "line {}: {document} is no document but holds some; put what is said of one of them under [\"its path in there\"]",
                self.own.line
            );
            unusable(&self.file, &what)
        });
        let absent = self.members.iter().filter(|(_, part)| !part.met).map(|(name, part)| {
            let what = format!("line {}: there is no document {name:?} in {document}; look at its path", part.line);
            unusable(&self.file, &what)
        });
        own.into_iter().chain(absent).collect()
    }

    /// Why it can't be used.
    pub(crate) fn unusable(&self, why: &str) -> IngestError {
        unusable(&self.file, why)
    }

    fn part(&mut self, document: &str, path: &str) -> Option<&mut Part> {
        if path == document {
            return Some(&mut self.own);
        }
        let member = path.strip_prefix(document)?.strip_prefix('/')?;
        self.members.get_mut(member)
    }
}

fn unusable(file: &str, why: &str) -> IngestError {
    IngestError::new("sidecar", file, &format!("can't be used: {why}"))
}

/// Whether a file holds nothing but what a sidecar may hold, and something of it.
fn is_sidecar(file: &Path) -> bool {
    let holds_some = |sidecar: &Sidecar| {
        !sidecar.own.values.is_empty() || sidecar.members.values().any(|part| !part.values.is_empty())
    };
    Sidecar::read(file).is_ok_and(|sidecar| holds_some(&sidecar))
}

/// Whether a file is a codebook, by its questions.
fn is_codebook(file: &Path) -> bool {
    let mut content = String::new();
    let read = File::open(file).and_then(|file| file.take(LONGEST).read_to_string(&mut content));
    read.is_ok()
        && DeTable::parse(&content).is_ok_and(|t| t.get_ref().get("question").is_some_and(|q| q.get_ref().is_array()))
}

/// A key and its value; or what is wrong, and the byte at which.
fn known(
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
) -> Result<(MetadataKey, MetadataValue), (usize, String)> {
    let name = key.get_ref();
    let Some(key) = MetadataKey::parse(name) else {
        let all = MetadataKey::ALL.map(MetadataKey::as_str).join(", ");
        return Err((key.span().start, format!("there is no key {name:?}; the keys are {all}")));
    };
    let wrong = |what: String| (value.span().start, what);
    let written = match value.get_ref() {
        DeValue::String(words) => words.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => return Err(wrong(format!("{name} has no words; write them in quotation marks"))),
    };
    Ok((key, MetadataValue::parse(key, &written).map_err(wrong)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{read_statement, Limits};
    use standpoint_languages::Languages;

    fn statement(path: &str) -> Statement {
        let file = "# No toll!\n\nStatement of the Harbour League\n\nWe say no to the toll on the old bridge.";
        read_statement(path, file.as_bytes(), Languages::built_in(), &Limits::default()).unwrap()
    }

    #[test]
    fn a_persons_word_holds_and_an_empty_one_clears() {
        let toml =
            "issuer = ''\nauthor = \"Jane  Roe\"\npublished = 2021-03-05\nsigned = \"2021-03\"\nlanguage = \"nl\"";
        let mut sidecar = Sidecar::parse("a.md.toml", toml).unwrap();
        let mut statement = statement("a.md");
        sidecar.correct("a.md", &mut statement);
        let metadata = &statement.metadata;
        assert_eq!((metadata.issuer(), metadata.author()), (None, Some("Jane Roe")));
        assert_eq!(metadata.issuer.said().unwrap().value, "Harbour League");
        assert_eq!(metadata.published().unwrap().to_string(), "2021-03-05");
        assert_eq!(metadata.signed().unwrap().to_string(), "2021-03");
        assert_eq!(metadata.language().unwrap().as_str(), "nl");
        assert_eq!(metadata.title.correction(), None, "not named");
        assert!(statement.passages.iter().all(|p| p.language.is_some_and(|l| l.as_str() == "en")));
        assert!(sidecar.left_over("a.md").is_empty());
    }

    #[test]
    fn members_of_archives_have_tables() {
        let mut sidecar =
            Sidecar::parse("a.zip.toml", "['in/a.md']\nissuer = 'Rowers'\n['b.md']\ntitle = 'B'").unwrap();
        let mut statement = statement("a.zip/in/a.md");
        sidecar.correct("a.zip", &mut statement);
        assert_eq!(statement.metadata.issuer(), Some("Rowers"));
        let left: Vec<String> = sidecar.left_over("a.zip").iter().map(ToString::to_string).collect();
        assert_eq!(
            left,
            ["a.zip.toml can't be used: line 3: there is no document \"b.md\" in a.zip; look at its path"]
        );
        sidecar.pass("a.zip", "a.zip/b.md");
        assert!(sidecar.left_over("a.zip").is_empty(), "it is there and can't be read");
    }

    #[test]
    fn what_is_said_of_an_archive_itself_is_said_of_nothing() {
        let mut sidecar = Sidecar::parse("a.zip.toml", "issuer = 'Rowers'").unwrap();
        sidecar.correct("a.zip", &mut statement("a.zip/a.md"));
        assert_eq!(sidecar.left_over("a.zip").len(), 1);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (toml, why) in [
            ("issuer = 'A'\ntitel = 'B'", "line 2: there is no key \"titel\"; the keys are title, issuer,"),
            ("published = '5 March'", "line 1: \"5 March\" is no date"),
            ("language = 'english'", "line 1: \"english\" is no language code"),
            ("title = 1", "line 1: title has no words"),
            ("\n\nissuer = ", "line 3: "),
            ("title = 'A'\ntitle = 'B'", "line 2: duplicate key"),
            ("['a.md']\nissuers = 'B'", "line 2: there is no key"),
        ] {
            let error = Sidecar::parse("a.toml", toml).unwrap_err();
            assert_eq!(error.kind(), "sidecar");
            assert!(error.to_string().contains(why), "{error}");
            assert!(!error.to_string().contains('\n'), "{error}");
        }
    }
}
