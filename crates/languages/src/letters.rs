//! What Unicode says of letters, without looking it up for those that most texts are made of.

/// Whether a character is a letter: [`char::is_alphabetic`], faster for Latin and Cyrillic.
///
/// ```
/// use standpoint_languages::is_letter;
/// assert!("aÉжґß".chars().all(is_letter));
/// assert!(!"9’ ×-".chars().any(is_letter));
/// ```
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{d7}' | '\u{f7}' => false,
        '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        // General punctuation and spaces, where quotation marks and dashes stand.
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a digit: [`char::is_alphanumeric`], faster for Latin and Cyrillic.
pub fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c) || (!c.is_ascii() && c.is_numeric())
}

/// Adds a character in lower case: [`char::to_lowercase`], faster for Latin and Cyrillic.
pub fn push_lower(lower: &mut String, c: char) {
    let plain = |offset: u32| char::from_u32(c as u32 + offset).unwrap_or(c);
    match c {
        '\0'..='\u{7f}' => lower.push(c.to_ascii_lowercase()),
        '\u{df}'..='\u{ff}' | '\u{d7}' | '\u{430}'..='\u{45f}' => lower.push(c),
        '\u{c0}'..='\u{de}' | '\u{410}'..='\u{42f}' => lower.push(plain(32)),
        '\u{400}'..='\u{40f}' => lower.push(plain(80)),
        _ => lower.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_unicode_says() {
        let mut lower = String::new();
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
            lower.clear();
            push_lower(&mut lower, c);
            assert!(lower.chars().eq(c.to_lowercase()), "{c:?}");
        }
    }
}
