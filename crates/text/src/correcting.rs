use std::str::FromStr;
use std::sync::Arc;

use crate::{CalendarDate, Correction, Field, LanguageCode, Metadata, MetadataKey};

/// What a person writes for one thing of the metadata, once it was looked at and can be. `None` inside says that the
/// document does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetadataValue {
    /// A title, a name or an address.
    Words(Option<String>),
    /// A day, a month or a year.
    Date(Option<CalendarDate>),
    /// A language.
    Language(Option<LanguageCode>),
}

impl MetadataValue {
    /// Reads what a person wrote for this key; nothing but white space says that the document does not say.
    ///
    /// # Errors
    /// The sentence that tells what is wrong with it and how to write it.
    ///
    /// ```
    /// use standpoint_text::{MetadataKey, MetadataValue};
    /// let date = MetadataValue::parse(MetadataKey::Published, " 2021-03 ").unwrap();
    /// assert_eq!(date.written().as_deref(), Some("2021-03"));
    /// let wrong = MetadataValue::parse(MetadataKey::Published, "5 March").unwrap_err();
    /// assert!(wrong.starts_with("\"5 March\" is no date; write it as"));
    /// ```
    pub fn parse(key: MetadataKey, written: &str) -> Result<Self, String> {
        let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = (!words.is_empty()).then_some(words);
        Ok(match key {
            MetadataKey::Published | MetadataKey::Signed => {
                let help = "is no date; write it as \"2021-03-05\", \"2021-03\" or \"2021\"";
                Self::Date(parsed(words, help)?)
            }
            MetadataKey::Language => {
                Self::Language(parsed(words, "is no language code; write two letters, such as \"en\"")?)
            }
            _ => Self::Words(words),
        })
    }

    /// The value as it is written; `None` where the document does not say.
    pub fn written(&self) -> Option<String> {
        match self {
            Self::Words(words) => words.clone(),
            Self::Date(date) => date.map(|date| date.to_string()),
            Self::Language(code) => code.map(|code| code.to_string()),
        }
    }
}

fn parsed<T: FromStr>(words: Option<String>, help: &str) -> Result<Option<T>, String> {
    words.map(|words| words.parse().map_err(|_| format!("{words:?} {help}"))).transpose()
}

impl Metadata {
    /// Lets a person's word on one thing hold; `place` says where it was written down. A value of another kind than that of
    /// the key changes nothing.
    pub fn correct(&mut self, key: MetadataKey, value: &MetadataValue, place: &Arc<str>) {
        fn set<T: Clone>(field: &mut Field<T>, value: &Option<T>, place: &Arc<str>) {
            field.correct(Correction { value: value.clone(), file: place.clone() });
        }
        match (key, value) {
            (MetadataKey::Title, MetadataValue::Words(words)) => set(&mut self.title, words, place),
            (MetadataKey::Issuer, MetadataValue::Words(words)) => set(&mut self.issuer, words, place),
            (MetadataKey::Author, MetadataValue::Words(words)) => set(&mut self.author, words, place),
            (MetadataKey::Publisher, MetadataValue::Words(words)) => set(&mut self.publisher, words, place),
            (MetadataKey::RepublishedFrom, MetadataValue::Words(words)) => {
                set(&mut self.republished_from, words, place)
            }
            (MetadataKey::Url, MetadataValue::Words(words)) => set(&mut self.url, words, place),
            (MetadataKey::Published, MetadataValue::Date(date)) => set(&mut self.published, date, place),
            (MetadataKey::Signed, MetadataValue::Date(date)) => set(&mut self.signed, date, place),
            (MetadataKey::Language, MetadataValue::Language(code)) => set(&mut self.language, code, place),
            _ => {}
        }
    }
}
