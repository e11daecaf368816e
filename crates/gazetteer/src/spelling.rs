use foldhash::HashMap;

/// The letter rules of a language: which letters stand for which sound.
///
/// ```
/// use standpoint_gazetteer::Spelling;
/// let rules = |pairs: &[(&str, &str)]| Spelling::new(pairs.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())));
/// let dutch = rules(&[("oe", "u"), ("sj", "š")]);
/// let french = rules(&[("ou", "u"), ("ch", "š")]);
/// assert!(dutch.skeleton("Kaloesjin").meets(&french.skeleton("Kalouchine")));
/// assert!(!dutch.skeleton("Kaloesjin").meets(&french.skeleton("Kalinine")));
/// ```
#[derive(Debug, Default)]
pub struct Spelling {
    /// By their first letter, the longest first.
    rules: HashMap<char, Vec<(Vec<char>, String)>>,
}

/// What is left of a name when only its sounds count: its consonants with the places of its vowels, and the vowels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Skeleton {
    consonants: String,
    vowels: String,
}

impl Skeleton {
    /// The consonants, with a mark wherever vowels stand: the same for all spellings of a name.
    pub fn consonants(&self) -> &str {
        &self.consonants
    }

    /// Whether two spellings may be of one name.
    pub fn meets(&self, other: &Self) -> bool {
        self.consonants == other.consonants
            && self.vowels.chars().zip(other.vowels.chars()).all(|(a, b)| a == b || are_near(a, b))
    }

    /// Whether there is enough of the name to compare.
    pub fn is_telling(&self) -> bool {
        self.consonants.chars().filter(|&c| c != VOWEL).count() >= 2
    }
}

const VOWEL: char = '.';

/// Vowels that languages write for each other: unstressed *o* is heard as *a*, Russian *ё* is written *e*, and so on.
fn are_near(a: char, b: char) -> bool {
    matches!((a.min(b), a.max(b)), ('a', 'o') | ('e', 'i') | ('e', 'o') | ('i', 'o') | ('o', 'u'))
}

impl Spelling {
    /// Rules from pairs of letters and sound; of rules that begin alike the longest counts.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut rules: HashMap<char, Vec<(Vec<char>, String)>> = HashMap::default();
        for (letters, sound) in pairs {
            let letters: Vec<char> = letters.chars().collect();
            if let Some(&first) = letters.first() {
                rules.entry(first).or_default().push((letters, sound));
            }
        }
        for list in rules.values_mut() {
            list.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
        }
        Self { rules }
    }

    /// The sounds of a name.
    pub fn skeleton(&self, name: &str) -> Skeleton {
        let sounds = even_out(&self.sounds(name));
        let mut skeleton = Skeleton { consonants: String::new(), vowels: String::new() };
        for sound in sounds {
            if is_vowel(sound) {
                if !skeleton.consonants.ends_with(VOWEL) {
                    skeleton.consonants.push(VOWEL);
                    skeleton.vowels.push(sound);
                }
            } else if !skeleton.consonants.ends_with(sound) {
                skeleton.consonants.push(sound);
            }
        }
        if skeleton.consonants.ends_with(VOWEL) {
            skeleton.consonants.pop();
            skeleton.vowels.pop();
        }
        skeleton
    }

    fn sounds(&self, name: &str) -> Vec<char> {
        let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
        let mut sounds = Vec::with_capacity(letters.len());
        let mut at = 0;
        while let Some(&letter) = letters.get(at) {
            let rule = self.rules.get(&letter).and_then(|list| list.iter().find(|(l, _)| letters[at..].starts_with(l)));
            match rule {
                Some((written, sound)) => {
                    sounds.extend(sound.chars());
                    at += written.len();
                }
                None => {
                    sounds.extend(without_mark(letter));
                    at += 1;
                }
            }
        }
        sounds
    }
}

/// Levels what languages hear differently: *z* and *s*, *g* and *h*, *i* beside another vowel.
fn even_out(sounds: &[char]) -> Vec<char> {
    let level = |c: char| match c {
        'z' => 's',
        'g' => 'h',
        'w' => 'v',
        'y' | 'j' => 'i',
        'q' => 'k',
        c => c,
    };
    let leveled: Vec<char> = sounds.iter().map(|&c| level(c)).collect();
    let is_vowel_at = |at: usize| leveled.get(at).is_some_and(|&c| is_vowel(c));
    let glides = |at: usize| {
        leveled[at] == 'i'
            && ((at > 0 && is_vowel_at(at - 1) && leveled[at - 1] != 'i')
                || (is_vowel_at(at + 1) && leveled[at + 1] != 'i'))
    };
    (0..leveled.len()).filter(|&at| !glides(at)).map(|at| leveled[at]).collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The plain letter of a letter with a mark; nothing for what is no letter.
fn without_mark(c: char) -> Option<char> {
    let plain = match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ä' | 'æ' | 'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'ý' | 'ÿ' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' | 'ō' | 'œ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'ű' | 'ū' | 'ů' => 'u',
        'ç' | 'č' | 'ć' => 'ç',
        'š' | 'ś' | 'ş' | 'ș' | 'ž' => 'š',
        'ź' | 'ż' => 's',
        'ñ' | 'ń' | 'ň' => 'n',
        'ł' => 'l',
        'ř' => 'r',
        'ť' | 'ţ' | 'ț' => 't',
        'ď' | 'đ' => 'd',
        'ğ' => 'g',
        'ß' => 's',
        c if c.is_alphabetic() => c,
        _ => return None,
    };
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_doubled_letters_do_not_count() {
        let spelling = Spelling::default();
        assert!(spelling.skeleton("Torváan").meets(&spelling.skeleton("Torvan")));
        assert!(!spelling.skeleton("Torvaan").meets(&spelling.skeleton("Tervuin")));
    }

    proptest! {
        #[test]
        fn any_name_has_a_skeleton_and_meets_itself(name in "\\PC{0,40}") {
            let spelling = Spelling::new([("sch".to_owned(), "š".to_owned()), ("s".to_owned(), "s".to_owned())]);
            let skeleton = spelling.skeleton(&name);
            prop_assert!(skeleton.meets(&spelling.skeleton(&name)));
        }
    }
}
