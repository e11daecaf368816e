//! The pages, one in each file, and the acts that forms ask for.

mod act;
mod cell;
mod codebook;
mod export;
mod findings;
mod help;
mod history;
mod marked;
mod matrix;
mod overview;
mod parts;
mod review;
mod search;
mod sources;
mod statement;
mod text;
mod timeline;

use crate::failure::Failure;
use crate::visit::{Answer, Visit};

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
    ("/figures", findings::figures),
    ("/demands", findings::demands),
    ("/quotations", findings::quotations),
    ("/names", findings::names),
    ("/timeline", timeline::page),
    ("/codebook", codebook::page),
    ("/history", history::page),
    ("/export", export::page),
    ("/help", help::page),
];

/// What can be done, by address.
pub(crate) const ACTS: &[(&str, PageOf)] = &[("/decide", act::decide), ("/undo", act::undo)];
