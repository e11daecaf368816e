//! The vector of a text.

/// A point on the unit sphere of 512 dimensions, or the zero vector.
///
/// The zero vector stands for "no content" and has cosine 0 with everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector(Box<[f32; Vector::DIMENSIONS]>);

impl Vector {
    /// How many numbers a vector has.
    pub const DIMENSIONS: usize = 512;

    /// The vector of a text without content.
    pub fn zero() -> Self {
        Vector(Box::new([0.0; Self::DIMENSIONS]))
    }

    /// The vector in the direction of `values`, for instance of a stored vector.
    ///
    /// Returns `None` unless there are exactly 512 finite numbers. All zeros
    /// give the zero vector. Values already of length one are kept bit by bit.
    pub fn from_slice(values: &[f32]) -> Option<Self> {
        let values: [f32; Self::DIMENSIONS] = values.try_into().ok()?;
        if !values.iter().all(|value| value.is_finite()) {
            return None;
        }
        Some(Self::normalised(values))
    }

    /// `values` brought to length one. Values that are not finite, or zero, give
    /// the zero vector.
    pub(crate) fn normalised(mut values: [f32; Self::DIMENSIONS]) -> Self {
        // In f64, as the square of a large f32 would not be finite.
        let length = values.iter().map(|&value| f64::from(value) * f64::from(value)).sum::<f64>().sqrt();
        if length == 0.0 || !length.is_finite() {
            return Self::zero();
        }
        // A second rounding of a stored vector would change its last bits.
        if (length - 1.0).abs() > 1e-6 {
            for value in &mut values {
                *value = (f64::from(*value) / length) as f32;
            }
        }
        Vector(Box::new(values))
    }

    /// The 512 numbers.
    pub fn as_slice(&self) -> &[f32] {
        &self.0[..]
    }

    /// True for the vector of a text without content.
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|&value| value == 0.0)
    }

    /// Cosine of the angle between two vectors: 1 for the same direction, 0 for
    /// unrelated ones and wherever one of them is the zero vector.
    pub fn cosine(&self, other: &Vector) -> f32 {
        // Sixteen separate sums, so that the compiler can use wide registers.
        let mut sums = [0.0f32; 16];
        for (ours, theirs) in self.0.chunks_exact(16).zip(other.0.chunks_exact(16)) {
            for ((sum, a), b) in sums.iter_mut().zip(ours).zip(theirs) {
                *sum += a * b;
            }
        }
        sums.iter().sum::<f32>().clamp(-1.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_vectors_come_back_unchanged() {
        let mut values = [0.0f32; 512];
        values.iter_mut().enumerate().for_each(|(i, value)| *value = (i as f32 * 0.37).sin());
        let vector = Vector::from_slice(&values).unwrap();
        assert!((vector.cosine(&vector) - 1.0).abs() < 1e-6);
        assert_eq!(Vector::from_slice(vector.as_slice()).unwrap(), vector);
    }

    #[test]
    fn odd_values_are_refused_or_zero() {
        assert!(Vector::from_slice(&[1.0; 511]).is_none());
        assert!(Vector::from_slice(&[f32::NAN; 512]).is_none());
        assert!(Vector::from_slice(&[0.0; 512]).unwrap().is_zero());
        assert!(!Vector::from_slice(&[f32::MAX; 512]).unwrap().is_zero());
        assert_eq!(Vector::zero().cosine(&Vector::zero()), 0.0);
    }
}
