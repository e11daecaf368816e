use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::arguments::{Bounds, EncoderChoice, ReadFormat, Weighing, Writing};

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The library; it is made where there is none
    pub library: PathBuf,
    /// Documents, archives of documents, folders; `-` is standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// By what passages can be found by their meaning: the built-in encoder, or none (words only)
    #[arg(long, value_enum, default_value_t = EncoderChoice::BuiltIn)]
    pub encoder: EncoderChoice,
    #[command(flatten)]
    pub bounds: Bounds,
    /// Who adds; the default is the name you are logged in under
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Show no progress
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Name {
    /// The library
    pub library: PathBuf,
    /// Statements, by path or by the first letters of their id
    #[arg(required = true)]
    pub statements: Vec<String>,
    /// Who does it; the default is the name you are logged in under
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// What to print; the default is a table on a terminal and JSON lines elsewhere
    #[arg(long, value_enum)]
    pub format: Option<ReadFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// The library
    pub library: PathBuf,
    /// What to print; the default is a table on a terminal and JSON lines elsewhere
    #[arg(long, value_enum)]
    pub format: Option<ReadFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    /// The library
    pub library: PathBuf,
    /// How many acts, the youngest first
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
    pub most: usize,
    /// What to print; the default is a table on a terminal and JSON lines elsewhere
    #[arg(long, value_enum)]
    pub format: Option<ReadFormat>,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// The library
    pub library: PathBuf,
    /// What to find, such as `"toll on the bridge" OR ferr* issuer:league`; docs/search.md explains all of it
    #[arg(required = true)]
    pub query: Vec<String>,
    /// By what to find
    #[arg(long, value_enum, default_value_t = SearchBy::Both)]
    pub by: SearchBy,
    /// How many passages at most
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub most: usize,
    /// Show each word in its context, a line each (KWIC), sorted
    #[arg(long, value_enum, value_name = "ORDER")]
    pub kwic: Option<KwicOrder>,
    /// What to print; the default is a table on a terminal and JSON lines elsewhere
    #[arg(long, value_enum)]
    pub format: Option<ReadFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchBy {
    /// The words of the query
    Words,
    /// What the query means, in any of the encoder's languages
    Meaning,
    /// Both
    Both,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KwicOrder {
    /// The most telling first
    Found,
    /// By the words to the left
    Left,
    /// By the words to the right
    Right,
}

#[derive(Debug, Args)]
pub(crate) struct Propose {
    /// The library
    pub library: PathBuf,
    /// The questions (TOML)
    pub codebook: PathBuf,
    /// By what to tell likeness of meaning: the built-in encoder, or none (words only)
    #[arg(long, value_enum, default_value_t = EncoderChoice::BuiltIn)]
    pub encoder: EncoderChoice,
    /// Who brings the codebook; the default is the name you are logged in under
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Show no progress
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The library
    pub library: PathBuf,
    /// The questions to compare by (TOML); without it the program proposes some
    #[arg(long, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    pub format: ExportFormat,
    #[command(flatten)]
    pub weighing: Weighing,
    #[command(flatten)]
    pub writing: Writing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// For people, on a terminal
    Table,
    /// For programs
    Json,
    /// One file for people, to mail, print or publish
    Html,
    /// One row for each piece of evidence
    Csv,
    /// All pages of `serve` as files, into a new folder (--output): with what was decided, by the codebooks of the library
    Site,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A library, or a report that `compare` or `export` wrote as JSON
    pub file: PathBuf,
    /// For a report: the documents it was made from
    pub sources: Vec<PathBuf>,
    #[command(flatten)]
    pub bounds: Bounds,
    /// Show no progress
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The library
    pub library: PathBuf,
    /// Where to write the copy; nothing is overwritten
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The library
    pub library: PathBuf,
    /// Whose act; the default is the name you are logged in under
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}
