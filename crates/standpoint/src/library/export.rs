//! `standpoint export`

use anyhow::{bail, Result};
use standpoint_library::Access;

use super::arguments::Export;
use super::open;
use super::propose::statements;
use crate::compare::{count_copies, encoder, show_comparison};
use crate::{codebook, Ended};

/// The whole collection, compared.
pub(crate) fn export(export: &Export) -> Result<Ended> {
    let codebook = export.codebook.as_deref().map(codebook::load).transpose()?;
    let library = open(&export.library, Access::Read)?;
    let statements = statements(&library)?;
    if statements.is_empty() {
        bail!("{} is empty; `standpoint add` puts statements in", export.library.display());
    }
    let (encoder, count_copies) = (encoder(export.weighing.encoder)?, count_copies(export.weighing.count_copies));
    show_comparison(codebook, statements, encoder.as_ref(), count_copies, export.format, &export.writing)?;
    Ok(Ended::Well)
}
