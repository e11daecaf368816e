//! `standpoint propose`

use anyhow::{bail, Context, Result};
use standpoint_compare::{compare, CountCopies};
use standpoint_languages::Languages;
use standpoint_library::{Access, Library};
use standpoint_text::Statement;

use super::arguments::Propose;
use super::{open, say, who};
use crate::compare::encoder;
use crate::progress::Progress;
use crate::{codebook, Ended};

/// Puts a codebook into a library, and the program's proposals for all statements there.
pub(crate) fn propose(propose: &Propose) -> Result<Ended> {
    let codebook = codebook::load(&propose.codebook)?;
    let toml = std::fs::read_to_string(&propose.codebook)
        .with_context(|| format!("{} can't be read", propose.codebook.display()))?;
    let mut library = open(&propose.library, Access::Write)?;
    let statements = statements(&library)?;
    if statements.is_empty() {
        bail!("{} is empty; `standpoint add` puts statements in", propose.library.display());
    }
    let encoder = encoder(propose.encoder)?;
    let mut progress = Progress::new(propose.quiet, statements.len());
    let tell = |done| progress.tell("comparing", done + 1);
    let comparison =
        compare(Some(codebook.clone()), statements, Languages::built_in(), encoder.as_ref(), CountCopies::Once, tell);
    progress.clear();
    let entry = library.put_codebook(&codebook, &toml, &who(propose.by.as_deref()))?;
    library.propose(&entry, &comparison)?;
    let waiting = library.waiting_count(&entry)?;
    say(&format!(
        "{} positions proposed, {waiting} of them take a question up and wait for a decision; `standpoint serve {}` shows them",
        comparison.positions.len(),
        propose.library.display()
    ))
}

/// All statements of a library, by path.
pub(super) fn statements(library: &Library) -> Result<Vec<Statement>> {
    let mut ids = Vec::new();
    library.list(|entry| {
        ids.push(entry.id);
        true
    })?;
    ids.iter().map(|id| Ok(library.statement(id)?.statement)).collect()
}
