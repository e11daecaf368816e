use std::fmt;

use crate::{Metadata, Passage, Text};

/// The name of a statement: the SHA-256 of the document's original bytes, as `sha256:` and 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(String);

impl StatementId {
    /// The name for a digest.
    pub fn from_sha256(digest: [u8; 32]) -> Self {
        use fmt::Write;
        let mut id = String::with_capacity(71);
        id.push_str("sha256:");
        for byte in digest {
            // Writing to a string can't fail.
            let _ = write!(id, "{byte:02x}");
        }
        Self(id)
    }

    /// The name as it is written; `None` where that is no name of a statement.
    ///
    /// ```
    /// use standpoint_text::StatementId;
    /// let id = StatementId::from_sha256([7; 32]);
    /// assert_eq!(StatementId::parse(id.as_str()), Some(id));
    /// assert_eq!(StatementId::parse("sha256:07"), None);
    /// ```
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.strip_prefix("sha256:")?;
        let is_digest = digits.len() == 64 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        is_digest.then(|| Self(written.to_owned()))
    }

    /// The name as written in the output.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A document as read: the wording, what of it is the statement itself, and what it says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The hash of the original bytes.
    pub id: StatementId,
    /// The path as given.
    pub path: String,
    /// What kind of document it was, such as `text/html`.
    pub media_type: String,
    /// What it says about itself.
    pub metadata: Metadata,
    /// The whole wording as read; what is not part of the statement is in no passage.
    pub text: Text,
    /// The passages in the order of the text, not overlapping.
    pub passages: Vec<Passage>,
}

impl Statement {
    /// How a person would call it: the issuer, else the title, else the file's name.
    pub fn short_name(&self) -> &str {
        let file = self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
        self.metadata.issuer().or(self.metadata.title()).unwrap_or(file)
    }
}
