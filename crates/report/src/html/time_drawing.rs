//! The timeline as a drawing of its own: a lane for each statement, or, with many, one lane for all.

use standpoint_text::DateValue;

use super::escape::{add, escape};
use crate::plain::{cut, one_line};
use crate::time_axis::{marks, Days, Stretch, TimeAxis};

/// With more statements than this they share a lane.
const MOST_LANES: usize = 14;
/// Dots that stand above one another at most; further ones cover each other.
const MOST_LEVELS: usize = 4;
const MOST_LEVELS_SHARED: usize = 14;
/// More dots than this are no stops of the keyboard: the table below has the same.
const MOST_STOPS: usize = 120;

const RADIUS: f64 = 5.0;
const LEVEL: f64 = 13.0;
const MARGIN: f64 = 14.0;
const LABEL: f64 = 20.0;
const AXIS: f64 = 30.0;

/// A date to draw.
#[derive(Debug, Clone)]
pub struct Dated {
    /// When.
    pub date: DateValue,
    /// Its statement, as a number of the names.
    pub statement: usize,
    /// The row of the table below that it leads to, whose `id` in the page is `t` and this number.
    pub row: usize,
    /// What it is, as plain text.
    pub title: String,
}

/// A lane: its name, and its dates by number.
struct Lane {
    name: String,
    dates: Vec<usize>,
    levels: usize,
}

/// The dates of statements with these names on an axis of time, once for wide pages and once for narrow ones; empty where no
/// date can be drawn.
pub fn time_drawing(names: &[String], dated: &[Dated]) -> String {
    let drawn: Vec<(Days, &Dated)> = dated.iter().filter_map(|one| Some((Days::of(one.date)?, one))).collect();
    if drawn.is_empty() {
        return String::new();
    }
    format!(
        "<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n",
        drawing(names, &drawn, 1000.0),
        drawing(names, &drawn, 360.0)
    )
}

/// The drawing, so wide. `dated` must not be empty.
fn drawing(names: &[String], dated: &[(Days, &Dated)], wide: f64) -> String {
    let days: Vec<Days> = dated.iter().map(|(days, _)| *days).collect();
    let axis = TimeAxis::new(&days, MARGIN, wide - MARGIN);
    let lanes = lanes(names, dated, wide, if wide < 500.0 { 3 } else { MOST_LEVELS });
    let mut body = String::new();
    let mut top = 4.0;
    for (mut lane, tallest) in lanes {
        let mut placed = Placed::new(tallest);
        let at: Vec<(f64, f64, usize)> = lane.dates.iter().map(|&one| placed.place(&axis, dated[one].0)).collect();
        lane.levels = at.iter().map(|(_, _, level)| level + 1).max().unwrap_or(1);
        let base = top + LABEL + lane.levels as f64 * LEVEL;
        add(
            &mut body,
            format_args!("<text class=\"lane\" x=\"{MARGIN}\" y=\"{:.0}\">{}</text>\n", top + 14.0, lane.name),
        );
        for stretch in &axis.stretches {
            let (left, right) = (stretch.left, stretch.right);
            add(
                &mut body,
                format_args!("<line x1=\"{left:.1}\" x2=\"{right:.1}\" y1=\"{base:.1}\" y2=\"{base:.1}\"/>"),
            );
        }
        for (&one, place) in lane.dates.iter().zip(at) {
            body += &mark(dated[one], place, base, dated.len() <= MOST_STOPS);
        }
        top = base + 8.0;
    }
    let height = top + AXIS;
    let scale: String = axis.stretches.iter().map(|stretch| scale(&axis, stretch, top)).collect();
    let breaks: String =
        axis.stretches.iter().skip(1).map(|stretch| broken(stretch.left - axis.gap / 2.0, top)).collect();
    format!(
        "<svg class=\"time\" viewBox=\"0 0 {wide:.0} {height:.0}\" role=\"group\" aria-label=\"Timeline; the table below has \
         the same dates\">\n{scale}{body}{breaks}</svg>"
    )
}

