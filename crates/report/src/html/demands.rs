//! Demands that more than one statement makes.

use std::collections::BTreeSet;

use standpoint_compare::{Comparison, DemandGroup};

use super::escape::{add, escape};
use super::parts::{more, sentence, source};

/// Demands that the page shows at most, wordings of each, and how many of them unfolded.
const MOST_GROUPS: usize = 100;
const MOST_MEMBERS: usize = 20;
const UNFOLDED: usize = 8;

pub(crate) fn section(comparison: &Comparison) -> String {
    let mut out = String::from("<section id=\"demands\"><h2>Demands they share</h2>\n");
    let groups = &comparison.demand_groups;
    if groups.is_empty() {
        return out + "<p class=\"soft\">No demand was found in more than one statement.</p></section>\n";
    }
    let open = if groups.len() <= UNFOLDED { " open" } else { "" };
    for group in groups.iter().take(MOST_GROUPS) {
        out += &shared(comparison, group, open);
    }
    out + &more(groups.len(), MOST_GROUPS) + "</section>\n"
}

fn shared(comparison: &Comparison, group: &DemandGroup, open: &str) -> String {
    let speakers: BTreeSet<usize> = group.members.iter().map(|(statement, _)| *statement).collect();
    let mut out = format!(
        "<details{open}><summary><bdi>{}</bdi> <span class=\"small\">in {} statements</span></summary>\n",
        escape(&group.label),
        speakers.len()
    );
    for (statement, span) in group.members.iter().take(MOST_MEMBERS) {
        let words = sentence(&comparison.statements[*statement], span);
        let source = source(comparison, *statement, span);
        add(&mut out, format_args!("<blockquote>{words}<footer>{source}</footer></blockquote>\n"));
    }
    out + &more(group.members.len(), MOST_MEMBERS) + "</details>\n"
}
