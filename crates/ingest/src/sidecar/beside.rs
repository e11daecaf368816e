//! Which sidecar belongs to which document.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{is_codebook, is_sidecar, unusable};
use crate::find::is_known_name;
use crate::IngestError;

/// The sidecars beside documents. Each folder is listed once.
#[derive(Debug, Default)]
pub struct Sidecars {
    shelves: HashMap<PathBuf, Shelf>,
    codebook: Option<PathBuf>,
}

/// The sidecars in one folder.
#[derive(Debug, Default)]
struct Shelf {
    /// By the names of their documents.
    of: HashMap<String, String>,
    /// Those that may be of a document whose name does not show that it is one, by what that is called without ending.
    open: HashMap<String, String>,
    /// Those that no document in the folder is corrected by, and why not.
    stray: Vec<IngestError>,
}

impl Sidecars {
    /// None are known yet. The codebook of the run is never taken for one.
    pub fn new(codebook: Option<&Path>) -> Self {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Self { shelves: HashMap::new(), codebook: codebook.map(real) }
    }

    /// The sidecar of a document.
    pub fn of(&mut self, document: &Path) -> Option<PathBuf> {
        let name = document.file_name()?.to_string_lossy().into_owned();
        let stem = document.file_stem()?.to_string_lossy().into_owned();
        let shelf = self.shelf(&folder_of(document));
        let open = shelf.open.get(&stem).filter(|_| !is_known_name(&name));
        let file = shelf.of.get(&name).or(open)?.clone();
        Some(document.with_file_name(file))
    }

    /// Whether a file that was named as a document is the codebook, or the sidecar of a document beside it.
    pub fn is_none_to_read(&mut self, path: &Path) -> bool {
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return false };
        if !name.to_lowercase().ends_with(".toml") {
            return false;
        }
        self.is_codebook_of_run(path) || self.shelf(&folder_of(path)).of.values().any(|file| *file == name)
    }

    /// What is wrong with the sidecars in a folder that belong to no document in it.
    pub fn stray(&mut self, folder: &Path) -> Vec<IngestError> {
        self.shelf(folder).stray.clone()
    }

    fn is_codebook_of_run(&self, path: &Path) -> bool {
        self.codebook.is_some() && path.canonicalize().ok() == self.codebook
    }

    fn shelf(&mut self, folder: &Path) -> &Shelf {
        if !self.shelves.contains_key(folder) {
            let shelf = self.listed(folder);
            self.shelves.insert(folder.to_owned(), shelf);
        }
        // It was put there if it was not there.
        self.shelves.entry(folder.to_owned()).or_default()
    }

    fn listed(&self, folder: &Path) -> Shelf {
        let entries = fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let mut names: Vec<String> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok().map(|entry| entry.file_name().to_string_lossy().into_owned()))
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        let (files, others): (Vec<String>, Vec<String>) =
            names.into_iter().partition(|name| name.to_lowercase().ends_with(".toml"));
        let mut neighbours = Neighbours::of(&others);
        neighbours.sidecars = files.iter().cloned().collect();
        let mut shelf = Shelf::default();
        for file in files {
            let path = folder.join(&file);
            if path.is_file() && !self.is_codebook_of_run(&path) {
                neighbours.place(file, &path, &mut shelf);
            }
        }
        shelf
    }
}

/// What else lies in the folder of a sidecar.
struct Neighbours<'a> {
    all: HashSet<&'a str>,
    by_stem: BTreeMap<&'a str, Vec<&'a str>>,
    sidecars: HashSet<String>,
}

impl<'a> Neighbours<'a> {
    fn of(names: &'a [String]) -> Self {
        let mut by_stem: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for name in names.iter().filter(|name| is_known_name(name)) {
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            by_stem.entry(stem).or_default().push(name);
        }
        Self { all: names.iter().map(String::as_str).collect(), by_stem, sidecars: HashSet::new() }
    }

    /// Finds the document of a file that ends in `.toml`. Other programs have such files too: what neither lies where a
    /// sidecar of a document would, nor holds what only a sidecar does, is none.
    fn place(&self, file: String, path: &Path, shelf: &mut Shelf) {
        let stem = &file[..file.len() - ".toml".len()];
        let stray = |why: String| unusable(&path.to_string_lossy(), &why);
        if self.all.contains(stem) {
            if !is_known_name(stem) && is_sidecar(path) {
                shelf.stray.push(stray(format!("{stem} is not read as a document when its folder is; name it too")));
            }
            shelf.of.insert(stem.to_owned(), file);
            return;
        }
        if is_known_name(stem) {
            shelf.stray.push(stray(format!("there is no document {stem} beside it; look at its name")));
            return;
        }
        match self.by_stem.get(stem).map(Vec::as_slice) {
            _ if is_codebook(path) => {}
            Some([document]) if self.sidecars.contains(&format!("{document}.toml")) => {
                shelf.stray.push(stray(format!("{document}.toml corrects {document} already; put all into that file")));
            }
            Some([document]) => {
                shelf.of.insert((*document).to_owned(), file);
            }
            Some([first, second, ..]) if is_sidecar(path) => {
                let why =
                    format!("both {first} and {second} are called so; call it after one of them, as {first}.toml");
                shelf.stray.push(stray(why));
            }
            None if is_sidecar(path) => {
                shelf.stray.push(stray(format!("there is no document called {stem} beside it; look at its name")));
                shelf.open.insert(stem.to_owned(), file);
            }
            _ => {}
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_owned()
}
