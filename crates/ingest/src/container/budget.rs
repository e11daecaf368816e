//! How much may be unpacked, counted while it is unpacked: what an archive says of its sizes is not believed.

use std::cell::Cell;
use std::io::{self, Read};

use super::trouble::Bound;
use crate::Limits;

/// So many bytes may come of any few: small texts of one letter are no attack.
const FREE: u64 = 16 << 20;
/// A large file may unpack to so many times its size whatever [`Limits::container_bytes`] is: the work stays in
/// proportion to what a person has on disk.
const IN_PROPORTION: u64 = 16;

/// What was unpacked so far of one file, at all depths together.
#[derive(Debug)]
pub(crate) struct Budget {
    /// Bytes of the file itself that were read.
    read: Cell<u64>,
    unpacked: Cell<u64>,
    least: u64,
    ratio: u64,
}

impl Budget {
    /// What may be unpacked of a file that holds documents.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self::of(limits.container_bytes, limits)
    }

    /// What may be unpacked of a document that is a package of parts.
    pub(crate) fn of_document(limits: &Limits) -> Self {
        Self::of(limits.unpacked_bytes, limits)
    }

    fn of(least: u64, limits: &Limits) -> Self {
        Self { read: Cell::new(0), unpacked: Cell::new(0), least, ratio: limits.unpacked_ratio }
    }

    /// Says that so many more bytes of the file itself were read.
    pub(crate) fn add_read(&self, bytes: u64) {
        self.read.set(self.read.get().saturating_add(bytes));
    }

    fn add_unpacked(&self, bytes: u64) -> Result<(), Bound> {
        let unpacked = self.unpacked.get().saturating_add(bytes);
        self.unpacked.set(unpacked);
        let most = self.least.max(self.read.get().saturating_mul(IN_PROPORTION));
        if unpacked > most {
            return Err(Bound::Unpacked);
        }
        Ok(())
    }
}

/// A reader of unpacked bytes that ends with an error where there are too many.
pub(crate) struct Unpacking<'b, R, P> {
    inner: R,
    budget: &'b Budget,
    out: u64,
    /// How many packed bytes they came of, so far.
    packed: P,
}

impl<'b, R: Read, P: Fn(&R) -> u64> Unpacking<'b, R, P> {
    pub(crate) fn new(inner: R, budget: &'b Budget, packed: P) -> Self {
        Self { inner, budget, out: 0, packed }
    }

    pub(crate) fn inner(&self) -> &R {
        &self.inner
    }
}

impl<R: Read, P: Fn(&R) -> u64> Read for Unpacking<'_, R, P> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.out += count as u64;
        self.budget.add_unpacked(count as u64)?;
        let packed = (self.packed)(&self.inner).max(1);
        if self.out > FREE && self.out > packed.saturating_mul(self.budget.ratio) {
            return Err(Bound::Ratio.into());
        }
        Ok(count)
    }
}
