//! What the pages of `serve` and of `export --format site` have computed here.

use std::sync::OnceLock;

use standpoint_compare::{compare, group_figures, Codebook, Comparison, CountCopies};
use standpoint_languages::Languages;
use standpoint_meaning::{parallel, Encoder, EncoderError};
use standpoint_reading::Reading;
use standpoint_reuse::find_reuse;
use standpoint_serve::{Contradiction, Program};
use standpoint_text::Statement;

/// The encoder once it was needed.
#[derive(Default)]
pub(crate) struct Workshop {
    encoder: OnceLock<Result<Encoder, EncoderError>>,
}

impl Program for Workshop {
    fn propose(
        &self,
        codebook: Codebook,
        statements: Vec<Statement>,
        tell: &mut dyn FnMut(usize),
    ) -> Result<Comparison, String> {
        let encoder = self.encoder.get_or_init(Encoder::built_in).as_ref();
        let encoder = encoder.map_err(|error| format!("the built-in encoder can't be used: {error}"))?;
        let languages = Languages::built_in();
        Ok(compare(Some(codebook), statements, languages, Some(encoder), CountCopies::Once, |done| tell(done + 1)))
    }

    fn contradictions(&self, statements: &[Statement]) -> Vec<Contradiction> {
        let languages = Languages::built_in();
        let readings: Vec<Reading> = parallel::in_parallel(statements.len(), parallel::cores(), |number| {
            Reading::of(&statements[number], languages)
        });
        // Without the encoder, which takes long: translations may then confirm each other, but contradict each other rarely.
        let same = find_reuse(statements, None).same;
        let groups = group_figures(statements, &readings, languages, &same);
        let contradicting = groups.into_iter().filter(|group| group.conflict);
        let figure = |(statement, number): (usize, usize)| {
            Some((
                statements.get(statement)?.id.clone(),
                readings.get(statement)?.findings.figures.get(number)?.clone(),
            ))
        };
        let found = |group: standpoint_compare::FigureGroup| Contradiction {
            what: group.what,
            members: group.members.into_iter().filter_map(figure).collect(),
        };
        contradicting.map(found).collect()
    }
}
