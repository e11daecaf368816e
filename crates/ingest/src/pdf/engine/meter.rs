//! What reading a PDF may cost.

use std::cell::Cell;

use pdfboss_core::{Dict, Error, Object, Result};

/// Bytes that may still be unpacked or copied. Everything that the engine asks for is charged, so that whatever it does, it
/// ends.
#[derive(Debug)]
pub(super) struct Meter {
    left: Cell<u64>,
    spent: Cell<bool>,
}

impl Meter {
    pub(super) fn new(bytes: u64) -> Self {
        Self { left: Cell::new(bytes), spent: Cell::new(false) }
    }

    /// Charges some bytes.
    ///
    /// # Errors
    /// Where fewer are left; from then on nothing is.
    pub(super) fn charge(&self, bytes: u64) -> Result<()> {
        match self.left.get().checked_sub(bytes) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => {
                self.left.set(0);
                self.spent.set(true);
                Err(Error::Other("the limit is reached".to_owned()))
            }
        }
    }

    pub(super) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Whether something was refused.
    pub(super) fn is_spent(&self) -> bool {
        self.spent.get()
    }
}

/// About how many bytes a small object takes.
const EACH: u64 = 16;

/// About how many bytes a copy of an object takes. Parsed objects lie no deeper in each other than the parser goes.
pub(super) fn weight(object: &Object) -> u64 {
    match object {
        Object::Array(items) => items.iter().map(weight).sum::<u64>() + EACH,
        Object::Dict(dict) => entries(dict),
        // Copied in one piece, so cheaper than what is taken apart.
        Object::Stream(stream) => stream.data.len() as u64 / 8 + entries(&stream.dict),
        Object::String(bytes) => bytes.len() as u64 + EACH,
        _ => EACH,
    }
}

fn entries(dict: &Dict) -> u64 {
    dict.iter().map(|(_, value)| weight(value) + 2 * EACH).sum::<u64>() + EACH
}

/// What an array costs besides its size: the widths of a font are given as ranges of characters, each of which is filled in.
pub(super) fn ranges(object: &Object) -> u64 {
    let Object::Array(items) = object else { return 0 };
    let numbers = || items.iter().map(|item| item.as_int().unwrap_or(0));
    let wide = numbers().zip(numbers().skip(1)).map(|(first, last)| last.saturating_sub(first));
    wide.filter(|&wide| wide >= WIDE).map(|wide| wide.min(65_536) as u64 * 32).sum()
}

/// A difference between numbers from which on they are taken for the ends of a range.
pub(super) const WIDE: i64 = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_stays_spent() {
        let meter = Meter::new(10);
        assert!(meter.charge(6).is_ok() && !meter.is_spent());
        assert!(meter.charge(6).is_err() && meter.is_spent());
        assert!(meter.charge(1).is_err());
    }

    #[test]
    fn ranges_of_widths_cost_what_they_fill() {
        let array = |numbers: &[i64]| Object::Array(numbers.iter().map(|&n| Object::Int(n)).collect());
        assert_eq!(ranges(&array(&[0, 0, 612, 792])), 0);
        assert_eq!(ranges(&array(&[0, 65_535, 500])), 65_535 * 32);
        assert_eq!(ranges(&array(&[0, i64::MAX, i64::MIN])), 65_536 * 32);
    }
}
