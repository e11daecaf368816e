//! Findings in words for people.

use standpoint_reading::{DateMention, Figure, Qualifier};

/// A number with its thousands marked: `31,000,000`, `6.2`.
pub(crate) fn number(value: f64) -> String {
    // Beyond this a double has no exact units left, and nobody reads so many digits.
    if !value.is_finite() || value.abs() >= 1e15 {
        return format!("{value:e}");
    }
    let plain = format!("{value}");
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut marked = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            marked.push(',');
        }
        marked.push(digit);
    }
    format!("{sign}{marked}{rest}")
}

/// The value of a figure and how exactly it is meant: `over 10,000`, `12 to 14`.
pub fn value(figure: &Figure) -> String {
    let value = number(figure.value);
    if let Some(most) = figure.value_max {
        return format!("{value} to {}", number(most));
    }
    match figure.qualifier {
        Qualifier::Exact | Qualifier::Range => value,
        Qualifier::About => format!("about {value}"),
        Qualifier::Over => format!("over {value}"),
        Qualifier::Under => format!("under {value}"),
        Qualifier::Order => format!("in the order of {value}"),
    }
}

/// The date of a mention, and whether a part of it was completed.
pub fn date(mention: &DateMention) -> String {
    match mention.date {
        None => "no such date".to_owned(),
        Some(date) if mention.inferred => format!("{date} (completed)"),
        Some(date) => date.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_at_a_glance() {
        let written = [0.0, 12.0, 999.0, 1000.0, 31_000_000.0, 6.2, -1234.5, 1e300].map(number);
        assert_eq!(written, ["0", "12", "999", "1,000", "31,000,000", "6.2", "−1,234.5", "1e300"]);
    }
}
