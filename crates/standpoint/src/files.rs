//! From paths to statements, one after the other.

use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use standpoint_ingest::{find_files, read_statements, IngestError, Input, Limits};
use standpoint_languages::Languages;
use standpoint_text::Statement;

/// The files behind some paths: folders opened up, `-` kept.
pub(crate) fn find(paths: &[PathBuf]) -> Vec<PathBuf> {
    find_files(paths)
}

/// Reads the statements in one file, which may be an archive of many, or in standard input where the path is `-`; `take`
/// says whether to go on.
pub(crate) fn read_each(
    path: &Path,
    languages: &Languages,
    limits: &Limits,
    take: &mut dyn FnMut(Result<Statement, IngestError>) -> ControlFlow<()>,
) {
    let name = path.to_string_lossy();
    if path == Path::new("-") {
        read_statements(&name, Input::Stream(&mut io::stdin().lock()), languages, limits, take);
        return;
    }
    match File::open(path) {
        Ok(mut file) => {
            read_statements(&name, Input::File(&mut file), languages, limits, take);
        }
        Err(error) => {
            let _ = take(Err(IngestError::unreadable(&name, &error)));
        }
    }
}
