//! What the pages of `serve` and of `export --format site` have computed here.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::OnceLock;

use standpoint_compare::{coder, group_figures, Codebook, FigureGroup, GatheredFigures, WindowMemory};
use standpoint_languages::Languages;
use standpoint_library::{Found, Kept, Library, LibraryError, Proposal};
use standpoint_meaning::{parallel, Encoder, EncoderError};
use standpoint_reading::Reading;
use standpoint_reuse::find_reuse;
use standpoint_serve::{Asked, Contradiction, Contradictions, Program};
use standpoint_text::Statement;

use crate::proposals::Task;

/// So many statements that may contradict each other are held in memory at once, to tell copies apart.
const STATEMENTS_AT_ONCE: usize = 1000;
/// So many of those that speak of one thing: a page shows fewer.
const STATEMENTS_OF_ONE: usize = 24;

/// Of more passages less is kept than there is, and nothing is gained by beginning early.
const PASSAGES_PREPARED: usize = 75_000;

/// The encoder once it was needed, and what it made of the statements.
#[derive(Default)]
pub(crate) struct Workshop {
    encoder: OnceLock<Result<Encoder, EncoderError>>,
    windows: WindowMemory,
    /// Somebody waits for proposals, so that nothing is prepared.
    is_proposing: AtomicBool,
}

impl Workshop {
    fn encoder(&self) -> Result<&Encoder, String> {
        let encoder = self.encoder.get_or_init(Encoder::built_in).as_ref();
        encoder.map_err(|error| format!("the built-in encoder can't be used: {error}"))
    }
}

impl Program for Workshop {
    fn propose(
        &self,
        asked: &Asked<'_>,
        put: &mut dyn FnMut(Vec<Proposal>) -> Result<(), LibraryError>,
        tell: &mut dyn FnMut(usize),
    ) -> Result<(), String> {
        if asked.questions.is_empty() {
            return Ok(());
        }
        let &Asked { library, codebook, questions } = asked;
        let encoder = Some(self.encoder()?);
        self.is_proposing.store(true, Ordering::Relaxed);
        let task = Task { library, codebook, questions, encoder, memory: Some(&self.windows) };
        let proposed = task.propose(put, tell);
        self.is_proposing.store(false, Ordering::Relaxed);
        proposed.map_err(|error| error.to_string().trim_end_matches('.').to_owned())
    }

    fn prepare(&self, library: &Library) {
        let is_small = library.counts().is_ok_and(|counts| counts.passages <= PASSAGES_PREPARED);
        let Some(encoder) = self.encoder().ok().filter(|_| is_small) else { return };
        // By a codebook that asks nothing there is only what windows mean to be worked out.
        let codebook = &Codebook { title: String::new(), language: None, questions: Vec::new() };
        let task = Task { library, codebook, questions: &[], encoder: Some(encoder), memory: Some(&self.windows) };
        let goes_on = || {
            if self.is_proposing.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        // What can't be read is said where it is needed.
        let _ = task.positions(&mut |_, _, _, _| Ok(goes_on()));
    }

    fn coder(&self) -> Result<String, String> {
        self.encoder().map(|encoder| coder(Some(encoder)))
    }

    fn contradictions(
        &self,
        library: &Library,
        tell: &mut dyn FnMut(usize, usize),
    ) -> Result<Contradictions, LibraryError> {
        let languages = Languages::built_in();
        let ids = library.ids_with(Found::Figures)?;
        let mut gathered = GatheredFigures::new(languages);
        for (number, id) in ids.iter().enumerate() {
            let kept = library.statement(id)?;
            gathered.take(&kept.statement, &kept.findings);
            tell(number + 1, ids.len());
        }
        let chosen = Chosen::of(gathered.may_contradict(STATEMENTS_OF_ONE));
        drop(gathered);
        let mut kept = Vec::with_capacity(chosen.statements.len());
        for number in &chosen.statements {
            kept.push(library.statement(&ids[*number])?);
        }
        let cut = (chosen.statements.len() < chosen.all).then_some((chosen.all, chosen.statements.len()));
        Ok(Contradictions { list: contradictions(kept), cut })
    }
}

/// Statements that are held in memory to tell copies apart.
struct Chosen {
    statements: BTreeSet<usize>,
    /// How many there would be.
    all: usize,
}

impl Chosen {
    fn of(groups: Vec<Vec<usize>>) -> Self {
        let all = groups.iter().flatten().collect::<BTreeSet<_>>().len();
        let mut statements = BTreeSet::new();
        for group in groups {
            if statements.len() + group.len() > STATEMENTS_AT_ONCE {
                break;
            }
            statements.extend(group);
        }
        Self { statements, all }
    }
}

fn contradictions(kept: Vec<Kept>) -> Vec<Contradiction> {
    let languages = Languages::built_in();
    let statements: Vec<Statement> = kept.into_iter().map(|kept| kept.statement).collect();
    let readings: Vec<Reading> = parallel::in_parallel(statements.len(), parallel::cores(), |number| {
        Reading::of(&statements[number], languages)
    });
    // Without the encoder, which takes long: translations may then confirm each other, but contradict each other rarely.
    let same = find_reuse(&statements, None).same;
    let groups = group_figures(&statements, &readings, languages, &same);
    let contradicting = groups.into_iter().filter(|group| group.conflict);
    let figure = |(statement, number): (usize, usize)| {
        Some((statements.get(statement)?.id.clone(), readings.get(statement)?.findings.figures.get(number)?.clone()))
    };
    let found = |group: FigureGroup| Contradiction {
        what: group.what,
        members: group.members.into_iter().filter_map(figure).collect(),
    };
    contradicting.map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_statements_are_held_than_fit_and_it_is_known_how_many_there_would_be() {
        let few = Chosen::of(vec![vec![3, 1], vec![1, 2]]);
        assert_eq!((few.statements, few.all), (BTreeSet::from([1, 2, 3]), 3));
        let many = Chosen::of((0..100).map(|group| (group * 20..group * 20 + 20).collect()).collect());
        assert_eq!((many.statements.len(), many.all), (STATEMENTS_AT_ONCE, 2000));
    }
}
