//! The numbers in a text, as a language-independent sign that two sentences say the same.

/// The runs of two or more digits in a text, sorted. A thousand is written in many ways, its digits are not.
pub(crate) fn numbers(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut digits: Option<(u32, usize)> = None;
    for c in text.chars().chain([' ']) {
        match (c.to_digit(10), digits) {
            (Some(digit), None) => digits = Some((digit, 1)),
            (Some(digit), Some((value, count))) => {
                digits = Some((value.wrapping_mul(10).wrapping_add(digit), count + 1))
            }
            (None, Some((value, count))) => {
                if count > 1 {
                    found.push(value);
                }
                digits = None;
            }
            (None, None) => {}
        }
    }
    found.sort_unstable();
    found
}

/// How many numbers two sorted lists have in common.
pub(crate) fn in_common(a: &[u32], b: &[u32]) -> usize {
    let mut rest = b.iter().peekable();
    a.iter()
        .filter(|number| {
            while rest.next_if(|other| other < number).is_some() {}
            rest.next_if(|other| other == number).is_some()
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree_however_they_are_written() {
        let [english, german] = ["On 24 February 2022, 1,250 of 12", "Am 24. Februar 2022: 1.250 von 13"].map(numbers);
        assert_eq!(english, [12, 24, 250, 2022]);
        assert_eq!(in_common(&english, &german), 3);
        assert_eq!(in_common(&[7, 7], &[7]), 1);
    }
}
