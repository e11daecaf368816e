//! Whom the statements quote, and with what words.

use standpoint_compare::Comparison;

use super::escape::escape;
use super::parts::{more, sentence, source, Ledger};
use crate::plain::one_line;

/// Quotations that the page shows at most.
const MOST: usize = 500;

pub(crate) fn section(comparison: &Comparison) -> String {
    let out = String::from("<section id=\"quotations\"><h2>Quotations</h2>\n");
    let count: usize = comparison.findings.iter().map(|found| found.quotations.len()).sum();
    if count == 0 {
        return out + "<p class=\"soft\">No quotation was found.</p></section>\n";
    }
    let caption = "Words the statements quote, with whom they name as the speaker";
    let mut ledger = Ledger::new(caption, ["Speaker", "Words, in their sentence", "Statement"]);
    let all = comparison.findings.iter().enumerate().flat_map(|(statement, found)| {
        found.quotations.iter().enumerate().map(move |(number, quotation)| (statement, number, quotation))
    });
    for (statement, number, quotation) in all.take(MOST) {
        let speaker = quotation.speaker.as_deref().map(|name| format!("<bdi>{}</bdi>", escape(&one_line(name))));
        let cells = [
            speaker.unwrap_or_else(|| "<span class=\"soft whole\">nobody named</span>".to_owned()),
            sentence(&comparison.statements[statement], &quotation.span),
            source(comparison, statement, &quotation.span),
        ];
        ledger.row(&format!("w{statement}-{number}"), cells);
    }
    out + &ledger.finish() + &more(count, MOST) + "</section>\n"
}
