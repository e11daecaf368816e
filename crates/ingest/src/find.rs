use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of the files that a folder is searched for.
const ENDINGS: [&str; 29] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "shtml", "pdf", "docx", "docm", "dotx", "doc", "odt",
    "ott", "fodt", "rtf", "epub", "eml", "mbox", "mbx", "mht", "mhtml", "warc", "wacz", "zip", "tar", "tgz", "gz",
];

/// What lies behind some paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The files, in the order of the paths; in a folder by name.
    pub files: Vec<PathBuf>,
    /// The folders that were searched.
    pub folders: Vec<PathBuf>,
    /// How many files of the folders were passed over: hidden ones, and those whose name ends in nothing known.
    pub passed_over: usize,
}

/// The files behind some paths, in their order.
///
/// A file named explicitly is always tried, whatever its name, and `-` (standard input) is kept. A folder stands for the
/// documents and archives in it and in its folders, sorted by name. Hidden files and folders are passed over. A
/// folder that can't be listed is kept as it is, so that opening it gives the error. Each real folder is entered once, so
/// that links that lead back up end.
pub fn search(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let mut entered = HashSet::new();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut found, &mut entered);
        } else {
            found.files.push(path.clone());
        }
    }
    found
}

/// The files of [`search`], for who does not count what was passed over.
pub fn find_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    search(paths).files
}

/// Walks with a list of its own: folders may lie deeper than the stack is.
fn folder(top: &Path, found: &mut Found, entered: &mut HashSet<PathBuf>) {
    let mut open = vec![top.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            if entered.insert(real) {
                list(&path, found, &mut open);
                found.folders.push(path);
            }
        } else {
            found.files.push(path);
        }
    }
}

fn list(path: &Path, found: &mut Found, open: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else {
        found.files.push(path.to_owned());
        return;
    };
    let mut inside: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    inside.sort();
    inside.retain(|entry| {
        let hidden = entry.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        let folder = entry.is_dir();
        let wanted = !hidden && (folder || has_known_ending(entry));
        found.passed_over += usize::from(!wanted && !folder);
        wanted
    });
    open.extend(inside.into_iter().rev());
}

fn has_known_ending(path: &Path) -> bool {
    path.file_name().is_some_and(|name| is_known_name(&name.to_string_lossy()))
}

/// Whether a file's name ends as those of documents and archives do. A gzip is one of what its name says without `.gz`.
pub(crate) fn is_known_name(name: &str) -> bool {
    let Some((before, ending)) = name.rsplit_once('.') else { return false };
    let ending = ending.to_lowercase();
    let inside = (ending == "gz").then(|| before.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())).flatten();
    // `backup.gz` may be of anything; `style.css.gz` is not.
    ENDINGS.contains(&ending.as_str()) && inside.is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own, gone when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("standpoint-find-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn file(&self, name: &str) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "No toll!").unwrap();
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn folders_are_sorted_and_searched() {
        let folder = Folder::new("sorted");
        for name in ["b.txt", "a/z.md", "a/y.HTML", "c.png", ".hidden.txt", "d.text", "e.css.gz", "f.tar.gz"] {
            folder.file(name);
        }
        let found = search(&[folder.0.clone(), PathBuf::from("-"), folder.0.join("c.png")]);
        let names: Vec<String> =
            found.files.iter().map(|f| f.strip_prefix(&folder.0).unwrap_or(f).to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["a/y.HTML", "a/z.md", "b.txt", "d.text", "f.tar.gz", "-", "c.png"]);
        assert_eq!(found.passed_over, 3);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_end() {
        let folder = Folder::new("loop");
        folder.file("in/a.txt");
        std::os::unix::fs::symlink(&folder.0, folder.0.join("in/up")).unwrap();
        assert_eq!(search(std::slice::from_ref(&folder.0)).files.len(), 1);
    }
}
