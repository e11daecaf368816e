//! The commands that work on a library: one file that keeps a collection.

mod add;
mod arguments;
mod export;
mod incoming;
mod look;
mod propose;
mod understood;
mod verify;

use std::path::{absolute, Path, PathBuf};

use anyhow::Result;
use standpoint_languages::Languages;
use standpoint_library::{Access, Library};

pub(crate) use add::add;
pub(crate) use arguments::{Add, Backup, Export, History, List, Name, Propose, Search, Undo, Verify};
pub(crate) use export::export;
pub(crate) use look::{history, list, search, show};
pub(crate) use propose::propose;
pub(crate) use verify::verify;

use crate::output::Output;
use crate::Ended;

/// The version under which statements are kept: another version may read a document otherwise.
const READER: &str = env!("CARGO_PKG_VERSION");

fn open(path: &Path, access: Access) -> Result<Library> {
    Ok(Library::open(path, access, Languages::built_in())?)
}

/// Who acts: as told, else as the system calls the person.
pub(crate) fn who(told: Option<&str>) -> String {
    let named = |variable| std::env::var(variable).ok().filter(|name| !name.trim().is_empty());
    told.map(str::to_owned)
        .or_else(|| named("USER"))
        .or_else(|| named("USERNAME"))
        .unwrap_or_else(|| "somebody".to_owned())
}

/// A path from the root, without `..` and links in its folder.
fn whole(path: &Path) -> PathBuf {
    // Where there is no such folder, nothing can be read there either, and the name is as good as any.
    let whole = absolute(path).unwrap_or_else(|_| path.to_owned());
    match (whole.parent().and_then(|folder| folder.canonicalize().ok()), whole.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => whole,
    }
}

/// The folder that a library lies in.
fn folder_of(library: &Path) -> PathBuf {
    whole(library).parent().map(Path::to_owned).unwrap_or_default()
}

/// The path under which a file is kept, `None` for standard input: from the library's folder on where it lies in it, so that
/// both can be moved together, else from the root, so that files of one name in two folders are two.
fn kept_path(path: &Path, folder: &Path) -> Option<String> {
    if path == Path::new("-") {
        return None;
    }
    let whole = whole(path);
    Some(whole.strip_prefix(folder).unwrap_or(&whole).to_string_lossy().into_owned())
}

fn say(line: &str) -> Result<Ended> {
    let mut output = Output::to(None)?;
    output.write_line(line)?;
    output.finish()?;
    Ok(Ended::Well)
}

/// Takes statements out of the collection, in one act.
pub(crate) fn remove(remove: &Name) -> Result<Ended> {
    let mut library = open(&remove.library, Access::Write)?;
    let ids = remove.statements.iter().map(|name| Ok(library.find(name)?.id)).collect::<Result<Vec<_>>>()?;
    let count = library.remove(&ids, &who(remove.by.as_deref()))?;
    say(&format!("{count} removed; `standpoint undo {}` takes that back", remove.library.display()))
}

/// Takes back the youngest act of a person.
pub(crate) fn undo(undo: &Undo) -> Result<Ended> {
    let mut library = open(&undo.library, Access::Write)?;
    match library.undo(&who(undo.by.as_deref()))? {
        Some(event) => say(&format!("undone: {} (event {})", event.kind.as_str(), event.number)),
        None => say("there is nothing to undo"),
    }
}

/// Writes a whole copy.
pub(crate) fn backup(backup: &Backup) -> Result<Ended> {
    open(&backup.library, Access::Read)?.backup(&backup.file)?;
    say(&format!("a copy is in {}", backup.file.display()))
}
