//! What a document's properties say about it: title, creator, publisher, dates, language.
//!
//! Programs fill properties in by themselves, so most of what stands in them is not meant. A creator that is the name of a
//! program or of no one ("User", "Microsoft Office User") is none; a title that is the name of a file or of a template is none.
//! Whatever is left counts only where the document's own words say nothing.

use standpoint_languages::{Languages, Words};
use standpoint_text::{CalendarDate, LanguageCode};

use super::xml::{local, Element, Path, Visit, Visitor};
use crate::about::{person_line, About, Origin, Told};
use crate::dates::written_date;
use crate::paragraph::{is_address, word_count_up_to};

/// A longer value is no property.
const LONGEST: usize = 500;
/// So many values are kept.
const MOST: usize = 200;
/// No document was written in these formats before this year; programs that know no date write an earlier one.
const EARLIEST: u16 = 1990;
/// Words that a title has at most.
const LONGEST_TITLE: usize = 40;

/// A word in the name of a creator that is a program. Those of someone a program made up stand in the language files.
const PROGRAMS: [&str; 13] = [
    "microsoft",
    "windows",
    "libreoffice",
    "openoffice",
    "pandoc",
    "calibre",
    "adobe",
    "acrobat",
    "python",
    "docx",
    "apache",
    "aspose",
    "google",
];
/// Endings of the names of files.
const ENDINGS: [&str; 15] =
    ["doc", "docx", "docm", "dot", "dotx", "odt", "ott", "rtf", "pdf", "txt", "indd", "pages", "html", "htm", "wpd"];

/// The properties of a document by their names without prefix, in the order in which they stand.
#[derive(Debug, Default)]
pub(crate) struct Properties {
    values: Vec<(String, String)>,
    open: Option<String>,
}

impl Properties {
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.values.len() < MOST && !value.is_empty() && value.len() <= LONGEST {
            self.values.push((name.to_owned(), value));
        }
    }

    /// The first value of this name that will do, with where it stands.
    fn first(&self, name: &str, will_do: impl Fn(&str) -> bool) -> Option<Told<String>> {
        let value = self.all(name).find(|value| will_do(value))?;
        Some(Told::new(value.to_owned(), property(name)))
    }

    fn all<'a, 'n: 'a>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// What the properties say; `creators` and `dates` are the names to go by, the most telling first.
    pub(crate) fn about(&self, creators: &[&str], dates: &[&str], languages: &Languages) -> About {
        let mut about = About {
            title: self.first("title", |_| true).filter(|t| is_title(&t.value, languages)),
            publisher: self
                .first("publisher", |_| true)
                .filter(|p| !is_no_one(&p.value, languages) && !is_address(&p.value)),
            published: self.date(dates, languages),
            language: self
                .all("language")
                .next()
                .and_then(LanguageCode::new)
                .map(|code| Told::new(code, property("language"))),
            url: ["source", "identifier"].iter().find_map(|name| self.first(name, is_address)),
            ..About::default()
        };
        let named = creators
            .iter()
            .flat_map(|name| self.all(name).map(move |creator| (name, creator)))
            .filter(|(_, c)| !is_no_one(c, languages) && !is_address(c));
        for (name, creator) in named.take(20) {
            let mut said = About::default();
            if person_line(&inverted(creator), languages, &property(name), &mut said) {
                about.author = about.author.or(said.author);
                about.issuer = about.issuer.or(said.issuer);
            }
        }
        about
    }

    fn date(&self, names: &[&str], languages: &Languages) -> Option<Told<CalendarDate>> {
        // A template's date, which a library leaves in all it writes.
        if self.all("creator").any(|c| c == "python-docx") {
            return None;
        }
        let date = |v: &str| v.parse().ok().or_else(|| written_date(v, languages, None));
        names.iter().find_map(|name| {
            let date = self.all(name).filter_map(date).find(|d: &CalendarDate| d.year() >= EARLIEST)?;
            Some(Told::new(date, property(name)))
        })
    }
}

fn property(name: &str) -> Origin {
    Origin::Properties(name.to_owned().into())
}

