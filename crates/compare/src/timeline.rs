//! The dates that statements speak of, in the order of time.

use standpoint_reading::Findings;

use crate::TimelineEntry;

/// Every dated mention whose year is known, the earliest first; one day before the month and the year it lies in.
pub(crate) fn timeline(findings: &[Findings]) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = findings
        .iter()
        .enumerate()
        .flat_map(|(statement, found)| {
            found.dates.iter().filter_map(move |mention| {
                let date = mention.date.filter(|date| date.start().is_some())?;
                Some(TimelineEntry { date, statement, span: mention.span.clone() })
            })
        })
        .collect();
    entries.sort_by_key(|entry| (entry.date.start(), entry.date.end(), entry.statement, entry.span.bytes().start));
    entries
}
