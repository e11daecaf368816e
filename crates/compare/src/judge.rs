//! From what was measured to what is said: whether a statement takes a question up, on which side, and how surely.
//!
//! Three small logistic models, fitted on coded statements by `tools/fit` (the coded statements themselves are not part
//! of the repository): how likely a passage is to be one that a coder would cite, how likely the statement takes the
//! question up at all given its best passages, and which side it takes if so. Where the evidence is thin the answer is
//! silence; where it is there but its signals disagree, the question is left to a person.

use std::sync::OnceLock;

use serde::Deserialize;
use standpoint_reading::Reading;
use standpoint_text::Statement;

use crate::features::{Features, DIRECTION_NAMES, FEATURE_NAMES};
use crate::{Evidence, Stance};

/// Passages shown as evidence at most.
const MOST_EVIDENCE: usize = 4;
/// Passages shown beside a silence at most.
const MOST_NEAREST: usize = 2;
/// A further passage is shown as evidence where it is at least so likely to be one, beside the best.
const FURTHER_EVIDENCE: f64 = 0.45;

/// A stance less likely to be right than this is left to a person.
const UNSURE: f64 = 0.45;

/// The fitted weights, one set with an encoder and one without.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightsFile {
    with_encoder: Weights,
    words_only: Weights,
}

/// The weights of the three models.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    passage_bias: f64,
    /// One for each feature, in the order of [`FEATURE_NAMES`].
    passage: Vec<f64>,
    cell_bias: f64,
    /// For the best passage's log-odds, the second best's, and how often the topic is named in the statement.
    cell: [f64; 3],
    side_bias: f64,
    /// One for each of [`DIRECTION_NAMES`].
    side: [f64; DIRECTION_NAMES.len()],
    /// Below this likelihood of being taken up at all a statement counts as silent.
    silent_below: f64,
    /// Below this likelihood of the side being right the stance is left to a person.
    unclear_below: f64,
}

impl Weights {
    /// The weights built into the program.
    pub(crate) fn built_in(with_encoder: bool) -> &'static Self {
        static FILE: OnceLock<WeightsFile> = OnceLock::new();
        let file = FILE.get_or_init(|| match toml::from_str(include_str!("../data/weights.toml")) {
            Ok(file) => file,
            // A test loads it, so no program with this error is ever built.
            Err(error) => unreachable!("data/weights.toml: {error}"),
        });
        if with_encoder {
            &file.with_encoder
        } else {
            &file.words_only
        }
    }

    /// The log-odds that a coder would cite the passage for the question.
    fn passage(&self, features: &Features) -> f64 {
        let products = self.passage.iter().zip(features.values).map(|(weight, value)| weight * value);
        self.passage_bias + products.sum::<f64>()
    }
}

/// One cell, judged.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    pub stance: Stance,
    pub confidence: f64,
    pub evidence: Vec<Evidence>,
    pub nearest: Vec<Evidence>,
}

/// Judges one question for one statement, from the features of each of its passages.
pub(crate) fn judge(weights: &Weights, features: &[Features], statement: &Statement, reading: &Reading) -> Judgement {
    let mut ranked: Vec<(usize, f64)> = features
        .iter()
        .enumerate()
        .filter(|&(p, _)| !reading.passages[p].words.is_empty())
        .map(|(p, f)| (p, weights.passage(f)))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let Some(&(_, best)) = ranked.first() else {
        return Judgement { stance: Stance::Silent, confidence: 1.0, evidence: Vec::new(), nearest: Vec::new() };
    };
    let second = ranked.get(1).map_or(best - 3.0, |r| r.1);
    let named = ranked.iter().filter(|(p, _)| features[*p].values[KEY] >= 1.0).count() as f64;
    let cell =
        weights.cell_bias + weights.cell[0] * best + weights.cell[1] * second + weights.cell[2] * (1.0 + named).ln();
    let taken_up = logistic(cell);
    let evidence_at = |p: usize| Evidence { span: statement.passages[p].span.clone(), passage: p };
    if taken_up < weights.silent_below {
        let nearest = ranked.iter().take(MOST_NEAREST).map(|r| evidence_at(r.0)).collect();
        return Judgement { stance: Stance::Silent, confidence: 1.0 - taken_up, evidence: Vec::new(), nearest };
    }
    let cited: Vec<(usize, f64)> = ranked
        .iter()
        .take(MOST_EVIDENCE)
        .filter(|r| logistic(r.1) >= FURTHER_EVIDENCE * logistic(best))
        .copied()
        .collect();
    let side = side(weights, &cited, features);
    let (stance, of_side) = if side >= 0.5 { (Stance::Support, side) } else { (Stance::Oppose, 1.0 - side) };
    let right = taken_up * of_side;
    let is_unclear = of_side < weights.unclear_below || right < UNSURE;
    let (stance, confidence) = if is_unclear { (Stance::Unclear, taken_up) } else { (stance, right) };
    Judgement { stance, confidence, evidence: cited.iter().map(|r| evidence_at(r.0)).collect(), nearest: Vec::new() }
}

/// The likelihood that the statement is on the assertion's side, from the passages cited for it.
fn side(weights: &Weights, cited: &[(usize, f64)], features: &[Features]) -> f64 {
    let mut direction = [0.0; DIRECTION_NAMES.len()];
    let mut norm = 0.0;
    for &(p, odds) in cited {
        let weight = logistic(odds);
        norm += weight;
        for (sum, value) in direction.iter_mut().zip(features[p].direction) {
            *sum += weight * value;
        }
    }
    let sum: f64 = weights.side.iter().zip(direction).map(|(w, d)| w * d / norm.max(1e-9)).sum();
    logistic(weights.side_bias + sum)
}

/// Where "key" stands among the features.
const KEY: usize = 3;
const _: () = assert!(FEATURE_NAMES.len() > KEY);

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_fit_the_features() {
        assert_eq!(FEATURE_NAMES[KEY], "key");
        for with_encoder in [true, false] {
            assert_eq!(Weights::built_in(with_encoder).passage.len(), FEATURE_NAMES.len());
        }
    }
}
