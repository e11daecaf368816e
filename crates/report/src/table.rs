//! A comparison, and a statement, for people at a terminal.

use std::collections::BTreeSet;

use standpoint_compare::{Comparison, Stance, Verdict};
use standpoint_reading::Findings;
use standpoint_text::{MetadataKey, Statement};

use crate::findings_table::conflict_table;
use crate::plain::{cut, one_line, pad, width, wrap};
use crate::reuse_table::reuse_list;

/// Columns of one statement in the matrix.
const CELL: usize = 5;
/// A stance surer than this has no doubt mark.
const SURE: f64 = 0.7;
/// So many contradictions and shared demands are shown under the matrix at most.
const MOST_SHARED: usize = 12;

/// The sign of a stance in tables.
pub fn sign(stance: Stance) -> char {
    match stance {
        Stance::Support => '+',
        Stance::Oppose => '−',
        Stance::Mixed => '±',
        Stance::Unclear => '?',
        Stance::Silent => '·',
    }
}

/// A comparison as a table of at most `columns` columns (40 at least): the matrix, what its signs mean, and where the
/// statements agree, differ and are silent, contradict each other in numbers and share demands. Colour only repeats what the signs say.
pub fn comparison_table(comparison: &Comparison, columns: usize, colour: bool) -> String {
    let columns = columns.max(40);
    let mut out = format!("{}\n", cut(&one_line(&comparison.codebook.title), columns));
    if comparison.codebook_is_proposed {
        out += &wrap(
            "The program proposed these questions from the statements; print them with `standpoint codebook propose`.",
            columns,
            0,
        );
        out.push('\n');
    }
    out += &format!("{}\n\n", wrap(&format!("by {}", comparison.by), columns, 0));
    out += &statement_list(comparison, columns);
    out += &matrix(comparison, columns, colour);
    out +=
        &wrap("+ for   − against   ± divided   ? a person decides   · read, not addressed   ~ less sure", columns, 0);
    out += "\n\n";
    out += &verdicts(comparison, columns);
    out += &conflicts(comparison, columns, colour);
    out += &shared_demands(comparison, columns);
    out += &reuse_list(&comparison.related, &comparison.same, MOST_SHARED, columns);
    out
}

/// The first figures that contradict each other.
fn conflicts(comparison: &Comparison, columns: usize, colour: bool) -> String {
    let groups: Vec<_> = comparison.figure_groups.iter().filter(|group| group.conflict).cloned().collect();
    let shown = &groups[..groups.len().min(MOST_SHARED)];
    let table = conflict_table(shown, &comparison.statements, &comparison.findings, columns, colour);
    if table.is_empty() {
        table
    } else {
        format!("\n{}\n{}", table.trim_end_matches('\n'), more(groups.len()))
    }
}

/// The demands that most statements share, and who makes them.
fn shared_demands(comparison: &Comparison, columns: usize) -> String {
    let groups = &comparison.demand_groups;
    if groups.is_empty() {
        return String::new();
    }
    let mut out = String::from("\nDemands they share\n");
    for group in groups.iter().take(MOST_SHARED) {
        let statements: BTreeSet<usize> = group.members.iter().map(|(statement, _)| statement + 1).collect();
        let numbers: Vec<String> = statements.iter().map(usize::to_string).collect();
        out += &format!("  {}\n", wrap(&format!("{}: {}", numbers.join(", "), one_line(&group.label)), columns, 6));
    }
    out + &more(groups.len())
}

fn more(all: usize) -> String {
    match all.saturating_sub(MOST_SHARED) {
        0 => String::new(),
        left_out => format!("  … and {left_out} more, in the JSON (--format json)\n"),
    }
}

fn statement_list(comparison: &Comparison, columns: usize) -> String {
    let mut out = String::new();
    for (number, statement) in comparison.statements.iter().enumerate() {
        let meta = &statement.metadata;
        let date = meta.published().or(meta.signed()).map(|d| d.to_string());
        let language = meta.language().map(|l| l.to_string());
        let about: Vec<String> = [date, language].into_iter().flatten().collect();
        let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
        let line = format!("{:>3}  {}{about}", number + 1, one_line(statement.short_name()));
        out += &cut(&line, columns);
        out.push('\n');
        if comparison.same.is_repeated(number) {
            out += &format!("     the same statement as {}\n", comparison.same.representative(number) + 1);
        }
    }
    out.push('\n');
    out
}

