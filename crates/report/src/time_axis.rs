//! An axis of time for a drawing. It is broken where nothing happens for long, so that 1961 and three weeks of March 2024 can
//! stand on one line; each stretch has a scale of its own.

use standpoint_text::{CalendarDate, DateValue};

/// A drawing narrower than this is for a phone.
const NARROW: f64 = 500.0;
/// A gap is broken where it takes more than this share of what is not broken yet, and lasts more days than that.
const LARGE_SHARE: f64 = 0.22;
const LARGE_DAYS: i64 = 45;

/// A stretch of days, the last not included. Days are counted from 1 March of the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Days {
    pub from: i64,
    pub to: i64,
}

impl Days {
    /// The days that a date means: one, a month, a year, or all of an interval. `None` where the year is not said.
    pub(crate) fn of(value: DateValue) -> Option<Self> {
        let first = value.start()?;
        let last = value.end().unwrap_or(first);
        let from =
            day(i64::from(first.year()), i64::from(first.month().unwrap_or(1)), i64::from(first.day().unwrap_or(1)));
        Some(Self { from, to: after(last).max(from + 1) })
    }

    /// Whether it is a single day.
    pub(crate) fn is_one(self) -> bool {
        self.to - self.from == 1
    }
}

/// The number of a day (Hinnant's `days_from_civil`, from another first day).
fn day(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

/// The first day after a date.
fn after(date: CalendarDate) -> i64 {
    let year = i64::from(date.year());
    match (date.month().map(i64::from), date.day().map(i64::from)) {
        (Some(month), Some(of_month)) => day(year, month, of_month) + 1,
        (Some(12), None) | (None, _) => day(year + 1, 1, 1),
        (Some(month), None) => day(year, month + 1, 1),
    }
}

/// The year, the month and the day of the month with this number.
fn date(number: i64) -> (i64, i64, i64) {
    let (era, of_era) = (number.div_euclid(146_097), number.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year + i64::from(month <= 2), month, of_month)
}

/// A stretch of the axis without a break.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub days: Days,
    /// Where it begins and ends in the drawing.
    pub left: f64,
    pub right: f64,
}

/// The axis.
pub(crate) struct TimeAxis {
    pub stretches: Vec<Stretch>,
    /// The room between two stretches, where the axis is broken.
    pub gap: f64,
}

impl TimeAxis {
    /// An axis for these days between two places in the drawing. `days` must not be empty.
    pub(crate) fn new(days: &[Days], left: f64, right: f64) -> Self {
        let mut sorted = days.to_vec();
        sorted.sort_unstable();
        let room = right - left;
        let (narrowest, gap, most) = if room < NARROW { (34.0, 12.0, 5) } else { (52.0, 18.0, 8) };
        // So many breaks that every stretch keeps its least width.
        let most = most.min(((room + gap) / (narrowest + gap)) as usize).saturating_sub(1).max(1);
        let runs = broken(&runs(&sorted), most);
        let total: usize = runs.iter().map(|(_, count)| count).sum();
        let flexible = (room - runs.len() as f64 * narrowest - (runs.len() as f64 - 1.0) * gap).max(0.0);
        let mut at = left;
        let mut stretches = Vec::with_capacity(runs.len());
        for (days, count) in runs {
            let wide = narrowest + flexible * count as f64 / total.max(1) as f64;
            stretches.push(Stretch { days, left: at, right: at + wide });
            at += wide + gap;
        }
        Self { stretches, gap }
    }

    /// Where a day begins in the drawing.
    pub(crate) fn place(&self, day: i64) -> f64 {
        let number = self.stretches.partition_point(|stretch| stretch.days.to < day);
        let Some(stretch) = self.stretches.get(number).or(self.stretches.last()) else { return 0.0 };
        let share = (day - stretch.days.from) as f64 / (stretch.days.to - stretch.days.from) as f64;
        stretch.left + share.clamp(0.0, 1.0) * (stretch.right - stretch.left)
    }
}

