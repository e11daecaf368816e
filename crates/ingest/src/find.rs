use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of the files that a folder is searched for.
const ENDINGS: [&str; 6] = ["txt", "text", "md", "markdown", "html", "htm"];

/// The files behind some paths, in their order: a file is itself, `-` is kept, a folder is the text, Markdown and HTML
/// files in it and in its folders, sorted by name. Hidden files and folders are passed over.
pub fn find_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entered = HashSet::new();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut found, &mut entered);
        } else {
            found.push(path.clone());
        }
    }
    found
}

fn folder(path: &Path, found: &mut Vec<PathBuf>, entered: &mut HashSet<PathBuf>) {
    // A link may lead back up: each real folder is entered once.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if !entered.insert(real) {
        return;
    }
    let Ok(entries) = fs::read_dir(path) else { return };
    let mut inside: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    inside.sort();
    for entry in inside {
        let hidden = entry.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if entry.is_dir() {
            folder(&entry, found, entered);
        } else if entry.extension().is_some_and(|e| ENDINGS.contains(&e.to_string_lossy().to_lowercase().as_str())) {
            found.push(entry);
        }
    }
}
