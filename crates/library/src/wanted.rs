//! What a query looks for: in the words of SQLite's index, and in the words of a passage.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Wanted {
    Word(Term),
    /// These words, at most so many others between them; in their order and in a row where there is no number.
    Words(Vec<Term>, Option<u32>),
    All(Vec<Wanted>),
    Any(Vec<Wanted>),
    /// The first without the second.
    Without(Box<Wanted>, Box<Wanted>),
}

/// One word that is looked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Term {
    pub folded: String,
    /// Whether the word may go on.
    pub is_beginning: bool,
    /// What it sounds like, if it is a name.
    pub sounds: Vec<String>,
}

impl Wanted {
    /// The same for SQLite's FTS5.
    pub(crate) fn expression(&self) -> String {
        let join = |parts: &[Self], by: &str| {
            parts.iter().map(|p| format!("({})", p.expression())).collect::<Vec<_>>().join(by)
        };
        match self {
            Self::Word(term) => term.expression(),
            Self::Words(terms, None) if terms.iter().all(|t| t.sounds.is_empty()) => {
                let words = terms.iter().map(|t| format!("\"{}\"{}", t.folded, if t.is_beginning { "*" } else { "" }));
                format!("words : ({})", words.collect::<Vec<_>>().join(" + "))
            }
            Self::Words(terms, Some(distance)) if terms.iter().all(|t| t.sounds.is_empty()) => {
                let words = terms.iter().map(|t| format!("\"{}\"{}", t.folded, if t.is_beginning { " *" } else { "" }));
                // SQLite counts the words between the first and the last, those that are looked for among them.
                let between = *distance as usize + terms.len().saturating_sub(2);
                format!("words : NEAR({}, {between})", words.collect::<Vec<_>>().join(" "))
            }
            // With names in it, what is found is looked through again.
            Self::Words(terms, _) => {
                terms.iter().map(|t| format!("({})", t.expression())).collect::<Vec<_>>().join(" AND ")
            }
            Self::All(parts) => join(parts, " AND "),
            Self::Any(parts) => join(parts, " OR "),
            Self::Without(wanted, unwanted) if unwanted.is_exact() => {
                format!("({}) NOT ({})", wanted.expression(), unwanted.expression())
            }
            Self::Without(wanted, _) => wanted.expression(),
        }
    }

    /// The words that a passage may have or lack, as SQLite finds them, and whether by their sound; of no use where there is only
    /// one.
    pub(crate) fn alternatives(&self) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        self.collect_alternatives(false, &mut found);
        found
    }

    fn collect_alternatives(&self, is_one_of_some: bool, found: &mut Vec<(String, bool)>) {
        let of = |term: &Term, found: &mut Vec<(String, bool)>| {
            if is_one_of_some || !term.sounds.is_empty() {
                found.push((term.word(), false));
                found.extend(term.sound().map(|sound| (sound, true)));
            }
        };
        match self {
            Self::Word(term) => of(term, found),
            Self::Words(terms, _) if is_one_of_some && terms.iter().all(|term| term.sounds.is_empty()) => {
                found.push((self.expression(), false));
            }
            Self::Words(terms, _) => terms.iter().for_each(|term| of(term, found)),
            Self::All(parts) => parts.iter().for_each(|part| part.collect_alternatives(is_one_of_some, found)),
            Self::Any(parts) => parts.iter().for_each(|part| part.collect_alternatives(true, found)),
            Self::Without(wanted, _) => wanted.collect_alternatives(is_one_of_some, found),
        }
    }

    /// Whether SQLite finds just what is wanted, so that nothing has to be looked through again.
    pub(crate) fn is_exact(&self) -> bool {
        match self {
            Self::Word(_) => true,
            Self::Words(terms, distance) => distance.is_none() && terms.iter().all(|t| t.sounds.is_empty()),
            Self::All(parts) | Self::Any(parts) => parts.iter().all(Self::is_exact),
            Self::Without(wanted, unwanted) => wanted.is_exact() && unwanted.is_exact(),
        }
    }

    /// Which words of a passage are what is wanted, by number; `None` where it is not in the passage.
    pub(crate) fn marks(&self, passage: &[Heard]) -> Option<Vec<usize>> {
        match self {
            Self::Word(term) => {
                let found: Vec<usize> = (0..passage.len()).filter(|&n| term.is(&passage[n])).collect();
                (!found.is_empty()).then_some(found)
            }
            Self::Words(terms, None) => {
                let starts = (0..passage.len()).filter(|&n| {
                    passage.len() - n >= terms.len()
                        && terms.iter().zip(&passage[n..]).all(|(term, word)| term.is(word))
                });
                let found: Vec<usize> = starts.flat_map(|n| n..n + terms.len()).collect();
                (!found.is_empty()).then_some(found)
            }
            Self::Words(terms, Some(distance)) => near(terms, *distance as usize, passage),
            Self::All(parts) => {
                let found: Option<Vec<Vec<usize>>> = parts.iter().map(|part| part.marks(passage)).collect();
                found.map(|found| found.concat())
            }
            Self::Any(parts) => {
                let found: Vec<Vec<usize>> = parts.iter().filter_map(|part| part.marks(passage)).collect();
                (!found.is_empty()).then(|| found.concat())
            }
            Self::Without(wanted, unwanted) => match unwanted.marks(passage) {
                Some(_) => None,
                None => wanted.marks(passage),
            },
        }
    }
}

/// The words nearest to each other that are all the terms, where no more than `distance` others lie between the first and the
/// last of them.
fn near(terms: &[Term], distance: usize, passage: &[Heard]) -> Option<Vec<usize>> {
    let places: Vec<Vec<usize>> =
        terms.iter().map(|term| (0..passage.len()).filter(|&n| term.is(&passage[n])).collect()).collect();
    let reach = distance + terms.len();
    let mut found = Vec::new();
    for &first in places.first()? {
        let together: Option<Vec<usize>> =
            places.iter().map(|all| all.iter().copied().min_by_key(|n| n.abs_diff(first))).collect();
        let together = together?;
        let (least, most) = (together.iter().min()?, together.iter().max()?);
        if most - least < reach {
            found.extend(together);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// A word of a passage as the index holds it.
#[derive(Debug)]
pub(crate) struct Heard {
    pub folded: String,
    /// What it sounds like, if it has a capital.
    pub sounds: Vec<String>,
}

impl Term {
    fn is(&self, word: &Heard) -> bool {
        let same = if self.is_beginning { word.folded.starts_with(&self.folded) } else { word.folded == self.folded };
        same || word.sounds.iter().any(|sound| self.sounds.contains(sound))
    }

    fn expression(&self) -> String {
        match self.sound() {
            None => self.word(),
            Some(sound) => format!("{} OR {sound}", self.word()),
        }
    }

    fn word(&self) -> String {
        // Folded words and sounds are letters and digits: nothing in them means anything to FTS5 in quotation marks.
        format!("words : \"{}\"{}", self.folded, if self.is_beginning { " *" } else { "" })
    }

    fn sound(&self) -> Option<String> {
        let sounds: Vec<String> = self.sounds.iter().map(|sound| format!("\"{sound}\"")).collect();
        (!sounds.is_empty()).then(|| format!("sounds : ({})", sounds.join(" OR ")))
    }
}
