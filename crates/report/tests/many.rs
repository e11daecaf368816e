//! The page stays usable where there are thousands of findings, and says what it leaves out.

use standpoint_compare::{Codebook, Comparison, FigureGroup, Position, SameStatement, Stance, TimelineEntry};
use standpoint_reading::{DateMention, Figure, Findings, NameKind, NameMention, Qualifier, Quotation};
use standpoint_report::{comparison_html, comparison_table};
use standpoint_text::{CalendarDate, Metadata, Passage, PassageKind, Span, Statement, StatementId, Text};

const CODEBOOK: &str =
    "title = \"The ferry\"\n[[question]]\nid = \"Q1\"\nlabel = \"Ferry\"\nassertion = \"Keep it.\"\n";
const SENTENCE: &str = "Ilse <b>Torvaan</b> said \u{ab}4,200 people & more\u{bb} on 4 March.";

/// A statement of one sentence over and over.
fn statement(number: usize, sentences: usize) -> Statement {
    let line = format!("{SENTENCE}\n");
    let text = Text::new(line.repeat(sentences)).unwrap();
    let passage = |n: usize| Passage {
        span: text.span(n * line.len()..(n + 1) * line.len() - 1).unwrap(),
        kind: PassageKind::Sentence,
        language: None,
        paragraph: n as u32,
        pages: None,
        element: None,
    };
    let passages = (0..sentences).map(passage).collect();
    Statement {
        id: StatementId::from_sha256([number as u8; 32]),
        path: format!("{number}.txt"),
        media_type: "text/plain".into(),
        metadata: Metadata::default(),
        text: text.clone(),
        passages,
    }
}

fn findings(statement: &Statement, number: usize) -> Findings {
    let spans = |words: &str| -> Vec<Span> {
        let at = SENTENCE.find(words).unwrap();
        statement.passages.iter().map(|passage| passage.span.part(at..at + words.len()).unwrap()).collect()
    };
    let figure = |span| Figure {
        span,
        value: 4200.0 + number as f64,
        value_max: None,
        qualifier: Qualifier::Over,
        unit: Some("people".into()),
        what: Some("people & more".into()),
        as_of: None,
        attributed_to: Some("Ilse <b>".into()),
    };
    let date = |(n, span): (usize, Span)| DateMention {
        span,
        date: CalendarDate::new(1900 + (n % 120) as u16, Some(3), Some(4)).map(Into::into),
        inferred: true,
    };
    let name = |(n, span): (usize, Span)| NameMention {
        span,
        kind: NameKind::Person,
        entity: Some(format!("Person {}", n % 400)),
    };
    Findings {
        figures: spans("4,200 people").into_iter().map(figure).collect(),
        dates: spans("4 March").into_iter().enumerate().map(date).collect(),
        quotations: spans("4,200 people & more").into_iter().map(|span| Quotation { span, speaker: None }).collect(),
        demands: Vec::new(),
        names: spans("<b>Torvaan</b>").into_iter().enumerate().map(name).collect(),
    }
}

fn comparison(statements: usize, sentences: usize) -> Comparison {
    let statements: Vec<Statement> = (0..statements).map(|number| statement(number, sentences)).collect();
    let findings: Vec<Findings> = statements.iter().enumerate().map(|(number, s)| findings(s, number)).collect();
    let silent = |statement| Position {
        question: 0,
        statement,
        stance: Stance::Silent,
        confidence: 0.9,
        evidence: Vec::new(),
        nearest: Vec::new(),
    };
    let entry = |(statement, mention): (usize, &DateMention)| TimelineEntry {
        date: mention.date.unwrap(),
        statement,
        span: mention.span.clone(),
    };
    let dates = findings.iter().enumerate().flat_map(|(number, f)| f.dates.iter().map(move |date| (number, date)));
    let mut timeline: Vec<TimelineEntry> = dates.map(entry).collect();
    timeline.sort_by_key(|entry| entry.date);
    let members = (0..statements.len()).map(|statement| (statement, 0)).collect();
    Comparison {
        codebook: Codebook::parse(CODEBOOK).unwrap(),
        codebook_is_proposed: false,
        positions: (0..statements.len()).map(silent).collect(),
        demand_groups: Vec::new(),
        figure_groups: vec![FigureGroup { what: "people <i>".into(), members, conflict: true }],
        timeline,
        reuse: Vec::new(),
        related: Vec::new(),
        same: SameStatement::each(statements.len()),
        by: "a test".into(),
        statements,
        findings,
    }
}

/// The part of a page with this id.
fn part<'a>(page: &'a str, id: &str) -> &'a str {
    let start = page.find(&format!("<section id=\"{id}\">")).unwrap();
    &page[start..start + page[start..].find("</section>").unwrap()]
}

#[test]
fn thousands_of_findings_are_cut_short_and_it_says_so() {
    let page = comparison_html(&comparison(30, 150));
    assert!(page.len() < 4 << 20, "{} bytes", page.len());
    let figures = part(&page, "figures");
    assert_eq!(figures.matches("<tr id=\"f").count(), 500);
    assert!(figures.contains("… and 4000 more, in the JSON") && figures.contains("… and 18 more"), "conflicts too");
    assert!(part(&page, "quotations").contains("… and 4000 more"));
    assert_eq!(part(&page, "timeline").matches("<tr id=\"t").count(), 500);
    // A statement that speaks of a date twice has one dot there.
    assert!(part(&page, "timeline").contains("… and 3100 more"));
    assert_eq!(part(&page, "names").matches("<tr id=\"n").count(), 150);
}

#[test]
fn with_many_statements_they_share_a_lane() {
    let few = comparison_html(&comparison(3, 4));
    assert_eq!(few.matches("class=\"lane\"").count(), 2 * 3, "a lane each, in the wide and in the narrow drawing");
    let many = comparison_html(&comparison(30, 4));
    assert_eq!(many.matches("class=\"lane\"").count(), 2);
    assert!(many.contains("All 30 statements"));
}

#[test]
fn nothing_of_a_statement_becomes_markup() {
    let page = comparison_html(&comparison(2, 2));
    for part_of in ["figures", "timeline", "quotations", "names"].map(|id| part(&page, id)) {
        assert!(!part_of.contains("<b>") && !part_of.contains("<i>") && !part_of.contains("& more"));
    }
    assert!(part(&page, "names").contains("<mark>&lt;b&gt;Torvaan&lt;/b&gt;</mark>"));
    assert!(part(&page, "quotations").contains("&lt;/b&gt; said «<mark>4,200 people &amp; more</mark>»"));
}

#[test]
fn the_table_shows_contradictions_with_both_sentences() {
    let table = comparison_table(&comparison(2, 1), 100, false);
    let shown = &table[table.find("Figures that contradict each other").unwrap()..];
    assert!(shown.contains("over 4,200") && shown.contains("over 4,201"), "{shown}");
    assert!(shown.contains("1:26–38") && shown.contains("2:26–38"), "{shown}");
}
