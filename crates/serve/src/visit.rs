//! One request, as a page sees it.

use std::sync::Arc;

use standpoint_compare::Codebook;
use standpoint_library::{CodebookEntry, Library};
use standpoint_text::StatementId;

use crate::desk::Desk;
use crate::failure::Failure;

/// What the browser asks for, and what to answer from.
pub(crate) struct Visit<'a> {
    pub desk: &'a Arc<Desk>,
    pub library: &'a mut Library,
    /// Who looks, and decides.
    pub who: String,
    /// What is written into every form; `None` where nothing can be done: pages as files.
    pub form_token: Option<&'a str>,
    /// The digits of a statement, where the address has some.
    pub statement: Option<String>,
    /// The fields of the address or of the form, in their order.
    pub fields: Vec<(String, String)>,
    /// Whether what the page shows was waited for already.
    pub has_waited: bool,
}

/// What a page, or an act, gives back.
pub(crate) enum Answer {
    Page(Page),
    /// After an act the browser goes where its outcome is to be seen.
    GoTo(String),
    /// The same, once the proposals that are being made are there, or a moment later.
    GoToWhenProposed(String),
    /// The page is to be made again once what is looked for is there, or a moment later.
    OnceFound,
}

/// The inside of a page.
pub(crate) struct Page {
    /// Plain text.
    pub title: String,
    /// HTML.
    pub main: String,
}

impl Page {
    pub(crate) fn answer(title: impl Into<String>, main: String) -> Result<Answer, Failure> {
        Ok(Answer::Page(Self { title: title.into(), main }))
    }
}

impl Visit<'_> {
    /// Whether the page is to be a file, on which nothing can be done.
    pub(crate) fn is_for_file(&self) -> bool {
        self.form_token.is_none()
    }

    /// The first field of this name that is not empty.
    pub(crate) fn field<'f>(&'f self, name: &'f str) -> Option<&'f str> {
        self.all(name).find(|value| !value.is_empty())
    }

    /// All fields of this name.
    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> + 'f {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// A field that our own forms and links always have.
    pub(crate) fn needed<'f>(&'f self, name: &'f str) -> Result<&'f str, Failure> {
        self.field(name).ok_or_else(|| Failure::Wrong(format!("The address or the form lacks its {name}.")))
    }

    /// The statement that the address or the form names.
    pub(crate) fn statement_id(&self) -> Result<StatementId, Failure> {
        let digits = match &self.statement {
            Some(digits) => digits,
            None => self.needed("statement")?,
        };
        StatementId::parse(&format!("sha256:{digits}"))
            .ok_or_else(|| Failure::NotFound("There is no statement at this address; look in Sources.".to_owned()))
    }

    /// The codebook that the address names, else the first; `None` where the library has none.
    pub(crate) fn codebook(&self) -> Result<Option<Questions>, Failure> {
        let codebooks = self.library.codebooks()?;
        let titles = codebooks.iter().map(|entry| entry.title.clone()).collect();
        let entry = match self.field("codebook") {
            None => codebooks.into_iter().next(),
            Some(title) => Some(
                codebooks
                    .into_iter()
                    .find(|entry| entry.title == title)
                    .ok_or_else(|| Failure::NotFound(format!("There is no codebook {title:?} in this library.")))?,
            ),
        };
        let Some(entry) = entry else { return Ok(None) };
        let codebook = Codebook::parse(&entry.toml)
            .map_err(|error| Failure::Wrong(format!("The codebook {:?} can't be read: {error}.", entry.title)))?;
        Ok(Some(Questions { entry, codebook, titles }))
    }
}

/// A codebook with its questions, and the titles of all there are.
pub(crate) struct Questions {
    pub entry: CodebookEntry,
    pub codebook: Codebook,
    pub titles: Vec<String>,
}

/// The digits that stand for a statement in addresses.
pub(crate) fn digits(id: &StatementId) -> &str {
    id.as_str().trim_start_matches("sha256:")
}

/// A value inside an address.
pub(crate) fn in_address(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
