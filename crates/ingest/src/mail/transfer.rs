//! How bytes travel by mail: quoted-printable and base64. What is wrong in them is passed over, as every reader of mail does.

use std::borrow::Cow;

/// The bytes of a body that travelled in this way.
pub(crate) fn decoded<'a>(body: &'a [u8], way: &str) -> Cow<'a, [u8]> {
    if way.eq_ignore_ascii_case("base64") {
        base64(body).into()
    } else if way.eq_ignore_ascii_case("quoted-printable") {
        quoted_printable(body).into()
    } else {
        body.into()
    }
}

pub(crate) fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|b| *b == b'\n') {
        let bare = line.trim_ascii_end();
        // Spaces at the end of a line were added on the way; in a head there is no end of a line.
        let ends = line.ends_with(b"\n");
        let text = if ends { bare } else { line };
        match text.strip_suffix(b"=") {
            Some(text) => unquote(text, &mut out),
            None => {
                unquote(text, &mut out);
                if ends {
                    out.push(b'\n');
                }
            }
        }
    }
    out
}

fn unquote(line: &[u8], out: &mut Vec<u8>) {
    let digit = |at: usize| line.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'=', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
}

pub(crate) fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // An end: bytes that several programs wrote one after the other may follow.
            b'=' => {
                (bits, count) = (0, 0);
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        assert_eq!(quoted_printable(b"No=20to=\r\nll =C3=A4 = 5 \r\nx="), b"No toll \xc3\xa4 = 5\nx");
        assert_eq!(base64(b"Tm8g\r\ndG9s\nbA=="), b"No toll");
        assert_eq!(base64(b"Tm8=Tm8"), b"NoNo");
        assert_eq!(&*decoded(b"a=41", "8bit"), b"a=41");
    }
}