/// The lanes, each with how many levels it may have.
fn lanes(names: &[String], dated: &[(Days, &Dated)], wide: f64, tallest: usize) -> Vec<(Lane, usize)> {
    let count = names.len();
    let mut by_statement: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (number, (_, one)) in dated.iter().enumerate() {
        by_statement[one.statement].push(number);
    }
    if by_statement.iter().filter(|dates| !dates.is_empty()).count() > MOST_LANES {
        let name = format!("All {count} statements");
        return vec![(Lane { name, dates: (0..dated.len()).collect(), levels: 0 }, MOST_LEVELS_SHARED)];
    }
    let letters = (wide / 7.5) as usize;
    let named = by_statement.into_iter().enumerate().filter(|(_, dates)| !dates.is_empty());
    named
        .map(|(statement, dates)| {
            let name = escape(&cut(&one_line(&names[statement]), letters.saturating_sub(3)));
            (Lane { name, dates, levels: 0 }, tallest)
        })
        .collect()
}

/// Finds each mark of a lane a level where it covers none before it, as long as there is one.
struct Placed {
    /// How far each level is taken.
    taken: Vec<f64>,
}

impl Placed {
    fn new(levels: usize) -> Self {
        Self { taken: vec![f64::NEG_INFINITY; levels] }
    }

    /// The left and right end of the mark, and its level.
    fn place(&mut self, axis: &TimeAxis, days: Days) -> (f64, f64, usize) {
        let (mut left, mut right) = (axis.place(days.from), axis.place(days.to));
        if days.is_one() {
            let middle = (left + right) / 2.0;
            (left, right) = (middle - RADIUS, middle + RADIUS);
        } else if right - left < 2.0 * RADIUS {
            right = left + 2.0 * RADIUS;
        }
        let free = self.taken.iter().position(|&taken| taken + 1.0 <= left);
        let level = free.unwrap_or(self.taken.len() - 1);
        self.taken[level] = self.taken[level].max(right);
        (left, right, level)
    }
}

fn mark((days, dated): (Days, &Dated), (left, right, level): (f64, f64, usize), base: f64, is_stop: bool) -> String {
    let y = base - 8.0 - level as f64 * LEVEL;
    let stop = if is_stop { "" } else { " tabindex=\"-1\"" };
    let shape = if days.is_one() {
        format!("<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"{RADIUS}\"/>", (left + right) / 2.0)
    } else {
        format!(
            "<rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"6\" rx=\"3\"/>",
            y - 3.0,
            (right - left - 1.0).max(1.0)
        )
    };
    format!("<a href=\"#t{}\"{stop}><title>{}</title>{shape}</a>\n", dated.row, escape(&dated.title))
}

fn scale(axis: &TimeAxis, stretch: &Stretch, top: f64) -> String {
    let (mut out, mut taken) = (String::new(), f64::NEG_INFINITY);
    for (x, label) in marks(axis, stretch) {
        add(
            &mut out,
            format_args!("<line class=\"tick\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"0\" y2=\"{:.1}\"/>", top + 4.0),
        );
        // A label at the edge is kept near its stretch, and one that would cover another is left away.
        let half = label.chars().count() as f64 * 3.5;
        let (least, most) = (stretch.left - axis.gap / 2.0 + half, stretch.right + axis.gap / 2.0 - half);
        let middle = if least < most { x.clamp(least, most) } else { (least + most) / 2.0 };
        if middle - half < taken + 6.0 {
            continue;
        }
        taken = middle + half;
        add(
            &mut out,
            format_args!(
                "<text class=\"tick\" x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{label}</text>\n",
                top + 20.0
            ),
        );
    }
    out
}

fn broken(x: f64, top: f64) -> String {
    format!(
        "<path class=\"break\" d=\"M{:.1} {:.1}l4 -10M{:.1} {:.1}l4 -10\"/>\n",
        x - 5.0,
        top + 6.0,
        x + 1.0,
        top + 6.0
    )
}
