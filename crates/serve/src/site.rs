//! The pages as files: the same functions make them, for a [`Visit`] that can do nothing.
//!
//! From the pages of the menu on, every link is followed and becomes a relative link to a file, so that what can be reached on
//! the server can be reached from the disk. Nothing runs in them, and nothing is loaded but the style beside them; on the page that
//! searches them one script runs, and loads the parts of an index (`site_search.rs`).

use std::collections::{HashMap, HashSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use standpoint_languages::Languages;
use standpoint_library::{Access, Library};

use crate::desk::Desk;
use crate::failure::{Failure, ServeError};
use crate::layout::{style, whole, Around, MENU, ONLY_SERVED, SEARCH_SCRIPT};
use crate::pages::{PageOf, READ};
use crate::program::Program;
use crate::site_search::Index;
use crate::visit::{digits, in_address, Answer, Visit};

/// So many letters of a question's id are part of a file's name.
const LONGEST_PART: usize = 40;
/// So many digits tell statements apart in the names of files.
const DIGITS: usize = 16;

/// Pages that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// How many.
    pub pages: usize,
    /// The one to open.
    pub first: PathBuf,
}

/// Writes all pages over a library into a folder that is new or empty. `tell` is called with the number of pages written.
///
/// # Errors
/// Where the library can't be read, there is something in the folder, or it can't be written; then nothing is left behind.
pub fn export_site(
    path: &Path,
    languages: &'static Languages,
    program: Box<dyn Program>,
    folder: &Path,
    tell: &mut dyn FnMut(usize),
) -> Result<Exported, ServeError> {
    let mut library = Library::open(path, Access::Read, languages)?;
    let desk = Desk::new(Library::open(path, Access::Read, languages)?, Some(program), languages);
    write(&Arc::new(desk), &mut library, folder, tell).map_err(|failure| match failure {
        Failure::Library(error) => ServeError::Library(error),
        failure => ServeError::Site { path: folder.to_owned(), reason: failure.sentence() },
    })
}

/// The same, with a library at hand.
pub(crate) fn write(
    desk: &Arc<Desk>,
    library: &mut Library,
    folder: &Path,
    tell: &mut dyn FnMut(usize),
) -> Result<Exported, Failure> {
    let wrong = |why: std::io::Error| Failure::Wrong(format!("the folder can't be written: {why}"));
    let is_free = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if !is_free {
        return Err(Failure::Wrong(
            "there is something of this name already; name a folder that is new or empty".to_owned(),
        ));
    }
    let mut part = folder.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    // Whoever has a folder of this name keeps it.
    fs::create_dir_all(folder.parent().unwrap_or(Path::new(""))).and_then(|()| fs::create_dir(&part)).map_err(wrong)?;
    let written = pages(desk, library, &part, tell).and_then(|pages| {
        // An empty folder gives way to the whole one.
        let _ = fs::remove_dir(folder);
        fs::rename(&part, folder).map_err(wrong)?;
        Ok(Exported { pages, first: folder.join("index.html") })
    });
    if written.is_err() {
        let _ = fs::remove_dir_all(&part);
    }
    written
}

fn pages(
    desk: &Arc<Desk>,
    library: &mut Library,
    folder: &Path,
    tell: &mut dyn FnMut(usize),
) -> Result<usize, Failure> {
    let wrong = |why: std::io::Error| Failure::Wrong(format!("a page can't be written: {why}"));
    for inner in ["", "statement", "source", "cell"] {
        fs::create_dir_all(folder.join(inner)).map_err(wrong)?;
    }
    fs::write(folder.join("style.css"), style()).map_err(wrong)?;
    fs::write(folder.join("search.js"), SEARCH_SCRIPT).map_err(wrong)?;
    let mut files = Files::of(library)?;
    index(library, folder, &mut files)?;
    for (address, ..) in MENU {
        files.of_address(address);
    }
    let mut count = 0;
    while let Some((address, file)) = files.waiting.pop_front() {
        let Some(route) = Route::of(&address) else { continue };
        let Route { pattern, page, statement, fields } = route;
        let mut visit =
            Visit { desk, library, who: String::new(), form_token: None, statement, fields, has_waited: false };
        let mut made = page(&mut visit)?;
        if matches!(made, Answer::OnceFound) {
            desk.wait(None);
            visit.has_waited = true;
            made = page(&mut visit)?;
        }
        let Answer::Page(page) = made else { continue };
        let html = linked(&whole(&page, pattern, Around::File), &file, &mut files);
        fs::write(folder.join(&file), html).map_err(wrong)?;
        count += 1;
        tell(count);
    }
    Ok(count)
}

/// Writes what the page that searches files searches in.
fn index(library: &Library, folder: &Path, files: &mut Files) -> Result<(), Failure> {
    let wrong = |why: std::io::Error| Failure::Wrong(format!("the index can't be written: {why}"));
    let mut index = Index::new(folder.join("search")).map_err(wrong)?;
    for id in library.ids()? {
        let (entry, kept) = (library.find(id.as_str())?, library.statement(&id)?);
        if let Some(file) = files.of_address(&format!("/statement/{}", digits(&id))) {
            index.take(&entry, &kept.statement, &file).map_err(wrong)?;
        }
    }
    index.finish().map_err(wrong)
}

/// An address as the server would take it.
struct Route {
    pattern: &'static str,
    page: PageOf,
    statement: Option<String>,
    fields: Vec<(String, String)>,
}