/// Reads the elements of the part that holds the properties.
impl Visitor for Properties {
    fn open(&mut self, element: &Element<'_>, _: &Path) -> Visit {
        // `<meta name="…">` of an OPF and user-defined properties carry names of their own.
        let own = matches!(local(element.name()), "meta" | "user-defined") && element.attribute("name").is_some();
        self.open = (!own).then(String::new);
        Visit::Enter
    }

    fn close(&mut self, name: &str, _: &Path) {
        if let Some(value) = self.open.take() {
            self.add(local(name), &value);
        }
    }

    fn text(&mut self, text: &str, _: &Path) {
        if let Some(open) = self.open.as_mut().filter(|open| open.len() <= LONGEST) {
            open.push_str(text);
        }
    }
}

/// "Roe, Jane", as libraries file names, is Jane Roe.
fn inverted(name: &str) -> String {
    match name.split_once(", ") {
        Some((last, first)) if !last.contains(' ') && !first.contains([' ', ',']) => format!("{first} {last}"),
        _ => name.to_owned(),
    }
}

fn is_no_one(name: &str, languages: &Languages) -> bool {
    let made_up = |word: &str| languages.iter().any(|l| l.document().placeholder_names.iter().any(|name| name == word));
    // One word with digits in it is the name of an account.
    let account = !name.trim().contains(char::is_whitespace) && name.contains(|c: char| c.is_ascii_digit());
    account || Words::of(name).iter().any(|word| PROGRAMS.contains(&word) || made_up(word))
}

fn is_title(title: &str, languages: &Languages) -> bool {
    let lower = title.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_file = lower.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
        || !title.contains(' ') && title.contains('_')
        || title.contains(['\\', '/']) && !title.contains(' ');
    let of_program = ["microsoft word", "powerpoint", "microsoft office"].iter().any(|p| lower.starts_with(p));
    title.chars().any(char::is_alphabetic)
        && !is_file
        && !of_program
        && !languages.iter().any(|l| l.document().placeholder_titles.iter().any(|title| title == bare))
        && !is_address(title)
        && word_count_up_to(title, LONGEST_TITLE + 1) <= LONGEST_TITLE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(values: &[(&str, &str)]) -> About {
        let mut properties = Properties::default();
        values.iter().for_each(|(name, value)| properties.add(name, value));
        properties.about(&["creator"], &["created", "modified"], Languages::built_in())
    }

    #[test]
    fn creators_are_persons_or_organisations() {
        assert_eq!(about(&[("creator", "Jane Roe")]).author.map(|t| t.value).as_deref(), Some("Jane Roe"));
        assert_eq!(about(&[("creator", "Roe, Jane")]).author.map(|t| t.value).as_deref(), Some("Jane Roe"));
        assert_eq!(about(&[("creator", "Harbour League")]).issuer.map(|t| t.value).as_deref(), Some("Harbour League"));
        assert_eq!(about(&[("creator", "Writer Union")]).issuer.map(|t| t.value).as_deref(), Some("Writer Union"));
        for no_one in
            ["User", "Microsoft Office User", "admin", "Apache POI", "jroe", "office-2007", "Пользователь Windows"]
        {
            let about = about(&[("creator", no_one)]);
            assert_eq!((about.author, about.issuer), (None, None), "{no_one}");
        }
    }

    #[test]
    fn names_of_files_and_templates_are_no_titles() {
        for no in
            ["Microsoft Word - toll.doc", "toll_final", "Document1", "Dokument 12", "toll.docx", "C:\\toll", "2021"]
        {
            assert_eq!(about(&[("title", no)]).title, None, "{no}");
        }
        assert_eq!(about(&[("title", "No  toll")]).title.map(|t| t.value).as_deref(), Some("No toll"));
    }

    #[test]
    fn dates_that_a_program_left_are_none() {
        let date = |values: &[(&str, &str)]| about(values).published.map(|d| d.value.to_string());
        assert_eq!(date(&[("created", "2021-03-05T10:00:00Z")]).as_deref(), Some("2021-03-05"));
        assert_eq!(
            date(&[("created", "1970-01-01T00:00:00Z"), ("modified", "2021-03-06")]).as_deref(),
            Some("2021-03-06")
        );
        assert_eq!(date(&[("creator", "python-docx"), ("created", "2013-12-23T23:15:00Z")]), None);
    }
}
