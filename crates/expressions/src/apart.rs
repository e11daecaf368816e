use std::ops::Range;

/// What was found, and the same with the words around it that belong to it.
pub(crate) trait Qualified {
    /// The stretch itself.
    fn bytes(&self) -> Range<usize>;
    /// The stretch with the words that belong to it.
    fn qualified(&mut self) -> &mut Range<usize>;
}

/// Words between two finds belong to one of them: those after the first give way to those before the second.
pub(crate) fn keep_apart<T: Qualified>(found: &mut [T]) {
    for at in 1..found.len() {
        let (before, after) = found.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &mut after[0]);
        let start = second.qualified().start;
        if first.qualified().end > start {
            first.qualified().end = first.bytes().end;
        }
        let end = first.qualified().end;
        if end > start {
            second.qualified().start = second.bytes().start;
        }
    }
}
