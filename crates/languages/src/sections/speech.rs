use foldhash::HashSet;
use serde::Deserialize;

use crate::pattern::Patterns;
use crate::Words;

/// What a word does where words are put into somebody's mouth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeechRole {
    /// A verb of saying or writing: "said".
    Says,
    /// A verb of saying that is followed by the one who hears it, so that who says it stands before: "told".
    Tells,
    /// A verb of naming: "calls", "describes as".
    Calls,
    /// A turn that the one who says it follows: "according to".
    According,
    /// The same right behind the quoted words only: German "so".
    AccordingAfterQuote,
    /// A word that the one who says it stands before: German "zufolge".
    AccordingBefore,
    /// A noun for what is said: "statement", "argument".
    Saying,
    /// A pronoun as a subject: "he", "she".
    Pronoun,
    /// A pronoun as a subject that stands for no single person: "they", "we", "it".
    Nobody,
    /// A pronoun that owns: "his", "her".
    Possessive,
    /// What makes the word before it the owner of the next: "'s".
    Genitive,
    /// A noun for one or many who speak: "mayor", "ministry", "residents".
    Speaker,
    /// What stands before a name and is no part of it: "Mr", "Sir".
    Title,
    /// A noun for what carries a name in quotation marks: "newspaper", "ship".
    Kind,
    /// A verb by which a word is explained rather than said: "means".
    Means,
    /// A preposition.
    Preposition,
    /// The prepositions by which a noun belongs to another: "of", "for".
    Of,
    /// An article, a number or another word that opens a noun phrase.
    Determiner,
    /// Words that open a clause in which somebody else may speak: "but", "while".
    Turn,
    /// Words that join like with like: "and".
    And,
    /// A relative pronoun: "who".
    Relative,
    /// A form of "to be" that makes a passive of what follows: "was called".
    Passive,
    /// The preposition before the doer of a passive: "by".
    By,
    /// Words that begin a sentence and are no names: "yesterday".
    Adverb,
    /// Small words inside names: "van", "de la".
    Particle,
    /// "As" before a clause that names who says it: "as she put it".
    As,
}

const ROLES: [SpeechRole; 26] = [
    SpeechRole::Says,
    SpeechRole::Tells,
    SpeechRole::Calls,
    SpeechRole::According,
    SpeechRole::AccordingAfterQuote,
    SpeechRole::AccordingBefore,
    SpeechRole::Saying,
    SpeechRole::Pronoun,
    SpeechRole::Nobody,
    SpeechRole::Possessive,
    SpeechRole::Genitive,
    SpeechRole::Speaker,
    SpeechRole::Title,
    SpeechRole::Kind,
    SpeechRole::Means,
    SpeechRole::Preposition,
    SpeechRole::Of,
    SpeechRole::Determiner,
    SpeechRole::Turn,
    SpeechRole::And,
    SpeechRole::Relative,
    SpeechRole::Passive,
    SpeechRole::By,
    SpeechRole::Adverb,
    SpeechRole::Particle,
    SpeechRole::As,
];

/// A turn of speech in a text: its first and last word, by number, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpeechMark {
    /// The first word.
    pub first: usize,
    /// The last word (inclusive).
    pub last: usize,
    /// What it does.
    pub role: SpeechRole,
}

