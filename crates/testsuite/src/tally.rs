//! How many cases of a suite came out right, and why some were left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What became of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exactly as the suite wants it.
    Right,
    /// Otherwise: what was wanted and what came.
    Wrong(String),
    /// Left out, and why.
    Excluded(&'static str),
}

/// The outcomes of one file of a suite.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// The suite and its part ("recognizers Number").
    pub name: String,
    /// The language, by code.
    pub language: String,
    right: usize,
    wrong: Vec<String>,
    excluded: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// No case yet.
    pub fn new(name: &str, language: &str) -> Self {
        Self { name: name.to_owned(), language: language.to_owned(), ..Self::default() }
    }

    /// Counts one case; `number` is its place in its file, from 0.
    pub fn add(&mut self, number: usize, outcome: Outcome) {
        match outcome {
            Outcome::Right => self.right += 1,
            Outcome::Wrong(how) => self.wrong.push(format!("#{number} {how}")),
            Outcome::Excluded(reason) => *self.excluded.entry(reason).or_default() += 1,
        }
    }

    /// The share of the counted cases that are right, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.counted().max(1) as f64
    }

    fn counted(&self) -> usize {
        self.right + self.wrong.len()
    }
}

/// A Markdown table of some tallies, with their sum, the reasons for what was left out and, if wanted, each failure.
pub(crate) fn table(title: &str, tallies: &[Tally], show_failures: bool) -> String {
    let mut out =
        format!("## {title}\n\n| suite | language | right | of | share | left out |\n|---|---|--:|--:|--:|--:|\n");
    let mut sums: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for tally in tallies {
        let left_out: usize = tally.excluded.values().sum();
        row(&mut out, &tally.name, &tally.language, (tally.right, tally.counted(), left_out));
        let sum = sums.entry(&tally.name).or_default();
        *sum = (sum.0 + tally.right, sum.1 + tally.counted(), sum.2 + left_out);
        for (reason, count) in &tally.excluded {
            *reasons.entry(reason).or_default() += count;
        }
    }
    for (name, sum) in sums {
        row(&mut out, name, "all", sum);
    }
    out.push('\n');
    for (reason, count) in reasons {
        let _ = writeln!(out, "- left out, {count}: {reason}");
    }
    out.push('\n');
    if show_failures {
        for tally in tallies {
            for failure in &tally.wrong {
                let _ = writeln!(out, "{} {} {failure}", tally.name, tally.language);
            }
        }
    }
    out
}

fn row(out: &mut String, name: &str, language: &str, (right, counted, left_out): (usize, usize, usize)) {
    let share = if counted == 0 { 0.0 } else { 100.0 * right as f64 / counted as f64 };
    let _ = writeln!(out, "| {name} | {language} | {right} | {counted} | {share:.1} % | {left_out} |");
}