fn matrix(comparison: &Comparison, columns: usize, colour: bool) -> String {
    let label = (columns / 3).clamp(16, 34);
    let fits = ((columns - label) / CELL).max(1);
    let all: Vec<usize> = (0..comparison.statements.len()).collect();
    let mut out = String::new();
    for block in all.chunks(fits) {
        out += &pad("", label);
        for statement in block {
            out += &format!("{:>CELL$}", statement + 1);
        }
        out.push('\n');
        for (question, asked) in comparison.codebook.questions.iter().enumerate() {
            out += &pad(&format!("{} {}", one_line(&asked.id), one_line(&asked.label)), label);
            for &statement in block {
                out += &cell(comparison, question, statement, colour);
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn cell(comparison: &Comparison, question: usize, statement: usize, colour: bool) -> String {
    let position = comparison.position(question, statement);
    let doubtful = position.confidence < SURE && matches!(position.stance, Stance::Support | Stance::Oppose);
    let text = format!("{}{}", if doubtful { "~" } else { "" }, sign(position.stance));
    let padded = format!("{}{text}", " ".repeat(CELL.saturating_sub(width(&text))));
    let code = match position.stance {
        Stance::Support => "32",
        Stance::Oppose => "31",
        Stance::Mixed | Stance::Unclear => "33",
        Stance::Silent => "2",
    };
    if colour {
        format!("\x1b[{code}m{padded}\x1b[0m")
    } else {
        padded
    }
}

fn verdicts(comparison: &Comparison, columns: usize) -> String {
    let (mut agree, mut differ, mut one, mut silent) = (String::new(), String::new(), String::new(), Vec::new());
    for (question, asked) in comparison.codebook.questions.iter().enumerate() {
        let label = format!("{} {}", asked.id, asked.label);
        match comparison.verdict(question) {
            Verdict::Agree { stance, statements } => {
                agree += &side(comparison, question, &label, stance, &statements, columns);
            }
            Verdict::Differ { support, oppose } => {
                differ += &side(comparison, question, &label, Stance::Support, &support, columns);
                differ += &side(comparison, question, &label, Stance::Oppose, &oppose, columns);
            }
            Verdict::One { stance, statement } => {
                one += &side(comparison, question, &label, stance, &[statement], columns);
            }
            Verdict::Silent => silent.push(label),
            Verdict::Undecided => {}
        }
    }
    let mut out = String::new();
    for (title, text) in [("They differ", differ), ("They agree", agree), ("Only one speaks", one)] {
        if !text.is_empty() {
            out += &format!("{title}\n{text}\n");
        }
    }
    if !silent.is_empty() {
        out += &format!("None addresses\n  {}\n", wrap(&one_line(&silent.join(", ")), columns, 2));
    }
    out
}

/// Who is on a side, and the most telling sentence of the surest of them.
fn side(
    comparison: &Comparison,
    question: usize,
    label: &str,
    stance: Stance,
    statements: &[usize],
    columns: usize,
) -> String {
    let numbers: Vec<String> = statements.iter().map(|s| (s + 1).to_string()).collect();
    let word = if stance == Stance::Support { "for" } else { "against" };
    let line = format!("  {} {}: {word} {}", sign(stance), one_line(label), numbers.join(", "));
    let surest = statements.iter().copied().max_by(|&a, &b| {
        let confidence = |s: usize| comparison.position(question, s).confidence;
        confidence(a).total_cmp(&confidence(b)).then(b.cmp(&a))
    });
    let quote = surest.and_then(|s| comparison.position(question, s).evidence.first().map(|e| (s, e.span.as_str())));
    let mut out = format!("{}\n", cut(&line, columns));
    if let Some((statement, words)) = quote {
        let room = columns.saturating_sub(14);
        // The mark of a cut stands outside the quotation marks: nobody wrote it.
        let words = one_line(words);
        let kept = cut(&words, room);
        let (kept, mark) = if kept == words { (kept.as_str(), "") } else { (kept.trim_end_matches('…'), " …") };
        out += &format!("      {}: “{kept}”{mark}\n", statement + 1);
    }
    out
}

/// What a value is called where there is little room.
fn short_label(key: MetadataKey) -> &'static str {
    match key {
        MetadataKey::RepublishedFrom => "from",
        MetadataKey::Url => "address",
        key => key.as_str(),
    }
}

/// A statement as a short table: what it says about itself, and what it demands.
pub fn statement_table(statement: &Statement, findings: &Findings, columns: usize) -> String {
    let columns = columns.max(40);
    let mut out = format!("{}\n", cut(&one_line(&statement.path), columns));
    let said = statement.metadata.entries().map(|entry| (short_label(entry.key), entry.value));
    let passages = ("passages", Some(statement.passages.len().to_string()));
    for (name, value) in said.into_iter().chain([passages]) {
        if let Some(value) = value {
            out += &format!("  {name:<10}{}\n", cut(&one_line(&value), columns.saturating_sub(12)));
        }
    }
    if !findings.demands.is_empty() {
        out += "  demands\n";
        for demand in &findings.demands {
            out += &format!("    - {}\n", wrap(&one_line(demand.as_str()), columns, 6));
        }
    }
    out
}