/// How a language tells who says what.
#[derive(Debug)]
pub struct SpeechWords {
    patterns: Patterns,
    elisions: HashSet<String>,
    clipped: HashSet<String>,
    subject_may_be_left_out: bool,
    verb_may_end_clause: bool,
    capital_in_quotes_is_a_name: bool,
    nouns_have_capitals: bool,
    adjectives_of_names_have_capitals: bool,
    genitive_needs_no_preposition: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Written {
    says: String,
    tells: String,
    calls: String,
    according: String,
    according_after_quote: String,
    according_before: String,
    sayings: String,
    pronouns: String,
    nobody: String,
    possessives: String,
    genitive: String,
    speakers: String,
    titles: String,
    kinds: String,
    means: String,
    prepositions: String,
    of: String,
    determiners: String,
    turns: String,
    ands: String,
    relatives: String,
    passive: String,
    by: String,
    adverbs: String,
    particles: String,
    as_turns: String,
    elisions: String,
    clipped: String,
    subject_may_be_left_out: bool,
    verb_may_end_clause: bool,
    capital_in_quotes_is_a_name: bool,
    nouns_have_capitals: bool,
    adjectives_of_names_have_capitals: bool,
    genitive_needs_no_preposition: bool,
}

impl SpeechWords {
    pub(crate) fn read(written: &Written) -> Result<Self, String> {
        let lists: [&str; ROLES.len()] = [
            &written.says,
            &written.tells,
            &written.calls,
            &written.according,
            &written.according_after_quote,
            &written.according_before,
            &written.sayings,
            &written.pronouns,
            &written.nobody,
            &written.possessives,
            &written.genitive,
            &written.speakers,
            &written.titles,
            &written.kinds,
            &written.means,
            &written.prepositions,
            &written.of,
            &written.determiners,
            &written.turns,
            &written.ands,
            &written.relatives,
            &written.passive,
            &written.by,
            &written.adverbs,
            &written.particles,
            &written.as_turns,
        ];
        Ok(Self {
            patterns: Patterns::read(lists),
            elisions: word_set(&written.elisions),
            clipped: word_set(&written.clipped),
            verb_may_end_clause: written.verb_may_end_clause,
            subject_may_be_left_out: written.subject_may_be_left_out,
            capital_in_quotes_is_a_name: written.capital_in_quotes_is_a_name,
            nouns_have_capitals: written.nouns_have_capitals,
            adjectives_of_names_have_capitals: written.adjectives_of_names_have_capitals,
            genitive_needs_no_preposition: written.genitive_needs_no_preposition,
        })
    }

    /// Every turn of speech in these words, in the order of the text. One word may have several roles.
    pub fn marks(&self, words: &Words) -> Vec<SpeechMark> {
        let caught = self.patterns.find(words);
        caught
            .iter()
            .filter_map(|c| {
                let role = *ROLES.get(c.pattern as usize)?;
                Some(SpeechMark { first: c.first as usize, last: c.last as usize, role })
            })
            .collect()
    }

    /// Whether an apostrophe before this word (lower case) stands for something left out: Dutch "'s morgens".
    pub fn is_elision(&self, word: &str) -> bool {
        self.elisions.contains(word)
    }

    /// Whether an apostrophe after this word (lower case) stands for something left out: Italian "un po' di".
    pub fn is_clipped(&self, word: &str) -> bool {
        self.clipped.contains(word)
    }

    /// Whether a sentence can do without a subject: "Dijo que …".
    pub fn subject_may_be_left_out(&self) -> bool {
        self.subject_may_be_left_out
    }

    /// Whether a clause may end in its verb, behind what is quoted: "was X „…“ nennt".
    pub fn verb_may_end_clause(&self) -> bool {
        self.verb_may_end_clause
    }

    /// Whether names stand in quotation marks without a word for what they name: «Единая Россия».
    pub fn capital_in_quotes_is_a_name(&self) -> bool {
        self.capital_in_quotes_is_a_name
    }

    /// Whether one noun belongs to another without a word between them: "rzecznik portu".
    pub fn genitive_needs_no_preposition(&self) -> bool {
        self.genitive_needs_no_preposition
    }

    /// Whether adjectives from names are written with a capital: "Dutch", "Oekraïens".
    pub fn adjectives_of_names_have_capitals(&self) -> bool {
        self.adjectives_of_names_have_capitals
    }

    /// Whether every noun is written with a capital.
    pub fn nouns_have_capitals(&self) -> bool {
        self.nouns_have_capitals
    }
}

fn word_set(written: &str) -> HashSet<String> {
    written.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