/// Runs of days that overlap or touch, and how many different ones each is made of.
fn runs(sorted: &[Days]) -> Vec<(Days, usize)> {
    let mut runs: Vec<(Days, usize)> = Vec::new();
    let mut before = None;
    for &days in sorted {
        let is_new = usize::from(before != Some(days));
        match runs.last_mut() {
            Some((run, count)) if days.from <= run.to => {
                run.to = run.to.max(days.to);
                *count += is_new;
            }
            _ => runs.push((days, is_new)),
        }
        before = Some(days);
    }
    runs
}

/// Joins runs to stretches, leaving the largest gaps open as breaks.
fn broken(runs: &[(Days, usize)], most: usize) -> Vec<(Days, usize)> {
    let mut gaps: Vec<(i64, usize)> =
        runs.windows(2).enumerate().map(|(n, pair)| (pair[1].0.from - pair[0].0.to, n + 1)).collect();
    gaps.sort_unstable_by(|a, b| b.cmp(a));
    let mut left = match (runs.first(), runs.last()) {
        (Some((first, _)), Some((last, _))) => last.to - first.from,
        _ => 0,
    };
    let mut breaks = vec![false; runs.len()];
    for (gap, at) in gaps.into_iter().take(most) {
        if gap < LARGE_DAYS || (gap as f64) < LARGE_SHARE * left as f64 {
            break;
        }
        breaks[at] = true;
        left -= gap;
    }
    let mut stretches: Vec<(Days, usize)> = Vec::new();
    for (&(days, count), is_break) in runs.iter().zip(breaks) {
        match stretches.last_mut() {
            Some((last, so_far)) if !is_break => {
                last.to = days.to;
                *so_far += count;
            }
            _ => stretches.push((days, count)),
        }
    }
    stretches
}

/// The step between two marks of the axis.
#[derive(Clone, Copy)]
enum Step {
    Days(i64),
    Months(i64),
    Years(i64),
}

const STEPS: [Step; 15] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
];

impl Step {
    /// About how many days it takes, and how much room its label.
    fn size(self) -> (f64, f64) {
        match self {
            Self::Days(n) => (n as f64, 70.0),
            Self::Months(n) => (n as f64 * 30.4, 84.0),
            Self::Years(n) => (n as f64 * 365.2, 52.0),
        }
    }