impl Route {
    fn of(address: &str) -> Option<Self> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let fields = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), decoded(value)));
        let fields = fields.collect();
        let found = READ.iter().find_map(|&(pattern, page)| match pattern.split_once("{digits}") {
            None => (pattern == path).then_some((pattern, page, None)),
            Some((before, _)) => Some((pattern, page, Some(path.strip_prefix(before)?.to_owned()))),
        });
        let (pattern, page, statement) = found?;
        Some(Self { pattern, page, statement, fields })
    }
}

/// The bytes that an address writes as hexadecimal digits.
fn decoded(value: &str) -> String {
    let (bytes, mut out, mut at) = (value.as_bytes(), Vec::with_capacity(value.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let digits = value.get(at + 1..at + 3).filter(|_| byte == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Which address is which file.
#[derive(Default)]
struct Files {
    by_address: HashMap<String, String>,
    taken: HashSet<String>,
    /// Addresses whose pages are not written yet.
    waiting: VecDeque<(String, String)>,
    /// What addresses say of the codebook that is shown where they say nothing.
    first_codebook: String,
}

impl Files {
    fn of(library: &Library) -> Result<Self, Failure> {
        let first = library.codebooks()?.into_iter().next().map(|entry| in_address(&entry.title)).unwrap_or_default();
        Ok(Self { first_codebook: format!("codebook={first}"), ..Self::default() })
    }

    /// The file of an address without its fragment; `None` for what only a server can show.
    fn of_address(&mut self, address: &str) -> Option<String> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        if ONLY_SERVED.contains(&path) || Route::of(path).is_none() {
            return None;
        }
        // The same page under two addresses is one file.
        let query: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && *pair != self.first_codebook && *pair != "from=0")
            .collect();
        let address = if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) };
        if let Some(file) = self.by_address.get(&address) {
            return Some(file.clone());
        }
        let file = self.free(&stem(path, &query));
        self.by_address.insert(address.clone(), file.clone());
        self.waiting.push_back((address, file.clone()));
        Some(file)
    }

    /// A name that no file has yet, whatever the disk thinks of capitals.
    fn free(&mut self, stem: &str) -> String {
        let mut names =
            (1..).map(|number| if number == 1 { format!("{stem}.html") } else { format!("{stem}-{number}.html") });
        let taken = &self.taken;
        let name = names.find(|name| !taken.contains(name)).unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }
}

/// What a file is called, without its ending.
fn stem(path: &str, query: &[&str]) -> String {
    let short = |digits: &str| digits.chars().take(DIGITS).collect::<String>();
    let field = |name: &str| query.iter().find_map(|pair| pair.strip_prefix(name)).unwrap_or_default();
    for folder in ["statement", "source"] {
        if let Some(digits) = path.strip_prefix(&format!("/{folder}/")) {
            return format!("{folder}/{}", short(digits));
        }
    }
    match path {
        "/" => "index".to_owned(),
        "/cell" => {
            let question = field("question=").to_ascii_lowercase();
            let question = question.chars().filter(char::is_ascii_alphanumeric).take(LONGEST_PART).collect::<String>();
            format!("cell/{question}-{}", short(field("statement=")))
        }
        path => path.trim_start_matches('/').replace('/', "-"),
    }
}

/// A page whose links lead to files. Words of documents can't be taken for links: their quotation marks are written otherwise.
fn linked(html: &str, file: &str, files: &mut Files) -> String {
    const BEFORE: &str = "href=\"/";
    let up = if file.contains('/') { "../" } else { "" };
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(BEFORE) {
        let (before, link) = rest.split_at(start + BEFORE.len() - 1);
        out.push_str(before);
        let end = link.find('"').unwrap_or(link.len());
        let address = link[..end].replace("&amp;", "&");
        let (page, fragment) = address.split_once('#').unwrap_or((&address, ""));
        let target = if page == "/style.css" { Some("style.css".to_owned()) } else { files.of_address(page) };
        out.push_str(up);
        out.push_str(target.as_deref().unwrap_or("index.html"));
        if !fragment.is_empty() {
            out.push('#');
            out.push_str(fragment);
        }
        rest = &link[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_relative_and_each_page_is_one_file() {
        let mut files = Files { first_codebook: "codebook=Harbour".to_owned(), ..Files::default() };
        let cell = "/cell?codebook=Harbour&amp;question=Q01&amp;statement=0123456789abcdef0123";
        let html =
            format!("<a href=\"{cell}#e1\">x</a> <a href=\"/matrix?codebook=Harbour\">m</a> <a href=\"/matrix\">m</a>");
        assert_eq!(
            linked(&html, "statement/a.html", &mut files),
            "<a href=\"../cell/q01-0123456789abcdef.html#e1\">x</a> <a href=\"../matrix.html\">m</a> <a href=\"../matrix.html\">m</a>"
        );
        assert_eq!(files.waiting.len(), 2);
        assert_eq!(files.of_address("/matrix?from=40").unwrap(), "matrix-2.html");
        assert_eq!(
            files.of_address("/cell?question=q01&statement=0123456789abcdef0123").unwrap(),
            "cell/q01-0123456789abcdef-2.html"
        );
        assert_eq!(files.of_address("/review"), None);
        assert_eq!(files.of_address("/codebook/changes?version=2").unwrap(), "codebook-changes.html");
    }

    #[test]
    fn addresses_say_again_what_was_put_into_them() {
        let title = "Häfen & Brücken, 100 %";
        assert_eq!(decoded(&in_address(title)), title);
        assert_eq!(decoded("100%"), "100%");
    }
}
