//! What was read, understood: what its passages mean, what is found in it, how its words are looked for. This is most of the work,
//! and is done on all cores.

use std::sync::mpsc::{Receiver, SyncSender};

use standpoint_languages::Languages;
use standpoint_library::{Addition, LibraryError, Prepared, Preparing};
use standpoint_meaning::{parallel, Encoder, Vector};
use standpoint_reading::Reading;

use super::add::{Message, News};
use super::incoming::Document;

/// A document that only has to be written.
pub(super) struct Ready {
    pub path: String,
    pub passages: usize,
    pub prepared: Prepared,
}

/// The step between reading and writing.
pub(super) struct Understanding<'a> {
    encoder: Option<&'a Encoder>,
    preparing: Preparing,
}

impl<'a> Understanding<'a> {
    pub(super) fn new(encoder: Option<&'a Encoder>, preparing: Preparing) -> Self {
        Self { encoder, preparing }
    }

    /// Hands on, understood, what comes in, until nothing comes or nobody wants more.
    pub(super) fn understand(&self, from: &Receiver<Message<Document>>, to: &SyncSender<Message<Ready>>) {
        for Message { counts, known, news } in from {
            let news = match news {
                News::Documents(documents) => self.documents(documents),
                News::Unreadable(error) => News::Unreadable(error),
                News::Failed(error) => News::Failed(error),
            };
            if to.send(Message { counts, known, news }).is_err() {
                return;
            }
        }
    }

    fn documents(&self, documents: Vec<Document>) -> News<Ready> {
        let passages: Vec<&str> =
            documents.iter().flat_map(|d| d.statement.passages.iter().map(|passage| passage.span.as_str())).collect();
        let vectors = self.encoder.map(|encoder| encoder.encode_all(&passages));
        let mut starts = vec![0];
        for document in &documents {
            starts.push(starts[starts.len() - 1] + document.statement.passages.len());
        }
        let ready = parallel::in_parallel(documents.len(), parallel::cores(), |number| {
            let vectors = vectors.as_ref().map(|vectors| &vectors[starts[number]..starts[number + 1]]);
            self.document(&documents[number], vectors)
        });
        match ready.into_iter().collect() {
            Ok(ready) => News::Documents(ready),
            Err(error) => News::Failed(error),
        }
    }

    fn document(&self, document: &Document, vectors: Option<&[Vector]>) -> Result<Ready, LibraryError> {
        let Document { bytes, statement, version } = document;
        let findings = Reading::of(statement, Languages::built_in()).findings;
        let meaning = self.encoder.map(Encoder::name).zip(vectors);
        let addition = Addition { bytes, statement, findings: &findings, meaning, reader: version };
        let prepared = self.preparing.prepare(&addition)?;
        Ok(Ready { path: statement.path.clone(), passages: statement.passages.len(), prepared })
    }
}
