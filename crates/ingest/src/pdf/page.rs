//! A page as an engine gives it: pieces of text and where they stand. No engine is known here.

/// A page held upright. Lengths are in points, from its upper left corner.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub width: f32,
    pub height: f32,
    /// In the order in which they were drawn.
    pub runs: Vec<Run>,
}

/// A piece of text that was drawn in one go: a line, a word, or a letter.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub text: String,
    /// Where it begins and ends.
    pub x: f32,
    pub end_x: f32,
    /// The line it stands on.
    pub y: f32,
    pub size: f32,
    /// Whether it runs in another direction than left to right.
    pub turned: bool,
    pub bold: bool,
    /// Whether all letters of its font are of one width.
    pub mono: bool,
    /// Whether the document itself says that it is a running head, a foot, or a number of a page.
    pub of_page: bool,
}

/// An advance from letter to letter, in parts of their size, that no word has: a gap between cells of a table lies in it.
const FAR: f32 = 2.2;
/// About how wide a letter is, in parts of its size.
const LETTER: f32 = 0.5;

impl Run {
    /// The run, or each of its letters where they are set so far apart that they stand in different cells of a table.
    ///
    /// Producers draw numbers of several cells in one go, with the distance of the cells between the letters. Where exactly
    /// each letter stands is known to the engine alone; they are taken to be evenly set.
    pub(super) fn cells(self) -> impl Iterator<Item = Self> {
        let count = self.text.chars().count().max(1);
        let advance = (self.end_x - self.x) / count as f32;
        let far = !self.turned && advance > FAR * self.size;
        let whole = (!far).then(|| self.clone());
        let letters = if far { self.text.chars().collect() } else { Vec::new() };
        let letter = move |(number, c): (usize, char)| {
            let x = self.x + number as f32 * advance;
            Self { text: c.to_string(), x, end_x: x + LETTER * self.size, ..self.clone() }
        };
        whole.into_iter().chain(letters.into_iter().enumerate().map(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_far_apart_are_cells() {
        let run = |text: &str, end_x: f32| Run { text: text.to_owned(), x: 50.0, end_x, size: 10.0, ..Run::default() };
        let cells = |run: Run| run.cells().map(|run| (run.text, run.x, run.end_x)).collect::<Vec<_>>();
        assert_eq!(cells(run("07", 130.0)), [("0".to_owned(), 50.0, 55.0), ("7".to_owned(), 90.0, 95.0)]);
        // The space that is set behind a letter is no part of it.
        assert_eq!(cells(run("0", 90.0)), [("0".to_owned(), 50.0, 55.0)]);
        // A heading may be set wide.
        assert_eq!(cells(run("TOLL", 120.0)), [("TOLL".to_owned(), 50.0, 120.0)]);
    }
}
