use std::collections::BTreeMap;

use foldhash::HashSet;
use serde::Deserialize;
use standpoint_text::LanguageCode;

use crate::concepts::{ConceptId, Concepts};
use crate::pattern::Patterns;
use crate::sections::{dates, demanding, figures, naming, numbers, speech, units};
use crate::{DateWords, DemandWords, FigureWords, NameWords, NumberWords, SpeechWords, UnitWords, Words};

/// What a word or turn of phrase does to the stance of what it stands with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cue {
    /// Turns what it governs into its contrary.
    Negate,
    /// The authors' yes.
    Embrace,
    /// The authors' no.
    Reject,
    /// A deed that gives something being or makes it more.
    Further,
    /// A deed that ends something or makes it less.
    Hinder,
    /// What ought to be.
    Wish,
    /// Blame or contempt.
    Bad,
    /// Praise.
    Good,
    /// Reported of others.
    Report,
    /// People other than the authors.
    Others,
    /// Distance kept from a word.
    SoCalled,
    /// A condition.
    Condition,
    /// A turn after which the authors' own view tends to stand.
    Contrast,
    /// "X instead of Y": Y is turned down.
    InsteadOf,
    /// First person plural.
    We,
    /// Opens a list of demands.
    DemandOpener,
    /// Begins a slogan for something.
    SloganFor,
    /// Begins a slogan against something.
    SloganAgainst,
}

/// What was recognised in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// A cue to the stance.
    Cue(Cue),
    /// Something spoken of.
    Concept(ConceptId),
}

/// A recognised turn: the first and last word of it, by number, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The first word.
    pub first: u32,
    /// The last word (inclusive).
    pub last: u32,
    /// What it means.
    pub meaning: Meaning,
}

const CUES: [Cue; 18] = [
    Cue::Negate,
    Cue::Embrace,
    Cue::Reject,
    Cue::Further,
    Cue::Hinder,
    Cue::Wish,
    Cue::Bad,
    Cue::Good,
    Cue::Report,
    Cue::Others,
    Cue::SoCalled,
    Cue::Condition,
    Cue::Contrast,
    Cue::InsteadOf,
    Cue::We,
    Cue::DemandOpener,
    Cue::SloganFor,
    Cue::SloganAgainst,
];

/// How sentences end in a language.
#[derive(Debug, Default)]
pub struct SentenceRules {
    /// Lower-case words, without their last full stop, after which a full stop ends no sentence.
    pub abbreviations: HashSet<String>,
    /// Those that are also little words of their own ("no."): abbreviations only where a number follows.
    pub abbreviations_before_a_number: HashSet<String>,
    /// The same for those after which a sentence may end all the same.
    pub abbreviations_that_may_end: HashSet<String>,
    /// Whether "3." is how the language writes "third".
    pub ordinal_full_stop: bool,
    /// Words that often begin a sentence.
    pub starters: HashSet<String>,
}

/// The phrases by which documents introduce themselves, lower case, longest first.
#[derive(Debug, Default)]
pub struct DocumentWords {
    /// "Statement of …".
    pub statement_of: Vec<String>,
    /// "Published …".
    pub published: Vec<String>,
    /// "Updated …".
    pub updated: Vec<String>,
    /// "Signed …".
    pub signed_by: Vec<String>,
    /// "By …".
    pub written_by: Vec<String>,
    /// "Source: …".
    pub source: Vec<String>,
    /// "Translated by …".
    pub translated_by: Vec<String>,
    /// Words that organisations have in their names.
    pub organisation_words: Vec<String>,
    /// Words of lines that open what follows a statement.
    pub postscript: Vec<String>,
    /// "Re", "Fwd": what mail programs put before a subject.
    pub reply_marks: Vec<String>,
    /// Names of heading styles, before their level.
    pub heading_styles: Vec<String>,
    /// Names of the style of a document's title.
    pub title_styles: Vec<String>,
    /// Names of the styles of the lines of a table of contents, before their level.
    pub contents_styles: Vec<String>,
    /// Titles that programs give.
    pub placeholder_titles: Vec<String>,
    /// Words in the names that programs give to whoever has given none.
    pub placeholder_names: Vec<String>,
}

/// One language, as its data file describes it.
#[derive(Debug)]
pub struct Language {
    code: LanguageCode,
    name: String,
    pub(crate) cyrillic: bool,
    pub(crate) function_words: Vec<String>,
    function_word_set: HashSet<String>,
    pub(crate) letters: Vec<char>,
    sentences: SentenceRules,
    quotation_marks: Vec<(char, char)>,
    dates: DateWords,
    document: DocumentWords,
    boilerplate: Patterns,
    lexicon: Patterns,
    meanings: Vec<Meaning>,
    numbers: NumberWords,
    units: UnitWords,
    speech: SpeechWords,
    demanding: DemandWords,
    figures: FigureWords,
    naming: NameWords,
}

