//! Rows of text in columns on a terminal: what is too long goes on in the next line of its column.

use crate::plain::{fold, pad, width};

/// Columns of white space between two columns.
const GAP: usize = 2;
/// A flexible column narrower than this can't be read; the cells of a row stand below one another then.
const NARROWEST: usize = 14;

/// How wide a column is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wide {
    /// As its widest cell, up to so many columns.
    AsNeeded(usize),
    /// So many shares of what is left.
    Share(usize),
}

/// The head of a column, and how wide it is.
pub(crate) type Column = (&'static str, Wide);

/// Lays out rows under their heads, indented by two. Every row has a cell for each column, on one line.
pub(crate) fn layout<const N: usize>(columns: &[Column; N], rows: &[[String; N]], room: usize, colour: bool) -> String {
    let Some(widths) = widths(columns, rows, room) else {
        return stacked(columns, rows, room);
    };
    let heads = columns.map(|(head, _)| head.to_owned());
    let head = lines(&heads, &widths);
    let mut out = if colour { head.lines().map(|line| format!("\x1b[2m{line}\x1b[0m\n")).collect() } else { head };
    for row in rows {
        out += &lines(row, &widths);
    }
    out
}

fn widths<const N: usize>(columns: &[Column; N], rows: &[[String; N]], room: usize) -> Option<[usize; N]> {
    let mut widths = [0; N];
    let (mut left, mut shares) = (room.saturating_sub(GAP * N), 0);
    for (number, (head, wide)) in columns.iter().enumerate() {
        match wide {
            Wide::AsNeeded(most) => {
                let widest = rows.iter().map(|row| width(&row[number])).max().unwrap_or(0);
                widths[number] = widest.max(width(head)).min(*most);
                left = left.checked_sub(widths[number])?;
            }
            Wide::Share(share) => shares += share,
        }
    }
    for (number, (_, wide)) in columns.iter().enumerate() {
        if let Wide::Share(share) = wide {
            widths[number] = left * share / shares;
            if widths[number] < NARROWEST {
                return None;
            }
        }
    }
    Some(widths)
}

fn lines<const N: usize>(row: &[String; N], widths: &[usize; N]) -> String {
    let mut number = 0;
    let cells: [Vec<String>; N] = std::array::from_fn(|column| fold(&row[column], widths[column]));
    let tallest = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    while number < tallest {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            line += &" ".repeat(GAP);
            line += &pad(cell.get(number).map_or("", String::as_str), *width);
        }
        out += line.trim_end();
        out.push('\n');
        number += 1;
    }
    out
}

/// For narrow terminals: each cell on a line of its own after its head.
fn stacked<const N: usize>(columns: &[Column; N], rows: &[[String; N]], room: usize) -> String {
    let widest = columns.iter().map(|(head, _)| width(head)).max().unwrap_or(0);
    let mut out = String::new();
    for row in rows {
        for ((head, _), cell) in columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let before = GAP + widest + GAP;
            for (number, line) in fold(cell, room.saturating_sub(before).max(8)).iter().enumerate() {
                let head = if number == 0 { *head } else { "" };
                out += &format!("  {}  {line}\n", pad(head, widest));
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: [Column; 3] =
        [("where", Wide::AsNeeded(18)), ("words", Wide::Share(1)), ("in their sentence", Wide::Share(2))];

    fn row(cells: [&str; 3]) -> [String; 3] {
        cells.map(str::to_owned)
    }

    #[test]
    fn long_cells_go_on_below() {
        let rows = [row(["1:4–9", "two crowns", "They want two crowns from everybody who crosses the old bridge."])];
        let wide = layout(&COLUMNS, &rows, 72, false);
        assert_eq!(wide.lines().count(), 3, "{wide}");
        assert!(wide.lines().nth(1).unwrap().starts_with("  1:4–9  two crowns"), "{wide}");
        let narrow = layout(&COLUMNS, &rows, 40, false);
        assert!(narrow.starts_with("  where              1:4–9\n  words              two crowns\n"), "{narrow}");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(cell in "(\\PC){0,90}", room in 40usize..120) {
            let cell = crate::plain::one_line(&cell);
            let rows = [[String::from("1:4–9"), String::new(), cell.clone()]];
            let text = layout(&COLUMNS, &rows, room, false);
            prop_assert!(text.lines().all(|line| width(line) <= room), "{}", text);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert!(letters(&text).ends_with(&letters(&cell)));
        }
    }
}
