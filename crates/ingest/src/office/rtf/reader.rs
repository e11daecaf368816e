//! From the tokens of a rich text file to blocks. What holds in a group ends with it, so states are kept in a list of our own.

use standpoint_languages::Languages;

use super::charsets::Characters;
use super::tables::Tables;
use super::tokens::{Token, Tokens};
use crate::office::flow::{Block, Flow, Nature};
use crate::office::properties::Properties;
use crate::office::styles::Styles;
use crate::office::symbols;
use crate::Limits;

/// A longer property is cut.
const LONGEST: usize = 1000;

/// Destinations that hold no text of the document. Those that begin with `\*` need not be listed.
const UNREAD: [&str; 36] = [
    "colortbl",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "annotation",
    "filetbl",
    "listtable",
    "listoverridetable",
    "revtbl",
    "listtext",
    "pntext",
    "nonshppict",
    "nonesttables",
    "shprslt",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "sp",
    "objdata",
    "objclass",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "private",
    "do",
    "pnseclvl",
];
/// The properties in the group `\info` that are read.
const PROPERTIES: [&str; 3] = ["title", "author", "company"];

/// Why a file can't be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RtfError {
    TooDeep,
    TooMany,
    CutOff,
}

/// What was read.
pub(super) struct Read {
    pub blocks: Vec<Block>,
    pub notes: Vec<Block>,
    pub properties: Properties,
}

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    Text,
    Note,
    /// Nowhere, and so does that of the groups in it.
    Unread,
    /// Nowhere, but there may be a text box in it.
    Shape,
    Fonts,
    Styles,
    Info,
    /// A property.
    Value(&'static str),
    /// A date in the properties.
    Date(&'static str),
}

/// What holds in a group.
#[derive(Debug, Clone)]
struct State {
    destination: Destination,
    /// Whether the group is the one that began its destination.
    begins: bool,
    /// How many characters after `\u` stand for it.
    skip: usize,
    font: Option<i32>,
    bold: bool,
    hidden: bool,
    deleted: bool,
    style: Option<i32>,
    level: Option<i32>,
    list: bool,
    cell: bool,
}

impl State {
    fn new() -> Self {
        Self {
            destination: Destination::Text,
            begins: false,
            skip: 1,
            font: None,
            bold: false,
            hidden: false,
            deleted: false,
            style: None,
            level: None,
            list: false,
            cell: false,
        }
    }
}

/// Reads a file.
pub(super) struct Reader<'a> {
    most: usize,
    state: State,
    around: Vec<State>,
    text: Flow,
    notes: Flow,
    properties: Properties,
    tables: Tables<'a>,
    default_font: Option<i32>,
    /// Bytes that wait for the rest of their character.
    bytes: Vec<u8>,
    /// The first half of a character that `\u` gives in two.
    half: Option<u16>,
    /// How many characters are still to be left out after `\u`.
    to_skip: usize,
    /// Whether `\*` stands before the next control word.
    may_ignore: bool,
    /// The property that is being read: its value, or its year, month and day.
    value: String,
    date: [i32; 3],
}

impl<'a> Reader<'a> {
    pub(super) fn new(limits: &Limits, languages: &'a Languages) -> Self {
        Self {
            most: limits.element_depth,
            state: State::new(),
            around: Vec::new(),
            text: Flow::new(limits),
            notes: Flow::new(limits),
            properties: Properties::default(),
            tables: Tables::new(languages),
            default_font: None,
            bytes: Vec::new(),
            half: None,
            to_skip: 0,
            may_ignore: false,
            value: String::new(),
            date: [0; 3],
        }
    }

