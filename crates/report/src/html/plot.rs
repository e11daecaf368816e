//! Who stands near whom, as a drawing with the numbers behind it.

use standpoint_compare::Comparison;

use super::escape::{add, escape};
use crate::nearness::{agreements, places};
use crate::plain::{cut, one_line};

/// Statements that are drawn at most; more names would cover each other.
const MOST_DRAWN: usize = 60;
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;
const MARGIN: f64 = 60.0;

/// The section, or nothing where there are fewer than two statements.
pub(crate) fn section(comparison: &Comparison) -> String {
    let count = comparison.statements.len();
    if !(2..=MOST_DRAWN).contains(&count) {
        return String::new();
    }
    let pairs = agreements(comparison);
    let mut out = String::from("<section id=\"near\"><h2>Who stands near whom</h2>\n");
    if let Some(places) = places(&pairs) {
        out += "<p class=\"soft\">Statements lie near each other where they take the same side on the questions both take up. \
                Directions have no meaning of their own; with few shared questions neither have small distances.</p>\n";
        out += &drawing(comparison, &places);
    }
    out +=
        "<details open><summary>The numbers: questions on the same side, of those on which both take one</summary>\n";
    out += "<div class=\"scroll\" tabindex=\"0\"><table><caption>Agreement of each pair of statements</caption><thead><tr><td></td>";
    for other in 1..=count {
        add(&mut out, format_args!("<th scope=\"col\">{other}</th>"));
    }
    out += "</tr></thead><tbody>\n";
    for (a, row) in pairs.iter().enumerate() {
        let name = escape(&cut(&one_line(comparison.statements[a].short_name()), 40));
        add(&mut out, format_args!("<tr><th scope=\"row\">{} <bdi>{name}</bdi></th>", a + 1));
        for (b, pair) in row.iter().enumerate() {
            match pair.share() {
                _ if a == b => out += "<td>–</td>",
                None => out += "<td class=\"soft\">0 of 0</td>",
                Some(_) => add(&mut out, format_args!("<td>{} of {}</td>", pair.same, pair.shared)),
            }
        }
        out += "</tr>\n";
    }
    out + "</tbody></table></div></details></section>\n"
}

fn drawing(comparison: &Comparison, places: &[(f64, f64)]) -> String {
    let mut out = String::new();
    add(
        &mut out,
        format_args!(
            "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"Map of agreement; the table below has its numbers\">\n"
        ),
    );
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for (number, ((x, y), statement)) in places.iter().zip(&comparison.statements).enumerate() {
        let x = MARGIN + x * (WIDTH - 2.0 * MARGIN);
        let mut y = MARGIN + y * (HEIGHT - 2.0 * MARGIN);
        // Names on the same spot would cover each other.
        while taken.iter().any(|(tx, ty)| (tx - x).abs() < 430.0 && (ty - y).abs() < 15.0) {
            y += 15.0;
        }
        taken.push((x, y));
        let name = escape(&cut(&one_line(statement.short_name()), 28));
        let (anchor, dx) = if x > WIDTH * 0.62 { ("end", -10.0) } else { ("start", 10.0) };
        add(
            &mut out,
            format_args!(
                "<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"5\"/><text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{} {name}</text>\n",
                x + dx,
                y + 4.5,
                number + 1
            ),
        );
    }
    out + "</svg>\n"
}
