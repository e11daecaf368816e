//! Characters of symbol fonts, which stand in a document as codes that mean nothing without the font.
//!
//! The font Symbol is known whole, of Wingdings the bullets, arrows and check marks that texts have. A code that is not known
//! stays a code, in the private range where such fonts have them: what is not known is not guessed.

/// The beginning of the range in which symbol fonts have their characters.
const PRIVATE: u32 = 0xf000;

/// Fonts whose letters are none.
const SYMBOL_FONTS: [&str; 6] = ["Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "ZapfDingbats"];

/// What the font Symbol shows for the codes of ASCII, and for those from 0xA0; a space where it has no character.
const SYMBOL_LOW: &str =
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH: &str =
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// The character that a code of a font shows. Where it is not known, a letter of the keyboard must not stand for it.
pub(super) fn shown(code: char, font: &str) -> char {
    let low = match u32::from(code) {
        low @ 0x20..=0xff => low,
        private @ 0xf020..=0xf0ff => private - PRIVATE,
        _ => return code,
    };
    let found = match font {
        "Symbol" => symbol(low),
        "Wingdings" => wingding(low),
        _ => None,
    };
    let unknown = || if SYMBOL_FONTS.contains(&font) { char::from_u32(PRIVATE + low) } else { None };
    found.or_else(unknown).unwrap_or(code)
}

/// The code that a byte is in a font of symbols.
pub(super) fn private(byte: u8) -> char {
    char::from_u32(PRIVATE + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn symbol(low: u32) -> Option<char> {
    let found = match low {
        0x20..=0x7e => SYMBOL_LOW.chars().nth((low - 0x20) as usize),
        0xa0..=0xfe => SYMBOL_HIGH.chars().nth((low - 0xa0) as usize),
        _ => None,
    };
    found.filter(|c| *c != ' ' || low == 0x20)
}

fn wingding(low: u32) -> Option<char> {
    Some(match low {
        0x6c => '●',
        0x6e => '■',
        0x6f | 0x71 | 0xa8 => '□',
        0x76 => '❖',
        0x9f => '•',
        0xa1 => '○',
        0xa7 => '▪',
        0xd8 => '➢',
        0xdf => '←',
        0xe0 | 0xe8 => '→',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        0x4a => '☺',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_shown_as_their_font_does() {
        assert_eq!(shown('\u{f0b7}', "Symbol"), '•');
        assert_eq!(shown('\u{f061}', "Symbol"), 'α');
        assert_eq!(shown('\u{f0fc}', "Wingdings"), '✓');
        assert_eq!(shown('\u{f0fc}', "Some Font"), '\u{f0fc}');
        assert_eq!(shown('\u{da}', "Symbol"), '∨');
        assert_eq!(shown('\u{fe}', "Symbol"), '⎭');
        assert_eq!(shown('~', "Symbol"), '∼');
        assert_eq!(shown('A', "Webdings"), '\u{f041}');
        assert_eq!((SYMBOL_LOW.chars().count(), SYMBOL_HIGH.chars().count()), (95, 95));
        assert_eq!(shown('é', "Arial"), 'é');
    }
}
