//! From paths to statements, one after the other.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use standpoint_ingest::{find_files, read_statement, IngestError, Limits};
use standpoint_languages::Languages;
use standpoint_text::Statement;

/// The files behind some paths: folders opened up, `-` kept.
pub(crate) fn find(paths: &[PathBuf]) -> Vec<PathBuf> {
    find_files(paths)
}

/// Reads one file, or standard input where the path is `-`.
pub(crate) fn read_one(path: &Path, languages: &Languages) -> Result<Statement, IngestError> {
    let limits = Limits::default();
    let name = path.to_string_lossy();
    let bytes = read_bytes(path, limits.file_bytes).map_err(|error| IngestError::unreadable(&name, &error))?;
    read_statement(&name, &bytes, languages, &limits)
}

/// At most one byte more than the limit: enough to know that it is too large.
fn read_bytes(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
