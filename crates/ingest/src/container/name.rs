//! The names of members: labels for people, never places on a disk.

use encoding_rs::IBM866;

use crate::find;

/// The letters of code page 437 from 0x80 on, in which old ZIP files write names.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// What a name says of the thing it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A document or an archive.
    Known,
    /// Nothing: it has no ending.
    Open,
    /// Something else, or a hidden file.
    Other,
}

pub(super) fn kind(name: &str) -> Kind {
    let hidden = name.split('/').any(|step| step.starts_with('.') || step == "__MACOSX");
    let file = name.rsplit('/').next().unwrap_or(name);
    if hidden {
        Kind::Other
    } else if find::is_known_name(file) {
        Kind::Known
    } else if file.contains('.') {
        Kind::Other
    } else {
        Kind::Open
    }
}

/// A name as a label below the path of its archive: no root, no way up, no drive, no control characters.
pub(super) fn label(raw: &[u8]) -> String {
    let name = letters(raw).replace('\\', "/");
    let steps = name.split('/').map(|step| step.replace(char::is_control, "\u{fffd}"));
    let is_drive = |step: &str| step.len() == 2 && step.ends_with(':');
    let kept: Vec<String> = steps.filter(|step| !matches!(step.as_str(), "" | "." | "..") && !is_drive(step)).collect();
    if kept.is_empty() {
        return "?".to_owned();
    }
    kept.join("/")
}

/// Names are in UTF-8, or of the time before: then Cyrillic shows in that letters beyond ASCII stand side by side.
fn letters(raw: &[u8]) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.to_owned();
    }
    let beyond = raw.iter().filter(|b| **b >= 0x80).count();
    let side_by_side = raw.windows(2).filter(|pair| pair.iter().all(|b| *b >= 0x80)).count();
    let cyrillic = IBM866.decode_without_bom_handling(raw).0;
    let all_letters = cyrillic.chars().filter(|c| !c.is_ascii()).all(|c| c.is_alphabetic() || c == '№');
    if side_by_side * 2 >= beyond && all_letters {
        return cyrillic.into_owned();
    }
    let letter = |byte: &u8| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(above) => CODE_PAGE_437.chars().nth(usize::from(above)).unwrap_or('\u{fffd}'),
    };
    raw.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_labels() {
        assert_eq!(label(b"../../etc/passwd"), "etc/passwd");
        assert_eq!(label(b"C:\\news\\a.html"), "news/a.html");
        assert_eq!(label(b"/a//./b\n.txt"), "a/b\u{fffd}.txt");
        assert_eq!(label(b"../.."), "?");
    }

    #[test]
    fn names_of_old_archives() {
        assert_eq!(CODE_PAGE_437.chars().count(), 128);
        assert_eq!(label(b"Erkl\x84rung.txt"), "Erklärung.txt");
        assert_eq!(label(b"d\x82claration.txt"), "déclaration.txt");
        let (cyrillic, ..) = IBM866.encode("Заявление.txt");
        assert_eq!(label(&cyrillic), "Заявление.txt");
        assert_eq!(label("Заява.txt".as_bytes()), "Заява.txt");
    }

    #[test]
    fn what_names_say() {
        assert_eq!(kind("a/b.HTML"), Kind::Known);
        assert_eq!(kind("a/index"), Kind::Open);
        assert_eq!(kind("a/x.png"), Kind::Other);
        assert_eq!(kind("__MACOSX/._a.txt"), Kind::Other);
        assert_eq!(kind(".git/a.txt"), Kind::Other);
    }
}
