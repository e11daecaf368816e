//! The pages, one in each file, and the acts that forms ask for.

mod act;
mod cell;
mod codebook;
mod contradictions;
mod correcting;
mod export;
mod findings;
mod help;
mod history;
mod issuers;
mod login;
mod marked;
mod matrix;
mod memos;
mod overview;
mod parts;
mod question;
mod review;
mod revision;
mod search;
mod source;
mod sources;
mod statement;
mod text;
mod time_plot;
mod timeline;
mod turns;

use crate::failure::Failure;
use crate::visit::{Answer, Visit};

pub(crate) use login::page as login;
pub(crate) use parts::name_of;

/// Makes a page, or does an act.
pub(crate) type PageOf = fn(&mut Visit<'_>) -> Result<Answer, Failure>;

/// What can be looked at, by address.
pub(crate) const READ: &[(&str, PageOf)] = &[
    ("/", overview::page),
    ("/matrix", matrix::page),
    ("/cell", cell::page),
    ("/statement/{digits}", statement::page),
    ("/review", review::page),
    ("/search", search::page),
    ("/sources", sources::page),
    ("/source/{digits}", source::page),
    ("/figures", findings::figures),
    ("/demands", findings::demands),
    ("/quotations", findings::quotations),
    ("/names", findings::names),
    ("/timeline", timeline::page),
    ("/codebook", codebook::page),
    ("/codebook/question", question::page),
    ("/codebook/changes", revision::page),
    ("/history", history::page),
    ("/export", export::page),
    ("/help", help::page),
];

/// What can be done, by address.
pub(crate) const ACTS: &[(&str, PageOf)] = &[
    ("/decide", act::decide),
    ("/undo", act::undo),
    ("/take-back", act::take_back),
    ("/correct", correcting::correct),
    ("/note", memos::note),
    ("/codebook/save", question::save),
    ("/codebook/remove", question::remove),
    ("/codebook/use", revision::use_again),
    ("/codebook/propose", revision::propose),
    ("/export/site", export::site),
];
