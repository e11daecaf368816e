//! A library for trying out, with a statement in two languages.
#![allow(dead_code)]

use std::path::PathBuf;

use standpoint_compare::{Comparison, Position};
use standpoint_ingest::{read_statement, Limits};
use standpoint_languages::Languages;
use standpoint_library::{Access, Added, Addition, Library, Proposal};
use standpoint_reading::Reading;
use standpoint_text::{Statement, StatementId};

pub const TOLL: &str = "# No toll on the old bridge!\n\nStatement of the Harbour League on the bridge\n\n5 March 2021\n\n\
    The council wants to take a toll from everyone who crosses the old bridge. We say no. Over 1,200 people cross it every \
    day. \"The bridge is ours\", said Ivan Kalushin.\n";
pub const TOL: &str = "# Geen tol op de oude brug!\n\nVerklaring van de Havenbond\n\n6 maart 2021\n\n\
    De raad wil tol heffen van iedereen die over de oude brug gaat. Wij zeggen nee, zei ook Ivan Kaloesjin.\n";
pub const CODEBOOK: &str = "title = \"The bridge\"\n[[question]]\nid = \"Q1\"\nlabel = \"Toll\"\n\
    assertion = \"There should be a toll on the old bridge.\"\n";

pub struct Desk {
    _folder: tempfile::TempDir,
    pub path: PathBuf,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.standpoint");
        Self { _folder: folder, path }
    }

    pub fn open(&self) -> Library {
        Library::open(&self.path, Access::Create, Languages::built_in()).unwrap()
    }
}

pub fn read(path: &str, file: &str) -> Statement {
    read_statement(path, file.as_bytes(), Languages::built_in(), &Limits::default()).unwrap()
}

pub fn add_by(library: &mut Library, path: &str, file: &str, reader: &str) -> (Added, StatementId) {
    let statement = read(path, file);
    let findings = Reading::of(&statement, Languages::built_in()).findings;
    let addition =
        Addition { bytes: file.as_bytes(), statement: &statement, findings: &findings, meaning: None, reader };
    (library.add(&[addition], "ann").unwrap().remove(0), statement.id)
}

pub fn add(library: &mut Library, path: &str, file: &str) -> (Added, StatementId) {
    add_by(library, path, file, "1")
}

pub fn paths(library: &Library) -> Vec<String> {
    let mut paths = Vec::new();
    library
        .list(|entry| {
            paths.push(entry.path);
            true
        })
        .unwrap();
    paths
}

pub fn found(library: &Library, typed: &str) -> Vec<String> {
    let hits = library.search(&library.query(typed).unwrap(), 20).unwrap();
    hits.list.iter().map(|hit| hit.marks.iter().map(|m| m.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

/// What a comparison says of each cell, as proposals.
pub fn proposals(compared: &Comparison) -> Vec<Proposal> {
    let proposal = |position: &Position| {
        let question = &compared.codebook.questions[position.question].id;
        Proposal::of(position, question, &compared.statements[position.statement].id, &compared.by)
    };
    compared.positions.iter().map(proposal).collect()
}