impl Language {
    /// Its code.
    pub fn code(&self) -> LanguageCode {
        self.code
    }

    /// Its English name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether a lower-case word is one of its commonest little words.
    pub fn is_function_word(&self, word: &str) -> bool {
        self.function_word_set.contains(word)
    }

    /// How its sentences end.
    pub fn sentences(&self) -> &SentenceRules {
        &self.sentences
    }

    /// Its pairs of quotation marks, the usual first.
    pub fn quotation_marks(&self) -> &[(char, char)] {
        &self.quotation_marks
    }

    /// How it writes dates.
    pub fn dates(&self) -> &DateWords {
        &self.dates
    }

    /// How its documents introduce themselves.
    pub fn document(&self) -> &DocumentWords {
        &self.document
    }

    /// How it writes numbers.
    pub fn numbers(&self) -> &NumberWords {
        &self.numbers
    }

    /// How it names units and currencies.
    pub fn units(&self) -> &UnitWords {
        &self.units
    }

    /// How it tells who says what.
    pub fn speech(&self) -> &SpeechWords {
        &self.speech
    }

    /// How it calls for something.
    pub fn demanding(&self) -> &DemandWords {
        &self.demanding
    }

    /// How it speaks of what it counts.
    pub fn figures(&self) -> &FigureWords {
        &self.figures
    }

    /// How it writes names.
    pub fn naming(&self) -> &NameWords {
        &self.naming
    }

    /// Every cue and concept in these words, in the order of the text. A cue inside a longer cue is left out ("no" in "no
    /// to"), concepts may overlap.
    pub fn marks(&self, words: &Words) -> Vec<Mark> {
        let caught = self.lexicon.find(words);
        let mut marks: Vec<Mark> = caught
            .iter()
            .map(|c| Mark { first: c.first, last: c.last, meaning: self.meanings[c.pattern as usize] })
            .collect();
        drop_cues_inside_longer_ones(&mut marks);
        marks
    }

    /// How many turns of these words are of the page rather than of a statement (copyright, donations, cookies …).
    pub fn boilerplate_turns(&self, words: &Words) -> usize {
        self.boilerplate.find(words).len()
    }
}

