//! What can go wrong when the built-in encoder is opened.

/// Why the encoder could not be opened. As the asset is part of the program,
/// either of these means that the program was built from a damaged asset.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncoderError {
    /// A compressed part of the asset could not be read.
    #[error("part {part} of the built-in encoder could not be decompressed: {reason}")]
    Decompress {
        /// Number of the part, from 0.
        part: usize,
        /// What the decompressor said.
        reason: String,
    },
    /// The asset is readable but does not hold what it should.
    #[error("the built-in encoder is damaged: {what}")]
    Damaged {
        /// What is missing or wrong.
        what: String,
    },
}

impl EncoderError {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        EncoderError::Damaged { what: what.into() }
    }
}