    pub(super) fn read(mut self, bytes: &[u8]) -> Result<Read, RtfError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut tokens = Tokens::new(bytes);
        self.text.begin();
        while let Some(token) = tokens.next() {
            self.token(token, &mut tokens)?;
            // What comes after the outermost group is no rich text.
            if token == Token::Close && self.around.is_empty() {
                break;
            }
        }
        self.flush();
        if !self.around.is_empty() {
            return Err(RtfError::CutOff);
        }
        self.end_paragraph();
        if self.text.is_over() || self.notes.is_over() {
            return Err(RtfError::TooMany);
        }
        Ok(Read { blocks: self.text.take(), notes: self.notes.take(), properties: self.properties })
    }

    fn token(&mut self, token: Token<'_>, tokens: &mut Tokens<'_>) -> Result<(), RtfError> {
        match token {
            Token::Open => return self.open(),
            Token::Close => self.close(),
            Token::Word("bin", count) => {
                tokens.pass_over(usize::try_from(count.unwrap_or(0)).unwrap_or(0));
                self.to_skip = self.to_skip.saturating_sub(1);
            }
            Token::Word("u", Some(number)) => {
                self.flush();
                self.unicode(number);
                self.to_skip = self.state.skip;
            }
            Token::Byte(_) | Token::Hex(_) | Token::Symbol(_) if self.to_skip > 0 => self.to_skip -= 1,
            Token::Word(word, _) if self.to_skip > 0 && !shown(word).is_empty() => self.to_skip -= 1,
            Token::Byte(byte) | Token::Hex(byte) => {
                self.half = None;
                self.bytes.push(byte);
            }
            Token::Symbol(symbol) => {
                self.flush();
                self.symbol(symbol);
            }
            Token::Word(word, number) => {
                self.to_skip = 0;
                self.flush();
                let may_ignore = std::mem::take(&mut self.may_ignore);
                if !self.destination(word, may_ignore) {
                    self.word(word, number);
                }
            }
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), RtfError> {
        self.flush();
        self.to_skip = 0;
        if self.around.len() >= self.most {
            return Err(RtfError::TooDeep);
        }
        self.around.push(self.state.clone());
        self.state.begins = false;
        Ok(())
    }

    fn close(&mut self) {
        self.flush();
        self.to_skip = 0;
        self.may_ignore = false;
        let Some(outer) = self.around.pop() else { return };
        let inner = std::mem::replace(&mut self.state, outer);
        match inner.destination {
            Destination::Note | Destination::Text if inner.begins => {
                let flow = if inner.destination == Destination::Note { &mut self.notes } else { &mut self.text };
                flow.end(Self::nature(&self.tables.styles, &inner));
            }
            Destination::Value(name) if inner.begins => self.properties.add(name, &std::mem::take(&mut self.value)),
            Destination::Date(name) if inner.begins => {
                let [year, month, day] = self.date;
                self.properties.add(name, &format!("{year:04}-{month:02}-{day:02}"));
            }
            _ => {}
        }
    }

    /// Whether a control word begins a destination.
    fn destination(&mut self, word: &str, may_ignore: bool) -> bool {
        let now = self.state.destination;
        let property = PROPERTIES.iter().copied().find(|name| *name == word);
        let next = match (now, word) {
            (Destination::Unread, _) => return true,
            // A group has one destination.
            _ if self.state.begins => return false,
            (_, "shptxt") => Destination::Text,
            (_, "footnote") => Destination::Note,
            (_, "shpinst") => Destination::Shape,
            (_, "fonttbl") => Destination::Fonts,
            (_, "stylesheet") => Destination::Styles,
            (_, "info") => Destination::Info,
            (Destination::Info, _) if property.is_some() => Destination::Value(property.unwrap_or("")),
            (Destination::Info, "creatim") => Destination::Date("creatim"),
            (Destination::Info, "revtim") => Destination::Date("revtim"),
            _ if may_ignore || UNREAD.contains(&word) => Destination::Unread,
            _ => return false,
        };
        self.state.destination = next;
        self.state.begins = next != Destination::Unread;
        match next {
            Destination::Text => self.text.begin(),
            Destination::Note => self.notes.begin(),
            Destination::Value(_) => self.value.clear(),
            Destination::Date(_) => self.date = [0; 3],
            _ => {}
        }
        true
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let place = ["yr", "mo", "dy"].iter().position(|name| *name == word);
        match (self.state.destination, place) {
            (Destination::Fonts, _) => self.tables.font_word(word, number),
            (Destination::Styles, _) => self.tables.style_word(word, number),
            (Destination::Date(_), Some(place)) => self.date[place] = number.unwrap_or(0),
            _ => self.format(word, number),
        }
    }

    /// A word that says how what follows looks, that ends a paragraph, or that stands for characters.
    fn format(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        match word {
            "par" | "sect" | "cell" | "nestcell" | "row" | "nestrow" => self.break_paragraph(word),
            "pard" => {
                let (style, level, list, cell) = (None, None, false, false);
                self.state = State { style, level, list, cell, ..self.state.clone() };
            }
            "plain" => {
                let (bold, hidden, deleted, font) = (false, false, false, None);
                self.state = State { bold, hidden, deleted, font, ..self.state.clone() };
            }
            "b" => self.state.bold = is_on,
            "v" => self.state.hidden = is_on,
            "deleted" => self.state.deleted = is_on,
            "f" => self.state.font = number,
            "deff" => self.default_font = number,
            "ansicpg" => self.tables.charsets.set_code_page(number.unwrap_or(1252)),
            "mac" => self.tables.charsets.set_code_page(10000),
            "uc" => self.state.skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "s" => self.state.style = number,
            "outlinelevel" => self.state.level = number,
            "ls" => self.state.list = is_on,
            "intbl" => self.state.cell = true,
            _ => self.push(shown(word)),
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.may_ignore = true,
            b'~' => self.push("\u{a0}"),
            b'-' => self.push("\u{ad}"),
            b'_' => self.push("\u{2011}"),
            b'\\' | b'{' | b'}' => self.bytes.push(symbol),
            b'\r' | b'\n' => self.break_paragraph("par"),
            b'\t' => self.push("\t"),
            _ => {}
        }
    }

    /// A character that is given by its number; what is beyond the first 65 536 comes in two halves.
    fn unicode(&mut self, number: i32) {
        let Ok(code) = u16::try_from(number & 0xffff) else { return };
        let first = self.half.take();
        if (0xd800..0xdc00).contains(&code) {
            self.half = Some(code);
            return;
        }
        let units = first.into_iter().chain([code]);
        let characters: Vec<char> =
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        let font = self.state.font.or(self.default_font).and_then(|n| self.tables.charsets.fonts.get(&n));
        let name = font.map_or(String::new(), |font| font.name.clone());
        let text: String =
            characters.into_iter().map(|c| if is_private(c) { symbols::shown(c, &name) } else { c }).collect();
        self.push(&text);
    }

    /// Writes the bytes that wait.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let text = match self.tables.charsets.of_font(self.state.font.or(self.default_font)) {
            Characters::Encoded(encoding) => encoding.decode_without_bom_handling(&bytes).0.into_owned(),
            Characters::Symbols(font) => {
                let name = self.tables.charsets.fonts.get(&font).map_or("", |font| font.name.as_str());
                bytes.iter().map(|byte| symbols::shown(symbols::private(*byte), name)).collect()
            }
        };
        self.push(&text);
        self.bytes = bytes;
        self.bytes.clear();
    }

    fn push(&mut self, text: &str) {
        let hidden = self.state.hidden || self.state.deleted;
        match self.state.destination {
            Destination::Text if !hidden => self.text.push(text, self.state.bold),
            Destination::Note if !hidden => self.notes.push(text, self.state.bold),
            Destination::Value(_) if self.value.len() < LONGEST => self.value.push_str(text),
            Destination::Fonts => self.tables.font_name(text),
            Destination::Styles => self.tables.style_name(text),
            _ => {}
        }
    }

    fn break_paragraph(&mut self, word: &str) {
        self.state.cell |= word.ends_with("cell") || word.ends_with("row");
        let flow = match self.state.destination {
            Destination::Text => &mut self.text,
            Destination::Note => &mut self.notes,
            _ => return,
        };
        // A paragraph mark that was deleted joins what it parted.
        if !self.state.deleted {
            flow.end(Self::nature(&self.tables.styles, &self.state));
            flow.begin();
        }
    }

    fn end_paragraph(&mut self) {
        self.text.end(Self::nature(&self.tables.styles, &self.state));
    }

    fn nature(styles: &Styles, state: &State) -> Nature {
        let style = state.style.map(|style| styles.get(&style.to_string())).unwrap_or_default();
        let own = state.level.map(|level| u8::try_from(level).ok().filter(|level| *level < 9).map(|level| level + 1));
        Nature {
            level: style.level.filter(|level| *level == Some(0)).or(own).or(style.level).flatten(),
            item: state.list || style.list == Some(true),
            cell: state.cell,
            note: style.contents,
        }
    }
}

fn is_private(c: char) -> bool {
    ('\u{f000}'..='\u{f0ff}').contains(&c)
}

/// The characters that a control word stands for; none for one that stands for no text.
fn shown(word: &str) -> &'static str {
    match word {
        "tab" => "\t",
        "line" | "page" | "column" | "lbr" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        _ => "",
    }
}
