//! The index by which the pages as files are searched: words with the passages that have them, and the passages, in parts of a size
//! that a browser loads at once. Each part is a script, since a page that is a file may load nothing else.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{json, Map, Value};
use standpoint_languages::Words;
use standpoint_library::{fold, Entry};
use standpoint_text::Statement;

use crate::pages::name_of;

/// So many passages are in one part.
const PASSAGES: usize = 200;
/// A part of the words ends with the word with which it has so many bytes.
const BYTES: usize = 128 << 10;
/// Letters that a person may type, and that may have to be looked for otherwise.
const LETTERS: [std::ops::RangeInclusive<char>; 5] = [
    '\u{ad}'..='\u{ad}',
    '\u{c0}'..='\u{24f}',
    '\u{300}'..='\u{52f}',
    '\u{1e00}'..='\u{1fff}',
    '\u{fb00}'..='\u{fb06}',
];

/// The passages that have a word.
#[derive(Default)]
struct Having {
    last: usize,
    /// The number of the first, and how many numbers on each next one is, with 36 digits, between commas.
    packed: String,
}

/// The index while statements are put in. Passages are written as they come.
pub(crate) struct Index {
    folder: PathBuf,
    words: HashMap<String, Having>,
    passages: usize,
    statements: Vec<Value>,
    part: Vec<Value>,
}

impl Index {
    /// An empty one; its parts are written into this folder.
    pub(crate) fn new(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, words: HashMap::new(), passages: 0, statements: Vec::new(), part: Vec::new() })
    }

    /// Puts in a statement, which is on the page of this file.
    pub(crate) fn take(&mut self, entry: &Entry, statement: &Statement, file: &str) -> io::Result<()> {
        let about = json!([file, name_of(entry), entry.published.map(|date| date.to_string()).unwrap_or_default()]);
        let mut is_new = true;
        for (number, passage) in statement.passages.iter().enumerate() {
            if is_new {
                self.statements.push(about.clone());
                is_new = false;
            }
            let text = passage.span.as_str();
            self.put_words(text);
            let language = passage.language.map(|code| code.to_string()).unwrap_or_default();
            self.part.push(json!([self.statements.len() - 1, number + 1, language, text]));
            self.passages += 1;
            if self.part.len() == PASSAGES {
                self.write_passages()?;
                is_new = true;
            }
        }
        Ok(())
    }

    fn put_words(&mut self, text: &str) {
        for word in Words::of(text).iter() {
            let having = self.words.entry(fold(word)).or_default();
            if having.packed.is_empty() {
                having.packed = in_36(self.passages);
            } else if having.last != self.passages {
                having.packed.push(',');
                having.packed.push_str(&in_36(self.passages - having.last));
            }
            having.last = self.passages;
        }
    }

    fn write_passages(&mut self) -> io::Result<()> {
        let number = (self.passages - 1) / PASSAGES;
        let content = json!({ "statements": self.statements, "passages": self.part });
        self.statements.clear();
        self.part.clear();
        write(&self.folder, "passages", number, &content)
    }

    /// Writes what is left.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        if !self.part.is_empty() {
            self.write_passages()?;
        }
        let mut words: Vec<(String, String)> =
            std::mem::take(&mut self.words).into_iter().map(|(word, having)| (word, having.packed)).collect();
        words.sort_unstable();
        let (mut firsts, mut part, mut bytes) = (Vec::new(), Map::new(), 0);
        let count = words.len();
        for (number, (word, packed)) in words.into_iter().enumerate() {
            if part.is_empty() {
                firsts.push(word.clone());
            }
            bytes += word.len() + packed.len();
            part.insert(word, packed.into());
            if bytes >= BYTES || number + 1 == count {
                write(&self.folder, "words", firsts.len() - 1, &Value::Object(std::mem::take(&mut part)))?;
                bytes = 0;
            }
        }
        let about = json!({ "fold": folds(), "words": firsts, "each": PASSAGES });
        fs::write(self.folder.join("start.js"), format!("standpointSearch.start({about});\n"))
    }
}

fn write(folder: &Path, kind: &str, number: usize, content: &Value) -> io::Result<()> {
    fs::write(folder.join(format!("{kind}-{number}.js")), format!("standpointSearch.{kind}({number},{content});\n"))
}

/// What letters are looked for as, where that is not the small letter.
fn folds() -> Map<String, Value> {
    let letters = LETTERS.into_iter().flatten();
    let folds = letters.filter_map(|letter| {
        // Behind a letter, since nothing at all is looked for as something.
        let folded = fold(&format!("a{letter}"));
        let folded = folded.strip_prefix('a')?.to_owned();
        (folded != letter.to_lowercase().to_string()).then(|| (letter.to_string(), folded.into()))
    });
    folds.collect()
}

fn in_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_36_digits() {
        assert_eq!([0, 9, 35, 36, 1295, 1296].map(in_36), ["0", "9", "z", "10", "zz", "100"]);
    }

    #[test]
    fn letters_are_looked_for_without_their_accents() {
        let folds = folds();
        for (letter, folded) in
            [("é", "e"), ("Ž", "z"), ("ß", "ss"), ("Ł", "l"), ("й", "и"), ("\u{301}", ""), ("ſ", "s")]
        {
            assert_eq!(folds.get(letter), Some(&Value::from(folded)), "{letter}");
        }
        assert!(!folds.contains_key("ж") && !folds.contains_key("Ж"), "small letters are no matter");
    }
}
