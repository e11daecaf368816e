use std::path::PathBuf;

use clap::{value_parser, Args, Parser, Subcommand, ValueEnum};
use standpoint_ingest::Limits;

use crate::library;

/// Lays out, side by side, what each organisation says on each question, in its own words.
///
/// Everything runs on this machine; nothing leaves it.
#[derive(Debug, Parser)]
#[command(name = "standpoint", version, about, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read statements: their wording, passages, sender, date, language and all that is found in them
    Read(Read),
    /// Who says it, where it was published and when: what is known of each statement, and where each value comes from
    Sources(Read),
    /// What statements claim in numbers, and where these contradict each other
    Figures(Read),
    /// The calendar dates in statements
    Dates(Read),
    /// Whom statements quote, and with what words
    Quotations(Read),
    /// What the authors of statements call for
    Demands(Read),
    /// The people, organisations and places that statements name
    Names(Read),
    /// The dates of all statements in the order of time
    Timeline(Read),
    /// The same statement twice: copies, cut and corrected versions, shared passages and translations
    Reuse(Reuse),
    /// Compare statements: who says what on each question, with the sentences it rests on
    Compare(Compare),
    /// Take statements into a library, a file that keeps a collection; only what is new or changed comes in
    Add(library::Add),
    /// Take statements out of a library; `undo` takes that back
    Remove(library::Name),
    /// What is in a library
    List(library::List),
    /// Statements of a library, with all that was found in them
    Show(library::Name),
    /// Find passages in a library by their words, their meaning, or both
    Search(library::Search),
    /// Propose a position of each statement of a library on each question of a codebook, for people to decide on
    Propose(library::Propose),
    /// Compare all statements of a library, or write all its pages as files
    Export(library::Export),
    /// What was done in a library, by whom, when
    History(library::History),
    /// Take back your youngest act in a library
    Undo(library::Undo),
    /// Check a library, or a report that `compare` wrote, against the documents
    Verify(library::Verify),
    /// Write a whole copy of a library, also while it is in use
    Backup(library::Backup),
    /// Pages in the browser over a library: look around, search, decide, correct
    Serve(crate::serve::Serve),
    /// Propose or check a codebook
    Codebook {
        #[command(subcommand)]
        command: CodebookCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum CodebookCommand {
    /// Propose a codebook from what the statements demand and repeat
    Propose(Propose),
    /// Say whether a codebook can be used, and if not, what is wrong in which line
    Check {
        /// The codebook (TOML)
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Documents, archives of documents, folders; `-` is standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// What to print; the default is a table on a terminal and JSON lines elsewhere
    #[arg(long, value_enum)]
    pub format: Option<ReadFormat>,
    #[command(flatten)]
    pub bounds: Bounds,
    #[command(flatten)]
    pub writing: Writing,
}

#[derive(Debug, Args)]
pub(crate) struct Reuse {
    #[command(flatten)]
    pub read: Read,
    /// By what to find translations: the built-in encoder, or none (copies only)
    #[arg(long, value_enum, default_value_t = EncoderChoice::BuiltIn)]
    pub encoder: EncoderChoice,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// Documents, archives of documents, folders; `-` is standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The questions to compare by (TOML); without it the program proposes some
    #[arg(long, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t = CompareFormat::Table)]
    pub format: CompareFormat,
    #[command(flatten)]
    pub weighing: Weighing,
    #[command(flatten)]
    pub bounds: Bounds,
    #[command(flatten)]
    pub writing: Writing,
}

#[derive(Debug, Args)]
pub(crate) struct Propose {
    /// Documents, archives of documents, folders; `-` is standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub weighing: Weighing,
    #[command(flatten)]
    pub bounds: Bounds,
    #[command(flatten)]
    pub writing: Writing,
}

/// What is taken for alike, and what counts.
#[derive(Debug, Args)]
pub(crate) struct Weighing {
    /// By what to tell likeness of meaning: the built-in encoder, or none (words only)
    #[arg(long, value_enum, default_value_t = EncoderChoice::BuiltIn)]
    pub encoder: EncoderChoice,
    /// Count copies and translations of one statement each for itself, not once
    #[arg(long)]
    pub count_copies: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Bounds {
    /// The largest document that is read, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = value_parser!(u64).range(1..=2048))]
    pub max_file_mib: u64,
    /// The most that is unpacked of one archive, in MiB; sixteen times its size where that is more
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = value_parser!(u64).range(1..=1 << 24))]
    pub max_unpacked_mib: u64,
    /// The most files, pages or messages that are looked at in one archive
    #[arg(long, value_name = "COUNT", default_value_t = 100_000)]
    pub max_members: usize,
}

impl Bounds {
    /// As limits of reading.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            file_bytes: self.max_file_mib << 20,
            container_bytes: self.max_unpacked_mib << 20,
            members: self.max_members,
            ..Limits::default()
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Writing {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Show no progress
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// One JSON object a line: a statement, or one finding
    Jsonl,
    /// For people
    Table,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For people, on a terminal
    Table,
    /// For programs
    Json,
    /// One file for people, to mail, print or publish
    Html,
    /// One row for each piece of evidence
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EncoderChoice {
    /// The multilingual encoder inside the program
    BuiltIn,
    /// None: words only
    None,
}
