use std::fmt;
use std::str::FromStr;

/// The two-letter ISO 639-1 code of a language. Which languages the program can read is a matter of data files, not of
/// this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageCode([u8; 2]);

impl LanguageCode {
    /// The code, from `"en"`, `"EN"`, `"en-GB"` or `"en_GB"`; `None` where that is no two-letter code.
    ///
    /// ```
    /// use standpoint_text::LanguageCode;
    /// assert_eq!(LanguageCode::new("nl-BE").unwrap().as_str(), "nl");
    /// assert!(LanguageCode::new("english").is_none());
    /// ```
    pub fn new(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?;
        let bytes: [u8; 2] = primary.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|b| b.to_ascii_lowercase())))
    }

    /// The code in lower case.
    pub fn as_str(&self) -> &str {
        // Two ASCII letters by construction.
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl FromStr for LanguageCode {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::new(code).ok_or(())
    }
}

impl fmt::Display for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
