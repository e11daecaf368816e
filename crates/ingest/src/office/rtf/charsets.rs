//! Which characters the bytes of a rich text file are: the code page of the file, and those of its fonts.

use std::collections::HashMap;

use encoding_rs::Encoding;

/// So many fonts are kept.
const MOST: usize = 10_000;

/// A font of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    pub charset: Option<i32>,
    pub code_page: Option<i32>,
    pub name: String,
}

/// How the bytes of a run are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Characters {
    Encoded(&'static Encoding),
    /// In a font of symbols, which has this number.
    Symbols(i32),
}

/// The fonts of a file and its code page.
#[derive(Debug)]
pub(super) struct Charsets {
    pub fonts: HashMap<i32, Font>,
    code_page: &'static Encoding,
}

impl Default for Charsets {
    fn default() -> Self {
        Self { fonts: HashMap::new(), code_page: encoding_rs::WINDOWS_1252 }
    }
}

impl Charsets {
    pub(super) fn set_code_page(&mut self, number: i32) {
        self.code_page = code_page(number).unwrap_or(self.code_page);
    }

    pub(super) fn insert(&mut self, number: i32, font: Font) {
        if self.fonts.len() < MOST {
            self.fonts.insert(number, font);
        }
    }

    /// How bytes in a font are to be read.
    pub(super) fn of_font(&self, number: Option<i32>) -> Characters {
        let Some((number, font)) = number.and_then(|n| Some((n, self.fonts.get(&n)?))) else {
            return Characters::Encoded(self.code_page);
        };
        let encoding = match (font.code_page.and_then(code_page), font.charset) {
            (Some(encoding), _) => encoding,
            (None, Some(2)) => return Characters::Symbols(number),
            (None, Some(0)) if self.is_western_apart() => encoding_rs::WINDOWS_1252,
            (None, Some(charset)) => charset_page(charset).and_then(code_page).unwrap_or(self.code_page),
            (None, None) => self.code_page,
        };
        Characters::Encoded(encoding)
    }

    /// Whether charset 0 means Western letters, as it should. In files of programs that know no other charset it means those of
    /// the file's code page.
    fn is_western_apart(&self) -> bool {
        let page_of = |font: &Font| font.charset.and_then(charset_page).and_then(code_page);
        self.fonts.values().take(200).any(|font| page_of(font) == Some(self.code_page))
    }
}

/// The code page of a charset of Windows fonts.
fn charset_page(charset: i32) -> Option<i32> {
    Some(match charset {
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        866 => "ibm866",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1252 | 437 | 850 => "windows-1252",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        21866 => "koi8-u",
        28592 => "iso-8859-2",
        65001 => "utf-8",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charset_0_is_western_unless_the_file_knows_no_other() {
        let font = |charset| Font { charset: Some(charset), ..Font::default() };
        let mut charsets = Charsets::default();
        charsets.set_code_page(1251);
        charsets.insert(0, font(0));
        assert_eq!(charsets.of_font(Some(0)), Characters::Encoded(encoding_rs::WINDOWS_1251));
        charsets.insert(1, font(204));
        assert_eq!(charsets.of_font(Some(0)), Characters::Encoded(encoding_rs::WINDOWS_1252));
        assert_eq!(charsets.of_font(Some(1)), Characters::Encoded(encoding_rs::WINDOWS_1251));
        charsets.insert(2, font(238));
        assert_eq!(charsets.of_font(Some(2)), Characters::Encoded(encoding_rs::WINDOWS_1250));
        assert_eq!(charsets.of_font(None), Characters::Encoded(encoding_rs::WINDOWS_1251));
    }
}
