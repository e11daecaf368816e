//! `standpoint`: arguments in, exit status out. What it does is done by the other crates.

mod arguments;
mod codebook;
mod compare;
mod each;
mod files;
mod findings;
mod interrupt;
mod library;
mod output;
mod pages;
mod progress;
mod proposals;
mod read;
mod reuse;
mod serve;
mod sources;

use std::process::ExitCode;

use clap::Parser;
use standpoint_report::FindingKind;

use arguments::{Arguments, CodebookCommand, Command};

/// How a run ended, as its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Everything was read.
    Well,
    /// Some file could not be read; the others were.
    WithUnreadableFiles,
    /// A person ended it.
    Interrupted,
}

/// The arguments or the codebook are wrong.
const WRONG_USAGE: u8 = 2;
/// Something could not be read or written.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    // Clap prints usage errors itself and leaves with status 2.
    let arguments = Arguments::parse();
    let ended = match arguments.command {
        Command::Read(read) => read::run(&read),
        Command::Sources(read) => sources::run(&read),
        Command::Figures(read) => findings::figures(&read),
        Command::Dates(read) => findings::run(FindingKind::Dates, &read),
        Command::Quotations(read) => findings::run(FindingKind::Quotations, &read),
        Command::Demands(read) => findings::run(FindingKind::Demands, &read),
        Command::Names(read) => findings::run(FindingKind::Names, &read),
        Command::Timeline(read) => findings::timeline(&read),
        Command::Reuse(arguments) => reuse::run(&arguments),
        Command::Compare(compare) => compare::run(compare),
        Command::Add(add) => library::add(&add),
        Command::Remove(name) => library::remove(&name),
        Command::List(list) => library::list(&list),
        Command::Show(name) => library::show(&name),
        Command::Search(search) => library::search(&search),
        Command::Propose(propose) => library::propose(&propose),
        Command::Export(export) => library::export(&export),
        Command::History(history) => library::history(&history),
        Command::Undo(undo) => library::undo(&undo),
        Command::Verify(verify) => library::verify(&verify),
        Command::Backup(backup) => library::backup(&backup),
        Command::Serve(serve) => serve::run(&serve),
        Command::Codebook { command: CodebookCommand::Propose(propose) } => codebook::propose(&propose),
        Command::Codebook { command: CodebookCommand::Check { file } } => codebook::check(&file),
    };
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::WithUnreadableFiles) => ExitCode::from(FAILED),
        Ok(Ended::Interrupted) => ExitCode::from(interrupt::STATUS),
        // Whoever reads the output has had enough of it.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("{error:#}"));
            ExitCode::from(if error.is::<codebook::CodebookUnusable>() { WRONG_USAGE } else { FAILED })
        }
    }
}
