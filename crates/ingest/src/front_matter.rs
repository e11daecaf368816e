//! The block of `key: value` lines between `---` at the top of a Markdown file.

use standpoint_languages::Languages;
use standpoint_text::LanguageCode;

use crate::about::{About, Origin, Told};
use crate::dates;
use crate::paragraph::{bare_address, is_address};

/// A front matter of more lines than this is none.
const MOST_LINES: usize = 200;

/// What the front matter says, and the byte after it; the byte is 0 where there is none.
pub(crate) fn read(content: &str, languages: &Languages) -> (About, usize) {
    let mut about = About::default();
    let Some(body) = content.strip_prefix("---\n") else { return (about, 0) };
    let mut at = "---\n".len();
    let mut pairs = Vec::new();
    for line in body.split_inclusive('\n').take(MOST_LINES) {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            for (key, value) in pairs {
                take(&mut about, key, value, languages);
            }
            return (about, at);
        }
        match line.split_once(':') {
            Some((key, value)) if !key.contains(' ') => pairs.push((key, value)),
            // Lists and values of several lines are passed over; anything else shows that this is a rule, not front matter.
            _ if line.is_empty() || line.starts_with([' ', '-', '#']) => {}
            _ => break,
        }
    }
    (about, 0)
}

fn take(about: &mut About, key: &str, value: &str, languages: &Languages) {
    let value = value.trim().trim_matches(['"', '\'']).trim();
    if value.is_empty() || value.starts_with(['[', '{', '|', '>']) {
        return;
    }
    let origin = || Origin::Markup(format!("front matter {key}").into());
    let words = || Some(Told::new(value.to_owned(), origin()));
    match key.to_ascii_lowercase().as_str() {
        "title" => about.title = words(),
        "author" => about.author = words(),
        "issuer" | "organisation" | "organization" => about.issuer = words(),
        "publisher" | "site" | "outlet" => about.publisher = words(),
        "lang" | "language" => about.language = LanguageCode::new(value).map(|code| Told::new(code, origin())),
        "date" | "published" | "publishdate" | "pubdate" => {
            let date = value.parse().ok().or_else(|| dates::written_date(value, languages, None));
            about.published = date.map(|date| Told::new(date, origin()));
        }
        "url" | "link" | "permalink" | "canonical" | "source" if is_address(value) => {
            about.url = Some(Told::new(bare_address(value).to_owned(), origin()));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read_and_passed_over() {
        let content = "---\ntitle: \"No toll\"\ndate: 2021-03-05\nlang: en-GB\ntags:\n  - harbour\n---\nText.";
        let (about, at) = read(content, Languages::built_in());
        assert_eq!(about.title.map(|t| t.value).as_deref(), Some("No toll"));
        assert_eq!(about.published.map(|d| d.value.to_string()).as_deref(), Some("2021-03-05"));
        assert_eq!(&content[at..], "Text.");
        assert_eq!(read("---\nNo toll on the quay\n---\n", Languages::built_in()).1, 0);
    }
}