    /// The marks inside a stretch, each with its label.
    fn marks(self, days: Days) -> Vec<(i64, String)> {
        let (year, month, _) = date(days.from);
        let (last, ..) = date(days.to);
        match self {
            Self::Days(n) => (days.from..days.to)
                .step_by(n as usize)
                // The first says the year.
                .map(|at| (at, if at == days.from { whole(Days { from: at, to: at + 1 }) } else { label(at, true) }))
                .collect(),
            Self::Months(n) => ((year * 12 + month - 1).div_euclid(n)..=(last * 12 + 12) / n)
                .map(|number| (number * n).div_euclid(12) * 12 + (number * n).rem_euclid(12))
                .map(|number| day(number.div_euclid(12), number.rem_euclid(12) + 1, 1))
                .map(|at| (at, label(at, false)))
                .collect(),
            Self::Years(n) => (year.div_euclid(n)..=last / n + 1)
                .map(|number| (day(number * n, 1, 1), (number * n).to_string()))
                .collect(),
        }
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn label(at: i64, is_day: bool) -> String {
    let (year, month, of_month) = date(at);
    let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    if is_day {
        format!("{of_month} {month}")
    } else {
        format!("{month} {year}")
    }
}

/// The marks of a stretch: where they stand, and what is written there.
pub(crate) fn marks(axis: &TimeAxis, stretch: &Stretch) -> Vec<(f64, String)> {
    let wide = stretch.right - stretch.left;
    let days = (stretch.days.to - stretch.days.from) as f64;
    let fits = |step: &&Step| {
        let (length, label) = step.size();
        wide / days * length >= label
    };
    let found = STEPS.iter().find(fits).map(|step| step.marks(stretch.days)).unwrap_or_default();
    let marks: Vec<(f64, String)> = found
        .into_iter()
        .filter(|(at, _)| (stretch.days.from..stretch.days.to).contains(at))
        .map(|(at, label)| (axis.place(at), label))
        .collect();
    let in_the_middle = (stretch.left + stretch.right) / 2.0;
    match marks[..] {
        // Too narrow for a scale: it says what it is.
        [] | [_] => vec![(in_the_middle, whole(stretch.days))],
        _ => marks,
    }
}

/// A stretch as one label.
fn whole(days: Days) -> String {
    let ((year, month, of_month), (last_year, last_month, _)) = (date(days.from), date(days.to - 1));
    let name = |month: i64| MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    match () {
        () if days.is_one() => format!("{of_month} {} {year}", name(month)),
        () if year != last_year => format!("{year}–{last_year}"),
        () if month == last_month => format!("{} {year}", name(month)),
        () if days.to - days.from > 360 => year.to_string(),
        () => format!("{}–{} {year}", name(month), name(last_month)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days(iso: &str) -> Days {
        Days::of(iso.parse::<CalendarDate>().unwrap().into()).unwrap()
    }

    #[test]
    fn dates_take_as_many_days_as_they_mean() {
        let length = |iso: &str| days(iso).to - days(iso).from;
        assert_eq!([length("2024-02-29"), length("2024-02"), length("2023-12"), length("2024")], [1, 29, 31, 366]);
        assert_eq!(days("2024-01-01").from, days("2023").to);
    }

    #[test]
    fn an_axis_is_broken_where_nothing_happens() {
        let axis = TimeAxis::new(&["1961", "2024-03-04", "2024-03-10", "2024-05-26"].map(days), 0.0, 800.0);
        assert_eq!(axis.stretches.len(), 2);
        let labels: Vec<String> = axis.stretches.iter().flat_map(|s| marks(&axis, s)).map(|(_, label)| label).collect();
        assert!(labels.contains(&"Jul 1961".to_owned()) && labels.contains(&"4 Mar 2024".to_owned()), "{labels:?}");
        let even = TimeAxis::new(&["2021", "2022", "2023"].map(days), 0.0, 800.0);
        let labels: Vec<String> = marks(&even, &even.stretches[0]).into_iter().map(|(_, label)| label).collect();
        assert_eq!((even.stretches.len(), labels.len()), (1, 6), "{labels:?}");
    }

    proptest! {
        #[test]
        fn days_and_dates_are_the_same_thing(number in 400i64..3_650_000) {
            let (year, month, of_month) = date(number);
            prop_assert_eq!(day(year, month, of_month), number);
        }

        #[test]
        fn places_keep_the_order_and_stay_inside(years in prop::collection::vec(1u16..9999, 1..40), wide in 300f64..900.0) {
            let days: Vec<Days> = years.iter().map(|y| Days::of(CalendarDate::new(*y, None, None).unwrap().into()).unwrap()).collect();
            let axis = TimeAxis::new(&days, 10.0, 10.0 + wide);
            let mut sorted = days.clone();
            sorted.sort_unstable();
            for pair in sorted.windows(2) {
                prop_assert!(axis.place(pair[0].from) <= axis.place(pair[1].from) + 1e-9);
            }
            for one in &days {
                let (from, to) = (axis.place(one.from), axis.place(one.to));
                prop_assert!(from >= 10.0 - 1e-9 && to <= 10.0 + wide + 1e-6 && from <= to);
            }
            for stretch in &axis.stretches {
                let marks = marks(&axis, stretch);
                prop_assert!(!marks.is_empty() && marks.len() < 40, "{:?}", marks);
            }
        }
    }
}