fn drop_cues_inside_longer_ones(marks: &mut Vec<Mark>) {
    let longer: Vec<(u32, u32)> = marks
        .iter()
        .filter(|m| m.last > m.first && matches!(m.meaning, Meaning::Cue(_)))
        .map(|m| (m.first, m.last))
        .collect();
    if longer.is_empty() {
        return;
    }
    let mut from = 0;
    marks.retain(|mark| {
        while from < longer.len() && longer[from].1 < mark.first {
            from += 1;
        }
        let holds = |&(first, last): &(u32, u32)| {
            first <= mark.first && mark.last <= last && (last - first) > (mark.last - mark.first)
        };
        let inside = longer[from..].iter().take_while(|&&(first, _)| first <= mark.first).any(holds);
        !(inside && matches!(mark.meaning, Meaning::Cue(_)))
    });
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    code: String,
    name: String,
    script: String,
    function_words: String,
    letters: String,
    we: String,
    sentences: WrittenSentences,
    quotation: WrittenQuotation,
    dates: dates::Written,
    document: WrittenDocument,
    polarity: WrittenPolarity,
    voice: WrittenVoice,
    lists: WrittenLists,
    #[serde(default)]
    numbers: numbers::Written,
    #[serde(default)]
    units: units::Written,
    #[serde(default)]
    speech: speech::Written,
    #[serde(default)]
    demanding: demanding::Written,
    #[serde(default)]
    figures: figures::Written,
    #[serde(default)]
    naming: naming::Written,
    concepts: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSentences {
    abbreviations: String,
    abbreviations_that_may_end: String,
    ordinal_full_stop: bool,
    starters: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenQuotation {
    marks: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDocument {
    statement_of: String,
    published: String,
    updated: String,
    signed_by: String,
    written_by: String,
    source: String,
    translated_by: String,
    organisation_words: String,
    boilerplate: String,
    postscript: String,
    reply_marks: String,
    heading_styles: String,
    title_styles: String,
    contents_styles: String,
    placeholder_titles: String,
    placeholder_names: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPolarity {
    negate: String,
    embrace: String,
    reject: String,
    further: String,
    hinder: String,
    wish: String,
    bad: String,
    good: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenVoice {
    report: String,
    others: String,
    so_called: String,
    condition: String,
    contrast: String,
    instead_of: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLists {
    demand_openers: String,
    slogan_for: String,
    slogan_against: String,
}

impl Language {
    /// Reads a language file. The message of an error says what is wrong with it, and in which line if that is known.
    pub(crate) fn read(toml_text: &str, concepts: &Concepts) -> Result<Self, String> {
        let written: Written = toml::from_str(toml_text).map_err(|e| e.to_string())?;
        let code = LanguageCode::new(&written.code).ok_or_else(|| format!("{:?} is no language code", written.code))?;
        let quotation_marks =
            written.quotation.marks.iter().map(|pair| read_pair(pair)).collect::<Result<Vec<_>, _>>()?;
        let (lexicon, meanings) = read_lexicon(&written, concepts)?;
        let function_words = comma_list(&written.function_words);
        let dates = DateWords::read(&written.dates, &function_words)?;
        let (abbreviations_before_a_number, abbreviations) =
            comma_list(&written.sentences.abbreviations).into_iter().partition(|word| function_words.contains(word));
        Ok(Self {
            code,
            cyrillic: written.script == "cyrillic",
            function_word_set: function_words.iter().cloned().collect(),
            function_words,
            letters: written.letters.chars().collect(),
            sentences: SentenceRules {
                abbreviations,
                abbreviations_before_a_number,
                abbreviations_that_may_end: comma_set(&written.sentences.abbreviations_that_may_end),
                ordinal_full_stop: written.sentences.ordinal_full_stop,
                starters: comma_set(&written.sentences.starters),
            },
            quotation_marks,
            dates,
            boilerplate: Patterns::read([written.document.boilerplate.as_str()]),
            document: read_document(&written.document),
            numbers: NumberWords::read(&written.numbers)?,
            units: UnitWords::read(&written.units)?,
            speech: SpeechWords::read(&written.speech)?,
            demanding: DemandWords::read(&written.demanding)?,
            figures: FigureWords::read(&written.figures)?,
            naming: NameWords::read(&written.naming)?,
            name: written.name,
            lexicon,
            meanings,
        })
    }
}

fn read_document(written: &WrittenDocument) -> DocumentWords {
    DocumentWords {
        statement_of: longest_first(&written.statement_of),
        published: longest_first(&written.published),
        updated: longest_first(&written.updated),
        signed_by: longest_first(&written.signed_by),
        written_by: longest_first(&written.written_by),
        source: longest_first(&written.source),
        translated_by: longest_first(&written.translated_by),
        organisation_words: comma_list(&written.organisation_words),
        postscript: longest_first(&written.postscript),
        reply_marks: comma_list(&written.reply_marks),
        heading_styles: comma_list(&written.heading_styles),
        title_styles: comma_list(&written.title_styles),
        contents_styles: comma_list(&written.contents_styles),
        placeholder_titles: comma_list(&written.placeholder_titles),
        placeholder_names: comma_list(&written.placeholder_names),
    }
}

fn read_lexicon(written: &Written, concepts: &Concepts) -> Result<(Patterns, Vec<Meaning>), String> {
    let (p, v, l) = (&written.polarity, &written.voice, &written.lists);
    let cues: [&String; 18] = [
        &p.negate,
        &p.embrace,
        &p.reject,
        &p.further,
        &p.hinder,
        &p.wish,
        &p.bad,
        &p.good,
        &v.report,
        &v.others,
        &v.so_called,
        &v.condition,
        &v.contrast,
        &v.instead_of,
        &written.we,
        &l.demand_openers,
        &l.slogan_for,
        &l.slogan_against,
    ];
    let mut meanings: Vec<Meaning> = CUES.into_iter().map(Meaning::Cue).collect();
    let mut lists: Vec<&str> = cues.iter().map(|list| list.as_str()).collect();
    for (name, patterns) in &written.concepts {
        let concept = concepts.get(name).ok_or_else(|| format!("there is no concept {name:?} in concepts.toml"))?;
        meanings.push(Meaning::Concept(concept));
        lists.push(patterns);
    }
    Ok((Patterns::read(lists), meanings))
}

fn read_pair(pair: &str) -> Result<(char, char), String> {
    let mut marks = pair.chars();
    match (marks.next(), marks.next(), marks.next()) {
        (Some(open), Some(close), None) => Ok((open, close)),
        _ => Err(format!("{pair:?} is no pair of quotation marks")),
    }
}

pub(crate) fn comma_list(written: &str) -> Vec<String> {
    written.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn comma_set(written: &str) -> HashSet<String> {
    comma_list(written).into_iter().collect()
}

fn longest_first(written: &str) -> Vec<String> {
    let mut list = comma_list(written);
    list.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    list
}
