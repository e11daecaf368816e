//! Metadata as JSON of the library's own: each value with where it comes from, and a person's correction beside it.

use std::fmt::Display;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use standpoint_text::{Correction, Field, Line, Metadata, MetadataKey, Origin, Text, Told};

#[derive(Default, Serialize, Deserialize)]
struct KeptField {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<KeptTold>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrected: Option<KeptCorrection>,
}

#[derive(Serialize, Deserialize)]
struct KeptTold {
    value: String,
    from: String,
    /// What the origin says beside its kind: which markup, which line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    what: Option<String>,
    /// Bytes of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<(usize, usize)>,
}

#[derive(Serialize, Deserialize)]
struct KeptCorrection {
    value: Option<String>,
    file: String,
}

/// The metadata of a statement as JSON: an object with a field for each key that has something to say.
pub(crate) fn to_json(metadata: &Metadata) -> String {
    let mut fields = serde_json::Map::new();
    let mut keep = |key: MetadataKey, field: KeptField| {
        if field.said.is_some() || field.corrected.is_some() {
            fields.insert(key.as_str().to_owned(), serde_json::json!(field));
        }
    };
    keep(MetadataKey::Title, kept(&metadata.title));
    keep(MetadataKey::Issuer, kept(&metadata.issuer));
    keep(MetadataKey::Author, kept(&metadata.author));
    keep(MetadataKey::Publisher, kept(&metadata.publisher));
    keep(MetadataKey::RepublishedFrom, kept(&metadata.republished_from));
    keep(MetadataKey::Published, kept(&metadata.published));
    keep(MetadataKey::Signed, kept(&metadata.signed));
    keep(MetadataKey::Language, kept(&metadata.language));
    keep(MetadataKey::Url, kept(&metadata.url));
    serde_json::Value::Object(fields).to_string()
}

/// The metadata of a statement of this text; `None` where they are not of it.
pub(crate) fn from_json(json: &str, text: &Text) -> Option<Metadata> {
    let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).ok()?;
    let field = |key: MetadataKey| -> Option<KeptField> {
        let kept = fields.get(key.as_str());
        kept.map_or_else(|| Some(KeptField::default()), |kept| serde_json::from_value(kept.clone()).ok())
    };
    Some(Metadata {
        title: restored(field(MetadataKey::Title)?, text)?,
        issuer: restored(field(MetadataKey::Issuer)?, text)?,
        author: restored(field(MetadataKey::Author)?, text)?,
        publisher: restored(field(MetadataKey::Publisher)?, text)?,
        republished_from: restored(field(MetadataKey::RepublishedFrom)?, text)?,
        published: restored(field(MetadataKey::Published)?, text)?,
        signed: restored(field(MetadataKey::Signed)?, text)?,
        language: restored(field(MetadataKey::Language)?, text)?,
        url: restored(field(MetadataKey::Url)?, text)?,
    })
}

fn kept<T: Display>(field: &Field<T>) -> KeptField {
    let said = field.said().map(|told| KeptTold {
        value: told.value.to_string(),
        from: told.origin.as_str().to_owned(),
        what: match &told.origin {
            Origin::Text { line, .. } => Some(line.as_str().to_owned()),
            Origin::Page(what)
            | Origin::Markup(what)
            | Origin::Properties(what)
            | Origin::Head(what)
            | Origin::Container(what) => Some(what.to_string()),
            Origin::Wording | Origin::Address | Origin::FileName => None,
        },
        at: told.origin.span().map(|span| (span.bytes().start, span.bytes().end)),
    });
    let corrected = field.correction().map(|correction| KeptCorrection {
        value: correction.value.as_ref().map(T::to_string),
        file: correction.file.to_string(),
    });
    KeptField { said, corrected }
}

fn restored<T: FromStr>(kept: KeptField, text: &Text) -> Option<Field<T>> {
    let said = match kept.said {
        None => None,
        Some(told) => Some(Told::new(told.value.parse().ok()?, origin(&told, text)?)),
    };
    let mut field = Field::from(said);
    if let Some(correction) = kept.corrected {
        let value = match correction.value {
            None => None,
            Some(value) => Some(value.parse().ok()?),
        };
        field.correct(Correction { value, file: correction.file.into() });
    }
    Some(field)
}

fn origin(told: &KeptTold, text: &Text) -> Option<Origin> {
    let what = || told.what.clone().map(Into::into);
    Some(match told.from.as_str() {
        "text" => {
            let line = Line::ALL.into_iter().find(|line| Some(line.as_str()) == told.what.as_deref())?;
            let (start, end) = told.at?;
            Origin::Text { line, span: text.span(start..end).ok()? }
        }
        "wording" => Origin::Wording,
        "page" => Origin::Page(what()?),
        "markup" => Origin::Markup(what()?),
        "properties" => Origin::Properties(what()?),
        "head" => Origin::Head(what()?),
        "container" => Origin::Container(what()?),
        "address" => Origin::Address,
        "file_name" => Origin::FileName,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_origin_and_correction_comes_back() {
        let text = Text::new("Harbour League\n\n5 March 2021".to_owned()).unwrap();
        let told = |origin| Field::from(Some(Told::new("Harbour League".to_owned(), origin)));
        let span = text.span(0..14).unwrap();
        let mut author = told(Origin::Properties("creator".into()));
        author.correct(Correction { value: None, file: "a.toml".into() });
        let mut published = Field::from(Some(Told::new("2021-03-05".parse().unwrap(), Origin::FileName)));
        published.correct(Correction { value: "2021-03".parse().ok(), file: "a.toml".into() });
        let metadata = Metadata {
            title: told(Origin::Text { line: Line::Title, span }),
            issuer: told(Origin::Head("From".into())),
            author,
            publisher: told(Origin::Page("byline".into())),
            republished_from: told(Origin::Container("address in the web archive".into())),
            published,
            signed: Field::from(Some(Told::new("2021".parse().unwrap(), Origin::Markup("time".into())))),
            language: Field::from(Some(Told::new("en".parse().unwrap(), Origin::Wording))),
            url: told(Origin::Address),
        };
        assert_eq!(from_json(&to_json(&metadata), &text), Some(metadata));
        assert_eq!(from_json("{}", &text), Some(Metadata::default()));
    }

    #[test]
    fn every_line_is_known_by_its_word() {
        let mut words: Vec<_> = Line::ALL.iter().map(|line| line.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Line::ALL.len());
    }
}
