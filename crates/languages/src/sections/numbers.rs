mod read;

use foldhash::HashMap;

pub(crate) use read::Written;

/// What a word can mean in a number. A word can mean several things ("second", "en").
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberWord {
    /// Names a number that others are added to: "three", "twenty", "two hundred" in one word.
    pub cardinal: Option<Cardinal>,
    /// Multiplies what stands before it: "thousand", "million", "dozen".
    pub scale: Option<Scale>,
    /// Multiplies digits before it, as an abbreviation does: "mln".
    pub after_digits: Option<f64>,
    /// Names a part by its denominator and nothing else: "thirds", "Drittel".
    pub share: Option<f64>,
    /// Names a place in a row, and in some turns a part: "third".
    pub ordinal: Option<f64>,
    /// A part or a mixed number by itself: "half", "anderhalf".
    pub part: Option<f64>,
    /// An order of magnitude: "thousands".
    pub order: Option<f64>,
    /// A multiple by itself: "twice".
    pub multiple: Option<f64>,
    /// The little things it can be.
    pub roles: Roles,
}

/// A word for a number, and how much may be added to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cardinal {
    /// The number.
    pub value: f64,
    /// What is added after it must be less: 10 after "twenty", 1 (nothing but a part) after "three".
    pub room: f64,
}

/// A word that multiplies what stands before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// By how much.
    pub value: f64,
    /// Whether it means about so many: "une centaine".
    pub about: bool,
    /// Whether it counts things in groups, as a dozen does, and builds no higher numbers.
    pub group: bool,
}

/// What else a word can be in a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles {
    /// An article that can be read as "one".
    pub article: bool,
    /// An article that is never a number by itself, only before one: "a million".
    pub bare_article: bool,
    /// Joins the parts of a number: "and".
    pub and: bool,
    /// Joins unit and ten where the unit comes first: "und".
    pub inverted_and: bool,
    /// Joins a number and a part: "с" in "три с половиной".
    pub with_part: bool,
    /// Turns a number into a multiple: "times".
    pub times: bool,
    /// Turns a number into its negative: "minus".
    pub minus: bool,
    /// The decimal mark as a word: "point".
    pub point: bool,
    /// The same, where nothing of the clause follows the number: "con".
    pub point_at_end: bool,
    /// Stands between a part and the whole: "of".
    pub of: bool,
    /// A number only inside a longer one.
    pub only_inside: bool,
    /// Makes the number before it a part: "avos".
    pub share_word: bool,
    /// Ends a compound and makes it an ordinal: "-ste".
    pub ordinal_ending: bool,
    /// Ends a compound and makes it a part: "-stel".
    pub share_ending: bool,
    /// Ends a compound and makes it a multiple: "-fach".
    pub multiple_ending: bool,
}

/// A turn of several words, each lower case.
pub type Turn = Vec<String>;

/// How exactly a number is meant, as far as one turn tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exactness {
    /// "About".
    About,
    /// "Over", "at least".
    Over,
    /// "Under", "up to".
    Under,
    /// "Several", before a bare "hundred" or "thousand".
    Order,
}

/// A turn that tells how exactly a number is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualifyingTurn {
    /// Its words.
    pub turn: Turn,
    /// What it tells.
    pub exactness: Exactness,
    /// Whether it does so only beside ten and more, because it is mostly a preposition ("tot 300", but "tot twee").
    pub only_of_many: bool,
}

/// A turn that can stand between the ends of a range, with the one that must then open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeFrame {
    /// "Between"; empty where nothing opens it.
    pub opener: Turn,
    /// "And".
    pub middle: Turn,
}

/// The words that make a clock time of a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClockWords {
    /// Before hours and minutes with a full stop: "kl.", "alle".
    pub before: Vec<String>,
    /// After them: "uur".
    pub after: Vec<String>,
    /// After hours, too: "Uhr", "o'clock".
    pub after_hour: Vec<Turn>,
}

/// Beside which words something is no number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unless {
    /// Words before it.
    pub before: Vec<String>,
    /// Words after it.
    pub after: Vec<String>,
    /// Whether it is none either where its clause ends with it ("un quai neuf").
    pub at_end: bool,
}

/// How a language writes numbers: separators, number words, fractions, multiples, orders, ranges and qualifiers.
#[derive(Debug, Default)]
pub struct NumberWords {
    /// Whether the decimal mark is a comma.
    pub decimal_comma: bool,
    /// All single words, lower case.
    pub words: HashMap<String, NumberWord>,
    /// Abbreviations that multiply the digits before them, as they are written ("M" is not "m").
    pub scale_marks: HashMap<String, f64>,
    /// The same, only after two digits and more: "5G" is a network.
    pub long_scale_marks: HashMap<String, f64>,
    /// The same, only after an amount of money ("£5m").
    pub money_scale_marks: HashMap<String, f64>,
    /// What makes digits an ordinal, lower case: "th", "ste".
    pub ordinal_marks: Vec<String>,
    /// What makes digits a multiple, lower case: "fold" in "10-fold".
    pub multiple_marks: Vec<String>,
    /// What follows digits without changing what they mean, lower case: "ти" in "20-ти".
    pub case_marks: Vec<String>,
    /// Pieces that compounds are made of, by their first letter, longest first; none where numbers aren't glued.
    pub pieces: HashMap<char, Vec<(String, NumberWord)>>,
    /// Whether units stand before tens.
    pub inverted: bool,
    /// Whether four twenties are eighty.
    pub scores: bool,
    /// Whether "and" before a unit sets it apart from the ten before it ("twenty and three fifths").
    pub and_sets_apart: bool,
    /// Whether "half ten" is half past nine.
    pub half_before_hour: bool,
    /// Whether "one" before an ordinal makes it a part ("одна пятая").
    pub one_makes_parts: bool,
    /// Whether a part can follow a number without "and" ("drie een vijfde").
    pub part_without_and: bool,
    /// Turns before a number by their last word.
    pub before: HashMap<String, Vec<QualifyingTurn>>,
    /// Turns after a number by their first word.
    pub after: HashMap<String, Vec<QualifyingTurn>>,
    /// Words of clock times: before digits like "14.30", after them, and after any number of hours.
    pub clock: ClockWords,
    /// Articles that may stand between such a turn and the number: "almost the half".
    pub definite_articles: Vec<String>,
    /// Frames of ranges, those with an opener first.
    pub ranges: Vec<RangeFrame>,
    /// Turns between the number of some and the number of all: "out of".
    pub out_of: Vec<Turn>,
    /// The same, only for some up to nine and where it can't mean anything else: "in".
    pub few_in: Vec<Turn>,
    /// Turns that divide one number by another: "over".
    pub divided_by: Vec<Turn>,
    /// Words before "one" that show that it counts: "only".
    pub only: Vec<String>,
    /// Beside which words something is no number.
    pub unless: HashMap<String, Unless>,
    /// Words that a number counts in a compound with hyphens ("2-Prozent-Ziel"), where it would else be a name's.
    pub counted_in_compounds: Vec<String>,
    /// Words after which a number names something: "No.", "article".
    pub labels: Vec<String>,
}
