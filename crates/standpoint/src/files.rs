//! From paths to statements, one after the other, each with what a person corrected in it.

use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use standpoint_ingest::{read_documents, search, IngestError, Input, Limits, Reader, Sidecar, Sidecars};
use standpoint_languages::Languages;
use standpoint_text::{Statement, StatementId};

/// What is done with each statement, or with what is wrong; it says whether to go on.
pub(crate) type Take<'t> = dyn FnMut(Result<Statement, IngestError>) -> ControlFlow<()> + 't;

/// The files to read.
pub(crate) struct Files {
    /// In the order in which they are read.
    pub paths: Vec<PathBuf>,
    /// The folders among what was named, and those in them.
    folders: Vec<PathBuf>,
    sidecars: Sidecars,
}

impl Files {
    /// The files behind some paths: folders opened up, `-` kept, sidecars and the codebook of the run left out.
    pub(crate) fn find(named: &[PathBuf], codebook: Option<&Path>) -> Self {
        let found = search(named);
        let mut sidecars = Sidecars::new(codebook);
        let paths = found.files.into_iter().filter(|path| !sidecars.is_none_to_read(path)).collect();
        Self { paths, folders: found.folders, sidecars }
    }

    /// Gives what is wrong with sidecars that belong to no document.
    pub(crate) fn stray_sidecars(&mut self, take: &mut Take<'_>) -> ControlFlow<()> {
        for folder in &self.folders {
            self.sidecars.stray(folder).into_iter().try_for_each(|error| take(Err(error)))?;
        }
        ControlFlow::Continue(())
    }

    /// The sidecar that a file would have, and whether there is one.
    pub(crate) fn sidecar_of(&mut self, path: &Path) -> Option<PathBuf> {
        self.sidecars.of(path)
    }

    /// Reads the statements in one file, which may be an archive of many, or in standard input where the path is `-`, and
    /// corrects them.
    pub(crate) fn read_each(
        &mut self,
        path: &Path,
        languages: &Languages,
        limits: &Limits,
        take: &mut Take<'_>,
    ) -> ControlFlow<()> {
        self.read_documents(path, languages, limits, &mut Taking(take))
    }

    /// The same for a reader that wants the documents' bytes too, or that need not read what it knows.
    pub(crate) fn read_documents(
        &mut self,
        path: &Path,
        languages: &Languages,
        limits: &Limits,
        reader: &mut dyn Reader,
    ) -> ControlFlow<()> {
        let name = path.to_string_lossy();
        let sidecar = match self.sidecar_of(path).map(|file| Sidecar::read(&file)) {
            None => None,
            Some(Ok(sidecar)) => Some(sidecar),
            // The document is read all the same, as it stands.
            Some(Err(error)) => {
                reader.take(Err(error), &[])?;
                None
            }
        };
        let mut correcting = Correcting { file: &name, sidecar, reader, flow: ControlFlow::Continue(()) };
        read_file(path, languages, limits, &mut correcting);
        correcting.flow?;
        let left_over = correcting.sidecar.map(|sidecar| sidecar.left_over(&name)).unwrap_or_default();
        left_over.into_iter().try_for_each(|error| correcting.reader.take(Err(error), &[]))
    }
}

struct Taking<'a, 't>(&'a mut Take<'t>);

impl Reader for Taking<'_, '_> {
    fn take(&mut self, read: Result<Statement, IngestError>, _bytes: &[u8]) -> ControlFlow<()> {
        (self.0)(read)
    }
}

/// Corrects what is read on its way to a reader.
struct Correcting<'a> {
    file: &'a str,
    sidecar: Option<Sidecar>,
    reader: &'a mut dyn Reader,
    /// Whether the reader wants more.
    flow: ControlFlow<()>,
}

impl Reader for Correcting<'_> {
    fn wants(&mut self, path: &str, id: &StatementId) -> bool {
        let wanted = self.reader.wants(path, id);
        if let Some(sidecar) = self.sidecar.as_mut().filter(|_| !wanted) {
            sidecar.pass(self.file, path);
        }
        wanted
    }

    fn take(&mut self, mut read: Result<Statement, IngestError>, bytes: &[u8]) -> ControlFlow<()> {
        match (&mut self.sidecar, &mut read) {
            (Some(sidecar), Ok(statement)) => sidecar.correct(self.file, statement),
            (Some(sidecar), Err(error)) => sidecar.pass(self.file, error.path()),
            (None, _) => {}
        }
        self.flow = self.reader.take(read, bytes);
        self.flow
    }
}

fn read_file(path: &Path, languages: &Languages, limits: &Limits, reader: &mut dyn Reader) {
    let name = path.to_string_lossy();
    if path == Path::new("-") {
        read_documents(&name, Input::Stream(&mut io::stdin().lock()), languages, limits, reader);
        return;
    }
    match File::open(path) {
        Ok(mut file) => {
            read_documents(&name, Input::File(&mut file), languages, limits, reader);
        }
        Err(error) => {
            let _ = reader.take(Err(IngestError::unreadable(&name, &error)), &[]);
        }
    }
}
