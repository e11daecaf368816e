//! `standpoint propose`

use anyhow::{bail, Context, Result};
use standpoint_library::Access;

use super::arguments::Propose;
use super::{open, say, who};
use crate::compare::encoder;
use crate::progress::Progress;
use crate::proposals::Task;
use crate::{codebook, Ended};

/// Puts a codebook into a library, and the program's proposals for all statements there.
pub(crate) fn propose(propose: &Propose) -> Result<Ended> {
    let codebook = codebook::load(&propose.codebook)?;
    let toml = std::fs::read_to_string(&propose.codebook)
        .with_context(|| format!("{} can't be read", propose.codebook.display()))?;
    let mut library = open(&propose.library, Access::Write)?;
    let reading = open(&propose.library, Access::Read)?;
    let statements = reading.counts()?.statements;
    if statements == 0 {
        bail!("{} is empty; `standpoint add` puts statements in", propose.library.display());
    }
    let encoder = encoder(propose.encoder)?;
    let entry = library.put_codebook(&codebook, &toml, &who(propose.by.as_deref()))?;
    let mut progress = Progress::new(propose.quiet, statements);
    let (questions, mut count): (Vec<usize>, _) = ((0..codebook.questions.len()).collect(), 0);
    let task =
        Task { library: &reading, codebook: &codebook, questions: &questions, encoder: encoder.as_ref(), memory: None };
    let mut put = |proposals: Vec<_>| {
        count += proposals.len();
        library.put_proposals(&entry, &proposals)
    };
    task.propose(&mut put, &mut |done| progress.tell("comparing", done))?;
    progress.clear();
    let waiting = library.waiting_count(&entry)?;
    say(&format!(
        "{count} positions proposed, {waiting} of them take a question up and wait for a decision; `standpoint serve {}` shows them",
        propose.library.display()
    ))
}
