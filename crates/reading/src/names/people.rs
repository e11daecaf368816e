use std::rc::Rc;

use foldhash::HashMap;
use standpoint_gazetteer::{Skeleton, Spelling};
use standpoint_languages::{Language, NameWords};

use super::runs::given_name;

/// The people a statement names in full, so that their surnames can be led back to them.
pub(super) struct People<'a> {
    people: Vec<Person>,
    /// By the consonants of every form the surname may be one of.
    by_surname: HashMap<String, Vec<usize>>,
    spellings: HashMap<&'a str, SpokenNames>,
}

/// What the names of one language sound like.
struct SpokenNames {
    spelling: Spelling,
    /// Those asked for before.
    known: HashMap<String, Rc<[Skeleton]>>,
}

struct Person {
    /// All full names, in the order of the text, each with how often it stands there.
    forms: Vec<(String, u32)>,
    given: String,
    surname: Rc<[Skeleton]>,
}

impl<'a> People<'a> {
    pub(super) fn new() -> Self {
        Self { people: Vec::new(), by_surname: HashMap::default(), spellings: HashMap::default() }
    }

    /// Takes up a full name and gives the number of its bearer.
    pub(super) fn add(&mut self, name: &str, language: &'a Language) -> usize {
        let given = first_word(name);
        let skeletons = self.skeletons(last_word(name), language);
        let known =
            self.candidates(&skeletons).into_iter().find(|&person| is_same_given(&self.people[person].given, given));
        match known {
            Some(person) => {
                let forms = &mut self.people[person].forms;
                match forms.iter_mut().find(|(form, _)| form == name) {
                    Some((_, times)) => *times += 1,
                    None => forms.push((name.to_owned(), 1)),
                }
                person
            }
            None => {
                let person = self.people.len();
                for skeleton in skeletons.iter() {
                    self.by_surname.entry(skeleton.consonants().to_owned()).or_default().push(person);
                }
                self.people.push(Person {
                    forms: vec![(name.to_owned(), 1)],
                    given: given.to_owned(),
                    surname: skeletons,
                });
                person
            }
        }
    }

    /// Whose surname this is: the last person of that name taken up.
    pub(super) fn with_surname(&mut self, surname: &str, language: &'a Language) -> Option<usize> {
        if self.people.is_empty() {
            return None;
        }
        let skeletons = self.skeletons(surname, language);
        self.candidates(&skeletons).into_iter().next_back()
    }

    /// The name by which a person is called: the form of the first case where the text has it.
    pub(super) fn name(&self, person: usize, language: &Language) -> String {
        let naming = language.naming();
        let forms = &self.people[person].forms;
        let best = forms.iter().max_by_key(|(form, times)| {
            let is_dictionary_form = is_in_first_case(form, naming);
            let of_others = forms.iter().filter(|(other, _)| other != form && leads_to(other, form, naming)).count();
            (is_dictionary_form, of_others, form.split(' ').count(), *times)
        });
        let name = best.map_or("", |(form, _)| form.as_str());
        naming.romanised(&in_first_case(name, naming))
    }

    fn candidates(&self, skeletons: &[Skeleton]) -> Vec<usize> {
        let mut found: Vec<usize> = skeletons
            .iter()
            .filter_map(|skeleton| self.by_surname.get(skeleton.consonants()))
            .flatten()
            .copied()
            .filter(|&person| self.people[person].surname.iter().any(|own| skeletons.iter().any(|s| s.meets(own))))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What a surname sounds like, in every form it may be one of.
    fn skeletons(&mut self, surname: &str, language: &'a Language) -> Rc<[Skeleton]> {
        let naming = language.naming();
        let spoken = self.spellings.entry(language.name()).or_insert_with(|| SpokenNames {
            spelling: Spelling::new(naming.spelling.iter().cloned()),
            known: HashMap::default(),
        });
        if let Some(known) = spoken.known.get(surname) {
            return Rc::clone(known);
        }
        let found: Rc<[Skeleton]> = skeletons(surname, naming, &spoken.spelling).into();
        spoken.known.insert(surname.to_owned(), Rc::clone(&found));
        found
    }
}

/// What a word sounds like, in every form it may be one of: as it stands first.
fn skeletons(word: &str, naming: &NameWords, spelling: &Spelling) -> Vec<Skeleton> {
    let lower = word.to_lowercase();
    let mut found = Vec::new();
    let _: Option<()> = naming.dictionary_form(&lower, |form| {
        let skeleton = spelling.skeleton(form);
        if skeleton.is_telling() && !found.contains(&skeleton) {
            found.push(skeleton);
        }
        None
    });
    found
}

/// What a surname sounds like, in every form it may be one of: two surnames that share one of these may be one.
pub fn surname_skeletons(surname: &str, language: &Language) -> Vec<Skeleton> {
    let naming = language.naming();
    skeletons(surname, naming, &Spelling::new(naming.spelling.iter().cloned()))
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}

fn last_word(name: &str) -> &str {
    name.rsplit([' ', '\u{a0}', '\n']).next().unwrap_or(name)
}

/// Whether two given names may be of one person: the same, an initial, or two forms of one.
fn is_same_given(a: &str, b: &str) -> bool {
    let initial = |name: &str| name.chars().next();
    if a.ends_with('.') || b.ends_with('.') || a.chars().nth(1).is_none() || b.chars().nth(1).is_none() {
        return initial(a) == initial(b);
    }
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    common >= 3 || a == b
}

fn is_in_first_case(name: &str, naming: &NameWords) -> bool {
    let given = first_word(name).to_lowercase();
    !naming.inflects() || given_name(&given, naming).is_none_or(|nominative| nominative == given)
}

fn leads_to(other: &str, form: &str, naming: &NameWords) -> bool {
    let wanted = last_word(form).to_lowercase();
    let other = last_word(other).to_lowercase();
    naming.dictionary_form(&other, |found| (found == wanted).then_some(())).is_some()
}

/// A name led back to the first case, as far as its given name shows that it stands in another.
fn in_first_case(name: &str, naming: &NameWords) -> String {
    let given = first_word(name).to_lowercase();
    if !naming.inflects() || !name.contains(' ') {
        return name.to_owned();
    }
    let Some(nominative) = given_name(&given, naming).filter(|nominative| *nominative != given) else {
        return name.to_owned();
    };
    let last = last_word(name);
    let ends_alike = |form: &str| is_feminine(form) == is_feminine(&nominative);
    let is_other = |form: &str| form != last.to_lowercase();
    let surname = naming
        .dictionary_form(&last.to_lowercase(), |form| (is_other(form) && ends_alike(form)).then(|| form.to_owned()));
    let middle = &name[first_word(name).len()..name.len() - last.len()];
    format!("{}{middle}{}", capitalised(&nominative), surname.map_or_else(|| last.to_owned(), |s| capitalised(&s)))
}

/// Whether a name ends as women's names mostly do.
fn is_feminine(name: &str) -> bool {
    name.ends_with(['а', 'я', 'a'])
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
