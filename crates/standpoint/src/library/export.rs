//! `standpoint export`

use anyhow::{bail, Result};
use standpoint_library::Access;
use standpoint_text::Statement;

use super::arguments::Export;
use super::open;
use crate::compare::{count_copies, encoder, show_comparison};
use crate::{codebook, Ended};

/// The whole collection, compared.
pub(crate) fn export(export: &Export) -> Result<Ended> {
    let codebook = export.codebook.as_deref().map(codebook::load).transpose()?;
    let library = open(&export.library, Access::Read)?;
    let mut ids = Vec::new();
    library.list(|entry| {
        ids.push(entry.id);
        true
    })?;
    if ids.is_empty() {
        bail!("{} is empty; `standpoint add` puts statements in", export.library.display());
    }
    let statements = ids.iter().map(|id| Ok(library.statement(id)?.statement)).collect::<Result<Vec<Statement>>>()?;
    let (encoder, count_copies) = (encoder(export.encoder)?, count_copies(export.count_copies));
    show_comparison(codebook, statements, encoder.as_ref(), count_copies, export.format, &export.writing)?;
    Ok(Ended::Well)
}
